#include "config/lexer.h"

#include <algorithm>

#include "config/url.h"
#include "text/characters.h"

namespace stoprule {
namespace {

// Punctuation outside of ASCII that ends a name: the full-width and general punctuation blocks of
// UTF-8.
bool is_wide_mark(std::string_view rest) {
  if (rest.size() < 3) return false;
  const auto first = static_cast<unsigned char>(rest[0]),
             second = static_cast<unsigned char>(rest[1]);
  return (first == 0xe3 && second == 0x80) || (first == 0xe2 && second == 0x80) ||
         (first == 0xef && second == 0xbc);
}

// "{{name}}", "${name}", "<name>", "%NAME%" written as one word: its length, or 0.
std::size_t template_length(std::string_view rest) {
  std::size_t open = 0;
  std::string_view close;
  if (rest.starts_with("${")) open = 2, close = "}";
  if (rest.starts_with("{{")) open = 2, close = "}}";
  if (rest.starts_with("<")) open = 1, close = ">";
  if (rest.starts_with("%")) open = 1, close = "%";
  if (open == 0) return 0;
  for (std::size_t i = open; i < rest.size() && i < 80; ++i) {
    if (i > open && rest.substr(i).starts_with(close)) return i + close.size();
    const char c = rest[i];
    if (!is_word(c) && c != '-' && c != '.' && c != ':' && (c != ' ' || i == open)) return 0;
  }
  return 0;
}

constexpr std::string_view kMarks[] = {"===", "!==", "||=", "?\?=", "...", "==",
                                       "!=",  "<=",  ">=",  "=>",   ":=",  "&&",
                                       "||",  "??",  "+=",  "-=",   "|=",  "\xef\xbc\x9a"};

}  // namespace

Token Lexer::make(TokenKind kind, std::size_t end) {
  Token token;
  token.kind = kind;
  token.span = token.outer = {at_, end};
  token.spaced = spaced_;
  at_ = end;
  spaced_ = kind == TokenKind::kNewline;
  option_before_ = kind == TokenKind::kName && at(token.span.begin) == '-';
  return token;
}

bool Lexer::skip_until(std::string_view end, std::size_t opening, std::size_t& unended) {
  if (at_ < unended) return false;
  const std::size_t found = bytes_.find(end, at_ + opening);
  if (found == std::string_view::npos) {  // a glob, an arrow: no comment
    unended = bytes_.size();
    return false;
  }
  comments_.push_back({at_, found + end.size()});
  at_ = found + end.size();
  return true;
}

bool Lexer::skip_comment() {
  const char c = at(at_), following = at(at_ + 1);
  const bool hash = c == '#' && spaced_;
  const bool slashes = c == '/' && following == '/' && (at_ == begin_ || bytes_[at_ - 1] != ':');
  if (hash || slashes) {
    const std::size_t end = std::min(bytes_.find_first_of("\r\n", at_), bytes_.size());
    comments_.push_back({at_, end});
    at_ = end;
    return true;
  }
  if (c == '/' && following == '*') return skip_until("*/", 2, unended_block_);
  if (bytes_.substr(at_, 4) == "<!--") return skip_until("-->", 4, unended_markup_);
  return false;
}

bool Lexer::try_string(Token& token) {
  const char quote = bytes_[at_];
  if (quote != '"' && quote != '\'' && quote != '`') return false;
  std::size_t& open = quote == '"' ? open_double_ : quote == '\'' ? open_single_ : open_back_;
  if (at_ < open) return false;
  // An apostrophe; but f'...', r'...', b'...' are strings.
  if (quote == '\'' && at_ > begin_ && is_word(bytes_[at_ - 1])) {
    const bool prefix =
        std::string_view("frbuFRBU").find(bytes_[at_ - 1]) != std::string_view::npos &&
        (at_ - 1 == begin_ || !is_word(bytes_[at_ - 2]));
    if (!prefix) return false;
  }
  const bool triple = at(at_ + 1) == quote && at(at_ + 2) == quote;
  const bool lines = triple || (option_before_ && quote != '`') || (quote == '`' && !prose_);
  const std::size_t width = triple ? 3 : 1;
  bool escapes = false;
  std::size_t end = at_ + width;
  for (; end < bytes_.size(); ++end) {
    const char c = bytes_[end];
    if (c == '\\' && !(option_before_ && quote == '\'')) {
      escapes = true;
      ++end;
    } else if (!lines && is_line_end(c)) {
      break;
    } else if (c == quote && (!triple || (at(end + 1) == quote && at(end + 2) == quote))) {
      token = make(TokenKind::kString, end + width);
      token.span = {token.outer.begin + width, end};
      token.raw_quotes = !escapes;
      return true;
    }
  }
  if (!triple && is_cut_off(at_)) {
    token = make(TokenKind::kString, bytes_.size());
    token.span = {token.outer.begin + 1, token.outer.end};
    token.raw_quotes = !escapes;
    return true;
  }
  open = std::min(end, bytes_.size());
  return false;
}

// A value that the text ends in: "apiKey": "abc
bool Lexer::is_cut_off(std::size_t quote) const {
  if (quote + 1 >= bytes_.size() || quote == begin_) return false;
  const std::size_t before = bytes_.find_last_not_of(" \t", quote - 1);
  return before != std::string_view::npos && before >= begin_ &&
         (bytes_[before] == ':' || bytes_[before] == '=') &&
         std::none_of(bytes_.begin() + static_cast<std::ptrdiff_t>(quote) + 1, bytes_.end(),
                      is_space);
}

// Quotes that a word processor made of those of a code: key=“abc”.
bool Lexer::try_typographic_string(Token& token) {
  constexpr std::string_view kDouble = "\xe2\x80\x9c", kSingle = "\xe2\x80\x98";
  constexpr std::size_t kWidth = 3, kLongest = 256;
  const std::string_view open = bytes_.substr(at_, kWidth);
  if ((open != kDouble && open != kSingle) || at_ == begin_) return false;
  const char before = bytes_[at_ - 1];
  if (before != '=' && before != '(' && before != ':' && before != ' ') return false;
  const std::string_view close = open == kDouble ? "\xe2\x80\x9d" : "\xe2\x80\x99";
  const std::size_t limit = std::min(bytes_.size(), at_ + kLongest);
  for (std::size_t end = at_ + kWidth; end < limit && !is_space(bytes_[end]); ++end) {
    if (!bytes_.substr(end).starts_with(close)) continue;
    token = make(TokenKind::kString, end + kWidth);
    token.span = {token.outer.begin + kWidth, end};
    return true;
  }
  return false;
}

std::size_t Lexer::name_end(std::size_t i) const {
  while (i < bytes_.size()) {
    const char c = bytes_[i];
    if (is_high(c) && is_wide_mark(bytes_.substr(i))) break;
    if (is_word(c) || c == '$' || c == '@') {
      const std::size_t length = c == '$' ? template_length(bytes_.substr(i)) : 0;
      i += length == 0 ? 1 : length;
      continue;
    }
    const char following = at(i + 1);
    const bool goes_on = is_word(following) || following == '$';
    const bool php_namespace =
        c == '\\' && is_letter(following) && i > at_ && is_letter(bytes_[i - 1]);
    const bool scope_or_arrow =
        ((c == ':' && following == ':') || (c == '-' && following == '>')) && is_word(at(i + 2));
    const bool optional_chain = c == '?' && following == '.' && is_letter(at(i + 2));
    if (((c == '.' || c == '-') && goes_on) || php_namespace) {
      ++i;
    } else if (scope_or_arrow || optional_chain) {
      i += 2;
    } else {
      break;
    }
  }
  return i;
}

std::size_t Lexer::mark_end() const {
  const std::string_view rest = bytes_.substr(at_, 3);
  for (const std::string_view mark : kMarks) {
    if (rest.starts_with(mark)) return at_ + mark.size();
  }
  return at_ + 1;
}

Token Lexer::next() {
  for (;;) {
    if (at_ >= bytes_.size()) return {};
    const char c = bytes_[at_];
    if (is_line_end(c)) {
      return make(TokenKind::kNewline, at_ + (c == '\r' && at(at_ + 1) == '\n' ? 2 : 1));
    }
    if (is_space(c) || c == '\0') {
      spaced_ = true;
      ++at_;
      continue;
    }
    if (!skip_comment()) break;
  }
  Token token;
  if (try_string(token) || try_typographic_string(token)) return token;
  const char c = bytes_[at_], following = at(at_ + 1);
  if (is_letter(c)) {
    if (const std::optional<Url> url = parse_url(bytes_, at_, bytes_.size())) {
      return make(TokenKind::kUrl, url->whole.end);
    }
  }
  const std::size_t templated = template_length(bytes_.substr(at_));
  if (templated != 0) return make(TokenKind::kName, name_end(at_ + templated));
  if (bytes_.substr(at_, 5) == "$env:") return make(TokenKind::kName, name_end(at_ + 5));
  const bool option =
      c == '-' && spaced_ && (is_letter(following) || (following == '-' && is_letter(at(at_ + 2))));
  if (option) return make(TokenKind::kName, name_end(at_ + (following == '-' ? 2 : 1)));
  const bool member = c == '.' && is_letter(following);  // ".apiKey(" of a chain
  const bool arrow = c == '-' && following == '>' && is_letter(at(at_ + 2));
  if (member || arrow) return make(TokenKind::kName, name_end(at_ + (arrow ? 2 : 1)));
  const bool sigil = (c == '$' || c == '@') && is_word(following);
  if (sigil || (is_word(c) && !(is_high(c) && is_wide_mark(bytes_.substr(at_))))) {
    return make(TokenKind::kName, name_end(at_));
  }
  return make(TokenKind::kMark, mark_end());
}

}  // namespace stoprule
