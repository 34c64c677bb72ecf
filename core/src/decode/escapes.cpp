#include "decode/escapes.h"

#include <algorithm>
#include <array>
#include <string>

#include "text/characters.h"
#include "text/fold.h"

namespace stoprule {
namespace {

constexpr std::size_t kReach = 64;  // bytes from one escape to the next of the same stretch
constexpr int kBackslashes = 8;     // before an escape that is escaped itself

bool is_octal(char c) { return c >= '0' && c <= '7'; }
bool begins_escape(char c) { return c == '\\' || c == '%' || c == '&'; }

struct Number {
  char32_t value = 0;
  std::size_t digits = 0;
};

Number read_hex(std::string_view text, std::size_t at, std::size_t most) {
  Number out;
  for (; out.digits < most && at < text.size(); ++at, ++out.digits) {
    const int value = hex_value(text[at]);
    if (value < 0) break;
    out.value = out.value << 4 | static_cast<char32_t>(value);
  }
  return out;
}

Number read_octal(std::string_view text, std::size_t at) {
  Number out;
  const std::size_t most = at < text.size() && text[at] <= '3' ? 3 : 2;
  for (; out.digits < most && at < text.size() && is_octal(text[at]); ++at, ++out.digits) {
    out.value = out.value << 3 | static_cast<char32_t>(text[at] - '0');
  }
  return out;
}

// Exactly `digits` hexadecimal digits behind `skip` bytes.
Escape fixed_hex(std::string_view text, std::size_t at, std::size_t skip, std::size_t digits,
                 Encoding encoding) {
  const Number number = read_hex(text, at + skip, digits);
  if (number.digits != digits) return {};
  return {skip + digits, number.value, encoding, false};
}

Escape read_css(std::string_view text, std::size_t at) {
  const Number number = read_hex(text, at + 1, 6);
  if (number.digits < 2) return {};
  std::size_t size = 1 + number.digits;
  if (at + size < text.size() && is_space(text[at + size])) ++size;  // it ends the escape
  return {size, number.value, Encoding::kCss, false};
}

Escape read_backslash(std::string_view text, std::size_t at, bool css) {
  if (at + 1 >= text.size()) return {};
  const char c = text[at + 1];
  if (css && hex_value(c) >= 0) return read_css(text, at);
  switch (c) {
    case 'x':
      return fixed_hex(text, at, 2, 2, Encoding::kEscape);
    case 'U':
      return fixed_hex(text, at, 2, 8, Encoding::kEscape);
    case 'u': {
      if (at + 2 >= text.size() || text[at + 2] != '{')
        return fixed_hex(text, at, 2, 4, Encoding::kEscape);
      const Number number = read_hex(text, at + 3, 6);
      const std::size_t close = at + 3 + number.digits;
      if (number.digits == 0 || close >= text.size() || text[close] != '}') return {};
      return {close + 1 - at, number.value, Encoding::kEscape, false};
    }
    case 'n':
      return {2, '\n', Encoding::kEscape, false};
    case 'r':
      return {2, '\r', Encoding::kEscape, false};
    case 't':
      return {2, '\t', Encoding::kEscape, false};
    case '\n':
      return {2, 0, Encoding::kEscape, true};
    default:
      break;
  }
  if (is_octal(c)) {
    const Number number = read_octal(text, at + 1);
    return {1 + number.digits, number.value, Encoding::kEscape, false};
  }
  // \/ \" \- stand for what follows; \d and the like are no string escapes.
  if (is_alnum(c) || is_high(c) || static_cast<unsigned char>(c) < ' ') return {};
  return {2, static_cast<char32_t>(c), Encoding::kEscape, false};
}

Escape read_entity(std::string_view text, std::size_t at) {
  struct Named {
    std::string_view name;
    char value;
  };
  constexpr std::array<Named, 14> kNamed = {{{"amp;", '&'},
                                             {"quot;", '"'},
                                             {"apos;", '\''},
                                             {"lt;", '<'},
                                             {"gt;", '>'},
                                             {"lowbar;", '_'},
                                             {"sol;", '/'},
                                             {"plus;", '+'},
                                             {"equals;", '='},
                                             {"period;", '.'},
                                             {"colon;", ':'},
                                             {"commat;", '@'},
                                             {"hyphen;", '-'},
                                             {"dash;", '-'}}};
  const std::string_view rest = text.substr(at + 1, 12);
  if (rest.empty()) return {};
  if (rest[0] != '#') {
    for (const Named& named : kNamed) {
      if (rest.starts_with(named.name))
        return {1 + named.name.size(), static_cast<char32_t>(named.value), Encoding::kHtml, false};
    }
    return {};
  }
  std::size_t i = 1;
  Number number;
  if (i < rest.size() && to_lower(rest[i]) == 'x') {
    number = read_hex(rest, ++i, 6);
  } else {
    for (; number.digits < 7 && i + number.digits < rest.size(); ++number.digits) {
      const char c = rest[i + number.digits];
      if (!is_digit(c)) break;
      number.value = number.value * 10 + static_cast<char32_t>(c - '0');
    }
  }
  i += number.digits;
  if (number.digits == 0 || i >= rest.size() || rest[i] != ';') return {};
  return {1 + i + 1, number.value, Encoding::kHtml, false};
}

bool is_key_value(char32_t value) {
  if (value > 0x7e) return false;
  const char c = static_cast<char>(value);
  return is_alnum(c) || std::string_view("-_+/=.:@").find(c) != std::string_view::npos;
}

std::size_t find_escape(std::string_view text, std::size_t from, std::size_t to) {
  while (from < to && !begins_escape(text[from])) ++from;
  return from;
}

// Where the stretch around [begin, end) ends, and where it begins.
std::size_t stretch_end(std::string_view text, std::size_t end) {
  std::size_t reach = std::min(text.size(), end + kReach);
  for (std::size_t at = find_escape(text, end, reach); at < reach;
       at = find_escape(text, at + 1, reach)) {
    if (hides_key_character(text, at)) {
      end = at + 1;
      reach = std::min(text.size(), end + kReach);
    }
  }
  return end;
}
std::size_t stretch_begin(std::string_view text, std::size_t begin, std::size_t least) {
  std::size_t reach = begin - std::min(begin, kReach);
  for (std::size_t at = begin; at > std::max(reach, least);) {
    --at;
    if (begins_escape(text[at]) && hides_key_character(text, at)) {
      begin = at;
      reach = begin - std::min(begin, kReach);
    }
  }
  return begin;
}

// A backslash and digits are octal in scripts and hexadecimal in style sheets. Of the letters one
// has three octal digits, the other two with letters, 8 or 9 in them, or six with zeros in front.
bool is_style_sheet(std::string_view stretch) {
  std::size_t octal = 0, css = 0;
  for (std::size_t at = stretch.find('\\'); at != std::string_view::npos;
       at = stretch.find('\\', at + 1)) {
    const Number hex = read_hex(stretch, at + 1, 6);
    if (hex.digits < 2 || !is_digit(stretch[at + 1])) continue;
    const Number three = read_octal(stretch, at + 1);
    if (hex.value < 0x7f && (three.digits < 2 || hex.digits == 6)) {
      ++css;
    } else if (three.digits == 3 && three.value > ' ' && three.value < 0x7f) {
      ++octal;
    }
  }
  return css > octal;
}

void resolve(std::string_view text, std::size_t begin, std::size_t end, Pieces& out) {
  const bool css = is_style_sheet(text.substr(begin, end - begin));
  std::string said;
  for (std::size_t at = find_escape(text, begin, end); at < end; at = find_escape(text, at, end)) {
    const Escape escape = read_escape(text, at, css);
    if (escape.size == 0) {
      ++at;
      continue;
    }
    said.clear();
    if (!escape.nothing) append_utf8(said, escape.value);
    // Nothing may say more than it takes: there is no such character, or it is of no use.
    if (said.size() <= escape.size) out.add(at, at + escape.size, escape.encoding, said);
    at += escape.size;
  }
}

}  // namespace

Escape read_escape(std::string_view text, std::size_t at, bool css) {
  Escape out;
  switch (text[at]) {
    case '\\':
      out = read_backslash(text, at, css);
      break;
    case '%':
      out = at + 1 < text.size() && text[at + 1] == 'u'
                ? fixed_hex(text, at, 2, 4, Encoding::kPercent)
                : fixed_hex(text, at, 1, 2, Encoding::kPercent);
      break;
    case '&':
      out = read_entity(text, at);
      break;
    default:
      break;
  }
  if (out.value > 0x10ffff) return {};
  return out;
}

bool hides_key_character(std::string_view text, std::size_t at) {
  for (int i = 0; i < kBackslashes && text.substr(at, 2) == "\\\\"; ++i) ++at;
  if (text.substr(at, 3) == "%25") {
    // One level down it is an escape again.
    const Number number = read_hex(text, at + 3, 2);
    return number.digits == 2 && is_key_value(number.value);
  }
  const Escape plain = read_escape(text, at, false);
  if (plain.size != 0 && !plain.nothing && is_key_value(plain.value)) return true;
  if (text[at] != '\\') return false;
  const Escape css = read_escape(text, at, true);
  return css.size != 0 && css.encoding == Encoding::kCss && is_key_value(css.value);
}

void read_escapes(std::string_view text, std::vector<std::uint32_t>& seeds, std::size_t least,
                  Pieces& out) {
  std::sort(seeds.begin(), seeds.end());
  std::size_t done = least;
  for (const std::uint32_t seed : seeds) {
    if (seed < done) continue;
    const std::size_t begin = stretch_begin(text, seed, done);
    const std::size_t end = std::min(text.size(), stretch_end(text, seed) + kReach);
    resolve(text, begin, end, out);
    done = end;
  }
}

}  // namespace stoprule
