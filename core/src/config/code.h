// code.h - names and values in source code, JSON, JavaScript objects, shell commands, HTTP requests
// and whatever is mixed from these, without knowing the language: brackets group, "=", ":", "=>"
// and ":=" assign, calls have arguments.
#pragma once
#include <cstdint>
#include <string_view>

#include "config/outline.h"

namespace stoprule {

/// Reads `span` of `bytes` into `outline`, below `group`. Tolerates anything; nesting beyond 64 is
/// flattened.
void read_code(std::string_view bytes, Span span, bool prose, std::uint32_t group,
               Outline& outline);

}  // namespace stoprule
