// Limits: each is reported when it is hit, with what was read and what is left, and a text beyond
// every sense ends in a report.
#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "catalog/catalog_data.h"
#include "catalog/token_template.h"
#include "made/encoded.h"
#include "stoprule/stoprule.h"

namespace stoprule {
namespace {

Report report_of(std::string_view options, const std::vector<std::string>& texts,
                 const std::string& uri = "a.md") {
  Audit audit = std::move(*Audit::open(Catalog::builtin(), *parse_options(options)));
  for (const std::string& text : texts) {
    EXPECT_TRUE(audit.begin({.uri = uri}));
    EXPECT_TRUE(audit.feed(text));
    EXPECT_TRUE(audit.end());
  }
  return *audit.finish();
}

std::string repeated(std::string_view unit, std::size_t times) {
  std::string out;
  for (std::size_t i = 0; i < times; ++i) out += unit;
  return out;
}

// A key of the rule's form; `seed` makes it another one.
std::string made_key(std::string_view rule_id, std::uint32_t seed) {
  for (const KeyRule& rule : Catalog::builtin().data().rules) {
    if (rule.id == rule_id) return TokenTemplate::parse(rule.token, rule.caseless)->sample(seed);
  }
  ADD_FAILURE() << rule_id;
  return {};
}

TEST(Limits, AreNamedWhenHit) {
  std::string keys, promises, endpoints;
  for (std::uint32_t i = 0; i < 5; ++i) {
    keys += "\"" + made_key("groq-api-key", i) + "\"\n";
    promises += "An unlimited GPT API.\n\nNo credit card needed for the model.\n\n";
    endpoints += "OPENAI_BASE_URL=https://h" + std::to_string(i) + ".example.com/v1\n";
  }
  const std::string long_text = repeated("word ", 1000);
  const struct {
    std::string_view limit, message;
    std::vector<std::string> texts;
    std::uint64_t read, left;
  } rows[] = {
      {R"({"text_bytes":1024})", "incomplete.text", {long_text}, 1024, 3976},
      {R"({"total_text_bytes":6000})", "incomplete.text", {long_text, long_text}, 1000, 4000},
      {R"({"findings":2})", "incomplete.findings", {keys}, 2, 3},
      {R"({"claims":3})", "incomplete.claims", {promises}, 3, 7},
      {R"({"endpoints":4})", "incomplete.endpoints", {endpoints}, 4, 1},
  };
  for (const auto& row : rows) {
    const Report report =
        report_of(R"({"limits":)" + std::string(row.limit) + "}", row.texts, "a.env");
    ASSERT_EQ(report.incomplete.size(), 1u) << row.limit;
    const Incomplete& one = report.incomplete[0];
    EXPECT_EQ(one.message.id, row.message);
    EXPECT_EQ(one.document, row.texts.size() - 1);
    EXPECT_EQ(one.read, row.read) << row.limit;
    EXPECT_EQ(one.left, row.left) << row.limit;
    EXPECT_NE(one.message.text.find(std::to_string(row.read)), std::string::npos);
    EXPECT_NE(one.message.text.find(std::to_string(row.left)), std::string::npos);
    EXPECT_TRUE(report_of("{}", row.texts, "a.env").incomplete.empty()) << row.limit;
  }
}

TEST(Limits, NestingPastTheDeepestLevelIsNamed) {
  std::string steps;
  for (std::size_t i = 0; i < 70; ++i) steps += std::string(i, ' ') + "a:\n";
  const std::pair<const char*, std::string> rows[] = {
      {"a.json", repeated("[", 70) + repeated("]", 70)},
      {"a.js", "f = " + repeated("{a: ", 70) + repeated("}", 70)},
      {"a.yaml", steps},
      {"a.yaml", repeated("- ", 70) + "b"},
      {"a.toml", "a = " + repeated("[", 70) + repeated("]", 70)},
      {"a.toml", "a = " + repeated("{a = ", 70) + repeated("}", 70)}};
  for (const auto& [uri, text] : rows) {
    const Report report = report_of("{}", {text}, uri);
    ASSERT_EQ(report.incomplete.size(), 1u) << text;
    EXPECT_EQ(report.incomplete[0].message.id, "incomplete.nested");
    EXPECT_EQ(report.incomplete[0].read, 64u);
    EXPECT_GE(report.incomplete[0].left, 5u) << text;
    EXPECT_LE(report.incomplete[0].left, 8u) << text;
    EXPECT_NE(report.incomplete[0].message.text.find("64"), std::string::npos);
  }
  const std::string shallow = repeated("[", 60) + repeated("]", 60);
  EXPECT_TRUE(report_of("{}", {shallow}, "a.json").incomplete.empty());
}

// `text` as the value of a JSON object, on a line of its own.
std::string in_json(std::string_view text) {
  std::string out = "{\"a\": \"";
  for (const char c : text) {
    if (c == '"' || c == '\\') out.push_back('\\');
    c == '\n' ? out += "\\n" : out += c;
  }
  return out + "\"}\n";
}

TEST(Limits, TextsInStringsPastTheDeepestAreNamed) {
  std::string text = "OPENAI_BASE_URL=https://relay.example.com/v1\nOPENAI_MODEL=gpt-4o\n";
  for (int depth = 0; depth <= 5; ++depth, text = in_json(text)) {
    const Report report = report_of("{}", {text}, depth == 0 ? ".env" : "a.json");
    // What is deeper may still be read, as escaped text.
    if (depth <= 3) {
      EXPECT_EQ(report.endpoints.size(), 1u) << text;
      EXPECT_TRUE(report.incomplete.empty()) << text;
      continue;
    }
    ASSERT_EQ(report.incomplete.size(), 1u) << text;
    EXPECT_EQ(report.incomplete[0].message.id, "incomplete.strings");
    EXPECT_EQ(report.incomplete[0].read, 3u);
    EXPECT_EQ(report.incomplete[0].left, 1u);
  }
}

// Also where nothing else holds it.
TEST(Limits, KeysInNamesAreMasked) {
  const std::string key = made_key("groq-api-key", 3);
  for (const char* options : {R"({"mode":"scan"})", R"({"mode":"audit"})"}) {
    const std::string json = *render(report_of(options, {"words"}, "a/" + key + ".js"), "json");
    EXPECT_EQ(json.find(key.substr(8, 8)), std::string::npos) << json;
    EXPECT_NE(json.find("a/gsk_"), std::string::npos) << json;
    for (const std::string& encoded :
         {base64(key), base64("token " + key, "-_", false), hex_bytes(key, ""), hex_bytes(key, "%"),
          base64(base64(key))}) {
      const std::string named =
          *render(report_of(options, {"words"}, "a/" + encoded + ".js"), "json");
      EXPECT_EQ(named.find(encoded.substr(encoded.size() / 2, 12)), std::string::npos) << named;
      EXPECT_NE(named.find("\"a/"), std::string::npos) << named;
    }
  }
}

TEST(Limits, HaveBounds) {
  for (const std::string_view name : {"text_bytes", "total_text_bytes", "findings", "claims",
                                      "endpoints", "decode_depth", "decoded_bytes"}) {
    for (const std::string_view value : {"-1", "99999999999999", "1.5", "\"1\""}) {
      const std::string options =
          R"({"limits":{")" + std::string(name) + "\":" + std::string(value) + "}}";
      const Result<Options> parsed = parse_options(options);
      ASSERT_FALSE(parsed) << options;
      EXPECT_EQ(parsed.error().code, ErrorCode::kUsage);
      EXPECT_NE(parsed.error().where.find(name), std::string::npos);
    }
  }
  EXPECT_FALSE(parse_options(R"({"limits":{"nonsense":1}})"));
}

TEST(Limits, KeysPastThemStayMasked) {
  const std::string first = made_key("groq-api-key", 1), second = made_key("groq-api-key", 2);
  const std::string text = "\"" + first + "\"\nGROQ_API_KEY=" + second +
                           "\nOPENAI_BASE_URL=https://a.example.com/" + second + "/v1\n";
  const std::string json = *render(report_of(R"({"limits":{"findings":1}})", {text}), "json");
  EXPECT_EQ(json.find(second.substr(8, 20)), std::string::npos);
}

// A key stands where it stands, also where the text around it was not kept.
TEST(Limits, KeysPastThemAreStillPlaced) {
  const std::string text = repeated("words\n", 1000) + "\"" + made_key("groq-api-key", 1) + "\"\n";
  for (const char* options : {R"({"limits":{"text_bytes":1024}})", R"({"mode":"scan"})"}) {
    const Report report = report_of(options, {text});
    ASSERT_EQ(report.findings.size(), 1u);
    ASSERT_EQ(report.routes.size(), 1u);
    ASSERT_EQ(report.routes[0].evidence.size(), 1u);
    EXPECT_EQ(report.routes[0].evidence[0].location->line, 1001u);
    EXPECT_EQ(report.routes[0].evidence[0].excerpt, report.findings[0].excerpt);
  }
}

// Nothing here may crash, overflow the stack or take more than a blink.
TEST(Limits, HoldAgainstTextsBeyondSense) {
  constexpr std::size_t kMany = 20000;
  std::string steps;
  for (std::size_t i = 0; i < 1000; ++i) steps += std::string(i, ' ') + "a:\n";
  const std::string texts[] = {repeated("[", kMany),
                               repeated("{\"a\":", kMany),
                               repeated("- ", kMany),
                               steps,
                               repeated("[a", kMany),
                               repeated("a.", kMany),
                               repeated("(", kMany),
                               repeated("\"\\", kMany),
                               repeated("<a ", kMany),
                               repeated("${", kMany),
                               repeated("> ", kMany),
                               repeated("\xff", kMany),
                               std::string(10 * kMany, 'a'),
                               std::string(kMany, '\0'),
                               repeated("\"{\\\"a\\\":", kMany)};
  for (const char* uri : {"a.json", "a.yaml", "a.toml", "a.js", "a.md", ".env", "a.ipynb"}) {
    for (const std::string& text : texts) {
      EXPECT_EQ(report_of("{}", {text}, uri).documents.size(), 1u) << uri;
    }
  }
}

}  // namespace
}  // namespace stoprule
