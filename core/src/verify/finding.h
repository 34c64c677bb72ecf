// finding.h - a confirmed key, before it becomes part of a report. The only types that know where a
// secret stands; they live as long as one Audit and hold spans, not secrets.
#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include "stoprule/report.h"
#include "text/text.h"

namespace stoprule {

struct KeyHit {
  std::uint32_t rule = 0;  ///< index into CatalogData::rules
  Span location;           ///< of the key, or of the encoded text that hides it
  Finding finding;         ///< redacted already; `location.line` and so on filled
};

}  // namespace stoprule
