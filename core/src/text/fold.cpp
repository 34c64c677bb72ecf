#include "text/fold.h"

#include <algorithm>
#include <array>

#include "text/characters.h"
#include "text/fold_table.h"

namespace stoprule {

CodePoint decode_other_at(std::string_view bytes, std::size_t at) {
  const auto byte = [&](std::size_t i) {
    return i < bytes.size() ? static_cast<std::uint8_t>(bytes[i]) : std::uint8_t{0};
  };
  const auto follows = [&](std::size_t i) { return (byte(at + i) & 0xc0) == 0x80; };
  const std::uint32_t b = byte(at);
  if (b >= 0xc2 && b < 0xe0 && follows(1)) return {(b & 0x1f) << 6 | (byte(at + 1) & 0x3fu), 2};
  if (b >= 0xe0 && b < 0xf0 && follows(1) && follows(2)) {
    const char32_t c = (b & 0x0f) << 12 | (byte(at + 1) & 0x3fu) << 6 | (byte(at + 2) & 0x3fu);
    if (c >= 0x800 && (c < 0xd800 || c > 0xdfff)) return {c, 3};
  }
  if (b >= 0xf0 && b < 0xf5 && follows(1) && follows(2) && follows(3)) {
    const char32_t c = (b & 0x07) << 18 | (byte(at + 1) & 0x3fu) << 12 |
                       (byte(at + 2) & 0x3fu) << 6 | (byte(at + 3) & 0x3fu);
    if (c >= 0x10000 && c <= 0x10ffff) return {c, 4};
  }
  return {0xfffd, 1};
}

void append_utf8(std::string& out, char32_t c) {
  const auto put = [&](char32_t byte) { out.push_back(static_cast<char>(byte)); };
  if (c < 0x80) return put(c);
  if (c < 0x800) {
    put(0xc0 | c >> 6);
  } else {
    if (c < 0x10000) {
      put(0xe0 | c >> 12);
    } else {
      put(0xf0 | c >> 18);
      put(0x80 | (c >> 12 & 0x3f));
    }
    put(0x80 | (c >> 6 & 0x3f));
  }
  put(0x80 | (c & 0x3f));
}

bool is_dense_script(char32_t c) {
  return (c >= 0x3041 && c <= 0x30ff) || (c >= 0x3400 && c <= 0x9fff) ||
         (c >= 0xac00 && c <= 0xd7a3);
}

std::size_t Folded::source_of(std::size_t at) const {
  auto step = std::upper_bound(steps_.begin(), steps_.end(), at,
                               [](std::size_t value, const Step& s) { return value < s.folded; });
  if (step == steps_.begin()) return at;
  --step;
  return step->source + (at - step->folded);
}

Span Folded::source(std::size_t begin, std::size_t end) const {
  const std::size_t first = source_of(begin);
  if (end <= begin) return {first, first};
  std::size_t last = end - 1;  // the first byte of the last folded character
  while (last > begin && (static_cast<std::uint8_t>(text_[last]) & 0xc0) == 0x80) --last;
  const std::size_t last_source = source_of(last);
  return {first, last_source + decode_at(bytes_, last_source).size};
}

namespace {

bool is_ascii_letter(char32_t c) { return (c | 32) >= U'a' && (c | 32) <= U'z'; }

// Does the word around bytes[at] hold an ASCII letter? Then Cyrillic and Greek letters in it are
// disguise.
bool in_latin_word(std::string_view bytes, std::size_t at) {
  constexpr std::size_t kLookAround = 48;
  for (std::size_t i = at; i < bytes.size() && i < at + kLookAround;) {
    const CodePoint c = decode_at(bytes, i);
    if (is_ascii_letter(c.value)) return true;
    if (c.value < 0x80) break;
    i += c.size;
  }
  for (std::size_t i = at; i > 0 && at - i < kLookAround; --i) {
    const auto byte = static_cast<std::uint8_t>(bytes[i - 1]);
    if (byte < 0x80) return is_ascii_letter(byte);
  }
  return false;
}

// 0 and 1 inside a word are letters: "n0 l1mit".
char32_t digit_as_letter(char32_t c) {
  switch (c) {
    case U'0':
      return U'o';
    case U'1':
      return U'i';
    case U'3':
      return U'e';
    default:
      return c;
  }
}

}  // namespace

// ASCII that folding may only lower: none that FoldBuilder::ascii names.
constexpr auto kPlain = [] {
  std::array<bool, 256> plain{};
  for (unsigned char c = 0x21; c < 0x7f; ++c)
    plain[c] = std::string_view("*`~_\\013").find(static_cast<char>(c)) == std::string_view::npos;
  return plain;
}();

// Puts characters one by one and remembers where they came from.
class FoldBuilder {
 public:
  explicit FoldBuilder(std::string_view bytes) : bytes_(bytes) {
    folded_.bytes_ = bytes;
    folded_.text_.reserve(bytes.size() + 16);
  }

