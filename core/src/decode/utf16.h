// utf16.h - documents in UTF-16 as UTF-8.
#pragma once
#include <string_view>

#include "decode/pieces.h"
#include "text/utf16.h"

namespace stoprule {

/// All of `text`, which begins at an even offset of its document, as UTF-8.
void read_utf16(std::string_view text, Utf16 order, Pieces& out);

}  // namespace stoprule
