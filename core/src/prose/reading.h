// reading.h - a text as a reader takes it in: folded, links blanked out, cut into sentences under
// their headings, with every phrase of the languages that it is written in. What claims and answers
// are found in.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "catalog/catalog_data.h"
#include "prose/phrase_walk.h"
#include "prose/word_index.h"
#include "text/fold.h"
#include "text/text.h"

namespace stoprule {

/// A sentence, list item, table cell or heading of prose(). At most kSentenceBytes long.
struct Sentence {
  std::uint32_t begin = 0, end = 0;
  std::uint32_t section = 0;
  std::uint8_t heading = 0;  ///< its level, 1 to 6; 0: no heading
  bool row = false;          ///< a table's cell
};
inline constexpr std::uint32_t kSentenceBytes = 1500;

/// What stands under one heading. Section 0 is what stands before the first.
struct Section {
  std::uint32_t heading = UINT32_MAX;  ///< index of its sentence
  std::uint32_t parent = 0;
  std::uint8_t level = 0;
};

class Reading {
 public:
  /// Both must outlive the reading.
  Reading(const WordIndex& words, const Text& text);

  std::string_view prose() const { return prose_; }
  const std::vector<Sentence>& sentences() const { return sentences_; }
  const std::vector<Section>& sections() const { return sections_; }
  const std::vector<PhraseHit>& mentions() const { return mentions_; }  ///< by begin
  std::uint32_t sentence_at(std::uint32_t offset) const;                ///< of prose
  /// The bytes of the document that prose()[begin, end) stands for.
  Span source(std::uint32_t begin, std::uint32_t end) const { return folded_.source(begin, end); }
  std::uint8_t main_language() const { return main_language_; }  ///< index into Claims::languages
  const CatalogData& catalog() const { return words_.catalog(); }
  const Text& text() const { return text_; }

 private:
  void blank_links();
  void join_wrapped_lines();
  void cut_sentences();
  void cut_line(std::uint32_t begin, std::uint32_t end);
  void find_phrases();

  const WordIndex& words_;
  const Text& text_;
  const Folded& folded_;
  std::string prose_;
  std::vector<Sentence> sentences_;
  std::vector<Section> sections_{Section{}};
  std::vector<PhraseHit> mentions_;
  std::uint32_t section_ = 0;
  std::uint8_t main_language_ = 0;
};

}  // namespace stoprule
