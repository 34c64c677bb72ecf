#include "config/key_value.h"

#include <algorithm>
#include <array>

#include "text/characters.h"

namespace stoprule {
namespace {

constexpr std::size_t kShortest = 8;        // characters; no vendor's key is shorter
constexpr std::size_t kLongest = 4096;      // bytes of an expression that are looked at
constexpr std::size_t kLongestMember = 80;  // characters of `a.b.c`
constexpr std::size_t kWordsOnly = 40;      // letters and dashes alone, up to here, are words

std::string_view trimmed(std::string_view value) {
  constexpr std::string_view kEdge = " \t\r\n\"'`*,;";
  const std::size_t first = value.find_first_not_of(kEdge);
  if (first == std::string_view::npos) return {};
  return value.substr(first, value.find_last_not_of(kEdge) - first + 1);
}

bool is_identifier(std::string_view text) {
  if (text.empty() || is_digit(text[0])) return false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    const bool arrow = c == '-' && text.substr(i + 1, 1) == ">";
    if (!is_alnum(c) && !arrow && std::string_view("_.$@>?:!").find(c) == std::string_view::npos)
      return false;
  }
  return true;
}

// A member of something, or a call: no key has brackets, or words of letters joined by dots.
bool is_member(std::string_view text) {
  text = text.substr(0, text.find('('));
  const std::size_t dot = text.find('.');
  return dot != std::string_view::npos && dot != 0 && text.back() != '.' && is_identifier(text) &&
         std::none_of(text.begin(), text.end(), is_digit) &&
         text.find_first_of("$@>?:!") == std::string_view::npos && text.size() <= kLongestMember;
}

std::string_view leading_name(std::string_view text) {
  while (!text.empty() &&
         (text[0] == '"' || text[0] == '\'' || is_blank(text[0]) || text[0] == '`'))
    text.remove_prefix(1);
  std::size_t end = 0;
  while (end < text.size() && (is_alnum(text[end]) || text[end] == '_')) ++end;
  return text.substr(0, end);
}

bool is_repeated(std::string_view value, std::size_t run) {
  std::size_t same = 1;
  for (std::size_t i = 1; i < value.size(); ++i) {
    same = value[i] == value[i - 1] ? same + 1 : 1;
    if (same >= run) return true;
  }
  return false;
}

// "abcdef...", "123456...": most of the value counts up.
bool is_sequence(std::string_view value) {
  std::size_t steps = 0;
  for (std::size_t i = 1; i < value.size(); ++i) steps += value[i] == value[i - 1] + 1 ? 1u : 0u;
  return value.size() >= 8 && steps * 3 >= value.size() * 2;
}

std::size_t distinct(std::string_view value) {
  std::array<bool, 256> seen{};
  for (const char c : value) seen[static_cast<unsigned char>(c)] = true;
  return static_cast<std::size_t>(std::count(seen.begin(), seen.end(), true));
}

// "Bearer <key>" -> the key
std::string_view without_scheme(std::string_view value) {
  for (const std::string_view scheme : {"bearer ", "basic ", "token ", "key "}) {
    if (value.size() > scheme.size() &&
        equals_ignoring_case(value.substr(0, scheme.size()), scheme)) {
      return trimmed(value.substr(scheme.size()));
    }
  }
  return value;
}

Span span_in(std::string_view bytes, std::string_view part) {
  const auto begin = static_cast<std::uint64_t>(part.data() - bytes.data());
  return {begin, begin + part.size()};
}

// The first string literal of an expression that could be a key: "Bearer " + key has none.
std::string_view literal_in(std::string_view expression) {
  for (std::size_t at = 0; at < expression.size(); ++at) {
    const char quote = expression[at];
    if (quote != '"' && quote != '\'' && quote != '`') continue;
    const std::size_t close = expression.find(quote, at + 1);
    if (close == std::string_view::npos) return {};
    const std::string_view inside = trimmed(expression.substr(at + 1, close - at - 1));
    if (inside.size() > 1 && !equals_ignoring_case(inside, "bearer") &&
        !equals_ignoring_case(inside, "basic"))
      return inside;
    at = close;
  }
  return {};
}

// The identifier at the end of an expression: "Bearer " + apiKey, `Bearer ${apiKey}`,
// SecretStr(key).
std::string_view last_identifier(std::string_view expression) {
  std::size_t end = expression.size();
  while (end > 0 && !is_alnum(expression[end - 1]) && expression[end - 1] != '_') --end;
  std::size_t begin = end;
  while (begin > 0 && (is_alnum(expression[begin - 1]) || expression[begin - 1] == '_' ||
                       expression[begin - 1] == '.' || expression[begin - 1] == '$')) {
    --begin;
  }
  return expression.substr(begin, end - begin);
}

}  // namespace

