// Every way that tools spell an endpoint (facts of core/data/shapes.json's sources), one snippet
// each.
#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "config/endpoint.h"
#include "prose/word_index.h"
#include "stoprule/stoprule.h"

namespace stoprule {
namespace {

struct Row {
  std::string_view name, text, host;  // host empty: the vendor's, whose name the text does not hold
};

constexpr Row kRows[] = {
    {"openai python", R"(c = OpenAI(base_url="https://relay.example/v1", api_key=os.environ["K"])
)",
     "relay.example"},
    {"openai python 0", R"(openai.api_base = "https://relay.example/v1"
openai.api_key = os.getenv("K")
openai.ChatCompletion.create(model="gpt-4")
)",
     "relay.example"},
    {"openai azure 0", R"(openai.api_type = "azure"
openai.api_base = "https://mine.openai.azure.com/"
openai.api_version = "2024-02-01"
openai.api_key = os.getenv("K")
openai.ChatCompletion.create(engine="prod")
)",
     "mine.openai.azure.com"},
    {"openai js",
     R"(const c = new OpenAI({ baseURL: 'https://relay.example/v1', apiKey: process.env.K });)",
     "relay.example"},
    {"anthropic env", R"(ANTHROPIC_BASE_URL=https://relay.example
ANTHROPIC_API_KEY=${K}
ANTHROPIC_MODEL=claude-sonnet-4
)",
     "relay.example"},
    {"genai httpOptions",
     R"(const ai = new GoogleGenAI({ apiKey: process.env.K, httpOptions: { baseUrl: 'https://relay.example' } });)",
     "relay.example"},
    {"genai http_options",
     R"(client = genai.Client(api_key=os.environ['K'], http_options={'base_url': 'https://relay.example'}))",
     "relay.example"},
    {"genai legacy",
     R"(genai.configure(api_key=os.environ['K'], client_options={"api_endpoint": "relay.example"}))",
     "relay.example"},
    {"gemini cli env", R"(GEMINI_API_KEY=${K}
GOOGLE_GEMINI_BASE_URL=https://relay.example
)",
     "relay.example"},
    {"azure env", R"(AZURE_OPENAI_ENDPOINT=https://mine.openai.azure.com
AZURE_OPENAI_API_KEY=${K}
)",
     "mine.openai.azure.com"},
    {"azure python",
     R"(c = AzureOpenAI(azure_endpoint="https://mine.openai.azure.com", api_key=os.environ["K"], api_version="2024-06-01"))",
     "mine.openai.azure.com"},
    {"azure resource", R"(AZURE_RESOURCE_NAME=mine
AZURE_API_KEY=${K}
)",
     "mine.openai.azure.com"},
    {"bedrock",
     R"(aws bedrock-runtime converse --model-id x --endpoint-url https://bedrock-runtime.us-east-1.amazonaws.com)",
     "bedrock-runtime.us-east-1.amazonaws.com"},
    {"langchain py",
     R"(llm = ChatOpenAI(model_name="gpt-4o", openai_api_base="https://relay.example/v1", openai_api_key=os.environ["K"]))",
     "relay.example"},
    {"langchain js",
     R"(new ChatOpenAI({ model: 'gpt-4o', configuration: { baseURL: 'https://relay.example/v1' } }))",
     "relay.example"},
    {"spring yaml", R"(spring:
  ai:
    openai:
      base-url: https://relay.example
      api-key: ${K}
      chat:
        options:
          model: gpt-4o
)",
     "relay.example"},
    {"spring azure", R"(spring.ai.azure.openai.endpoint=https://mine.openai.azure.com
spring.ai.azure.openai.api-key=${K}
)",
     "mine.openai.azure.com"},
    {"spring env", R"(SPRING_AI_OPENAI_BASE_URL=https://relay.example
SPRING_AI_OPENAI_API_KEY=${K}
)",
     "relay.example"},
    {"semantic kernel",
     R"(builder.AddOpenAIChatCompletion(modelId: "gpt-4o", endpoint: new Uri("https://relay.example/v1"), apiKey: key);)",
     "relay.example"},
    {"vercel",
     R"(const p = createOpenAI({ baseURL: 'https://relay.example/v1', apiKey: process.env.K });)",
     "relay.example"},
    {"vercel compat",
     R"(const p = createOpenAICompatible({ name: 'mine', baseURL: 'https://relay.example/v1', apiKey: process.env.K });)",
     "relay.example"},
    {"llm yaml", R"(- model_id: mine
  model_name: gpt-4o
  api_base: https://relay.example/v1
  api_key_name: mine
)",
     "relay.example"},
    {"genaiscript", R"(LMSTUDIO_API_BASE=http://localhost:2345/v1
LMSTUDIO_API_KEY=x
)",
     "localhost"},
    {"claude code",
     R"({"env": {"ANTHROPIC_BASE_URL": "https://relay.example", "ANTHROPIC_AUTH_TOKEN": "${K}", "ANTHROPIC_DEFAULT_SONNET_MODEL": "glm-4.6"}})",
     "relay.example"},
    {"vs code claude",
     R"({"claudeCode.environmentVariables": [{"name": "ANTHROPIC_BASE_URL", "value": "https://relay.example"}, {"name": "ANTHROPIC_AUTH_TOKEN", "value": "$K"}]})",
     "relay.example"},
    {"claude bedrock",
     R"({"env": {"CLAUDE_CODE_USE_BEDROCK": "1", "ANTHROPIC_BEDROCK_BASE_URL": "https://relay.example/bedrock"}})",
     "relay.example"},
    {"claude vertex", R"(ANTHROPIC_VERTEX_BASE_URL=https://relay.example/vertex
CLAUDE_CODE_USE_VERTEX=1
)",
     "relay.example"},
    {"codex", R"(model = "gpt-5"
model_provider = "mine"
[model_providers.mine]
name = "Mine"
base_url = "https://relay.example/v1"
env_key = "K"
wire_api = "responses"
)",
     "relay.example"},
    {"opencode",
     R"({"provider": {"mine": {"npm": "@ai-sdk/openai-compatible", "options": {"baseURL": "https://relay.example/v1", "apiKey": "{env:K}"}, "models": {"gpt-4o": {}}}}, "model": "mine/gpt-4o"})",
     "relay.example"},
    {"continue yaml", R"(models:
  - name: Mine
    provider: openai
    model: gpt-4o
    apiBase: https://relay.example/v1
    apiKey: ${{ secrets.K }}
)",
     "relay.example"},
    {"continue json",
     R"({"models": [{"title": "Mine", "provider": "openai", "model": "gpt-4o", "apiBase": "https://relay.example/v1", "apiKey": ""}]})",
     "relay.example"},
    {"cline",
     R"({"apiProvider": "openai", "openAiBaseUrl": "https://relay.example/v1", "openAiModelId": "gpt-4o"})",
     "relay.example"},
    {"cline act",
     R"({"actModeApiProvider": "anthropic", "anthropicBaseUrl": "https://relay.example"})",
     "relay.example"},
    {"cline litellm", R"({"apiProvider": "litellm", "liteLlmBaseUrl": "https://relay.example"})",
     "relay.example"},
    {"roo",
     R"({"providerProfiles": {"apiConfigs": {"default": {"apiProvider": "openai", "openAiBaseUrl": "https://relay.example/v1", "openAiApiKey": "your-key", "openAiModelId": "gpt-4o"}}}})",
     "relay.example"},
    {"aider yml", R"(openai-api-base: https://relay.example/v1
openai-api-key: your-key
model: openai/gpt-4o
)",
     "relay.example"},
    {"aider env", R"(AIDER_OPENAI_API_BASE=https://relay.example/v1
AIDER_OPENAI_API_KEY=${K}
)",
     "relay.example"},
    {"aider cli",
     R"(aider --openai-api-base https://relay.example/v1 --openai-api-key $K --model openai/gpt-4o
)",
     "relay.example"},
    {"openclaw",
     R"({"models": {"providers": {"mine": {"baseUrl": "https://relay.example/v1", "apiKey": "${K}", "api": "openai-completions"}}}})",
     "relay.example"},
    {"cursor ui",
     R"(Cursor: Settings → Models → Override OpenAI Base URL: https://relay.example/v1)",
     "relay.example"},
    {"cliproxyapi", R"(openai-compatibility:
  - name: mine
    base-url: https://relay.example/v1
    api-key-entries:
      - api-key: ${K}
    models:
      - name: gpt-4o
        alias: a
)",
     "relay.example"},
    {"fabric", R"(OPENAI_API_BASE_URL=https://relay.example/v1
OPENAI_API_KEY=${K}
)",
     "relay.example"},
    {"litellm", R"(model_list:
  - model_name: a
    litellm_params:
      model: openai/gpt-4o
      api_base: https://relay.example/v1
      api_key: os.environ/K
)",
     "relay.example"},
    {"litellm json",
     R"({"mine": {"base_url": "https://relay.example/v1", "api_key_env": "MINE_API_KEY", "api_base_env": "MINE_API_BASE"}})",
     "relay.example"},
    {"one-api channel",
     R"({"type": 1, "key": "your-key", "name": "mine", "base_url": "https://relay.example", "models": "gpt-4o,gpt-4", "group": "default", "model_mapping": "{}"})",
     "relay.example"},
    {"lobechat", R"(OPENAI_PROXY_URL=https://relay.example/v1
OPENAI_API_KEY=${K}
)",
     "relay.example"},
    {"nextchat", R"(OPENAI_API_KEY=${K}
BASE_URL=https://relay.example
CODE=
)",
     "relay.example"},
    {"nextchat azure", R"(AZURE_URL=https://mine.openai.azure.com/openai/deployments/x
AZURE_API_KEY=${K}
)",
     "mine.openai.azure.com"},
    {"chatgpt-web", R"(OPENAI_ACCESS_TOKEN=${K}
API_REVERSE_PROXY=https://relay.example/api/conversation
)",
     "relay.example"},
    {"anythingllm", R"(LLM_PROVIDER=generic-openai
GENERIC_OPEN_AI_BASE_PATH=https://relay.example/v1
GENERIC_OPEN_AI_API_KEY=${K}
GENERIC_OPEN_AI_MODEL_PREF=gpt-4o
)",
     "relay.example"},
    {"anythingllm ollama", R"(LLM_PROVIDER=ollama
OLLAMA_BASE_PATH=http://127.0.0.1:11434
)",
     "127.0.0.1"},
    {"dify", R"(endpoint_url: https://relay.example/v1
api_key: ${K}
endpoint_model_name: gpt-4o
mode: chat
)",
     "relay.example"},
    {"n8n",
     R"({"name": "OpenAi account", "type": "openAiApi", "data": {"apiKey": "", "url": "https://relay.example/v1"}})",
     "relay.example"},
    {"watsonx", R"(new OpenAI({ apikey: process.env.K, base_url: 'https://relay.example/v1' }))",
     "relay.example"},
    {"portkey json",
     R"({"strategy": {"mode": "fallback"}, "targets": [{"provider": "openai", "api_key": "$K", "custom_host": "https://relay.example/v1"}]})",
     "relay.example"},
    {"compose map", R"(services:
  app:
    environment:
      OPENAI_BASE_URL: https://relay.example/v1
      OPENAI_API_KEY: ${K}
)",
     "relay.example"},
    {"curl x-api-key",
     R"(curl --url https://relay.example/v1/messages --header 'x-api-key: '"$K" -d '{"model":"claude-sonnet-4"}')",
     "relay.example"},
    {"curl query",
     R"(curl "https://generativelanguage.googleapis.com/v1beta/models/gemini-2.0-flash:generateContent?key=$K" -d '{}')",
     "generativelanguage.googleapis.com"},
    {"http vars", R"(@base = https://relay.example/v1
POST {{base}}/chat/completions
Authorization: Bearer {{key}}

{"model":"gpt-4o"}
)",
     "relay.example"},
    {"postman",
     R"({"item": [{"request": {"method": "POST", "url": {"raw": "https://relay.example/v1/chat/completions", "host": ["relay", "example"]}, "header": [{"key": "Authorization", "value": "Bearer {{OPENAI_API_KEY}}"}], "body": {"raw": "{\"model\": \"gpt-4o\"}"}}}]})",
     "relay.example"},
    {"nginx", R"(location /v1/ {
  proxy_pass https://api.openai.com;
  proxy_set_header Host api.openai.com;
  proxy_set_header Authorization "Bearer $K";
}
)",
     "api.openai.com"},
    {"worker host", R"(const url = new URL(request.url);
url.host = 'api.openai.com';
return fetch(url, request);
)",
     "api.openai.com"},
    {"worker concat",
     R"(return fetch('https://api.openai.com' + url.pathname + url.search, request);
)",
     "api.openai.com"},
    {"vite", R"(const k = import.meta.env.VITE_OPENAI_API_KEY;
new OpenAI({ apiKey: k, dangerouslyAllowBrowser: true });)",
     "api.openai.com"},
    {"direct anthropic",
     R"(fetch('https://api.anthropic.com/v1/messages', { headers: { 'x-api-key': key, 'anthropic-dangerous-direct-browser-access': 'true' } }))",
     "api.anthropic.com"},
    {"expo", R"(const openai = new OpenAI({ apiKey: process.env.EXPO_PUBLIC_OPENAI_API_KEY });)",
     "api.openai.com"},
    {"php factory",
     R"($client = OpenAI::factory()->withBaseUri('https://relay.example/v1')->withApiKey(getenv('K'))->make();)",
     "relay.example"},
    {"ruby",
     R"(client = OpenAI::Client.new(access_token: ENV['K'], uri_base: 'https://relay.example/v1'))",
     "relay.example"},
    {"rust",
     R"(let config = OpenAIConfig::new().with_api_base("https://relay.example/v1").with_api_key(key);)",
     "relay.example"},
    {"go-openai", R"(config := openai.DefaultConfig(os.Getenv("K"))
config.BaseURL = "https://relay.example/v1"
)",
     "relay.example"},
    {"java langchain4j",
     R"(OpenAiChatModel.builder().baseUrl("https://relay.example/v1").apiKey(System.getenv("K")).build();)",
     "relay.example"},
    {"dart", R"(final client = OpenAIClient(apiKey: key, baseUrl: 'https://relay.example/v1');)",
     "relay.example"},
    {"llamaindex",
     R"(llm = OpenAILike(model="gpt-4o", api_base="https://relay.example/v1", api_key=k))",
     "relay.example"},
    {"litellm call",
     R"(completion(model="openai/gpt-4o", api_base="https://relay.example/v1", api_key=k, messages=m))",
     "relay.example"},
    {"autogen",
     R"(config_list = [{"model": "gpt-4o", "base_url": "https://relay.example/v1", "api_key": "NULL"}])",
     "relay.example"},
    {"zed", R"({"language_models": {"openai": {"api_url": "https://relay.example/v1"}}})",
     "relay.example"},
    {"librechat", R"(endpoints:
  custom:
    - name: mine
      apiKey: ${K}
      baseURL: https://relay.example/v1
      models:
        default: [gpt-4o]
)",
     "relay.example"},
    {"toml streamlit", R"([openai]
api_key = "your-key"
base_url = "https://relay.example/v1"
)",
     "relay.example"},
    {"apache", R"(ProxyPass /v1/ https://api.openai.com/v1/
ProxyPassReverse /v1/ https://api.openai.com/v1/
)",
     "api.openai.com"},
    {"caddy", R"(reverse_proxy https://api.openai.com {
  header_up Host api.openai.com
}
)",
     "api.openai.com"},
    {"go getenv", R"(package main
import "os"
var ak = os.Getenv("OPENAI_API_KEY")
)",
     "api.openai.com"},
    {"php getenv", R"(<?php
$client = OpenAI::client(getenv('OPENAI_API_KEY'));
)",
     "api.openai.com"},
    {"php alias", R"(<?php
use GeminiAPI\Client;
$client = new Client('GEMINI_API_KEY');
)",
     "generativelanguage.googleapis.com"},
    {"dotnet api class", R"(var api = new OpenAIAPI(apiKey: "YOUR_API_KEY");)", "api.openai.com"},
    {"swift class", R"(var openAI = SwiftOpenAI(apiKey: "YOUR-API-KEY"))", "api.openai.com"},
    {"swift host",
     R"(let c = OpenAI.Configuration(token: "YOUR_TOKEN_HERE", host: "relay.example", timeoutInterval: 60))",
     "relay.example"},
    {"java named after vendor",
     R"(MistralAiFimModel m = MistralAiModel.builder().apiKey(System.getenv("K")).build();)",
     "api.mistral.ai"},
    {"program's own prefix", R"(MYBOT_DEEPSEEK_API_KEY=${K}
)",
     "api.deepseek.com"},
    {"generic prefix", R"(OPENAI_API_KEY=${K}
AI_BASE_URL=https://relay.example
)",
     "relay.example"},
    {"google url", R"(GOOGLE_API_KEY=${K}
GOOGLE_URL=https://relay.example
)",
     "relay.example"},
    {"ruby config", R"(RubyLLM.configure do |config|
  config.openai_api_key = ENV['K']
  config.openai_api_base = "https://relay.example/v1"
end
)",
     "relay.example"},
    {"curl in markup", R"(<pre><code>curl https://relay.example/v1/chat/completions \
  -H "Authorization: Bearer $OPENAI_API_KEY" -d '{"model":"gpt-4o"}'</code></pre>
)",
     "relay.example"},
    {"bedrock token", R"(AWS_BEARER_TOKEN_BEDROCK=${K}
AWS_REGION=us-east-1
)",
     "bedrock-runtime.us-east-1.amazonaws.com"},
    {"bedrock region", R"(import boto3
client = boto3.client("bedrock-runtime", region_name="us-west-2")
)",
     "bedrock-runtime.us-west-2.amazonaws.com"},
    {"azure endpoint from elsewhere",
     R"(c = AzureOpenAI(azure_endpoint=os.environ["E"], api_key=os.environ["K"]))", ""},
};

