#include "assess/draft.h"

#include <algorithm>
#include <array>

namespace stoprule {
namespace {

constexpr std::size_t kRoutes = 9;

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
constexpr std::uint32_t kEndpointVotes = 10;  // what is set up says more than what is spoken of
constexpr std::uint32_t kImpliedVotes = 5;    // a key's name alone less
constexpr std::uint32_t kPoolVotes = 12;
constexpr std::uint32_t kMostMentions = 4;
constexpr std::uint32_t kRelayInside = 2;  // the word "relay" in a program's own description

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

bool plural_key_name(std::string_view name) {
  return name.ends_with("KEYS") || name.ends_with("Keys") || name.ends_with("keys");
}

bool within(const Place& place, const std::vector<Place>& extents) {
  return std::any_of(extents.begin(), extents.end(), [&](const Place& extent) {
    return extent.document == place.document && extent.span.begin <= place.span.begin &&
           place.span.begin < extent.span.end;
  });
}

// Whether longer words that begin before it hold it: "an API relay written in Go".
bool inside_any(const Place& place, const std::vector<Place>& longer) {
  return std::any_of(longer.begin(), longer.end(), [&](const Place& words) {
    return words.document == place.document && words.span.begin < place.span.begin &&
           place.span.end <= words.span.end;
  });
}

bool any_within(const std::vector<Place>& places, const std::vector<Place>& extents) {
  return std::any_of(places.begin(), places.end(),
                     [&](const Place& place) { return within(place, extents); });
}

class Drafter {
 public:
  Drafter(const CatalogData& catalog, std::span<const DocumentHits> hits, const Signals& signals)
      : catalog_(catalog), hits_(hits), signals_(signals) {}

  std::vector<Draft> run() {
    for (const DocumentHits& document : hits_) {
      for (const EndpointMatch& endpoint : document.endpoints) add_endpoint(document, endpoint);
    }
    for (const DocumentHits& document : hits_) {
      if (!document.warns) add_mentions(document);
    }
    judge_mentions();
    add_hints();
    settle_choice();
    settle_relays();
    settle_local();
    settle_unknown();
    settle_list();
    add_stops();
    return in_order();
  }

 private:
  Draft& draft(RouteId route, std::uint32_t vendor, std::string_view host) {
    for (Draft& known : drafts_) {
      if (known.route == route && known.vendor == vendor && known.host == host) return known;
    }
    Draft& fresh = drafts_.emplace_back();
    fresh.route = route;
    fresh.vendor = vendor;
    fresh.host = host;
    return fresh;
  }

  // Whether an address is set, rather than a key's name only.
  bool set_up() const {
    return std::any_of(drafts_.begin(), drafts_.end(), [](const Draft& known) {
      return known.endpoint && known.votes >= kEndpointVotes;
    });
  }

  Draft* first_of(RouteId route) {
    for (Draft& known : drafts_) {
      if (known.route == route) return &known;
    }
    return nullptr;
  }

  void vote(Draft& to, std::uint32_t votes, Place place) {
    to.votes += votes;
    to.places.push_back(place);
    totals_[static_cast<std::size_t>(to.route)] += votes;
  }

