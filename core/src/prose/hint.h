// hint.h - words that say what kind of route a text speaks of: a trial credit, a relay, one's own
// machine. A hint promises nothing and is not reported as a claim; it votes for a route.
#pragma once
#include <string_view>
#include <vector>

#include "catalog/catalog_data.h"
#include "catalog/hints.h"
#include "scan/phrases.h"
#include "text/text.h"

namespace stoprule {

struct HintHit {
  Hint hint = Hint::kAi;
  Span location;  ///< the exact words
};

class HintIndex {
 public:
  explicit HintIndex(const CatalogData& catalog);
  /// All hints that the text does not deny, in the order of their places; linear in the text.
  std::vector<HintHit> find(const Text& text) const;

 private:
  std::vector<const HintPhrase*> known_;  // by id
  std::vector<std::string_view> deny_;    // of all languages: they borrow each other's words
  Phrases phrases_;
};

}  // namespace stoprule
