// claim.h - promises that a text makes, denies, quotes or asks about, in fourteen languages.
#pragma once
#include <cstdint>
#include <string_view>
#include <vector>

#include "catalog/catalog_data.h"
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

/// All claims in the order of their places; linear in the text.
std::vector<ClaimHit> find_claims(const Reading& reading);
std::vector<ClaimHit> find_claims(const CatalogData& catalog, const Text& text);

}  // namespace stoprule
