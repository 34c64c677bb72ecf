// catalog.cpp - a catalog is its data and what scanning derives from it, made once.
#include "catalog/archive.h"
#include "catalog/blob.h"
#include "catalog/compile.h"
#include "scan/key_index.h"
#include "stoprule/stoprule.h"

namespace stoprule {

Catalog::Catalog(std::shared_ptr<const CatalogData> data)
    : data_(std::move(data)), index_(std::make_shared<const KeyIndex>(*data_)) {}

const Catalog& Catalog::builtin() {
  static const Catalog catalog = [] {
    auto data = std::make_shared<CatalogData>();
    if (kCatalogBlobSize != 0) {
      BlobReader reader({kCatalogBlob, kCatalogBlobSize});
      describe(reader, *data);
    }
    return Catalog(std::move(data));
  }();
  return catalog;
}

Result<Catalog> Catalog::with(std::string_view name, std::string_view vendor_json) const {
  Result<CatalogData> data = extend_catalog(*data_, {name, vendor_json});
  if (!data) return data.error();
  return Catalog(std::make_shared<const CatalogData>(std::move(*data)));
}

std::string_view Catalog::digest() const { return data_->digest; }
std::string_view Catalog::as_of() const { return data_->as_of; }

}  // namespace stoprule
