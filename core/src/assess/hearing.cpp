#include "assess/hearing.h"

#include <algorithm>

namespace stoprule {

Draft& Ballot::draft(RouteId route, std::uint32_t vendor, std::string_view host) {
  for (Draft& known : drafts_) {
    if (known.route == route && known.vendor == vendor && known.host == host) return known;
  }
  Draft& fresh = drafts_.emplace_back();
  fresh.route = route;
  fresh.vendor = vendor;
  fresh.host = host;
  return fresh;
}

Draft* Ballot::first_of(RouteId route) {
  for (Draft& known : drafts_) {
    if (known.route == route) return &known;
  }
  return nullptr;
}

void Ballot::vote(Draft& to, std::uint32_t votes, Place place) {
  to.votes += votes;
  to.places.push_back(place);
  add(to.route, votes);
}

void Ballot::reroute(Draft& draft, RouteId to) {
  totals_[static_cast<std::size_t>(draft.route)] -= draft.votes;
  add(to, draft.votes);
  draft.route = to;
}

bool Hearing::set_up() const {
  return std::any_of(ballot.drafts().begin(), ballot.drafts().end(), [](const Draft& known) {
    return known.endpoint && known.votes >= kEndpointVotes;
  });
}

bool Hearing::plan_apart() const {
  return signals.has(Hint::kPlanApart) && !signals.has(Hint::kAppToken) &&
         !signals.has(Hint::kAppSession);
}

bool Hearing::own_registration() const {
  return signals.has(Hint::kSignUp) ||
         std::any_of(passages.begin(), passages.end(), [&](const Passage& known) {
           return known.by_host && sells(vendor(known).route) &&
                  vendor(known).kind != VendorKind::kResellerRelay;
         });
}

bool sells(RouteId route) {
  return route == RouteId::kOfficialPlatform || route == RouteId::kProviderRoute ||
         route == RouteId::kTrialCredit;
}

bool within(const Place& place, const std::vector<Place>& extents) {
  return std::any_of(extents.begin(), extents.end(), [&](const Place& extent) {
    return extent.document == place.document && extent.span.begin <= place.span.begin &&
           place.span.begin < extent.span.end;
  });
}

bool any_within(const std::vector<Place>& places, const std::vector<Place>& extents) {
  return std::any_of(places.begin(), places.end(),
                     [&](const Place& place) { return within(place, extents); });
}

}  // namespace stoprule
