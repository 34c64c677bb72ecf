// encoded.h - how tests hide a text.
#pragma once
#include <string>
#include <string_view>

namespace stoprule {

/// RFC 4648; `last_two` digits and padding as given.
std::string base64(std::string_view bytes, std::string_view last_two = "+/", bool padded = true);
inline constexpr std::string_view kLowerHex = "0123456789abcdef", kUpperHex = "0123456789ABCDEF";
/// Each byte as two digits behind `mark`, which is "%" or "\\x" for most.
std::string hex_bytes(std::string_view bytes, std::string_view mark,
                      std::string_view digits = kLowerHex);

}  // namespace stoprule
