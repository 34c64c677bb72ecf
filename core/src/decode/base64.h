// base64.h - runs of key characters that are text in base64, base64url (RFC 4648) or hexadecimal
// digits. What is not text (images, fonts, digests) is told by its first bytes and left alone.
#pragma once
#include <string_view>

#include "decode/pieces.h"

namespace stoprule {

/// Whether a run may be text in base64 or hex, by its first eight bytes, which there must be: six
/// characters of ASCII, or one of UTF-8. Few are.
bool may_say_text(const char* run);

/// Decodes what begins at `begin` and goes on to the end of its run, or over line ends that cut it
/// into equal lines, but not past `limit`. `phases`: the beginning was cut off, so that four places
/// may be the first. Gives the end of what it looked at; adds nothing where this is no text.
std::size_t read_base64(std::string_view text, std::size_t begin, std::size_t limit, bool phases,
                        Pieces& out);

}  // namespace stoprule
