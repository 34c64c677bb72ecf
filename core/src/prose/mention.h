// mention.h - which AI vendors a text names, by name or by one of their own hosts.
#pragma once
#include <cstdint>
#include <string_view>
#include <vector>

#include "catalog/catalog_data.h"
#include "catalog/json.h"
#include "scan/phrases.h"
#include "text/text.h"

namespace stoprule {

struct Mention {
  std::uint32_t vendor = 0;  ///< index into CatalogData::vendors; never a VendorKind::kService
  bool by_host = false;
  Span location;
  std::uint32_t place = 0;  ///< where it begins in the folded text
};

class NameIndex {
 public:
  explicit NameIndex(const CatalogData& catalog);
  /// All mentions in the order of their places; linear in the text.
  std::vector<Mention> find(const Text& text) const;

 private:
  struct Name {
    std::uint32_t vendor;
    bool host;
    bool project;  // software, found under its name in paths and addresses
  };
  void add(std::string_view name, std::uint32_t vendor, bool host, bool project = false);

  StringArena arena_;
  std::vector<Name> names_;  // by id
  Phrases phrases_;
};

}  // namespace stoprule
