// The decision table: which level a route has, and why.
#include <array>

#include "assess/draft.h"

namespace stoprule {
namespace {

constexpr std::uint32_t kSubjectVotes = 3;  // from here on a text is about a vendor

struct Case {
  const CatalogData& catalog;
  const Signals& signals;
  const Draft& draft;

  const Vendor* vendor() const {
    return draft.vendor == kNoVendor ? nullptr : &catalog.vendors[draft.vendor];
  }
  bool kind(VendorKind wanted) const { return vendor() != nullptr && vendor()->kind == wanted; }
  bool shown(Question question) const {
    return draft.answers[static_cast<std::size_t>(question)].state == AnswerState::kShown;
  }
  bool missing(Question question) const {
    return draft.answers[static_cast<std::size_t>(question)].state == AnswerState::kMissing;
  }
  bool named() const { return vendor() != nullptr || !missing(Question::kOwner); }
  /// Whether somebody resells, relays or reverse-engineers between the reader and the vendor.
  bool stranger() const {
    return draft.foreign || kind(VendorKind::kResellerRelay) || kind(VendorKind::kReverseProxy);
  }
  bool free_for_all() const {
    return signals.promises("free_access") || signals.promises("no_key_needed") ||
           signals.promises("no_signup") || signals.has(Hint::kFreeOffer);
  }
  bool pooled() const {
    const bool spoken_of = draft.route == RouteId::kUserPays ||
                           draft.route == RouteId::kOfficialPlatform ||
                           draft.route == RouteId::kProviderRoute;
    return draft.pooled ||
           (spoken_of && (signals.promises("account_pool") || signals.has(Hint::kKeyPool)));
  }
  bool outside() const { return !draft.local && !draft.host.empty(); }
};

struct Row {
  RouteId route;  // kNone: any
  bool (*holds)(const Case&);
  Level level;
  std::string_view reason;
};

// The first row that holds decides.
constexpr Row kRows[] = {
    {RouteId::kCopiedKey, [](const Case&) { return true; }, Level::kStop, "copied_key"},
    {RouteId::kNone, [](const Case& c) { return c.signals.promises("ban_evasion"); }, Level::kStop,
     "ban_evasion"},
    {RouteId::kNone,
     [](const Case& c) { return c.signals.promises("no_ban") && c.missing(Question::kOwner); },
     Level::kStop, "no_ban"},
    {RouteId::kNone,
     [](const Case& c) {
       return c.draft.bare_ip && c.draft.keyless && c.outside() && c.missing(Question::kOwner) &&
              c.free_for_all();
     },
     Level::kStop, "nobody"},
    {RouteId::kNone,
     [](const Case& c) {
       return c.outside() && !c.named() && c.draft.keyless && c.signals.promises("no_key_needed");
     },
     Level::kStop, "nobody"},
    {RouteId::kAppAccess, [](const Case& c) { return c.signals.promises("account_pool"); },
     Level::kStop, "account_pool"},

    // Such projects drive an app's private interface; named in passing, one is only somebody in
    // between.
    {RouteId::kAppAccess,
     [](const Case& c) {
       return c.kind(VendorKind::kReverseProxy) && c.draft.votes >= kSubjectVotes;
     },
     Level::kStop, "reverse_engineered"},
    {RouteId::kAppAccess,
     [](const Case& c) { return c.signals.has(Hint::kMirror) || c.stranger(); }, Level::kEvaluate,
     "app_relayed"},
    {RouteId::kAppAccess,
     [](const Case& c) { return c.draft.endpoint || c.signals.has(Hint::kAppToken); },
     Level::kEvaluate, "app_from_code"},
    {RouteId::kAppAccess,
     [](const Case& c) {
       return c.kind(VendorKind::kConsumerApp) || c.signals.has(Hint::kAppPlan);
     },
     Level::kProceed, "own_app"},
    {RouteId::kAppAccess, [](const Case&) { return true; }, Level::kEvaluate, "app_relayed"},

    {RouteId::kNone, [](const Case& c) { return c.draft.foreign; }, Level::kEvaluate,
     "foreign_host"},
    {RouteId::kNone, [](const Case& c) { return c.pooled(); }, Level::kEvaluate, "pooled_keys"},
    {RouteId::kOfficialPlatform, [](const Case&) { return true; }, Level::kProceed, "own_account"},
    {RouteId::kTrialCredit, [](const Case& c) { return c.named() && !c.stranger(); },
     Level::kProceed, "trial_credit"},
    {RouteId::kTrialCredit, [](const Case&) { return true; }, Level::kEvaluate, "unnamed"},
    {RouteId::kProviderRoute, [](const Case& c) { return c.vendor() == nullptr || c.stranger(); },
     Level::kEvaluate, "stranger_between"},
    {RouteId::kProviderRoute,
     [](const Case& c) { return c.shown(Question::kOwner) && c.shown(Question::kLimits); },
     Level::kProceed, "named_provider"},
    {RouteId::kProviderRoute, [](const Case&) { return true; }, Level::kEvaluate, "unanswered"},
    {RouteId::kUserPays, [](const Case& c) { return c.outside() || c.signals.has(Hint::kRelay); },
     Level::kEvaluate, "stranger_between"},
    {RouteId::kUserPays, [](const Case&) { return true; }, Level::kProceed, "own_key"},
    {RouteId::kOpenWeight,
     [](const Case& c) { return c.draft.local || c.kind(VendorKind::kLocalRuntime); },
     Level::kProceed, "own_machine"},
    {RouteId::kOpenWeight,
     [](const Case& c) {
       return c.vendor() != nullptr && !(c.shown(Question::kOwner) && c.shown(Question::kLimits));
     },
     Level::kEvaluate, "unanswered"},
    {RouteId::kOpenWeight, [](const Case& c) { return c.outside(); }, Level::kEvaluate,
     "unknown_host"},
    {RouteId::kOpenWeight, [](const Case&) { return true; }, Level::kProceed, "own_machine"},
    {RouteId::kNone, [](const Case&) { return true; }, Level::kEvaluate, "unknown_host"},
};

}  // namespace

void judge(const CatalogData& catalog, const Signals& signals, Draft& draft) {
  if (draft.level == Level::kStop) return;  // a stop rule has spoken, with its own reason
  const Case c{catalog, signals, draft};
  for (const Row& row : kRows) {
    if ((row.route != RouteId::kNone && row.route != draft.route) || !row.holds(c)) continue;
    draft.level = row.level;
    draft.reasons.push_back({row.reason, draft.places});
    return;
  }
}

}  // namespace stoprule
