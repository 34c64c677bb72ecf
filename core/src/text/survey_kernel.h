// survey_kernel.h - survey() for one type of vector of bytes. Included once per instruction set.
#pragma once
#include <algorithm>
#include <cstring>

#include "text/survey.h"

namespace stoprule {

template <class Vector>
Survey survey_with(std::string_view bytes) {
  constexpr std::size_t kLanes = sizeof(Vector);
  constexpr std::size_t kRounds = 255;  // a lane counts so far
  Survey out;
  Vector high{}, returns{};
  while (bytes.size() >= kLanes) {
    const std::size_t rounds = std::min(bytes.size() / kLanes, kRounds);
    Vector lines{};
    for (std::size_t round = 0; round < rounds; ++round) {
      Vector here;
      std::memcpy(&here, bytes.data() + round * kLanes, kLanes);
      lines -= static_cast<Vector>(here == '\n');  // true is -1
      high |= here;
      returns |= static_cast<Vector>(here == '\r');
    }
    for (std::size_t lane = 0; lane < kLanes; ++lane) out.lines += lines[lane];
    bytes.remove_prefix(rounds * kLanes);
  }
  std::uint8_t set = 0, found = 0;
  for (std::size_t lane = 0; lane < kLanes; ++lane) {
    set |= high[lane];
    found |= returns[lane];
  }
  for (const char c : bytes) {
    set |= static_cast<std::uint8_t>(c);
    found |= static_cast<std::uint8_t>(c == '\r');
    out.lines += c == '\n' ? 1 : 0;
  }
  out.ascii = (set & 0x80) == 0;
  out.has_cr = found != 0;
  return out;
}

}  // namespace stoprule
