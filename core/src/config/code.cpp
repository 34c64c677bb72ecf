// One pass over the tokens with a stack of open brackets: more than 300 lines because the pass has
// one state.
#include "config/code.h"

#include <algorithm>
#include <array>
#include <span>
#include <vector>

#include "config/lexer.h"
#include "text/characters.h"

namespace stoprule {
namespace {

constexpr std::size_t kLongestName = 128;
constexpr std::uint32_t kLabelWords = 6;  // of a label in prose
constexpr std::uint32_t kNone = UINT32_MAX;

using Words = std::span<const std::string_view>;
bool is_one_of(std::string_view word, Words words) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

// Words before "(" or ":" that are no callee and no name.
constexpr std::string_view kKeywords[] = {
    "if",     "elif",     "else",  "for", "while", "switch", "case",   "catch",
    "return", "with",     "class", "def", "func",  "fn",     "try",    "default",
    "lambda", "function", "not",   "in",  "and",   "or",     "except", "finally"};
// Words at a line's begin after which a name and its value follow without a sign between them.
constexpr std::string_view kDeclarers[] = {
    "setx", "ENV", "ARG", "set", "SetEnv", "proxy_set_header", "fastcgi_param", "export"};
constexpr std::string_view kMethods[] = {"GET", "POST", "PUT", "PATCH", "DELETE"};
// Programs that send a request. The names of the last ones are words, too: see begins_request.
constexpr std::string_view kCommands[] = {
    "curl", "curl.exe", "wget", "Invoke-RestMethod", "Invoke-WebRequest", "irm", "iwr"};
constexpr std::string_view kWordCommands[] = {"http", "https", "xh"};
constexpr std::string_view kHeaderOptions[] = {"-H", "--header"};
constexpr std::string_view kBodyOptions[] = {
    "-d",     "--data",           "--data-raw",  "--data-binary", "--data-ascii",
    "--json", "--data-urlencode", "--post-data", "--body-data",   "-Body"};

struct Frame {
  char close = '\0';
  std::uint32_t group = 0;
  std::uint32_t pending = kNone;     // the field whose value is being read
  std::uint32_t pending_tokens = 0;  // of that value
  Token pending_first;
  std::uint32_t chain = kNone;  // the group of the call that just ended: ".name(" goes on with it
  bool call = false;
  Token callee;
  // Positional arguments of a call, elements of an array.
  std::uint32_t arguments = 0, argument_tokens = 0;
  bool argument_named = false;
  Token argument_first;
  std::array<Field, 2> positional;  // the first two
  std::vector<Span> pieces;         // strings of an array that make up one text
};

class CodeReader {
 public:
  CodeReader(std::string_view bytes, Span span, bool prose, std::uint32_t group, Outline& outline)
      : bytes_(bytes), lexer_(bytes, span, prose, outline.comments), prose_(prose), out_(outline) {
    frames_.push_back({});
    frames_.back().group = group;
  }

  void run() {
    for (Token token = lexer_.next(); token.kind != TokenKind::kEnd; token = lexer_.next()) {
      if (token.kind == TokenKind::kNewline) {
        ++newlines_;
        continue;
      }
      if (newlines_ > 0) break_line(token);
      step(token);
      before_[2] = before_[1];
      before_[1] = before_[0];
      before_[0] = token;
      ++line_tokens_;
      newlines_ = 0;
    }
    end_command();
    while (frames_.size() > 1) close_frame();
    end_value(frames_.back());
  }

 private:
  std::string_view text(const Token& token) const {
    return bytes_.substr(token.span.begin, token.span.end - token.span.begin);
  }
  std::string_view text(Span span) const {
    return bytes_.substr(span.begin, span.end - span.begin);
  }
  Frame& top() { return frames_.back(); }
  bool is_mark(const Token& token, std::string_view mark) const {
    return token.kind == TokenKind::kMark && text(token) == mark;
  }

  // --- values -----------------------------------------------------------------

  std::uint32_t add_field(Span name, Span value, std::uint32_t group, bool quoted) {
    Field field;
    field.name = name;
    field.value = value;
    field.group = group;
    field.quoted = quoted;
    field.code = true;
    out_.fields.push_back(field);
    return static_cast<std::uint32_t>(out_.fields.size() - 1);
  }

