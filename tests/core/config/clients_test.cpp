// Configurations as people have them: of clients, frameworks and tools of the day, pasted, cut off
// or broken; each must give its hosts, where the key comes from, and the model.
#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "config/endpoint.h"
#include "made/made_key.h"
#include "prose/word_index.h"
#include "stoprule/stoprule.h"
#include "text/names.h"

namespace stoprule {
namespace {

// KEY! stands for a made key. `told`: "host key-source model; …", all of which must be among what
// is read; a cloud whose host the text does not tell is named by its id.
struct Row {
  std::string_view name, uri, text, told;
};
constexpr Row kRows[] = {
    {"bedrock host by region env", ".env",
     R"(AWS_REGION=eu-central-1
BEDROCK_MODEL_ID=anthropic.claude-3-5-sonnet-20241022-v2:0
AWS_ACCESS_KEY_ID=
AWS_SECRET_ACCESS_KEY=
)",
     "bedrock-runtime.eu-central-1.amazonaws.com none anthropic.claude-3-5-sonnet-20241022-v2:0"},
    {"claude bedrock alone", ".claude/settings.json",
     R"({"env": {"CLAUDE_CODE_USE_BEDROCK": "1", "AWS_REGION": "us-west-2"}})",
     "bedrock-runtime.us-west-2.amazonaws.com none"},
    {"claude bedrock export", "",
     R"(export CLAUDE_CODE_USE_BEDROCK=1
export AWS_REGION=us-east-1
claude
)",
     "bedrock-runtime.us-east-1.amazonaws.com none"},
    {"claude vertex alone", "",
     R"(export CLAUDE_CODE_USE_VERTEX=1
export CLOUD_ML_REGION=us-east5
export ANTHROPIC_VERTEX_PROJECT_ID=my-project
)",
     "aiplatform.googleapis.com none"},
    {"gemini vertex alone", "",
     R"(GOOGLE_GENAI_USE_VERTEXAI=true
GOOGLE_CLOUD_PROJECT=my-project
GOOGLE_CLOUD_LOCATION=us-central1
)",
     "aiplatform.googleapis.com none"},
    {"bearer token alone", "",
     R"(export AWS_BEARER_TOKEN_BEDROCK=$TOKEN
)",
     "aws-bedrock env"},
    {"bedrock js client", "a.ts",
     R"(import { BedrockRuntimeClient, InvokeModelCommand } from "@aws-sdk/client-bedrock-runtime";
const client = new BedrockRuntimeClient({ region: "us-west-2" });
await client.send(new InvokeModelCommand({ modelId: "anthropic.claude-3-haiku-20240307-v1:0", body }));
)",
     "bedrock-runtime.us-west-2.amazonaws.com none anthropic.claude-3-haiku-20240307-v1:0"},
    {"bedrock boto positional", "a.py",
     R"(import boto3
brt = boto3.client(service_name='bedrock-runtime', region_name='us-east-1')
resp = brt.converse(modelId="amazon.nova-lite-v1:0", messages=m)
)",
     "bedrock-runtime.us-east-1.amazonaws.com none amazon.nova-lite-v1:0"},
    {"bedrock session client", "a.py",
     R"(session = boto3.Session(profile_name="dev")
client = session.client("bedrock-runtime", region_name=region)
)",
     "bedrock-runtime.region.amazonaws.com none"},
    {"bedrock java", "A.java",
     R"(BedrockRuntimeClient client = BedrockRuntimeClient.builder().region(Region.US_EAST_1).build();
client.converse(r -> r.modelId("meta.llama3-8b-instruct-v1:0"));)",
     "aws-bedrock env"},
    {"bedrock go", "a.go",
     R"(client := bedrockruntime.NewFromConfig(cfg)
out, err := client.InvokeModel(ctx, &bedrockruntime.InvokeModelInput{ModelId: aws.String("anthropic.claude-v2")}))",
     "aws-bedrock env anthropic.claude-v2"},
    {"litellm bedrock", "config.yaml",
     R"(model_list:
  - model_name: claude
    litellm_params:
      model: bedrock/anthropic.claude-3-5-sonnet-20240620-v1:0
      aws_region_name: us-east-1
)",
     "bedrock-runtime.us-east-1.amazonaws.com none "
     "bedrock/anthropic.claude-3-5-sonnet-20240620-v1:0"},
    {"anthropic bedrock", "a.py",
     R"(from anthropic import AnthropicBedrock
client = AnthropicBedrock(aws_region="us-west-2")
)",
     "bedrock-runtime.us-west-2.amazonaws.com none"},
    {"anthropic vertex", "a.py",
     R"(from anthropic import AnthropicVertex
client = AnthropicVertex(region="us-east5", project_id="my-project")
)",
     "aiplatform.googleapis.com none"},
    {"env DEEPSEEK_URL", ".env",
     R"(DEEPSEEK_URL=https://relay.example
DEEPSEEK_API_KEY=${K}
)",
     "relay.example env"},
    {"env GOOGLE_URL", ".env",
     R"(GOOGLE_URL=https://relay.example
GOOGLE_API_KEY=${K}
)",
     "relay.example env"},
    {"env OPENAI_API_BASE_URLS", ".env",
     R"(OPENAI_API_BASE_URLS=https://relay.example
OPENAI_API_KEY=${K}
)",
     "relay.example env"},
    {"php client key", "a.php",
     R"(<?php
require 'vendor/autoload.php';
$client = OpenAI::client(getenv('YOUR_KEY'));
$r = $client->chat()->create(['model' => 'gpt-4o-mini', 'messages' => []]);)",
     "api.openai.com env gpt-4o-mini"},
    {"php factory base", "a.php",
     R"(<?php
$client = OpenAI::factory()
    ->withApiKey(getenv('RELAY_KEY'))
    ->withBaseUri('relay.example/v1') // default: api.openai.com/v1
    ->withHttpHeader('X-My-Header', 'foo')
    ->make();)",
     "relay.example env"},
    {"php env helper", "config/openai.php",
     R"(<?php
return [
  'api_key' => env('OPENAI_API_KEY'),
  'base_uri' => env('OPENAI_BASE_URL', 'https://relay.example/v1'),
];)",
     "relay.example env"},
    {"php anthropic", "a.php",
     R"(<?php
$client = Anthropic::client($_ENV['ANTHROPIC_API_KEY']);)",
     "api.anthropic.com env"},
    {"php curl", "a.php",
     R"(<?php
$ch = curl_init('https://relay.example/v1/chat/completions');
curl_setopt($ch, CURLOPT_HTTPHEADER, ['Content-Type: application/json', 'Authorization: Bearer ' . getenv('OPENAI_API_KEY')]);
curl_setopt($ch, CURLOPT_POSTFIELDS, json_encode(['model' => 'gpt-4o', 'messages' => $m]));)",
     "relay.example env gpt-4o"},
    {"call of a client made here", "a.ts",
     R"(const openai = new OpenAI({
  baseURL: 'http://localhost:8787/v1',
  apiKey: process.env.PROXY_KEY,
});
const response = await openai.chat.completions.create({
  model: 'gpt-4o-mini',
  messages: [{ role: 'user', content: 'Hello, world!' }],
});)",
     "localhost env gpt-4o-mini"},
    {"call of a client made elsewhere", "a.ts",
     R"(const response = await openai.chat.completions.create({ model: 'gpt-4o-mini' });)",
     "api.openai.com none gpt-4o-mini"},
    {"openai v3 config", "a.js",
     R"(const { Configuration, OpenAIApi } = require("openai");
const configuration = new Configuration({
  basePath: "https://relay.example/v1",
  apiKey: process.env.KEY,
});
const openai = new OpenAIApi(configuration);)",
     "relay.example env"},
    {"lone Configuration", "a.js",
     R"(const configuration = new Configuration({
  basePath: "https://relay.example/openai",
  apiKey: process.env.OPENAI_API_KEY,
});)",
     "relay.example env"},
    {"openaiapi basepath positional", "a.ts",
     R"(const openai = new OpenAIApi(configuration, "https://relay.example/v1");)",
     "relay.example env"},
    {"swift host", "a.swift",
     R"(let configuration = OpenAI.Configuration(token: "YOUR_TOKEN", host: "relay.example", basePath: "/v1")
let openAI = OpenAI(configuration: configuration))",
     "relay.example placeholder"},
    {"swift host ollama", "a.swift",
     R"(let config = OpenAI.Configuration(host: "localhost", port: 11434, scheme: "http")
let ai = OpenAI(configuration: config))",
     "localhost none"},
    {"swift service", "a.swift",
     R"(let service = OpenAIServiceFactory.service(apiKey: apiKey, overrideBaseURL: "https://relay.example"))",
     "relay.example env"},
    {"cursor prose", "",
     R"(In Cursor open Settings > Models, switch on "OpenAI API Key", paste your key, turn on "Override OpenAI Base URL" and enter `https://relay.example/v1`.)",
     "relay.example none"},
    {"cursor mcp", ".cursor/mcp.json",
     R"({"mcpServers": {"asker": {"command": "npx", "args": ["-y", "ask-mcp"], "env": {"OPENAI_API_KEY": "${env:OPENAI_API_KEY}", "OPENAI_BASE_URL": "https://relay.example/v1"}}}})",
     "relay.example env"},
    {"cline 2026", "globalState.json",
     R"({"actModeApiProvider":"openai","planModeApiProvider":"openai","openAiBaseUrl":"https://relay.example/v1","actModeOpenAiModelId":"gpt-5","openAiHeaders":{}})",
     "relay.example none gpt-5"},
    {"roo export", "roo-code-settings.json",
     R"({"providerProfiles":{"currentApiConfigName":"r","apiConfigs":{"r":{"apiProvider":"openai","openAiBaseUrl":"https://relay.example/v1","openAiApiKey":"KEY!","openAiModelId":"claude-sonnet-4-5"}, "d":{"apiProvider":"deepseek","deepSeekApiKey":"KEY!","apiModelId":"deepseek-chat"}}}})",
     "relay.example literal claude-sonnet-4-5; api.deepseek.com literal deepseek-chat"},
    {"continue yaml", "config.yaml",
     R"(name: mine
version: 0.0.1
models:
  - name: relayed
    provider: openai
    model: gpt-4o
    apiBase: https://relay.example/v1/
    apiKey: KEY!
    roles: [chat, edit]
  - name: local
    provider: ollama
    model: qwen2.5-coder:7b
)",
     "relay.example literal gpt-4o; localhost none qwen2.5-coder:7b"},
    {"continue tab", "config.json",
     R"({"tabAutocompleteModel": {"title": "t", "provider": "mistral", "model": "codestral-latest", "apiKey": "KEY!", "apiBase": "https://codestral.mistral.ai/v1"}})",
     "codestral.mistral.ai literal codestral-latest"},
    {"aider env", ".env",
     R"(AIDER_MODEL=openai/deepseek-v3
AIDER_OPENAI_API_BASE=https://relay.example/v1
AIDER_OPENAI_API_KEY=KEY!
)",
     "relay.example literal"},
    {"aider set-env", ".aider.conf.yml",
     R"(set-env:
  - OPENAI_API_BASE=https://relay.example/v1
  - OPENAI_API_KEY=KEY!
)",
     "relay.example literal"},
    {"aider cli", "",
     R"($ aider --model openai/gpt-4o --openai-api-base=https://relay.example/v1 --openai-api-key=KEY!
)",
     "relay.example literal openai/gpt-4o"},
    {"open webui compose", "docker-compose.yml",
     R"(services:
  open-webui:
    image: ghcr.io/open-webui/open-webui:main
    environment:
      - OPENAI_API_BASE_URLS=https://api.openai.com/v1;https://relay.example/v1
      - OPENAI_API_KEYS=${A};${B}
      - OLLAMA_BASE_URL=http://ollama:11434
)",
     "api.openai.com env; relay.example env; ollama env"},
    {"open webui docker run", "",
     R"(docker run -d -p 3000:8080 -e OPENAI_API_BASE_URL=https://relay.example/v1 -e OPENAI_API_KEY=your_secret_key -v open-webui:/app/backend/data ghcr.io/open-webui/open-webui:main)",
     "relay.example placeholder"},
    {"librechat yaml", "librechat.yaml",
     R"(version: 1.2.1
endpoints:
  custom:
    - name: "Relay"
      apiKey: "${RELAY_KEY}"
      baseURL: "https://relay.example/v1"
      models:
        default: ["gpt-4o", "claude-3-5-sonnet"]
        fetch: true
    - name: groq
      apiKey: "${GROQ_API_KEY}"
      baseURL: "https://api.groq.com/openai/v1/"
)",
     "relay.example env; api.groq.com env"},
    {"librechat env", ".env",
     R"(OPENAI_API_KEY=user_provided
OPENAI_REVERSE_PROXY=https://relay.example/v1
ANTHROPIC_API_KEY=user_provided
)",
     "relay.example placeholder"},
    {"lobechat", ".env",
     R"(OPENAI_API_KEY=KEY!,KEY!
OPENAI_PROXY_URL=https://relay.example/v1
ACCESS_CODE=abc
)",
     "relay.example literal"},
    {"lobe multi", ".env",
     R"(DEEPSEEK_API_KEY=$K
DEEPSEEK_PROXY_URL=https://relay.example
OPENAI_MODEL_LIST=-all,+gpt-4o
)",
     "relay.example env"},
    {"chatbox", "chatbox.json",
     R"({"settings":{"providers":{"openai":{"apiKey":"KEY!","apiHost":"https://relay.example","apiPath":"/v1/chat/completions","models":[{"modelId":"gpt-4o"}]}}}})",
     "relay.example literal gpt-4o"},
    {"cherry", "cherry.json",
     R"({"llm":{"providers":[{"id":"silicon","type":"openai","apiKey":"KEY!","apiHost":"https://api.siliconflow.cn","models":[{"id":"deepseek-ai/DeepSeek-V3","provider":"silicon"}],"enabled":true},{"id":"my","type":"openai","apiKey":"","apiHost":"https://relay.example"}]}})",
     "api.siliconflow.cn literal; relay.example none"},
    {"zed compat", "settings.json",
     R"({
  // mine
  "language_models": {
    "openai_compatible": {
      "Relay": { "api_url": "https://relay.example/v1", "available_models": [{ "name": "gpt-4o", "max_tokens": 128000 }] }
    }
  },
})",
     "relay.example none"},
    {"opencode", "opencode.json",
     R"({"$schema":"https://opencode.ai/config.json","model":"relay/claude-sonnet-4-5","provider":{"relay":{"npm":"@ai-sdk/anthropic","name":"Relay","options":{"baseURL":"https://relay.example/v1","apiKey":"{env:RELAY_KEY}"},"models":{"claude-sonnet-4-5":{"name":"Sonnet"}}}}})",
     "relay.example env relay/claude-sonnet-4-5"},
    {"opencode auth", "auth.json",
     R"({"anthropic":{"type":"oauth","refresh":"R","access":"A","expires":1},"openrouter":{"type":"api","key":"KEY!"}})",
     "openrouter.ai literal"},
    {"codex", ".codex/config.toml",
     R"(model = "gpt-5-codex"
model_provider = "relay"
model_reasoning_effort = "high"

[model_providers.relay]
name = "relay"
base_url = "https://relay.example/v1"
wire_api = "responses"
requires_openai_auth = true
)",
     "relay.example none gpt-5-codex"},
    {"codex ollama", ".codex/config.toml",
     R"(profile = "oss"
[profiles.oss]
model = "gpt-oss:20b"
model_provider = "ollama"
[model_providers.ollama]
name = "Ollama"
base_url = "http://localhost:11434/v1"
)",
     "localhost none gpt-oss:20b"},
    {"codex auth", ".codex/auth.json", R"({"OPENAI_API_KEY": "KEY!", "tokens": null})",
     "api.openai.com literal"},
    {"claude settings", ".claude/settings.json",
     R"({"env":{"ANTHROPIC_AUTH_TOKEN":"KEY!","ANTHROPIC_BASE_URL":"https://open.bigmodel.cn/api/anthropic","API_TIMEOUT_MS":"3000000","ANTHROPIC_DEFAULT_SONNET_MODEL":"glm-4.6"}})",
     "open.bigmodel.cn literal glm-4.6"},
    {"claude router", "config.json",
     R"({"LOG":true,"Providers":[{"name":"openrouter","api_base_url":"https://openrouter.ai/api/v1/chat/completions","api_key":"KEY!","models":["anthropic/claude-sonnet-4"]},{"name":"relay","api_base_url":"https://relay.example/v1/chat/completions","api_key":"$RELAY","models":["gpt-4o"]}],"Router":{"default":"openrouter,anthropic/claude-sonnet-4"}})",
     "openrouter.ai literal anthropic/claude-sonnet-4; relay.example env gpt-4o"},
    {"gemini cli", ".gemini/.env",
     R"(GEMINI_API_KEY=KEY!
GOOGLE_GEMINI_BASE_URL=https://relay.example
GEMINI_MODEL=gemini-2.5-pro
)",
     "relay.example literal gemini-2.5-pro"},
    {"qwen code", ".qwen/.env",
     R"(OPENAI_API_KEY="KEY!"
OPENAI_BASE_URL="https://dashscope.aliyuncs.com/compatible-mode/v1"
OPENAI_MODEL="qwen3-coder-plus"
)",
     "dashscope.aliyuncs.com literal qwen3-coder-plus"},
    {"langchain init", "a.py",
     R"(from langchain.chat_models import init_chat_model
llm = init_chat_model("gpt-4o", model_provider="openai", base_url="https://relay.example/v1", api_key=os.environ["K"]))",
     "relay.example env gpt-4o"},
    {"langchain init alone", "a.py",
     R"(from langchain.chat_models import init_chat_model
llm = init_chat_model("claude-3-5-sonnet-latest", model_provider="anthropic"))",
     "api.anthropic.com none claude-3-5-sonnet-latest"},
    {"langchain colon", "a.py",
     R"(from langchain.chat_models import init_chat_model
llm = init_chat_model("openai:gpt-4.1"))",
     "api.openai.com none openai:gpt-4.1"},
    {"langchain environ", "a.py",
     R"(import os
os.environ["OPENAI_API_KEY"] = "KEY!"
os.environ["OPENAI_API_BASE"] = "https://relay.example/v1"
from langchain_openai import ChatOpenAI
llm = ChatOpenAI(model="gpt-4o"))",
     "relay.example literal gpt-4o"},
    {"llamaindex settings", "a.py",
     R"(from llama_index.llms.openai_like import OpenAILike
Settings.llm = OpenAILike(model="qwen-max", api_base="https://relay.example/v1", api_key="KEY!", is_chat_model=True))",
     "relay.example literal qwen-max"},
    {"litellm py", "a.py",
     R"(import litellm
litellm.api_base = "https://relay.example"
response = litellm.completion(model="gpt-4o", messages=[]))",
     "relay.example none gpt-4o"},
    {"litellm proxy", "config.yaml",
     R"(model_list:
  - model_name: gpt-4o
    litellm_params:
      model: azure/gpt4o-prod
      api_base: os.environ/AZURE_API_BASE
      api_key: os.environ/AZURE_API_KEY
      api_version: "2024-08-01-preview"
  - model_name: claude
    litellm_params:
      model: anthropic/claude-3-5-sonnet
      api_key: os.environ/ANTHROPIC_API_KEY
litellm_settings:
  drop_params: true
)",
     "azure-openai env azure/gpt4o-prod; api.anthropic.com env anthropic/claude-3-5-sonnet"},
    {"one-api channel curl", "",
     R"(curl -X POST https://gate.example/api/channel/ -H "Authorization: Bearer $ADMIN" -d '{"name":"c","type":1,"key":"KEY!","base_url":"https://relay.example","models":"gpt-4o,gpt-4o-mini","group":"default"}')",
     "relay.example literal gpt-4o"},
    {"n8n workflow", "wf.json",
     R"({"nodes":[{"parameters":{"model":{"__rl":true,"value":"gpt-4o-mini"},"options":{"baseURL":"https://relay.example/v1"}},"type":"@n8n/n8n-nodes-langchain.lmChatOpenAi","credentials":{"openAiApi":{"id":"1","name":"OpenAi account"}}}]})",
     "relay.example none gpt-4o-mini"},
    {"n8n default", "wf.json",
     R"({"nodes":[{"parameters":{"model":"gpt-4o-mini","options":{}},"type":"@n8n/n8n-nodes-langchain.lmChatOpenAi","credentials":{"openAiApi":{"id":"1","name":"OpenAi account"}}}]})",
     "api.openai.com none gpt-4o-mini"},
    {"dify dsl", "app.yml",
     R"(app:
  mode: chat
model_config:
  model:
    provider: langgenius/openai/openai
    name: gpt-4o
    mode: chat
    completion_params:
      temperature: 0.7
)",
     "api.openai.com none gpt-4o"},
    {"autogen 0.4", "a.py",
     R"(model_client = OpenAIChatCompletionClient(model="deepseek-chat", base_url="https://api.deepseek.com", api_key=os.environ["DEEPSEEK_API_KEY"], model_info={}))",
     "api.deepseek.com env deepseek-chat"},
    {"crewai", "a.py",
     R"(from crewai import LLM
llm = LLM(model="openai/gpt-4o", base_url="https://relay.example/v1", api_key="KEY!"))",
     "relay.example literal openai/gpt-4o"},
    {"spring yaml", "application.yml",
     R"(spring:
  ai:
    openai:
      base-url: https://relay.example
      api-key: ${OPENAI_API_KEY}
      chat:
        options:
          model: deepseek-chat
)",
     "relay.example env deepseek-chat"},
    {"spring deepseek", "application.properties",
     R"(spring.ai.deepseek.api-key=${K}
spring.ai.deepseek.chat.options.model=deepseek-chat
)",
     "api.deepseek.com env deepseek-chat"},
    {"spring ollama", "application.properties",
     R"(spring.ai.ollama.base-url=http://localhost:11434
spring.ai.ollama.chat.options.model=llama3
)",
     "localhost none llama3"},
    {"quarkus langchain4j", "application.properties",
     R"(quarkus.langchain4j.openai.api-key=${K}
quarkus.langchain4j.openai.base-url=https://relay.example/v1
)",
     "relay.example env"},
    {"vercel provider", "a.ts",
     R"(import { createAnthropic } from '@ai-sdk/anthropic';
const anthropic = createAnthropic({ baseURL: 'https://relay.example/v1', apiKey: process.env.K });
await generateText({ model: anthropic('claude-sonnet-4-5') });)",
     "relay.example env claude-sonnet-4-5"},
    {"vercel default", "a.ts",
     R"(import { openai } from '@ai-sdk/openai';
const { text } = await generateText({ model: openai('gpt-4o-mini'), prompt });)",
     "api.openai.com none gpt-4o-mini"},
    {"vercel google", "a.ts",
     R"(import { google } from "@ai-sdk/google";
streamText({ model: google("gemini-2.5-flash") }))",
     "generativelanguage.googleapis.com none gemini-2.5-flash"},
    {"semantic kernel", "a.cs",
     R"(builder.AddOpenAIChatCompletion("gpt-4o", new Uri("https://relay.example/v1"), Environment.GetEnvironmentVariable("K"));)",
     "relay.example env gpt-4o"},
    {"sk azure", "a.cs",
     R"(builder.AddAzureOpenAIChatCompletion(deploymentName: "gpt4", endpoint: "https://mine.openai.azure.com/", apiKey: config["Key"]);)",
     "mine.openai.azure.com placeholder gpt4"},
    {"cs azure json", "appsettings.json",
     R"({"AzureOpenAI": {"Endpoint": "https://mine.openai.azure.com/", "ApiKey": "", "DeploymentName": "gpt-4o"}})",
     "mine.openai.azure.com none gpt-4o"},
    {"cs openai json", "appsettings.json", R"({"OpenAI": {"ApiKey": "KEY!", "Model": "gpt-4o"}})",
     "api.openai.com literal gpt-4o"},
    {"go openai official", "main.go",
     R"(client := openai.NewClient(
	option.WithAPIKey("KEY!"),
	option.WithBaseURL("https://relay.example/v1/"),
)
client.Chat.Completions.New(ctx, openai.ChatCompletionNewParams{Model: openai.ChatModelGPT4o}))",
     "relay.example literal"},
    {"go sashabaranov", "main.go",
     R"(package main
import openai "github.com/sashabaranov/go-openai"
func main() {
	client := openai.NewClient("KEY!")
})",
     "api.openai.com literal"},
    {"go langchaingo", "main.go",
     R"(llm, err := openai.New(openai.WithBaseURL("https://relay.example/v1"), openai.WithToken(os.Getenv("K")), openai.WithModel("gpt-4o")))",
     "relay.example env gpt-4o"},
    {"rust async-openai", "main.rs",
     R"(let config = OpenAIConfig::new()
    .with_api_key(std::env::var("K").unwrap())
    .with_api_base("https://relay.example/v1");
let client = Client::with_config(config);)",
     "relay.example env"},
    {"java openai", "A.java",
     R"(OpenAIClient client = OpenAIOkHttpClient.builder().apiKey(System.getenv("K")).baseUrl("https://relay.example/v1").build();)",
     "relay.example env"},
    {"java fromEnv", "A.java",
     R"(import com.openai.client.okhttp.OpenAIOkHttpClient;
OpenAIClient client = OpenAIOkHttpClient.fromEnv();)",
     "api.openai.com none"},
    {"java service", "A.java",
     R"(OpenAiService service = new OpenAiService("KEY!", Duration.ofSeconds(60));)",
     "api.openai.com literal"},
    {"kotlin", "a.kt",
     R"(val openai = OpenAI(OpenAIConfig(token = System.getenv("K"), host = OpenAIHost(baseUrl = "https://relay.example/v1/"))))",
     "relay.example env"},
    {"compose list", "docker-compose.yml",
     R"(services:
  chat:
    image: x
    environment:
      OPENAI_API_BASE: "https://relay.example/v1"
      OPENAI_API_KEY: KEY!
      MODEL: gpt-4o
)",
     "relay.example literal gpt-4o"},
    {"compose default", "docker-compose.yml",
     R"(services:
  chat:
    environment:
      - OPENAI_BASE_URL=${OPENAI_BASE_URL:-https://relay.example/v1}
      - OPENAI_API_KEY=${OPENAI_API_KEY:?set it}
)",
     "relay.example env"},
    {"k8s secret", "secret.yaml",
     R"(apiVersion: v1
kind: Secret
metadata:
  name: llm
type: Opaque
stringData:
  OPENAI_API_KEY: KEY!
  OPENAI_BASE_URL: https://relay.example/v1
)",
     "relay.example literal"},
    {"k8s configmap", "cm.yaml",
     R"(apiVersion: v1
kind: ConfigMap
metadata: {name: llm}
data:
  ANTHROPIC_BASE_URL: "https://relay.example"
  app.env: |
    OPENAI_BASE_URL=https://two.example/v1
    OPENAI_API_KEY=${K}
)",
     "relay.example none; two.example env"},
    {"helm values", "values.yaml",
     R"(config:
  openai:
    apiKey: ""
    baseUrl: https://relay.example/v1
    model: gpt-4o
)",
     "relay.example none gpt-4o"},
    {"helm template", "deploy.yaml",
     R"(env:
  - name: OPENAI_API_KEY
    valueFrom:
      secretKeyRef:
        name: {{ .Release.Name }}-llm
        key: openai
  - name: OPENAI_BASE_URL
    value: {{ .Values.openai.baseUrl | default "https://relay.example/v1" | quote }}
)",
     "relay.example env"},
    {"helm set", "",
     R"(helm install chat ./chart --set openai.apiKey=$OPENAI_API_KEY --set openai.baseUrl=https://relay.example/v1
)",
     "relay.example env"},
    {"terraform", "main.tf",
     R"(resource "aws_lambda_function" "f" {
  environment {
    variables = {
      OPENAI_API_KEY  = var.openai_api_key
      OPENAI_BASE_URL = "https://relay.example/v1"
    }
  }
})",
     "relay.example env"},
    {"terraform tfvars", "x.tfvars",
     R"(openai_api_key = "KEY!"
openai_base_url = "https://relay.example/v1"
)",
     "relay.example literal"},
    {"gha", "ci.yml",
     R"(jobs:
  t:
    steps:
      - run: npm test
        env:
          OPENAI_API_KEY: ${{ secrets.OPENAI_API_KEY }}
          OPENAI_BASE_URL: https://relay.example/v1
)",
     "relay.example env"},
    {"gha action", "ci.yml",
     R"(- uses: anthropics/claude-code-action@v1
  with:
    anthropic_api_key: ${{ secrets.ANTHROPIC_API_KEY }}
    claude_args: --model claude-sonnet-4-5
)",
     "api.anthropic.com env"},
    {"systemd", "x.service",
     R"([Service]
Environment="OPENAI_BASE_URL=https://relay.example/v1"
Environment=OPENAI_API_KEY=KEY!
ExecStart=/usr/bin/bot
)",
     "relay.example literal"},
    {"systemd multi", "x.service",
     R"([Service]
Environment="OPENAI_BASE_URL=https://relay.example/v1" "OPENAI_API_KEY=KEY!"
)",
     "relay.example literal"},
    {"powershell", "a.ps1",
     R"($env:ANTHROPIC_BASE_URL="https://relay.example"; $env:ANTHROPIC_AUTH_TOKEN="KEY!"
[Environment]::SetEnvironmentVariable("ANTHROPIC_MODEL","claude-sonnet-4","User"))",
     "relay.example literal claude-sonnet-4"},
    {"powershell setenv", "a.ps1",
     R"([Environment]::SetEnvironmentVariable("OPENAI_BASE_URL", "https://relay.example/v1", "User")
[Environment]::SetEnvironmentVariable("OPENAI_API_KEY", "KEY!", "User"))",
     "relay.example literal"},
    {"powershell irm", "a.ps1",
     R"($headers = @{ "Authorization" = "Bearer $env:OPENAI_API_KEY" }
Invoke-RestMethod -Uri "https://relay.example/v1/chat/completions" -Method Post -Headers $headers -Body '{"model":"gpt-4o"}')",
     "relay.example env gpt-4o"},
    {"fish", "config.fish",
     R"(set -gx OPENAI_BASE_URL https://relay.example/v1
set -Ux OPENAI_API_KEY KEY!
)",
     "relay.example literal"},
    {"cmd", "a.bat",
     R"(@echo off
set OPENAI_BASE_URL=https://relay.example/v1
set "OPENAI_API_KEY=KEY!"
)",
     "relay.example literal"},
    {"setx m", "",
     R"(setx ANTHROPIC_BASE_URL "https://relay.example" /M
setx ANTHROPIC_AUTH_TOKEN "KEY!"
)",
     "relay.example literal"},
    {"dockerfile", "Dockerfile",
     R"(FROM python:3.12
ENV OPENAI_BASE_URL=https://relay.example/v1 \
    OPENAI_API_KEY=KEY!
ARG ANTHROPIC_API_KEY
CMD ["python"])",
     "relay.example literal"},
    {"env spaces", ".env",
     R"(OPENAI_BASE_URL = https://relay.example/v1   # my relay
OPENAI_API_KEY = 'KEY!'
)",
     "relay.example literal"},
    {"env crlf", ".env",
     R"(OPENAI_BASE_URL=https://relay.example/v1
OPENAI_API_KEY=KEY!
)",
     "relay.example literal"},
    {"env commented", ".env",
     R"(# OPENAI_BASE_URL=https://relay.example/v1
OPENAI_API_KEY=${K}
)",
     "api.openai.com env"},
    {"curl multi", "",
     R"(curl --request POST \
  --url https://relay.example/v1/chat/completions \
  --header "Authorization: Bearer KEY!" \
  --json '{"model": "gpt-4o-mini", "messages": []}')",
     "relay.example literal gpt-4o-mini"},
    {"curl caret", "",
     R"(curl "https://relay.example/v1/chat/completions" ^
  -H "Authorization: Bearer %OPENAI_API_KEY%" ^
  -d "{\"model\": \"gpt-4o\"}")",
     "relay.example env gpt-4o"},
    {"curl var", "",
     R"(BASE=https://relay.example/v1
curl $BASE/chat/completions -H "Authorization: Bearer $KEY" -d '{"model":"gpt-4o"}')",
     "relay.example env gpt-4o"},
    {"httpie", "",
     R"(http POST https://relay.example/v1/chat/completions Authorization:"Bearer $KEY" model=gpt-4o messages:='[]')",
     "relay.example env gpt-4o"},
    {"wget", "",
     R"(wget -qO- --header="Authorization: Bearer $KEY" --post-data='{"model":"gpt-4o"}' https://relay.example/v1/chat/completions)",
     "relay.example env gpt-4o"},
    {"postman vars", "x.postman_collection.json",
     R"({"info":{"name":"c"},"variable":[{"key":"baseUrl","value":"https://relay.example/v1"},{"key":"apiKey","value":"KEY!"}],"item":[{"request":{"auth":{"type":"bearer","bearer":[{"key":"token","value":"{{apiKey}}"}]},"method":"POST","url":{"raw":"{{baseUrl}}/chat/completions"},"body":{"mode":"raw","raw":"{\"model\": \"gpt-4o\"}"}}}]})",
     "relay.example literal gpt-4o"},
    {"postman auth", "x.json",
     R"({"item":[{"request":{"auth":{"type":"bearer","bearer":[{"key":"token","value":"KEY!","type":"string"}]},"method":"POST","url":"https://relay.example/v1/chat/completions"}}]})",
     "relay.example literal"},
    {"notebook", "a.ipynb",
     R"({"cells":[{"cell_type":"code","metadata":{},"source":["import os\n","os.environ[\"OPENAI_API_KEY\"] = \"KEY!\"\n","from openai import OpenAI\n","client = OpenAI(base_url=\"https://relay.example/v1\")\n"],"outputs":[]}],"nbformat":4})",
     "relay.example literal"},
    {"notebook magic", "a.ipynb",
     R"({"cells":[{"cell_type":"code","source":["%env OPENAI_API_KEY=KEY!\n","%env OPENAI_BASE_URL=https://relay.example/v1\n"]}]})",
     "relay.example literal"},
    {"notebook getpass", "a.ipynb",
     R"~({"cells":[{"cell_type":"code","source":["os.environ['ANTHROPIC_API_KEY'] = getpass('key')\n","client = anthropic.Anthropic()"]}]})~",
     "api.anthropic.com env"},
    {"har", "a.har",
     R"({"log":{"entries":[{"request":{"method":"POST","url":"https://relay.example/v1/chat/completions","headers":[{"name":"Authorization","value":"Bearer KEY!"}],"postData":{"text":"{\"model\":\"gpt-4o\"}"}},"response":{"status":200}}]}})",
     "relay.example literal gpt-4o"},
    {"k6/axios", "a.js",
     R"(axios.post('https://relay.example/v1/chat/completions', { model: 'gpt-4o', messages }, { headers: { Authorization: `Bearer ${process.env.OPENAI_API_KEY}` } }))",
     "relay.example env gpt-4o"},
    {"py requests", "a.py",
     R"(url = "https://relay.example/v1/chat/completions"
headers = {"Authorization": f"Bearer {API_KEY}", "Content-Type": "application/json"}
data = {"model": "gpt-4o", "messages": []}
r = requests.post(url, headers=headers, json=data))",
     "relay.example placeholder gpt-4o"},
    {"py base concat", "a.py",
     R"(BASE_URL = "https://relay.example"
API_KEY = "KEY!"
r = requests.post(f"{BASE_URL}/v1/chat/completions", headers={"Authorization": f"Bearer {API_KEY}"}, json={"model": "gpt-4o"}))",
     "relay.example literal gpt-4o"},
    {"java okhttp", "A.java",
     R"(Request request = new Request.Builder()
  .url("https://relay.example/v1/chat/completions")
  .addHeader("Authorization", "Bearer " + System.getenv("K"))
  .post(body).build();)",
     "relay.example env"},
    {"cs httpclient", "A.cs",
     R"(client.BaseAddress = new Uri("https://relay.example/v1/");
client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", apiKey);
await client.PostAsJsonAsync("chat/completions", new { model = "gpt-4o" });)",
     "relay.example env gpt-4o"},
    {"go http", "a.go",
     R"(req, _ := http.NewRequest("POST", "https://relay.example/v1/chat/completions", body)
req.Header.Set("Authorization", "Bearer "+os.Getenv("OPENAI_API_KEY")))",
     "relay.example env"},
    {"ruby openai", "a.rb",
     R"(OpenAI.configure do |config|
  config.access_token = ENV.fetch("OPENAI_ACCESS_TOKEN")
  config.uri_base = "https://relay.example/"
end)",
     "relay.example env"},
    {"elixir", "config.exs",
     R"(config :openai,
  api_key: System.get_env("OPENAI_API_KEY"),
  api_url: "https://relay.example"
)",
     "relay.example env"},
    {"lua nvim", "init.lua",
     R"(require("avante").setup({ provider = "openai", providers = { openai = { endpoint = "https://relay.example/v1", model = "gpt-4o", api_key_name = "RELAY_KEY" } } }))",
     "relay.example env gpt-4o"},
    {"r", "a.R",
     R"(Sys.setenv(OPENAI_API_KEY = "KEY!")
chat <- ellmer::chat_openai(base_url = "https://relay.example/v1", model = "gpt-4o"))",
     "relay.example literal gpt-4o"},
    {"streamlit secrets", "secrets.toml",
     R"(OPENAI_API_KEY = "KEY!"
OPENAI_BASE_URL = "https://relay.example/v1"
)",
     "relay.example literal"},
    {"netlify toml", "netlify.toml",
     R"([build.environment]
  OPENAI_BASE_URL = "https://relay.example/v1"
  OPENAI_API_KEY = "set in UI"
)",
     "relay.example placeholder"},
    {"wrangler", "wrangler.toml",
     R"(name = "w"
[vars]
OPENAI_BASE_URL = "https://gateway.ai.cloudflare.com/v1/acc/gw/openai"
)",
     "gateway.ai.cloudflare.com none"},
    {"vercel json", "vercel.json",
     R"({"env":{"OPENAI_API_KEY":"@openai_key","OPENAI_BASE_URL":"https://relay.example/v1"}})",
     "relay.example placeholder"},
    {"nginx upstream", "nginx.conf",
     R"(upstream openai { server api.openai.com:443; }
server { location / { proxy_pass https://openai; proxy_set_header Host api.openai.com; } })",
     "api.openai.com none"},
    {"anythingllm", ".env",
     R"(LLM_PROVIDER='generic-openai'
GENERIC_OPEN_AI_BASE_PATH='https://relay.example/v1'
GENERIC_OPEN_AI_MODEL_PREF='gpt-4o'
GENERIC_OPEN_AI_API_KEY=KEY!
)",
     "relay.example literal gpt-4o"},
    {"flowise", "chatflow.json",
     R"({"nodes":[{"data":{"name":"chatOpenAI","inputs":{"modelName":"gpt-4o","basepath":"https://relay.example/v1"}}}]})",
     "relay.example none gpt-4o"},
    {"jan", "settings.json",
     R"({"provider":"openai","base_url":"https://relay.example/v1","api_key":"KEY!"})",
     "relay.example literal"},
    {"obsidian copilot", "data.json",
     R"({"openAIApiKey":"KEY!","openAIProxyBaseUrl":"https://relay.example/v1","defaultModelKey":"gpt-4o|openai"})",
     "relay.example literal"},
    {"immersive translate", "conf.json",
     R"({"translationServices":{"openai":{"APIKEY":"KEY!","apiUrl":"https://relay.example/v1/chat/completions","model":"gpt-4o-mini"}}})",
     "relay.example literal gpt-4o-mini"},
    {"astrbot", "cmd_config.json",
     R"({"provider":[{"id":"openai_default","type":"openai_chat_completion","enable":true,"key":["KEY!"],"api_base":"https://relay.example/v1","model_config":{"model":"gpt-4o"}}]})",
     "relay.example literal gpt-4o"},
    {"crush", "crush.json",
     R"({"providers":{"relay":{"type":"openai","base_url":"https://relay.example/v1","api_key":"$RELAY_KEY","models":[{"id":"gpt-4o"}]}}})",
     "relay.example env"},
    {"kilo", "settings.json",
     R"({"kilocode.apiProvider":"openai","kilocode.openAiBaseUrl":"https://relay.example/v1"})",
     "relay.example none"},
    {"vscode copilot byok", "settings.json",
     R"({"github.copilot.chat.customOAIModels":{"relay":{"name":"r","url":"https://relay.example/v1/chat/completions","toolCalling":true,"requiresAPIKey":true}}})",
     "relay.example env"},
    {"xml config", "app.config",
     R"(<configuration><appSettings><add key="OPENAI_BASE_URL" value="https://relay.example/v1" /><add key="OPENAI_API_KEY" value=")"
     "KEY!"
     R"(" /></appSettings></configuration>)",
     "relay.example literal"},
    {"ini", "config.ini",
     R"([openai]
; relay
base_url = https://relay.example/v1
api_key: KEY!
model=gpt-4o
)",
     "relay.example literal gpt-4o"},
    {"ansible", "play.yml",
     R"(- hosts: all
  environment:
    OPENAI_BASE_URL: https://relay.example/v1
    OPENAI_API_KEY: "{{ openai_key }}"
)",
     "relay.example env"},
    {"table", "",
     R"(| Setting | Value |
|---|---|
| Base URL | https://relay.example/v1 |
| API key | KEY! |
| Model | gpt-4o |
)",
     "relay.example literal gpt-4o"},
    {"zh labels", "",
     R"(接口地址: https://relay.example/v1
密钥: KEY!
模型: gpt-4o
)",
     "relay.example literal gpt-4o"},
    {"aggregator list", "README.md",
     R"(# Free LLM APIs

- [Groq](https://console.groq.com) - base URL https://api.groq.com/openai/v1, 30 requests/minute
- [OpenRouter](https://openrouter.ai) - base URL https://openrouter.ai/api/v1, 20 requests/minute
- [Cerebras](https://cloud.cerebras.ai) - base URL https://api.cerebras.ai/v1, 30 requests/minute
- [Mistral](https://console.mistral.ai) - https://api.mistral.ai/v1, 1 request/second
)",
     "api.groq.com none; openrouter.ai none; api.cerebras.ai none; api.mistral.ai none"},
    {"aggregator table", "README.md",
     R"(| Provider | Base URL | Limit |
|---|---|---|
| Groq | https://api.groq.com/openai/v1 | 30 RPM |
| Some relay | https://relay.example/v1 | unlimited |
| Another | https://two.example/v1 | 60 RPM |
)",
     "api.groq.com none; relay.example none; two.example none"},
    {"broken json", "settings.json",
     R"({"env": {"ANTHROPIC_BASE_URL": "https://relay.example", "ANTHROPIC_AUTH_TOKEN": "KEY!)",
     "relay.example literal"},
    {"broken yaml", "a.yaml",
     R"(models:
- name: x
   provider: openai
 apiBase: https://relay.example/v1
	apiKey: KEY!
)",
     "relay.example literal"},
    {"broken toml", "a.toml",
     R"([model_providers.relay
base_url = "https://relay.example/v1
env_key = RELAY_KEY
)",
     "relay.example env"},
    {"middle of json", "",
     R"(      "apiKey": "KEY!",
      "baseURL": "https://relay.example/v1"
    },
    "models": {
      "gpt-4o": {}
)",
     "relay.example literal"},
    {"json trailing commas/quotes", "",
     R"({'base_url': 'https://relay.example/v1', 'api_key': 'KEY!', 'model': 'gpt-4o',})",
     "relay.example literal gpt-4o"},
    {"smart quotes", "", R"(client = OpenAI(api_key=“KEY!”, base_url=“https://relay.example/v1”))",
     "relay.example literal"},
    {"diff", "x.diff",
     R"(--- a/.env
+++ b/.env
@@ -1,2 +1,2 @@
-OPENAI_BASE_URL=https://api.openai.com/v1
+OPENAI_BASE_URL=https://relay.example/v1
+OPENAI_API_KEY=KEY!
)",
     "relay.example literal"},
    {"numbered paste", "",
     R"( 1  OPENAI_BASE_URL=https://relay.example/v1
 2  OPENAI_API_KEY=KEY!
)",
     "relay.example literal"},
    {"prompt paste", "",
     R"(user@box:~$ export OPENAI_BASE_URL=https://relay.example/v1
user@box:~$ export OPENAI_API_KEY=KEY!
)",
     "relay.example literal"},
    {"ps paste", "",
     R"(PS C:\Users\me> $env:OPENAI_BASE_URL = "https://relay.example/v1"
PS C:\Users\me> $env:OPENAI_API_KEY = "KEY!"
)",
     "relay.example literal"},
    {"python repl", "",
     R"(>>> from openai import OpenAI
>>> client = OpenAI(
...     base_url="https://relay.example/v1",
...     api_key="KEY!",
... )
)",
     "relay.example literal"},
    {"quote block", "",
     R"(> OPENAI_BASE_URL=https://relay.example/v1
> OPENAI_API_KEY=KEY!
)",
     "relay.example literal"},
    {"fence in list", "a.md",
     R"(1. Set:

   ```bash
   export OPENAI_BASE_URL=https://relay.example/v1
   export OPENAI_API_KEY=KEY!
   ```
)",
     "relay.example literal"},
    {"unclosed fence", "a.md",
     R"(Use GPT:

```json
{"baseURL": "https://relay.example/v1", "apiKey": "KEY!")",
     "relay.example literal"},
    {"json in string", "",
     R"({"content":"export OPENAI_BASE_URL=https:\/\/relay.example\/v1\nexport OPENAI_API_KEY=KEY!\n"})",
     "relay.example literal"},
};

// A text that only looks like one of the above: nothing is read from it, or not this host.
struct Silent {
  std::string_view name, text, host;
};
constexpr Silent kSilent[] = {
    {"a reference is no host", "api_base: os.environ/AZURE_API_BASE\nmodel: azure/gpt-4o\n",
     "os.environ"},
    {"a switch that is off", "CLAUDE_CODE_USE_BEDROCK=0\n", ""},
    {"a word and no program", "http is a protocol of 1991, and https came later.\n", ""},
    {"a type of something else", "{\"type\": \"together\", \"id\": 3}\n", ""},
    {"a configuration of anything",
     "new Configuration({ basePath: \"https://shop.example/v1\" })\n", "shop.example"},
    {"a settings object of another kind",
     "config.base_url = \"https://shop.example/\"\nconfig.api_key = ENV['SHOP']\n", "shop.example"},
    {"a list of pages", "# APIs\n\n- https://one.example/v1\n- https://two.example/v1\n",
     "one.example"},
};

std::string with_key(std::string_view text) {
  const std::string key = with_made_keys(Catalog::builtin().data(), "{{key:openai-legacy-key}}");
  std::string made(text);
  for (std::size_t at = made.find("KEY!"); at != std::string::npos; at = made.find("KEY!", at))
    made.replace(at, 4, key);
  return made;
}

std::string shown(const EndpointHit& hit) {
  std::string out = hit.host.empty() ? hit.vendor : hit.host;
  out += " " + std::string(name_of(hit.key_source));
  return hit.model.empty() ? out : out + " " + hit.model;
}

std::vector<std::string> read(std::string_view text, std::string_view uri) {
  std::vector<std::string> told;
  for (const EndpointHit& hit : Catalog::builtin().words().endpoints().read(Text(0, uri, text)))
    told.push_back(shown(hit));
  return told;
}

TEST(Clients, AreReadAsTheyAreWritten) {
  for (const Row& row : kRows) {
    const std::vector<std::string> told = read(with_key(row.text), row.uri);
    for (std::string_view rest = row.told; !rest.empty();) {
      const std::size_t end = std::min(rest.find("; "), rest.size());
      EXPECT_NE(std::find(told.begin(), told.end(), rest.substr(0, end)), told.end())
          << row.name << ": " << rest.substr(0, end) << " is not in "
          << testing::PrintToString(told);
      rest.remove_prefix(std::min(end + 2, rest.size()));
    }
  }
}

TEST(Clients, AreNotSeenWhereThereAreNone) {
  for (const Silent& row : kSilent) {
    for (const std::string& told : read(row.text, ""))
      EXPECT_TRUE(!row.host.empty() && !told.starts_with(row.host)) << row.name << ": " << told;
  }
}

}  // namespace
}  // namespace stoprule
