#include <iterator>

#include "assess/hearing.h"

namespace stoprule {
namespace {

// What makes a route a stop wherever a text offers it: a promise, or where that is empty a hint.
// The first that holds gives the dominant route.
struct StopRule {
  std::string_view reason, promise;
  RouteId route;
  Hint hint;
  bool of_strangers = false;  // not where the reader gets a key of an own account

  const std::vector<Place>& where(const Signals& signals) const {
    return promise.empty() ? signals.hint(hint) : signals.promised(promise);
  }
};
constexpr StopRule kStopRules[] = {
    {"key_generator", "key_generator", RouteId::kCopiedKey, {}},
    {"shared_key", "shared_key", RouteId::kCopiedKey, {}, true},
    {"shared_key", {}, RouteId::kCopiedKey, Hint::kSharedKey},
    {"account_trade", {}, RouteId::kCopiedKey, Hint::kAccountTrade},
    {"key_check", {}, RouteId::kCopiedKey, Hint::kKeyCheck},
    {"co_rent", {}, RouteId::kAppAccess, Hint::kCoRent},
    {"reverse_engineered", "reverse_engineered", RouteId::kAppAccess, {}},
    {"app_session", {}, RouteId::kAppAccess, Hint::kAppSession},
};

}  // namespace

void hear_stops(Hearing& hearing) {
  const Signals& signals = hearing.signals;
  const bool accounts = signals.has(Hint::kAccountTrade) && signals.has(Hint::kAccess);
  if (!signals.about_ai() && !accounts) return;
  constexpr std::uint32_t kOutweighsAll = 1u << 20;
  std::uint32_t weight = kOutweighsAll + static_cast<std::uint32_t>(std::size(kStopRules));
  for (const StopRule& rule : kStopRules) {
    const std::vector<Place>& places = rule.where(signals);
    --weight;
    if (places.empty() || (rule.of_strangers && hearing.own_registration())) continue;
    Draft* to = hearing.ballot.first_of(rule.route);
    if (to == nullptr) to = &hearing.ballot.draft(rule.route, kNoVendor, {});
    to->level = Level::kStop;
    to->reasons.push_back({rule.reason, places});
    hearing.ballot.vote(*to, weight, places.front());
  }
}

}  // namespace stoprule
