// phrase_walk.h - finds the phrases of one language in folded text.
#pragma once
#include <cstdint>
#include <string_view>
#include <vector>

#include "catalog/claims.h"
#include "scan/phrases.h"

namespace stoprule {

/// A phrase found. Offsets are bytes of the folded text.
struct PhraseHit {
  std::uint32_t begin = 0, end = 0;
  std::uint16_t tag = 0;
  std::uint8_t language = 0;  ///< index into Claims::languages
};

/// In prose, a byte of a link or address that was blanked out.
inline constexpr char kLinkByte = '\x01';

/// Letters, digits, '_' and signs that stand on letters, of scripts that write spaces between
/// words.
bool is_word_char(char32_t value);

/// Where phrases of any language may begin.
std::vector<std::uint32_t> phrase_starts(std::string_view text);

class PhraseWalk {
 public:
  /// What `graph` holds must outlive it.
  explicit PhraseWalk(const PackedGraph& graph);
  /// Appends what stands in `text`, by begin: of each tag the longest phrase at each place. Linear:
  /// a phrase is as long as its words and gaps. `starts` is what phrase_starts() says of the text.
  void find(std::string_view text, const std::vector<std::uint32_t>& starts, std::uint8_t language,
            std::vector<PhraseHit>& out) const;

 private:
  struct Search;
  bool may_begin(std::string_view text, std::size_t at) const;

  PhraseGraph graph_;
  Phrases words_, first_words_;   // ids are words
  std::uint8_t first_kinds_ = 0;  // what else a phrase may begin with
};

}  // namespace stoprule
