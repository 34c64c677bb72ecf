#include "catalog/token_template.h"

#include <gtest/gtest.h>
#include <re2/re2.h>

#include <algorithm>
#include <string>
#include <vector>

#include "catalog/catalog_data.h"
#include "stoprule/stoprule.h"
#include "text/characters.h"

namespace stoprule {
namespace {

struct Row {
  std::string_view form, text;
  std::size_t end;  // of the match that begins at 0; npos: none
};
constexpr std::size_t kNone = std::string_view::npos;
const Row kRows[] = {
    {"ab_{digit:3}", "ab_123", 6},
    {"ab_{digit:3}", "ab_123;", 6},
    {"ab_{digit:3}", "ab_12", kNone},
    {"ab_{digit:3}", "ab_1234", kNone},  // would not stand alone
    {"ab_{digit:3}", "ab_123x", kNone},
    {"ab_{digit:3}", "Ab_123", kNone},
    {"ab_{digit:2|4}", "ab_1234", 7},
    {"ab_{digit:2|4}", "ab_123", kNone},
    {"ab_{digit:2-4}", "ab_123.", 6},
    {"ab_{digit:2+}", "ab_1234567", 10},
    {"(x|yz)-{lower:2}", "yz-ab", 5},
    {"(x|yz)-{lower:2}", "z-ab", kNone},
    {"a(-b)?-{digit:1}", "a-b-1", 5},
    {"a(-b)?-{digit:1}", "a-1", 3},
    {"a\\{{hex:2}\\}", "a{0f}", 5},
    {"{[a-c9]:3}", "a9c", 3},
    {"{[a-c9]:3}", "a9d", kNone},
};

TEST(TokenTemplate, MatchesAsItReads) {
  for (const Row& row : kRows) {
    const Result<TokenTemplate> form = TokenTemplate::parse(row.form, false);
    ASSERT_TRUE(form) << row.form << ": " << form.error().message;
    EXPECT_EQ(form->match(row.text, 0), row.end) << row.form << " on " << row.text;
  }
}

TEST(TokenTemplate, FoldsLettersOfCaselessLiteralsOnly) {
  const TokenTemplate form = *TokenTemplate::parse("ab-{lower:2}", true);
  EXPECT_EQ(form.match("AB-cd", 0), 5u);
  EXPECT_EQ(form.match("ab-CD", 0), kNone);
}

TEST(TokenTemplate, SaysWhatIsWrongAndWhere) {
  for (const std::string_view broken : {"", "a{digit", "a{nothing:3}", "a{digit:}", "a{digit:4-2}",
                                        "a{digit:99999}", "(a|b", "a)", "a{[z-a]:2}", "a\\"}) {
    const Result<TokenTemplate> form = TokenTemplate::parse(broken, false);
    ASSERT_FALSE(form) << broken;
    EXPECT_EQ(form.error().code, ErrorCode::kData) << broken;
    EXPECT_FALSE(form.error().message.empty()) << broken;
  }
}

// The plain way: every end, longest first, by RE2.
std::size_t plain_match(const re2::RE2& pattern, std::string_view text, std::size_t begin) {
  for (std::size_t end = text.size(); end > begin; --end) {
    if (end < text.size() && is_token_word(text[end])) continue;
    const re2::StringPiece whole(text.data() + begin, end - begin);
    if (re2::RE2::FullMatch(whole, pattern)) return end;
  }
  return kNone;
}

TEST(TokenTemplate, AgreesWithItsRe2PatternForEveryRule) {
  re2::RE2::Options options(re2::RE2::Latin1);
  options.set_log_errors(false);
  for (const KeyRule& rule : Catalog::builtin().data().rules) {
    if (!rule.pattern.empty()) continue;
    const TokenTemplate form = *TokenTemplate::parse(rule.token, rule.caseless);
    const re2::RE2 pattern(form.re2_pattern(), options);
    ASSERT_TRUE(pattern.ok()) << rule.id << ": " << pattern.error();
    const std::string sample = form.sample(7);
    EXPECT_EQ(form.match(sample, 0), sample.size()) << rule.id << " on its own sample";
    std::vector<std::string> texts = {sample + "\"", sample.substr(0, sample.size() - 1) + " "};
    for (const std::size_t part : {2u, 3u}) {  // a foreign character inside
      std::string broken = sample;
      broken[sample.size() / part] = '\x7f';
      texts.push_back(broken);
    }
    texts.push_back(sample.substr(1));
    for (const std::string& text : texts) {
      const std::size_t fast = form.match(text, 0), plain = plain_match(pattern, text, 0);
      // A last class takes its whole run: what RE2 ends earlier, at a character such as '-' of the
      // class itself, does not stand alone.
      if (fast == kNone && plain != kNone && plain < text.size()) {
        const re2::StringPiece longer(text.data(), plain + 1);
        EXPECT_FALSE(re2::RE2::FullMatch(longer, pattern)) << rule.id;
        continue;
      }
      EXPECT_EQ(fast, plain) << rule.id << " differs from RE2";
    }
  }
}

}  // namespace
}  // namespace stoprule
