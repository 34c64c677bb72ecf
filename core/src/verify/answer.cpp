#include "verify/answer.h"

#include <algorithm>

#include "verify/reading.h"

namespace stoprule {

// Phrases say which question they answer, and whether checkably. A phrase inside a longer one adds
// nothing.
std::vector<AnswerHit> find_answers(const Reading& reading) {
  std::vector<AnswerHit> out;
  std::uint32_t covered_to[2 * kQuestions] = {};
  for (const PhraseHit& mention : reading.mentions()) {
    if (mention.tag < kAnswerTags || mention.tag >= kConceptTags) continue;
    const std::size_t kind = mention.tag - kAnswerTags;
    if (mention.end <= covered_to[kind] || mention.end <= covered_to[kind & ~std::size_t{1}])
      continue;
    covered_to[kind] = mention.end;
    out.push_back({static_cast<Question>(kind / 2),
                   kind % 2 == 0 ? AnswerState::kShown : AnswerState::kClaimed,
                   reading.source(mention.begin, mention.end)});
  }
  std::stable_sort(out.begin(), out.end(),
                   [](const AnswerHit& a, const AnswerHit& b) { return a.location < b.location; });
  return out;
}

std::vector<AnswerHit> find_answers(const CatalogData& catalog, const Text& text) {
  return find_answers(Reading(catalog, text));
}

}  // namespace stoprule
