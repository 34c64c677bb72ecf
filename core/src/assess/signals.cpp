#include "assess/signals.h"

#include <algorithm>

namespace stoprule {
namespace {

/// Whether a promise that is not the text's own stands there.
bool doubted(const DocumentHits& document, const Span& span) {
  return std::any_of(document.claims.begin(), document.claims.end(), [&](const ClaimHit& claim) {
    return claim.status != ClaimStatus::kAsserted && claim.location.begin < span.end &&
           span.begin < claim.location.end;
  });
}

}  // namespace

Signals::Signals(const CatalogData& catalog, std::span<const DocumentHits> hits)
    : catalog_(catalog), promises_(catalog.claims.concepts.size()) {
  bool claims = false, doubts = false, priced = false;
  for (const DocumentHits& document : hits) {
    if (document.warns) continue;
    for (const ClaimHit& claim : document.claims) {
      doubts = doubts || claim.status == ClaimStatus::kNegated ||
               claim.status == ClaimStatus::kAttributed;
      if (claim.status != ClaimStatus::kAsserted) continue;
      promises_[claim.meaning].push_back({document.document, claim.location});
      claims = true;
    }
    for (const HintHit& hit : document.hints) {
      // What is denied, asked or quoted as a promise offers nothing either.
      if (hit.hint == Hint::kFreeOffer && doubted(document, hit.location)) continue;
      hints_[static_cast<std::size_t>(hit.hint)].push_back({document.document, hit.location});
    }
    for (const AnswerHit& answer : document.answers) {
      priced =
          priced || (answer.state == AnswerState::kShown &&
                     (answer.question == Question::kPayer || answer.question == Question::kLimits));
    }
    for (const Mention& mention : document.mentions) {
      about_ai_ = about_ai_ || catalog.vendors[mention.vendor].kind != VendorKind::kCloudPlatform;
    }
    has_address_ = has_address_ || document.linked || !document.endpoints.empty();
    for (const EndpointMatch& endpoint : document.endpoints) {
      about_ai_ = about_ai_ || endpoint.hit.configured;
    }
  }
  only_doubts_ = doubts && !claims;
  about_ai_ = about_ai_ || has(Hint::kAi);
  about_access_ = claims || priced || has(Hint::kAccess) || has(Hint::kPrice) ||
                  has(Hint::kTrialCredit) || has(Hint::kPlatform) || has(Hint::kSignUp);
}

const std::vector<Place>& Signals::promised(std::string_view concept_id) const {
  static const std::vector<Place> nowhere;
  for (std::size_t i = 0; i < promises_.size(); ++i) {
    if (catalog_.claims.concepts[i].id == concept_id) return promises_[i];
  }
  return nowhere;
}

}  // namespace stoprule
