#include "catalog/claims.h"

#include <algorithm>
#include <utility>

#include "text/fold.h"
#include "text/names.h"

namespace stoprule {
namespace {

constexpr std::string_view kCueNames[] = {"not_before", "not_after", "not_not", "said_before",
                                          "said_after", "if",        "asked",   "warning",
                                          "but",        "route",     "other"};
static_assert(std::size(kCueNames) == kCues);

const std::vector<std::string_view> kScriptNames = {"latin",    "han",    "kana",      "hangul",
                                                    "cyrillic", "arabic", "devanagari"};

std::size_t concept_index(const Claims& claims, std::string_view id) {
  const auto found = std::find_if(claims.concepts.begin(), claims.concepts.end(),
                                  [&](const Concept& entry) { return entry.id == id; });
  return static_cast<std::size_t>(found - claims.concepts.begin());
}

// Adds every list of the object `key`, whose names `tag_of` turns into tags (negative: unknown).
template <class TagOf>
void add_phrases(JsonObject& json, std::string_view key, PhraseCompiler& compiler, TagOf tag_of) {
  json.object(key, [&](JsonObject& lists) {
    for (const std::string_view name : lists.keys()) {
      const int tag = tag_of(name);
      const std::vector<std::string_view> phrases = lists.texts(name);
      if (tag < 0) return lists.problem(name, "is not a name that this place knows");
      for (const std::string_view phrase : phrases) {
        const Status status = compiler.add(phrase, static_cast<std::uint16_t>(tag));
        if (!status)
          return lists.problem(name, "\"" + status.error().where + "\" " + status.error().message);
      }
    }
  });
}

int cue_tag(std::string_view name) {
  const auto found = std::find(std::begin(kCueNames), std::end(kCueNames), name);
  return found == std::end(kCueNames) ? -1 : static_cast<int>(found - kCueNames);
}

}  // namespace

void load_concepts(JsonObject& json, Claims& claims) {
  std::vector<std::vector<std::string_view>> covers;
  json.objects("concepts", [&](JsonObject& entry) {
    Concept loaded;
    loaded.id = entry.need_text("id");
    for (const std::string_view name : entry.texts("needs")) {
      const auto found = std::find(std::begin(kQuestionNames), std::end(kQuestionNames), name);
      if (found == std::end(kQuestionNames)) entry.problem("needs", "names no question");
      loaded.needs.push_back(static_cast<Question>(found - kQuestionNames));
    }
    covers.push_back(entry.texts("covers"));
    claims.concepts.push_back(std::move(loaded));
  });
  for (std::size_t i = 0; i < covers.size(); ++i) {
    for (const std::string_view id : covers[i]) {
      const std::size_t index = concept_index(claims, id);
      if (index == claims.concepts.size())
        return json.problem("concepts", "covers an unknown concept");
      claims.concepts[i].covers.push_back(static_cast<std::uint32_t>(index));
    }
  }
}

void load_claim_language(std::string_view language, JsonObject& json, Claims& claims) {
  ClaimLanguage loaded;
  loaded.id = language;
  loaded.script = static_cast<Script>(json.choice("script", kScriptNames));
  for (const std::string_view word : json.texts("function_words")) {
    loaded.function_words.push_back(json.keep(fold(word).text()));
  }
  std::sort(loaded.function_words.begin(), loaded.function_words.end());
  PhraseCompiler compiler(static_cast<std::uint32_t>(json.number("gap", 3)));
  json.each_texts(
      "lists", [&](std::string_view name, const std::vector<std::string_view>& phrases) {
        const Status status = compiler.define(name, phrases);
        if (!status)
          json.problem("lists", "\"" + status.error().where + "\" " + status.error().message);
      });
  add_phrases(json, "cues", compiler, cue_tag);
  for (const bool claimed : {false, true}) {
    add_phrases(json, claimed ? "claimed" : "shown", compiler, [&](std::string_view name) {
      const auto found = std::find(std::begin(kQuestionNames), std::end(kQuestionNames), name);
      if (found == std::end(kQuestionNames)) return -1;
      return kAnswerTags + 2 * static_cast<int>(found - kQuestionNames) + (claimed ? 1 : 0);
    });
  }
  add_phrases(json, "routes", compiler, [](std::string_view name) {
    const std::size_t hint = hint_named(name);
    return hint == kHints ? -1 : kHintTags + static_cast<int>(hint);
  });
  add_phrases(json, "claims", compiler, [&](std::string_view name) {
    const std::size_t index = concept_index(claims, name);
    return index == claims.concepts.size() ? -1 : kConceptTags + static_cast<int>(index);
  });
  loaded.phrases = compiler.graph([&](std::string_view text) { return json.keep(text); });
  claims.languages.push_back(std::move(loaded));
}

}  // namespace stoprule
