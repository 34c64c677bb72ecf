// choose.cpp - "which route do I need": the decision rule as a few questions. What is asked and
// what follows is this table; its words are messages ("choose.<question>",
// "choose.<question>.<answer>").
#include <string>
#include <vector>

#include "assess/json_fields.h"
#include "assess/steps.h"
#include "stoprule/stoprule.h"
#include "text/names.h"

namespace stoprule {
namespace {

struct Branch {
  std::string_view question, answer;
  std::string_view then;  // the next question; empty: the route is known
  RouteId route;
};
constexpr std::string_view kFirst = "need";
constexpr Branch kBranches[] = {
    {"need", "production", {}, RouteId::kOfficialPlatform},
    {"need", "by_hand", {}, RouteId::kAppAccess},
    {"need", "try_out", "data", RouteId::kUnknown},
    {"need", "users_pay", {}, RouteId::kUserPays},
    {"need", "no_cost", {}, RouteId::kOpenWeight},
    {"need", "found_key", {}, RouteId::kCopiedKey},
    {"data", "sensitive", {}, RouteId::kOfficialPlatform},
    {"data", "harmless", "credit", RouteId::kUnknown},
    {"credit", "have_credit", {}, RouteId::kTrialCredit},
    {"credit", "no_credit", {}, RouteId::kProviderRoute},
};

Level level_of(RouteId route) {
  if (route == RouteId::kCopiedKey) return Level::kStop;
  return route == RouteId::kProviderRoute ? Level::kEvaluate : Level::kProceed;
}

std::string ask(const Phrasebook& phrasebook, std::string_view question) {
  std::vector<const Branch*> branches;
  for (const Branch& branch : kBranches) {
    if (branch.question == question) branches.push_back(&branch);
  }
  const std::string id = "choose." + std::string(question);
  JsonFields asked;
  asked.text("id", question);
  asked.text("text", phrasebook.text(id));
  asked.raw("options", json_list(branches, [&](const Branch* branch) {
              JsonFields option;
              option.text("id", branch->answer);
              option.text("text", phrasebook.text(id + "." + std::string(branch->answer)));
              return option.take();
            }));
  JsonFields out;
  out.raw("question", asked.take());
  return out.take();
}

std::string recommend(const CatalogData& catalog, const Phrasebook& phrasebook, RouteId id) {
  Route route;
  route.id = id;
  route.level = level_of(id);
  route.name = phrasebook.text("provider.unnamed");
  for (std::size_t i = 0; i < kQuestions; ++i) route.blocked_by.push_back(static_cast<Question>(i));
  const std::string name(name_of(id));
  const std::string level(name_of(route.level));
  JsonFields out;
  out.text("route", name);
  out.text("name", phrasebook.text("route." + name));
  out.text("what", phrasebook.text("route." + name + ".what"));
  out.text("level", level);
  out.text("next", phrasebook.text("next." + level + "." + name));
  out.raw("checks", json_list(checks_for(catalog, phrasebook, route.level, {route}),
                              [](const Step& step) { return json_quoted(step.message.text); }));
  return out.take();
}

}  // namespace

Result<std::string> choose(const Catalog& catalog, std::string_view answers_json,
                           std::string_view language) {
  StringArena arena;
  std::vector<std::pair<std::string_view, std::string_view>> answers;
  const Status status = read_json(
      "answers", answers_json, arena,
      [&](JsonObject& json) {
        for (const std::string_view key : json.keys()) answers.emplace_back(key, json.text(key));
      },
      ErrorCode::kUsage);
  if (!status) return status.error();
  const Phrasebook phrasebook(catalog.data().messages, language);
  std::string_view question = kFirst;
  std::size_t used = 0;
  for (;;) {
    std::string_view answer;
    for (const auto& [name, value] : answers) {
      if (name == question) answer = value;
    }
    if (answer.empty()) break;
    const Branch* taken = nullptr;
    for (const Branch& branch : kBranches) {
      if (branch.question == question && branch.answer == answer) taken = &branch;
    }
    if (taken == nullptr) {
      return Error{ErrorCode::kUsage, "answers: " + std::string(question),
                   "is not one of its options"};
    }
    ++used;
    if (taken->then.empty()) return recommend(catalog.data(), phrasebook, taken->route);
    question = taken->then;
  }
  if (used < answers.size())
    return Error{ErrorCode::kUsage, "answers", "name a question that was not asked"};
  return ask(phrasebook, question);
}

}  // namespace stoprule
