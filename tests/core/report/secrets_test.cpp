// The redaction proof: keys of every rule, in every mode and format, leave nothing behind; and no
// rendered report holds what we ourselves would call a key.
#include <gtest/gtest.h>

#include <algorithm>
#include <set>
#include <string>
#include <string_view>
#include <unordered_set>
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

struct Secret {
  std::string rule;
  std::vector<std::string> telling;
};

// Fails for each rule whose secret a text tells.
void expect_silent(const std::string& text, const std::vector<Secret>& secrets,
                   const std::string& where) {
  for (const std::size_t size : {kTold, 3 * kTold, 4 * kTold}) {
    std::unordered_set<std::string_view> seen;
    for (std::size_t at = 0; at + size <= text.size(); ++at)
      seen.insert(std::string_view(text).substr(at, size));
    for (const Secret& secret : secrets) {
      for (const std::string& part : secret.telling) {
        if (part.size() == size && seen.count(part) != 0) {
          ADD_FAILURE() << where << " tells a key of " << secret.rule << ": "
                        << text.substr(std::max<std::size_t>(text.find(part), 100) - 100, 200);
          break;
        }
      }
    }
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
    std::vector<Secret> secrets;
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
      secrets.push_back({std::string(rule.id), telling(hidden_part(rule, made), others)});
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
