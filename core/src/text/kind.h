// kind.h - is this what a front-end build puts out, or something that people write?
#pragma once
#include <string_view>

#include "stoprule/stoprule.h"

namespace stoprule {

/// By the name's extension, else by the first bytes. Never kAuto.
DocumentKind kind_of(std::string_view uri, std::string_view first_bytes);

}  // namespace stoprule
