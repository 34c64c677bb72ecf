#include "decode/utf16.h"

#include <algorithm>
#include <string>

#include "text/fold.h"

namespace stoprule {
namespace {

char32_t unit_at(std::string_view text, std::size_t at, Utf16 order) {
  const auto byte = [&](std::size_t i) { return static_cast<std::uint8_t>(text[at + i]); };
  return order == Utf16::kLittle ? static_cast<char32_t>(byte(1) << 8 | byte(0))
                                 : static_cast<char32_t>(byte(0) << 8 | byte(1));
}

}  // namespace

Utf16 utf16_of(std::string_view first_bytes) {
  if (first_bytes.starts_with("\xff\xfe")) return Utf16::kLittle;
  if (first_bytes.starts_with("\xfe\xff")) return Utf16::kBig;
  constexpr std::size_t kLook = 256, kFewest = 16;
  const std::string_view head = first_bytes.substr(0, kLook);
  if (head.size() < kFewest) return Utf16::kNo;
  std::size_t zeros[2] = {0, 0};
  for (std::size_t i = 0; i < head.size(); ++i) {
    if (head[i] == '\0') ++zeros[i & 1];
  }
  const std::size_t most = head.size() / 2 * 3 / 4;  // of the other half's bytes
  if (zeros[0] == 0 && zeros[1] >= most) return Utf16::kLittle;
  if (zeros[1] == 0 && zeros[0] >= most) return Utf16::kBig;
  return Utf16::kNo;
}

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
    char32_t value = unit_at(text, at, order);
    std::size_t size = 2;
    if (value >= 0xd800 && value < 0xdc00 && at + 3 < text.size()) {
      const char32_t low = unit_at(text, at + 2, order);
      if (low >= 0xdc00 && low < 0xe000) {
        value = 0x10000 + ((value - 0xd800) << 10 | (low - 0xdc00));
        size = 4;
      }
    }
    std::string character;
    if (value != 0xfeff) append_utf8(character, value);
    if (character.size() != share) close(at);
    share = character.size();
    said += character;
    at += size;
  }
  close(text.size() / 2 * 2);
}

}  // namespace stoprule
