// hint.h - words that say what kind of route a text speaks of: a trial credit, a relay, one's own
// machine. A hint promises nothing and is not reported as a claim; it votes for a route.
#pragma once
#include <vector>

#include "catalog/catalog_data.h"
#include "catalog/hints.h"
#include "text/text.h"

namespace stoprule {

struct HintHit {
  Hint hint = Hint::kAi;
  Span location;  ///< the exact words
};

/// All hints that the text does not deny, in the order of their places; linear in the text.
std::vector<HintHit> find_hints(const CatalogData& catalog, const Text& text);

}  // namespace stoprule
