#include "verify/pattern_form.h"

#include <algorithm>
#include <string>

namespace stoprule {
namespace {

re2::RE2::Options quiet(std::size_t patterns) {
  re2::RE2::Options options(re2::RE2::Latin1);  // bytes: text may be invalid UTF-8
  options.set_log_errors(false);
  options.set_max_mem(static_cast<std::int64_t>(patterns) << 20);
  return options;
}

std::string one_of(const std::vector<const KeyRule*>& rules) {
  if (rules.size() == 1) return std::string(rules[0]->pattern);
  std::string out;
  for (const KeyRule* rule : rules)
    out.append(out.empty() ? "(?:" : "|(?:").append(rule->pattern).append(")");
  return out;
}

std::size_t greatest_lead(const std::vector<const KeyRule*>& rules) {
  std::size_t lead = 0;
  for (const KeyRule* rule : rules) lead = std::max<std::size_t>(lead, rule->lead);
  return lead;
}

}  // namespace

PatternForm::PatternForm(const std::vector<const KeyRule*>& rules)
    : pattern_(one_of(rules), quiet(rules.size())),
      lead_(greatest_lead(rules)),
      max_bytes_(rules[0]->max_bytes),
      reach_(pattern_reach(lead_, max_bytes_)),
      // A search from every start on would read all that may follow; a match from one start soon
      // fails.
      anchor_(lead_ <= kFewStarts ? re2::RE2::ANCHOR_START : re2::RE2::UNANCHORED) {
  starts_.add(pattern_.Regexp());
}

// Gives whether visit(piece, from) is true for some place where a match may begin; `piece` goes to
// where it may end. Searched for, not tried, the first such place is enough. Tried, where it may
// end follows from where it begins alone: what was in vain for one literal is so for all behind it.
template <class Visit>
bool PatternForm::any_start(std::string_view text, std::size_t at, PatternPlaces& places,
                            const Visit& visit) const {
  const auto piece_to = [&](std::size_t end) {
    return re2::StringPiece(text.data(), std::min(text.size(), end));
  };
  std::size_t from = at - std::min(at, lead_);
  if (places.from > from || from > places.first) places = {places.text, from, from};
  from = places.first;
  while (from <= at && !starts_.may_begin(text, from)) ++from;
  if (anchor_ == re2::RE2::UNANCHORED) {
    places.first = from;
    return from <= at && visit(piece_to(at + max_bytes_), from);
  }
  bool found = false;
  while (from <= at && !found) {
    found = starts_.may_begin(text, from) && visit(piece_to(from + reach_), from);
    if (!found) ++from;
  }
  places.first = from;
  return found;
}

bool PatternForm::may_match(std::string_view text, std::size_t at, PatternPlaces& places) const {
  return any_start(text, at, places, [&](const re2::StringPiece& piece, std::size_t from) {
    return pattern_.Match(piece, from, piece.size(), anchor_, nullptr, 0);
  });
}

bool PatternForm::match(std::string_view text, std::size_t at, PatternPlaces& places,
                        re2::StringPiece (&groups)[2]) const {
  return any_start(text, at, places, [&](const re2::StringPiece& piece, std::size_t from) {
    while (from <= at) {
      // Most don't: without groups that is told soonest.
      if (!pattern_.Match(piece, from, piece.size(), anchor_, nullptr, 0)) return false;
      if (!pattern_.Match(piece, from, piece.size(), anchor_, groups, 2)) return false;
      const auto begin = static_cast<std::size_t>(groups[0].data() - text.data());
      if (begin > at) return false;
      if (begin + groups[0].size() > at) return true;
      if (anchor_ == re2::RE2::ANCHOR_START) return false;
      from = begin + std::max<std::size_t>(groups[0].size(), 1);
    }
    return false;
  });
}

}  // namespace stoprule
