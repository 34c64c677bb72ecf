#include "scan/assigned_name.h"

#include <algorithm>
#include <string>

#include "scan/context.h"
#include "text/characters.h"

namespace stoprule {
namespace {

constexpr std::size_t kLongestName = 64, kIndent = 64, kPairBytes = 160;
constexpr std::size_t kLongestWord = 15;  // of those below

bool is_quote(char c) { return c == '"' || c == '\'' || c == '`' || c == '\\'; }
bool is_name_char(char c) { return is_alnum(c) || c == '_' || c == '-' || c == '.' || c == '$'; }
bool is_one_of(std::string_view set, char c) { return set.find(c) != std::string_view::npos; }

// Reads a text from a place back to its beginning.
class Backwards {
 public:
  Backwards(std::string_view text, std::size_t at) : text_(text), at_(at) {}

  char next() const { return at_ > 0 ? text_[at_ - 1] : '\n'; }
  template <class Accept>
  std::size_t skip(const Accept& accept, std::size_t most) {
    const std::size_t from = at_;
    while (from - at_ < most && at_ > 0 && accept(text_[at_ - 1])) --at_;
    return from - at_;
  }
  std::size_t skip_any(std::string_view set, std::size_t most) {
    return skip([&](char c) { return is_one_of(set, c); }, most);
  }
  bool skip_word(std::string_view lower) {
    if (at_ < lower.size()) return false;
    const std::string_view said = text_.substr(at_ - lower.size(), lower.size());
    if (!std::equal(lower.begin(), lower.end(), said.begin(),
                    [](char a, char b) { return a == to_lower(b); }))
      return false;
    at_ -= lower.size();
    return true;
  }
  Span name() {
    const std::size_t end = at_;
    const std::size_t size = skip(is_name_char, kLongestName);
    return size == 0 ? Span{} : Span{end - size, end};
  }

 private:
  std::string_view text_;
  std::size_t at_;
};

void skip_opening_quote(Backwards& at) {
  if (at.skip(is_quote, 4) == 0) return;
  at.skip_any("@#$", 2);  // @"C#", $"C#", r#"Rust"#
  Backwards letter = at;
  if (letter.skip_any("bBfFlLrRuU", 1) == 1 && !is_name_char(letter.next())) at = letter;
}

// A value on the line after its name.
bool skip_line_break(Backwards& at) {
  if (at.skip_any("\n", 1) == 0) return false;
  at.skip_any("\r", 1);
  at.skip(is_blank, kIndent);
  Backwards block = at;  // YAML's ": |-" and ": >"
  block.skip_any("+-", 1);
  if (block.skip_any("|>", 1) == 1 && block.skip(is_blank, kIndent) > 0 && block.next() == ':')
    at = block;
  return true;
}

bool skip_operator(Backwards& at, bool broken, bool& assigns) {
  if (broken && at.next() == ',') return false;  // items of a list
  assigns = at.next() == '=';
  if (at.skip_any("=:>,(|", 4) == 0) {
    Backwards twice = at;
    if (twice.skip_any("?", 2) != 2) return false;
    at = twice;
  } else if (assigns) {
    at.skip_any("?+.", 2);  // "?=", "??=", "+=", ".="
  }
  return true;
}

// "A_NAME value": other words stand before values too.
Span name_apart(Backwards at, std::string_view text) {
  constexpr std::size_t kShortest = 6;
  const Span name = at.name();
  const std::string_view said = text.substr(name.begin, name.end - name.begin);
  const bool named =
      said.size() >= kShortest && said.find('_') != std::string_view::npos && is_space(at.next());
  return named ? name : Span{};
}

// What a type is of: "name: String", "name: &'static str", "name: Optional[str]", "name string".
Span name_of_type(Backwards at, std::string_view type) {
  constexpr std::string_view kTypes[] = {"string", "str", "bytes", "secretstr", "charsequence"};
  if (std::find(std::begin(kTypes), std::end(kTypes), type) == std::end(kTypes)) return {};
  if (at.skip_any("[<", 1) == 1) (void)at.name();
  const bool apart = at.skip(is_blank, kIndent) > 0;
  if (at.skip_word("'static")) at.skip(is_blank, 1);
  at.skip_any("&", 1);
  at.skip(is_blank, kIndent);
  if (at.skip_any(":", 1) == 0) return apart && type == "string" ? at.name() : Span{};
  at.skip(is_blank, kIndent);
  return at.name();
}

// The other half of a pair: `name: a` before `value: `.
Span name_of_pair(std::string_view text, std::size_t value) {
  constexpr std::string_view kLabels[] = {"name", "key", "variable", "id"};
  const std::size_t from = value - std::min(value, kPairBytes);
  std::string_view before = text.substr(from, value - from);
  before.remove_prefix(before.rfind('}') + 1);
  const std::size_t first = value - before.size();
  for (std::size_t end = before.size(); end > 0; --end) {
    if (!is_one_of("=: >\"'", before[end - 1])) continue;
    std::size_t at = end - 1;
    Backwards label(before, at);
    const Span word = label.name();
    if (std::find(std::begin(kLabels), std::end(kLabels),
                  squeezed(before.substr(word.begin, word.end - word.begin))) == std::end(kLabels))
      continue;
    while (at < before.size() && is_one_of("=: >\"'\\", before[at])) ++at;
    const std::size_t begin = at;
    while (at < before.size() && at - begin < kLongestName && is_name_char(before[at])) ++at;
    if (at > begin) return {first + begin, first + at};
  }
  return {};
}

}  // namespace

Span assigned_name(std::string_view text, std::size_t begin) {
  Backwards at(text, begin);
  for (const std::string_view scheme : {"bearer ", "basic ", "token ", "key "}) {
    if (at.skip_word(scheme)) break;
  }
  skip_opening_quote(at);
  const bool apart = at.skip(is_blank, kIndent) > 0;
  const bool broken = skip_line_break(at);
  bool assigns = false;
  if (!skip_operator(at, broken, assigns)) return apart && !broken ? name_apart(at, text) : Span{};
  at.skip(is_blank, kIndent);
  at.skip([](char c) { return is_quote(c) || is_one_of("])}?*", c); }, 6);
  const Span name = at.name();
  if (name.empty() || name.end - name.begin > kLongestWord) return name;
  const std::string word = squeezed(text.substr(name.begin, name.end - name.begin));
  Span better;
  if (assigns) better = name_of_type(at, word);
  for (const std::string_view half : {"value", "default", "defaultvalue", "string"}) {
    if (better.empty() && word == half) better = name_of_pair(text, name.begin);
  }
  return better.empty() ? name : better;
}

}  // namespace stoprule
