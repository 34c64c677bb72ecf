#include "prose/answer.h"

#include <algorithm>

#include "prose/reading.h"

namespace stoprule {

// Phrases say which question they answer, and whether checkably. A phrase inside a longer one adds
// nothing, and one inside a promise shows nothing: "no rate limits" names no limit.
std::vector<AnswerHit> find_answers(const Reading& reading) {
  const std::vector<Concept>& concepts = reading.catalog().claims.concepts;
  std::vector<AnswerHit> out;
  std::uint32_t covered_to[2 * kQuestions] = {}, promised_to[kQuestions] = {};
  for (const PhraseHit& mention : reading.mentions()) {
    if (mention.tag < kAnswerTags) continue;
    if (mention.tag >= kConceptTags) {
      for (const Question question : concepts[mention.tag - kConceptTags].needs) {
        std::uint32_t& to = promised_to[static_cast<std::size_t>(question)];
        to = std::max(to, mention.end);
      }
      continue;
    }
    if (mention.tag >= kHintTags) continue;
    const std::size_t kind = mention.tag - kAnswerTags;
    if (kind % 2 == 0 && mention.end <= promised_to[kind / 2]) continue;
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

std::vector<AnswerHit> find_answers(const WordIndex& words, const Text& text) {
  return find_answers(Reading(words, text));
}

}  // namespace stoprule
