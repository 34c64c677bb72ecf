// From whole texts to verdicts. Each row is one decision of the table; the row is its
// documentation.
#include "assess/assess.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>
#include <string>
#include <string_view>

#include "made/made_report.h"
#include "stoprule/stoprule.h"
#include "text/names.h"

namespace stoprule {
namespace {

struct Row {
  std::string_view name, text;
  RouteId route;
  Level level;
};

constexpr Row kRows[] = {
    {"nothing about AI",
     "A tiny router for the browser. Free forever, unlimited routes, no sign-up.", RouteId::kNone,
     Level::kNone},
    {"a cloud named for its machines",
     "Azure gives every new account a free virtual machine for a year.", RouteId::kNone,
     Level::kNone},
    {"the vendor's own API",
     "Create an API key at https://platform.openai.com and add a payment method on the billing "
     "page.",
     RouteId::kOfficialPlatform, Level::kProceed},
    {"a named host with limits",
     "Groq: get an API key at https://console.groq.com, free tier, no credit card.",
     RouteId::kProviderRoute, Level::kProceed},
    {"a starting credit", "OpenAI gives new API accounts $5 in free credits.",
     RouteId::kTrialCredit, Level::kProceed},
    {"a credit beside prices is paid use",
     "OpenAI API: pay-as-you-go, with some free credits for new users.", RouteId::kOfficialPlatform,
     Level::kProceed},
    {"a relay", "Our API relay station sells tokens for GPT-4 and Claude cheaper than official.",
     RouteId::kProviderRoute, Level::kEvaluate},
    {"a relay in Chinese", "本站是大模型 API 中转站，支持 Claude 与 GPT，支付宝充值。",
     RouteId::kProviderRoute, Level::kEvaluate},
    {"one's own machine", "Run models locally with Ollama: download the weights, works offline.",
     RouteId::kOpenWeight, Level::kProceed},
    {"one's own plan", "It uses your existing ChatGPT Plus subscription through the Codex CLI.",
     RouteId::kAppAccess, Level::kProceed},
    {"a session token used from code",
     "Copy the session token of ChatGPT from your browser into .env and start the API server.",
     RouteId::kAppAccess, Level::kStop},
    {"an honest warning changes nothing",
     "Warning: this LLM project is reverse engineered and may break at any time. Use it to call "
     "Kimi for free.",
     RouteId::kAppAccess, Level::kStop},
    {"shared keys", "Here are some keys: free OpenAI API keys, updated every day.",
     RouteId::kCopiedKey, Level::kStop},
    {"accounts made in bulk",
     "Auto-register bot: makes ChatGPT accounts and stores their API keys.", RouteId::kCopiedKey,
     Level::kStop},
    {"one account for many", "Shared ChatGPT Plus: car pool seats for six people.",
     RouteId::kAppAccess, Level::kStop},
    {"denied, so not meant",
     "No API relay, no reseller. Create an API key at https://platform.openai.com.",
     RouteId::kOfficialPlatform, Level::kProceed},
    {"only a protocol", "An OpenAI-compatible endpoint for Ollama models that run locally.",
     RouteId::kOpenWeight, Level::kProceed},
    {"an unknown host for another vendor's client",
     "ANTHROPIC_BASE_URL=https://relay.example.net\nANTHROPIC_AUTH_TOKEN=$TOKEN\n",
     RouteId::kProviderRoute, Level::kEvaluate},
    {"a private host is nobody's fault",
     "OPENAI_BASE_URL=http://127.0.0.1:11434/v1\nOPENAI_API_KEY=ollama\n", RouteId::kOpenWeight,
     Level::kProceed},
    {"a secret read into front-end code",
     "const client = new OpenAI({ apiKey: import.meta.env.VITE_OPENAI_API_KEY, "
     "dangerouslyAllowBrowser: true });",
     RouteId::kOfficialPlatform, Level::kStop},
    {"a pass-through proxy",
     "server {\n  location / {\n    proxy_pass https://api.openai.com;\n  }\n}\n",
     RouteId::kUserPays, Level::kProceed},
};

TEST(Assess, DecidesRouteAndLevel) {
  for (const Row& row : kRows) {
    const Report report = made_report(row.text);
    EXPECT_EQ(name_of(report.route), name_of(row.route)) << row.name;
    EXPECT_EQ(name_of(report.verdict.level), name_of(row.level)) << row.name;
  }
}

TEST(Assess, EveryVerdictRestsOnSomethingAndSaysWhatToDo) {
  for (const Row& row : kRows) {
    const Report report = made_report(row.text);
    EXPECT_EQ(report.verdict.because.empty(), row.level == Level::kNone) << row.name;
    EXPECT_FALSE(report.verdict.summary.text.empty()) << row.name;
    EXPECT_FALSE(report.verdict.next.text.empty()) << row.name;
    EXPECT_EQ(report.routes.empty(), row.route == RouteId::kNone) << row.name;
  }
}

// A message without a text shows its id instead; none may be left, in any language.
TEST(Assess, HasAllItsMessages) {
  for (const char* language : {"en", "zh"}) {
    for (const Row& row : kRows) {
      Options options;
      options.language = language;
      const Report report = made_report(row.text, {}, options);
      std::vector<Message> told = {report.verdict.summary, report.verdict.next};
      for (const Reason& reason : report.verdict.because) told.push_back(reason.message);
      for (const Step& step : report.checks) told.push_back(step.message);
      for (const Step& step : report.remediation) told.push_back(step.message);
      for (const Message& message : told) {
        EXPECT_NE(message.text, message.id) << row.name << ", " << language;
        EXPECT_EQ(message.text.find('{'), std::string::npos) << message.id << ", " << language;
      }
    }
  }
}

TEST(Assess, BlocksOnExactlyWhatIsNotShown) {
  for (const Row& row : kRows) {
    const Report report = made_report(row.text);
    for (const Route& route : report.routes) {
      const std::set<Question> blocked(route.blocked_by.begin(), route.blocked_by.end());
      for (std::size_t i = 0; i < kQuestions; ++i) {
        EXPECT_EQ(route.answers[i].state != AnswerState::kShown,
                  blocked.contains(static_cast<Question>(i)))
            << row.name << ": " << route.name << ", " << kQuestionNames[i];
      }
    }
  }
}

TEST(Assess, SaysWhereARegistryAnswerComesFrom) {
  const Report report = made_report("Create an API key at https://platform.openai.com.");
  const Answer& owner = report.answers[static_cast<std::size_t>(Question::kOwner)];
  ASSERT_EQ(owner.state, AnswerState::kShown);
  ASSERT_TRUE(owner.from_registry);
  ASSERT_FALSE(owner.evidence.empty());
  EXPECT_EQ(owner.evidence.front().vendor, "openai");
  EXPECT_FALSE(owner.evidence.front().url.empty());
  EXPECT_FALSE(owner.evidence.front().as_of.empty());
}

bool has_reason(const Report& report, std::string_view id) {
  return std::any_of(report.verdict.because.begin(), report.verdict.because.end(),
                     [&](const Reason& reason) { return reason.message.id == id; });
}

// What is merely named beside a stop, or open, made nothing of it.
TEST(Assess, GivesAStopItsOwnReasonsAlone) {
  for (const Row& row : kRows) {
    if (row.level != Level::kStop) continue;
    const Report report = made_report(row.text);
    for (const std::string_view id : {"reason.own_account", "reason.foreign_host",
                                      "reason.unproven_promise", "reason.open_questions"}) {
      EXPECT_FALSE(has_reason(report, id)) << row.name << ": " << id;
    }
  }
}

TEST(Assess, TellsAnOldRegistryOnlyWhenItKnowsTheDay) {
  const std::string_view text = "Create an API key at https://platform.openai.com.";
  EXPECT_FALSE(has_reason(made_report(text), "reason.old_registry"));
  Options options;
  options.today = std::string(Catalog::builtin().as_of());
  EXPECT_FALSE(has_reason(made_report(text, {}, options), "reason.old_registry"));
  options.today = "2099-01-01";
  EXPECT_TRUE(has_reason(made_report(text, {}, options), "reason.old_registry"));
}

TEST(Assess, ListsEveryRouteOfAList) {
  const Report report = made_report(
      "# Free API tiers\n- OpenAI: $5 in free credits, https://platform.openai.com\n"
      "- Groq: API key at https://console.groq.com\n- Ollama: run models locally\n");
  std::set<RouteId> routes;
  for (const Route& route : report.routes) routes.insert(route.id);
  EXPECT_TRUE(routes.contains(RouteId::kTrialCredit));
  EXPECT_TRUE(routes.contains(RouteId::kProviderRoute));
  EXPECT_TRUE(routes.contains(RouteId::kOpenWeight));
}

TEST(Assess, TestsWithAKeyFromTheEnvironment) {
  const Report report = made_report("Create an API key at https://platform.openai.com.");
  const auto request =
      std::find_if(report.checks.begin(), report.checks.end(),
                   [](const Step& step) { return step.message.id == "check.request"; });
  ASSERT_NE(request, report.checks.end());
  EXPECT_NE(request->command.find("$OPENAI_API_KEY"), std::string::npos) << request->command;
}

}  // namespace
}  // namespace stoprule
