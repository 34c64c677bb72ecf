// toml.h - files of assignments: TOML, INI, Java properties and dotenv, which differ in little that
// matters here.
#pragma once
#include <cstdint>
#include <string_view>

#include "config/outline.h"

namespace stoprule {

void read_toml(std::string_view bytes, Span span, std::uint32_t group, Outline& outline);

}  // namespace stoprule
