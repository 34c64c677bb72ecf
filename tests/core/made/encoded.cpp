#include "made/encoded.h"

#include <cstdint>

#include "text/characters.h"

namespace stoprule {

std::string base64(std::string_view bytes, std::string_view last_two, bool padded) {
  const std::string alphabet = std::string(kBase64Digits.substr(0, 62)).append(last_two);
  std::string out;
  for (std::size_t at = 0; at < bytes.size(); at += 3) {
    const std::string_view three = bytes.substr(at, 3);
    std::uint32_t bits = 0;
    for (std::size_t i = 0; i < 3; ++i)
      bits = bits << 8 | (i < three.size() ? static_cast<std::uint8_t>(three[i]) : 0u);
    for (std::size_t i = 0; i <= three.size(); ++i) out += alphabet[bits >> (18 - 6 * i) & 63];
    if (padded) out.append(3 - three.size(), '=');
  }
  return out;
}

std::string hex_bytes(std::string_view bytes, std::string_view mark, std::string_view digits) {
  std::string out;
  for (const char c : bytes) {
    const auto byte = static_cast<std::uint8_t>(c);
    out.append(mark).append(1, digits[byte >> 4]).append(1, digits[byte & 15]);
  }
  return out;
}

}  // namespace stoprule
