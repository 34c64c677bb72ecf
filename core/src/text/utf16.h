// utf16.h - documents in UTF-16, told by their byte order mark or by a zero in every second byte.
#pragma once
#include <cstdint>
#include <string_view>

namespace stoprule {

enum class Utf16 : std::uint8_t { kNo, kLittle, kBig };

Utf16 utf16_of(std::string_view first_bytes);

/// The unit that two bytes are.
inline std::uint32_t utf16_unit(char first, char second, Utf16 order) {
  const auto low = static_cast<std::uint8_t>(order == Utf16::kLittle ? first : second);
  const auto high = static_cast<std::uint8_t>(order == Utf16::kLittle ? second : first);
  return static_cast<std::uint32_t>(high << 8 | low);
}

inline constexpr std::uint32_t kByteOrderMark = 0xfeff;

}  // namespace stoprule
