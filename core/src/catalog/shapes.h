// shapes.h - how real tools spell base URL, key, model and provider (core/data/shapes.json), and which
// model names are open-weight (core/data/models.json).
#pragma once
#include <string_view>
#include <vector>

#include "catalog/json.h"

namespace stoprule {

struct Shapes {
  std::vector<std::string_view> placeholders;
};
struct Models {
  std::vector<std::string_view> open;
};

void load_shapes(JsonObject& json, Shapes& shapes);
void load_models(JsonObject& json, Models& models);

template <class A>
void describe(A& archive, Shapes& shapes) {
  archive(shapes.placeholders);
}
template <class A>
void describe(A& archive, Models& models) {
  archive(models.open);
}

}  // namespace stoprule
