#include "prose/diagnosis.h"

#include <gtest/gtest.h>

#include <string_view>

#include "catalog/catalog_data.h"
#include "stoprule/stoprule.h"
#include "prose/word_index.h"

namespace stoprule {
namespace {

struct Row {
  std::string_view text, id, owner, vendor;  // id empty: nothing is told
};
constexpr Row kRows[] = {
    {R"({"error":{"message":"no more","type":"insufficient_quota","code":"insufficient_quota"}})",
     "insufficient_quota", "billing", "openai"},
    {"openai.RateLimitError: Error code: 429 - {'error': {'code': 'billing_hard_limit_reached'}}",
     "billing_hard_limit", "usage_limit", "openai"},
    {R"({"type":"error","error":{"type":"overloaded_error","message":"busy"}})", "overloaded",
     "provider", "anthropic"},
    {"anthropic.BadRequestError: Your credit balance is too low to access the API.",
     "credit_exhausted", "credit", "anthropic"},
    {R"({"error":{"code":429,"status":"RESOURCE_EXHAUSTED"}})", "quota_exceeded", "usage_limit",
     "google-gemini"},
    {"botocore.errorfactory.ThrottlingException: an error occurred, exception", "rate_limit",
     "rate_limit", "aws-bedrock"},
    {R"({"error":{"code":"DeploymentNotFound"}})", "model_access", "model_access", "azure-openai"},
    {R"({"error":{"message":"Insufficient Balance","code":"invalid_request_error"}})",
     "credit_exhausted", "credit", "deepseek"},
    {R"({"error":{"message":"用户额度不足"}})", "relay_quota", "credit", ""},
    {"HTTP/1.1 429 Too Many Requests\r\nretry-after: 20\r\n", "rate_limit", "rate_limit", ""},
    {"HTTP/2 429\nx-ratelimit-remaining-tokens: 0\n", "rate_limit_tokens", "rate_limit", ""},
    {"HTTP/1.1 401 Unauthorized", "invalid_key", "credential", ""},
    {"Order 401 ships on Monday.", "", "", ""},
    {"Chapter 429 explains rate limits and why insufficient_quota_total is a bad name.", "", "",
     ""},
};

TEST(Diagnosis, NamesTheLimitsOwner) {
  for (const Row& row : kRows) {
    const Text text(0, "", row.text);
    const std::vector<DiagnosisHit> hits = Catalog::builtin().words().errors().find(text);
    if (row.id.empty()) {
      EXPECT_TRUE(hits.empty()) << row.text;
      continue;
    }
    ASSERT_FALSE(hits.empty()) << row.text;
    EXPECT_EQ(hits.front().id, row.id) << row.text;
    EXPECT_EQ(hits.front().owner, row.owner) << row.text;
    EXPECT_EQ(hits.front().vendor, row.vendor) << row.text;
  }
}

TEST(Diagnosis, TellsAGeneralFormOnlyAlone) {
  const Text text(0, "", "Error code: 429 - {'error': {'code': 'insufficient_quota'}}");
  const std::vector<DiagnosisHit> hits = Catalog::builtin().words().errors().find(text);
  ASSERT_EQ(hits.size(), 1u);
  EXPECT_EQ(hits.front().id, "insufficient_quota");
}

TEST(Diagnosis, EveryFormHasItsMessagesAndNoneSaysMakeAnotherKey) {
  const CatalogData& catalog = Catalog::builtin().data();
  for (const char* language : {"en", "zh"}) {
    const Phrasebook phrasebook(catalog.messages, language);
    for (const ErrorForm& form : catalog.errors.forms) {
      const std::string id = "diagnosis." + std::string(form.id);
      EXPECT_NE(phrasebook.text(id), id) << language;
      const std::string fix = phrasebook.text(id + ".fix");
      EXPECT_NE(fix, id + ".fix") << language;
      EXPECT_EQ(fix.find("another key"), std::string::npos) << fix;
      EXPECT_TRUE(form.vendor.empty() || catalog.vendor(form.vendor) != nullptr) << form.vendor;
    }
  }
}

}  // namespace
}  // namespace stoprule