  void begin_value(Span name, const Token& sign) {
    Frame& frame = top();
    end_value(frame);
    frame.pending = add_field(name, {sign.outer.end, sign.outer.end}, frame.group, false);
    out_.fields.back().labelled = !is_mark(sign, "=");
    frame.pending_tokens = 0;
    frame.argument_named = true;
  }

  // The value ends with the last token that was read.
  void end_value(Frame& frame) { end_value_at(frame, before_[0].outer.end); }
  void end_value_at(Frame& frame, std::uint64_t end) {
    if (frame.pending == kNone) return;
    Field& field = out_.fields[frame.pending];
    frame.pending = kNone;
    if (frame.pending_tokens == 0) return;
    // Outside of all brackets NAME=value is a shell's, `Name: value` a header or a label: no
    // expressions.
    const std::string_view name = text(field.name);
    const bool shell =
        !frame.pending_first.spaced &&
        std::none_of(name.begin(), name.end(), [](char c) { return is_letter(c) && !is_upper(c); });
    if (frames_.size() == 1 && (shell || field.labelled)) field.code = false;
    set_value(field, frame.pending_first, end);
  }

  // One string, maybe with a prefix (f"..."), gives its inside; anything else is kept as written.
  void set_value(Field& field, const Token& first, std::uint64_t end) {
    const Token& last = before_[0];
    const bool alone = first.kind == TokenKind::kString && first.outer.end == end;
    const bool prefixed = last.kind == TokenKind::kString && last.outer.end == end &&
                          first.kind == TokenKind::kName && first.outer.end == last.outer.begin &&
                          first.span.end - first.span.begin <= 2;
    field.quoted = alone || prefixed;
    if (field.quoted) {
      field.value = alone ? first.span : last.span;
    } else {
      field.value = {first.outer.begin, std::max(end, first.outer.begin)};
    }
  }

  void end_argument(Frame& frame) {
    if (frame.argument_tokens > 0 && !frame.argument_named && frame.call) {
      Field field;
      field.group = frame.group;
      field.code = true;
      set_value(field, frame.argument_first, before_[0].outer.end);
      if (frame.arguments < frame.positional.size()) frame.positional[frame.arguments] = field;
      if (frame.arguments < 6) out_.fields.push_back(field);
    }
    if (frame.argument_tokens > 0) ++frame.arguments;
    frame.argument_tokens = 0;
    frame.argument_named = false;
  }

  void end_statement(Frame& frame) {
    end_value(frame);
    end_argument(frame);
    frame.chain = kNone;
  }

  // --- lines ------------------------------------------------------------------

  // What goes on from the line before: a chain, an operator, an opened value.
  bool goes_on(const Token& token) const {
    const Token& last = before_[0];
    const std::string_view now = text(token), then = text(last);
    if (token.kind == TokenKind::kName && (now.starts_with('.') || now.starts_with("->")))
      return true;
    if (token.kind == TokenKind::kMark &&
        is_one_of(now, std::array<std::string_view, 7>{"+", "||", "?\?", "?", "&&", ".", "?."})) {
      return true;
    }
    if (last.kind != TokenKind::kMark) return false;
    if (then == "=" || then == ":=") return last.spaced;  // `NAME=` alone is an empty value
    if (then == ":") return frames_.size() > 1;
    return is_one_of(then,
                     std::array<std::string_view, 8>{"+", "||", "?\?", "?", "&&", "\\", "=>", "."});
  }

  void break_line(const Token& token) {
    line_tokens_ = 0;
    declares_ = false;
    if (command_ != kNone) {
      const bool continued = is_mark(before_[0], "\\") || is_mark(before_[0], "^") ||
                             is_mark(before_[0], "`") ||
                             (text(token).starts_with('-') && newlines_ == 1);
      if (!continued || newlines_ > 1) end_command();
    }
    option_ = {};
    Frame& frame = top();
    const bool bracket = frame.close == ')' || frame.close == ']';
    if (bracket || goes_on(token)) return;
    end_value(frame);
    frame.chain = kNone;
    frame.argument_named = false;
    frame.argument_tokens = 0;
  }

  bool line_starts() const {
    if (line_tokens_ == 0) return true;
    // Prompts, bullets and operators before a command.
    const Token& last = before_[0];
    return last.kind == TokenKind::kMark &&
           is_one_of(text(last),
                     std::array<std::string_view, 8>{"$", ">", "!", "&&", "|", ";", "||", "-"}) &&
           (line_tokens_ == 1 || text(last) != ">");
  }

