// Stand-ins, weak on purpose, until the real stages land; this file goes when the last has.
#include "catalog/claims.h"
#include "verify/answer.h"
#include "verify/claim.h"

namespace stoprule {
#define PENDING __attribute__((weak))
PENDING void load_concepts(JsonObject& json, Claims&) { json.skip(); }
PENDING void load_claim_language(std::string_view, JsonObject& json, Claims&) { json.skip(); }
PENDING std::vector<ClaimHit> find_claims(const CatalogData&, const Text&) { return {}; }
PENDING std::vector<AnswerHit> find_answers(const CatalogData&, const Text&) { return {}; }
}  // namespace stoprule
