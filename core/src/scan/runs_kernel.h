// runs_kernel.h - find_runs for one instruction set: `Isa::masks(p)` gives, for 64 bytes, a bit each for key
// characters and for '@'. Included once per instruction set.
#pragma once
#include <bit>
#include <cstring>

#include "catalog/token_template.h"
#include "scan/runs.h"

namespace stoprule {

// Two tables that tell key characters by their nibbles, as simdjson does: one bit for each group of columns
// of the ASCII chart that are alike (+ - / | digits | @-O and `-o without the first | P-Z and p-z | _).
inline constexpr char kLowNibble[16] = {10, 14, 14, 14, 14, 14, 14, 14, 14, 14, 12, 5, 4, 5, 4, 21};
inline constexpr char kHighNibble[16] = {0, 0, 1, 2, 4, 24, 4, 8, 0, 0, 0, 0, 0, 0, 0, 0};

struct BlockMasks {
  std::uint64_t key, at;
};

template <class Isa>
void find_runs_with(std::string_view text, RunMap& map) {
  const char* data = text.data();
  const std::size_t size = text.size();
  std::size_t open = 0;  // how many key characters stand right before the block
  const auto block = [&](const char* bytes, std::size_t base) {
    const BlockMasks masks = Isa::masks(bytes);
    for (std::uint64_t at = masks.at; at != 0; at &= at - 1) {
      map.at_signs.push_back(static_cast<std::uint32_t>(base + static_cast<std::size_t>(std::countr_zero(at))));
    }
    std::uint64_t key = masks.key;
    if (open != 0) {
      const auto first = static_cast<std::size_t>(std::countr_one(key));
      if (first == 64) {
        open += 64;
        return;
      }
      if (open + first >= kRunBytes) {
        map.runs.push_back({static_cast<std::uint32_t>(base - open), static_cast<std::uint32_t>(base + first)});
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
      map.runs.push_back({static_cast<std::uint32_t>(base + begin), static_cast<std::uint32_t>(base + end)});
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
