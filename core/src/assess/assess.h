// assess.h - from what was found to what it means: routes, the five answers, the verdict and what
// to do next. A decision table over the hits of all documents; no text is read here.
#pragma once
#include <span>
#include <string>
#include <vector>

#include "catalog/catalog_data.h"
#include "config/endpoint.h"
#include "config/route.h"
#include "prose/answer.h"
#include "prose/claim.h"
#include "prose/diagnosis.h"
#include "prose/hint.h"
#include "prose/mention.h"
#include "stoprule/report.h"
#include "stoprule/stoprule.h"
#include "text/text.h"

namespace stoprule {

/// Gives excerpts of one document with every secret in it masked. The only way from a span to a
/// string.
class Excerpts {
 public:
  virtual ~Excerpts() = default;
  virtual Evidence evidence(std::uint32_t document, Span span) const = 0;
  /// A string made of scanned text (a host, a path, a model name), masked and clipped.
  virtual std::string masked(std::string_view made_of_text) const = 0;
};

struct EndpointMatch {
  EndpointHit hit;
  RouteMatch match;
};

/// What was found in one document.
struct DocumentHits {
  std::uint32_t document = 0;
  bool local = false;      ///< DocumentInfo::local
  bool front_end = false;  ///< what ships to a browser
  bool linked = false;     ///< it gives an address
  bool warns = false;      ///< it only advises against such routes
  std::vector<ClaimHit> claims;
  std::vector<AnswerHit> answers;
  std::vector<EndpointMatch> endpoints;
  std::vector<DiagnosisHit> diagnoses;
  std::vector<Mention> mentions;
  std::vector<HintHit> hints;
};

/// Fills verdict, route, routes, answers, claims, endpoints, diagnoses, checks and remediation of
/// `report`, whose documents and findings are there already.
void assess(const CatalogData& catalog, const Options& options, std::span<const DocumentHits> hits,
            const Excerpts& excerpts, const Phrasebook& phrasebook, Report& report);

}  // namespace stoprule
