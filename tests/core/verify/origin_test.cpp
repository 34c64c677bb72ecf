#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

#include "made/made_key.h"
#include "stoprule/stoprule.h"

namespace stoprule {
namespace {

struct Part {
  DocumentInfo info;
  std::string_view text;
};

Report report_of(const std::vector<Part>& parts, std::string_view options = R"({"mode":"scan"})") {
  Audit audit = std::move(*Audit::open(Catalog::builtin(), *parse_options(options)));
  for (const Part& part : parts) {
    EXPECT_TRUE(audit.begin(part.info));
    EXPECT_TRUE(audit.feed(with_made_keys(Catalog::builtin().data(), part.text)));
    EXPECT_TRUE(audit.end());
  }
  return *audit.finish();
}

const DocumentInfo kBundle{.uri = "dist/app.js"};
DocumentInfo origin(std::string uri, bool first_party = true) {
  return {.uri = std::move(uri), .role = Role::kOrigin, .first_party = first_party};
}
DocumentInfo mappings(std::vector<std::string> sources) {
  return {.uri = "dist/app.js.map",
          .role = Role::kOrigin,
          .kind = DocumentKind::kMappings,
          .maps = "dist/app.js",
          .sources = std::move(sources)};
}
constexpr std::string_view kShipped = "const k=\"{{key:groq-api-key}}\";\n";

TEST(Origin, NamesTheEnvFileTheVariableAndItsUse) {
  const Report report =
      report_of({{kBundle, kShipped},
                 {origin(".env.production"), "# keys\nVITE_GROQ_KEY={{key:groq-api-key}}\n"},
                 {origin("src/llm.ts"),
                  "import x from 'y';\nuse(import.meta.env.VITE_GROQ_KEY, VITE_GROQ_KEY);\n"}});
  ASSERT_EQ(report.findings.size(), 1u);
  const Finding& finding = report.findings[0];
  ASSERT_EQ(finding.original.size(), 2u);
  EXPECT_EQ(finding.original[0].how, OriginKind::kValue);
  EXPECT_EQ(finding.original[0].through, "VITE_GROQ_KEY");
  EXPECT_EQ(finding.original[0].location.line, 2u);
  EXPECT_EQ(finding.original[1].how, OriginKind::kUse);
  EXPECT_EQ(finding.original[1].through, "import.meta.env.VITE_GROQ_KEY");
  EXPECT_EQ(finding.original[1].location.column, 5u);
  EXPECT_NE(finding.message.text.find("baked in from .env.production:2 through "
                                      "import.meta.env.VITE_GROQ_KEY at src/llm.ts:2"),
            std::string::npos)
      << finding.message.text;
}

TEST(Origin, SaysWhetherTheNameOrWhatIsDoneWithTheValueMakesItPublic) {
  const auto told = [](std::string_view env) {
    const Report report = report_of({{kBundle, kShipped}, {origin(".env"), env}});
    return report.findings.at(0).message.text;
  };
  EXPECT_NE(told("VITE_KEY={{key:groq-api-key}}\n").find("without a public prefix"),
            std::string::npos);
  EXPECT_NE(told("SERVER_KEY={{key:groq-api-key}}\n").find("hands its value to a page"),
            std::string::npos);
}

TEST(Origin, FindsANameThatIsImportedFromTheEnvironment) {
  const auto uses = [](std::string_view source) {
    const Report report = report_of({{kBundle, kShipped},
                                     {origin(".env"), "PUBLIC_KEY={{key:groq-api-key}}\n"},
                                     {origin("src/a.svelte"), source}});
    return report.findings.at(0).original.size() - 1;
  };
  EXPECT_EQ(uses("import { PUBLIC_KEY } from \"$env/static/public\";\nuse(PUBLIC_KEY);\n"), 1u);
  EXPECT_EQ(uses("import {A, PUBLIC_KEY,\n  B_2,\n} from 'astro:env/client';"), 1u);
  EXPECT_EQ(uses("import { PUBLIC_KEY } from \"./settings\";\nuse(PUBLIC_KEY);\n"), 0u);
  EXPECT_EQ(uses("f({ PUBLIC_KEY: 1 }); from = \"$env/\""), 0u);
  EXPECT_EQ(uses("use(PUBLIC_KEY"), 0u);
}

TEST(Origin, NamesTheEntryOfABundlersDefine) {
  const Report report =
      report_of({{kBundle, kShipped},
                 {origin("vite.config.js"),
                  "define: {\n  __LLM_KEY__: JSON.stringify(\"{{key:groq-api-key}}\"),\n},\n"}});
  ASSERT_EQ(report.findings.size(), 1u);
  ASSERT_EQ(report.findings[0].original.size(), 1u);
  EXPECT_EQ(report.findings[0].original[0].through, "__LLM_KEY__");
}

TEST(Origin, FollowsASourceMapToItsSource) {
  // Line 0, column 8 of the bundle comes from line 2, column 12 of the second source.
  const Report report = report_of(
      {{kBundle, kShipped},
       {mappings({"src/a.ts", "src/b.ts"}), "AAAA,QCEY"},
       {origin("src/b.ts"), "one\n\nconst key = \"{{key:groq-api-key}}\" // \xC3\xA9\n"}});
  ASSERT_EQ(report.findings.size(), 1u);
  const std::vector<Origin>& original = report.findings[0].original;
  ASSERT_EQ(original.size(), 2u);
  for (const Origin& one : original) {
    EXPECT_EQ(report.documents[one.location.document].uri, "src/b.ts");
    EXPECT_EQ(one.location.line, 3u);
    EXPECT_EQ(one.through, "key");
    EXPECT_NE(one.excerpt.find("gsk_********"), std::string::npos) << one.excerpt;
  }
  EXPECT_EQ(original[1].how, OriginKind::kMapped);
  EXPECT_EQ(original[1].location.column, 13u);
}

TEST(Origin, DoesNotFollowAMapIntoAPackageWhereTheValueStandsElsewhere) {
  const Part map{mappings({"node_modules/x/index.js", "src/b.ts"}), "AAAA,QAEY"};
  const Part source{origin("src/b.ts"), "const key = \"{{key:groq-api-key}}\"\n"};
  const Report report = report_of({{kBundle, kShipped}, map, source});
  ASSERT_EQ(report.findings.at(0).original.size(), 1u);
  EXPECT_EQ(report.findings[0].original[0].how, OriginKind::kValue);
  const Report alone = report_of({{kBundle, kShipped}, map});
  EXPECT_EQ(alone.findings.at(0).original.size(), 1u);
}

TEST(Origin, NamesASourceThatTheMapDoesNotHold) {
  const Report report =
      report_of({{kBundle, kShipped}, {mappings({"src/a.ts", "src/b.ts"}), "AAAA,QCEY"}});
  const Origin& mapped = report.findings[0].original.at(0);
  EXPECT_EQ(report.documents[mapped.location.document].uri, "src/b.ts");
  EXPECT_EQ(mapped.location.line, 3u);
  EXPECT_TRUE(mapped.excerpt.empty());
}

TEST(Origin, AMarkerWhereTheValueStandsSuppressesInASourceOfOnesOwnOnly) {
  const std::string_view env =
      "# stoprule-ignore-next-line -- a test account\nKEY={{key:groq-api-key}}\n";
  EXPECT_EQ(report_of({{kBundle, kShipped}, {origin(".env"), env}}).suppressed.size(), 1u);
  EXPECT_EQ(report_of({{kBundle, kShipped}, {origin(".env", false), env}}).findings.size(), 1u);
}

TEST(Origin, ShowsNoOtherSecretThatStandsNearby) {
  const Report report = report_of(
      {{kBundle,
        "a=\"{{key:groq-api-key}}\";\nb=\"{{key:anthropic-api-key}}\";c=\"correct horse battery\""},
       {origin("src/a.ts"),
        "f(\"{{key:groq-api-key}}\",\"{{key:anthropic-api-key}}\",\"correct horse battery\")\n"}},
      R"({"mode":"scan","secrets":[{"name":"PASS","value":"correct horse battery"}]})");
  ASSERT_EQ(report.findings.size(), 3u);
  for (const Finding& finding : report.findings) {
    ASSERT_EQ(finding.original.size(), 1u);
    EXPECT_EQ(finding.original[0].excerpt.find("horse"), std::string::npos)
        << finding.original[0].excerpt;
    EXPECT_EQ(finding.context.find("horse"), std::string::npos) << finding.context;
  }
}

TEST(OwnSecrets, AreFoundExactlyAndEncoded) {
  const std::string_view options =
      R"({"mode":"scan","secrets":[{"name":"PASS","value":"p\"ss w\u00f6rd&1","file":".env"}]})";
  const struct {
    std::string_view text, hidden_by;
  } rows[] = {
      {"x='p\"ss w\xC3\xB6rd&1'", ""},
      {"x=\"p\\\"ss w\xC3\xB6rd&1\"", "escapes"},
      {"atob('cCJzcyB3w7ZyZCYx')", "base64"},
      {"atob('eHAic3Mgd8O2cmQmMXk=')", "base64"},
      {"atob('eHhwInNzIHfDtnJkJjF5eQ==')", "base64"},
      {"?q=p%22ss%20w%C3%B6rd%261", "percent"},
      {"?q=p%22ss%20w%c3%b6rd%261", "percent"},
      {"?q=%70%22%73%73%20%77%C3%B6%72%64%26%31", "percent"},
      {"<p>p&quot;ss w\xC3\xB6rd&amp;1</p>", "html"},
      {"'7022737320"
       "77c3b672642631'",
       "hex"},
      {"'7022737320"
       "77C3B672642631'",
       "hex"},
  };
  for (const auto& row : rows) {
    const Report report = report_of({{kBundle, row.text}}, options);
    ASSERT_EQ(report.findings.size(), 1u) << row.text;
    EXPECT_EQ(report.findings[0].rule_id, "own/secret");
    EXPECT_EQ(report.findings[0].hidden_by, row.hidden_by) << row.text;
    EXPECT_EQ(report.findings[0].validity, Validity::kExact);
    EXPECT_EQ(report.findings[0].context.find("ss w"), std::string::npos);
  }
}

