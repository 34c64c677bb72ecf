#include "config/route.h"

#include <algorithm>
#include <string>

#include "catalog/hosts.h"
#include "config/lookalike.h"
#include "text/characters.h"

namespace stoprule {
namespace {

std::uint32_t index_of(const CatalogData& catalog, const Vendor* vendor) {
  return vendor == nullptr ? kNoVendor
                           : static_cast<std::uint32_t>(vendor - catalog.vendors.data());
}

// The sign-in of an app, rather than an API key.
bool is_oauth(const EndpointHit& endpoint, std::string_view key_prefix) {
  const std::string name = fold_name(endpoint.key_name);
  return name.find("oauth") != std::string::npos ||
         key_prefix.find("-oat") != std::string_view::npos;
}

bool fits(const RouteRule& rule, const EndpointHit& endpoint, std::string_view host,
          std::string_view key_prefix) {
  if (!rule.host.empty() && rule.host != host) return false;
  if (!endpoint.path.starts_with(rule.path_prefix)) return false;
  if (!rule.model_prefix.empty() && !endpoint.model.starts_with(rule.model_prefix)) return false;
  if (!rule.model_suffix.empty() && !endpoint.model.ends_with(rule.model_suffix)) return false;
  if (!rule.key_prefix.empty() && !key_prefix.starts_with(rule.key_prefix)) return false;
  return rule.auth.empty() || (rule.auth == "oauth" && is_oauth(endpoint, key_prefix));
}

RouteId route_of(const Vendor& vendor, const VendorHost* row, const EndpointHit& endpoint,
                 std::string_view host, std::string_view key_prefix) {
  for (const RouteRule& rule : vendor.route_rules) {
    if (fits(rule, endpoint, host, key_prefix)) return rule.route;
  }
  return row != nullptr && row->route != RouteId::kNone ? row->route : vendor.route;
}

bool stands_for_others(VendorKind kind) {
  return kind == VendorKind::kResellerRelay || kind == VendorKind::kReverseProxy ||
         kind == VendorKind::kUnverifiedHost || kind == VendorKind::kKeySharing;
}

// A protocol that serves its vendor's own models: a local port that speaks it stands in front of
// somebody's account. OpenAI's is everybody's.
bool speaks_private_protocol(const EndpointHit& endpoint, const Vendor* said) {
  return said != nullptr && said->kind == VendorKind::kFirstPartyModelVendor &&
         (endpoint.protocol == "anthropic-messages" || endpoint.protocol == "google-generative");
}

// What a config says of itself against what it does.
class Conflicts {
 public:
  Conflicts(const CatalogData& catalog, const EndpointHit& endpoint, std::string_view host,
            RouteMatch& match)
      : catalog_(catalog), endpoint_(endpoint), host_(host), match_(match) {}

  void find(std::string_view key_prefix) {
    const Vendor* owner = match_.vendor == kNoVendor ? nullptr : &catalog_.vendors[match_.vendor];
    if (says_another(owner)) add("conflict.says_vendor_host_is_other");
    if (match_.looks_like != kNoVendor) add("conflict.looks_like_vendor");
    if (!endpoint_.decoy.empty()) add("conflict.user_info_decoy");
    if (endpoint_.upstream_in_query || names_upstream()) add("conflict.nested_upstream");
    if (match_.local && weights_of(catalog_.models, endpoint_.model) == Weights::kClosed) {
      add("conflict.local_with_subscription_models");
    }
    if (owner != nullptr && is_other_vendors_key(*owner, key_prefix))
      add("conflict.other_vendors_key");
    if ((endpoint_.scheme == "http" || endpoint_.scheme == "ws") && !match_.local)
      add("conflict.plain_http");
    if (is_address(host_) && !match_.local) add("conflict.bare_ip");
    if (endpoint_.key_in_url) add("conflict.key_in_url");
    if (owner != nullptr && owner->retired) add("conflict.retired_host");
  }

 private:
  void add(std::string_view id) { match_.conflicts.push_back(id); }

  bool says_another(const Vendor* owner) const {
    if (endpoint_.host_implied || match_.local || endpoint_.vendor.empty()) return false;
    const Vendor* said = catalog_.vendor(endpoint_.vendor);
    if (said == nullptr || said == owner || said->kind == VendorKind::kGatewaySelfhost ||
        said->kind == VendorKind::kLocalRuntime) {
      return false;
    }
    // Speaking OpenAI's protocol to a host that says whose it is contradicts nothing.
    if (owner == nullptr)
      return said->kind == VendorKind::kFirstPartyModelVendor || !endpoint_.compatible;
    return stands_for_others(owner->kind) || !endpoint_.compatible;
  }

