// gather.h - from names and values to endpoints: the one place that knows which base URL, key,
// model and client belong together.
#pragma once
#include <string_view>
#include <vector>

#include "catalog/catalog_data.h"
#include "config/blocks.h"
#include "config/endpoint.h"
#include "config/names.h"
#include "config/outline.h"

namespace stoprule {

/// The endpoints of one text, configured ones and mentions, unmerged. `uri` is the document's name;
/// the groups of `outline` that are blocks are those of `blocks`, in order.
std::vector<EndpointHit> gather_endpoints(const CatalogData& catalog, const NameReader& names,
                                          std::string_view uri, std::string_view bytes,
                                          const std::vector<Block>& blocks, const Outline& outline);

}  // namespace stoprule
