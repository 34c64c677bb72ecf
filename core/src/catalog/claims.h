// claims.h - what a promise can mean, and how each language says it.
#pragma once
#include <string_view>
#include <vector>

#include "catalog/json.h"
#include "stoprule/report.h"

namespace stoprule {

struct Concept {
  std::string_view id;          ///< "unlimited_use"
  std::vector<Question> needs;  ///< what would have to be shown
};
struct Claims {
  std::vector<Concept> concepts;
};

/// core/data/claims/concepts.json
void load_concepts(JsonObject& json, Claims& claims);
/// core/data/claims/<language>.json
void load_claim_language(std::string_view language, JsonObject& json, Claims& claims);

template <class A>
void describe(A& archive, Concept& entry) {
  archive(entry.id, entry.needs);
}
template <class A>
void describe(A& archive, Claims& claims) {
  archive(claims.concepts);
}

}  // namespace stoprule
