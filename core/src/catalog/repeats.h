// repeats.h - what a catalog says twice, which the blob does not hold: a vendor's id that is its
// name, rules' ids, names and words near them that begin with their vendor's, sources that are
// their vendor's.
#pragma once
#include "catalog/catalog_data.h"

namespace stoprule {

/// For writing. New strings are kept in `arena`.
void leave_out_repeats(CatalogData& data, StringArena& arena);
/// What was left out, after reading. User vendors are read without the blob and hold everything.
void put_back_repeats(CatalogData& data, StringArena& arena);

}  // namespace stoprule
