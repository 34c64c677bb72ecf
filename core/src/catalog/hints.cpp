#include "catalog/hints.h"

#include <algorithm>
#include <iterator>
#include <string>

#include "text/fold.h"

namespace stoprule {
namespace {

constexpr std::string_view kHintNames[] = {
    "ai",           "access",   "trial_credit", "price",      "own_machine", "gateway",
    "pass_through", "own_key",  "app_plan",     "app_use",    "mirror",      "app_session",
    "co_rent",      "relay",    "hosted",       "platform",   "hygiene",     "account_trade",
    "key_check",    "key_pool", "app_token",    "shared_key", "free_offer",  "sign_up",
    "compatible",   "software", "plan_apart"};
static_assert(std::size(kHintNames) == kHints);

}  // namespace

std::size_t hint_named(std::string_view name) {
  return static_cast<std::size_t>(std::find(std::begin(kHintNames), std::end(kHintNames), name) -
                                  std::begin(kHintNames));
}

void load_hints(std::string_view language, JsonObject& json, StringArena& arena, Hints& hints) {
  HintLanguage loaded{language, {}, {}};
  const auto folded = [&](std::string_view text) { return arena.keep(fold(text).text()); };
  for (const std::string_view word : json.texts("deny")) loaded.deny.push_back(folded(word));
  for (std::size_t i = 0; i < kHints; ++i) {
    for (std::string_view phrase : json.texts(kHintNames[i])) {
      const bool open = phrase.ends_with('*');
      if (open) phrase.remove_suffix(1);
      const std::string_view kept = folded(phrase);
      if (kept.empty()) json.problem(kHintNames[i], "holds an empty phrase");
      loaded.phrases.push_back({kept, static_cast<Hint>(i), open});
    }
  }
  hints.languages.push_back(std::move(loaded));
}

}  // namespace stoprule
