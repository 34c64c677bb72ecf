#include "config/endpoint.h"

#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

#include "prose/word_index.h"
#include "stoprule/stoprule.h"
#include "text/names.h"

namespace stoprule {
namespace {

std::vector<EndpointHit> read(std::string_view text, std::string_view uri = "") {
  return Catalog::builtin().words().endpoints().read(Text(0, uri, text));
}

// Made here, so that no key-shaped text stands in the repository.
std::string made_key() {
  std::string key = "sk-";
  for (unsigned i = 0, x = 7; i < 40; ++i, x = x * 37 + 11) key += "aB3cD5eF7gH9jK2m"[x % 16];
  return key;
}
std::string with_key(std::string text) {
  for (std::size_t at = text.find("KEY!"); at != std::string::npos; at = text.find("KEY!")) {
    text.replace(at, 4, made_key());
  }
  return text;
}

// "host:port/path vendor's-key-source model flags", one an endpoint.
std::string shown(const EndpointHit& hit) {
  std::string out = hit.host;
  if (hit.port != 0) out += ":" + std::to_string(hit.port);
  out += hit.path + " " + std::string(name_of(hit.key_source));
  if (!hit.model.empty()) out += " " + hit.model;
  if (hit.host_implied) out += " implied";
  if (hit.in_front_end) out += " front";
  if (!hit.configured) out += " mention";
  return out;
}
std::string shown(std::string_view text, std::string_view uri = "") {
  std::string out;
  for (const EndpointHit& hit : read(text, uri)) out += (out.empty() ? "" : "; ") + shown(hit);
  return out;
}

struct Case {
  std::string_view name, text, expected, uri = "";
};

constexpr Case kCases[] = {
    {"a sentence that gives an address",
     "GPT for everybody: change the base URL to https://relay.example/v1 and go.",
     "relay.example/v1 none"},
    {"an address in Chinese", "免费 GPT\n接口地址：https://relay.example/v1\n",
     "relay.example/v1 none"},
    {"an address of another kind of API", "Weather: the base URL is https://relay.example/v1.", ""},
    {"a link in a sentence", "GPT explained at https://blog.example/v1 and elsewhere.", ""},
    {"dotenv", "OPENAI_API_KEY=${MY_KEY}\nOPENAI_BASE_URL=https://relay.example/v1\n",
     "relay.example/v1 env"},
    {"export",
     "export ANTHROPIC_BASE_URL=https://relay.example\nexport ANTHROPIC_AUTH_TOKEN=KEY!\n",
     "relay.example literal"},
    {"power shell",
     "$env:OPENAI_BASE_URL = \"https://relay.example/v1\"\n$env:OPENAI_API_KEY = \"KEY!\"\n",
     "relay.example/v1 literal"},
    {"setx", "setx OPENAI_API_BASE https://relay.example/v1\nsetx OPENAI_API_KEY <token>\n",
     "relay.example/v1 placeholder"},
    {"docker file", "FROM node\nENV OPENAI_API_KEY KEY!\n", "api.openai.com literal implied",
     "Dockerfile"},
    {"an empty slot is the vendor's default", "ANTHROPIC_API_KEY=\"\"\n",
     "api.anthropic.com none implied"},
    {"compose", "services:\n  app:\n    environment:\n      - GROQ_API_KEY=${GROQ_API_KEY}\n",
     "api.groq.com env implied"},
    {"kubernetes",
     "env:\n  - name: OPENAI_BASE_URL\n    value: https://relay.example/v1\n  - name: "
     "OPENAI_API_KEY\n    valueFrom:\n"
     "      secretKeyRef:\n        name: keys\n        key: openai\n",
     "relay.example/v1 env"},
    {"two tables are two endpoints",
     "[a]\nbase_url = \"https://one.example/v1\"\napi_key = \"${A}\"\nmodel = \"gpt-4o\"\n"
     "[b]\nbase_url = \"https://two.example/v1\"\napi_key = \"dummy\"\nmodel = "
     "\"claude-sonnet-4\"\n",
     "one.example/v1 env gpt-4o; two.example/v1 placeholder claude-sonnet-4"},
    {"env_key names the variable",
     "[model_providers.x]\nbase_url = \"https://relay.example/openai/v1\"\nenv_key = \"X_KEY\"\n",
     "relay.example/openai/v1 env"},
    {"properties",
     "spring.ai.openai.base-url=https://relay.example\nspring.ai.openai.api-key=${K}\n",
     "relay.example env"},
    {"json with comments and no end",
     "{ // mine\n \"models\": [ { \"provider\": \"openai\", \"model\": \"gpt-4o\", \"apiBase\": "
     "\"https://relay.example/v1\", \"apiKey\": \"KEY!\"",
     "relay.example/v1 literal gpt-4o"},
    {"python",
     "client = OpenAI(api_key=os.environ[\"OPENAI_API_KEY\"], "
     "base_url=\"https://relay.example/v1\")\n"
     "client.chat.completions.create(model=\"gpt-4o-mini\")\n",
     "relay.example/v1 env gpt-4o-mini"},
    {"python without a base URL", "from anthropic import Anthropic\nclient = Anthropic()\n",
     "api.anthropic.com none implied"},
    {"javascript through a variable",
     "const apiKey = process.env.OPENAI_API_KEY;\nconst c = new OpenAI({ apiKey, baseURL: "
     "'https://relay.example/v1' });\n",
     "relay.example/v1 env"},
    {"langchain nests the base URL",
     "new ChatOpenAI({ model: 'gpt-4o', apiKey: process.env.K, configuration: { baseURL: "
     "'https://relay.example/v1' } })",
     "relay.example/v1 env gpt-4o"},
    {"go",
     "client := openai.NewClient(option.WithAPIKey(os.Getenv(\"K\")), "
     "option.WithBaseURL(\"https://relay.example/v1\"))",
     "relay.example/v1 env"},
    {"java",
     "OpenAiChatModel.builder().baseUrl(\"https://relay.example/"
     "v1\").apiKey(System.getenv(\"K\")).modelName(\"gpt-4o\").build();",
     "relay.example/v1 env gpt-4o"},
    {"c sharp",
     "ChatClient c = new(model: \"gpt-4o\", credential: new ApiKeyCredential(key),\n"
     "  options: new OpenAIClientOptions() { Endpoint = new Uri(\"https://relay.example\") });",
     "relay.example env gpt-4o"},
    {"curl",
     "curl https://relay.example/v1/chat/completions \\\n  -H \"Authorization: Bearer $KEY\" \\\n  "
     "-d '{\n \"model\": \"gpt-4o\" }'\n",
     "relay.example/v1/chat/completions env gpt-4o"},
    {"http file",
     "POST https://api.openai.com/v1/chat/completions\nAuthorization: Bearer KEY!\n\n{ \"model\": "
     "\"gpt-4o\" }\n",
     "api.openai.com/v1/chat/completions literal gpt-4o", "a.http"},
    {"nginx", "location /v1/ {\n  proxy_pass https://api.openai.com;\n}\n", "api.openai.com none"},
    {"notebook",
     "{\"cells\": [{\"cell_type\": \"code\", \"source\": [\"client = OpenAI(\\n\", \"  "
     "base_url=\\\"https://relay.example/v1\\\")\\n\"]}]}",
     "relay.example/v1 none"},
    {"a label in prose",
     "Try ChatGPT!\n\nAPI Base URL: `https://relay.example`\n\nAPI Key: `KEY!`\n",
     "relay.example literal"},
    {"a known host in prose",
     "You may send requests to https://api.groq.com/openai/v1 when you like.",
     "api.groq.com/openai/v1 none mention"},
    {"the outer host of a nested upstream",
     "export ANTHROPIC_BASE_URL=https://relay.example/https://api.openai.com/v1\n",
     "relay.example/https://api.openai.com/v1 none"},
    {"a public variable is in the browser",
     "const openai = createOpenAI({ apiKey: process.env.NEXT_PUBLIC_OPENAI_API_KEY });",
     "api.openai.com env implied front"},
    {"so is what the SDK is told to allow",
     "new OpenAI({ apiKey: key, dangerouslyAllowBrowser: true })",
     "api.openai.com env implied front"},
    {"a component is, its server route is not",
     "fetch('https://api.openai.com/v1/chat/completions', { headers: { Authorization: `Bearer "
     "${key}` } })",
     "api.openai.com/v1/chat/completions env front", "src/components/Chat.tsx"},
    {"a server route",
     "fetch('https://api.openai.com/v1/chat/completions', { headers: { Authorization: `Bearer "
     "${key}` } })",
     "api.openai.com/v1/chat/completions env", "app/api/chat/route.ts"},
    {"no AI, no endpoint",
     "const http = axios.create({ baseURL: 'https://shop.example/api/', headers: { 'X-Custom': 'a' "
     "} });",
     ""},
    {"nor a proxy or a page",
     "OPENAI_API_KEY=\nPROXY_URL=http://localhost:7890\n# see "
     "https://platform.openai.com/api-keys\n",
     "api.openai.com none implied"},
};

TEST(Endpoints, AreReadFromEveryShape) {
  for (const Case& row : kCases) {
    const std::string text = with_key(std::string(row.text));
    EXPECT_EQ(shown(text, row.uri), row.expected) << row.name;
  }
}

TEST(Endpoints, AreToldOnce) {
  EXPECT_EQ(read("export OPENAI_BASE_URL=https://relay.example/v1\nsetx OPENAI_BASE_URL "
                 "https://relay.example/v1\n")
                .size(),
            1u);
}

TEST(Endpoints, PointAtTheHostAndTheKey) {
  const std::string text =
      with_key("{\"a\": \"OPENAI_BASE_URL=https://relay.example/v1\\nOPENAI_API_KEY=KEY!\\n\"}");
  const std::vector<EndpointHit> hits = read(text);
  ASSERT_EQ(hits.size(), 1u);
  EXPECT_EQ(Text(0, "", text).at(hits[0].location), "relay.example");
  EXPECT_EQ(Text(0, "", text).at(hits[0].key), made_key());
}

TEST(Endpoints, KeepTheHostBehindAUserInfoTrick) {
  const std::vector<EndpointHit> hits =
      read("OPENAI_BASE_URL=https://api.openai.com@evil.example/v1\n");
  ASSERT_FALSE(hits.empty());
  EXPECT_EQ(hits[0].host, "evil.example");
  EXPECT_EQ(hits[0].decoy, "api.openai.com");
  const std::vector<EndpointHit> port = read(
      "OPENAI_BASE_URL=https://api.openai.com"
      ":443"
      "@evil.example/v1\n");
  ASSERT_EQ(port.size(), 1u);
  EXPECT_EQ(port[0].host, "evil.example");
  EXPECT_EQ(port[0].decoy, "api.openai.com");
}

TEST(Endpoints, FindTheKeyInAnAddress) {
  for (const std::string_view text : {"OPENAI_BASE_URL=https://relay.example/v1?api_key=KEY!\n",
                                      "OPENAI_BASE_URL=https://me:KEY!@relay.example/v1\n"}) {
    const std::string made = with_key(std::string(text));
    const std::vector<EndpointHit> hits = read(made);
    ASSERT_FALSE(hits.empty()) << text;
    EXPECT_EQ(hits[0].host, "relay.example") << text;
    EXPECT_TRUE(hits[0].key_in_url) << text;
    EXPECT_EQ(Text(0, "", made).at(hits[0].key), made_key()) << text;
  }
}

TEST(Endpoints, SeeAnotherAddressInTheQuery) {
  const std::vector<EndpointHit> hits =
      read("OPENAI_BASE_URL=https://relay.example/v1?url=https://api.openai.com\n");
  ASSERT_FALSE(hits.empty());
  EXPECT_TRUE(hits[0].upstream_in_query);
}

TEST(Endpoints, SurviveEveryCutOfTheirText) {
  for (const Case& row : kCases) {
    const std::string text = with_key(std::string(row.text));
    for (std::size_t end = 0; end <= text.size(); ++end) {
      const std::string cut = text.substr(0, end);
      for (const EndpointHit& hit : read(cut, row.uri)) {
        EXPECT_LE(hit.location.end, cut.size()) << row.name;
        EXPECT_LE(hit.key.end, cut.size()) << row.name;
      }
    }
  }
}

}  // namespace
}  // namespace stoprule