  // --- commands ---------------------------------------------------------------

  bool is_option(const Token& token) const {
    return token.kind == TokenKind::kName && text(token).starts_with('-');
  }

  // "http POST https://…", "https -A bearer …", and not "http is a protocol".
  bool begins_request(const Token& token) const {
    std::string_view rest = bytes_.substr(token.outer.end, 16);
    if (rest.empty() || !is_blank(rest[0])) return false;
    while (!rest.empty() && is_blank(rest[0])) rest.remove_prefix(1);
    const std::string_view word = rest.substr(0, rest.find_first_of(" \t\r\n"));
    return is_one_of(word, kMethods) || word.starts_with("--") || word.starts_with("http");
  }

  void begin_command(const Token& token) {
    end_command();
    end_value(top());
    command_ = out_.add_group(top().group, GroupKind::kCommand, token.span);
    command_depth_ = frames_.size();
  }
  void end_command() {
    command_ = kNone;
    header_ = kNone;
    item_ = {};
  }

  void add_url(Span span, std::uint32_t group) { out_.urls.push_back({span, group}); }

  // "Name: value" inside one string or header option.
  std::uint32_t add_header(Span span, std::uint32_t group) {
    const std::string_view line = text(span);
    const std::size_t colon = line.substr(0, 40).find(':');
    if (colon == std::string_view::npos || colon == 0) return kNone;
    for (const char c : line.substr(0, colon)) {
      if (!is_alnum(c) && c != '-' && c != '_') return kNone;
    }
    std::size_t value = colon + 1;
    while (value < line.size() && is_blank(line[value])) ++value;
    if (line.substr(value).starts_with("//")) return kNone;
    return add_field({span.begin, span.begin + colon}, {span.begin + value, span.end}, group, true);
  }

  // A word of a command; true if nothing else is to be done with it.
  bool step_command(const Token& token) {
    if (token.kind == TokenKind::kMark) {
      const std::string_view mark = text(token);
      if (mark == "|" || mark == "&&" || mark == ";" || mark == "||") end_command();
      if (mark == "{") return !is_mark(before_[0], "@");  // PowerShell's @{ "Name" = "value" }
      const bool assigns = mark == "=" || mark == ":" || mark == ":=";
      if (assigns && !token.spaced && before_[0].kind == TokenKind::kName && !is_option(before_[0]))
        item_ = before_[0];  // HTTPie's Name:value, name=value, name:=json
      return mark != "=" || token.spaced || is_option(before_[0]) || item_.kind != TokenKind::kEnd;
    }
    if (item_.kind != TokenKind::kEnd) {
      const bool quoted = token.kind == TokenKind::kString;
      if (!token.spaced) {
        add_field(item_.span, quoted ? token.span : Span{token.outer.begin, word_end(token)},
                  command_, quoted);
        out_.fields.back().code = false;
      }
      item_ = {};
      if (!token.spaced) return true;
    }
    const bool joined = header_ != kNone && token.kind == TokenKind::kString && !token.spaced;
    if (joined) {  // -H 'x-api-key: '"$KEY"
      Field& header = out_.fields[header_];
      if (header.value.empty()) header.value = token.span;
      return true;
    }
    header_ = kNone;
    if (is_option(token)) {
      option_ = token;
      return true;
    }
    const std::string_view option = option_.kind == TokenKind::kEnd ? "" : text(option_);
    if (is_one_of(option, kHeaderOptions)) {
      header_ = add_header(token.span, command_);
    } else if (is_one_of(option, kBodyOptions)) {
      if (token.kind == TokenKind::kString && depth_ < 2) read_body(token);
    } else {
      if (token.kind == TokenKind::kUrl || starts_url_text(token)) add_url(token.span, command_);
      if (!option.empty())
        add_field(option_.span, token.span, command_, token.kind == TokenKind::kString);
    }
    option_ = {};
    return true;
  }

  bool starts_url_text(const Token& token) const {
    return token.kind == TokenKind::kString &&
           text(token).substr(0, 8).find("://") != std::string_view::npos;
  }

  void read_body(const Token& token) {
    if (!token.raw_quotes) {
      out_.nested.push_back({token.span});
      add_escaped_pairs(token.span, command_);
      return;
    }
    CodeReader body(bytes_, token.span, false, command_, out_);
    body.depth_ = depth_ + 1;
    body.run();
  }

