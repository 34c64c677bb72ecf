// runs.h - where a text has long runs of key characters (letters, digits, _ - + /): the only places where
// most keys can stand. The hot loop of a scan.
#pragma once
#include <cstdint>
#include <string_view>
#include <vector>

namespace stoprule {

struct Run {
  std::uint32_t begin, end;  ///< bytes of the text given
};

struct RunMap {
  std::vector<Run> runs;               ///< of at least kRunBytes, in order, whole within the text
  std::vector<std::uint32_t> at_signs;  ///< of every '@'
  void clear() {
    runs.clear();
    at_signs.clear();
  }
};

/// Appends to `map`. `text` is at most 4 GiB. The vector instruction set is chosen when it first runs.
void find_runs(std::string_view text, RunMap& map);
/// The same, one byte after another: what the tests compare with.
void find_runs_plainly(std::string_view text, RunMap& map);

}  // namespace stoprule
