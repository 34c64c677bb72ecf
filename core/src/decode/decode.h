// decode.h - what in a text is encoded and worth decoding. One pass finds every form; what its
// pieces say is read again, so that encodings inside encodings are found by passes one after the
// other, each of which costs no more than the text that it reads.
#pragma once
#include <string_view>
#include <vector>

#include "decode/pieces.h"
#include "scan/runs.h"

namespace stoprule {

class Decoder {
 public:
  /// `runs` is of the block [begin, end) of `text`, as map_block gives it. The pieces are settled,
  /// and good until the next call; some may begin outside the block. `sums`: also look for literals
  /// joined in pieces shorter than a run, at every '+'; what builds put out has joined them.
  const Pieces& find(std::string_view text, std::size_t begin, std::size_t end, const RunMap& runs,
                     bool sums);

 private:
  void read_runs(std::string_view text, const RunMap& runs);
  void read_lists(std::string_view text, const RunMap& runs);
  void read_sums(std::string_view text, std::size_t begin, std::size_t end);

  Pieces pieces_;
  std::vector<std::uint32_t> escapes_;
};

}  // namespace stoprule
