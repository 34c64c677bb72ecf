// match.h - a confirmed key as spans: what is passed on inside one Audit, never out of it.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "catalog/catalog_data.h"
#include "catalog/token_template.h"
#include "scan/context.h"
#include "scan/key_index.h"
#include "text/once.h"
#include "text/window.h"
#include "verify/pattern_form.h"

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

  // Of the window that is searched, so that its candidates need not all read the same.
  std::uint32_t window = 0;           // counts them
  std::vector<PatternPlaces> places;  // by form, then by family
  std::uint32_t family = UINT32_MAX;  // that was asked last,
  std::size_t family_at = 0;          // where,
  bool family_fits = false;           // and whether one of it may match there
  Context context;
};

/// Confirms candidates. Templates and patterns are compiled when first needed and kept. Safe to
/// share between threads.
class KeyMatcher {
 public:
  KeyMatcher(const CatalogData& catalog, const KeyIndex& index)
      : catalog_(catalog), index_(index), forms_(catalog.rules.size()) {
    find_families();
  }

  /// Calls visit(match) for all that are found in [begin, end) of the window, in no order; they may
  /// overlap.
  template <class Visit>
  void find(const Window& window, std::uint64_t begin, std::uint64_t end, bool script,
            KeySearch& search, Visit visit) const {
    map_block(window, begin, end, search.runs);
    search.candidates.clear();
    index_.find(window, begin, end, script, search.runs, search.candidates);
    begin_window(search);
    for (const Candidate& candidate : search.candidates) {
      if (const std::optional<KeyMatch> found = match(window, candidate, search)) visit(*found);
    }
  }
  const KeyRule& rule(const KeyMatch& match) const { return catalog_.rules[match.rule]; }

 private:
  struct Form {
    explicit Form(const KeyRule& rule);
    std::optional<TokenTemplate> token;
    std::size_t shown = 0;         // of a token: bytes that may be
    bool may_hold_digits = false;  // whether its other bytes may
    std::optional<PatternForm> pattern;
  };
  static constexpr std::uint32_t kNoFamily = UINT32_MAX;

  void find_families();
  void begin_window(KeySearch& search) const;
  bool family_fits(std::string_view text, const Candidate& candidate, KeySearch& search) const;
  PatternPlaces& places_of(KeySearch& search, std::size_t form) const;
  std::optional<KeyMatch> match(const Window& window, const Candidate& candidate,
                                KeySearch& search) const;

  const CatalogData& catalog_;
  const KeyIndex& index_;
  std::vector<Once<Form>> forms_;
  // Rules with the same literals: one look at a place tells whether any of them fits.
  std::vector<std::vector<const KeyRule*>> families_;
  std::vector<Once<PatternForm>> family_forms_;
  std::vector<std::uint32_t> family_of_;  // by rule
};

/// Of matches that overlap a catch-all's yields (of two of them that of the lower severity), then
/// the one with the longest literal stays, then one whose rule asks for words beside it, then the
/// longest, then the first. `matches` is sorted by place afterwards.
void resolve_overlaps(const CatalogData& catalog, std::vector<KeyMatch>& matches);

}  // namespace stoprule
