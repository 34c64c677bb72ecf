#include "prose/diagnosis.h"

#include <gtest/gtest.h>

#include <string_view>

#include "catalog/catalog_data.h"
#include "prose/word_index.h"
#include "stoprule/stoprule.h"

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
    // OpenAI: body, SDK exception, headers
    {R"({"error":{"message":"Incorrect API key provided: ***","code":"invalid_api_key"}})",
     "invalid_key", "credential", "openai"},
    {"openai.OpenAIError: The api_key client option must be set", "missing_key", "credential", ""},
    {"OpenAIError: The OPENAI_API_KEY environment variable is missing or empty", "missing_key",
     "credential", ""},
    {"RateLimitError: 429 reached for gpt-4o on requests per min (RPM): Limit 3",
     "rate_limit_requests", "rate_limit", ""},
    {"Error code: 403 - Project `p` does not have access to model `gpt-4o`", "project_access",
     "permission", "openai"},
    {R"({"error":{"message":"The model `m` does not exist or you do not have access to it."}})",
     "model_access", "model_access", "openai"},
    {R"({"error":{"message":"it failed","type":"server_error"}})", "server_error", "provider", ""},
    {R"({"error":{"code":"unsupported_country_region_territory"}})", "region_not_supported",
     "permission", ""},
    // Azure
    {R"({"error":{"code":"401","message":"Access denied due to invalid subscription key or wrong API endpoint."}})",
     "invalid_key", "credential", "azure-openai"},
    {R"({"error":{"code":"429","message":"Requests have exceeded token rate limit of your current OpenAI S0 pricing tier."}})",
     "rate_limit", "rate_limit", "azure-openai"},
    {R"({"error":{"code":"PermissionDenied","message":"no"}})", "permission_denied", "permission",
     "azure-openai"},
    {"error: (InsufficientQuota) this needs more capacity", "quota_exceeded", "usage_limit",
     "azure-openai"},
    {R"({"error":{"code":"content_filter","message":"filtered"}})", "content_filter", "request",
     "azure-openai"},
    // Anthropic
    {R"({"type":"error","error":{"type":"authentication_error","message":"invalid x-api-key"}})",
     "invalid_key", "credential", "anthropic"},
    {R"({"type":"error","error":{"type":"permission_error","message":"no"}})", "permission_denied",
     "permission", "anthropic"},
    {R"({"error":{"message":"You have reached your specified API usage limits."}})",
     "usage_limit_reached", "usage_limit", "anthropic"},
    {R"({"error":{"message":"This credential is only authorized for use with Claude Code"}})",
     "app_credential", "permission", "anthropic"},
    {"API Error: 401 OAuth token has expired. exception", "credential_expired", "credential",
     "anthropic"},
    {"HTTP/2 429\nanthropic-ratelimit-requests-remaining: 0\nretry-after: 12\n",
     "rate_limit_requests", "rate_limit", ""},
    // Gemini says OpenAI's words beside a code of its own.
    {R"({"error":{"message":"You exceeded your current quota, please check your plan and billing details.","status":"RESOURCE_EXHAUSTED"}})",
     "quota_exceeded", "usage_limit", "google-gemini"},
    {R"({"error":{"message":"API key not valid. Please pass a valid API key."}})", "invalid_key",
     "credential", "google-gemini"},
    {R"({"error":{"message":"User location is not supported for the API use."}})",
     "region_not_supported", "permission", ""},
    {"google.api_core.exceptions: 429 quotaId: GenerateRequestsPerDay", "rate_limit_daily",
     "rate_limit", ""},
    // Mistral, Groq, OpenRouter, DeepSeek
    {R"({"object":"error","message":"Requests rate limit exceeded","code":"1300"})", "rate_limit",
     "rate_limit", ""},
    {R"({"object":"error","message":"Invalid model: m","type":"invalid_model"})", "model_not_found",
     "model_access", ""},
    {"groq.RateLimitError: error code: 429 on tokens per minute (TPM): Limit 6000",
     "rate_limit_tokens", "rate_limit", ""},
    {R"({"error":{"code":"organization_restricted"}})", "account_restricted", "permission", "groq"},
    {R"({"error":{"message":"No auth credentials found","code":401}})", "missing_key", "credential",
     ""},
    {R"({"error":{"message":"Insufficient credits. Add more","code":402}})", "credit_exhausted",
     "credit", "openrouter"},
    {R"({"error":{"message":"No endpoints found matching your data policy","code":404}})",
     "data_policy", "permission", "openrouter"},
    {R"({"error":{"message":"Key limit exceeded total limit","code":403}})", "usage_limit_reached",
     "usage_limit", "openrouter"},
    {R"({"error":{"message":"Model Not Exist"}})", "model_not_found", "model_access", ""},
    // Bedrock
    {"An error occurred (AccessDeniedException): You don't have access to the model with the "
     "specified model ID.",
     "model_access", "model_access", "aws-bedrock"},
    {"botocore AccessDeniedException: not authorized to perform bedrock:InvokeModel",
     "permission_denied", "permission", "aws-bedrock"},
    {"An error occurred (ExpiredTokenException) when calling Converse", "credential_expired",
     "credential", "aws-bedrock"},
    {"ValidationException: Invocation of m with on-demand throughput isn't supported.",
     "inference_profile", "request", "aws-bedrock"},
    {"botocore.exceptions.NoCredentialsError: Unable to locate credentials", "missing_key",
     "credential", ""},
    // relays and gateways
    {R"({"error":{"code":"model_not_found","message":"No available channel for model m"}})",
     "relay_channel", "provider", ""},
    {R"({"error":{"message":"openai_error","type":"bad_response_status_code"}})", "relay_channel",
     "provider", ""},
    {R"({"error":{"message":"当前分组上游负载已饱和，请稍后再试"}})", "relay_channel", "provider",
     ""},
    {R"({"error":{"message":"Invalid token (request id: x","type":"new_api_error"}})",
     "invalid_key", "credential", ""},
    {R"({"error":{"message":"no","type":"budget_exceeded"}})", "usage_limit_reached", "usage_limit",
     "litellm-proxy"},
    // curl
    {"curl: (22) The requested URL returned error: 429", "rate_limit", "rate_limit", ""},
    {"< HTTP/2 401\n< content-type: application/json\n", "invalid_key", "credential", ""},
    {"SyntaxError: Invalid token near line 3", "", "", ""},
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