  void add_endpoint(const DocumentHits& document, const EndpointMatch& endpoint) {
    const EndpointHit& hit = endpoint.hit;
    const RouteMatch& match = endpoint.match;
    const bool listed = match.vendor != kNoVendor;
    if (!hit.configured || (listed && catalog_.vendors[match.vendor].kind == VendorKind::kService))
      return;
    // "/api/chat" is Ollama's path and that of many a program that has nothing to do with models.
    if (!listed && !match.local && hit.protocol == "ollama" && hit.model.empty() &&
        !signals_.has(Hint::kAi))
      return;
    // A host that lists name and nobody answers for is nobody's.
    const bool known = listed && catalog_.vendors[match.vendor].kind != VendorKind::kUnverifiedHost;
    RouteId route = match.route;
    // Another vendor's protocol, model or key at a host that is nobody's known: somebody sits in
    // between.
    const bool foreign = !known && !match.local && (!hit.vendor.empty() || !hit.model.empty());
    if (route == RouteId::kUnknown && foreign) route = RouteId::kProviderRoute;
    Draft& to = draft(route, match.vendor, known ? std::string_view() : std::string_view(hit.host));
    to.endpoint = true;
    to.local = match.local;
    to.foreign = to.foreign || foreign || match.looks_like != kNoVendor;
    to.keyless = to.keyless || hit.key_source == KeySource::kNone ||
                 hit.key_source == KeySource::kPlaceholder;
    to.pooled = to.pooled || plural_key_name(hit.key_name);
    to.bare_ip = std::find(match.conflicts.begin(), match.conflicts.end(), "conflict.bare_ip") !=
                 match.conflicts.end();
    vote(to, hit.host_implied ? kImpliedVotes : kEndpointVotes, {document.document, hit.location});
    // A list of keys to choose from is a gateway's, whoever's host stands beside it.
    if (to.pooled && sells(route) && known) {
      Draft& gateway = draft(RouteId::kUserPays, kNoVendor, {});
      gateway.pooled = true;
      vote(gateway, kPoolVotes, {document.document, hit.location});
    }
  }

  struct Passage {
    std::uint32_t vendor = 0;
    bool by_host = false;
    std::vector<Place> places, extents;
  };

  // A vendor's passage goes from its name to the next vendor's.
  void add_mentions(const DocumentHits& document) {
    const auto& compatible = signals_.hint(Hint::kCompatible);
    Passage* open = nullptr;
    for (const Mention& mention : document.mentions) {
      const Place place{document.document, mention.location};
      const bool protocol =
          std::any_of(compatible.begin(), compatible.end(), [&](const Place& hint) {
            return hint.document == place.document && hint.span.begin <= place.span.begin &&
                   place.span.end <= hint.span.end;
          });
      if (protocol) continue;
      if (open == nullptr || open->vendor != mention.vendor) {
        if (open != nullptr) open->extents.back().span.end = place.span.begin;
        open = &passage(mention.vendor);
        open->extents.push_back({document.document, {place.span.begin, UINT64_MAX}});
      }
      open->places.push_back(place);
      open->by_host = open->by_host || mention.by_host;
    }
  }

  void judge_mentions() {
    for (const Passage& passage : passages_) {
      const Vendor& vendor = catalog_.vendors[passage.vendor];
      const bool app = vendor.kind == VendorKind::kConsumerApp;
      if (app && plan_apart()) continue;
      const bool spoken_of_as_app = signals_.has(Hint::kAppUse) || signals_.has(Hint::kAppPlan) ||
                                    signals_.has(Hint::kMirror) || signals_.has(Hint::kAppSession);
      // A cloud is named for much else: something must say that it is about its models.
      if (vendor.kind == VendorKind::kCloudPlatform && !signals_.has(Hint::kAi)) continue;
      if (!passage.by_host && !(app ? spoken_of_as_app : signals_.about_access())) continue;
      RouteId route = vendor.route;
      if (sells(route) && any_within(signals_.hint(Hint::kTrialCredit), passage.extents) &&
          !any_within(signals_.hint(Hint::kPrice), passage.extents) &&
          !any_within(signals_.promised("free_forever"), passage.extents)) {
        route = RouteId::kTrialCredit;
      }
      if (route == RouteId::kUnknown) continue;
      Draft& to = draft(route, passage.vendor, {});
      to.extents.insert(to.extents.end(), passage.extents.begin(), passage.extents.end());
      const bool alone = passages_.size() == 1 && !signals_.promises("no_signup") &&
                         !signals_.promises("no_key_needed");
      const bool maker = vendor.kind == VendorKind::kFirstPartyModelVendor && !passage.by_host &&
                         !alone && !speaks_of_account(passage);
      const bool tool = vendor.kind == VendorKind::kGatewaySelfhost && set_up();
      const std::uint32_t counted =
          app || maker || tool
              ? 1
              : std::min(kMostMentions, static_cast<std::uint32_t>(passage.places.size()));
      vote(to, counted + (passage.by_host ? 1 : 0), passage.places.front());
      to.bare = !passage.by_host && !speaks_of_account(passage) &&
                vendor.kind == VendorKind::kFirstPartyModelVendor;
    }
  }

