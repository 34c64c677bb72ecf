#include <algorithm>

#include "assess/hearing.h"

namespace stoprule {
namespace {

constexpr std::uint32_t kImpliedVotes = 5;  // a key's name alone says less than an address
constexpr std::uint32_t kPoolVotes = 12;

bool plural_key_name(std::string_view name) {
  return name.ends_with("KEYS") || name.ends_with("Keys") || name.ends_with("keys");
}

void hear_endpoint(Hearing& hearing, const DocumentHits& document, const EndpointMatch& endpoint) {
  const EndpointHit& hit = endpoint.hit;
  const RouteMatch& match = endpoint.match;
  const bool listed = match.vendor != kNoVendor;
  const VendorKind kind =
      listed ? hearing.catalog.vendors[match.vendor].kind : VendorKind::kUnverifiedHost;
  if (!hit.configured || kind == VendorKind::kService) return;
  // "/api/chat" is Ollama's path and that of many a program that has nothing to do with models.
  if (!listed && !match.local && hit.protocol == "ollama" && hit.model.empty() &&
      !hearing.signals.has(Hint::kAi))
    return;
  // A host that lists name and nobody answers for is nobody's.
  const bool known = kind != VendorKind::kUnverifiedHost;
  RouteId route = match.route;
  // Another vendor's protocol, model or key at a host that is nobody's known: somebody sits in
  // between.
  const bool foreign = !known && !match.local && (!hit.vendor.empty() || !hit.model.empty());
  if (route == RouteId::kUnknown && foreign) route = RouteId::kProviderRoute;
  Draft& to = hearing.ballot.draft(route, match.vendor,
                                   known ? std::string_view() : std::string_view(hit.host));
  to.endpoint = true;
  to.local = match.local;
  to.foreign = to.foreign || foreign || match.looks_like != kNoVendor;
  to.keyless =
      to.keyless || hit.key_source == KeySource::kNone || hit.key_source == KeySource::kPlaceholder;
  to.pooled = to.pooled || plural_key_name(hit.key_name);
  to.bare_ip = std::find(match.conflicts.begin(), match.conflicts.end(), "conflict.bare_ip") !=
               match.conflicts.end();
  hearing.ballot.vote(to, hit.host_implied ? kImpliedVotes : kEndpointVotes,
                      {document.document, hit.location});
  // A list of keys to choose from is a gateway's, whoever's host stands beside it.
  if (to.pooled && sells(route) && known) {
    Draft& gateway = hearing.ballot.draft(RouteId::kUserPays, kNoVendor, {});
    gateway.pooled = true;
    hearing.ballot.vote(gateway, kPoolVotes, {document.document, hit.location});
  }
}

}  // namespace

void hear_endpoints(Hearing& hearing) {
  for (const DocumentHits& document : hearing.hits) {
    for (const EndpointMatch& endpoint : document.endpoints)
      hear_endpoint(hearing, document, endpoint);
  }
}

}  // namespace stoprule
