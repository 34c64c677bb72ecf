// What a text leaves open about a route, the rest of it settles.
#include <utility>

#include "assess/hearing.h"

namespace stoprule {
namespace {

// Several vendors named beside a key of the reader's own are what the reader can choose from.
void settle_choice(Hearing& hearing) {
  if (!hearing.signals.has(Hint::kOwnKey) || hearing.signals.has(Hint::kRelay) || hearing.set_up())
    return;
  std::size_t choices = 0;
  for (const Passage& known : hearing.passages) {
    if (!sells(hearing.vendor(known).route)) continue;
    if (known.by_host) return;
    ++choices;
  }
  if (choices < 2) return;
  hearing.ballot.add(RouteId::kUserPays, hearing.ballot.total(RouteId::kOfficialPlatform) +
                                             hearing.ballot.total(RouteId::kProviderRoute));
}

// A list of addresses that speak a model's protocol, on hosts that nobody knows: relays.
void settle_relays(Hearing& hearing) {
  constexpr std::size_t kList = 2;
  if (!hearing.ballot.drafts().empty()) return;
  std::vector<std::pair<std::string_view, Place>> hosts;
  for (const DocumentHits& document : hearing.hits) {
    for (const EndpointMatch& endpoint : document.endpoints) {
      const std::uint32_t vendor = endpoint.match.vendor;
      const bool known = vendor != kNoVendor &&
                         hearing.catalog.vendors[vendor].kind != VendorKind::kUnverifiedHost;
      if (known || endpoint.match.local || endpoint.hit.protocol.empty()) continue;
      hosts.emplace_back(endpoint.hit.host, Place{document.document, endpoint.hit.location});
    }
  }
  if (hosts.size() < kList) return;
  for (const auto& [host, place] : hosts)
    hearing.ballot.vote(hearing.ballot.draft(RouteId::kProviderRoute, kNoVendor, host), 1, place);
}

// A local address says where, not what: what stands behind it is said by the rest, else it is taken
// for a model.
void settle_local(Ballot& ballot) {
  for (Draft& known : ballot.drafts()) {
    if (known.route != RouteId::kUnknown || !known.local) continue;
    RouteId best = RouteId::kOpenWeight;
    for (const RouteId route : {RouteId::kUserPays, RouteId::kAppAccess}) {
      if (ballot.total(route) > ballot.total(best)) best = route;
    }
    ballot.reroute(known, best);
  }
}

// A host that nobody knows, in a text about models, is somebody between the reader and them.
void settle_unknown(Hearing& hearing) {
  if (!hearing.signals.has(Hint::kAi) && hearing.passages.empty()) return;
  for (Draft& known : hearing.ballot.drafts()) {
    if (known.route == RouteId::kUnknown && !known.local)
      hearing.ballot.reroute(known, RouteId::kProviderRoute);
  }
}

// A list of several makers and hosts is about providers, whoever stands first.
void settle_list(Ballot& ballot) {
  constexpr std::size_t kList = 3;
  std::size_t makers = 0, hosts = 0;
  for (const Draft& known : ballot.drafts()) {
    if (known.vendor == kNoVendor || known.endpoint) continue;
    makers += known.route == RouteId::kOfficialPlatform ? 1 : 0;
    hosts += known.route == RouteId::kProviderRoute || known.route == RouteId::kTrialCredit;
  }
  if (hosts > 0 && makers + hosts >= kList)
    ballot.add(RouteId::kProviderRoute, ballot.total(RouteId::kOfficialPlatform));
}

}  // namespace

void settle(Hearing& hearing) {
  settle_choice(hearing);
  settle_relays(hearing);
  settle_local(hearing.ballot);
  settle_unknown(hearing);
  settle_list(hearing.ballot);
}

}  // namespace stoprule
