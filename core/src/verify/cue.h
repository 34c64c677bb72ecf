// cue.h - words that say what kind of route a text speaks of: a trial credit, a relay, one's own machine. A cue promises
// nothing and is not reported as a claim; it votes for a route.
#pragma once
#include <vector>

#include "catalog/catalog_data.h"
#include "catalog/cues.h"
#include "text/text.h"

namespace stoprule {

struct CueHit {
  Cue cue = Cue::kAi;
  Span location;  ///< the exact words
};

/// All cues that the text does not deny, in the order of their places; linear in the text.
std::vector<CueHit> find_cues(const CatalogData& catalog, const Text& text);

}  // namespace stoprule
