// runs.h - where a text has long runs of key characters (letters, digits, _ - + /): the only places
// where most keys can stand. The hot loop of a scan.
#pragma once
#include <cstdint>
#include <string_view>
#include <vector>

namespace stoprule {

struct Run {
  std::uint32_t begin, end;  ///< bytes of the text given
};

/// What one pass over a text tells: `find_runs` finds them all at once.
struct RunMap {
  std::vector<Run> runs;                ///< of at least kRunBytes, in order, whole within the text
  std::vector<std::uint32_t> at_signs;  ///< of every '@'
  std::vector<std::uint32_t> escaped;   ///< of every 64 bytes, counted from the text's beginning,
                                        ///< that hold kDenseEscapes of \\ % &
  std::vector<std::uint32_t> listed;    ///< and of those that hold kDenseCommas
  void clear() {
    runs.clear();
    at_signs.clear();
    escaped.clear();
    listed.clear();
  }
};
inline constexpr int kDenseEscapes = 7, kDenseCommas = 10;

/// Appends to `map`. `text` is at most 4 GiB. The vector instruction set is chosen when it first
/// runs.
void find_runs(std::string_view text, RunMap& map);
/// The same, one byte after another: what the tests compare with.
void find_runs_plainly(std::string_view text, RunMap& map);

}  // namespace stoprule
