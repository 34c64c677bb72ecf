// fold_table.h - what single characters fold to.
#pragma once
#include <cstdint>

namespace stoprule {

struct FoldedChar {
  char32_t first = 0;   ///< 0: dropped
  char32_t second = 0;  ///< 0: there is none
};
/// Of a character above ASCII.
FoldedChar fold_char(char32_t value);
/// The Latin letter that a Cyrillic or Greek letter (already lower-case) imitates, or 0.
char32_t latin_lookalike(char32_t value);

inline constexpr char32_t kCheckMark = 0x2713, kCrossMark = 0x2717;

}  // namespace stoprule