// What looks like a setting and is none, in code of which the beginning may be cut off.
constexpr Row kNoHosts[] = {
    {"member",
     "                apiKey: config.custom.apiKey,\n                baseUrl: "
     "config.custom.apiUrl\n",
     "config.custom.apiUrl"},
    {"validator", "AI_BASE_URL: Joi.string().uri().optional(),\nOPENAI_API_KEY: Joi.string(),\n",
     "Joi.string"},
    {"replaced default", "OPENAI_API_KEY=ollama\nAI_BASE_URL=http://localhost:11434/v1\n",
     "api.openai.com"},
    {"commented alternative",
     "#OLLAMA_API_BASE_URL=http://127.0.0.1:11434\nOLLAMA_API_BASE_URL=http://ollama:11434\n",
     "127.0.0.1"},
    {"a gateway's own key",
     "model_list:\n  - litellm_params:\n      model: anthropic/claude-sonnet-4\n      api_key: "
     "os.environ/ANTHROPIC_API_KEY\ngeneral_settings:\n  master_key: "
     "os.environ/LITELLM_MASTER_KEY\n",
     "localhost"},
    {"embeddings of one's own machine", "e = HuggingFaceEmbeddings(model_name=\"a/b\")\n",
     "router.huggingface.co"},
};

TEST(Shapes, AreAllRead) {
  for (const Row& row : kRows) {
    const std::vector<EndpointHit> hits =
        Catalog::builtin().words().endpoints().read(Text(0, "", row.text));
    const bool told = std::any_of(hits.begin(), hits.end(),
                                  [&](const EndpointHit& hit) { return hit.host == row.host; });
    EXPECT_TRUE(told) << row.name;
  }
}

TEST(Shapes, AreNotSeenWhereThereAreNone) {
  for (const Row& row : kNoHosts) {
    for (const EndpointHit& hit :
         Catalog::builtin().words().endpoints().read(Text(0, "", row.text)))
      EXPECT_NE(hit.host, row.host) << row.name;
  }
}

TEST(Shapes, TakeAnExpressionForNoKey) {
  for (const std::string_view text :
       {"    apiKey: config.custom.apiKey,\n    baseURL: \"https://api.openai.com/v1\"\n",
        "OPENAI_API_KEY: Joi.string().required(),\n",
        "let api_key = require_key(state, \"OpenAiVendor\")?;\nlet c = OpenAI::new(api_key);\n"}) {
    for (const EndpointHit& hit : Catalog::builtin().words().endpoints().read(Text(0, "", text)))
      EXPECT_NE(hit.key_source, KeySource::kLiteral) << text;
  }
}

}  // namespace
}  // namespace stoprule