TEST(OwnSecrets, ThatAKeyRuleKnowsAreOneFinding) {
  const std::string value = with_made_keys(Catalog::builtin().data(), "{{key:groq-api-key}}");
  const Report report =
      report_of({{kBundle, kShipped}},
                R"({"mode":"scan","secrets":[{"name":"GROQ","value":")" + value + R"("}]})");
  ASSERT_EQ(report.findings.size(), 1u);
  EXPECT_EQ(report.findings[0].rule_id, "key/groq-api-key");
  EXPECT_EQ(report.findings[0].facts.back().value, "GROQ");
}

TEST(OwnSecrets, TellWhatIsNotLookedFor) {
  const Report report =
      report_of({{kBundle, "true 3000 production https://api.example.com/v1"}}, R"({
    "mode":"scan","secrets":[
      {"name":"DEBUG","value":"true"},{"name":"PORT","value":"30003000"},
      {"name":"MODE","value":"production"},{"name":"URL","value":"https://api.example.com/v1"},
      {"name":"EMPTY","value":""}]})");
  EXPECT_TRUE(report.findings.empty());
  ASSERT_EQ(report.incomplete.size(), 5u);
  for (const Incomplete& one : report.incomplete) {
    EXPECT_EQ(one.message.id, "incomplete.value");
    EXPECT_EQ(one.left, 0u);
  }
}

}  // namespace
}  // namespace stoprule
