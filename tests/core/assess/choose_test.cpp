#include <gtest/gtest.h>

#include <string>
#include <string_view>

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
