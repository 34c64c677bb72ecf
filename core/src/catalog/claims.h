// claims.h - what a promise can mean, and how each language says it.
#pragma once
#include <string_view>
#include <vector>

#include "catalog/hints.h"
#include "catalog/json.h"
#include "catalog/phrase_graph.h"
#include "stoprule/report.h"

namespace stoprule {

struct Concept {
  std::string_view id;                ///< "unlimited_use"
  std::vector<Question> needs;        ///< what would have to be shown
  std::vector<std::uint32_t> covers;  ///< concepts that the same words need not be reported as, too
};

/// What surrounds a promise and changes what it says; the order of kCueNames in claims.cpp.
enum class Cue : std::uint8_t {
  kNotBefore,   ///< denies what follows in its clause: "there is no"
  kNotAfter,    ///< denies what stands before it: "is not available"
  kNotNot,      ///< looks like a denial and is none: "not only"
  kSaidBefore,  ///< somebody else's words, or a warning of what follows: "claims to be", "beware
                ///< of"
  kSaidAfter,   ///< "is a scam"
  kIf,          ///< a condition or a wish: "if you need"
  kAsked,       ///< opens or closes a question whether it is so
  kWarning,     ///< in a heading: what follows is warned of
  kBut,         ///< begins a clause of its own
  kRoute,       ///< an AI API, app or model is talked of
  kOther,       ///< something else is: "repositories", "bandwidth"
};
inline constexpr std::size_t kCues = 11;

/// Tags of phrases: cues, then answers (question * 2, + 1 where claimed only), hints, concepts.
inline constexpr std::uint16_t kAnswerTags = kCues, kHintTags = kCues + 2 * kQuestions,
                               kConceptTags = kHintTags + kHints;

enum class Script : std::uint8_t { kLatin, kHan, kKana, kHangul, kCyrillic, kArabic, kDevanagari };

struct ClaimLanguage {
  std::string_view id;  ///< BCP 47: the file's name
  Script script = Script::kLatin;
  std::vector<std::string_view> function_words;  ///< tell languages of one script apart; folded
  PackedGraph phrases;
};
struct Claims {
  std::vector<Concept> concepts;
  std::vector<ClaimLanguage> languages;
};

/// core/data/claims/concepts.json
void load_concepts(JsonObject& json, Claims& claims);
/// core/data/claims/<language>.json; after the concepts
void load_claim_language(std::string_view language, JsonObject& json, Claims& claims);

template <class A>
void describe(A& archive, Concept& entry) {
  archive(entry.id, entry.needs, entry.covers);
}
template <class A>
void describe(A& archive, ClaimLanguage& language) {
  archive(language.id, language.script, language.function_words, language.phrases);
}
template <class A>
void describe(A& archive, Claims& claims) {
  archive(claims.concepts, claims.languages);
}

}  // namespace stoprule