  Folded run() {
    for (std::size_t at = 0; at < bytes_.size();) {
      const auto byte = static_cast<std::uint8_t>(bytes_[at]);
      if (kPlain[byte]) {
        at = plain(at);
        continue;
      }
      if (byte < 0x80) {
        ascii(at, byte);
        ++at;
        continue;
      }
      const CodePoint c = decode_at(bytes_, at);
      other(at, c.value);
      at += c.size;
    }
    return join_spaced_letters(std::move(folded_));
  }

 private:
  // Characters that are only lowered, wherever they stand; gives where they end.
  std::size_t plain(std::size_t at) {
    const std::size_t begin = at, from = folded_.text_.size();
    while (at < bytes_.size() && kPlain[static_cast<std::uint8_t>(bytes_[at])]) ++at;
    step(begin);
    folded_.text_.append(bytes_.substr(begin, at - begin));
    for (std::size_t i = from; i < folded_.text_.size(); ++i)
      folded_.text_[i] = to_lower(folded_.text_[i]);
    dense_before_space_ = dense_ = false;
    return at;
  }

  char byte_at(std::size_t at) const { return at < bytes_.size() ? bytes_[at] : '\n'; }

  // What is put next stands at `source`.
  void step(std::size_t source) {
    const std::size_t at = folded_.text_.size();
    const std::ptrdiff_t shift =
        static_cast<std::ptrdiff_t>(source) - static_cast<std::ptrdiff_t>(at);
    if (shift != shift_) {
      folded_.steps_.push_back(
          {static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(source)});
      shift_ = shift;
    }
    // What a character of another length leaves behind is found at the next one.
  }

  void put(char32_t c, std::size_t source) {
    step(source);
    append_utf8(folded_.text_, c);
  }

  void ascii(std::size_t at, char32_t c) {
    switch (c) {
      case '\r':
        if (byte_at(at + 1) == '\n') return;
        return line_end(at);
      case '\n':
        return line_end(at);
      case ' ':
      case '\t':
        return space(at);
      case '*':  // emphasis, but not a list's bullet
        if ((folded_.text_.empty() || folded_.text_.back() == '\n') && byte_at(at + 1) == ' ')
          break;
        return;
      case '`':
        return;
      case '~':
        if (byte_at(at + 1) == '~' || (at > 0 && bytes_[at - 1] == '~')) return;
        break;
      case '_':  // emphasis, but not inside a name
        if (at > 0 && is_alnum(bytes_[at - 1]) &&
            (is_alnum(byte_at(at + 1)) || byte_at(at + 1) == '_')) {
          break;
        }
        return;
      case '\\':
        if (byte_at(at + 1) > ' ' && !is_alnum(byte_at(at + 1))) return;
        break;
      case '0':
      case '1':
      case '3':
        if (at > 0 && is_ascii_letter(static_cast<std::uint8_t>(bytes_[at - 1])) &&
            is_ascii_letter(static_cast<std::uint8_t>(byte_at(at + 1)))) {
          c = digit_as_letter(c);
        } else if (c == '0' && is_no(at)) {
          c = U'o';
        }
        break;
      default:
        if (c >= 'A' && c <= 'Z') c |= 32;
    }
    dense_before_space_ = dense_ = false;
    put(c, at);
  }

  // "n0", standing alone.
  bool is_no(std::size_t at) const {
    return at > 0 && (bytes_[at - 1] | 32) == 'n' && (at < 2 || !is_alnum(bytes_[at - 2])) &&
           !is_alnum(byte_at(at + 1));
  }

  void line_end(std::size_t at) {
    while (!folded_.text_.empty() && folded_.text_.back() == ' ') folded_.text_.pop_back();
    dense_before_space_ = dense_ = false;
    put(U'\n', at);
  }

  // At most two, none where a line begins.
  void space(std::size_t at) {
    const std::string& text = folded_.text_;
    if (text.empty() || text.back() == '\n') return;
    if (text.size() >= 2 && text.ends_with("  ")) return;
    dense_before_space_ = dense_before_space_ || dense_;
    dense_ = false;
    put(U' ', at);
  }

