// steps.h - what to do next, as checklists: the smallest safe official test, the questions to ask a
// provider, the controls before production, and the way out after a key was exposed.
#pragma once
#include <vector>

#include "catalog/catalog_data.h"
#include "stoprule/report.h"

namespace stoprule {

/// For the routes of a report, the dominant one first; `level` is the verdict's.
std::vector<Step> checks_for(const CatalogData& catalog, const Phrasebook& phrasebook, Level level,
                             const std::vector<Route>& routes);

/// For exposed keys of these vendors (catalog ids, each once; an empty one: a vendor that is not
/// known).
std::vector<Step> remediation_for(const CatalogData& catalog, const Phrasebook& phrasebook,
                                  const std::vector<std::string_view>& vendors);

}  // namespace stoprule
