// key_finding.h - from a confirmed key to a finding: exposure, severity, validity, facts and where
// it goes. The secret is looked at here and not kept.
#pragma once
#include <string_view>

#include "catalog/catalog_data.h"
#include "stoprule/report.h"
#include "stoprule/stoprule.h"
#include "text/window.h"
#include "verify/match.h"

namespace stoprule {

struct KeyContext {
  const CatalogData& catalog;
  const Phrasebook& phrasebook;
  const Options& options;
  bool local = false;  ///< DocumentInfo::local
};

/// Everything but location and context line. For a decoded key `window` holds the decoded text, and
/// `around` the document's text around the place that hid it.
Finding key_finding(const KeyContext& context, const Window& window, const KeyMatch& match,
                    std::string_view around);

/// Of a value that the caller gave and no rule knows.
Finding own_finding(const KeyContext& context, const OwnSecret& secret, std::string_view hidden_by,
                    std::string_view around);

/// The document's text around [begin, end) that conditions and destinations are read from.
std::string_view surroundings(std::string_view text, std::size_t begin, std::size_t end);

}  // namespace stoprule
