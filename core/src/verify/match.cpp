#include "verify/match.h"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

#include "scan/assigned_name.h"
#include "scan/context.h"
#include "text/characters.h"
#include "verify/randomness.h"

namespace stoprule {
namespace {

// "md5: ...", "SHA-256 (file) = ..." and "sha1sum ..." name what stands behind them.
constexpr std::string_view kDigestNames[] = {
    "md5",       "md5sum", "sha1",      "sha1sum", "sha224",    "sha224sum", "sha256",
    "sha256sum", "sha384", "sha384sum", "sha512",  "sha512sum", "checksum"};

// The word before a place, but for signs and a file's name in brackets between them.
std::string_view word_before(std::string_view text, std::size_t at) {
  constexpr std::string_view kBetween = " \t:='\"`";
  constexpr std::size_t kFarthest = 128;
  const auto is_letter = [](char c) { return is_alnum(c) || c == '-' || c == '_'; };
  const auto trim = [&] { text = text.substr(0, text.find_last_not_of(kBetween) + 1); };
  text = text.substr(0, at);
  text = text.substr(text.size() - std::min(text.size(), kFarthest));
  trim();
  if (text.ends_with(')') && text.rfind('(') != std::string_view::npos) {
    text = text.substr(0, text.rfind('('));
    trim();
  }
  std::size_t begin = text.size();
  while (begin > 0 && is_letter(text[begin - 1])) --begin;
  return text.substr(begin);
}

// A digest that says so is no key: an image's or a file's, and the fingerprints in our own reports
// and baselines.
bool is_named_digest(std::string_view text, std::size_t begin, std::size_t end) {
  constexpr std::size_t kShortest = 32, kStep = 8;
  const std::string_view digits = text.substr(begin, end - begin);
  if (begin == 0 || digits.size() < kShortest) return false;
  const std::string_view before = text.substr(0, begin), head = digits.substr(0, kShortest);
  if (!std::all_of(head.begin(), head.end(), is_hex)) return false;
  if (before.ends_with("k1:") || before.ends_with("p1:") || before.ends_with("s1:")) return true;
  return digits.size() % kStep == 0 && std::all_of(digits.begin(), digits.end(), is_hex) &&
         std::find(std::begin(kDigestNames), std::end(kDigestNames),
                   squeezed(word_before(text, begin))) != std::end(kDigestNames);
}

// Whether a rule asks for a name of this kind itself ("api_hash").
bool ends_any(std::span<const std::string_view> words, std::string_view end) {
  return std::any_of(words.begin(), words.end(),
                     [&](std::string_view word) { return word.ends_with(end); });
}

bool is_named(std::string_view text, std::size_t begin, std::span<const std::string_view> words) {
  const std::vector<Span> names = names_around(text, begin);
  return std::any_of(names.begin(), names.end(), [&](const Span& name) {
    return Context(text.substr(name.begin, name.end - name.begin)).has_any(words);
  });
}

}  // namespace

// The loader has checked both.
KeyMatcher::Form::Form(const KeyRule& rule) {
  if (rule.pattern.empty()) {
    token = *TokenTemplate::parse(rule.token, rule.caseless);
    shown = token->literal_prefix().size();
    may_hold_digits = token->may_hold_digits();
  } else {
    pattern.emplace(std::vector<const KeyRule*>{&rule});
  }
}

void KeyMatcher::find_families() {
  using Literals = std::vector<std::string_view>;
  std::map<std::tuple<Literals, std::uint16_t, std::uint16_t>, std::vector<std::uint32_t>> alike;
  for (std::uint32_t i = 0; i < catalog_.rules.size(); ++i) {
    const KeyRule& rule = catalog_.rules[i];
    if (rule.pattern.empty() || rule.lead == kFarLead) continue;
    Literals literals;
    for (const Anchor& anchor : rule.anchors) literals.push_back(anchor.literal);
    alike[{std::move(literals), rule.lead, rule.max_bytes}].push_back(i);
  }
  family_of_.assign(catalog_.rules.size(), kNoFamily);
  for (const auto& [form, rules] : alike) {
    if (rules.size() < 2) continue;
    std::vector<const KeyRule*>& family = families_.emplace_back();
    for (const std::uint32_t rule : rules) {
      family_of_[rule] = static_cast<std::uint32_t>(families_.size() - 1);
      family.push_back(&catalog_.rules[rule]);
    }
  }
  family_forms_ = std::vector<Once<PatternForm>>(families_.size());
}

void KeyMatcher::begin_window(KeySearch& search) const {
  search.places.resize(forms_.size() + families_.size());
  ++search.window;
  search.family = kNoFamily;
}

PatternPlaces& KeyMatcher::places_of(KeySearch& search, std::size_t form) const {
  PatternPlaces& places = search.places[form];
  if (places.text != search.window) places = {search.window, 0, 0};
  return places;
}

bool KeyMatcher::family_fits(std::string_view text, const Candidate& candidate,
                             KeySearch& search) const {
  const std::uint32_t family = family_of_[candidate.rule];
  if (family == kNoFamily) return true;
  if (family != search.family || candidate.at != search.family_at) {
    search.family = family;
    search.family_at = candidate.at;
    search.family_fits =
        family_forms_[family]
            .get(families_[family])
            .may_match(text, candidate.at, places_of(search, forms_.size() + family));
  }
  return search.family_fits;
}

std::optional<KeyMatch> KeyMatcher::match(const Window& window, const Candidate& candidate,
                                          KeySearch& search) const {
  const std::string_view text = window.bytes;
  if (!family_fits(text, candidate, search)) return std::nullopt;
  const KeyRule& rule = catalog_.rules[candidate.rule];
  const Form& form = forms_[candidate.rule].get(rule);
  std::size_t begin = candidate.at, end = std::string_view::npos;
  std::size_t shown = 0;
  if (form.token) {
    if (may_follow_length(text, begin)) {
      const std::size_t size = static_cast<std::uint8_t>(text[begin - 1]);
      if (form.token->match(text.substr(begin, size), 0) == size) end = begin + size;
    } else {
      end = form.token->match(text, begin);
    }
    // Found by a word: the value is the first of the form behind it.
    const std::size_t last = rule.text_only && rule.anchors.empty()
                                 ? std::min(text.size(), begin + kContextBefore)
                                 : begin;
    while (end == std::string_view::npos && ++begin < last) {
      if (opens_value(text, begin)) end = form.token->match(text, begin);
    }
    if (end == std::string_view::npos) return std::nullopt;
    shown = form.shown;
  } else {
    re2::StringPiece groups[2];
    if (!form.pattern->match(text, candidate.at, places_of(search, candidate.rule), groups))
      return std::nullopt;
    const re2::StringPiece& secret =
        form.pattern->has_group() && groups[1].data() != nullptr ? groups[1] : groups[0];
    begin = static_cast<std::size_t>(secret.data() - text.data());
    end = begin + secret.size();
    if (begin == end) return std::nullopt;
  }

  if (is_named_digest(text, begin, end)) return std::nullopt;
  const std::string_view secret = text.substr(begin, end - begin);
  const std::string_view variable = secret.substr(std::min(shown, secret.size()));
  const Span name = assigned_name(text, begin);
  const auto near = index_.near(candidate.rule);
  const auto not_near = index_.not_near(candidate.rule);
  if (rule.assigned) {
    if (name.empty()) return std::nullopt;
    if (!near.empty() && !is_named(text, begin, near)) return std::nullopt;
  }
  if ((!near.empty() && !rule.assigned) || !not_near.empty()) {
    search.context.read(text, begin, end);
    if (!rule.assigned && !near.empty() && !search.context.has_any(near)) return std::nullopt;
    if (search.context.has_any(not_near)) return std::nullopt;
  }

  // A form without a beginning of its own is anything's: what it is called says so ("token-hash").
  if (rule.catch_all || (form.token && shown == 0 && !near.empty())) {
    const std::string_view other = names_other(text.substr(name.begin, name.end - name.begin));
    if (!other.empty() && !ends_any(near, other)) return std::nullopt;
  }

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
        form.may_hold_digits) {
      return std::nullopt;
    }
  }
  return match;
}

void resolve_overlaps(const CatalogData& catalog, std::vector<KeyMatch>& matches) {
  const auto weight = [&](const KeyMatch& match) {
    const KeyRule& rule = catalog.rules[match.rule];
    return rule.has_severity ? rule.severity : Severity::kError;
  };
  const auto better = [&](const KeyMatch& a, const KeyMatch& b) {
    if (a.placeholder != b.placeholder) return b.placeholder;
    const bool ca = catalog.rules[a.rule].catch_all, cb = catalog.rules[b.rule].catch_all;
    if (ca != cb) return cb;
    if (ca && weight(a) != weight(b)) return weight(a) > weight(b);
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
