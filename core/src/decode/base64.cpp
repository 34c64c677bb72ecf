#include "decode/base64.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <string>

#include "text/characters.h"
#include "text/digest.h"
#include "text/fold.h"

namespace stoprule {
namespace {

constexpr std::size_t kShortest = 20;  // characters of base64
constexpr std::size_t kShortestHex = 32;
constexpr std::size_t kLook = 24;       // characters that tell whether it is text
constexpr std::size_t kShortLine = 60;  // of base64 in lines

std::size_t base64_end(std::string_view text, std::size_t at, std::size_t limit) {
  return at + base64_size(text.substr(at, limit - at));
}

std::size_t padding_end(std::string_view text, std::size_t at) {
  for (int i = 0; i < 2 && at < text.size() && text[at] == '='; ++i) ++at;
  return at;
}

bool is_plain(char c) { return (c >= ' ' && c < 0x7f) || is_space(c); }

// UTF-8 without control characters; the last character may be cut off.
bool is_text(std::string_view bytes) {
  for (std::size_t at = 0; at < bytes.size();) {
    if (!is_high(bytes[at])) {
      if (!is_plain(bytes[at++])) return false;
      continue;
    }
    if (at + 4 > bytes.size()) return true;
    const CodePoint point = decode_at(bytes, at);
    if (point.value == 0xfffd) return false;
    at += point.size;
  }
  return true;
}

// Little-endian UTF-16 of ASCII.
bool is_wide_text(std::string_view bytes) {
  for (std::size_t at = 0; at + 1 < bytes.size(); at += 2) {
    if (!is_plain(bytes[at]) || bytes[at + 1] != '\0') return false;
  }
  return bytes.size() >= 2;
}

std::string narrowed(std::string_view wide) {
  std::string out;
  for (std::size_t at = 0; at < wide.size(); at += 2) out.push_back(wide[at]);
  return out;
}

// Adds in parts of which every byte takes the same share of characters.
void add_base64(std::string_view text, std::size_t begin, std::size_t end, bool wide, Pieces& out) {
  const std::size_t whole = (end - begin) / (wide ? 8 : 4) * (wide ? 8 : 4);
  for (const auto& [from, to] : {std::pair{begin, begin + whole}, std::pair{begin + whole, end}}) {
    const std::string said = decode_base64(text.substr(from, to - from));
    if (!said.empty()) out.add(from, to, Encoding::kBase64, wide ? narrowed(said) : said);
  }
}

// Where the next line of base64 begins behind a line end at `at`; 0 where none does.
std::size_t next_line(std::string_view text, std::size_t at, std::size_t limit) {
  constexpr std::size_t kIndent = 32;
  const std::string_view rest = text.substr(at, 4);
  std::size_t skip = 0;
  for (const std::string_view end : {"\r\n", "\n", "\\r\\n", "\\n"}) {
    if (rest.starts_with(end)) {
      skip = end.size();
      break;
    }
  }
  if (skip == 0) return 0;
  at += skip;
  for (std::size_t i = 0; i < kIndent && at < limit && is_blank(text[at]); ++i) ++at;
  return at < limit && base64_size(text.substr(at, 1)) != 0 ? at : 0;
}

bool read_hex_text(std::string_view text, std::size_t begin, std::size_t end, Pieces& out) {
  if (end - begin < kShortestHex || (end - begin) % 2 != 0) return false;
  std::string said;
  for (std::size_t at = begin; at < end; at += 2) {
    if (!is_hex(text[at]) || !is_hex(text[at + 1])) return false;
    const auto value = [](char c) { return is_digit(c) ? c - '0' : to_lower(c) - 'a' + 10; };
    said.push_back(static_cast<char>(value(text[at]) * 16 + value(text[at + 1])));
    if (said.size() == kLook / 2 && !is_text(said)) return false;
  }
  out.add(begin, end, Encoding::kHex, said);
  return true;
}

// By character: at which place of four it may stand when they say text, or two characters in
// hexadecimal digits.
enum Place : std::uint8_t {
  kAsciiFirst = 1,
  kAsciiSecond = 2,
  kAsciiThird = 4,
  kHighFirst = 8,  // of UTF-8
  kHighSecond = 16,
  kAsciiNext = 128,  // first of the next four; or NUL, in UTF-16
  kHexFirst = 32,
  kHexOther = 64,
};

constexpr std::array<std::uint8_t, 256> places() {
  std::array<std::uint8_t, 256> out{};
  for (std::size_t v = 0; v < kBase64Digits.size(); ++v) {
    const std::size_t high = v & 15;  // of the second byte
    unsigned bits = 0;
    if ((v >= 8 && v < 32) || v == 2 || v == 3) bits |= kAsciiFirst | kAsciiNext;
    if (v == 0) bits |= kAsciiNext;
    if (high == 0 || (high >= 2 && high < 8)) bits |= kAsciiSecond;
    if ((v & 2) == 0) bits |= kAsciiThird;
    if (v >= 48) bits |= kHighFirst;
    if (high >= 8 && high < 12) bits |= kHighSecond;
    out[static_cast<std::uint8_t>(kBase64Digits[v])] = static_cast<std::uint8_t>(bits);
  }
  out[static_cast<std::uint8_t>('-')] = out[static_cast<std::uint8_t>('+')];
  out[static_cast<std::uint8_t>('_')] = out[static_cast<std::uint8_t>('/')];
  for (const char c : std::string_view("234567")) out[static_cast<std::uint8_t>(c)] |= kHexFirst;
  for (const char c : std::string_view("0123456789abcdefABCDEF"))
    out[static_cast<std::uint8_t>(c)] |= kHexOther;
  return out;
}
constexpr std::array<std::uint8_t, 256> kPlaces = places();

}  // namespace

bool may_say_text(const char* run) {
  const auto can = [&](int i, unsigned place) {
    return static_cast<unsigned>((kPlaces[static_cast<std::uint8_t>(run[i])] & place) != 0);
  };
  const unsigned ascii = can(0, kAsciiFirst) & can(1, kAsciiSecond) & can(2, kAsciiThird) &
                         can(4, kAsciiNext) & can(5, kAsciiSecond) & can(6, kAsciiThird);
  const unsigned high = can(0, kHighFirst) & can(1, kHighSecond);
  const unsigned digits = can(0, kHexFirst) & can(1, kHexOther) & can(2, kHexFirst);
  return (ascii | high | digits) != 0;
}

std::size_t read_base64(std::string_view text, std::size_t begin, std::size_t limit, bool phases,
                        Pieces& out) {
  for (std::size_t phase = 0; phase < (phases ? 4 : 1); ++phase) {
    const std::size_t from = begin + phase;
    const std::string said = decode_base64(text.substr(from, std::min(limit, from + kLook) - from));
    if (said.size() < kShortest * 3 / 4) continue;
    const bool plain = is_text(said);
    if (!plain && !is_wide_text(said)) continue;
    std::size_t line = from, end = base64_end(text, line, limit);
    for (;;) {
      add_base64(text, line, end, !plain, out);
      const std::size_t size = end - line;
      const std::size_t next = (phases && line == from) || (size >= kShortLine && size % 4 == 0)
                                   ? next_line(text, end, limit)
                                   : 0;
      if (next == 0) {
        const std::size_t padding = padding_end(text, end);
        if (padding != end) out.add(end, padding, Encoding::kBase64, {});
        return padding;
      }
      out.add(end, next, Encoding::kBase64, {});
      line = next;
      end = base64_end(text, line, limit);
    }
  }
  const auto hex_digits = text.substr(begin, std::min(limit, begin + kLook) - begin);
  if (std::all_of(hex_digits.begin(), hex_digits.end(), is_hex)) {
    const std::size_t end = base64_end(text, begin, limit);
    read_hex_text(text, begin, end, out);
    return end;
  }
  return begin;
}

}  // namespace stoprule
