// written.h - the endpoints whose address a text writes out: base URLs and what is called.
#pragma once
#include <vector>

#include "config/surroundings.h"

namespace stoprule {

struct WrittenEndpoints {
  std::vector<EndpointDraft> drafts;
  std::vector<bool> client_has_base;   ///< of each client call: a base URL is given
  std::vector<bool> client_told_base;  ///< of each client call: the text tells which
};

WrittenEndpoints read_written(const Surroundings& around);

}  // namespace stoprule
