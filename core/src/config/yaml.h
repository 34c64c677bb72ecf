// yaml.h - block YAML as configs use it: mappings, sequences, scalars of every style, flow
// collections. Spans are kept, anchors and tags skipped, and what is broken is passed over line by
// line.
#pragma once
#include <cstdint>
#include <string_view>

#include "config/outline.h"

namespace stoprule {

void read_yaml(std::string_view bytes, Span span, std::uint32_t group, Outline& outline);

}  // namespace stoprule
