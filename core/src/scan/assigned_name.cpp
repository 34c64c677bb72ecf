#include "scan/assigned_name.h"

#include <algorithm>
#include <string>

#include "scan/context.h"
#include "text/characters.h"

namespace stoprule {
namespace {

constexpr std::size_t kLongestName = 64, kIndent = 64, kPairBytes = 160;
constexpr std::size_t kLongestWord = 15;  // of those below
// What stands under these is made from something else, or names it.
constexpr std::string_view kOtherWords[] = {
    "hash",   "sha",      "sha1", "sha256", "sha384",      "sha512",   "md5",     "checksum",
    "digest", "revision", "etag", "nonce",  "fingerprint", "version",  "traceid", "spanid",
    "commit", "buildid",  "rev",  "class",  "classname",   "integrity"};
constexpr std::string_view kSecretWords[] = {"key",  "token", "secret",
                                             "auth", "pass",  "credential"};

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
  if (at.skip_word("<-")) return true;           // R
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

// "A_NAME value", "--name value": other words stand before values too.
Span name_apart(Backwards at, std::string_view text) {
  constexpr std::size_t kShortest = 6;
  const Span name = at.name();
  const std::string_view said = text.substr(name.begin, name.end - name.begin);
  const bool named = said.size() >= kShortest && is_space(at.next()) &&
                     (said.find('_') != std::string_view::npos || said.starts_with("--"));
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

// "Name { get; set; } = ", of C#.
void skip_accessors(Backwards& at) {
  for (const std::string_view accessors :
       {"{ get; set; }", "{ get; init; }", "{ get; }", "{ get; private set; }", "{get;set;}"}) {
    if (at.skip_word(accessors)) break;
  }
  at.skip(is_blank, 1);
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

// Whether a name says that its value is a secret: "apiKey", "Authorization", "mistral-token".
bool names_secret(std::string_view name) {
  const std::string said = squeezed(name);
  return std::any_of(std::begin(kSecretWords), std::end(kSecretWords),
                     [&](std::string_view word) { return said.find(word) != std::string::npos; });
}

// The beginning of a line that others are indented under, or of a section; a comment is one for
// what stands right below it.
bool is_heading(std::string_view line, bool indented, bool next) {
  if (line.starts_with('[') && line.ends_with(']')) return true;
  if (indented) return is_one_of(":{[(>", line.back());
  return next && (line.starts_with("//") || line.starts_with('#') || line.starts_with('*') ||
                  line.starts_with("--"));
}

std::size_t indent_of(std::string_view line) {
  return std::min(line.find_first_not_of(" \t"), line.size());
}

}  // namespace

std::string_view names_other(std::string_view name) {
  const Context words(name);
  const std::size_t size = words.letters().size();
  for (const std::string_view word : kOtherWords) {
    if (size >= word.size() && words.fits(word, size - word.size())) return word;
  }
  return {};
}

std::vector<Span> names_around(std::string_view text, std::size_t begin) {
  const Span name = assigned_name(text, begin);
  std::vector<Span> out = {name};
  if (!names_secret(text.substr(name.begin, name.end - name.begin))) return out;
  const std::size_t from = begin - std::min(begin, kContextBefore);
  std::size_t line = text.rfind('\n', name.begin) + 1;  // 0 where there is none
  std::size_t head = std::max(line, from);
  if (const std::size_t stop = text.substr(head, name.begin - head).find_last_of(";}");
      stop != std::string_view::npos)
    head += stop + 1;
  if (head < name.begin) out.push_back({head, name.begin});
  std::size_t least = indent_of(text.substr(line, name.begin - line));
  for (bool next = true; line > from; next = false) {
    const std::size_t end = line - 1;
    line = end == 0 ? 0 : text.rfind('\n', end - 1) + 1;
    std::string_view above = text.substr(line, end - line);
    while (!above.empty() && is_space(above.back())) above.remove_suffix(1);
    const std::size_t indent = indent_of(above);
    if (indent == above.size()) continue;
    const bool indented = indent < least;
    least = std::min(least, indent);
    above.remove_prefix(indent);
    if (!is_heading(above, indented, next)) continue;
    const std::size_t at = std::max(line + indent, from);
    if (at < line + indent + above.size()) out.push_back({at, line + indent + above.size()});
    if (above.starts_with('[')) break;
  }
  return out;
}

Span assigned_name(std::string_view text, std::size_t begin) {
  Backwards at(text, begin);
  for (const std::string_view scheme : {"bearer ", "basic ", "token ", "key "}) {
    Backwards before = at;
    if (!before.skip_word(scheme)) continue;
    if (!is_name_char(before.next())) at = before;  // "A_KEY value" is a name and its value
    break;
  }
  skip_opening_quote(at);
  const bool apart = at.skip(is_blank, kIndent) > 0;
  const bool broken = skip_line_break(at);
  bool assigns = false;
  if (!skip_operator(at, broken, assigns)) return apart && !broken ? name_apart(at, text) : Span{};
  at.skip(is_blank, kIndent);
  skip_accessors(at);
  at.skip([](char c) { return is_quote(c) || is_one_of("[])}?*", c); }, 6);
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
