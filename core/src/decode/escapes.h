// escapes.h - single characters written as something longer: \x41 \u0041 \u{41} \101 in string
// literals (ECMA-262, JSON, Python), %41 (RFC 3986), &#65; (HTML), \41 (CSS).
#pragma once
#include <cstdint>
#include <string_view>
#include <vector>

#include "decode/pieces.h"

namespace stoprule {

struct Escape {
  std::size_t size = 0;  ///< bytes that it takes; 0 where none begins
  char32_t value = 0;
  Encoding encoding = Encoding::kEscape;
  bool nothing = false;  ///< a continued line: says nothing
};

/// The escape that begins at `at`. `css`: a backslash and digits are hexadecimal, not octal.
Escape read_escape(std::string_view text, std::size_t at, bool css);

/// Whether an escape of a character that keys are made of begins at `at`, also behind more
/// backslashes, or as %2541.
bool hides_key_character(std::string_view text, std::size_t at);

/// Resolves the escapes around each of `seeds` (places in [0, text.size())) as far as ones that
/// hide key characters follow each other closely, from `least` on.
void read_escapes(std::string_view text, std::vector<std::uint32_t>& seeds, std::size_t least,
                  Pieces& out);

}  // namespace stoprule