  // "/https://api.openai.com/…", "/https/api.openai.com/…", "/api.openai.com/…"
  bool names_upstream() const {
    const std::string_view rest = endpoint_.path;
    for (std::size_t at = rest.find('/'); at != std::string_view::npos;
         at = rest.find('/', at + 1)) {
      const std::string_view part = rest.substr(at + 1, rest.find('/', at + 1) - at - 1);
      if (part.find('.') != std::string_view::npos &&
          find_host(catalog_, lowered(part), {}, 0).vendor != nullptr)
        return true;
    }
    for (const std::string_view scheme :
         {"/https://", "/http://", "/https/", "/http/", "/https%3a%2f%2f", "/https%3A%2F%2F"}) {
      const std::size_t at = rest.find(scheme);
      if (at == std::string_view::npos) continue;
      const std::string_view host = rest.substr(at + scheme.size());
      return host.substr(0, host.find('/')).find('.') != std::string_view::npos;
    }
    return false;
  }

  // The form that fits the key's beginning best is another vendor's.
  bool is_other_vendors_key(const Vendor& owner, std::string_view prefix) const {
    if (prefix.size() < 4) return false;
    std::size_t own = 0, others = 0;
    for (const KeyRule& rule : catalog_.rules) {
      const std::string_view literal = rule.token.substr(0, rule.token.find_first_of("{("));
      if (literal.empty() || !prefix.starts_with(literal)) continue;
      std::size_t& best = &catalog_.vendors[rule.vendor] == &owner ? own : others;
      best = std::max(best, literal.size());
    }
    return others >= 4 && others > own &&
           (owner.kind == VendorKind::kFirstPartyModelVendor ||
            owner.kind == VendorKind::kInferenceHost);
  }

  const CatalogData& catalog_;
  const EndpointHit& endpoint_;
  std::string_view host_;
  RouteMatch& match_;
};

}  // namespace

RouteMatch match_route(const CatalogData& catalog, const EndpointHit& endpoint,
                       std::string_view key_prefix) {
  RouteMatch match;
  const std::string host = lowered(endpoint.host);
  const VendorHost* row = nullptr;
  if (host.empty()) {  // a vendor's default that has no one name
    match.vendor = index_of(catalog, catalog.vendor(endpoint.vendor));
  } else {
    const HostMatch found = find_host(catalog, host, endpoint.path, endpoint.port);
    match.vendor = index_of(catalog, found.vendor);
    row = found.host;
    match.local = is_local(host);
  }
  const Weights weights = weights_of(catalog.models, endpoint.model);
  if (match.vendor != kNoVendor)
    match.route = route_of(catalog.vendors[match.vendor], row, endpoint, host, key_prefix);
  if (match.local) {
    // Weights run where the reader runs them; a closed model behind a local port is passed on from
    // somewhere.
    const Vendor* said = catalog.vendor(endpoint.vendor);
    const bool runtime = said != nullptr && said->kind == VendorKind::kLocalRuntime;
    const bool unknown = match.route == RouteId::kUnknown;
    const bool open = weights == Weights::kOpen || runtime;
    const bool closed = weights == Weights::kClosed && match.route != RouteId::kAppAccess;
    if (closed || (unknown && !open && speaks_private_protocol(endpoint, said))) {
      match.route = RouteId::kUserPays;
    } else if (unknown && open) {
      match.route = RouteId::kOpenWeight;
    }
  } else if (!host.empty()) {
    const bool nobody =
        match.vendor == kNoVendor || stands_for_others(catalog.vendors[match.vendor].kind);
    if (nobody) match.looks_like = imitated_vendor(catalog, host);
    // A vendor's protocol or closed model at a host that is not the vendor's: somebody passes it
    // on.
    const Vendor* said = catalog.vendor(endpoint.vendor);
    const bool relays = said != nullptr && said->kind == VendorKind::kFirstPartyModelVendor;
    if (match.route == RouteId::kUnknown && (relays || weights == Weights::kClosed))
      match.route = RouteId::kProviderRoute;
  }
  Conflicts(catalog, endpoint, host, match).find(key_prefix);
  return match;
}

}  // namespace stoprule
