// claim.h - promises that a text makes, denies, quotes or asks about, in fourteen languages.
#pragma once
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "catalog/catalog_data.h"
#include "prose/hint.h"
#include "prose/mention.h"
#include "stoprule/report.h"
#include "text/text.h"

namespace stoprule {

class Reading;

struct ClaimHit {
  std::uint32_t meaning = 0;  ///< index into Claims::concepts
  ClaimStatus status = ClaimStatus::kAsserted;
  std::string_view language;
  Span location;  ///< the exact words
};

/// What a text says in sentences, in the order of the places.
struct Statements {
  std::vector<ClaimHit> claims;
  std::vector<HintHit> hints;  ///< only what it asserts itself
  bool linked = false;         ///< it gives an address
  bool warns = false;          ///< it advises against such routes and offers none
};

/// `vendors` are those that the text names, in order: beside one, a promise is about a route.
/// Linear in the text.
Statements find_statements(const Reading& reading, std::span<const Mention> vendors);

}  // namespace stoprule
