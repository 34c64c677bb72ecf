#include "decode/escapes.h"

#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

#include "text/fold.h"

namespace stoprule {
namespace {

struct Row {
  std::string_view text;
  std::size_t size;
  char32_t value;
  Encoding encoding;
};
constexpr Row kRows[] = {
    {"\\x41b", 4, 'A', Encoding::kEscape},   {"\\u0041b", 6, 'A', Encoding::kEscape},
    {"\\u{41}b", 6, 'A', Encoding::kEscape}, {"\\U00000041", 10, 'A', Encoding::kEscape},
    {"\\1012", 4, 'A', Encoding::kEscape},   {"\\558", 3, '-', Encoding::kEscape},
    {"\\/", 2, '/', Encoding::kEscape},      {"\\\\", 2, '\\', Encoding::kEscape},
    {"%41b", 3, 'A', Encoding::kPercent},    {"%u0041", 6, 'A', Encoding::kPercent},
    {"&#65;", 5, 'A', Encoding::kHtml},      {"&#x41;", 6, 'A', Encoding::kHtml},
    {"&lowbar;", 8, '_', Encoding::kHtml},   {"\\x4", 0, 0, Encoding::kEscape},
    {"\\u{41", 0, 0, Encoding::kEscape},     {"\\u{110000}", 0, 0, Encoding::kEscape},
    {"\\d", 0, 0, Encoding::kEscape},        {"\\", 0, 0, Encoding::kEscape},
    {"%4", 0, 0, Encoding::kPercent},        {"%zz", 0, 0, Encoding::kPercent},
    {"&#65", 0, 0, Encoding::kHtml},         {"&nosuch;", 0, 0, Encoding::kHtml},
};

TEST(Escapes, AreReadOneByOne) {
  for (const Row& row : kRows) {
    const Escape escape = read_escape(row.text, 0, false);
    EXPECT_EQ(escape.size, row.size) << row.text;
    if (row.size == 0 || escape.size == 0) continue;
    EXPECT_EQ(escape.value, row.value) << row.text;
    EXPECT_EQ(escape.encoding, row.encoding) << row.text;
  }
}

TEST(Escapes, OfStyleSheetsAreHexadecimalAndTakeOneBlank) {
  EXPECT_EQ(read_escape("\\41 b", 0, true).size, 4u);
  EXPECT_EQ(read_escape("\\41 b", 0, true).value, U'A');
  EXPECT_EQ(read_escape("\\0000412", 0, true).value, U'A');
  EXPECT_EQ(read_escape("\\0000412", 0, true).size, 7u);
}

TEST(Escapes, HideKeyCharactersAlsoBehindMoreBackslashes) {
  for (const std::string_view text : {"\\x41", "\\\\x41", "\\\\\\\\u0041", "%41", "%2541", "&#65;"})
    EXPECT_TRUE(hides_key_character(text, 0)) << text;
  for (const std::string_view text : {"\\n", "\\u4e00", "\\\"", "%20", "%25zz", "&amp;", "\\\\"})
    EXPECT_FALSE(hides_key_character(text, 0)) << text;
}

// What the stretch around a place says; a dot for what stands outside of pieces.
std::string said(std::string_view text, std::uint32_t seed) {
  Pieces pieces;
  std::vector<std::uint32_t> seeds{seed};
  read_escapes(text, seeds, 0, pieces);
  pieces.settle();
  return std::string(Decoded(text, 0, text.size(), pieces, 0, pieces.list().size()).text());
}

TEST(Escapes, OfAStretchAreAllResolved) {
  EXPECT_EQ(said("a\\x41%42&#67;\\104", 1), "aABCD");
  EXPECT_EQ(said("a\\x41%42&#67;\\104", 13), "aABCD");
  EXPECT_EQ(said("\\61 \\62 \\6b\\6c", 0), "abkl");
  EXPECT_EQ(said("\\000061\\00006b", 0), "ak");
  EXPECT_EQ(said("\\141\\142\\60", 0), "ab0");
  EXPECT_EQ(said("a\\\\x41", 1), "a\\x41");
  // One that is far away is left alone.
  const std::string far = std::string(200, ' ') + "\\x42";
  EXPECT_EQ(said("\\x41" + far, 0), "A" + far);
}

}  // namespace
}  // namespace stoprule
