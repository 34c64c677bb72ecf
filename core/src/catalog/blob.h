// blob.h - the embedded catalog, written by catalogc at build time.
#pragma once
#include <cstddef>

namespace stoprule {

extern const char kCatalogBlob[];
extern const std::size_t kCatalogBlobSize;

}  // namespace stoprule
