#include "verify/source_map.h"

#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

namespace stoprule {
namespace {

std::string vlq(std::int64_t value) {
  constexpr std::string_view kBase64 =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  auto bits = static_cast<std::uint64_t>(value < 0 ? -value * 2 + 1 : value * 2);
  std::string out;
  do {
    const std::uint64_t digit = bits & 31;
    bits >>= 5;
    out.push_back(kBase64[digit | (bits != 0 ? 32 : 0)]);
  } while (bits != 0);
  return out;
}

// Segments as {column, source, line, column}, all but the first column relative over the whole map.
std::string mappings() {
  const std::string first = vlq(0) + vlq(0) + vlq(0) + vlq(4);        // 0:0 -> 0, 0:4
  const std::string second = vlq(100) + vlq(1) + vlq(500) + vlq(-4);  // 0:100 -> 1, 500:0
  const std::string nowhere = vlq(20);                                // 0:120 -> nothing
  const std::string third = vlq(7) + vlq(-1) + vlq(-400) + vlq(9);    // 2:7 -> 0, 100:9
  return first + "," + second + "," + nowhere + ";;" + third;
}

std::vector<MappingReader::Original> read(std::vector<MapPlace> wanted, std::string_view text,
                                          std::size_t piece, MapPlace start = {}) {
  MappingReader reader(std::move(wanted), start);
  for (std::size_t at = 0; at < text.size(); at += piece) reader.feed(text.substr(at, piece));
  reader.end();
  return reader.originals();
}

TEST(SourceMap, GivesTheLastSegmentAtOrBeforeAPlaceOnItsLine) {
  const struct {
    MapPlace wanted;
    bool found;
    std::uint32_t source;
    MapPlace place;
  } rows[] = {
      {{0, 0}, true, 0, {0, 4}},     {{0, 99}, true, 0, {0, 4}},      {{0, 100}, true, 1, {500, 0}},
      {{0, 119}, true, 1, {500, 0}}, {{0, 120}, false, 0, {}},        {{1, 5}, false, 0, {}},
      {{2, 6}, false, 0, {}},        {{2, 70000}, true, 0, {100, 9}}, {{3, 0}, false, 0, {}},
  };
  std::vector<MapPlace> wanted;
  for (const auto& row : rows) wanted.push_back(row.wanted);
  const std::string text = mappings();
  for (const std::size_t piece : {std::size_t{1}, std::size_t{3}, text.size()}) {
    const auto originals = read(wanted, text, piece);
    for (std::size_t i = 0; i < std::size(rows); ++i) {
      EXPECT_EQ(originals[i].found, rows[i].found) << i;
      if (!rows[i].found) continue;
      EXPECT_EQ(originals[i].source, rows[i].source) << i;
      EXPECT_EQ(originals[i].place, rows[i].place) << i;
    }
  }
}

TEST(SourceMap, ReadsASectionFromWhereItBegins) {
  const auto originals = read({{4, 9}, {4, 10}, {5, 0}}, "AAAA;AACA", 4, {4, 10});
  EXPECT_FALSE(originals[0].found);
  EXPECT_TRUE(originals[1].found);
  EXPECT_EQ(originals[2].place, (MapPlace{1, 0}));
}

TEST(SourceMap, StopsAtWhatIsBroken) {
  for (const std::string_view text :
       {"A!AA", "AAAAAAAA", "gggggggggggggggg", "AADA", "g;AAAA", "D"}) {
    const auto originals = read({{0, 5}, {1, 0}}, text, 2);
    EXPECT_FALSE(originals[0].found) << text;
    EXPECT_FALSE(originals[1].found) << text;
  }
}

}  // namespace
}  // namespace stoprule
