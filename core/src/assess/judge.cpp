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
  /// A host that lists name while nobody knows its operator is nobody's.
  bool named() const {
    return (vendor() != nullptr && !kind(VendorKind::kUnverifiedHost)) ||
           !missing(Question::kOwner);
  }
  /// Whether somebody resells, relays or reverse-engineers between the reader and the vendor.
  bool stranger() const {
    return draft.foreign || kind(VendorKind::kResellerRelay) || kind(VendorKind::kReverseProxy) ||
           kind(VendorKind::kUnverifiedHost);
  }
  /// A known host of models, set up with a key of the reader's.
  bool hosts_for_reader() const {
    return draft.endpoint && !draft.pooled && vendor() != nullptr && !vendor()->retired &&
           (kind(VendorKind::kInferenceHost) || kind(VendorKind::kCloudPlatform)) &&
           !free_for_all();
  }
  bool free_for_all() const {
    return signals.promises("free_access") || signals.promises("no_key_needed") ||
           signals.promises("no_signup") || signals.has(Hint::kFreeOffer);
  }
  /// Free, and without an account of the reader's: whoever pays for it is not the reader.
  bool asks_nothing() const {
    return signals.promises("no_key_needed") ||
           (signals.promises("no_signup") &&
            (signals.promises("free_access") || signals.promises("unlimited_use") ||
             signals.promises("no_billing")));
  }
  /// Without end and for nothing, nowhere in particular: no vendor sells that, so somebody else's
  /// account is behind it.
  bool boundless() const {
    return signals.promises("unlimited_use") &&
           (signals.promises("free_access") || signals.promises("free_forever")) &&
           !signals.has(Hint::kSignUp) && !signals.has_address();
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
  Level level;
  bool (*holds)(const Case&);
  std::string_view reason;
  std::string_view promise = {};  // whose words the reason rests on, rather than the route's
};

// The first row that holds decides.
constexpr Row kRows[] = {
    {RouteId::kCopiedKey, Level::kStop, [](const Case&) { return true; }, "copied_key"},
    {RouteId::kNone, Level::kStop, [](const Case& c) { return c.signals.promises("ban_evasion"); },
     "ban_evasion", "ban_evasion"},
    {RouteId::kNone, Level::kStop,
     [](const Case& c) { return c.signals.promises("no_ban") && c.missing(Question::kOwner); },
     "no_ban", "no_ban"},
    {RouteId::kNone, Level::kStop,
     [](const Case& c) {
       return c.draft.bare_ip && c.draft.keyless && c.outside() && c.missing(Question::kOwner) &&
              c.free_for_all();
     },
     "nobody"},
    {RouteId::kNone, Level::kStop,
     [](const Case& c) { return c.outside() && !c.named() && c.draft.keyless && c.asks_nothing(); },
     "nobody"},
    {RouteId::kProviderRoute, Level::kStop,
     [](const Case& c) { return c.vendor() == nullptr && !c.named() && c.boundless(); },
     "boundless", "unlimited_use"},
    {RouteId::kAppAccess, Level::kStop,
     [](const Case& c) { return c.signals.promises("account_pool"); }, "account_pool",
     "account_pool"},

    // Such projects drive an app's private interface; named in passing, and not to be started
    // without a key, one is only somebody in between.
    {RouteId::kAppAccess, Level::kStop,
     [](const Case& c) {
       // A local port alone only suggests one: it may be the reader's own subscription.
       const bool port_alone = c.draft.local && c.draft.extents.empty();
       const bool subject =
           c.draft.votes >= kSubjectVotes || (c.asks_nothing() && c.signals.has(Hint::kSoftware));
       return c.kind(VendorKind::kReverseProxy) && subject && !port_alone;
     },
     "reverse_engineered"},
    {RouteId::kAppAccess, Level::kEvaluate,
     [](const Case& c) { return c.signals.has(Hint::kMirror) || c.stranger(); }, "app_relayed"},
    {RouteId::kAppAccess, Level::kEvaluate,
     [](const Case& c) { return c.draft.endpoint || c.signals.has(Hint::kAppToken); },
     "app_from_code"},
    {RouteId::kAppAccess, Level::kProceed,
     [](const Case& c) {
       return c.kind(VendorKind::kConsumerApp) || c.signals.has(Hint::kAppPlan);
     },
     "own_app"},
    {RouteId::kAppAccess, Level::kEvaluate, [](const Case&) { return true; }, "app_relayed"},

    {RouteId::kNone, Level::kEvaluate, [](const Case& c) { return c.draft.foreign; },
     "foreign_host"},
    {RouteId::kNone, Level::kEvaluate, [](const Case& c) { return c.pooled(); }, "pooled_keys"},
    {RouteId::kOfficialPlatform, Level::kProceed, [](const Case&) { return true; }, "own_account"},
    {RouteId::kTrialCredit, Level::kProceed,
     [](const Case& c) { return c.named() && !c.stranger(); }, "trial_credit"},
    {RouteId::kTrialCredit, Level::kEvaluate, [](const Case&) { return true; }, "unnamed"},
    {RouteId::kProviderRoute, Level::kEvaluate,
     [](const Case& c) { return c.vendor() == nullptr || c.stranger(); }, "stranger_between"},
    {RouteId::kProviderRoute, Level::kProceed,
     [](const Case& c) { return c.shown(Question::kOwner) && c.shown(Question::kLimits); },
     "named_provider"},
    // Its own servers run the model, for the reader's account: nobody stands in between.
    {RouteId::kProviderRoute, Level::kProceed, [](const Case& c) { return c.hosts_for_reader(); },
     "hosting_provider"},
    {RouteId::kProviderRoute, Level::kEvaluate, [](const Case&) { return true; }, "unanswered"},
    {RouteId::kUserPays, Level::kEvaluate,
     [](const Case& c) { return c.outside() || c.signals.has(Hint::kRelay); }, "stranger_between"},
    {RouteId::kUserPays, Level::kProceed, [](const Case&) { return true; }, "own_key"},
    {RouteId::kOpenWeight, Level::kProceed,
     [](const Case& c) { return c.draft.local || c.kind(VendorKind::kLocalRuntime); },
     "own_machine"},
    {RouteId::kOpenWeight, Level::kEvaluate,
     [](const Case& c) {
       return c.vendor() != nullptr && !(c.shown(Question::kOwner) && c.shown(Question::kLimits));
     },
     "unanswered"},
    {RouteId::kOpenWeight, Level::kEvaluate, [](const Case& c) { return c.outside(); },
     "unknown_host"},
    {RouteId::kOpenWeight, Level::kProceed, [](const Case&) { return true; }, "own_machine"},
    {RouteId::kNone, Level::kEvaluate, [](const Case&) { return true; }, "unknown_host"},
};

}  // namespace

void judge(const CatalogData& catalog, const Signals& signals, Draft& draft) {
  if (draft.level == Level::kStop) return;  // a stop rule has spoken, with its own reason
  const Case c{catalog, signals, draft};
  for (const Row& row : kRows) {
    if ((row.route != RouteId::kNone && row.route != draft.route) || !row.holds(c)) continue;
    draft.level = row.level;
    if (row.reason == "nobody") draft.route = RouteId::kCopiedKey;  // whose key is behind it?
    draft.reasons.push_back(
        {row.reason, row.promise.empty() ? draft.places : signals.promised(row.promise)});
    return;
  }
}

}  // namespace stoprule