  // --- names ------------------------------------------------------------------

  // The name that `sign` (":" or "=") assigns to; empty if there is none.
  Span name_before(const Token& sign) const {
    const Token& last = before_[0];
    if (line_tokens_ == 0) return {};
    if (last.kind == TokenKind::kString) {
      return last.span.end - last.span.begin <= kLongestName ? last.span : Span{};
    }
    if (last.kind == TokenKind::kName) {
      if (is_one_of(text(last), kKeywords)) return {};
      return label_words_ <= kLabelWords && label_end_ == last.span.end && text(sign) != "="
                 ? Span{label_begin_, last.span.end}
                 : last.span;
    }
    if (is_mark(last, "]") && before_[1].kind == TokenKind::kString && is_mark(before_[2], "[")) {
      return before_[1].span;  // environ["NAME"] =
    }
    if (is_mark(last, "?") && before_[1].kind == TokenKind::kName) return before_[1].span;
    if (is_mark(last, "*") && label_begin_ != kNone && label_end_ > label_begin_) {
      return {label_begin_, label_end_};  // **Base URL**:
    }
    return {};
  }

  // Several words from a line's begin are one label: "API base URL: ...".
  void follow_label(const Token& token) {
    const bool bullet = token.kind == TokenKind::kMark &&
                        std::string_view("*->|#+").find(text(token)) != std::string_view::npos;
    if (line_tokens_ == 0) label_begin_ = label_end_ = kNone, label_words_ = 0;
    if (bullet) return;
    const bool word = token.kind == TokenKind::kName && !text(token).starts_with('-');
    if (!word || (label_words_ == 0 && line_tokens_ > 6)) {
      label_words_ = kNone;
      return;
    }
    if (label_words_ == kNone) return;
    if (label_words_ >= kLabelWords) {
      label_words_ = kNone;
      return;
    }
    if (label_words_ == 0) label_begin_ = token.span.begin;
    label_end_ = token.span.end;
    ++label_words_;
  }

  void assign(const Token& token) {
    Frame& frame = top();
    const std::string_view sign = text(token);
    const bool colon = sign == ":" || sign.size() == 3;
    if (colon && line_keyword_ && frame.close != '}' && frame.close != ')') return;
    if (frame.pending != kNone) {
      const Token& first = frame.pending_first;
      // `name: Type = value`: the type was no value. `name = a ? b : c`: no assignment.
      const bool typed = sign == "=" && frame.pending_tokens > 0 &&
                         first.kind == TokenKind::kName && out_.fields[frame.pending].labelled &&
                         token.spaced;
      if (typed) {
        Field& field = out_.fields[frame.pending];
        field.value = {token.outer.end, token.outer.end};
        field.labelled = false;
        frame.pending_tokens = 0;
        return;
      }
      if (colon && ternary_) return;
    }
    const Span name = name_before(token);
    if (name.empty()) return;
    if (frame.pending != kNone && frame.pending_tokens > 0) {
      // The name is the last token of the value before: a comma was left out.
      if (frame.pending_tokens == 1) return;
      end_value_at(frame, std::max(out_.fields[frame.pending].value.begin, before_[1].outer.end));
    }
    begin_value(name, token);
    ternary_ = false;
  }

  // --- brackets ---------------------------------------------------------------

  // `new(` of C# takes its type from `Type name = new(`.
  Token callee_of(const Token& open) const {
    const Token& last = before_[0];
    const bool call = last.kind == TokenKind::kName && last.outer.end == open.outer.begin &&
                      !is_one_of(text(last), kKeywords);
    if (!call) return {};
    if (text(last) == "new" && declared_type_.kind == TokenKind::kName) return declared_type_;
    return last;
  }

