// lists.h - text as a list of character codes: [115, 107, 45], String.fromCharCode(0x73, 0x6b).
#pragma once
#include <cstdint>
#include <string_view>
#include <vector>

#include "decode/pieces.h"

namespace stoprule {

/// Decodes the lists in each of `seeds`: stretches of kSeedBytes that hold many commas, in order.
/// Looks for the beginning of one from `least` on.
void read_code_lists(std::string_view text, const std::vector<std::uint32_t>& seeds,
                     std::size_t least, Pieces& out);
inline constexpr std::size_t kSeedBytes = 64;
/// A list that gives a stretch its commas covers one of these places in it, and some items behind.
inline constexpr std::size_t kLooks[] = {8, 28};
/// The first comma from `from` on, not farther than an item; npos where none is.
std::size_t comma_near(std::string_view text, std::size_t from);

}  // namespace stoprule
