// hosts.h - whose host is this: exact, or below a declared suffix, then by the path. A look-alike
// is nobody's.
#pragma once
#include <cstdint>
#include <string_view>

#include "catalog/catalog_data.h"

namespace stoprule {

struct HostMatch {
  const Vendor* vendor = nullptr;
  const VendorHost* host = nullptr;
  bool path_fits = false;  ///< false: the host is theirs, the path is none that the catalog names
};

/// The row for `host` (lower-case) and `path`; the longest host, then the longest path that fits
/// wins. Rows of vendors that are no AI route (VendorKind::kService) are left out.
HostMatch find_host(const CatalogData& catalog, std::string_view host, std::string_view path,
                    std::uint16_t port);

/// Loopback in any spelling, also the name by which containers reach their host.
bool is_loopback(std::string_view host);
/// Loopback, private and link-local addresses, single labels, and names that no public DNS
/// resolves.
bool is_local(std::string_view host);
/// Four decimal numbers, or an IPv6 address in brackets.
bool is_address(std::string_view host);

}  // namespace stoprule
