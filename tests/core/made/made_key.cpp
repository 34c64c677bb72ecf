#include "made/made_key.h"

#include <gtest/gtest.h>
#include <re2/regexp.h>

#include <algorithm>
#include <charconv>

#include "catalog/token_template.h"
#include "made/random.h"
#include "verify/randomness.h"

namespace stoprule {
namespace {

// A text that a pattern matches, and where its first group stands. Of a class letters and digits
// are taken where it has them: what a person would call a key.
class PatternSample {
 public:
  explicit PatternSample(std::uint64_t seed) : random_(seed) {}

  void append(re2::Regexp* part) {
    switch (part->op()) {
      case re2::kRegexpLiteral:
        append(part->rune());
        break;
      case re2::kRegexpLiteralString:
        for (int i = 0; i < part->nrunes(); ++i) append(part->runes()[i]);
        break;
      case re2::kRegexpConcat:
        for (int i = 0; i < part->nsub(); ++i) append(part->sub()[i]);
        break;
      case re2::kRegexpAlternate:
        append(part->sub()[random_.below(static_cast<std::size_t>(part->nsub()))]);
        break;
      case re2::kRegexpStar:
        break;
      case re2::kRegexpPlus:
        repeat(part, 1, -1);
        break;
      case re2::kRegexpQuest:
        break;
      case re2::kRegexpRepeat:
        repeat(part, part->min(), part->max());
        break;
      case re2::kRegexpCapture: {
        const std::size_t from = out.size();
        ++group_depth_;
        append(part->sub()[0]);
        --group_depth_;
        if (part->cap() == 1) begin = from, end = out.size();
        break;
      }
      case re2::kRegexpCharClass:
        append_member(*part->cc());
        break;
      case re2::kRegexpAnyChar:
      case re2::kRegexpAnyByte:
        append('a');
        break;
      default:  // empty-width: what surrounds the sample satisfies it
        break;
    }
  }

  std::string out;
  std::size_t begin = 0, end = 0;

 private:
  static constexpr std::string_view kPreferred =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

  void append(int rune) { out.push_back(static_cast<char>(rune)); }
  void append_member(re2::CharClass& members) {
    std::string preferred;
    for (const char c : kPreferred) {
      if (members.Contains(c)) preferred.push_back(c);
    }
    // Blanks and such between the parts are best as they are; the key's own are at random.
    if (preferred.empty() || group_depth_ == 0) {
      for (const char c : std::string_view(" \n\"'=:;")) {
        if (members.Contains(c)) return append(c);
      }
    }
    if (!preferred.empty()) return append(preferred[random_.below(preferred.size())]);
    append(members.begin()->lo);
  }
  void repeat(re2::Regexp* part, int min, int max) {
    // Outside the group as little as may be; inside enough for a secret, if that is allowed.
    int count = min;
    if (group_depth_ > 0) {
      const int wanted = min + 16;
      count = max < 0 ? wanted : std::min(max, wanted);
    }
    for (int i = 0; i < count; ++i) append(part->sub()[0]);
  }

  Random random_;
  int group_depth_ = 0;
};

// Whether a secret is as random as the rule asks.
bool is_random(const KeyRule& rule, std::string_view variable) {
  return !is_placeholder(variable) && count_digits(variable) >= rule.min_digits &&
         entropy_tenths(variable) >= rule.min_entropy;
}

constexpr std::uint64_t kAttempts = 200;

MadeKey from_pattern(const KeyRule& rule, std::uint64_t seed) {
  re2::RegexpStatus status;
  re2::Regexp* parsed =
      re2::Regexp::Parse(re2::StringPiece(rule.pattern.data(), rule.pattern.size()),
                         re2::Regexp::LikePerl | re2::Regexp::Latin1, &status);
  EXPECT_NE(parsed, nullptr) << rule.id << ": " << status.Text();
  MadeKey made;
  for (std::uint64_t attempt = 0; attempt < kAttempts; ++attempt) {
    PatternSample sample(seed * 1000 + attempt);
    sample.append(parsed);
    made = {"\n" + sample.out + "\n", sample.begin + 1, sample.end + 1};
    if (is_random(rule, made.secret())) break;
  }
  parsed->Decref();
  return made;
}

MadeKey from_template(const KeyRule& rule, std::uint64_t seed) {
  const Result<TokenTemplate> form = TokenTemplate::parse(rule.token, rule.caseless);
  EXPECT_TRUE(form) << rule.id;
  std::string secret;
  for (std::uint64_t attempt = 0; attempt < kAttempts; ++attempt) {
    secret = form->sample(seed * 1000 + attempt);
    const std::string_view variable =
        std::string_view(secret).substr(std::min(form->literal_prefix().size(), secret.size()));
    if (is_random(rule, variable) && (count_digits(variable) > 0 || attempt > kAttempts / 2)) break;
  }
  const std::string word = rule.near.empty() ? "token" : std::string(rule.near.front());
  std::string before = "\n";
  if (rule.assigned) {
    std::string name = word;
    std::replace_if(
        name.begin(), name.end(), [](char c) { return c == ' ' || c == '.'; }, '_');
    before += name + " = \"";
  } else {
    before += (rule.near.empty() ? "" : word + " ") + "value = \"";
  }
  return {before + secret + "\"\n", before.size(), before.size() + secret.size()};
}

}  // namespace

MadeKey made_key(const KeyRule& rule, std::uint64_t seed) {
  return rule.pattern.empty() ? from_template(rule, seed) : from_pattern(rule, seed);
}

std::string with_made_keys(const CatalogData& catalog, std::string_view text) {
  static constexpr std::string_view kOpen = "{{key:", kClose = "}}";
  std::string out;
  for (;;) {
    const std::size_t open = text.find(kOpen);
    out += text.substr(0, open);
    if (open == std::string_view::npos) return out;
    text.remove_prefix(open + kOpen.size());
    const std::size_t close = text.find(kClose);
    EXPECT_NE(close, std::string_view::npos) << "{{key: is not closed";
    if (close == std::string_view::npos) return out;
    std::string_view id = text.substr(0, close);
    text.remove_prefix(close + kClose.size());
    std::uint64_t seed = 1;
    if (const std::size_t colon = id.find(':'); colon != std::string_view::npos) {
      std::from_chars(id.data() + colon + 1, id.data() + id.size(), seed);
      id = id.substr(0, colon);
    }
    const auto rule = std::find_if(catalog.rules.begin(), catalog.rules.end(),
                                   [&](const KeyRule& known) { return known.id == id; });
    EXPECT_NE(rule, catalog.rules.end()) << "no rule " << id;
    if (rule == catalog.rules.end()) continue;
    const MadeKey made = made_key(*rule, seed);
    out += rule->pattern.empty() ? std::string(made.secret())
                                 : made.text.substr(1, made.text.size() - 2);
  }
}

}  // namespace stoprule
