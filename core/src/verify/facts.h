// facts.h - what a key says of itself without asking anybody: checksums and what is encoded in it.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "stoprule/report.h"

namespace stoprule {

struct KeyFacts {
  std::optional<Validity>
      validity;  ///< kChecksum, kChecksumFailed or kStructure where something was checked
  std::optional<Exposure> exposure;  ///< where the content decides (a JWT's role)
  bool expired = false;              ///< against `today`
  std::vector<Fact> facts;           ///< public ones only
};

/// `checksum` and `decode` are a rule's fields of these names; unknown ones are refused by the
/// loader.
KeyFacts facts_of(std::string_view key, std::string_view checksum, std::string_view decode,
                  std::string_view today);

bool knows_decode(std::string_view name);

}  // namespace stoprule
