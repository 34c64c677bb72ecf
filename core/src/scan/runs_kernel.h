// runs_kernel.h - find_runs for one instruction set: `Isa::masks(p)` gives, for 64 bytes, a bit
// each for key characters, '@', escape characters and commas. Included once per instruction set.
#pragma once
#include <bit>
#include <cstring>

#include "catalog/token_template.h"
#include "scan/runs.h"

namespace stoprule {

// Two tables that tell a byte by its nibbles, as simdjson does: their bits for it meet in one that
// says what it is.
//   1: + - /   2: digits   4: letters in columns 4 and 6   8: letters in columns 5 and 7   16: _
//   32: % and &   64: backslash   128: comma
inline constexpr std::uint8_t kLowNibble[16] = {10, 14, 14, 14, 14,  46, 46, 14,
                                                14, 14, 12, 5,  196, 5,  4,  21};
inline constexpr std::uint8_t kHighNibble[16] = {0, 0, 161, 2, 4, 88, 4, 8, 0, 0, 0, 0, 0, 0, 0, 0};
inline constexpr std::uint8_t kKeyBits = 31, kEscapeBits = 96, kCommaBit = 128;

struct BlockMasks {
  std::uint64_t key, at, escape, comma;
};

template <class Isa>
void find_runs_with(std::string_view text, RunMap& map) {
  const char* data = text.data();
  const std::size_t size = text.size();
  std::size_t open = 0;  // how many key characters stand right before the block
  const auto block = [&](const char* bytes, std::size_t base) {
    const BlockMasks masks = Isa::masks(bytes);
    for (std::uint64_t at = masks.at; at != 0; at &= at - 1) {
      map.at_signs.push_back(
          static_cast<std::uint32_t>(base + static_cast<std::size_t>(std::countr_zero(at))));
    }
    if (std::popcount(masks.escape) >= kDenseEscapes)
      map.escaped.push_back(static_cast<std::uint32_t>(base));
    if (std::popcount(masks.comma) >= kDenseCommas)
      map.listed.push_back(static_cast<std::uint32_t>(base));
    std::uint64_t key = masks.key;
    if (open != 0) {
      const auto first = static_cast<std::size_t>(std::countr_one(key));
      if (first == 64) {
        open += 64;
        return;
      }
      if (open + first >= kRunBytes) {
        map.runs.push_back(
            {static_cast<std::uint32_t>(base - open), static_cast<std::uint32_t>(base + first)});
      }
      key &= ~std::uint64_t{0} << first;
    }
    open = static_cast<std::size_t>(std::countl_one(key));
    if (open == 64) return;
    if (open != 0) key &= ~std::uint64_t{0} >> open;
    // Bit i is set where 16 key characters begin at i.
    std::uint64_t long_run = key & key >> 1;
    long_run &= long_run >> 2;
    long_run &= long_run >> 4;
    long_run &= long_run >> 8;
    while (long_run != 0) {
      const auto begin = static_cast<std::size_t>(std::countr_zero(long_run));
      const std::size_t end = begin + static_cast<std::size_t>(std::countr_one(key >> begin));
      map.runs.push_back(
          {static_cast<std::uint32_t>(base + begin), static_cast<std::uint32_t>(base + end)});
      long_run &= ~std::uint64_t{0} << end;  // end < 64: the block's last run was cut off above
    }
  };
  std::size_t base = 0;
  for (; base + 64 <= size; base += 64) block(data + base, base);
  char last[64] = {};  // zeros are no key characters: an open run ends here
  if (size != base) std::memcpy(last, data + base, size - base);
  block(last, base);
}

}  // namespace stoprule
