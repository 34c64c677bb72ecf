// keys.h - what found keys and the way that keys are used do to the verdict.
#pragma once
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "assess/draft.h"

namespace stoprule {

/// A reason that stands on a finding (its location is in the report) rather than on a route's
/// words.
struct KeyReason {
  std::string_view id;  ///< message "reason.<id>"
  Level level = Level::kNone;
  std::vector<std::uint32_t> findings;  ///< indices into Report::findings
  std::vector<Place> places;
};

/// Raises drafts whose keys stand in front-end code or are written out, and adds routes of AI
/// vendors whose keys were found. Gives the reasons for keys.
std::vector<KeyReason> judge_keys(const CatalogData& catalog, std::span<const DocumentHits> hits,
                                  std::vector<Draft>& drafts, const std::vector<Finding>& findings);

}  // namespace stoprule