  void other(std::size_t at, char32_t c) {
    FoldedChar to = fold_char(c);
    if (to.first == 0) return;
    if (to.first == U' ') return space(at);
    if (to.first == U'\n') return line_end(at);
    if (to.first == 0x3099 || to.first == 0x309a)
      return voice(static_cast<char32_t>(to.first - 0x3098));
    if (const char32_t latin = latin_lookalike(to.first); latin != 0 && in_latin_word(bytes_, at)) {
      to.first = latin;
    }
    const bool dense = is_dense_script(to.first);
    if (dense && dense_before_space_) {
      while (folded_.text_.back() == ' ') folded_.text_.pop_back();
    }
    dense_ = dense;
    dense_before_space_ = false;
    put(to.first, at);
    if (to.second != 0) put(to.second, at);
  }

  // A voicing mark that stands apart joins the kana before it.
  void voice(char32_t by) {
    std::string& text = folded_.text_;
    if (text.size() < 3) return;
    const CodePoint kana = decode_at(text, text.size() - 3);
    if (kana.size != 3 || kana.value < 0x3041 || kana.value > 0x30ff) return;
    text.resize(text.size() - 3);
    append_utf8(text, kana.value + by);
  }

  static bool is_separator(char32_t c) {
    return c == U' ' || c == U'.' || c == U'-' || c == U'_' || c == U'|' || c == U'/' ||
           c == U'+' || c == U'~' || c == U',' || c == U'·' || c == U'•';
  }
  static bool is_single(char32_t c) { return is_ascii_letter(c) || is_dense_script(c); }

  // "f r e e", "f.r.e.e", "不|限|量": at least four Latin letters or three others, one same
  // separator between each.
  static Folded join_spaced_letters(Folded in) {
    const std::string_view text = in.text();
    std::vector<std::pair<std::size_t, std::size_t>> dropped;
    char32_t before = U' ';
    for (std::size_t at = 0; at < text.size();) {
      // Inside a word nothing is spaced.
      while (at + 1 < text.size() && is_letter(text[at]) && is_letter(text[at + 1])) {
        before = U'a';
        ++at;
      }
      const CodePoint first = decode_at(text, at);
      const std::size_t next = at + first.size;
      if (!is_single(first.value) || is_single(before) || next >= text.size()) {
        before = first.value;
        at = next;
        continue;
      }
      const CodePoint separator = decode_at(text, next);
      if (!is_separator(separator.value)) {
        before = first.value;
        at = next;
        continue;
      }
      std::size_t letters = 1, end = next;
      const std::size_t mark = dropped.size();
      bool latin = is_ascii_letter(first.value);
      for (;;) {
        if (end >= text.size() || decode_at(text, end).value != separator.value) break;
        const std::size_t letter_at = end + separator.size;
        if (letter_at >= text.size()) break;
        const CodePoint letter = decode_at(text, letter_at);
        const std::size_t behind = letter_at + letter.size;
        if (!is_single(letter.value)) break;
        if (behind < text.size() && (is_single(decode_at(text, behind).value))) break;
        dropped.emplace_back(end, letter_at);
        latin = latin || is_ascii_letter(letter.value);
        ++letters;
        end = behind;
      }
      if (letters < (latin ? 4u : 3u)) dropped.resize(mark);
      before = first.value;
      at = std::max(next, end);
      if (at > next) before = U'a';
    }
    if (dropped.empty()) return in;
    FoldBuilder out(in.bytes_);
    std::size_t at = 0, known = 0;
    const auto copy = [&](std::size_t end) {
      while (at < end) {
        const CodePoint c = decode_at(text, at);
        while (known < in.steps_.size() && in.steps_[known].folded <= at) ++known;
        const std::size_t source =
            known == 0 ? at : in.steps_[known - 1].source + (at - in.steps_[known - 1].folded);
        out.put(c.value, source);
        at += c.size;
      }
    };
    for (const auto& [begin, end] : dropped) {
      copy(begin);
      at = end;
    }
    copy(text.size());
    return std::move(out.folded_);
  }

  std::string_view bytes_;
  Folded folded_;
  std::ptrdiff_t shift_ = 0;
  bool dense_ = false;               // the last character was of a dense script,
  bool dense_before_space_ = false;  // or the last one before the spaces
};

Folded fold(std::string_view bytes) { return FoldBuilder(bytes).run(); }

}  // namespace stoprule
