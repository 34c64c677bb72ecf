#include "decode/utf16.h"

#include <string>

#include "text/fold.h"

namespace stoprule {
void read_utf16(std::string_view text, Utf16 order, Pieces& out) {
  // One piece for a stretch of characters that take the same share.
  std::string said;
  std::size_t begin = 0, share = 0;
  const auto close = [&](std::size_t end) {
    if (end != begin) out.add(begin, end, Encoding::kUtf16, said);
    begin = end;
    said.clear();
  };
  for (std::size_t at = 0; at + 1 < text.size();) {
    char32_t value = utf16_unit(text[at], text[at + 1], order);
    std::size_t size = 2;
    if (value >= 0xd800 && value < 0xdc00 && at + 3 < text.size()) {
      const char32_t low = utf16_unit(text[at + 2], text[at + 3], order);
      if (low >= 0xdc00 && low < 0xe000) {
        value = 0x10000 + ((value - 0xd800) << 10 | (low - 0xdc00));
        size = 4;
      }
    }
    std::string character;
    if (value != kByteOrderMark) append_utf8(character, value);
    if (character.size() != share) close(at);
    share = character.size();
    said += character;
    at += size;
  }
  close(text.size() / 2 * 2);
}

}  // namespace stoprule
