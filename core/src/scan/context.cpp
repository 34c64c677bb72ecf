#include "scan/context.h"

#include <algorithm>
#include <array>

#include "text/characters.h"

namespace stoprule {
namespace {

bool is_separator(char c) { return c == '_' || c == '-' || c == '.' || c == ' '; }

enum CharKind : std::uint8_t { kOther, kSeparator, kLower, kUpper, kDigit, kKinds };

constexpr auto kCharKinds = [] {
  std::array<CharKind, 256> kinds{};
  for (int i = 0; i < 256; ++i) {
    const char c = static_cast<char>(i);
    kinds[static_cast<std::size_t>(i)] = is_digit(c)            ? kDigit
                                         : is_upper(c)          ? kUpper
                                         : c >= 'a' && c <= 'z' ? kLower
                                         : c == '_' || c == '-' ? kSeparator
                                         : c == '.' || c == ' ' ? kSeparator
                                                                : kOther;
  }
  return kinds;
}();

// Whether a word begins at a character, by the kinds of the one before (row) and its own.
constexpr bool kBeginsWord[kKinds][kKinds] = {
    {true, true, true, true, true},   {true, true, true, true, true},
    {true, true, false, true, true},  // "keyId", "key2"
    {true, true, false, false, true}, {true, true, true, true, false},
};

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
  read(text, begin, end, before, behind);
}

void Context::read(std::string_view text, std::size_t begin, std::size_t end, std::size_t before,
                   std::size_t behind) {
  size_ = words_ = 0;
  const std::size_t from = begin - std::min(begin, before);
  std::string_view rest = text.substr(std::min(end, text.size()), behind);
  rest = rest.substr(0, rest.find_first_of("\r\n"));
  reserve(begin - from + rest.size());
  add(text.substr(from, begin - from));
  add(rest);
}

Context::Context(std::string_view words) {
  reserve(words.size());
  add(words);
}

void Context::reserve(std::size_t bytes) {
  if (bytes < letters_.size()) return;
  letters_.resize(bytes + 1);
  begins_.resize(bytes + 1);
  word_begins_.resize(bytes + 1);
}

// Without a branch that text decides: a separator is written, but the next letter takes its place.
void Context::add(std::string_view text) {
  std::size_t size = size_, words = words_;
  CharKind before = kOther;
  for (const char c : text) {
    const CharKind kind = kCharKinds[static_cast<std::uint8_t>(c)];
    const bool begins = kBeginsWord[before][kind];
    letters_[size] = static_cast<char>(c | (kind == kUpper ? 0x20 : 0));
    begins_[size] = static_cast<char>(begins);
    word_begins_[words] = static_cast<std::uint32_t>(size);
    size += kind != kSeparator ? 1 : 0;
    words += begins && kind != kSeparator ? 1 : 0;
    before = kind;
  }
  size_ = size;
  words_ = words;
}

bool Context::fits(std::string_view word, std::size_t at) const {
  constexpr std::size_t kShort = 4;
  return begins_word(at) && letters().substr(at, word.size()) == word &&
         (word.size() > kShort || begins_word(at + word.size()));
}

bool Context::has(std::string_view word) const {
  if (word.empty()) return false;
  for (std::size_t i = 0; i < words_; ++i) {
    const std::size_t at = word_begins_[i];
    if (letters_[at] == word[0] && fits(word, at)) return true;
  }
  return false;
}

bool Context::has_any(std::span<const std::string_view> words) const {
  return std::any_of(words.begin(), words.end(), [&](std::string_view word) { return has(word); });
}

bool opens_value(std::string_view text, std::size_t begin) {
  constexpr std::string_view kOpeners = "\"'`=: \t\r\n>([,";
  return begin == 0 || kOpeners.find(text[begin - 1]) != std::string_view::npos;
}

}  // namespace stoprule
