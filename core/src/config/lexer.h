// lexer.h - tokens that all C-like languages, shells and JSON share, with their places. Never
// fails: what it does not know is punctuation. Linear: no byte is looked for twice.
#pragma once
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "text/text.h"

namespace stoprule {

enum class TokenKind : std::uint8_t {
  kEnd,
  kName,  ///< identifiers with what joins them (a.b, a::b, a->b, x-api-key, --option, $VAR, ${VAR},
          ///< <placeholder>)
  kString,  ///< `span` is the inside, `outer` has the quotes
  kUrl,     ///< unquoted
  kMark,    ///< punctuation
  kNewline,
};

struct Token {
  TokenKind kind = TokenKind::kEnd;
  Span span, outer;
  bool spaced = false;     ///< white space or a line's begin stands before it
  bool raw_quotes = true;  ///< a string without escapes
};

class Lexer {
 public:
  /// Reads [span.begin, span.end) of `bytes`. `prose`: quotes and back-ticks don't reach over a
  /// line's end.
  Lexer(std::string_view bytes, Span span, bool prose, std::vector<Span>& comments)
      : bytes_(bytes.substr(0, span.end)),
        at_(span.begin),
        begin_(span.begin),
        prose_(prose),
        comments_(comments) {}

  Token next();
  std::size_t end() const { return bytes_.size(); }  ///< of what is read

 private:
  bool skip_comment();
  bool skip_until(std::string_view end, std::size_t opening, std::size_t& unended);
  bool try_string(Token& token);
  bool try_typographic_string(Token& token);
  bool is_cut_off(std::size_t quote) const;
  std::size_t name_end(std::size_t at) const;
  std::size_t mark_end() const;
  char at(std::size_t i) const { return i < bytes_.size() ? bytes_[i] : '\0'; }
  Token make(TokenKind kind, std::size_t end);

  std::string_view bytes_;
  std::size_t at_, begin_;
  bool prose_;
  bool spaced_ = true;
  bool option_before_ =
      false;  // the last token was a command's option: its string may have several lines
  std::vector<Span>& comments_;
  // Up to where no closing quote of each kind stands, so that it is not looked for again.
  std::size_t open_double_ = 0, open_single_ = 0, open_back_ = 0;
  std::size_t unended_block_ = 0, unended_markup_ = 0;  // the same for ends of comments
};

}  // namespace stoprule
