// lookalike.h - a host that a reader could take for a vendor's and that is not.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>

#include "catalog/catalog_data.h"

namespace stoprule {

/// Index of the vendor that `host` (lower-case, known to be nobody's) imitates; UINT32_MAX where it
/// imitates none: a vendor's host as labels of another name, a brand inside a label, look-alike
/// letters, also in punycode.
std::uint32_t imitated_vendor(const CatalogData& catalog, std::string_view host);

/// The host in plain ASCII letters that look the same: punycode decoded, Cyrillic, Greek and
/// accents replaced, and digits that stand for letters.
std::string skeleton_of(std::string_view host);

}  // namespace stoprule
