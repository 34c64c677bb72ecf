// catalog.cpp - a catalog is its data and what is derived from it, made once.
#include "catalog/archive.h"
#include "catalog/blob.h"
#include "catalog/compile.h"
#include "catalog/repeats.h"
#include "prose/word_index.h"
#include "scan/key_index.h"
#include "stoprule/stoprule.h"
#include "verify/match.h"

namespace stoprule {

struct Catalog::Derived {
  explicit Derived(const CatalogData& data) : index(data), matcher(data, index), words(data) {}
  KeyIndex index;
  KeyMatcher matcher;
  WordIndex words;
};

Catalog::Catalog(std::shared_ptr<const CatalogData> data)
    : data_(std::move(data)), derived_(std::make_shared<const Derived>(*data_)) {}

const KeyIndex& Catalog::index() const { return derived_->index; }
const KeyMatcher& Catalog::matcher() const { return derived_->matcher; }
const WordIndex& Catalog::words() const { return derived_->words; }

const Catalog& Catalog::builtin() {
  static const Catalog catalog = [] {
    auto data = std::make_shared<CatalogData>();
    if (kCatalogBlobSize != 0) {
      BlobReader reader({kCatalogBlob, kCatalogBlobSize});
      describe(reader, *data);
      data->arenas.push_back(std::make_shared<StringArena>());
      put_back_repeats(*data, *data->arenas.back());
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