  // A plan is spoken of to say that it is not what is needed, and nothing uses it all the same.
  bool plan_apart() const {
    return signals_.has(Hint::kPlanApart) && !signals_.has(Hint::kAppToken) &&
           !signals_.has(Hint::kAppSession);
  }

  // A model's maker is named wherever its models are; whose account is used is said by more.
  bool speaks_of_account(const Passage& passage) const {
    for (const Hint hint : {Hint::kPlatform, Hint::kTrialCredit, Hint::kPrice}) {
      if (any_within(signals_.hint(hint), passage.extents)) return true;
    }
    return false;
  }

  void add_hints() {
    if (!signals_.about_ai()) return;
    for (const HintVote& rule : kHintVotes) {
      const auto& places = signals_.hint(rule.hint);
      if (places.empty()) continue;
      // A credit that belongs to a named vendor has made that vendor's route already.
      if (rule.hint == Hint::kTrialCredit && !passages_.empty()) continue;
      if (rule.hint == Hint::kFreeOffer && !signals_.has(Hint::kAi)) continue;
      if ((rule.hint == Hint::kAppPlan || rule.hint == Hint::kAppUse) && plan_apart()) continue;
      // Beside an address that is set up, something free may be anything.
      if (rule.hint == Hint::kFreeOffer && set_up()) continue;
      const std::size_t most = rule.hint == Hint::kGateway && set_up() ? 1 : rule.most;
      for (std::size_t i = 0; i < places.size() && i < most; ++i) {
        const bool inside = rule.hint == Hint::kRelay &&
                            (software() || inside_any(places[i], signals_.hint(Hint::kGateway)));
        vote(vendor_there(rule, places[i]), inside ? kRelayInside : rule.votes, places[i]);
      }
    }
    offered_to_all();
  }

  // An account, a bill or a key belongs to whoever is spoken of there.
  Draft& vendor_there(const HintVote& rule, const Place& place) {
    if (rule.route == RouteId::kOfficialPlatform) {
      for (const Passage& known : passages_) {
        if (!within(place, known.extents)) continue;
        for (Draft& made : drafts_) {
          if (made.vendor == known.vendor && !made.endpoint && sells(made.route)) return made;
        }
      }
    }
    if (rule.hint == Hint::kFreeOffer) {
      if (Draft* host = named_host()) return *host;
    }
    if (rule.hint == Hint::kRelay || rule.hint == Hint::kFreeOffer) return relayed();
    Draft* to = first_of(rule.route);
    return to != nullptr ? *to : draft(rule.route, kNoVendor, {});
  }

  static bool sells(RouteId route) {
    return route == RouteId::kOfficialPlatform || route == RouteId::kProviderRoute ||
           route == RouteId::kTrialCredit;
  }

  // Whoever relays is somebody of their own, unless a relay or an aggregator is named.
  Draft& relayed() {
    for (Draft& known : drafts_) {
      if (known.route != RouteId::kProviderRoute) continue;
      if (known.vendor == kNoVendor) return known;
      const VendorKind kind = catalog_.vendors[known.vendor].kind;
      if (kind == VendorKind::kAggregator || kind == VendorKind::kResellerRelay ||
          kind == VendorKind::kUnverifiedHost) {
        return known;
      }
    }
    return draft(RouteId::kProviderRoute, kNoVendor, {});
  }

  // What is free is the named host's, where one is named that runs models for others.
  Draft* named_host() {
    for (Draft& known : drafts_) {
      if (known.endpoint || known.vendor == kNoVendor || !sells(known.route)) continue;
      const VendorKind kind = catalog_.vendors[known.vendor].kind;
      if (kind == VendorKind::kInferenceHost || kind == VendorKind::kCloudPlatform ||
          (passages_.size() == 1 && passages_.front().by_host)) {
        return &known;
      }
    }
    return nullptr;
  }

