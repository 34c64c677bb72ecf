// literals.h - a text cut into string literals that a script puts together again: "ab" + "cd",
// "ab".concat("cd"), ["ab", "cd"].join(""), "".join(["ab", "cd"]), "dcba".split("").reverse().
#pragma once
#include <cstdint>
#include <string_view>
#include <vector>

#include "decode/pieces.h"

namespace stoprule {

/// What looks for the neighbours of one literal after another, each part of the text once.
class LiteralReader {
 public:
  LiteralReader(std::string_view text, std::size_t least, Pieces& out)
      : text_(text), least_(least), done_(least), out_(out) {}

  /// [begin, end) is the inside of a literal, or its beginning or end is. In order of place. True
  /// where it is joined with another or reversed.
  bool read(std::size_t begin, std::size_t end);
  /// The first seam whose first quote is in [begin, end). In order of place.
  void read_seams(std::size_t begin, std::size_t end);

 private:
  struct Seam {
    std::size_t begin = 0, end = 0;  // from the closing quote to behind the next opening one
    bool list = false;               // by a comma
  };
  Seam seam_at(std::size_t quote, bool call) const;
  Seam seam_before(std::size_t inside) const;
  void join(Seam seam);
  bool reversed(std::size_t end);
  std::size_t literal_begin(std::size_t closing, std::size_t least) const;

  std::string_view text_;
  std::size_t least_, done_;
  Pieces& out_;
  std::vector<Seam> seams_;  // of one chain
};

}  // namespace stoprule
