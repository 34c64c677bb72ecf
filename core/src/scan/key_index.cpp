#include "scan/key_index.h"

#include <algorithm>
#include <map>

#include "catalog/token_template.h"
#include "text/characters.h"

namespace stoprule {
namespace {

std::vector<std::string> squeezed_all(const std::vector<std::string_view>& words) {
  std::vector<std::string> out;
  for (const std::string_view word : words) {
    std::string text = squeezed(word);
    if (!text.empty()) out.push_back(std::move(text));
  }
  return out;
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

KeyIndex::KeyIndex(const CatalogData& catalog, std::vector<AnchorIndex::Entry> anywhere)
    : tokens_([&] {
        std::vector<AnchorIndex::Entry> out;
        for (std::uint32_t i = 0; i < catalog.rules.size(); ++i) {
          const KeyRule& rule = catalog.rules[i];
          const bool pattern = !rule.pattern.empty();
          for (const Anchor& anchor : rule.anchors) {
            // What may stand anywhere in a text is looked for apart from what stands at runs.
            auto& index = pattern || rule.text_only ? anywhere : out;
            index.push_back({anchor.literal, static_cast<std::uint32_t>(rule_anchors_.size()),
                             pattern || rule.caseless});
            rule_anchors_.push_back({i, anchor.offset_min, anchor.offset_max, pattern});
          }
          if (!rule.text_only || !rule.anchors.empty()) continue;
          for (const std::string_view word : rule.near) {
            if (word.size() < 3) continue;
            anywhere.push_back({word, static_cast<std::uint32_t>(rule_anchors_.size()), true});
            rule_anchors_.push_back({i, 0, 0, true});
          }
        }
        return out;
      }()),
      patterns_(std::move(anywhere)),
      words_([&] {
        std::map<std::string, std::vector<std::uint32_t>> rules_by_word;
        for (std::uint32_t i = 0; i < catalog.rules.size(); ++i) {
          const KeyRule& rule = catalog.rules[i];
          near_.push_back(squeezed_all(rule.near));
          not_near_.push_back(squeezed_all(rule.not_near));
          text_only_.push_back(rule.text_only);
          if (!rule.anchors.empty() || rule.text_only) continue;
          for (const std::string& word : near_.back()) rules_by_word[word].push_back(i);
        }
        for (auto& [word, rules] : rules_by_word) {
          word_texts_.push_back(word);
          word_rules_.push_back(std::move(rules));
        }
        std::vector<AnchorIndex::Entry> out;
        for (std::uint32_t i = 0; i < word_texts_.size(); ++i) {
          if (word_texts_[i].size() >= 3) out.push_back({word_texts_[i], i, false});
        }
        return out;
      }()) {}

void KeyIndex::add(std::string_view text, std::size_t at, const RuleAnchor& anchor,
                   std::vector<Candidate>& out) {
  if (anchor.pattern) return out.push_back({anchor.rule, static_cast<std::uint32_t>(at)});
  for (std::size_t offset = anchor.offset_min; offset <= anchor.offset_max && offset <= at;
       ++offset) {
    const std::size_t token = at - offset;
    if (stands_alone_before(text, token))
      out.push_back({anchor.rule, static_cast<std::uint32_t>(token)});
  }
}

void KeyIndex::probe(std::string_view text, std::size_t begin, std::size_t end, bool script,
                     std::vector<Candidate>& out) const {
  patterns_.look_all(text, begin, end, [&](std::size_t at, std::uint32_t index) {
    const RuleAnchor& anchor = rule_anchors_[index];
    if (!script || !text_only_[anchor.rule]) add(text, at, anchor, out);
  });
}

void KeyIndex::find_by_context(std::string_view text, const Run& run,
                               std::vector<Candidate>& out) const {
  const Context context(text, run.begin, run.end);
  const std::string_view letters = context.letters();
  words_.look_all(letters, 0, letters.size(), [&](std::size_t at, std::uint32_t word) {
    if (!context.fits(word_texts_[word], at)) return;
    for (const std::uint32_t rule : word_rules_[word]) out.push_back({rule, run.begin});
  });
}

void KeyIndex::find_in_run(std::string_view text, const Run& run, std::size_t begin,
                           std::size_t end, bool script, std::vector<Candidate>& out) const {
  const std::size_t from =
      std::max<std::size_t>(begin, run.begin - std::min<std::size_t>(run.begin, kAnchorBefore));
  const std::size_t to = std::min<std::size_t>(end, std::size_t{run.end} + 1);
  tokens_.look_all(text, from, std::max(from, to), [&](std::size_t at, std::uint32_t index) {
    add(text, at, rule_anchors_[index], out);
  });
  const std::string_view letters = text.substr(run.begin, run.end - run.begin);
  if (!holds_digit(letters)) return;
  if (script) {
    const std::size_t before = run.begin - std::min<std::size_t>(run.begin, kProbeBefore);
    probe(text, run.begin >= begin ? before : begin, std::min<std::size_t>(run.end, end), script,
          out);
  }
  if (run.begin >= begin && run.begin < end && opens_value(text, run.begin))
    find_by_context(text, run, out);
}

void KeyIndex::find(const Window& window, std::uint64_t begin, std::uint64_t end, bool script,
                    const RunMap& runs, std::vector<Candidate>& out) const {
  const std::string_view text = window.bytes;
  const std::size_t from = window.index(begin), to = window.index(end);
  const std::size_t first = out.size();
  for (const Run& run : runs.runs) {
    if (run.end + std::size_t{1} <= from) continue;
    if (run.begin >= to + kAnchorBefore) break;
    find_in_run(text, run, from, to, script, out);
  }
  if (script) {
    for (const std::size_t at : runs.at_signs) {
      if (at < from || at >= to) continue;
      const std::size_t back = at - std::min(at, kAddressBytes);
      const std::size_t scheme = text.substr(back, at - back).rfind("://");
      if (scheme == std::string_view::npos) continue;
      const std::string_view user = text.substr(back + scheme + 3, at - back - scheme - 3);
      if (user.find_first_of(" \t\r\n\"'`<>(){},;") != std::string_view::npos) continue;
      probe(text, back + scheme - std::min<std::size_t>(back + scheme, 16), back + scheme + 3,
            script, out);
    }
  } else {
    probe(text, from, to, script, out);
  }
  std::sort(out.begin() + static_cast<std::ptrdiff_t>(first), out.end());
  out.erase(std::unique(out.begin() + static_cast<std::ptrdiff_t>(first), out.end()), out.end());
}

}  // namespace stoprule