  // A program that the reader starts passes requests on for the reader, not for strangers.
  bool software() const { return signals_.has(Hint::kSoftware); }

  // Where the reader gets a key: at a known vendor's own site, or by signing up.
  bool own_registration() const {
    return signals_.has(Hint::kSignUp) ||
           std::any_of(passages_.begin(), passages_.end(), [&](const Passage& known) {
             return known.by_host && sells(catalog_.vendors[known.vendor].route) &&
                    catalog_.vendors[known.vendor].kind != VendorKind::kResellerRelay;
           });
  }

  // Who promises free or boundless use, and names no account with anybody, offers it themselves.
  void offered_to_all() {
    constexpr std::uint32_t kOfferVotes = 3;
    const bool free = signals_.promises("free_access") || signals_.promises("free_forever");
    if (!free || passages_.size() == 1 || own_registration() || signals_.has(Hint::kTrialCredit) ||
        signals_.has(Hint::kOwnMachine))
      return;
    for (const std::string_view promise : {"unlimited_use", "no_signup", "no_key_needed"}) {
      const std::vector<Place>& places = signals_.promised(promise);
      if (places.empty()) continue;
      vote(relayed(), kOfferVotes, places.front());
      return;
    }
  }

  // A local address says where, not what: what stands behind it is said by the rest, else it is
  // taken for a model.
  void settle_local() {
    for (Draft& known : drafts_) {
      if (known.route != RouteId::kUnknown || !known.local) continue;
      RouteId best = RouteId::kOpenWeight;
      for (const RouteId route : {RouteId::kUserPays, RouteId::kAppAccess}) {
        if (total(route) > total(best)) best = route;
      }
      totals_[static_cast<std::size_t>(RouteId::kUnknown)] -= known.votes;
      totals_[static_cast<std::size_t>(best)] += known.votes;
      known.route = best;
    }
  }

  // A host that nobody knows, in a text about models, is somebody between the reader and them.
  void settle_unknown() {
    if (!signals_.has(Hint::kAi) && passages_.empty()) return;
    for (Draft& known : drafts_) {
      if (known.route != RouteId::kUnknown || known.local) continue;
      totals_[static_cast<std::size_t>(RouteId::kUnknown)] -= known.votes;
      totals_[static_cast<std::size_t>(RouteId::kProviderRoute)] += known.votes;
      known.route = RouteId::kProviderRoute;
    }
  }

  // Several vendors named beside a key of the reader's own are what the reader can choose from.
  void settle_choice() {
    if (!signals_.has(Hint::kOwnKey) || signals_.has(Hint::kRelay) || set_up()) return;
    std::size_t choices = 0;
    for (const Passage& known : passages_) {
      if (!sells(catalog_.vendors[known.vendor].route)) continue;
      if (known.by_host) return;
      ++choices;
    }
    if (choices < 2) return;
    totals_[static_cast<std::size_t>(RouteId::kUserPays)] +=
        total(RouteId::kOfficialPlatform) + total(RouteId::kProviderRoute);
  }

  // A list of addresses that speak a model's protocol, on hosts that nobody knows: relays.
  void settle_relays() {
    constexpr std::size_t kList = 2;
    if (!drafts_.empty()) return;
    std::vector<std::pair<std::string_view, Place>> hosts;
    for (const DocumentHits& document : hits_) {
      for (const EndpointMatch& endpoint : document.endpoints) {
        const std::uint32_t vendor = endpoint.match.vendor;
        const bool known =
            vendor != kNoVendor && catalog_.vendors[vendor].kind != VendorKind::kUnverifiedHost;
        if (known || endpoint.match.local || endpoint.hit.protocol.empty()) continue;
        hosts.emplace_back(endpoint.hit.host, Place{document.document, endpoint.hit.location});
      }
    }
    if (hosts.size() < kList) return;
    for (const auto& [host, place] : hosts)
      vote(draft(RouteId::kProviderRoute, kNoVendor, host), 1, place);
  }

