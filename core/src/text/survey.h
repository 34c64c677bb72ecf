// survey.h - one quick look at text: is it plain ASCII without CR, and how many lines end in it?
#pragma once
#include <cstdint>
#include <string_view>

namespace stoprule {

struct Survey {
  bool plain = true;        ///< no byte above 127, no CR
  std::uint64_t lines = 0;  ///< LF bytes
};

/// The vector instruction set is chosen when it first runs.
Survey survey(std::string_view bytes);

}  // namespace stoprule
