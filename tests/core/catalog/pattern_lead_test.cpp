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

TEST(PatternStarts, MayBeginWhereverAMatchDoes) {
  const char* patterns[] = {"(?i)[xy]?ab|7",
                            "\\b(?:a|bc)*d",
                            "[^a-z]q",
                            "(?s).x",
                            "(?:)",
                            "(?i)x{2,5}b",
                            "a+b{0,3}7",
                            "[a-z0-9]{1,20}://",
                            "(?i)(?:q|ab)[bd]{2,}"};
  constexpr std::string_view kBytes = "aAbBdxX7q:/ \xc0";
  for (const char* pattern : patterns) {
    const re2::RE2 compiled(pattern, re2::RE2::Latin1);
    PatternStarts starts;
    starts.add(compiled.Regexp());
    for (std::size_t i = 0; i < kBytes.size() * kBytes.size() * kBytes.size(); ++i) {
      const std::string text = {kBytes[i % kBytes.size()],
                                kBytes[i / kBytes.size() % kBytes.size()],
                                kBytes[i / kBytes.size() / kBytes.size()],
                                'b',
                                '7',
                                ':',
                                '/',
                                '/'};
      const bool matches = compiled.Match(text, 0, text.size(), re2::RE2::ANCHOR_START, nullptr, 0);
      EXPECT_TRUE(!matches || starts.may_begin(text, 0)) << pattern << " " << text;
    }
  }
}

TEST(PatternStarts, TellByThreeBytesInEitherCase) {
  PatternStarts starts;
  const re2::RE2 one("(?i)secret|tok", re2::RE2::Latin1), other("=7[ab]", re2::RE2::Latin1);
  starts.add(one.Regexp());
  starts.add(other.Regexp());
  for (const char* text : {"SeCret", "token", "=7a  "})
    EXPECT_TRUE(starts.may_begin(text, 0)) << text;
  for (const char* text : {"select", "tick", "ecret", "=8ab"})
    EXPECT_FALSE(starts.may_begin(text, 0)) << text;
  EXPECT_TRUE(starts.may_begin("sec", 0)) << "too near the end to tell";
}

}  // namespace
}  // namespace stoprule
