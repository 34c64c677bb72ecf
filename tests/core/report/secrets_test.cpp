// The redaction proof: keys of every rule, in every mode and format, leave nothing behind; and no
// rendered report holds what we ourselves would call a key.
#include <gtest/gtest.h>

#include <algorithm>
#include <cstring>
#include <set>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "catalog/token_template.h"
#include "made/encoded.h"
#include "made/made_key.h"
#include "made/made_report.h"
#include "stoprule/stoprule.h"

namespace stoprule {
namespace {

constexpr std::size_t kTold = 8;  ///< so many hidden characters in a row are a leak
constexpr std::uint64_t kSeed = 4711;

const CatalogData& catalog() { return Catalog::builtin().data(); }

// What must never be seen: the secret without its rule's own prefix and the tail that may be shown.
std::string hidden_part(const KeyRule& rule, const MadeKey& made) {
  std::string_view secret = made.secret();
  if (rule.pattern.empty()) {
    const std::size_t prefix =
        TokenTemplate::parse(rule.token, rule.caseless)->literal_prefix().size();
    secret.remove_prefix(std::min(prefix, secret.size()));
  }
  if (secret.size() >= 20) secret.remove_suffix(4);
  return std::string(secret);
}

// Every stretch of kTold hidden characters, as it is and encoded in each way. What `others` of the
// rule hold as well is its form, with a character at its end by chance.
std::vector<std::string> telling(std::string_view hidden, std::string_view others) {
  std::vector<std::string> out;
  for (std::size_t at = 0; at + kTold <= hidden.size(); ++at) {
    const std::string_view part = hidden.substr(at, kTold);
    if (others.find(part.substr(1)) != std::string_view::npos) continue;
    if (others.find(part.substr(0, kTold - 1)) != std::string_view::npos) continue;
    out.emplace_back(part);
    out.push_back(hex_bytes(part, "%", kUpperHex));
    out.push_back(hex_bytes(part, "\\x"));
    // Two whole groups stand for six of the eight, wherever the groups begin.
    out.push_back(base64(part.substr(0, 6)));
  }
  return out;
}

// What tells a key, and of which rule.
class Telling {
 public:
  void add(std::string part, std::string_view rule) {
    starts_[start(part)] = true;
    rules_.emplace(std::move(part), rule);
  }
  /// The rule whose key the text tells at this place; empty for none.
  std::string_view at(std::string_view text) const {
    if (text.size() < kTold || !starts_[start(text)]) return {};
    for (const std::size_t size : {kTold, 3 * kTold, 4 * kTold}) {
      const auto found = rules_.find(std::string(text.substr(0, size)));
      if (found != rules_.end()) return found->second;
    }
    return {};
  }

 private:
  static constexpr int kStartBits = 20;  // few places of a text are looked up
  static std::size_t start(std::string_view text) {
    std::uint64_t first = 0;
    std::memcpy(&first, text.data(), kTold);
    return static_cast<std::size_t>(first * 0x9E3779B97F4A7C15u >> (64 - kStartBits));
  }
  std::vector<bool> starts_ = std::vector<bool>(std::size_t{1} << kStartBits);
  std::unordered_map<std::string, std::string_view> rules_;
};

// Fails for each rule whose secret a text tells.
void expect_silent(const std::string& text, const Telling& telling, const std::string& where) {
  std::set<std::string_view> told;
  for (std::size_t at = 0; at < text.size(); ++at) {
    const std::string_view rule = telling.at(std::string_view(text).substr(at));
    if (rule.empty() || !told.insert(rule).second) continue;
    ADD_FAILURE() << where << " tells a key of " << rule << ": "
                  << text.substr(std::max<std::size_t>(at, 100) - 100, 200);
  }
}

// The rules that find something to act on in a text.
std::set<std::string> keys_in(const std::string& text) {
  const Report report = made_scan(text, {.uri = "report", .kind = DocumentKind::kText});
  std::set<std::string> out;
  for (const Finding& finding : report.findings) {
    if (finding.severity != Severity::kNote)
      out.insert(finding.rule_id + " " + finding.excerpt + "  in  " + finding.context);
  }
  return out;
}

class Secrets : public testing::TestWithParam<Mode> {};

TEST_P(Secrets, StayWhereTheyAre) {
  constexpr std::size_t kBatch = 64;
  for (std::size_t from = 0; from < catalog().rules.size(); from += kBatch) {
    Options options;
    options.mode = GetParam();
    Result<Audit> audit = Audit::open(Catalog::builtin(), options);
    ASSERT_TRUE(audit);
    Telling secrets;
    for (std::size_t i = from; i < std::min(from + kBatch, catalog().rules.size()); ++i) {
      const KeyRule& rule = catalog().rules[i];
      const MadeKey made = made_key(rule, kSeed + i);
      const std::string uri = "src/" + std::string(rule.id) + ".txt";
      ASSERT_TRUE(audit->begin({.uri = uri, .kind = DocumentKind::kText}));
      ASSERT_TRUE(
          audit->feed(made.text + "Unlimited free API keys for GPT, no limits, " + made.text));
      ASSERT_TRUE(audit->end());
      std::string others;
      for (std::uint64_t other = 1; other <= 5; ++other) others += made_key(rule, other).text;
      for (std::string& part : telling(hidden_part(rule, made), others))
        secrets.add(std::move(part), rule.id);
    }
    const Result<Report> report = audit->finish();
    ASSERT_TRUE(report);
    for (const std::string_view format : formats()) {
      const Result<std::string> text = render(*report, format);
      ASSERT_TRUE(text);
      expect_silent(*text, secrets, std::string(format));
      EXPECT_EQ(keys_in(*text), std::set<std::string>()) << format;
    }
  }
}

INSTANTIATE_TEST_SUITE_P(EveryRule, Secrets, testing::Values(Mode::kAudit, Mode::kScan),
                         [](const auto& mode) {
                           return std::string(mode.param == Mode::kAudit ? "Audit" : "Scan");
                         });

}  // namespace
}  // namespace stoprule
