#include "scan/context.h"

#include <algorithm>

#include "text/characters.h"

namespace stoprule {
namespace {

bool is_separator(char c) { return c == '_' || c == '-' || c == '.' || c == ' '; }

}  // namespace

std::string squeezed(std::string_view word) {
  std::string out;
  for (const char c : word) {
    if (!is_separator(c)) out.push_back(to_lower(c));
  }
  return out;
}

Context::Context(std::string_view text, std::size_t begin, std::size_t end, std::size_t before,
                 std::size_t behind) {
  const std::size_t from = begin - std::min(begin, before);
  add(text.substr(from, begin - from));
  std::string_view rest = text.substr(std::min(end, text.size()), behind);
  add(rest.substr(0, rest.find_first_of("\r\n")));
  starts_.push_back(true);
}

Context::Context(std::string_view words) {
  add(words);
  starts_.push_back(true);
}

void Context::add(std::string_view text) {
  char before = ' ';
  for (const char c : text) {
    if (!is_separator(c)) {
      const bool hump = is_upper(c) && !is_upper(before);
      const bool number = is_digit(before) != is_digit(c);
      starts_.push_back(!is_alnum(before) || !is_alnum(c) || hump || number);
      letters_.push_back(to_lower(c));
    }
    before = c;
  }
}

bool Context::fits(std::string_view word, std::size_t at) const {
  constexpr std::size_t kShort = 4;
  return starts_[at] && letters_.compare(at, word.size(), word) == 0 &&
         (word.size() > kShort || starts_[at + word.size()]);
}

bool Context::has(std::string_view word) const {
  if (word.empty()) return false;
  for (std::size_t at = letters_.find(word); at != std::string::npos;
       at = letters_.find(word, at + 1)) {
    if (fits(word, at)) return true;
  }
  return false;
}

bool Context::has_any(const std::vector<std::string>& words) const {
  return std::any_of(words.begin(), words.end(),
                     [&](const std::string& word) { return has(word); });
}

bool opens_value(std::string_view text, std::size_t begin) {
  constexpr std::string_view kOpeners = "\"'`=: \t\r\n>([,";
  return begin == 0 || kOpeners.find(text[begin - 1]) != std::string_view::npos;
}

Span assigned_name(std::string_view text, std::size_t begin) {
  std::size_t at = begin;
  const auto back = [&](auto&& accept, std::size_t most) {
    std::size_t taken = 0;
    while (taken < most && at > 0 && accept(text[at - 1])) {
      --at;
      ++taken;
    }
    return taken;
  };
  const auto quote = [](char c) { return c == '"' || c == '\'' || c == '`' || c == '\\'; };
  const auto ends_with = [&](std::string_view word) {
    if (at < word.size()) return false;
    return std::equal(word.begin(), word.end(),
                      text.begin() + static_cast<std::ptrdiff_t>(at - word.size()),
                      [](char a, char b) { return a == to_lower(b); });
  };
  for (const std::string_view scheme : {"bearer ", "basic ", "token ", "key "}) {
    if (ends_with(scheme)) {
      at -= scheme.size();
      break;
    }
  }
  back(quote, 4);
  back(is_blank, 8);
  const std::size_t operators = back(
      [](char c) { return c == '=' || c == ':' || c == '>' || c == ',' || c == '(' || c == '|'; },
      3);
  if (operators == 0) return {};
  back(is_blank, 8);
  back([&](char c) { return quote(c) || c == ']' || c == ')' || c == '}'; }, 6);
  const std::size_t end = at;
  const std::size_t name =
      back([](char c) { return is_alnum(c) || c == '_' || c == '-' || c == '.' || c == '$'; }, 64);
  return name == 0 ? Span{} : Span{end - name, end};
}

}  // namespace stoprule
