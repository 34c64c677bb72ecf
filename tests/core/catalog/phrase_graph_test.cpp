#include "catalog/phrase_graph.h"

#include <gtest/gtest.h>

#include <deque>
#include <string>

#include "prose/phrase_walk.h"
#include "text/fold.h"

namespace stoprule {
namespace {

// The first place where `phrase` stands in `text`, or "".
std::string match(std::string_view phrase, std::string_view text, std::uint32_t gap = 3) {
  PhraseCompiler compiler(gap);
  EXPECT_TRUE(compiler.define("card", {"credit card", "card"}));
  EXPECT_TRUE(compiler.add(phrase, 7));
  std::deque<std::string> kept;
  const PackedGraph graph = compiler.graph(
      [&](const std::string& word) { return std::string_view(kept.emplace_back(word)); });
  std::vector<PhraseHit> hits;
  const Folded folded = fold(text);
  PhraseWalk(graph).find(folded.text(), phrase_starts(folded.text()), 0, hits);
  if (hits.empty()) return "";
  EXPECT_EQ(hits[0].tag, 7);
  const Span span = folded.source(hits[0].begin, hits[0].end);
  return std::string(text.substr(span.begin, span.end - span.begin));
}

TEST(PhraseGraph, ReadsTheNotation) {
  EXPECT_EQ(match("free tier", "The FREE Tier is"), "FREE Tier");
  EXPECT_EQ(match("free tier", "a free-tier"), "free-tier");
  EXPECT_EQ(match("free tier", "carefree tier"), "");
  EXPECT_EQ(match("free tier", "free tiers"), "");
  EXPECT_EQ(match("free tier*", "free tiers"), "free tiers");
  EXPECT_EQ(match("free (tier|plan|)", "free plan"), "free plan");
  EXPECT_EQ(match("no [single] limit", "no limit"), "no limit");
  EXPECT_EQ(match("no <card>", "no credit card"), "no credit card");
  EXPECT_EQ(match("free .. api", "free and quick chat api"), "free and quick chat api");
  EXPECT_EQ(match("free .. api", "free and very quick chat api"), "");
  EXPECT_EQ(match("free .. api", "free. The api"), "");
  EXPECT_EQ(match("free ..5 api", "free and very quick chat api"), "free and very quick chat api");
  EXPECT_EQ(match("{number} (rpm|tpm)", "up to 14,400 RPM"), "14,400 RPM");
  EXPECT_EQ(match("{money} (per|/) month", "for $9.99 / month"), "$9.99 / month");
  EXPECT_EQ(match("$0", "$0.25"), "");
  EXPECT_EQ(match("无需(注册|登录)", "本站无需登录即可"), "无需登录");
  EXPECT_EQ(match("免费api", "免费API接口"), "免费API");
  EXPECT_EQ(match("free", "llama-3:free"), "");
  EXPECT_EQ(match("free", "free_chat"), "");
}

TEST(PhraseGraph, RefusesWhatItCannotRead) {
  for (const char* phrase :
       {"", "a (b", "a b)", "a [b", "<nothing>", "{nothing}", ".. a", "a ..", "*"}) {
    PhraseCompiler compiler(3);
    EXPECT_FALSE(compiler.add(phrase, 1)) << phrase;
  }
}

}  // namespace
}  // namespace stoprule
