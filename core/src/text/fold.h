// fold.h - text as it reads rather than as it is spelled, for comparing words: lower case, one
// width, no accents, look-alike letters as the letters they imitate, without what hides words
// (zero-width characters, emphasis marks, separators between single letters, spaces between
// ideographs).
//
// Follows NFKC and Unicode case folding as far as the languages of the catalog need (Latin, Greek,
// Cyrillic, Arabic, Devanagari, kana, Hangul, Han; traditional Han characters fold to simplified
// ones); the tables are in fold_table.cpp.
#pragma once
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "text/text.h"

namespace stoprule {

/// Folded text is UTF-8. Lines end at LF; other white space is one space, or two where there was
/// more. U+2713 stands for every check mark, U+2717 for every cross; other emoji are spaces.
class Folded {
 public:
  std::string_view text() const { return text_; }
  /// The source bytes of text()[begin, end): whole characters, without what was dropped around
  /// them.
  Span source(std::size_t begin, std::size_t end) const;

 private:
  friend class FoldBuilder;
  struct Step {
    std::uint32_t folded, source;  // from here on they go by the same number of bytes
  };
  std::size_t source_of(std::size_t at) const;

  std::string text_;
  std::string_view bytes_;
  std::vector<Step> steps_;
};

/// Linear. `bytes` may be invalid UTF-8, at most 4 GiB, and must outlive the result.
Folded fold(std::string_view bytes);

/// A code point, and the bytes it takes at `at`; U+FFFD and 1 where the bytes are no UTF-8.
struct CodePoint {
  char32_t value = 0;
  std::uint32_t size = 1;
};
CodePoint decode_other_at(std::string_view bytes, std::size_t at);  ///< that is not ASCII
inline CodePoint decode_at(std::string_view bytes, std::size_t at) {
  const auto byte = at < bytes.size() ? static_cast<std::uint8_t>(bytes[at]) : std::uint8_t{0};
  return byte < 0x80 ? CodePoint{byte, 1} : decode_other_at(bytes, at);
}
void append_utf8(std::string& out, char32_t value);

/// Letters of scripts that write no spaces between words, or spaces that say little: Han, kana,
/// Hangul.
bool is_dense_script(char32_t value);

}  // namespace stoprule
