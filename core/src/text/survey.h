// survey.h - one quick look at text: is it ASCII, does it hold a CR, and how many lines end in it?
#pragma once
#include <cstdint>
#include <string_view>

namespace stoprule {

struct Survey {
  bool ascii = true, has_cr = false;
  std::uint64_t lines = 0;  ///< LF bytes
};

/// The vector instruction set is chosen when it first runs.
Survey survey(std::string_view bytes);

}  // namespace stoprule
