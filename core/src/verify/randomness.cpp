#include "verify/randomness.h"

#include <algorithm>
#include <array>
#include <iterator>
#include <string>

#include "text/characters.h"

namespace stoprule {
namespace {

// log2(n) × 1024, rounded down, for n >= 1.
std::uint32_t log2_1024(std::uint32_t n) {
  std::uint32_t whole = 0;
  while (n >> (whole + 1) != 0) ++whole;
  // The fraction, a bit at a time, by squaring in 31-bit fixed point.
  std::uint64_t x = (std::uint64_t{n} << 31) >> whole;
  std::uint32_t out = whole;
  for (int bit = 0; bit < 10; ++bit) {
    x = x * x >> 31;
    out <<= 1;
    if (x >> 32 != 0) {
      x >>= 1;
      out |= 1;
    }
  }
  return out;
}

constexpr std::string_view kStandIns[] = {
    "example", "placeholder", "your",     "changeme", "change-me",  "change_me",  "dummy",
    "sample",  "insert",      "replace",  "redacted", "secret-key", "secret_key", "api-key",
    "api_key", "apikey",      "mykey",    "my-key",   "my_key",     "todo",       "notreal",
    "fake",    "testtest",    "foobar",   "enter",    "undefined",  "deadbeef",   "loremipsum",
    "asdf",    "qwerty",      "test-key", "test_key"};

// Long stretches of a keyboard's, the alphabet's or the digits' own order.
bool is_sequential(std::string_view text) {
  std::size_t in_order = 0;
  for (std::size_t i = 1; i < text.size(); ++i) {
    const int step = text[i] - text[i - 1];
    const bool wraps =
        (text[i - 1] == '9' && text[i] == '0') || (text[i - 1] == '0' && text[i] == 'a') ||
        (text[i - 1] == '9' && text[i] == 'a') || (text[i - 1] == 'z' && text[i] == 'a') ||
        (text[i - 1] == 'f' && text[i] == '0') || (text[i - 1] == 'z' && text[i] == '0');
    if (step == 1 || step == 0 || step == -1 || wraps) ++in_order;
  }
  return in_order * 10 >= (text.size() - 1) * 7;
}

// Seven in the alphabet's or the digits' order ("abcdefg", "1234567"), or two such in turns
// ("a1b2c3d4e5"): what a person types, and a random value never holds.
bool holds_sequence(std::string_view with_marks) {
  std::string text;
  std::copy_if(with_marks.begin(), with_marks.end(), std::back_inserter(text), is_alnum);
  constexpr std::size_t kSteps = 6, kStepsInTurns = 8;
  for (const std::size_t stride : {std::size_t{1}, std::size_t{2}}) {
    std::size_t steps = 0;
    for (std::size_t i = stride; i < text.size(); ++i) {
      steps = text[i] - text[i - stride] == 1 ? steps + 1 : 0;
      if (steps >= (stride == 1 ? kSteps : kStepsInTurns)) return true;
    }
  }
  return false;
}

// A short piece over and over ("abc123abc123"); the last may be cut.
bool is_periodic(std::string_view text) {
  for (std::size_t period = 1; period <= 12 && period * 3 <= text.size(); ++period) {
    if (text.substr(period) == text.substr(0, text.size() - period)) return true;
  }
  return false;
}

// "api03-xxx": the last part is nothing but x.
bool ends_in_filler(std::string_view text) {
  const std::string_view last = text.substr(text.find_last_of("-_") + 1);
  return last.size() >= 3 && last.find_first_not_of('x') == std::string_view::npos;
}

}  // namespace

std::uint32_t entropy_tenths(std::string_view text) {
  if (text.empty()) return 0;
  text = text.substr(0, 4096);
  std::array<std::uint32_t, 256> counts{};
  for (const char c : text) ++counts[static_cast<std::uint8_t>(c)];
  const auto size = static_cast<std::uint32_t>(text.size());
  std::uint64_t weighted = 0;
  for (const std::uint32_t count : counts) {
    if (count != 0) weighted += std::uint64_t{count} * log2_1024(count);
  }
  const std::uint64_t bits_1024 = log2_1024(size) - weighted / size;
  return static_cast<std::uint32_t>(bits_1024 * 10 / 1024);
}

std::uint32_t count_digits(std::string_view text) {
  return static_cast<std::uint32_t>(
      std::count_if(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; }));
}

bool is_placeholder(std::string_view variable_part) {
  std::string text;
  for (const char c : variable_part) text.push_back(to_lower(c));
  if (text.empty()) return false;
  for (const std::string_view word : {"secret", "password", "passwd", "pass", "token", "key"}) {
    if (text == word) return true;
  }
  // dbpassword, local-secret
  const bool words = std::all_of(text.begin(), text.end(),
                                 [](char c) { return is_letter(c) || c == '-' || c == '_'; });
  for (const std::string_view word :
       {"password", "-secret", "_secret", "-token", "_token", "-key", "_key"}) {
    if (words && text.ends_with(word)) return true;
  }
  for (const std::string_view stand_in : kStandIns) {
    if (text.find(stand_in) != std::string::npos) return true;
  }
  if (text.find_first_of("<{$") != std::string::npos &&
      text.find_first_of(">})") != std::string::npos)
    return true;
  for (const std::string_view filler : {"xxxx", "****", "....", "0000000", "____", "1111111"}) {
    if (text.find(filler) != std::string::npos) return true;
  }
  if (ends_in_filler(text)) return true;
  if (text.size() < 8) return false;
  std::string distinct = text;
  std::sort(distinct.begin(), distinct.end());
  distinct.erase(std::unique(distinct.begin(), distinct.end()), distinct.end());
  if (text.size() >= 16 && distinct.size() <= 4) return true;
  return is_sequential(text) || is_periodic(text) || holds_sequence(text);
}

}  // namespace stoprule
