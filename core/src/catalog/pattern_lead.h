// pattern_lead.h - what a pattern's structure tells of where its matches begin, so that few places
// have to be tried once its literal is found.
#pragma once
#include <bit>
#include <bitset>
#include <cstdint>
#include <cstring>
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

/// Where matches of patterns can't begin, told by three bytes, ASCII letters folded.
class PatternStarts {
 public:
  void add(re2::Regexp* pattern);
  /// Never false where a match of one begins.
  bool may_begin(std::string_view text, std::size_t at) const {
    if (at + kLoaded > text.size()) return true;
    if (!first_[static_cast<std::uint8_t>(text[at])]) return false;
    std::uint32_t word;
    std::memcpy(&word, text.data() + at, kLoaded);
    if constexpr (std::endian::native == std::endian::big) word = __builtin_bswap32(word);
    return bits_[slot_of(word)];
  }

 private:
  static constexpr std::size_t kLoaded = 4;
  static constexpr int kSlotBits = 12;
  // Of the first three bytes; | 0x20 folds other bytes too, which only lets more through.
  static std::uint32_t slot_of(std::uint32_t word) {
    return ((word | 0x20202020) << 8) * 0x9e3779b1u >> (32 - kSlotBits);
  }

  std::bitset<256> first_;
  std::bitset<1u << kSlotBits> bits_;  // all where a pattern has too many beginnings
};

}  // namespace stoprule
