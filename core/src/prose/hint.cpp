#include "prose/hint.h"

#include <algorithm>
#include <array>

#include "prose/words.h"
#include "text/fold.h"

namespace stoprule {
namespace {

// "no relays", "without any relay", "无多层中转": the denial stands in the same clause, a word or
// two before.
bool denied(std::string_view text, std::size_t begin, const std::vector<std::string_view>& deny) {
  constexpr std::size_t kReach = 16;
  const std::size_t from = begin > kReach ? begin - kReach : 0;
  std::string_view before = text.substr(from, begin - from);
  const std::size_t clause = before.find_last_of(".,;:!?\n|()");
  if (clause != std::string_view::npos) before.remove_prefix(clause + 1);
  return std::any_of(deny.begin(), deny.end(), [&](std::string_view word) {
    const std::size_t at = before.rfind(word);
    return at != std::string_view::npos &&
           stands_alone(text, begin - before.size() + at, begin - before.size() + at + word.size());
  });
}

}  // namespace

HintIndex::HintIndex(const CatalogData& catalog) {
  for (const HintLanguage& language : catalog.hints.languages) {
    deny_.insert(deny_.end(), language.deny.begin(), language.deny.end());
    for (const HintPhrase& phrase : language.phrases) {
      phrases_.add(phrase.phrase, static_cast<std::uint32_t>(known_.size()));
      known_.push_back(&phrase);
    }
  }
  phrases_.build();
}

std::vector<HintHit> HintIndex::find(const Text& text) const {
  const Folded& folded = text.folded();
  std::vector<HintHit> hits;
  std::array<std::uint64_t, kHints> told_until{};
  phrases_.find_at_words(folded.text(), [&](std::uint32_t id, std::size_t begin, std::size_t end) {
    const HintPhrase* phrase = known_[id];
    if (!begins_word(folded.text(), begin) || (!phrase->open && !ends_word(folded.text(), end)))
      return;
    // What a text is about is said by a denial, too.
    const bool topic = phrase->hint == Hint::kAi || phrase->hint == Hint::kAccess ||
                       phrase->hint == Hint::kCompatible;
    if (!topic && denied(folded.text(), begin, deny_)) return;
    // A program's name says what it is called: "someone/llm-relay-service".
    const bool described = phrase->hint == Hint::kRelay || phrase->hint == Hint::kGateway ||
                           phrase->hint == Hint::kFreeOffer || phrase->hint == Hint::kHosted;
    if (described && begin > 0 &&
        (folded.text()[begin - 1] == '/' || folded.text()[begin - 1] == '-'))
      return;
    const Span location = folded.source(begin, end);
    // Shorter phrases for the same thing at the same place say nothing new.
    std::uint64_t& told = told_until[static_cast<std::size_t>(phrase->hint)];
    if (location.begin < told) return;
    told = location.end;
    hits.push_back({phrase->hint, location});
  });
  return hits;
}

}  // namespace stoprule
