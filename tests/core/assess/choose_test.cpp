#include <gtest/gtest.h>

#include <string>
#include <string_view>

#include "catalog/catalog_data.h"
#include "stoprule/stoprule.h"

namespace stoprule {
namespace {

std::string chosen(std::string_view answers, std::string_view language = "en") {
  const Result<std::string> result = choose(Catalog::builtin(), answers, language);
  return result ? *result : "error";
}

TEST(Choose, AsksUntilTheRouteIsKnown) {
  EXPECT_NE(chosen("{}").find(R"("id":"need")"), std::string::npos);
  EXPECT_NE(chosen(R"({"need":"try_out"})").find(R"("id":"data")"), std::string::npos);
}

struct Row {
  std::string_view answers, route;
};
constexpr Row kRows[] = {
    {R"({"need":"production"})", "official_platform"},
    {R"({"need":"by_hand"})", "app_access"},
    {R"({"need":"users_pay"})", "user_pays"},
    {R"({"need":"no_cost"})", "open_weight"},
    {R"({"need":"found_key"})", "copied_key"},
    {R"({"need":"try_out","data":"sensitive"})", "official_platform"},
    {R"({"need":"try_out","data":"harmless","credit":"have_credit"})", "trial_credit"},
    {R"({"need":"try_out","data":"harmless","credit":"no_credit"})", "provider_route"},
};
TEST(Choose, EndsInARoute) {
  for (const Row& row : kRows) {
    const std::string route = R"("route":")" + std::string(row.route) + '"';
    EXPECT_NE(chosen(row.answers).find(route), std::string::npos) << chosen(row.answers);
  }
}

TEST(Choose, RefusesWhatWasNotAsked) {
  EXPECT_EQ(chosen(R"({"need":"everything"})"), "error");
  EXPECT_EQ(chosen(R"({"credit":"no_credit"})"), "error");
  EXPECT_EQ(chosen("[]"), "error");
}

TEST(Choose, SpeaksChinese) { EXPECT_NE(chosen("{}", "zh"), chosen("{}", "en")); }

TEST(Explain, KnowsWhatReportsName) {
  for (const std::string_view id : {"openai", "copied_key", "owner", "unlimited_use", "check.limit",
                                    "reason.shared_key", "diagnosis.rate_limit"}) {
    EXPECT_TRUE(explain(Catalog::builtin(), id, "en")) << id;
  }
  EXPECT_FALSE(explain(Catalog::builtin(), "no-such-thing", "en"));
  const Result<std::string> part = explain(Catalog::builtin(), "unlimited", "en");
  ASSERT_FALSE(part);
  EXPECT_NE(part.error().message.find("unlimited_use"), std::string::npos) << part.error().message;
}

// Every id that a report can hold, so that nobody is told "no such id" of what was just read.
TEST(Explain, KnowsEveryRowOfTheCatalog) {
  const CatalogData& catalog = Catalog::builtin().data();
  for (const KeyRule& rule : catalog.rules)
    EXPECT_TRUE(explain(Catalog::builtin(), "key/" + std::string(rule.id), "en")) << rule.id;
  for (const Vendor& vendor : catalog.vendors)
    EXPECT_TRUE(explain(Catalog::builtin(), vendor.id, "en")) << vendor.id;
  for (const Concept& entry : catalog.claims.concepts)
    EXPECT_TRUE(explain(Catalog::builtin(), entry.id, "en")) << entry.id;
  for (const std::string_view id :
       {"official_platform", "app_access", "trial_credit", "provider_route", "user_pays",
        "open_weight", "copied_key", "unknown", "none", "owner", "payer", "limits", "terms",
        "support", "conflict.plain_http", "conflict.looks_like_vendor", "production.budget",
        "next.stop.copied_key", "own/secret"}) {
    EXPECT_TRUE(explain(Catalog::builtin(), id, "en")) << id;
  }
}

TEST(Explain, SaysWhatAnErrorMeansAndWhereItsFormsAreStated) {
  for (const ErrorForm& form : Catalog::builtin().data().errors.forms) {
    const Result<std::string> error = explain(Catalog::builtin(), form.id, "en");
    ASSERT_TRUE(error) << form.id;
    for (const std::string_view field : {R"("kind":"diagnosis")", R"("limit_owner":")",
                                         R"("fix":")", R"("forms":[)", R"("sources":["https://)"})
      EXPECT_NE(error->find(field), std::string::npos) << form.id << ": " << *error;
  }
}

TEST(Explain, GivesARulesSource) {
  const Result<std::string> rule = explain(Catalog::builtin(), "key/tavily-api-key", "en");
  ASSERT_TRUE(rule);
  EXPECT_NE(rule->find(R"("source":"https://)"), std::string::npos) << *rule;
  EXPECT_NE(rule->find(R"("made_up":"tvly-)"), std::string::npos) << *rule;
}

TEST(Explain, SaysWhatEveryWordOfAReportMeans) {
  for (const std::string_view id :
       {"level.stop", "state.claimed", "validity.checksum", "exposure.conditional", "severity.note",
        "status.attributed", "limit_owner.billing", "owner", "provider_route"}) {
    const Result<std::string> word = explain(Catalog::builtin(), id, "zh");
    ASSERT_TRUE(word) << id;
    EXPECT_NE(word->find(R"("meaning":)"), std::string::npos) << *word;
  }
}

}  // namespace
}  // namespace stoprule