  void open_frame(const Token& token) {
    Frame& outer = top();
    if (frames_.size() >= kDeepest) {
      ++overflow_;
      ++out_.too_deep;
      return;
    }
    Frame frame;
    const char open = text(token)[0];
    frame.close = open == '(' ? ')' : open == '[' ? ']' : '}';
    const Token& last = before_[0];
    const bool inside_value = outer.pending != kNone && outer.pending_tokens == 1;  // the bracket
    if (open == '(') {
      const Token callee = callee_of(token);
      if (callee.kind == TokenKind::kName) {
        const bool chained = (text(callee).starts_with('.') || text(callee).starts_with("->")) &&
                             outer.chain != kNone;
        frame.call = true;
        frame.callee = callee;
        frame.group =
            chained ? outer.chain : out_.add_group(outer.group, GroupKind::kCall, callee.span);
      } else {
        frame.group = outer.group;
      }
    } else if (open == '{' && is_mark(last, ")") && outer.chain != kNone) {
      frame.group =
          out_.add_group(outer.chain, GroupKind::kObject, {});  // new Options() { Endpoint = ... }
    } else if (open == '{' && last.kind == TokenKind::kName && line_tokens_ > 0 &&
               !is_one_of(text(last), kKeywords) && is_type(text(last))) {
      frame.group =
          out_.add_group(outer.group, GroupKind::kCall, last.span);  // Config{BaseURL: ...}
    } else {
      frame.group = out_.add_group(outer.group, GroupKind::kObject,
                                   inside_value ? out_.fields[outer.pending].name : Span{});
    }
    frames_.push_back(std::move(frame));
  }

  static bool is_type(std::string_view name) {
    const std::size_t dot = name.find_last_of(".:\\");
    const std::size_t from = dot == std::string_view::npos ? 0 : dot + 1;
    return from < name.size() && is_upper(name[from]);
  }

  void close_frame() {
    Frame frame = std::move(frames_.back());
    end_value(frame);
    end_argument(frame);
    frames_.pop_back();
    if (frame.pieces.size() > 0) out_.nested.push_back(std::move(frame.pieces));
    Frame& outer = top();
    if (!frame.call) {
      if (frame.close == '}') outer.chain = frame.group;
      return;
    }
    outer.chain = frame.group;
    // A setter: .apiKey("..."), withBaseURL("..."), header("Authorization", "..."), setenv("NAME",
    // "...").
    const std::uint32_t group =
        text(frame.callee).starts_with('.') || text(frame.callee).starts_with("->") ? frame.group
                                                                                    : outer.group;
    if (frame.arguments == 1 && !frame.positional[0].value.empty()) {
      Field field = frame.positional[0];
      field.name = frame.callee.span;
      field.group = group;
      out_.fields.push_back(field);
    } else if (frame.arguments >= 2 && frame.positional[0].quoted &&
               !frame.positional[1].value.empty() &&
               frame.positional[0].value.end - frame.positional[0].value.begin <= kLongestName) {
      Field field = frame.positional[1];
      field.name = frame.positional[0].value;
      field.group = group;
      out_.fields.push_back(field);
    }
  }

  void close_bracket(const Token& token) {
    if (overflow_ > 0) {
      --overflow_;
      return;
    }
    const char close = text(token)[0];
    // A bracket that was never opened is ignored; one that was never closed is closed here.
    const std::size_t lowest = frames_.size() > 8 ? frames_.size() - 8 : 1;
    for (std::size_t i = frames_.size(); i-- > lowest;) {
      if (frames_[i].close != close) continue;
      while (frames_.size() > i) close_frame();
      return;
    }
  }

  // --- tokens -----------------------------------------------------------------

  void count(const Token& token) {
    Frame& frame = top();
    if (frame.pending != kNone && frame.pending_tokens++ == 0) frame.pending_first = token;
    if (frame.argument_tokens++ == 0) frame.argument_first = token;
  }

  void step_string(const Token& token) {
    const std::string_view inside = text(token);
    Frame& frame = top();
    if (starts_url_text(token)) add_url(token.span, frame.group);
    const bool escaped_lines = !token.raw_quotes && inside.size() >= 8 &&
                               (inside.find("\\n") != std::string_view::npos ||
                                inside.find("\\\"") != std::string_view::npos);
    const bool lines = inside.size() >= 16 && inside.find('\n') != std::string_view::npos;
    if (frame.close == ']' && (escaped_lines || !frame.pieces.empty())) {
      frame.pieces.push_back(token.span);  // a notebook's cell, a Postman script
    } else if (escaped_lines || lines) {
      out_.nested.push_back({token.span});
      if (escaped_lines) add_escaped_pairs(token.span, frame.group);
    } else if (declares_ && before_[0].outer.end == declarer_at_) {
      add_declared(token.span, frame.group);  // set "NAME=value"
    } else if (inside.size() < 400 && inside.find(": ") != std::string_view::npos &&
               frame.close != ')' && frame.pending == kNone) {
      header_line(token);  // 'Authorization: Bearer ' . $key
    }
  }

