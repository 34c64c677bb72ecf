// pattern_lead.h - what a pattern's structure tells of where its matches begin, so that few places
// have to be tried once its literal is found.
#pragma once
#include <bitset>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "catalog/vendor.h"

namespace re2 {
class Regexp;
}

namespace stoprule {

/// Every match begins at most so many bytes before one of the anchors' literals in it; kFarLead
/// where the structure does not tell. Nothing where RE2 can't read the pattern.
std::optional<std::uint16_t> pattern_lead(std::string_view pattern,
                                          const std::vector<Anchor>& anchors);

/// The bytes that a match may begin with.
std::bitset<256> first_bytes(re2::Regexp* pattern);

}  // namespace stoprule
