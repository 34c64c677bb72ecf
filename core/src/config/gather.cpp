#include "config/gather.h"

#include <utility>

#include "config/attach.h"
#include "config/implied.h"
#include "config/written.h"

namespace stoprule {
namespace {

EndpointHit finish(const Surroundings& around, EndpointDraft& draft) {
  EndpointHit& hit = draft.hit;
  hit.protocol = around.protocol_of(hit.path);
  for (const std::string_view id : {std::string_view(hit.vendor), draft.owner}) {
    const Vendor* vendor = hit.protocol.empty() ? around.catalog().vendor(id) : nullptr;
    if (vendor != nullptr && !vendor->protocols.empty()) hit.protocol = vendor->protocols.front();
  }
  return std::move(hit);
}

}  // namespace

std::vector<EndpointHit> gather_endpoints(const CatalogData& catalog, const NameReader& names,
                                          std::string_view uri, std::string_view bytes,
                                          const std::vector<Block>& blocks,
                                          const Outline& outline) {
  const Surroundings around(catalog, names, bytes, blocks, outline);
  WrittenEndpoints written = read_written(around);
  std::vector<EndpointDraft>& drafts = written.drafts;
  ImpliedEndpoints implied(around, written);
  Attacher attacher(around, uri);
  implied.add_clients();
  for (EndpointDraft& draft : drafts) attacher.attach(draft);
  // What follows from a key alone, where no endpoint has that key yet.
  const std::size_t attached = drafts.size();
  implied.add_providers();
  implied.add_choices();
  implied.add_keys(attacher.used());
  for (std::size_t i = attached; i < drafts.size(); ++i) attacher.attach(drafts[i]);
  std::vector<EndpointHit> hits;
  for (EndpointDraft& draft : drafts) {
    if (!implied.is_superseded(draft)) hits.push_back(finish(around, draft));
  }
  return hits;
}

}  // namespace stoprule
