// checksum.h - keys that carry a check of themselves. An invented sample fails it, so it raises or
// lowers confidence and is no gate.
#pragma once
#include <string_view>

namespace stoprule {

enum class Check : unsigned char {
  kNone,
  kPassed,
  kFailed
};  ///< kNone: this form of the key carries none

/// `name` is a rule's `checksum`.
Check check_key(std::string_view name, std::string_view key);
bool knows_checksum(std::string_view name);

}  // namespace stoprule
