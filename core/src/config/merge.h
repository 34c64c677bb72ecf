// merge.h - one endpoint a host, path and role, wherever a text repeats it.
#pragma once
#include <vector>

#include "config/endpoint.h"

namespace stoprule {

/// Sorted by place; the first place of each endpoint stays and takes what the others add.
std::vector<EndpointHit> merge_endpoints(std::vector<EndpointHit> hits);

}  // namespace stoprule
