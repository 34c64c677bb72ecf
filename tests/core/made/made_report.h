// made_report.h - the report on one text, as most tests need it.
#pragma once
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "stoprule/stoprule.h"

namespace stoprule {

/// Fed in pieces of `piece` bytes. A call that is refused fails the test.
Report made_report(std::string_view text, DocumentInfo info = {}, Options options = {},
                   std::size_t piece = SIZE_MAX);
/// Keys only.
Report made_scan(std::string_view text, DocumentInfo info = {}, Options options = {},
                 std::size_t piece = SIZE_MAX);

}  // namespace stoprule
