// Lines and UTF-16 columns, however a text is written and cut.
#include "text/text.h"

#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace stoprule {
namespace {

std::string in_utf16(std::u16string_view text, Utf16 order) {
  std::string out;
  for (const char16_t unit : text) {
    const char low = static_cast<char>(unit & 0xff), high = static_cast<char>(unit >> 8);
    out.push_back(order == Utf16::kLittle ? low : high);
    out.push_back(order == Utf16::kLittle ? high : low);
  }
  return out;
}

TEST(Text, CountsTheColumnsOfWhatUtf16Says) {
  constexpr std::u16string_view kText = u"\ufeffone\r\ntwo\rth\u00e9\n\u4e00\U0001f600x";
  for (const Utf16 order : {Utf16::kLittle, Utf16::kBig}) {
    const std::string bytes = in_utf16(kText, order);
    const Text text(0, "a.txt", bytes);
    const auto at = [&](std::size_t unit) { return text.locate({2 * unit, 2 * unit + 2}); };
    EXPECT_EQ(at(1).line, 1u);
    EXPECT_EQ(at(1).column, 1u);
    EXPECT_EQ(at(3).column, 3u);
    EXPECT_EQ(at(6).line, 2u);
    EXPECT_EQ(at(6).column, 1u);
    EXPECT_EQ(at(12).line, 3u);
    EXPECT_EQ(at(12).column, 3u);
    const Location last = at(kText.size() - 1);  // behind a pair of surrogates
    EXPECT_EQ(last.line, 4u);
    EXPECT_EQ(last.column, 4u);
    EXPECT_EQ(last.end_column, 5u);
  }
}

TEST(Text, CountsTheSameHoweverItIsCut) {
  std::u16string said;
  for (std::size_t i = 0; i < 4000; ++i) said += i % 61 == 0 ? u"\r\n" : u"\u00e9\U0001f600";
  const std::string bytes = in_utf16(said, Utf16::kBig);
  LineMap whole, cut;
  whole.read_as(Utf16::kBig);
  cut.read_as(Utf16::kBig);
  whole.feed(bytes);
  for (std::size_t i = 0; i < bytes.size(); i += 7) cut.feed(std::string_view(bytes).substr(i, 7));
  for (std::size_t at = 0; at < bytes.size(); at += 994) {
    const auto a = whole.at(at, bytes, 0), b = cut.at(at, bytes, 0);
    EXPECT_EQ(a.line, b.line);
    EXPECT_EQ(a.column, b.column);
  }
  EXPECT_GT(whole.at(bytes.size(), bytes, 0).line, 60u);
}

TEST(Text, CountsLinesAndColumnsOfEveryEnding) {
  constexpr std::string_view kCharacters[] = {"a", "é", "中", "😀", "\n", "\r\n", "\r"};
  for (const std::size_t kinds : {4u, 5u, 7u}) {
    std::string text;
    std::vector<std::pair<std::size_t, LineMap::Position>> places;
    LineMap::Position now;
    for (std::uint32_t state = 7; text.size() < 10000;) {
      places.emplace_back(text.size(), now);
      state = state * 1664525u + 1013904223u;
      const std::string_view next = kCharacters[(state >> 16) % kinds];
      if (next == "\n" && text.ends_with('\r')) continue;
      text += next;
      const bool ends = next.back() == '\n' || next == "\r";
      now = ends ? LineMap::Position{now.line + 1, 1}
                 : LineMap::Position{now.line, now.column + (next.size() == 4 ? 2 : 1)};
    }
    LineMap lines;
    lines.feed(text);
    for (const auto& [at, position] : places) {
      const LineMap::Position found = lines.at(at, text, 0);
      ASSERT_EQ(found.line, position.line) << at;
      ASSERT_EQ(found.column, position.column) << at;
    }
  }
}

}  // namespace
}  // namespace stoprule