std::string_view referenced_name(const Shapes& shapes, std::string_view value) {
  value = value.substr(0, kLongest);
  for (const Reference& reference : shapes.references) {
    std::size_t at = value.find(reference.open);
    // `env.` inside of `myenv.` is none; `$` and `%` stand before their name.
    while (at != std::string_view::npos && at > 0 && is_word(reference.open[0]) &&
           is_word(value[at - 1])) {
      at = value.find(reference.open, at + 1);
    }
    if (at == std::string_view::npos) continue;
    std::string_view name = leading_name(value.substr(at + reference.open.size()));
    if (name.empty() || is_digit(name[0])) continue;
    if (reference.open == reference.close &&
        value.substr(at + 1 + name.size(), 1) != reference.close)
      continue;
    // ${process.env.NAME} and {{ secrets.NAME }}: the inner reference names it.
    const std::string_view rest = value.substr(at + reference.open.size());
    if (rest.substr(0, rest.find('}')).find('.') != std::string_view::npos &&
        reference.close.starts_with('}')) {
      const std::string_view inner = referenced_name(shapes, rest.substr(0, rest.find('}')));
      if (!inner.empty()) return inner;
    }
    return name;
  }
  return {};
}

bool is_placeholder(const Shapes& shapes, std::string_view value) {
  value = trimmed(value);
  if (value.size() < kShortest) return true;
  if (std::any_of(value.begin(), value.end(), [](char c) {
        return is_high(c) || is_space(c) || c == '<' || c == '>' || c == '[' || c == '{';
      })) {
    return true;
  }
  std::string lower(value);
  std::transform(lower.begin(), lower.end(), lower.begin(), to_lower);
  const std::string folded = fold_name(value);
  const auto has = [&](std::string_view part) {
    return lower.find(part) != std::string::npos || folded.find(part) != std::string::npos;
  };
  for (const std::string_view exact : shapes.placeholders) {
    if (lower == exact || folded == exact) return true;
  }
  if (std::any_of(shapes.placeholder_parts.begin(), shapes.placeholder_parts.end(), has))
    return true;
  const bool random = std::any_of(value.begin(), value.end(), is_digit) ||
                      (lower != value && value.find('_') == std::string_view::npos);
  if (!random && value.size() <= kWordsOnly) return true;  // any-value, OPENAI_API_KEY
  return is_repeated(value, shapes.placeholder_repeated) || is_sequence(value) ||
         distinct(value) <= 5;
}

KeyValue read_key_value(const Shapes& shapes, std::string_view bytes, Span value, bool code) {
  KeyValue key;
  const std::string_view written =
      bytes.substr(value.begin, std::min<std::size_t>(value.end - value.begin, kLongest));
  std::string_view text = without_scheme(trimmed(written));
  if (text.empty() || text == "null" || text == "None" || text == "nil" || text == "undefined")
    return key;
  if (const std::string_view name = referenced_name(shapes, text); !name.empty()) {
    key.source = KeySource::kEnv;
    key.name = name;
    // `Bearer ${apiKey}` refers to the code's own variable.
    key.names_variable =
        std::any_of(name.begin(), name.end(), [](char c) { return is_letter(c) && !is_upper(c); });
    return key;
  }
  if (code) {
    const bool quoted = written.find_first_of("\"'`") != std::string_view::npos;
    const std::string_view literal = quoted ? literal_in(written) : std::string_view();
    // require_key(state, "SomeVendor"): a word inside of an expression is no key.
    const bool word = literal.size() != written.size() - 2 &&
                      std::none_of(literal.begin(), literal.end(), is_digit) &&
                      std::all_of(literal.begin(), literal.end(), is_alnum) &&
                      written.find('(') != std::string_view::npos;
    if (!literal.empty() && !word) {
      text = without_scheme(literal);
    } else if (quoted || is_identifier(text) || text.find('(') != std::string_view::npos) {
      const std::string_view name = is_identifier(text) ? text : last_identifier(text);
      key.source = KeySource::kEnv;
      key.name = name;
      key.names_variable = true;
      return key;
    }
  }
  // `config.custom.apiKey`, `Joi.string().required()`, in code of which the beginning was cut off.
  if (is_member(text)) {
    key.source = KeySource::kEnv;
    key.name = text;
    return key;
  }
  key.source = is_placeholder(shapes, text) ? KeySource::kPlaceholder : KeySource::kLiteral;
  if (key.source == KeySource::kLiteral) key.span = span_in(bytes, text);
  return key;
}

}  // namespace stoprule