  void add_declared(Span span, std::uint32_t group) {
    const std::size_t sign = text(span).find('=');
    if (sign == std::string_view::npos || sign == 0) return;
    add_field({span.begin, span.begin + sign}, {span.begin + sign + 1, span.end}, group, true);
  }

  // A request's body inside of a string, {\"model\": \"gpt-4o\"}: what it says belongs to the
  // request, too.
  void add_escaped_pairs(Span span, std::uint32_t group) {
    const std::string_view body = text(span);
    if (!body.starts_with("{")) return;
    Span before;  // the string that ended last
    for (std::size_t at = 0; (at = body.find("\\\"", at)) != std::string_view::npos;) {
      const std::size_t begin = at + 2;
      const std::size_t end = body.find("\\\"", begin);
      if (end == std::string_view::npos) return;
      const std::size_t behind = body.find_last_not_of(" :", at - 1);
      const bool named =
          !before.empty() && behind + 1 == before.end + 2 &&
          body.substr(behind + 1, at - behind - 1).find(':') != std::string_view::npos;
      if (named) {
        add_field({span.begin + before.begin, span.begin + before.end},
                  {span.begin + begin, span.begin + end}, group, true);
      }
      before = {begin, end};
      at = end + 2;
    }
  }

  void header_line(const Token& token) {
    const std::uint32_t index = add_header(token.span, top().group);
    if (index == kNone) return;
    if (out_.fields[index].value.end - out_.fields[index].value.begin > 8) return;
    top().pending = index;  // only the scheme stands in the string: the value goes on behind it
    top().pending_tokens = 0;
  }

  void step_name(const Token& token) {
    const std::string_view name = text(token);
    // <pre><code>curl …
    const bool in_markup = !token.spaced && line_tokens_ > 0 && text(before_[0]).ends_with('>');
    if (line_starts() || (in_markup && name == "curl")) {
      if (line_tokens_ == 0) line_keyword_ = is_one_of(name, kKeywords);
      if (is_one_of(name, kCommands) || (is_one_of(name, kWordCommands) && begins_request(token)))
        return begin_command(token);
      if (is_one_of(name, kMethods)) method_ = token;
      declares_ = is_one_of(name, kDeclarers);
      if (declares_) declarer_at_ = token.outer.end;
    } else if (declares_ && name.starts_with('-') && before_[0].outer.end == declarer_at_) {
      declarer_at_ = token.outer.end;  // set -gx NAME value
    } else if (name.size() > 2 && name.starts_with("--")) {
      option_ = token;
    }
    // `Type name = new(...)`
    if (before_[0].kind == TokenKind::kName && line_tokens_ > 0 && token.spaced)
      declared_type_ = before_[0];
  }

  // `setx NAME value`, `proxy_pass URL;`, `--base-url URL`: no sign stands between name and value.
  void step_unsigned(const Token& token) {
    const Token& last = before_[0];
    if (last.kind != TokenKind::kName || line_tokens_ == 0 || !token.spaced ||
        top().pending != kNone)
      return;
    const bool option = option_.kind != TokenKind::kEnd && option_.span == last.span;
    const bool declared = declares_ && before_[1].outer.end == declarer_at_ && line_tokens_ >= 2;
    const bool directive = token.kind == TokenKind::kUrl && line_tokens_ == 1;
    if (!option && !declared && !directive) return;
    if (token.kind == TokenKind::kMark && text(token) != "$" && text(token) != "%") return;
    if (option && text(token).starts_with('-')) return;
    Frame& frame = top();
    frame.pending =
        add_field(last.span, {token.outer.begin, token.outer.begin}, frame.group, false);
    frame.pending_tokens = 0;
    if (option) {  // one word of a shell
      count(token);
      Field& field = out_.fields[frame.pending];
      field.code = false;
      set_value(field, token, token.kind == TokenKind::kString ? token.outer.end : word_end(token));
      frame.pending = kNone;
      skip_count_ = true;
    }
    option_ = {};
    declares_ = false;
  }

