// catalog_data.h - the whole catalog in memory. Strings point into the blob or into an arena that
// it keeps.
#pragma once
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "catalog/claims.h"
#include "catalog/errors.h"
#include "catalog/hints.h"
#include "catalog/messages.h"
#include "catalog/shapes.h"
#include "catalog/vendor.h"

namespace stoprule {

struct CatalogData {
  std::string_view digest, as_of;
  std::vector<Vendor> vendors;  ///< sorted by id; user vendors after them
  std::vector<KeyRule> rules;   ///< in the order of their vendors
  Claims claims;
  Hints hints;
  Errors errors;
  Shapes shapes;
  Models models;
  Messages messages;
  std::vector<std::shared_ptr<StringArena>> arenas;  ///< not in the blob

  const Vendor* vendor(std::string_view id) const;
};

template <class A>
void describe(A& archive, CatalogData& data) {
  archive(data.digest, data.as_of, data.vendors, data.rules, data.claims, data.hints, data.errors,
          data.shapes, data.models, data.messages);
}

}  // namespace stoprule
