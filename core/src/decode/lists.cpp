#include "decode/lists.h"

#include <algorithm>

#include "text/characters.h"

namespace stoprule {
namespace {

constexpr std::size_t kFewest = 12;  // codes of a list that is worth it
constexpr int kStreak = 3;           // codes in a row that make a stretch worth it
constexpr std::size_t kBlanks = 24;  // between two codes

bool is_code(std::uint32_t value) {
  return (value >= ' ' && value < 0x7f) || value == '\t' || value == '\n' || value == '\r';
}

std::size_t skip_blanks(std::string_view text, std::size_t at) {
  const std::size_t to = std::min(text.size(), at + kBlanks);
  while (at < to && is_space(text[at])) ++at;
  return at;
}

struct Code {
  std::size_t end = 0;  // 0: there is none
  char value = 0;
};

Code read_code(std::string_view text, std::size_t at) {
  const std::string_view digits = text.substr(at, 4);
  std::uint32_t value = 0;
  std::size_t size = 0;
  if (digits.size() == 4 && digits[0] == '0' && to_lower(digits[1]) == 'x') {
    for (size = 2; size < 4; ++size) {
      const char c = to_lower(digits[size]);
      if (!is_digit(c) && (c < 'a' || c > 'f')) return {};
      value = value * 16 + static_cast<std::uint32_t>(is_digit(c) ? c - '0' : c - 'a' + 10);
    }
  } else {
    while (size < digits.size() && size < 3 && is_digit(digits[size])) {
      value = value * 10 + static_cast<std::uint32_t>(digits[size++] - '0');
    }
  }
  const std::size_t end = at + size;
  const bool whole = end >= text.size() || (!is_word(text[end]) && text[end] != '.');
  return size > 0 && whole && is_code(value) ? Code{end, static_cast<char>(value)} : Code{};
}

// The place of the code behind the comma that follows `at`; 0 where none does.
std::size_t next_code(std::string_view text, std::size_t at) {
  at = skip_blanks(text, at);
  if (at >= text.size() || text[at] != ',') return 0;
  at = skip_blanks(text, at + 1);
  return at < text.size() && read_code(text, at).end != 0 ? at : 0;
}

// The place of the code before the comma that stands before `at`; npos where none does.
std::size_t code_before(std::string_view text, std::size_t at, std::size_t least) {
  const auto skip_back = [&] {
    const std::size_t from = std::max(least, at - std::min(at, kBlanks));
    while (at > from && is_space(text[at - 1])) --at;
  };
  skip_back();
  if (at <= least || text[at - 1] != ',') return std::string_view::npos;
  --at;
  skip_back();
  const std::size_t end = at;
  while (at > least && end - at < 5 && is_word(text[at - 1])) --at;
  if (at > 0 && (is_word(text[at - 1]) || text[at - 1] == '.' || text[at - 1] == '-'))
    return std::string_view::npos;
  return at < end && read_code(text, at).end == end ? at : std::string_view::npos;
}

// A code behind the first comma from `from` on that as many follow as make the stretch worth it;
// npos where none is.
std::size_t first_code(std::string_view text, std::size_t from) {
  const std::size_t comma = comma_near(text, from);
  if (comma == std::string_view::npos) return comma;
  const std::size_t first = skip_blanks(text, comma + 1);
  std::size_t at = first;
  for (int streak = 0; at != 0 && at < text.size(); ++streak) {
    if (streak == kStreak) return first;
    const Code code = read_code(text, at);
    if (code.end == 0) break;
    at = next_code(text, code.end);
  }
  return std::string_view::npos;
}

}  // namespace

std::size_t comma_near(std::string_view text, std::size_t from) {
  constexpr std::size_t kNear = 8;
  if (from >= text.size()) return std::string_view::npos;
  const std::size_t at = text.substr(from, kNear).find(',');
  return at == std::string_view::npos ? at : from + at;
}

void read_code_lists(std::string_view text, const std::vector<std::uint32_t>& seeds,
                     std::size_t least, Pieces& out) {
  std::size_t done = least;
  for (const std::uint32_t seed : seeds) {
    if (seed + kSeedBytes <= done) continue;
    std::size_t begin = std::string_view::npos;
    for (const std::size_t look : kLooks) {
      if (begin == std::string_view::npos && seed + look >= done)
        begin = first_code(text, seed + look);
    }
    if (begin == std::string_view::npos) continue;
    std::size_t count = 0;
    for (std::size_t at = begin; at != std::string_view::npos; at = code_before(text, at, done)) {
      begin = at;
    }
    std::size_t end = begin;
    for (std::size_t at = begin; at != 0; at = next_code(text, end)) {
      end = read_code(text, at).end;
      ++count;
    }
    done = std::max(done, end);
    if (count < kFewest) continue;
    for (std::size_t at = begin; at < end;) {
      const Code code = read_code(text, at);
      const std::size_t next = code.end == end ? end : next_code(text, code.end);
      // A piece for each code, with the comma behind it.
      out.add(at, next, Encoding::kCharCodes, {&code.value, 1});
      at = next;
    }
  }
}

}  // namespace stoprule
