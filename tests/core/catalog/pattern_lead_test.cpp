#include "catalog/pattern_lead.h"

#include <gtest/gtest.h>
#include <re2/re2.h>

#include <string>

namespace stoprule {
namespace {

TEST(PatternLead, IsTheMostThatMayStandBeforeALiteral) {
  const struct {
    std::string_view pattern;
    std::vector<std::string_view> literals;
    std::uint16_t lead;
  } cases[] = {
      {"secret[ =]([a-z]+)", {"secret"}, 0},
      {"(?i)Secret", {"secret"}, 0},
      {"(?i)[a-z][a-z0-9+.\\-]{1,20}://x", {"://"}, 21},
      {"(?:client[_-]?|app_?)secret=", {"secret"}, 7},
      {"api[_.]?key", {"apikey", "api_key", "api.key"}, 0},
      {"api[_.]?key", {"apikey", "api_key"}, kFarLead},  // "api.key" has no literal in it
      {"(?:^|[^a-z])key", {"key"}, 1},
      {"a*key", {"key"}, kFarLead},
      {"(?:tokens?|keys)=", {"token", "key"}, 0},
  };
  for (const auto& [pattern, literals, lead] : cases) {
    std::vector<Anchor> anchors;
    anchors.reserve(literals.size());
    for (const std::string_view literal : literals) anchors.push_back({.literal = literal});
    EXPECT_EQ(pattern_lead(pattern, anchors), lead) << pattern;
  }
  EXPECT_EQ(pattern_lead("(unclosed", {}), std::nullopt);
}

TEST(PatternLead, FirstBytesAreAllThatAMatchMayBeginWith) {
  for (const char* pattern : {"(?i)[xy]?ab|7", "\\b(?:a|bc)*d", "[^a-z]q", "(?s).x", "(?:)"}) {
    const re2::RE2 compiled(pattern, re2::RE2::Latin1);
    const std::bitset<256> first = first_bytes(compiled.Regexp());
    for (int byte = 0; byte < 256; ++byte) {
      for (const char* rest : {"", "ab", "b", "q", "x", "d", "c"}) {
        const std::string text = static_cast<char>(byte) + std::string(rest);
        re2::StringPiece match;
        if (!compiled.Match(text, 0, text.size(), re2::RE2::ANCHOR_START, &match, 1)) continue;
        EXPECT_TRUE(first[static_cast<std::size_t>(byte)]) << pattern << " " << byte;
      }
    }
  }
  const re2::RE2 compiled("(?i)[xy]?ab|7", re2::RE2::Latin1);
  EXPECT_EQ(first_bytes(compiled.Regexp()).count(), 7u);
}

}  // namespace
}  // namespace stoprule