  // Up to white space: "openai/gpt-4o" is several tokens and one word.
  std::uint64_t word_end(const Token& token) const {
    std::size_t end = token.outer.end;
    while (end < lexer_.end() && !is_space(bytes_[end]) && bytes_[end] != ';') ++end;
    return end;
  }

  void step(const Token& token) {
    if (command_ != kNone && frames_.size() == command_depth_ && step_command(token)) return;
    const bool sign = token.kind == TokenKind::kMark &&
                      std::string_view("=:\xef").find(text(token)[0]) != std::string_view::npos;
    if (!sign) follow_label(token);
    skip_count_ = false;
    step_unsigned(token);
    if (token.kind == TokenKind::kMark) {
      const bool done = step_mark(token);
      if (sign) label_words_ = kNone;  // what follows is a value
      if (done) return;
    }
    if (token.kind == TokenKind::kName) step_name(token);
    if (token.kind == TokenKind::kUrl) step_url(token);
    if (token.kind == TokenKind::kString) step_string(token);
    if (!skip_count_) count(token);
  }

  void step_url(const Token& token) {
    if (method_.kind != TokenKind::kEnd && before_[0].span == method_.span) {
      // Headers and body of an HTTP file follow: they are one request, up to the next one.
      Frame& bottom = frames_.front();
      bottom.group = out_.add_group(out_.groups[bottom.group].kind == GroupKind::kCommand
                                        ? out_.groups[bottom.group].parent
                                        : bottom.group,
                                    GroupKind::kCommand, method_.span);
    }
    method_ = {};
    add_url(token.span, top().group);
  }

  // True for marks that are no part of a value.
  bool step_mark(const Token& token) {
    const std::string_view mark = text(token);
    switch (mark[0]) {
      case '(':
      case '[':
      case '{':
        count(token);
        open_frame(token);
        return true;
      case ')':
      case ']':
      case '}':
        close_bracket(token);
        return true;
      case ',':
      case ';':
        end_statement(top());
        ternary_ = false;
        return true;
      case '>':
      case '/':
        // The end of a tag: <add key="…" value="…" />
        if (top().pending != kNone && top().pending_tokens == 1 &&
            top().pending_first.kind == TokenKind::kString)
          end_value(top());
        return false;
      case '?':
        if (mark == "?") ternary_ = top().pending != kNone;
        return false;
      case '=':
      case ':':
      case '\xef':
        if (mark == "=" || mark == ":" || mark == "=>" || mark == ":=" || mark == "\xef\xbc\x9a") {
          const std::uint32_t pending = top().pending;
          assign(token);
          return top().pending != pending || top().pending_tokens == 0;
        }
        return false;
      case '|':
        if (mark == "||=") return assign(token), true;
        if (mark == "|" && prose_) return step_cell(), true;
        return false;
      default:
        return false;
    }
  }

  // A table's row: the first cell names the second.
  void step_cell() {
    Frame& frame = top();
    const bool second =
        label_words_ > 0 && label_words_ <= kLabelWords && label_end_ == before_[0].outer.end;
    const Span name = second                                  ? Span{label_begin_, label_end_}
                      : before_[0].kind == TokenKind::kString ? before_[0].span
                                                              : Span{};
    end_value(frame);
    if (name.empty() || line_tokens_ > 8) return;
    frame.pending =
        add_field(name, {before_[0].outer.end, before_[0].outer.end}, frame.group, false);
    out_.fields.back().labelled = true;
    frame.pending_tokens = 0;
  }

  std::string_view bytes_;
  Lexer lexer_;
  bool prose_;
  Outline& out_;
  std::vector<Frame> frames_;
  std::array<Token, 3> before_;  // the tokens before the current one, the nearest first
  std::size_t newlines_ = 0, line_tokens_ = 0, overflow_ = 0;
  std::uint32_t command_ = kNone, header_ = kNone;
  std::size_t command_depth_ = 0;
  int depth_ = 0;
  Token option_, item_, method_, declared_type_;
  bool declares_ = false, line_keyword_ = false, ternary_ = false, skip_count_ = false;
  std::uint64_t declarer_at_ = 0;
  std::uint64_t label_begin_ = kNone, label_end_ = kNone;
  std::uint32_t label_words_ = 0;
};

}  // namespace

void read_code(std::string_view bytes, Span span, bool prose, std::uint32_t group,
               Outline& outline) {
  CodeReader(bytes, span, prose, group, outline).run();
}

}  // namespace stoprule
