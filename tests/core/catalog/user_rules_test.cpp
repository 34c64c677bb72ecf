// Rules that a user loads: whatever they hold, they are taken whole or refused with a place.
#include <gtest/gtest.h>

#include <string>
#include <string_view>

#include "made/made_report.h"
#include "stoprule/stoprule.h"

namespace stoprule {
namespace {

std::string repeated(std::string_view unit, std::size_t times) {
  std::string out;
  for (std::size_t i = 0; i < times; ++i) out += unit;
  return out;
}

// A vendor file with one rule, which has `fields` beside what every rule has.
std::string vendor(std::string_view id, std::string_view rule_id, std::string_view fields) {
  return R"({"id": ")" + std::string(id) + R"(", "name": "Mine", "kind": "service",
    "as_of": "2026", "sources": ["https://example.com"], "keys": [{"id": ")" +
         std::string(rule_id) + R"(", "name": "Mine", "exposure": "never",
    "source": "https://example.com", )" +
         std::string(fields) + "}]}";
}
constexpr std::string_view kToken = R"("token": "mine_{alnum:32}")";

Report report_of(const std::string& rules, const std::string& text) {
  Options options;
  options.rules = {{"mine.json", rules}};
  return made_scan(text, {.uri = "a.txt"}, std::move(options));
}

TEST(UserRules, ThatAreBrokenAreRefused) {
  for (const std::string& text :
       {repeated("[", 100000), repeated("{\"a\":", 100000), std::string("\xff\xfe"), std::string(),
        std::string(1, '\0'), vendor("mine", "mine-key", ""),
        vendor("mine", "mine-key", R"("token": "mine_{alnum:32}", "nonsense": 1)"),
        vendor("mine", "mine-key", R"("pattern": "(mine", "anchors": ["mine"])")}) {
    const Result<Catalog> with = Catalog::builtin().with("mine.json", text);
    ASSERT_FALSE(with) << text.substr(0, 300);
    EXPECT_EQ(with.error().code, ErrorCode::kData);
    EXPECT_NE(with.error().where.find("mine"), std::string::npos);
  }
}

TEST(UserRules, ReplaceNoOthers) {
  EXPECT_TRUE(Catalog::builtin().with("mine.json", vendor("mine", "mine-key", kToken)));
  EXPECT_FALSE(Catalog::builtin().with("mine.json", vendor("groq", "mine-key", kToken)));
  EXPECT_FALSE(Catalog::builtin().with("mine.json", vendor("mine", "groq-api-key", kToken)));
}

TEST(UserRules, SayWhereTheyAreNoJson) {
  const struct {
    std::string_view text, place;
  } rows[] = {{"{\"id\": \"mine\",}", "line 1, column 15"},
              {"{\n  \"id\": mine\n}", "line 2, column 9"},
              {"{\n  \"id\": \"mine\n}", "line 2, column 14"},
              {"{\"id\": [\n\n", "line 3, column 1"},
              {"", "line 1, column 1"},
              {"{} x", "line 1, column 4"}};
  for (const auto& row : rows) {
    const Result<Catalog> with = Catalog::builtin().with("mine.json", row.text);
    ASSERT_FALSE(with) << row.text;
    EXPECT_EQ(with.error().message, "is not valid JSON: " + std::string(row.place)) << row.text;
  }
}

TEST(UserRules, TakeNoOthersHost) {
  const auto with = [](std::string_view host) {
    return Catalog::builtin().with(
        "mine.json", R"({"id": "mine", "name": "Mine", "kind": "inference_host", "as_of": "2026",
      "sources": ["https://example.com"], "hosts": [{"host": ")" +
                         std::string(host) + "\"}]}");
  };
  EXPECT_TRUE(with("api.mine.example"));
  const Result<Catalog> taken = with("api.groq.com");
  ASSERT_FALSE(taken);
  EXPECT_EQ(taken.error().message, "has the host api.groq.com, which groq has");
}

// Would take longer than anybody lives with an engine that goes back.
TEST(UserRules, MayHaveAnyPattern) {
  const std::string rules =
      vendor("mine", "mine-key", R"("pattern": "mine((?:a+)+)+!", "anchors": ["mine"])");
  EXPECT_EQ(report_of(rules, repeated("mine" + std::string(500, 'a') + " ", 100)).findings.size(),
            0u);
  EXPECT_EQ(report_of(rules, "mine" + std::string(20, 'a') + "!").findings.size(), 1u);
}

// A rule that came within a major version fails nobody's build before the next one.
TEST(UserRules, ThatAreNewAreWarningsUntilTheNextMajorVersion) {
  const std::string letters = "abcd1e2fghij3kl4mnop5qr6stuv7wx8";
  const auto severity = [&](const std::string& since) {
    const Report report = report_of(vendor("mine", "mine-key", std::string(kToken) + since),
                                    "\"mine_" + letters + "\"");
    EXPECT_EQ(report.findings.size(), 1u);
    return report.findings.empty() ? Severity::kNote : report.findings[0].severity;
  };
  const std::string major(version().substr(0, version().find('.')));
  const std::string other = std::to_string(std::stoi(major) + 1);
  EXPECT_EQ(severity(""), Severity::kError);
  EXPECT_EQ(severity(R"(, "since": ")" + major + ".9\""), Severity::kWarning);
  EXPECT_EQ(severity(R"(, "since": ")" + other + ".9\""), Severity::kError);
  for (const std::string since : {"1", "1.", ".1", "one", "1.2.3", "99999.1"}) {
    const Result<Catalog> with = Catalog::builtin().with(
        "mine.json",
        vendor("mine", "mine-key", std::string(kToken) + R"(, "since": ")" + since + "\""));
    ASSERT_FALSE(with) << since;
    EXPECT_EQ(with.error().where, "mine.json: keys[0].since");
  }
}

}  // namespace
}  // namespace stoprule
