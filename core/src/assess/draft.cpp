#include "assess/draft.h"

#include <algorithm>
#include <utility>

#include "assess/hearing.h"

namespace stoprule {
namespace {

// Whether an address of the vendor stands in a text, be it only as a remark.
bool has_address(const Hearing& hearing, std::uint32_t vendor) {
  return vendor != kNoVendor &&
         std::any_of(hearing.hits.begin(), hearing.hits.end(), [&](const DocumentHits& document) {
           return std::any_of(document.endpoints.begin(), document.endpoints.end(),
                              [&](const EndpointMatch& endpoint) {
                                return endpoint.match.vendor == vendor &&
                                       !endpoint.hit.protocol.empty();
                              });
         });
}

// What was only a remark beside the rest.
void drop_remarks(Hearing& hearing) {
  const Ballot& ballot = hearing.ballot;
  std::vector<Draft>& drafts = hearing.ballot.drafts();
  std::uint32_t most = 0;
  for (const Draft& known : drafts) most = std::max(most, ballot.total(known.route));
  // A few words without a vendor or an endpoint are a side remark, not a route.
  std::erase_if(drafts, [&](const Draft& known) {
    return !known.endpoint && known.vendor == kNoVendor && ballot.total(known.route) * 2 < most;
  });
  // Who is only named beside an address, or beside a stop, sells nothing here.
  const bool settled = std::any_of(drafts.begin(), drafts.end(), [&](const Draft& known) {
    return known.endpoint || known.level == Level::kStop || has_address(hearing, known.vendor);
  });
  // Nor does who is only named where a promise is warned of.
  if (!settled && !hearing.signals.only_doubts()) return;
  std::erase_if(drafts, [](const Draft& known) {
    return known.bare && !known.endpoint && known.route == RouteId::kOfficialPlatform;
  });
}

void sort_by_votes(Ballot& ballot) {
  std::vector<Draft>& drafts = ballot.drafts();
  for (Draft& known : drafts) std::sort(known.places.begin(), known.places.end());
  std::stable_sort(drafts.begin(), drafts.end(), [&](const Draft& a, const Draft& b) {
    if (ballot.total(a.route) != ballot.total(b.route))
      return ballot.total(a.route) > ballot.total(b.route);
    return a.places.front() < b.places.front();
  });
}

}  // namespace

std::vector<Draft> draft_routes(const CatalogData& catalog, std::span<const DocumentHits> hits,
                                const Signals& signals) {
  Hearing hearing{catalog, hits, signals, {}, {}};
  hear_endpoints(hearing);
  hear_mentions(hearing);
  hear_hints(hearing);
  settle(hearing);
  hear_stops(hearing);
  drop_remarks(hearing);
  sort_by_votes(hearing.ballot);
  return std::move(hearing.ballot.drafts());
}

}  // namespace stoprule
