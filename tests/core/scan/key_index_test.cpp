// The fast way of finding keys against the plain one, and keys at every alignment and boundary.
#include "scan/key_index.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "made/made_key.h"
#include "made/made_report.h"
#include "made/plain_scan.h"
#include "made/random.h"
#include "scan/stream.h"
#include "stoprule/stoprule.h"

namespace stoprule {
namespace {

const CatalogData& catalog() { return Catalog::builtin().data(); }
const KeyIndex& key_index() { return Catalog::builtin().index(); }

// Keys, damaged ones among them, between words and signs of all kinds, or right beside each other.
std::string generated(std::uint64_t seed, std::size_t bytes) {
  constexpr std::string_view kBetween[] = {
      " ",           "\n",       "\"",        "'",     "=",      ": ",       ", ",      "(",
      ")",           "-",        "_",         ".",     "/",      "+",        "%20",     "\\n",
      "\\u0022",     "\\x22",    "://",       "@",     "a",      "0",        "Bearer ", "key",
      " token = \"", "secret: ", "\xff",      "&amp;", "<",      ">",        "[",       "]",
      "{",           "}",        "\t",        "\r\n",  "const ", "password", "api_key", "https://",
      "user:",       "?key=",    "{\"a\":\"", "\"}",   ";"};
  Random random(seed);
  std::string out;
  while (out.size() < bytes) {
    const std::size_t what = random.below(8);
    if (what < 4) {
      out += kBetween[random.below(std::size(kBetween))];
      continue;
    }
    const KeyRule& rule = catalog().rules[random.below(catalog().rules.size())];
    const MadeKey made = made_key(rule, random.below(1000));
    std::string key = what == 4 ? std::string(made.secret()) : made.text;
    if (key.size() > 400) continue;
    if (what == 6) key.erase(random.below(key.size()), 1);
    if (what == 7) key.insert(random.below(key.size()), 1, key[random.below(key.size())]);
    const std::size_t before = random.below(8);
    if (before == 0) out += {'\x01', static_cast<char>(key.size())};
    if (before == 1) out += "https://";
    out += key;
    if (before == 1) out += "@";
  }
  return out;
}

TEST(KeyIndex, FindsWhatEveryRuleFindsAtEveryPlace) {
  KeyMatcher matcher(catalog(), key_index());
  std::size_t found = 0;
  for (std::uint64_t seed = 1; seed <= 12; ++seed) {
    const std::string text = generated(seed, 1200);
    EXPECT_EQ(difference(catalog(), plain_scan(), matcher, text), "") << text;
    found += fast_scan(matcher, text).size();
  }
  EXPECT_GT(found, 100u);
}

// Strings one behind the other, each with its length before it: here a digit.
TEST(KeyIndex, FindsKeysBehindTheirLength) {
  KeyMatcher matcher(catalog(), key_index());
  const auto rule = std::find_if(catalog().rules.begin(), catalog().rules.end(),
                                 [](const KeyRule& r) { return r.id == "cloudflare-user-token"; });
  ASSERT_NE(rule, catalog().rules.end());
  const std::string key(made_key(*rule, 3).secret());
  const auto found = [&](std::size_t length) {
    const std::string text =
        std::string("\x12\x03one\x1a") + static_cast<char>(length) + key + "4four";
    return fast_scan(matcher, text).size();
  };
  EXPECT_EQ(found(key.size()), 1u);
  EXPECT_EQ(found(key.size() + 1), 0u);
}

// Of a rule's sample, moved by `before` blanks.
std::vector<KeyMatch> matches_of(const KeyMatcher& matcher, const std::string& text,
                                 std::size_t before) {
  std::vector<KeyMatch> out = fast_scan(matcher, std::string(before, ' ') + text + "\n");
  for (KeyMatch& match : out)
    match.secret = {match.secret.begin - before, match.secret.end - before};
  return out;
}

TEST(KeyIndex, FindsKeysAtEveryAlignment) {
  KeyMatcher matcher(catalog(), key_index());
  for (const KeyRule& rule : catalog().rules) {
    const std::string text = made_key(rule, 5).text;
    const std::vector<KeyMatch> expected = matches_of(matcher, text, 0);
    EXPECT_FALSE(expected.empty()) << rule.id;
    for (std::size_t before = 1; before < 64; ++before)
      EXPECT_EQ(matches_of(matcher, text, before), expected) << rule.id << ' ' << before;
  }
}

std::vector<std::pair<std::string, std::uint64_t>> findings_of(const std::string& text,
                                                               std::size_t before) {
  std::vector<std::pair<std::string, std::uint64_t>> out;
  const Report report = made_scan(std::string(before, ' ') + text, {.uri = "a.txt"});
  for (const Finding& finding : report.findings)
    out.emplace_back(finding.rule_id, finding.location.begin - before);
  return out;
}

TEST(KeyIndex, FindsKeysAcrossTheBordersOfBlocks) {
  // A rule of each kind that is looked for: by literal, by pattern, by words, in text only.
  std::vector<const KeyRule*> rules;
  const auto take = [&](auto&& wanted) {
    const auto at = std::find_if(catalog().rules.begin(), catalog().rules.end(), wanted);
    ASSERT_NE(at, catalog().rules.end());
    rules.push_back(&*at);
  };
  take([](const KeyRule& r) { return r.pattern.empty() && !r.anchors.empty() && r.near.empty(); });
  take([](const KeyRule& r) { return !r.pattern.empty() && !r.text_only; });
  take([](const KeyRule& r) { return r.anchors.empty() && !r.text_only; });
  take([](const KeyRule& r) { return r.text_only; });
  for (const KeyRule* rule : rules) {
    const std::string text = "\n" + made_key(*rule, 9).text;
    const auto expected = findings_of(text, 100);
    EXPECT_FALSE(expected.empty()) << rule->id;
    for (std::size_t inside = 0; inside <= text.size(); ++inside)
      EXPECT_EQ(findings_of(text, kBlockBytes - inside), expected) << rule->id << ' ' << inside;
  }
}

}  // namespace
}  // namespace stoprule
