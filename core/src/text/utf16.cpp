#include "text/utf16.h"

namespace stoprule {

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

}  // namespace stoprule
