// compile.h - data files to a catalog: at build time for the built-in data, at run time for user
// rules.
#pragma once
#include <span>
#include <string>
#include <string_view>

#include "catalog/catalog_data.h"
#include "stoprule/result.h"

namespace stoprule {

struct DataFile {
  std::string_view path;  ///< below core/data: "vendors/groq.json"
  std::string_view text;
};

/// Loads and checks everything; the files may come in any order.
Result<CatalogData> load_catalog(std::span<const DataFile> files);
/// load_catalog as the bytes that are embedded.
Result<std::string> compile_catalog(std::span<const DataFile> files);
/// Adds one vendor file to a catalog.
Result<CatalogData> extend_catalog(const CatalogData& base, const DataFile& file);

}  // namespace stoprule
