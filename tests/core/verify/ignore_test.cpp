#include "verify/ignore.h"

#include <gtest/gtest.h>

#include <string_view>

#include "made/made_key.h"
#include "stoprule/stoprule.h"

namespace stoprule {
namespace {

TEST(Ignore, ComparesPathsWithPatterns) {
  const struct {
    std::string_view pattern, path;
    bool matches;
  } rows[] = {
      {"dist/app.js", "dist/app.js", true},
      {"dist/*.js", "dist/app.js", true},
      {"dist/*.js", "dist/deep/app.js", false},
      {"dist/**/*.js", "dist/deep/er/app.js", true},
      {"dist/**/*.js", "dist/app.js", true},
      {"dist/", "dist/deep/app.js", true},
      {"dist/", "other/dist/app.js", false},
      {"*.map", "deep/app.js.map", true},
      {"app.js", "deep/app.js", true},
      {"app.js", "deep/xapp.js", false},
      {"**/fixtures/**", "a/fixtures/b/c", true},
      {"**/fixtures/**", "fixtures/b", true},
      {"a?c/x", "abc/x", true},
      {"a?c/x", "a/c/x", false},
      {"./dist/app.js", "dist/app.js", true},
      {"", "app.js", false},
      {"dist/**/b", "dist/ab", false},
  };
  for (const auto& row : rows)
    EXPECT_EQ(path_matches(row.pattern, row.path), row.matches) << row.pattern << " " << row.path;
}

TEST(Ignore, ReadsAMarkerWithItsReason) {
  const struct {
    std::string_view before, reason;
  } rows[] = {
      {"// stoprule-ignore-next-line -- a test account\n", "a test account"},
      {"/* stoprule-ignore-next-line -- a test account */\r\n", "a test account"},
      {"<!-- stoprule-ignore-next-line -- a test account -->\n", "a test account"},
      {"# stoprule-ignore-next-line -- a test account\r", "a test account"},
      {"// stoprule-ignore-next-line\n", ""},
      {"// stoprule-ignore-next-line -- \n", ""},
      {"// stoprule-ignore-next-line a test account\n", ""},
      {"// stoprule-ignore-next-line -- a test account\n\n", ""},
      {"/* stoprule-ignore-next-line -- on the same line */ ", ""},
  };
  for (const auto& row : rows) {
    const std::string text = std::string(row.before) + "const key = 1";
    EXPECT_EQ(ignored_on_line_before(text, text.size() - 1), row.reason) << row.before;
  }
}

Report report_of(std::string_view options, DocumentInfo info, std::string_view text) {
  Audit audit = std::move(*Audit::open(Catalog::builtin(), *parse_options(options)));
  EXPECT_TRUE(audit.begin(std::move(info)));
  EXPECT_TRUE(audit.feed(with_made_keys(Catalog::builtin().data(), text)));
  EXPECT_TRUE(audit.end());
  return *audit.finish();
}

TEST(Ignore, SuppressesWhatSomebodyAnswersFor) {
  const std::string_view key = "const key = \"{{key:groq-api-key}}\";\n";
  const struct {
    std::string_view ignores;
    std::size_t suppressed;
  } rows[] = {
      {R"([{"rule":"key/groq-api-key","reason":"a test account"}])", 1},
      {R"([{"path":"dist/*.js","reason":"a test account"}])", 1},
      {R"([{"path":"src/*.js","reason":"a test account"}])", 0},
      {R"([{"rule":"key/groq-api-key","path":"src/**","reason":"a test account"}])", 0},
      {R"([{"rule":"key/groq-api-key","reason":"x","until":"2026-05-01"}])", 1},
      {R"([{"rule":"key/groq-api-key","reason":"x","until":"2026-04-30"}])", 0},
  };
  for (const auto& row : rows) {
    const std::string options =
        R"({"mode":"scan","today":"2026-05-01","ignores":)" + std::string(row.ignores) + "}";
    const Report report = report_of(options, {.uri = "dist/app.js"}, key);
    EXPECT_EQ(report.suppressed.size(), row.suppressed) << row.ignores;
    EXPECT_EQ(report.findings.size(), 1 - row.suppressed) << row.ignores;
    for (const Suppressed& one : report.suppressed) EXPECT_EQ(one.by, "config");
  }
  for (const std::string_view wrong : {R"([{"rule":"key/x"}])", R"([{"reason":"all of them"}])",
                                       R"([{"rule":"key/x","reason":"y","until":"soon"}])"}) {
    EXPECT_FALSE(parse_options(R"({"ignores":)" + std::string(wrong) + "}")) << wrong;
  }
}

TEST(Ignore, TrustsAMarkerInASourceOfOnesOwnOnly) {
  const std::string_view text =
      "// stoprule-ignore-next-line -- a test account\nkey = \"{{key:groq-api-key}}\"\n";
  EXPECT_EQ(report_of(R"({"mode":"scan"})", {.uri = "dist/app.js"}, text).findings.size(), 1u);
  const Report own = report_of(R"({"mode":"scan"})", {.uri = "app.js", .first_party = true}, text);
  EXPECT_TRUE(own.findings.empty());
  ASSERT_EQ(own.suppressed.size(), 1u);
  EXPECT_EQ(own.suppressed[0].by, "inline");
  EXPECT_EQ(own.suppressed[0].reason, "a test account");
}

TEST(Ignore, MasksAKeyInAReason) {
  const CatalogData& catalog = Catalog::builtin().data();
  const std::string other = with_made_keys(catalog, "{{key:groq-api-key:2}}");
  const std::string_view key = "key = \"{{key:groq-api-key}}\"\n";
  const std::string marker = "// stoprule-ignore-next-line -- not " + other + "\n";
  const Report own = report_of(R"({"mode":"scan"})", {.uri = "app.js", .first_party = true},
                               marker + std::string(key));
  const std::string options =
      R"({"mode":"scan","ignores":[{"path":"app.js","reason":"not )" + other + "\"}]}";
  for (const Report& report : {own, report_of(options, {.uri = "app.js"}, key)}) {
    ASSERT_EQ(report.suppressed.size(), 1u);
    EXPECT_TRUE(report.suppressed[0].reason.starts_with("not gsk_****")) << "or it is lost";
    for (const std::string_view format : formats())
      EXPECT_EQ(render(report, format)->find(other.substr(8, 8)), std::string::npos) << format;
  }
}

}  // namespace
}  // namespace stoprule
