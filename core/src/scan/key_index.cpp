#include "scan/key_index.h"

#include <algorithm>
#include <cstring>

#include "catalog/token_template.h"
#include "text/characters.h"

namespace stoprule {
namespace {

constexpr std::size_t kWord = sizeof(std::uint64_t);
std::uint64_t word_at(const char* bytes) {
  std::uint64_t word;
  std::memcpy(&word, bytes, kWord);
  return word;
}

// Are all of these key characters, kRunBytes or more, letters or '_'? Those alone have 0x40 in
// them.
bool is_plain(std::string_view run) {
  constexpr std::uint64_t kLetters = 0x4040404040404040;
  const char* const end = run.data() + run.size();
  std::uint64_t all = word_at(run.data()) & word_at(run.data() + kWord) & word_at(end - kWord) &
                      word_at(end - 2 * kWord);
  for (std::size_t at = 2 * kWord; at + 2 * kWord < run.size(); at += kWord)
    all &= word_at(run.data() + at);
  return (all & kLetters) == kLetters;
}

}  // namespace

bool holds_digit(std::string_view run) {
  constexpr std::size_t kEnough = 256;
  const std::string_view front = run.substr(0, kEnough);
  return std::any_of(front.begin(), front.end(), is_digit);
}

void map_block(const Window& window, std::uint64_t begin, std::uint64_t end, RunMap& map) {
  constexpr std::size_t kMargin =
      1024;  // runs are whole in a view that goes past the block on both sides
  const std::size_t from = window.index(begin), to = window.index(end);
  const std::size_t view_begin = from - std::min(from, kMargin);
  const std::size_t view_end = std::min(window.bytes.size(), to + kMargin);
  const auto base = static_cast<std::uint32_t>(view_begin);
  map.clear();
  find_runs(window.bytes.substr(view_begin, view_end - view_begin), map);
  if (base == 0) return;
  for (Run& run : map.runs) run = {run.begin + base, run.end + base};
  for (auto* list : {&map.at_signs, &map.escaped, &map.listed}) {
    for (std::uint32_t& at : *list) at += base;
  }
}

KeyIndex::KeyIndex(const CatalogData& catalog) {
  for (const KeyRule& rule : catalog.rules) {
    squeeze(rule.near, near_);
    squeeze(rule.not_near, not_near_);
  }
  add_anchors(catalog);
  add_words(catalog);
}

void KeyIndex::squeeze(const std::vector<std::string_view>& words, Words& out) {
  for (const std::string_view word : words) {
    std::string text = squeezed(word);
    if (text.empty()) continue;
    out.all.push_back(text == word ? word : squeezed_.emplace_back(std::move(text)));
  }
  out.ends.push_back(static_cast<std::uint32_t>(out.all.size()));
}

void KeyIndex::add_anchors(const CatalogData& catalog) {
  std::vector<AnchorIndex::Entry> starts, marks, inner, edges, script_patterns, text_patterns;
  for (std::uint32_t i = 0; i < catalog.rules.size(); ++i) {
    const KeyRule& rule = catalog.rules[i];
    const bool pattern = !rule.pattern.empty();
    for (const Anchor& anchor : rule.anchors) {
      const AnchorIndex::Entry entry{anchor.literal,
                                     static_cast<std::uint32_t>(rule_anchors_.size()),
                                     pattern || rule.caseless};
      rule_anchors_.push_back({i, anchor.offset_min, anchor.offset_max, pattern});
      if (pattern || rule.text_only) {  // what may stand anywhere in a text
        text_patterns.push_back(entry);
        if (!rule.text_only) script_patterns.push_back(entry);
      } else if (anchor.place == AnchorPlace::kBefore) {
        mark_before(anchor);
        edges.push_back(entry);
      } else if (anchor.place == AnchorPlace::kBehind) {
        behind_[static_cast<std::uint8_t>(anchor.literal[0])] = true;
        edges.push_back(entry);
      } else if (anchor.offset_max == 0) {
        starts.push_back(entry);
      } else if (!is_token_word(anchor.literal[0])) {
        marks.push_back(entry);
      } else if (anchor.place == AnchorPlace::kFirstRun && !rule.caseless &&
                 anchor.offset_min == anchor.offset_max) {
        further_.push_back(
            {anchor.literal, entry.value, anchor.offset_min, anchor.run_bytes, anchor.literal[0]});
      } else {
        inner.push_back(entry);
        inner_bytes_ = std::min<std::uint32_t>(inner_bytes_, anchor.run_bytes);
      }
    }
    if (!rule.text_only || !rule.anchors.empty()) continue;
    for (const std::string_view word : rule.near) {
      if (word.size() < 3) continue;
      text_patterns.push_back({word, static_cast<std::uint32_t>(rule_anchors_.size()), true});
      rule_anchors_.push_back({i, 0, 0, true});
    }
  }
  std::stable_sort(further_.begin(), further_.end(),
                   [](const Further& a, const Further& b) { return a.run_bytes < b.run_bytes; });
  if (!further_.empty()) further_bytes_ = further_.front().run_bytes;
  starts_ = AnchorIndex(std::move(starts));
  marks_ = AnchorIndex(std::move(marks));
  inner_ = AnchorIndex(std::move(inner));
  edges_ = AnchorIndex(std::move(edges));
  script_patterns_ = AnchorIndex(std::move(script_patterns));
  text_patterns_ = AnchorIndex(std::move(text_patterns));
}

void KeyIndex::mark_before(const Anchor& anchor) {
  const auto byte = [&](std::size_t i) { return static_cast<std::uint8_t>(anchor.literal[i]); };
  const std::uint32_t last = byte(anchor.distance - 1u);
  const std::uint32_t first = anchor.distance > 1 ? byte(anchor.distance - 2u) : 0;
  const std::uint32_t most =
      anchor.distance > 1 ? first : 255;  // any may stand before a single one
  for (std::uint32_t other = first; other <= most; ++other) {
    const std::uint32_t pair = other << 8 | last;
    before_[pair / 64] |= std::uint64_t{1} << pair % 64;
  }
}

void KeyIndex::add_words(const CatalogData& catalog) {
  std::vector<AnchorIndex::Entry> entries;
  for (std::uint32_t i = 0; i < catalog.rules.size(); ++i) {
    if (!catalog.rules[i].anchors.empty() || catalog.rules[i].text_only) continue;
    for (const std::string_view word : near_.of(i)) {
      if (word.size() < 3) continue;
      entries.push_back({word, static_cast<std::uint32_t>(rule_words_.size()), false});
      rule_words_.push_back({word, i});
    }
  }
  words_ = AnchorIndex(std::move(entries));
}

void KeyIndex::add(Search& search, std::size_t at, std::uint32_t index) const {
  const RuleAnchor& anchor = rule_anchors_[index];
  if (anchor.pattern) {
    return search.out.push_back({anchor.rule, static_cast<std::uint32_t>(at)});
  }
  for (std::size_t offset = anchor.offset_min; offset <= anchor.offset_max && offset <= at;
       ++offset) {
    const std::size_t token = at - offset;
    if (stands_alone_before(search.text, token) || may_follow_length(search.text, token))
      search.out.push_back({anchor.rule, static_cast<std::uint32_t>(token)});
  }
}

void KeyIndex::probe(Search& search, std::size_t begin, std::size_t end) const {
  const AnchorIndex& patterns = search.script ? script_patterns_ : text_patterns_;
  patterns.look_all(search.text, begin, end,
                    [&](std::size_t at, std::uint32_t anchor) { add(search, at, anchor); });
}

void KeyIndex::find_by_context(Search& search, const Run& run) const {
  const Context& context = search.context;
  search.context.read(search.text, run.begin, run.end);
  context.each_word([&](std::size_t at) {
    words_.look(context.letters(), at, [&](std::uint32_t index) {
      const Word& word = rule_words_[index];
      if (context.fits(word.text, at)) search.out.push_back({word.rule, run.begin});
    });
  });
}

bool KeyIndex::may_follow(std::string_view text, std::size_t run) const {
  if (run < 2) return run == 1;
  const auto byte = [&](std::size_t at) { return static_cast<std::uint8_t>(text[at]); };
  const std::uint32_t pair = std::uint32_t{byte(run - 2)} << 8 | byte(run - 1);
  return (before_[pair / 64] >> pair % 64 & 1) != 0;
}

// Most runs are plain words, and nothing begins there: told with one branch.
bool KeyIndex::may_hold(std::string_view text, const Run& run) const {
  if (run.begin == 0 || run.end == text.size()) return true;
  const char before = text[run.begin - 1];
  unsigned reasons = before == '\\' || before == '%' || is_binary(before) ? 1 : 0;
  reasons |= is_plain(text.substr(run.begin, run.end - run.begin)) ? 0u : 1u;
  reasons |= starts_.may_begin(text, run.begin) ? 1u : 0u;
  reasons |= may_follow(text, run.begin) ? 1u : 0u;
  reasons |= behind_[static_cast<std::uint8_t>(text[run.end])] ? 1u : 0u;
  reasons |= run.end - run.begin >= std::min(inner_bytes_, further_bytes_) ? 1u : 0u;
  return reasons != 0;
}

// Of a token that would begin at `at`.
void KeyIndex::find_start(Search& search, const Run& run, std::size_t at) const {
  if (at >= search.begin && at < search.end)
    starts_.look(search.text, at, [&](std::uint32_t anchor) { add(search, at, anchor); });
  for (const Further& further : further_) {
    const std::size_t there = at + further.offset;
    if (at + further.run_bytes > run.end) break;
    if (there < search.begin || there >= search.end) continue;
    if (search.text[there] != further.first) continue;
    if (search.text.substr(there, further.literal.size()) == further.literal)
      add(search, there, further.anchor);
  }
}

// A token begins where no letter, digit or '_' stands before it: at the run's beginning, behind
// - + /, or behind an escape or a length that the run's first letters belong to.
void KeyIndex::find_starts(Search& search, const Run& run) const {
  find_start(search, run, run.begin);
  const char before = run.begin == 0 ? ' ' : search.text[run.begin - 1];
  if (before == '\\' || before == '%') {
    constexpr std::size_t kLongestEscape = 5;  // u0041
    for (std::size_t i = 1; i <= kLongestEscape; ++i) find_start(search, run, run.begin + i);
  } else if (is_binary(before)) {
    find_start(search, run, run.begin + std::size_t{1});
  }
  const auto look = [&](std::size_t at) {
    if (is_token_word(search.text[at])) return;
    find_start(search, run, at + 1);
    if (at < search.begin || at >= search.end) return;
    marks_.look(search.text, at, [&](std::uint32_t anchor) { add(search, at, anchor); });
  };
  // Of key characters only - + / have neither 0x40 nor 0x10 in them.
  constexpr std::uint64_t kTop = 0x4040404040404040;
  std::size_t at = run.begin;
  for (; at + kWord <= run.end; at += kWord) {
    const std::uint64_t word = word_at(search.text.data() + at);
    if ((~(word | word << 2) & kTop) == 0) continue;
    for (std::size_t i = at; i < at + kWord; ++i) look(i);
  }
  for (; at < run.end; ++at) look(at);
}

void KeyIndex::find_in_run(Search& search, const Run& run) const {
  const std::string_view text = search.text;
  const std::string_view letters = text.substr(run.begin, run.end - run.begin);
  const auto found = [&](std::size_t at, std::uint32_t anchor) { add(search, at, anchor); };
  const auto look_edges = [&](std::size_t from, std::size_t to) {
    from = std::max(from, search.begin);
    edges_.look_all(text, from, std::max(from, std::min(to, search.end)), found);
  };

  find_starts(search, run);
  if (may_follow(text, run.begin))
    look_edges(run.begin - std::min<std::size_t>(run.begin, kAnchorBefore), run.begin);
  if (run.end < text.size() && behind_[static_cast<std::uint8_t>(text[run.end])])
    look_edges(run.end, run.end + std::size_t{1});
  if (letters.size() >= inner_bytes_) {
    const std::size_t from = std::max<std::size_t>(run.begin, search.begin);
    inner_.look_all(text, from, std::max(from, std::min<std::size_t>(run.end, search.end)), found);
  }
  if (!holds_digit(letters)) return;
  if (search.script) probe_run(search, run);
  if (run.begin < search.begin || run.begin >= search.end) return;
  const bool user = begins_with_user(text, run);
  if (user || opens_value(text, run.begin))
    find_by_context(search, {run.begin + (user ? 2u : 0u), run.end});
}

// "//key@host" or "//key:password@host" behind a scheme.
bool KeyIndex::begins_with_user(std::string_view text, const Run& run) {
  return run.begin > 0 && text[run.begin - 1] == ':' && text.substr(run.begin, 2) == "//" &&
         run.end < text.size() && (text[run.end] == '@' || text[run.end] == ':');
}

void KeyIndex::probe_run(Search& search, const Run& run) const {
  const auto stretch = [&](std::size_t begin, std::size_t end) {
    begin = std::max(begin, search.probed);
    end = std::min<std::size_t>(end, search.end);
    if (begin >= end) return;
    probe(search, begin, end);
    search.probed = end;
  };
  const std::size_t before = run.begin - std::min<std::size_t>(run.begin, kProbeBefore);
  const std::size_t begin = run.begin >= search.begin ? before : search.begin;
  if (run.end - run.begin <= 2 * kProbeInside) return stretch(begin, run.end);
  stretch(begin, run.begin + kProbeInside);
  stretch(run.end - kProbeInside, run.end);
}

// "://user@" and "://user:password@", where the user or password may be short.
void KeyIndex::find_addresses(Search& search, const std::vector<std::uint32_t>& at_signs) const {
  static constexpr auto kStops = [] {
    std::array<bool, 256> stops{};
    for (const char c : std::string_view(" \t\r\n\"'`<>(){},;"))
      stops[static_cast<std::uint8_t>(c)] = true;
    return stops;
  }();
  constexpr std::size_t kNone = SIZE_MAX, kSchemeBytes = 16;
  const std::string_view text = search.text;
  std::size_t last_at = 0, last_scheme = kNone, probed = 0;
  for (const std::size_t sign : at_signs) {
    if (sign < search.begin || sign >= search.end) continue;
    const std::size_t back = sign - std::min(sign, kAddressBytes);
    std::size_t scheme = kNone;
    std::size_t at = sign;
    for (; at > back && at > last_at && !kStops[static_cast<std::uint8_t>(text[at - 1])]; --at) {
      if (at >= back + 3 && text.substr(at - 3, 3) == "://") {
        scheme = at - 3;
        break;
      }
    }
    // Back at the sign before: what led to that leads here too.
    if (scheme == kNone && at == last_at && last_scheme != kNone && last_scheme >= back)
      scheme = last_scheme;
    if (scheme != kNone && scheme != last_scheme) {
      probe(search, std::max(probed, scheme - std::min(scheme, kSchemeBytes)), scheme + 3);
      probed = std::max(probed, scheme + 3);
    }
    last_at = sign;
    last_scheme = scheme;
  }
}

void KeyIndex::find(const Window& window, std::uint64_t begin, std::uint64_t end, bool script,
                    const RunMap& runs, std::vector<Candidate>& out) const {
  Search search{window.bytes, window.index(begin), window.index(end), script, out};
  for (const Run& run : runs.runs) {
    if (run.end + std::size_t{1} <= search.begin) continue;
    if (run.begin >= search.end + kAnchorBefore) break;
    if (may_hold(search.text, run)) find_in_run(search, run);
  }
  if (script) {
    find_addresses(search, runs.at_signs);
  } else {
    probe(search, search.begin, search.end);
  }
}

}  // namespace stoprule
