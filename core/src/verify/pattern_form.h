// pattern_form.h - the patterns of rules, looked for around their literals.
#pragma once
#include <re2/re2.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "catalog/pattern_lead.h"
#include "catalog/token_template.h"
#include "catalog/vendor.h"

namespace stoprule {

/// Patterns that begin at most so many bytes before their literal are tried from each place where
/// they may begin; the others are searched for.
inline constexpr std::size_t kFewStarts = 128;
/// How far one is tried from where it begins, in bytes.
inline std::size_t pattern_reach(std::size_t lead, std::size_t max_bytes) {
  return std::min(lead + max_bytes, kMatchBytes);
}

/// What is known of a text, so that a place in it is looked at once, not for every literal near by.
struct PatternPlaces {
  std::uint32_t text = 0;           ///< which one, as its reader counts them
  std::size_t from = 0, first = 0;  ///< no match that is still to come begins in [from, first)
};

/// One rule's pattern, or those of several rules that have the same literals.
class PatternForm {
 public:
  /// The loader has checked the patterns. All rules have the first's max_bytes.
  explicit PatternForm(const std::vector<const KeyRule*>& rules);

  /// False where no match stands around the literal at `at`.
  bool may_match(std::string_view text, std::size_t at, PatternPlaces& places) const;
  /// The leftmost match that covers the literal at `at`: in `groups` the whole and its first group.
  bool match(std::string_view text, std::size_t at, PatternPlaces& places,
             re2::StringPiece (&groups)[2]) const;
  bool has_group() const { return pattern_.NumberOfCapturingGroups() > 0; }

 private:
  template <class Visit>
  bool any_start(std::string_view text, std::size_t at, PatternPlaces& places,
                 const Visit& visit) const;

  re2::RE2 pattern_;
  PatternStarts starts_;
  std::size_t lead_, max_bytes_, reach_;
  re2::RE2::Anchor anchor_;
};

}  // namespace stoprule
