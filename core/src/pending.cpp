// Stand-ins, weak on purpose, until the real stages land; this file goes when the last has.
#include "catalog/claims.h"
#include "stoprule/stoprule.h"
#include "verify/answer.h"
#include "verify/claim.h"

namespace stoprule {
#define PENDING __attribute__((weak))
PENDING Result<std::string> explain(const Catalog&, std::string_view, std::string_view) {
  return Error{ErrorCode::kUsage, "explain", "is not there yet"};
}
PENDING Result<std::string> choose(const Catalog&, std::string_view, std::string_view) {
  return Error{ErrorCode::kUsage, "choose", "is not there yet"};
}
}  // namespace stoprule
