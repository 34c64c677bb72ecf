#include "decode/decode.h"

#include <gtest/gtest.h>

#include <string>
#include <string_view>

#include "decode/utf16.h"
#include "scan/key_index.h"

namespace stoprule {
namespace {

std::string decoded(std::string_view text) {
  RunMap runs;
  map_block({text, 0}, 0, text.size(), runs);
  Decoder decoder;
  const Pieces& pieces = decoder.find(text, 0, text.size(), runs, true);
  return std::string(Decoded(text, 0, text.size(), pieces, 0, pieces.list().size()).text());
}

struct Row {
  std::string_view name, text, expected;
};
constexpr Row kRows[] = {
    {"base64", "k:'VGhpcyBpcyBhIHBsYWluIHRleHQ='", "k:'This is a plain text'"},
    {"base64 behind an escaped line end", "a\\nVGhpcyBpcyBhIHBsYWluIHRleHQ",
     "a\\nThis is a plain text"},
    {"base64url", "k='Pj4-aXM-aXQ_Pm5vP35-IHRleHQ'", "k='>>>is>it?>no?~~ text'"},
    {"base64 of UTF-16", "\"VABoAGkAcwAgAGkAcwAgAHQAZQB4AHQA\"", "\"This is text\""},
    {"base64 of UTF-8", "\"w6TDtsO8IMOkw7bDvCDDpMO2w7w\"", "\"äöü äöü äöü\""},
    {"base64 that is too short", "'VGhpcyBpcyBhIHA'", "'VGhpcyBpcyBhIHA'"},
    {"a picture", "url(data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAUA)",
     "url(data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAUA)"},
    {"a name", "getOwnPropertyDescriptorsOf(x)", "getOwnPropertyDescriptorsOf(x)"},
    {"a digest", "'3f786850e387550fdab836ed7e6dc881de23001b'",
     "'3f786850e387550fdab836ed7e6dc881de23001b'"},
    {"hex", "'5468697320697320746578742c20616c7269676874'", "'This is text, alright'"},
    {"codes", "f([84,104,105,115,32,105,115,32,116,101,120,116])", "f([This is text])"},
    {"hex codes", "f(0x54, 0x68, 0x69, 0x73, 0x20, 0x69, 0x73, 0x20, 0x74, 0x65, 0x78, 0x74)",
     "f(This is text)"},
    {"numbers", "[840,104,105,115,32,105,1150,32,1.16,101,120,116,-84,104,105,115]",
     "[840,104,105,115,32,105,1150,32,1.16,101,120,116,-84,104,105,115]"},
    {"joined", "a=\"abcdefghijklmnop1\" + \n  'qrs'+`t`+x", "a=\"abcdefghijklmnop1qrst`+x"},
    {"joined of short pieces", "a='ab'+'cd' +\n'ef'", "a='abcdef'"},
    {"sums", "a=\"b\"+c+'d'+ +'e'+1", "a=\"b\"+c+'d'+ +'e'+1"},
    {"joined from its end", "a='qrs'+'abcdefghijklmnop1'", "a='qrsabcdefghijklmnop1'"},
    {"concat", "\"qrs\".concat(\"abcdefghijklmnop1\").concat(\"t\", \"u\")",
     "\"qrsabcdefghijklmnop1tu\")"},
    {"a joined list", "[\"abcdefghijklmnop1\",\"qrs\"].join(\"\")",
     "[\"abcdefghijklmnop1qrs\"].join(\"\")"},
    {"a list in Python", "''.join(['abcdefghijklmnop1', 'qrs'])",
     "''.join(['abcdefghijklmnop1qrs'])"},
    {"a list of letters", "['a','b','c','d','e','f','g','h','i','j','k','l','m','n'].join('')",
     "['abcdefghijklmn'].join('')"},
    {"a list that is no text", "[\"abcdefghijklmnop1\",\"qrs\"].join(\"-\")",
     "[\"abcdefghijklmnop1\",\"qrs\"].join(\"-\")"},
    {"reversed", "'1ponmlkjihgfedcba'.split('').reverse().join('')",
     "'abcdefghijklmnop1'.split('').reverse().join('')"},
    {"reversed in Python", "'1ponmlkjihgfedcba'[::-1]", "'abcdefghijklmnop1'[::-1]"},
    {"escapes at a run", "'ab\\x2dcdefghijklmnop12'", "'ab-cdefghijklmnop12'"},
    {"a slash at a run", "'ab\\/cdefghijklmnop12'", "'ab/cdefghijklmnop12'"},
    {"an entity at a run", "'ab&#45;cdefghijklmnop12'", "'ab-cdefghijklmnop12'"},
    {"percent at a run", "'cdefghijklmnop1234%2Dab'", "'cdefghijklmnop1234-ab'"},
    {"many escapes", "'\\x61\\x62\\x63\\x64\\x65\\x66\\x67\\x68\\x69\\x6a\\x6b'", "'abcdefghijk'"},
    {"escapes of other letters", "/[\\u0370-\\u037d\\u2070-\\u218f\\u2c00-\\u2fef\\u3001-\\ud7ff]/",
     "/[\\u0370-\\u037d\\u2070-\\u218f\\u2c00-\\u2fef\\u3001-\\ud7ff]/"},
};

TEST(Decoder, ReplacesWhatIsEncodedByWhatItSays) {
  for (const Row& row : kRows) EXPECT_EQ(decoded(row.text), row.expected) << row.name;
}

TEST(Utf16, IsToldByItsMarkOrByItsZeros) {
  using namespace std::string_view_literals;
  EXPECT_EQ(utf16_of("\xff\xfe"sv), Utf16::kLittle);
  EXPECT_EQ(utf16_of("\xfe\xff"sv), Utf16::kBig);
  EXPECT_EQ(utf16_of("a\0b\0c\0d\0e\0f\0g\0h\0"sv), Utf16::kLittle);
  EXPECT_EQ(utf16_of("\0a\0b\0c\0d\0e\0f\0g\0h"sv), Utf16::kBig);
  EXPECT_EQ(utf16_of("a\0b\0"sv), Utf16::kNo);
  EXPECT_EQ(utf16_of("just a text like any other"sv), Utf16::kNo);
}

TEST(Utf16, BecomesUtf8) {
  using namespace std::string_view_literals;
  const std::string_view text =
      "\xff\xfe"
      "a\0\xe4\0\x2d\x4e\x3d\xd8\x00\xde"
      "b\0"sv;
  Pieces pieces;
  read_utf16(text, Utf16::kLittle, pieces);
  pieces.settle();
  const Decoded decoded(text, 0, text.size(), pieces, 0, pieces.list().size());
  EXPECT_EQ(decoded.text(), "aä中😀b");
  EXPECT_EQ(decoded.source({0, 1}).begin, 2u);
  EXPECT_EQ(decoded.source({10, 11}).begin, 12u);
}

}  // namespace
}  // namespace stoprule
