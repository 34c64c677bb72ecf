// match.h - a confirmed key as spans: what is passed on inside one Audit, never out of it.
#pragma once
#include <re2/re2.h>

#include <bitset>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "catalog/catalog_data.h"
#include "catalog/token_template.h"
#include "scan/key_index.h"
#include "text/once.h"
#include "text/window.h"

namespace stoprule {

struct KeyMatch {
  static constexpr std::uint32_t kNoRule = 0xffffffff;  ///< a value that the caller gave
  std::uint32_t rule = kNoRule;
  Span secret;               ///< in the text that was matched
  std::uint16_t shown = 0;   ///< bytes of the secret that are the rule's own literal prefix
  bool placeholder = false;  ///< a sample or a stand-in, not a key
  bool assigned = false;
  std::uint32_t own = 0;     ///< 1 + the index of its OwnMatch in the block; 0: not the caller's
  std::uint32_t hidden = 0;  ///< 1 + the index of its HiddenKey in the block; 0: in the open
  friend bool operator==(const KeyMatch&, const KeyMatch&) = default;
};

/// What a search works with; one a thread, used again from block to block.
struct KeySearch {
  RunMap runs;  ///< of the block that was searched last
  std::vector<Candidate> candidates;
};

/// Confirms candidates. Templates and patterns are compiled when first needed and kept. Safe to
/// share between threads.
class KeyMatcher {
 public:
  KeyMatcher(const CatalogData& catalog, const KeyIndex& index)
      : catalog_(catalog), index_(index), forms_(catalog.rules.size()) {}

  std::optional<KeyMatch> match(const Window& window, const Candidate& candidate) const;
  /// Calls visit(match) for all that are found in [begin, end) of the window, in no order; they may
  /// overlap.
  template <class Visit>
  void find(const Window& window, std::uint64_t begin, std::uint64_t end, bool script,
            KeySearch& search, Visit visit) const {
    map_block(window, begin, end, search.runs);
    search.candidates.clear();
    index_.find(window, begin, end, script, search.runs, search.candidates);
    for (const Candidate& candidate : search.candidates) {
      if (const std::optional<KeyMatch> found = match(window, candidate)) visit(*found);
    }
  }
  const KeyRule& rule(const KeyMatch& match) const { return catalog_.rules[match.rule]; }

 private:
  struct Form {
    explicit Form(const KeyRule& rule);
    std::optional<TokenTemplate> token;
    std::unique_ptr<re2::RE2> pattern;
    std::bitset<256> first;  // bytes that a match of the pattern may begin with
  };
  const CatalogData& catalog_;
  const KeyIndex& index_;
  std::vector<Once<Form>> forms_;
};

/// Of matches that overlap a catch-all's yields, then the one with the longest literal stays, then
/// one whose rule asks for words beside it, then the longest, then the first. `matches` is sorted
/// by place afterwards.
void resolve_overlaps(const CatalogData& catalog, std::vector<KeyMatch>& matches);

}  // namespace stoprule
