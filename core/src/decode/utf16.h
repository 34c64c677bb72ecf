// utf16.h - documents in UTF-16, told by their byte order mark or by a zero in every second byte.
#pragma once
#include <cstdint>
#include <string_view>

#include "decode/pieces.h"

namespace stoprule {

enum class Utf16 : std::uint8_t { kNo, kLittle, kBig };

Utf16 utf16_of(std::string_view first_bytes);
/// All of `text`, which begins at an even offset of its document, as UTF-8.
void read_utf16(std::string_view text, Utf16 order, Pieces& out);

}  // namespace stoprule
