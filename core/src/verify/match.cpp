#include "verify/match.h"

#include <algorithm>
#include <set>

#include "catalog/pattern_lead.h"
#include "scan/assigned_name.h"
#include "scan/context.h"
#include "text/characters.h"
#include "verify/randomness.h"

namespace stoprule {
namespace {

re2::RE2::Options quiet() {
  re2::RE2::Options options(re2::RE2::Latin1);  // bytes: text may be invalid UTF-8
  options.set_log_errors(false);
  options.set_max_mem(1 << 20);
  return options;
}

// The leftmost match that covers the literal at `at`: in `groups` the whole and its first group.
bool match_pattern(const re2::RE2& pattern, const std::bitset<256>& first, std::string_view text,
                   std::size_t at, const KeyRule& rule, re2::StringPiece (&groups)[2]) {
  constexpr std::uint16_t kFewStarts = 128;
  const std::size_t to = std::min<std::size_t>(text.size(), at + rule.max_bytes);
  const re2::StringPiece piece(text.data(), to);
  std::size_t from = at - std::min<std::size_t>(at, rule.lead);
  // A search from every start on would read all that may follow; a match from one start soon fails.
  const auto anchor = rule.lead <= kFewStarts ? re2::RE2::ANCHOR_START : re2::RE2::UNANCHORED;
  while (from <= at) {
    if (anchor == re2::RE2::ANCHOR_START && !first[static_cast<std::uint8_t>(text[from])]) {
      ++from;
      continue;
    }
    if (!pattern.Match(piece, from, to, anchor, groups, 2)) {
      if (anchor == re2::RE2::UNANCHORED) return false;
      ++from;
      continue;
    }
    const auto begin = static_cast<std::size_t>(groups[0].data() - text.data());
    if (begin > at) return false;
    if (begin + groups[0].size() > at) return true;
    from = begin + std::max<std::size_t>(groups[0].size(), 1);
  }
  return false;
}

bool is_lower_hex(char c) { return is_digit(c) || (c >= 'a' && c <= 'f'); }

// A digest that says so is no key: an image's or a file's, and the fingerprints in our own reports
// and baselines.
bool is_named_digest(std::string_view text, std::size_t begin, std::size_t end) {
  constexpr std::size_t kShortest = 32;
  if (begin == 0 || text[begin - 1] != ':' || end - begin < kShortest) return false;
  const std::string_view before = text.substr(0, begin), digits = text.substr(begin, kShortest);
  return std::all_of(digits.begin(), digits.end(), is_lower_hex) &&
         (before.ends_with("k1:") || before.ends_with("p1:") || before.ends_with("s1:") ||
          before.ends_with("sha256:"));
}

}  // namespace

// The loader has checked both.
KeyMatcher::Form::Form(const KeyRule& rule) {
  if (rule.pattern.empty()) {
    token = *TokenTemplate::parse(rule.token, rule.caseless);
  } else {
    pattern = std::make_unique<re2::RE2>(re2::StringPiece(rule.pattern.data(), rule.pattern.size()),
                                         quiet());
    first = first_bytes(pattern->Regexp());
  }
}

std::optional<KeyMatch> KeyMatcher::match(const Window& window, const Candidate& candidate) const {
  const KeyRule& rule = catalog_.rules[candidate.rule];
  const Form& form = forms_[candidate.rule].get(rule);
  const std::string_view text = window.bytes;
  std::size_t begin = candidate.at, end = std::string_view::npos;
  std::size_t shown = 0;
  if (form.token) {
    end = form.token->match(text, begin);
    // Found by a word: the value is the first of the form behind it.
    const std::size_t last = rule.text_only && rule.anchors.empty()
                                 ? std::min(text.size(), begin + kContextBefore)
                                 : begin;
    while (end == std::string_view::npos && ++begin < last) {
      if (opens_value(text, begin)) end = form.token->match(text, begin);
    }
    if (end == std::string_view::npos) return std::nullopt;
    shown = form.token->literal_prefix().size();
  } else {
    re2::StringPiece groups[2];
    if (!match_pattern(*form.pattern, form.first, text, candidate.at, rule, groups))
      return std::nullopt;
    const re2::StringPiece& secret =
        form.pattern->NumberOfCapturingGroups() > 0 && groups[1].data() != nullptr ? groups[1]
                                                                                   : groups[0];
    begin = static_cast<std::size_t>(secret.data() - text.data());
    end = begin + secret.size();
    if (begin == end) return std::nullopt;
  }

  if (is_named_digest(text, begin, end)) return std::nullopt;
  const std::string_view secret = text.substr(begin, end - begin);
  const std::string_view variable = secret.substr(std::min(shown, secret.size()));
  const Span name = assigned_name(text, begin);
  const std::string_view name_text = text.substr(name.begin, name.end - name.begin);
  const auto near = index_.near(candidate.rule);
  const auto not_near = index_.not_near(candidate.rule);
  if (rule.assigned) {
    if (name.empty()) return std::nullopt;
    if (!near.empty() && !Context(name_text).has_any(near)) return std::nullopt;
  } else if (!near.empty()) {
    if (!Context(text, begin, end).has_any(near)) return std::nullopt;
  }
  if (!not_near.empty() && Context(text, begin, end).has_any(not_near)) return std::nullopt;

  KeyMatch match;
  match.rule = candidate.rule;
  match.secret = {window.offset + begin, window.offset + end};
  match.shown = static_cast<std::uint16_t>(std::min<std::size_t>(shown, secret.size()));
  match.assigned = !name.empty();
  match.placeholder = is_placeholder(variable);
  if (!match.placeholder) {
    if (count_digits(variable) < rule.min_digits) return std::nullopt;
    if (rule.min_entropy != 0 && entropy_tenths(variable) < rule.min_entropy) return std::nullopt;
    // A form without a literal of its own is only as good as its randomness: words are no keys.
    if (rule.literal_bytes < 3 && form.token && count_digits(variable) == 0 &&
        form.token->may_hold_digits()) {
      return std::nullopt;
    }
  }
  return match;
}

void resolve_overlaps(const CatalogData& catalog, std::vector<KeyMatch>& matches) {
  const auto better = [&](const KeyMatch& a, const KeyMatch& b) {
    if (a.placeholder != b.placeholder) return b.placeholder;
    const bool ca = catalog.rules[a.rule].catch_all, cb = catalog.rules[b.rule].catch_all;
    if (ca != cb) return cb;
    const std::uint16_t la = catalog.rules[a.rule].literal_bytes,
                        lb = catalog.rules[b.rule].literal_bytes;
    if (la != lb) return la > lb;
    // Words that stand beside it name the vendor; without them the form is anybody's.
    const bool na = !catalog.rules[a.rule].near.empty(), nb = !catalog.rules[b.rule].near.empty();
    if (na != nb) return na;
    const std::uint64_t sa = a.secret.end - a.secret.begin, sb = b.secret.end - b.secret.begin;
    if (sa != sb) return sa > sb;
    if (a.secret.begin != b.secret.begin) return a.secret.begin < b.secret.begin;
    return a.rule < b.rule;
  };
  std::sort(matches.begin(), matches.end(), better);
  // Those of equal place compare as equal: no two of what is kept overlap.
  const auto before = [](const KeyMatch& a, const KeyMatch& b) {
    return a.secret.end <= b.secret.begin;
  };
  std::set<KeyMatch, decltype(before)> kept(before);
  for (const KeyMatch& match : matches) kept.insert(match);
  matches.assign(kept.begin(), kept.end());
}

}  // namespace stoprule
