// route.h - whose host is this, and what is using it: exact host or declared suffix, then path,
// then model suffix, then key form.
#pragma once
#include <cstdint>
#include <string_view>
#include <vector>

#include "catalog/catalog_data.h"
#include "config/endpoint.h"
#include "stoprule/report.h"

namespace stoprule {

inline constexpr std::uint32_t kNoVendor = UINT32_MAX;

struct RouteMatch {
  std::uint32_t vendor = kNoVendor;  ///< index into CatalogData::vendors
  RouteId route = RouteId::kUnknown;
  std::uint32_t looks_like = kNoVendor;  ///< a vendor whose host this imitates and is not
  bool local = false;                    ///< loopback, private range or .internal
  std::vector<std::string_view>
      conflicts;  ///< message ids: "conflict.plain_http", "conflict.bare_ip", ...
};

/// Judges one endpoint. `key_prefix` is the literal part of a known key form beside it, or empty.
RouteMatch match_route(const CatalogData& catalog, const EndpointHit& endpoint,
                       std::string_view key_prefix);

}  // namespace stoprule
