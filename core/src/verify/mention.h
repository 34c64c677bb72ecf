// mention.h - which AI vendors a text names, by name or by one of their own hosts.
#pragma once
#include <cstdint>
#include <vector>

#include "catalog/catalog_data.h"
#include "text/text.h"

namespace stoprule {

struct Mention {
  std::uint32_t vendor = 0;  ///< index into CatalogData::vendors; never a VendorKind::kService
  bool by_host = false;
  Span location;
};

/// All mentions in the order of their places; linear in the text.
std::vector<Mention> find_mentions(const CatalogData& catalog, const Text& text);

}  // namespace stoprule
