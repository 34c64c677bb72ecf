#include <algorithm>
#include <cstddef>

#include "assess/hearing.h"

namespace stoprule {
namespace {

// What one occurrence of a hint is worth, and how many count. The figures say which words outweigh
// which: "relay" more than a vendor's name beside it, a subscription more than the word "API".
struct HintVote {
  Hint hint;
  RouteId route;
  std::uint32_t votes, most;
};
constexpr HintVote kHintVotes[] = {
    {Hint::kTrialCredit, RouteId::kTrialCredit, 2, 2},
    {Hint::kOwnMachine, RouteId::kOpenWeight, 2, 2},
    {Hint::kGateway, RouteId::kUserPays, 3, 3},
    {Hint::kPassThrough, RouteId::kUserPays, 30, 1},
    {Hint::kOwnKey, RouteId::kUserPays, 2, 2},
    {Hint::kAppPlan, RouteId::kAppAccess, 3, 3},
    {Hint::kAppUse, RouteId::kAppAccess, 2, 3},
    {Hint::kAppToken, RouteId::kAppAccess, 4, 2},
    {Hint::kMirror, RouteId::kAppAccess, 4, 2},
    {Hint::kRelay, RouteId::kProviderRoute, 5, 3},
    {Hint::kHosted, RouteId::kProviderRoute, 2, 2},
    {Hint::kFreeOffer, RouteId::kProviderRoute, 1, 1},
    {Hint::kPlatform, RouteId::kOfficialPlatform, 1, 3},
    {Hint::kHygiene, RouteId::kOfficialPlatform, 1, 2},
};
constexpr std::uint32_t kRelayInside = 2;  // the word "relay" in a program's own description

// Whether longer words that begin before it hold it: "an API relay written in Go".
bool inside_any(const Place& place, const std::vector<Place>& longer) {
  return std::any_of(longer.begin(), longer.end(), [&](const Place& words) {
    return words.document == place.document && words.span.begin < place.span.begin &&
           place.span.end <= words.span.end;
  });
}

// Whoever relays is somebody of their own, unless a relay or an aggregator is named.
Draft& relayed(Hearing& hearing) {
  for (Draft& known : hearing.ballot.drafts()) {
    if (known.route != RouteId::kProviderRoute) continue;
    if (known.vendor == kNoVendor) return known;
    const VendorKind kind = hearing.catalog.vendors[known.vendor].kind;
    if (kind == VendorKind::kAggregator || kind == VendorKind::kResellerRelay ||
        kind == VendorKind::kUnverifiedHost) {
      return known;
    }
  }
  return hearing.ballot.draft(RouteId::kProviderRoute, kNoVendor, {});
}

// What is free is the named host's, where one is named that runs models for others.
Draft* named_host(Hearing& hearing) {
  for (Draft& known : hearing.ballot.drafts()) {
    if (known.endpoint || known.vendor == kNoVendor || !sells(known.route)) continue;
    const VendorKind kind = hearing.catalog.vendors[known.vendor].kind;
    if (kind == VendorKind::kInferenceHost || kind == VendorKind::kCloudPlatform ||
        (hearing.passages.size() == 1 && hearing.passages.front().by_host)) {
      return &known;
    }
  }
  return nullptr;
}

// An account, a bill or a key belongs to whoever is spoken of there.
Draft& vendor_there(Hearing& hearing, const HintVote& rule, const Place& place) {
  if (rule.route == RouteId::kOfficialPlatform) {
    for (const Passage& known : hearing.passages) {
      if (!within(place, known.extents)) continue;
      for (Draft& made : hearing.ballot.drafts()) {
        if (made.vendor == known.vendor && !made.endpoint && sells(made.route)) return made;
      }
    }
  }
  if (rule.hint == Hint::kFreeOffer) {
    if (Draft* host = named_host(hearing)) return *host;
  }
  if (rule.hint == Hint::kRelay || rule.hint == Hint::kFreeOffer) return relayed(hearing);
  Draft* to = hearing.ballot.first_of(rule.route);
  return to != nullptr ? *to : hearing.ballot.draft(rule.route, kNoVendor, {});
}

// Whether the one party that is named may be who offers: a maker that is only named, for its
// models, is not.
bool one_offers(const Hearing& hearing) {
  if (hearing.passages.size() != 1) return false;
  const auto& drafts = hearing.ballot.drafts();
  return std::none_of(drafts.begin(), drafts.end(), [](const Draft& known) { return known.bare; });
}

// Who promises free or boundless use, and names no account with anybody, offers it themselves.
void hear_offer_to_all(Hearing& hearing) {
  constexpr std::uint32_t kOfferVotes = 3;
  const Signals& signals = hearing.signals;
  const bool free = signals.promises("free_access") || signals.promises("free_forever");
  if (!free || one_offers(hearing) || hearing.own_registration() ||
      signals.has(Hint::kTrialCredit) || signals.has(Hint::kOwnMachine))
    return;
  for (const std::string_view promise : {"unlimited_use", "no_signup", "no_key_needed"}) {
    const std::vector<Place>& places = signals.promised(promise);
    if (places.empty()) continue;
    hearing.ballot.vote(relayed(hearing), kOfferVotes, places.front());
    return;
  }
}

}  // namespace

void hear_hints(Hearing& hearing) {
  const Signals& signals = hearing.signals;
  if (!signals.about_ai()) return;
  for (const HintVote& rule : kHintVotes) {
    const auto& places = signals.hint(rule.hint);
    if (places.empty()) continue;
    // A credit that belongs to a named vendor has made that vendor's route already.
    if (rule.hint == Hint::kTrialCredit && !hearing.passages.empty()) continue;
    if (rule.hint == Hint::kFreeOffer && !signals.has(Hint::kAi)) continue;
    if ((rule.hint == Hint::kAppPlan || rule.hint == Hint::kAppUse) && hearing.plan_apart())
      continue;
    // Beside an address that is set up, something free may be anything.
    if (rule.hint == Hint::kFreeOffer && hearing.set_up()) continue;
    const std::size_t most = rule.hint == Hint::kGateway && hearing.set_up() ? 1 : rule.most;
    for (std::size_t i = 0; i < places.size() && i < most; ++i) {
      // A program that the reader starts passes requests on for the reader, not for strangers.
      const bool inside =
          rule.hint == Hint::kRelay &&
          (signals.has(Hint::kSoftware) || inside_any(places[i], signals.hint(Hint::kGateway)));
      hearing.ballot.vote(vendor_there(hearing, rule, places[i]),
                          inside ? kRelayInside : rule.votes, places[i]);
    }
  }
  hear_offer_to_all(hearing);
}

}  // namespace stoprule
