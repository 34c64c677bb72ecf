#include <algorithm>

#include "assess/hearing.h"

namespace stoprule {
namespace {

constexpr std::uint32_t kMostMentions = 4;

Passage& passage_of(Hearing& hearing, std::uint32_t vendor) {
  for (Passage& known : hearing.passages) {
    if (known.vendor == vendor) return known;
  }
  hearing.passages.push_back({vendor, false, {}, {}});
  return hearing.passages.back();
}

void read_passages(Hearing& hearing, const DocumentHits& document) {
  const auto& compatible = hearing.signals.hint(Hint::kCompatible);
  Passage* open = nullptr;
  for (const Mention& mention : document.mentions) {
    const Place place{document.document, mention.location};
    const bool protocol = std::any_of(compatible.begin(), compatible.end(), [&](const Place& hint) {
      return hint.document == place.document && hint.span.begin <= place.span.begin &&
             place.span.end <= hint.span.end;
    });
    if (protocol) continue;
    if (open == nullptr || open->vendor != mention.vendor) {
      if (open != nullptr) open->extents.back().span.end = place.span.begin;
      open = &passage_of(hearing, mention.vendor);
      open->extents.push_back({document.document, {place.span.begin, UINT64_MAX}});
    }
    open->places.push_back(place);
    open->by_host = open->by_host || mention.by_host;
  }
}

// A model's maker is named wherever its models are; whose account is used is said by more.
bool speaks_of_account(const Signals& signals, const Passage& passage) {
  for (const Hint hint : {Hint::kPlatform, Hint::kTrialCredit, Hint::kPrice}) {
    if (any_within(signals.hint(hint), passage.extents)) return true;
  }
  return false;
}

// Whether its being named says anything of a route.
bool counts(const Hearing& hearing, const Passage& passage) {
  const Signals& signals = hearing.signals;
  const VendorKind kind = hearing.vendor(passage).kind;
  const bool app = kind == VendorKind::kConsumerApp;
  if (app && hearing.plan_apart()) return false;
  // A cloud is named for much else: something must say that it is about its models.
  if (kind == VendorKind::kCloudPlatform && !signals.has(Hint::kAi)) return false;
  if (passage.by_host) return true;
  if (!app) return signals.about_access();
  return signals.has(Hint::kAppUse) || signals.has(Hint::kAppPlan) || signals.has(Hint::kMirror) ||
         signals.has(Hint::kAppSession);
}

RouteId route_of(const Hearing& hearing, const Passage& passage) {
  const Signals& signals = hearing.signals;
  const RouteId route = hearing.vendor(passage).route;
  const bool credit = sells(route) &&
                      any_within(signals.hint(Hint::kTrialCredit), passage.extents) &&
                      !any_within(signals.hint(Hint::kPrice), passage.extents) &&
                      !any_within(signals.promised("free_forever"), passage.extents);
  return credit ? RouteId::kTrialCredit : route;
}

void hear_passage(Hearing& hearing, const Passage& passage) {
  if (!counts(hearing, passage)) return;
  const RouteId route = route_of(hearing, passage);
  if (route == RouteId::kUnknown) return;
  const Signals& signals = hearing.signals;
  const VendorKind kind = hearing.vendor(passage).kind;
  Draft& to = hearing.ballot.draft(route, passage.vendor, {});
  to.extents.insert(to.extents.end(), passage.extents.begin(), passage.extents.end());
  to.bare = kind == VendorKind::kFirstPartyModelVendor && !passage.by_host &&
            !speaks_of_account(signals, passage);
  const bool alone = hearing.passages.size() == 1 && !signals.promises("no_signup") &&
                     !signals.promises("no_key_needed");
  const bool maker = to.bare && !alone;
  const bool tool = kind == VendorKind::kGatewaySelfhost && hearing.set_up();
  const bool once = kind == VendorKind::kConsumerApp || maker || tool;
  const std::uint32_t counted =
      once ? 1 : std::min(kMostMentions, static_cast<std::uint32_t>(passage.places.size()));
  hearing.ballot.vote(to, counted + (passage.by_host ? 1 : 0), passage.places.front());
}

}  // namespace

void hear_mentions(Hearing& hearing) {
  for (const DocumentHits& document : hearing.hits) {
    if (!document.warns) read_passages(hearing, document);
  }
  // What stands before its first name is said of the only vendor too: "$5 of OpenAI credit".
  if (hearing.passages.size() == 1) hearing.passages.front().extents.front().span.begin = 0;
  for (const Passage& passage : hearing.passages) hear_passage(hearing, passage);
}

}  // namespace stoprule
