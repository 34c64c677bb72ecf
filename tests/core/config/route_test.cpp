#include "config/route.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <string_view>

#include "stoprule/stoprule.h"
#include "text/names.h"

namespace stoprule {
namespace {

const CatalogData& catalog() { return Catalog::builtin().data(); }

EndpointHit endpoint(std::string_view host, std::string_view path = "", std::string_view model = "",
                     std::uint16_t port = 0) {
  EndpointHit hit;
  hit.scheme = "https";
  hit.host = host;
  hit.path = path;
  hit.model = model;
  hit.port = port;
  return hit;
}
std::string_view id_of(std::uint32_t vendor) {
  return vendor == kNoVendor ? std::string_view() : catalog().vendors[vendor].id;
}
bool has(const RouteMatch& match, std::string_view id) {
  return std::find(match.conflicts.begin(), match.conflicts.end(), id) != match.conflicts.end();
}

struct Case {
  std::string_view host, path, model;
  std::uint16_t port;
  std::string_view vendor, route;
};
constexpr Case kCases[] = {
    {"api.openai.com", "/v1", "", 0, "openai", "official_platform"},
    {"API.OpenAI.com", "/v1", "", 0, "openai", "official_platform"},
    {"my-team.openai.azure.com", "/openai", "", 0, "azure-openai", "provider_route"},
    {"bedrock-runtime.eu-west-1.amazonaws.com", "", "", 0, "aws-bedrock", "provider_route"},
    {"api.groq.com", "/openai/v1", "", 0, "groq", "provider_route"},
    {"chatgpt.com", "/backend-api/codex/responses", "", 0, "openai-codex-subscription",
     "app_access"},
    {"localhost", "/v1", "llama3", 11434, "ollama", "open_weight"},
    {"127.0.0.1", "/v1", "llama3", 11434, "ollama", "open_weight"},
    {"127.0.0.1", "/v1", "gpt-4o", 9000, "", "user_pays"},
    {"10.0.0.7", "/v1", "llama-3-8b", 8000, "", "open_weight"},
    {"relay.example", "/v1", "", 0, "", "unknown"},
};

TEST(Route, FollowsHostThenPathThenModel) {
  for (const Case& row : kCases) {
    const RouteMatch match =
        match_route(catalog(), endpoint(row.host, row.path, row.model, row.port), "");
    EXPECT_EQ(id_of(match.vendor), row.vendor) << row.host;
    EXPECT_EQ(name_of(match.route), row.route) << row.host;
  }
}

TEST(Route, NamesWhoALookAlikeIsNot) {
  for (const std::string_view host :
       {"api.openai-proxy.org", "api.openai.com.evil.example", "api.0penai.com",
        "xn--pi-6kc.openai.com.example", "\xd0\xb0pi.openai.com", "api.open-ai.example",
        "api-openai.com", "apiopenai.com", "api.opena1.com", "api.opeani.com", "api.openaii.com",
        "api.xn--penai-iye.com"}) {
    const RouteMatch match = match_route(catalog(), endpoint(host, "/v1"), "");
    EXPECT_NE(id_of(match.vendor), "openai") << host;
    EXPECT_EQ(id_of(match.looks_like), "openai") << host;
    EXPECT_TRUE(has(match, "conflict.looks_like_vendor")) << host;
  }
  for (const std::string_view host :
       {"api.anthroplc.com", "api.anthrophic.com", "api.claude-anthropic.com",
        "api.anthropic.com.evil.example"}) {
    EXPECT_EQ(id_of(match_route(catalog(), endpoint(host, "/v1"), "").looks_like), "anthropic")
        << host;
  }
  EXPECT_EQ(
      id_of(match_route(catalog(), endpoint("generativelanguage.googleapls.com"), "").looks_like),
      "google-gemini");
  for (const std::string_view host : {"api.openai.com", "relay.example", "console.groq.com",
                                      "192.0.2.7", "api.openapi.com", "eu.api.openai.com"}) {
    EXPECT_EQ(match_route(catalog(), endpoint(host), "").looks_like, kNoVendor) << host;
  }
}

TEST(Route, SaysWhatContradictsWhat) {
  EndpointHit hit = endpoint("relay.example", "/https://api.openai.com/v1");
  hit.vendor = "anthropic";
  hit.compatible = true;
  hit.scheme = "http";
  hit.key_in_url = true;
  hit.decoy = "api.openai.com";
  const RouteMatch match = match_route(catalog(), hit, "");
  for (const std::string_view id :
       {"conflict.says_vendor_host_is_other", "conflict.nested_upstream", "conflict.plain_http",
        "conflict.key_in_url", "conflict.user_info_decoy"}) {
    EXPECT_TRUE(has(match, id)) << id;
  }
  EXPECT_EQ(match.route, RouteId::kProviderRoute);
  EXPECT_TRUE(has(match_route(catalog(), endpoint("192.0.2.7"), ""), "conflict.bare_ip"));
  EXPECT_TRUE(has(match_route(catalog(), endpoint("localhost", "/v1", "claude-sonnet-4", 9000), ""),
                  "conflict.local_with_subscription_models"));
  EXPECT_TRUE(has(match_route(catalog(), endpoint("api.openai.com"), "sk-ant-api03-"),
                  "conflict.other_vendors_key"));
  EXPECT_TRUE(has(match_route(catalog(), endpoint("api.groq.com", "/openai/v1"), "sk-ant-api03-"),
                  "conflict.other_vendors_key"));
}

TEST(Route, NamesAnUpstreamInThePath) {
  for (const std::string_view path :
       {"/https://api.openai.com/v1", "/https/api.openai.com/v1",
        "/proxy/https://api.openai.com/v1", "/https%3A%2F%2Fapi.openai.com/v1",
        "/api.openai.com/v1", "/proxy/api.anthropic.com"}) {
    EXPECT_TRUE(has(match_route(catalog(), endpoint("relay.example", path), ""),
                    "conflict.nested_upstream"))
        << path;
  }
  EXPECT_FALSE(has(match_route(catalog(), endpoint("relay.example", "/v1.1/chat/completions"), ""),
                   "conflict.nested_upstream"));
}

TEST(Route, TakesANumberForTheAddressThatItIs) {
  for (const std::string_view host : {"3405803785", "0xcb007109", "[2001:db8::1]"}) {
    const RouteMatch match = match_route(catalog(), endpoint(host, "/v1"), "");
    EXPECT_TRUE(has(match, "conflict.bare_ip")) << host;
    EXPECT_FALSE(match.local) << host;
  }
  for (const std::string_view host : {"2130706433", "0x7f000001", "127.0.0.1", "[::1]", "ollama"})
    EXPECT_TRUE(match_route(catalog(), endpoint(host, "/v1"), "").local) << host;
}

TEST(Route, FindsNothingWrongWithAVendorsOwn) {
  EndpointHit hit = endpoint("api.openai.com", "/v1", "gpt-4o");
  hit.vendor = "openai";
  EXPECT_TRUE(match_route(catalog(), hit, "sk-proj-").conflicts.empty());
  hit = endpoint("api.groq.com", "/openai/v1", "llama-3.1-8b-instant");
  hit.vendor = "openai";
  hit.compatible = true;
  EXPECT_TRUE(match_route(catalog(), hit, "gsk_").conflicts.empty());
}

TEST(Route, EveryConflictHasItsSentence) {
  const Phrasebook phrases(catalog().messages, "en");
  for (const std::string_view id :
       {"conflict.says_vendor_host_is_other", "conflict.looks_like_vendor",
        "conflict.user_info_decoy", "conflict.nested_upstream",
        "conflict.local_with_subscription_models", "conflict.other_vendors_key",
        "conflict.plain_http", "conflict.bare_ip", "conflict.key_in_url",
        "conflict.retired_host"}) {
    EXPECT_NE(phrases.text(id), id);
  }
}

}  // namespace
}  // namespace stoprule
