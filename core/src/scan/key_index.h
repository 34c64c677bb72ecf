// key_index.h - from a block of text to candidates: places where a key rule may match. A candidate
// may be wrong, none may be missing; the cost grows with the text, not with the rules.
//
// A rule is looked for
//   by anchor: its literals that begin in, right behind, or up to kAnchorBefore bytes before a run
//     of kRunBytes key characters; most runs are plain words, of which a few places are looked at;
//   by pattern: the literals beside it, in text anywhere; in scripts in a run that holds a digit
//     (its first and last kProbeInside bytes, if it is a blob), in the kProbeBefore bytes before
//     such a run, and at the "://" of "://user@", without blanks, quotes or brackets;
//   by context, where it has no literal: its `near` words around a run that holds a digit and has a
//     quote, a separator or a bracket before it; for text_only rules, these words anywhere in a
//     text.
#pragma once
#include <array>
#include <cstdint>
#include <deque>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "catalog/catalog_data.h"
#include "scan/anchor_index.h"
#include "scan/context.h"
#include "scan/runs.h"
#include "text/window.h"

namespace stoprule {

struct Candidate {
  std::uint32_t rule;  ///< index into CatalogData::rules
  std::uint32_t at;    ///< index into the window: where a token would begin, or a pattern's literal
                       ///< or a word does
  friend bool operator==(const Candidate&, const Candidate&) = default;
  friend auto operator<=>(const Candidate&, const Candidate&) = default;
};

/// The runs and so on of a block and a little around it, as indices into the window.
void map_block(const Window& window, std::uint64_t begin, std::uint64_t end, RunMap& map);
/// Enough of a long run to be sure; the bound keeps a block that is one run linear.
bool holds_digit(std::string_view run);

/// Bytes before a run, and at both ends of a long one, in which patterns' literals count.
inline constexpr std::size_t kProbeBefore = 64, kProbeInside = 512;
inline constexpr std::size_t kAddressBytes = 320;  ///< between "://" and '@'

class KeyIndex {
 public:
  explicit KeyIndex(const CatalogData& catalog);
  KeyIndex(const KeyIndex&) = delete;
  KeyIndex& operator=(const KeyIndex&) = delete;

  /// Appends the candidates that begin in [begin, end) of the window; some may come twice. `runs`
  /// is of this block, as map_block gives it.
  void find(const Window& window, std::uint64_t begin, std::uint64_t end, bool script,
            const RunMap& runs, std::vector<Candidate>& out) const;

  /// The rule's words, squeezed.
  std::span<const std::string_view> near(std::uint32_t rule) const { return near_.of(rule); }
  std::span<const std::string_view> not_near(std::uint32_t rule) const {
    return not_near_.of(rule);
  }

 private:
  struct RuleAnchor {
    std::uint32_t rule;
    std::uint16_t offset_min, offset_max;
    bool pattern;
  };
  // A block of a text, and what was found in it.
  struct Search {
    std::string_view text;
    std::size_t begin, end;
    bool script;
    std::vector<Candidate>& out;
    std::size_t probed = 0;  // where the last probe ended
    Context context = {};    // of the run that is looked at
  };

  struct Words {
    std::vector<std::string_view> all;
    std::vector<std::uint32_t> ends;  // by rule
    std::span<const std::string_view> of(std::uint32_t rule) const {
      const std::uint32_t begin = rule == 0 ? 0 : ends[rule - 1];
      return std::span<const std::string_view>(all).subspan(begin, ends[rule] - begin);
    }
  };
  struct Word {  // of a rule without anchors
    std::string_view text;
    std::uint32_t rule;
  };
  void squeeze(const std::vector<std::string_view>& words, Words& out);
  void add_anchors(const CatalogData& catalog);
  void mark_before(const Anchor& anchor);
  void add_words(const CatalogData& catalog);
  void add(Search& search, std::size_t at, std::uint32_t anchor) const;
  void find_in_run(Search& search, const Run& run) const;
  bool may_hold(std::string_view text, const Run& run) const;
  bool may_follow(std::string_view text, std::size_t run) const;
  void find_starts(Search& search, const Run& run) const;
  void find_start(Search& search, const Run& run, std::size_t at) const;
  static bool begins_with_user(std::string_view text, const Run& run);
  void probe_run(Search& search, const Run& run) const;
  void find_by_context(Search& search, const Run& run) const;
  void find_addresses(Search& search, const std::vector<std::uint32_t>& at_signs) const;
  void probe(Search& search, std::size_t begin, std::size_t end) const;

  std::vector<RuleAnchor> rule_anchors_;  // what the indexes hold as values
  Words near_, not_near_;
  std::deque<std::string> squeezed_;  // what of them does not stand in the data so
  std::vector<Word> rule_words_;      // what words_ holds as values

  struct Further {  // a literal at a fixed place in a token
    std::string_view literal;
    std::uint32_t anchor, offset, run_bytes;
    char first;  // of the literal
  };
  AnchorIndex starts_;            // literals that a token in a run begins with
  std::vector<Further> further_;  // by run_bytes: that stand further in, in the same run
  AnchorIndex marks_;             // that begin with - + / further in
  AnchorIndex inner_;             // any others in a run
  AnchorIndex edges_;             // right behind a run, or before one
  // What stands at the run's side of those: two bytes before it, one behind it.
  std::array<std::uint64_t, 0x10000 / 64> before_{};
  std::array<bool, 256> behind_{};
  // Runs shorter than this hold none of inner_, and none of further_.
  std::uint32_t inner_bytes_ = UINT32_MAX, further_bytes_ = UINT32_MAX;
  AnchorIndex script_patterns_, text_patterns_, words_;
};

}  // namespace stoprule
