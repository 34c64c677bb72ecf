#include "made/plain_scan.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <tuple>

#include "catalog/token_template.h"
#include "scan/assigned_name.h"
#include "scan/context.h"
#include "stoprule/stoprule.h"
#include "text/characters.h"
#include "verify/pattern_form.h"
#include "verify/randomness.h"

namespace stoprule {
namespace {

constexpr std::size_t kPatternBefore = 256;

re2::StringPiece piece(std::string_view text) { return {text.data(), text.size()}; }

bool has_word_at(std::string_view text, std::size_t at, std::string_view word) {
  return at + word.size() <= text.size() &&
         equals_ignoring_case(text.substr(at, word.size()), word);
}

// No letter before it but one that ends an escape or is a length in binary data.
bool may_begin(std::string_view text, std::size_t at) {
  static const re2::RE2 before(
      R"((?s)(?:^|[^A-Za-z0-9_]|\\[nrtbfv0]|%[0-9A-Fa-f]{2}|\\x[0-9A-Fa-f]{2}|\\u[0-9A-Fa-f]{4}|[\x00-\x08\x0e-\x1f]\w)$)",
      re2::RE2::Latin1);
  constexpr std::size_t kLongest = 6;
  const std::size_t from = at - std::min(at, kLongest);
  return re2::RE2::PartialMatch(piece(text.substr(from, at - from)), before);
}

// Whether a run of key characters begins here that may be a key without a literal of its own; or
// the user of an address, behind "://", which is part of its run.
bool begins_value(std::string_view text, std::size_t at) {
  const CharSet& keys = key_characters();
  std::size_t size = 0;
  while (at + size < text.size() && keys.has(text[at + size])) ++size;
  const char behind = at + size < text.size() ? text[at + size] : ' ';
  if (text.substr(0, at).ends_with("://") && (behind == '@' || behind == ':'))
    return size + 2 >= kRunBytes && holds_digit(text.substr(at, size));
  if (at > 0 && keys.has(text[at - 1])) return false;
  return size >= kRunBytes && holds_digit(text.substr(at, size)) && opens_value(text, at);
}

void sort_once(std::vector<KeyMatch>& matches) {
  const auto key = [](const KeyMatch& m) {
    return std::tuple(m.secret.begin, m.secret.end, m.rule);
  };
  std::sort(matches.begin(), matches.end(),
            [&](const KeyMatch& a, const KeyMatch& b) { return key(a) < key(b); });
  matches.erase(std::unique(matches.begin(), matches.end()), matches.end());
}

}  // namespace

void PlainScan::compile(std::uint32_t index) {
  Form& form = forms_[index];
  if (form.pattern != nullptr) return;
  const KeyRule& rule = catalog_.rules[index];
  constexpr std::int64_t kMemory = 64 << 20;  // counts of thousands make long programs
  re2::RE2::Options options(re2::RE2::Latin1);
  options.set_max_mem(kMemory);
  std::string pattern(rule.pattern);
  if (pattern.empty()) {
    const TokenTemplate token = *TokenTemplate::parse(rule.token, rule.caseless);
    pattern = token.re2_pattern();
    form.shown = token.literal_prefix().size();
    form.may_hold_digits = token.may_hold_digits();
    options.set_longest_match(true);
  }
  form.pattern = std::make_unique<re2::RE2>(piece(pattern), options);
  EXPECT_TRUE(form.pattern->ok()) << rule.id;
}

PlainScan::Ends PlainScan::ends_of(std::uint32_t rule, std::string_view text,
                                   std::size_t begin) const {
  Ends out;
  const re2::RE2& pattern = *forms_[rule].pattern;
  re2::StringPiece longest;
  const std::size_t most = std::min(text.size(), begin + kMatchBytes);
  if (!pattern.Match(piece(text), begin, most, re2::RE2::ANCHOR_START, &longest, 1)) return out;
  for (std::size_t end = begin + longest.size(); end > begin; --end) {
    const char behind = end < text.size() ? text[end] : ' ';
    if (is_alnum(behind) || behind == '_') continue;
    if (!pattern.Match(piece(text), begin, end, re2::RE2::ANCHOR_BOTH, nullptr, 0)) continue;
    if (behind != ' ' && behind != '\n' && behind != '"') {
      out.open.push_back(end);
    } else if (out.longest == 0) {
      out.longest = end;
    }
  }
  return out;
}

// Gives whether there is surely a match, or surely none before the words' other places matter.
bool PlainScan::try_template(std::uint32_t rule, std::string_view text, std::size_t begin,
                             Matches& out) const {
  static const re2::RE2 counted(R"((?s)[\x00-\x08\x0e-\x1f]\w$)", re2::RE2::Latin1);
  if (begin >= 2 && re2::RE2::FullMatch(piece(text.substr(begin - 2, 2)), counted)) {
    const std::size_t end = begin + static_cast<std::uint8_t>(text[begin - 1]);
    const bool whole =
        end <= text.size() &&
        forms_[rule].pattern->Match(piece(text), begin, end, re2::RE2::ANCHOR_BOTH, nullptr, 0);
    if (whole) confirm(rule, text, begin, end, out.must);
    return whole;
  }
  const Ends ends = ends_of(rule, text, begin);
  const char before = begin > 0 ? text[begin - 1] : ' ';
  const bool sure = ends.open.empty() && (before == ' ' || before == '\n' || before == '"' ||
                                          is_alnum(before) || before == '_');
  for (const std::size_t end : ends.open) confirm(rule, text, begin, end, out.may);
  if (ends.longest != 0) confirm(rule, text, begin, ends.longest, sure ? out.must : out.may);
  return sure && ends.longest != 0;
}

// A word of the rule stands at `at`: the value is the first of the form behind it.
void PlainScan::try_words(std::uint32_t rule, std::string_view text, std::size_t at,
                          Matches& out) const {
  Matches here;
  const std::size_t last = std::min(text.size(), at + kContextBefore);
  for (std::size_t begin = at; begin < last; ++begin) {
    if (begin != at && !opens_value(text, begin)) continue;
    if (try_template(rule, text, begin, here)) break;
  }
  // Which is the first is open, when one of them is.
  const bool open = !here.may.empty();
  std::vector<KeyMatch>& sure = open ? out.may : out.must;
  sure.insert(sure.end(), here.must.begin(), here.must.end());
  out.may.insert(out.may.end(), here.may.begin(), here.may.end());
}

// A literal of the rule stands at `at`: the leftmost match that covers it.
void PlainScan::try_pattern(std::uint32_t rule, std::string_view text, std::size_t at,
                            Matches& out) const {
  const re2::RE2& pattern = *forms_[rule].pattern;
  const std::size_t lead = catalog_.rules[rule].lead, bytes = catalog_.rules[rule].max_bytes;
  re2::StringPiece groups[2];
  for (std::size_t begin = at - std::min(at, kPatternBefore); begin <= at; ++begin) {
    const std::size_t most =
        std::min(text.size(), lead <= kFewStarts ? begin + pattern_reach(lead, bytes) : at + bytes);
    if (!pattern.Match(re2::StringPiece(text.data(), most), begin, most, re2::RE2::ANCHOR_START,
                       groups, 2) ||
        begin + groups[0].size() <= at) {
      continue;
    }
    const re2::StringPiece& secret = groups[1].data() != nullptr ? groups[1] : groups[0];
    const auto from = static_cast<std::size_t>(secret.data() - text.data());
    if (!secret.empty()) confirm(rule, text, from, from + secret.size(), out.must);
    return;
  }
}

void PlainScan::confirm(std::uint32_t index, std::string_view text, std::size_t begin,
                        std::size_t end, std::vector<KeyMatch>& out) const {
  const KeyRule& rule = catalog_.rules[index];
  const Form& form = forms_[index];
  const Span name = assigned_name(text, begin);
  const Context around(text, begin, end);
  if (rule.assigned && name.empty()) return;
  if (!index_.near(index).empty()) {
    const auto has_word = [&](std::span<const std::string_view> words) {
      if (!rule.assigned) return around.has_any(words);
      const std::vector<Span> names = names_around(text, begin);
      return std::any_of(names.begin(), names.end(), [&](const Span& place) {
        return Context(text.substr(place.begin, place.end - place.begin)).has_any(words);
      });
    };
    if (!has_word(index_.near(index))) return;
  }
  if (around.has_any(index_.not_near(index))) return;
  const std::string_view secret = text.substr(begin, end - begin);
  const std::size_t shown = std::min(form.shown, secret.size());
  const auto near = index_.near(index);
  if (rule.catch_all || (rule.pattern.empty() && form.shown == 0 && !near.empty())) {
    const std::string_view other = names_other(text.substr(name.begin, name.end - name.begin));
    const bool asked = std::any_of(near.begin(), near.end(),
                                   [&](std::string_view word) { return word.ends_with(other); });
    if (!other.empty() && !asked) return;
  }
  const std::string_view variable = secret.substr(shown);
  const bool placeholder = is_placeholder(variable);
  const std::uint32_t digits = count_digits(variable);
  if (!placeholder) {
    if (digits < rule.min_digits || entropy_tenths(variable) < rule.min_entropy) return;
    if (rule.literal_bytes < 3 && form.may_hold_digits && digits == 0) return;
  }
  KeyMatch match;
  match.rule = index;
  match.secret = {begin, end};
  match.shown = static_cast<std::uint16_t>(shown);
  match.placeholder = placeholder;
  match.assigned = !name.empty();
  out.push_back(match);
}

PlainScan::Matches PlainScan::find(std::string_view text, Share share) {
  Matches out;
  for (std::uint32_t i = share.first; i < catalog_.rules.size(); i += share.step) {
    compile(i);
    const KeyRule& rule = catalog_.rules[i];
    const auto literal_at = [&](std::size_t at) {
      return std::any_of(rule.anchors.begin(), rule.anchors.end(), [&](const Anchor& anchor) {
        return has_word_at(text, at, anchor.literal);
      });
    };
    const auto word_at = [&](std::size_t at) {
      return std::any_of(rule.near.begin(), rule.near.end(), [&](std::string_view word) {
        return word.size() >= 3 && has_word_at(text, at, word);
      });
    };
    for (std::size_t at = 0; at < text.size(); ++at) {
      if (!rule.pattern.empty()) {
        if (literal_at(at) || (rule.anchors.empty() && rule.text_only && word_at(at)))
          try_pattern(i, text, at, out);
      } else if (!rule.anchors.empty()) {
        if (may_begin(text, at)) (void)try_template(i, text, at, out);
      } else if (rule.text_only) {
        if (word_at(at)) try_words(i, text, at, out);
      } else if (begins_value(text, at)) {
        (void)try_template(i, text, at, out);
      }
    }
  }
  sort_once(out.must);
  sort_once(out.may);
  return out;
}

PlainScan& plain_scan() {
  static PlainScan plain(Catalog::builtin().data(), Catalog::builtin().index());
  return plain;
}

std::vector<KeyMatch> fast_scan(const KeyMatcher& matcher, std::string_view text) {
  KeySearch search;
  std::vector<KeyMatch> out;
  matcher.find({text, 0}, 0, text.size(), false, search,
               [&](const KeyMatch& match) { out.push_back(match); });
  sort_once(out);
  return out;
}

std::string difference(const CatalogData& catalog, PlainScan& plain, const KeyMatcher& matcher,
                       std::string_view text, PlainScan::Share share) {
  const PlainScan::Matches slow = plain.find(text, share);
  std::vector<KeyMatch> fast = fast_scan(matcher, text);
  std::erase_if(fast, [&](const KeyMatch& match) { return !share.has(match.rule); });
  std::string out;
  const auto tell = [&](std::string_view what, const KeyMatch& match) {
    out += std::string(what) + ": " + std::string(catalog.rules[match.rule].id) + " at " +
           std::to_string(match.secret.begin) + " to " + std::to_string(match.secret.end) + "\n";
  };
  const auto holds = [](const std::vector<KeyMatch>& matches, const KeyMatch& match) {
    return std::find(matches.begin(), matches.end(), match) != matches.end();
  };
  for (const KeyMatch& match : slow.must) {
    if (!holds(fast, match)) tell("missed", match);
  }
  for (const KeyMatch& match : fast) {
    if (!holds(slow.must, match) && !holds(slow.may, match)) tell("too many", match);
  }
  // Where nothing is open both must resolve to the same.
  std::vector<KeyMatch> resolved = slow.must;
  for (const KeyMatch& match : fast) {
    if (!holds(slow.must, match)) resolved.push_back(match);
  }
  std::reverse(resolved.begin(), resolved.end());
  resolve_overlaps(catalog, resolved);
  resolve_overlaps(catalog, fast);
  if (resolved != fast) out += "overlaps resolve differently\n";
  return out;
}

}  // namespace stoprule
