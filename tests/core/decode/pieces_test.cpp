#include "decode/pieces.h"

#include <gtest/gtest.h>

#include <string>
#include <string_view>

namespace stoprule {
namespace {

TEST(Pieces, KeepTheFirstOfThoseThatOverlap) {
  Pieces pieces;
  pieces.add(4, 8, Encoding::kBase64, "x");
  pieces.add(0, 5, Encoding::kEscape, "y");
  pieces.add(8, 9, Encoding::kHex, "z");
  pieces.add(8, 9, Encoding::kPercent, "w");
  pieces.settle();
  ASSERT_EQ(pieces.list().size(), 2u);
  EXPECT_EQ(pieces.said(pieces.list()[0]), "y");
  EXPECT_EQ(pieces.said(pieces.list()[1]), "w");
}

class DecodedTest : public testing::Test {
 protected:
  //                          0123456789012345678901
  std::string_view source = "..ab\\x63\"+\"d  eHl6 zyx";
  Pieces pieces;
  void SetUp() override {
    pieces.add(4, 8, Encoding::kEscape, "c");
    pieces.add(8, 11, Encoding::kJoined, "");
    pieces.add(14, 18, Encoding::kBase64, "xyz");
    pieces.add(19, 22, Encoding::kReversed, "xyz");
    pieces.settle();
  }
};

TEST_F(DecodedTest, SaysWhatThePiecesSay) {
  const Decoded decoded(source, 2, source.size(), pieces, 0, 4);
  EXPECT_EQ(decoded.text(), "abcd  xyz xyz");
}

TEST_F(DecodedTest, KnowsTheWayBack) {
  const Decoded decoded(source, 2, source.size(), pieces, 0, 4);
  struct Row {
    std::size_t begin, end, source_begin, source_end;
    bool touches;
  };
  constexpr Row kRows[] = {
      {0, 2, 2, 4, false},    {0, 3, 2, 8, true},     {2, 4, 4, 12, true},  {3, 4, 11, 12, false},
      {3, 6, 11, 14, false},  {6, 9, 14, 18, true},   {7, 8, 15, 17, true}, {8, 9, 16, 18, true},
      {9, 10, 18, 19, false}, {11, 12, 19, 22, true}, {0, 13, 2, 22, true},
  };
  for (const Row& row : kRows) {
    const Decoded::Range range = decoded.source({row.begin, row.end});
    EXPECT_EQ(range.begin, row.source_begin) << row.begin << ' ' << row.end;
    EXPECT_EQ(range.end, row.source_end) << row.begin << ' ' << row.end;
    EXPECT_EQ(decoded.touches({row.begin, row.end}), row.touches) << row.begin << ' ' << row.end;
  }
}

TEST_F(DecodedTest, NamesWhatHidAStretch) {
  const Decoded decoded(source, 2, source.size(), pieces, 0, 4);
  std::vector<Encoding> encodings;
  decoded.encodings({0, 7}, encodings);
  EXPECT_EQ(encodings,
            (std::vector<Encoding>{Encoding::kEscape, Encoding::kJoined, Encoding::kBase64}));
}

}  // namespace
}  // namespace stoprule
