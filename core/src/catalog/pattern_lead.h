// pattern_lead.h - how much of a pattern's match may stand before its literal: where to begin to
// match once the literal is found.
#pragma once
#include <cstdint>
#include <string_view>
#include <vector>

#include "catalog/vendor.h"

namespace stoprule {

/// Every match begins at most so many bytes before the first of the anchors' literals in it;
/// kFarLead where the pattern's structure does not tell.
std::uint16_t pattern_lead(std::string_view pattern, const std::vector<Anchor>& anchors);

}  // namespace stoprule
