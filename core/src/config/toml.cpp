#include "config/toml.h"

#include <algorithm>

#include "config/code.h"
#include "config/lines.h"
#include "text/characters.h"

namespace stoprule {
namespace {

class TomlReader {
 public:
  TomlReader(std::string_view bytes, Span span, std::uint32_t group, Outline& outline)
      : bytes_(bytes),
        end_(span.end),
        at_(span.begin),
        block_(group),
        group_(group),
        out_(outline) {}

  void run() {
    while (at_ < end_) {
      std::size_t first = at_;
      line_end_ = end_of_line(bytes_, at_, end_);
      at_ = begin_of_next_line(bytes_, line_end_, end_);
      while (first < line_end_ && is_blank(bytes_[first])) ++first;
      if (first == line_end_) continue;
      const char c = bytes_[first];
      if (c == '#' || c == ';' || c == '!') {
        out_.comments.push_back({first, line_end_});
      } else if (c == '[') {
        begin_section(first);
      } else {
        read_assignment(skip_declarer(first));
      }
    }
  }

 private:
  std::string_view from(std::size_t begin) const { return bytes_.substr(begin, line_end_ - begin); }

  void begin_section(std::size_t first) {
    while (first < line_end_ && (bytes_[first] == '[' || is_blank(bytes_[first]))) ++first;
    std::size_t end = std::min(bytes_.find(']', first), line_end_);
    while (end > first && is_blank(bytes_[end - 1])) --end;
    group_ = out_.add_group(block_, GroupKind::kObject, {first, end});
  }

  std::size_t skip_declarer(std::size_t first) const {
    for (const std::string_view word : {"export ", "set ", "SET ", "ENV "}) {
      if (from(first).starts_with(word)) return first + word.size();
    }
    return first;
  }

  void read_assignment(std::size_t first) {
    const std::string_view line = from(first);
    const char quote = line.empty() ? '\0' : line[0];
    std::size_t sign = std::string_view::npos;
    if (quote == '"' || quote == '\'') {
      const std::size_t close = line.find(quote, 1);
      if (close != std::string_view::npos) sign = line.find('=', close);
    } else {
      sign = line.find('=');
      if (sign == std::string_view::npos) sign = line.find(':');  // properties
    }
    if (sign == std::string_view::npos && line.size() > 2 && line.ends_with(quote))
      return read_quoted_assignment(first);
    if (sign == std::string_view::npos || sign == 0) return;
    Span name{first, first + sign};
    while (name.end > name.begin && is_blank(bytes_[name.end - 1])) --name.end;
    if (name.end - name.begin >= 2 && (quote == '"' || quote == '\'') &&
        bytes_[name.end - 1] == quote) {
      ++name.begin, --name.end;
    }
    std::size_t value = first + sign + 1;
    while (value < line_end_ && is_blank(bytes_[value])) ++value;
    read_value(name, value);
  }

  // set "NAME=value"
  void read_quoted_assignment(std::size_t first) {
    const std::size_t sign = std::min(bytes_.find('=', first), line_end_ - 1);
    if (sign + 1 < line_end_) add_field({first + 1, sign}, {sign + 1, line_end_ - 1}, true);
  }

  void read_value(Span name, std::size_t value) {
    const char c = value < line_end_ ? bytes_[value] : '\0';
    if (c == '"' || c == '\'') return read_string(name, value, c);
    if (c == '{' || c == '[') return read_collection(name, value);
    const std::size_t end = bare_end(value);
    add_field(name, {value, end}, false);
  }

  void add_field(Span name, Span value, bool quoted) {
    Field field;
    field.name = name;
    field.value = value;
    field.group = group_;
    field.quoted = quoted;
    out_.fields.push_back(field);
    const std::string_view text = bytes_.substr(value.begin, value.end - value.begin);
    if (text.substr(0, 8).find("://") != std::string_view::npos)
      out_.urls.push_back({value, group_});
  }

  // To the line's end, without a comment that white space sets off.
  std::size_t bare_end(std::size_t value) {
    std::size_t end = line_end_;
    for (std::size_t i = value; i < line_end_; ++i) {
      if ((bytes_[i] == '#' || bytes_[i] == ';') && i > 0 && is_blank(bytes_[i - 1])) {
        out_.comments.push_back({i, line_end_});
        end = i;
        break;
      }
    }
    while (end > value && is_blank(bytes_[end - 1])) --end;
    return end;
  }

  void read_string(Span name, std::size_t value, char quote) {
    const std::string_view three = quote == '"' ? "\"\"\"" : "'''";
    if (bytes_.substr(value, 3) == three) {
      std::size_t begin = value + 3;
      const std::size_t close = std::min(bytes_.substr(0, end_).find(three, begin), end_);
      // A line's end directly behind the quotes does not count.
      if (begin < close && is_line_end(bytes_[begin]))
        begin = begin_of_next_line(bytes_, begin, close);
      add_field(name, {begin, close}, true);
      out_.nested.push_back({{begin, close}});
      continue_after(std::min(close + 3, end_));
      return;
    }
    std::size_t close = value + 1;
    while (close < line_end_ && bytes_[close] != quote)
      close += bytes_[close] == '\\' && quote == '"' ? 2 : 1;
    if (close >= line_end_) return add_field(name, {value + 1, line_end_}, true);  // never closed
    add_field(name, {value + 1, close}, true);
    std::size_t next = close + 1;
    while (next < line_end_ && is_blank(bytes_[next])) ++next;
    if (next < line_end_ && next > close + 1 && (bytes_[next] == '"' || bytes_[next] == '\''))
      return read_string(name, next, bytes_[next]);  // Environment="A=1" "B=2"
    bare_end(close + 1);
  }

  void read_collection(Span name, std::size_t value) {
    std::size_t depth = 0, i = value;
    char string = '\0';
    const std::size_t limit = std::min(end_, value + budget_);
    for (; i < limit; ++i) {
      const char c = bytes_[i];
      if (string != '\0') {
        if (c == '\\' && string == '"') {
          ++i;
        } else if (c == string || is_line_end(c)) {
          string = '\0';
        }
        continue;
      }
      if (c == '"' || c == '\'') string = c;
      if (c == '{' || c == '[') ++depth;
      if ((c == '}' || c == ']') && --depth == 0) break;
    }
    budget_ -= std::min(i - value, budget_);
    const std::size_t close = i < limit ? i + 1 : line_end_;
    Field field;
    field.name = name;
    field.value = {value, close};
    field.group = group_;
    out_.fields.push_back(field);
    read_code(bytes_, {value, close}, false, out_.add_group(group_, GroupKind::kObject, name),
              out_);
    if (close > line_end_) continue_after(close);
  }

  void continue_after(std::size_t offset) {
    line_end_ = end_of_line(bytes_, offset, end_);
    at_ = begin_of_next_line(bytes_, line_end_, end_);
  }

  std::string_view bytes_;
  std::size_t end_, at_, line_end_ = 0;
  std::size_t budget_ = end_ - at_;  // bytes that may be looked at twice, for what is never closed
  std::uint32_t block_, group_;
  Outline& out_;
};

}  // namespace

void read_toml(std::string_view bytes, Span span, std::uint32_t group, Outline& outline) {
  TomlReader(bytes, span, group, outline).run();
}

}  // namespace stoprule