  // A list of several makers and hosts is about providers, whoever stands first.
  void settle_list() {
    constexpr std::size_t kList = 3;
    std::size_t makers = 0, hosts = 0;
    for (const Draft& known : drafts_) {
      if (known.vendor == kNoVendor || known.endpoint) continue;
      makers += known.route == RouteId::kOfficialPlatform ? 1 : 0;
      hosts += known.route == RouteId::kProviderRoute || known.route == RouteId::kTrialCredit;
    }
    if (hosts > 0 && makers + hosts >= kList) {
      totals_[static_cast<std::size_t>(RouteId::kProviderRoute)] +=
          total(RouteId::kOfficialPlatform);
    }
  }

  void add_stops() {
    const bool accounts = signals_.has(Hint::kAccountTrade) && signals_.has(Hint::kAccess);
    if (!signals_.about_ai() && !accounts) return;
    constexpr std::uint32_t kOutweighsAll = 1u << 20;
    std::uint32_t weight = kOutweighsAll + static_cast<std::uint32_t>(std::size(kStopRules));
    for (const StopRule& rule : kStopRules) {
      const std::vector<Place>& places = rule.where(signals_);
      --weight;
      if (places.empty() || (rule.of_strangers && own_registration())) continue;
      Draft* to = first_of(rule.route);
      if (to == nullptr) to = &draft(rule.route, kNoVendor, {});
      to->level = Level::kStop;
      to->reasons.push_back({rule.reason, places});
      vote(*to, weight, places.front());
    }
  }

  bool has_address(std::uint32_t vendor) const {
    return vendor != kNoVendor &&
           std::any_of(hits_.begin(), hits_.end(), [&](const DocumentHits& document) {
             return std::any_of(document.endpoints.begin(), document.endpoints.end(),
                                [&](const EndpointMatch& endpoint) {
                                  return endpoint.match.vendor == vendor &&
                                         !endpoint.hit.protocol.empty();
                                });
           });
  }

  std::uint32_t total(RouteId route) const { return totals_[static_cast<std::size_t>(route)]; }

  std::vector<Draft> in_order() {
    std::uint32_t most = 0;
    for (const Draft& known : drafts_) most = std::max(most, total(known.route));
    // A few words without a vendor or an endpoint are a side remark, not a route.
    std::erase_if(drafts_, [&](const Draft& known) {
      return !known.endpoint && known.vendor == kNoVendor && total(known.route) * 2 < most;
    });
    // Who is only named beside an address, or beside a stop, sells nothing here.
    const bool settled = std::any_of(drafts_.begin(), drafts_.end(), [&](const Draft& known) {
      return known.endpoint || known.level == Level::kStop || has_address(known.vendor);
    });
    if (settled) {
      std::erase_if(drafts_, [](const Draft& known) {
        return known.bare && !known.endpoint && known.route == RouteId::kOfficialPlatform;
      });
    }
    for (Draft& known : drafts_) std::sort(known.places.begin(), known.places.end());
    std::stable_sort(drafts_.begin(), drafts_.end(), [&](const Draft& a, const Draft& b) {
      if (total(a.route) != total(b.route)) return total(a.route) > total(b.route);
      return a.places.front() < b.places.front();
    });
    return std::move(drafts_);
  }

  Passage& passage(std::uint32_t vendor) {
    for (Passage& known : passages_) {
      if (known.vendor == vendor) return known;
    }
    passages_.push_back({vendor, false, {}, {}});
    return passages_.back();
  }

  const CatalogData& catalog_;
  std::span<const DocumentHits> hits_;
  const Signals& signals_;
  std::vector<Draft> drafts_;
  std::vector<Passage> passages_;
  std::array<std::uint32_t, kRoutes> totals_{};
};

}  // namespace

std::vector<Draft> draft_routes(const CatalogData& catalog, std::span<const DocumentHits> hits,
                                const Signals& signals) {
  return Drafter(catalog, hits, signals).run();
}

}  // namespace stoprule
