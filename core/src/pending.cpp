// Stand-ins, weak on purpose, until the real stages land; this file goes when the last has.
#include "assess/assess.h"
#include "catalog/claims.h"
#include "verify/answer.h"
#include "verify/claim.h"
#include "verify/diagnosis.h"

namespace stoprule {
#define PENDING __attribute__((weak))
PENDING void load_concepts(JsonObject& json, Claims&) { json.skip(); }
PENDING void load_claim_language(std::string_view, JsonObject& json, Claims&) { json.skip(); }
PENDING std::vector<ClaimHit> find_claims(const CatalogData&, const Text&) { return {}; }
PENDING std::vector<AnswerHit> find_answers(const CatalogData&, const Text&) { return {}; }
PENDING std::vector<DiagnosisHit> find_diagnoses(const CatalogData&, const Text&) { return {}; }
PENDING void assess(const CatalogData&, const Options&, std::span<const DocumentHits>,
                    const Excerpts&, const Phrasebook&, Report&) {}
PENDING Result<std::string> explain(const Catalog&, std::string_view, std::string_view) {
  return Error{ErrorCode::kUsage, "explain", "is not there yet"};
}
PENDING Result<std::string> choose(const Catalog&, std::string_view, std::string_view) {
  return Error{ErrorCode::kUsage, "choose", "is not there yet"};
}
}  // namespace stoprule
