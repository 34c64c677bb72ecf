#include "config/yaml.h"

#include <algorithm>
#include <vector>

#include "config/code.h"
#include "config/lines.h"
#include "text/characters.h"

namespace stoprule {
namespace {

constexpr std::size_t kLongestKey = 128;

struct Level {
  std::size_t column = 0;  // where the keys of this mapping stand
  std::uint32_t group = 0;
  Span last_key;      // whose value a deeper line is
  bool open = false;  // last_key has no value yet
};

class YamlReader {
 public:
  YamlReader(std::string_view bytes, Span span, std::uint32_t group, Outline& outline)
      : bytes_(bytes), end_(span.end), at_(span.begin), out_(outline) {
    levels_.push_back({0, group, {}, false});
  }

  void run() {
    while (at_ < end_) {
      const std::size_t begin = at_;
      line_end_ = end_of_line(bytes_, at_, end_);
      at_ = begin_of_next_line(bytes_, line_end_, end_);
      std::size_t first = begin;
      while (first < line_end_ && is_blank(bytes_[first])) ++first;
      const std::string_view rest = from(first);
      if (rest.empty()) continue;
      if (rest[0] == '#') {
        out_.comments.push_back({first, line_end_});
      } else if (rest != "---" && rest != "...") {
        read_line(first, first - begin);
      }
    }
    while (levels_.size() > 1) pop();
    close_key(levels_.back());
  }

 private:
  std::string_view from(std::size_t begin) const { return bytes_.substr(begin, line_end_ - begin); }

  // A key without a value is a field with an empty one.
  void close_key(Level& level) {
    if (level.open)
      add_field(level.last_key, {level.last_key.end, level.last_key.end}, level.group, false);
    level.open = false;
  }
  void pop() {
    close_key(levels_.back());
    levels_.pop_back();
  }

  void add_field(Span name, Span value, std::uint32_t group, bool quoted) {
    Field field;
    field.name = name;
    field.value = value;
    field.group = group;
    field.quoted = quoted;
    field.labelled = true;
    out_.fields.push_back(field);
  }

  void read_line(std::size_t first, std::size_t column) {
    bool item = false;
    while (first < line_end_ && bytes_[first] == '-' &&
           (first + 1 == line_end_ || is_blank(bytes_[first + 1]))) {
      while (levels_.size() > 1 && levels_.back().column > column) pop();
      Level& parent = levels_.back();
      parent.open = false;
      std::size_t content = first + 1;
      while (content < line_end_ && is_blank(bytes_[content])) ++content;
      const std::uint32_t group = out_.add_group(parent.group, GroupKind::kObject, parent.last_key);
      column += content - first;
      first = content;
      item = true;
      if (levels_.size() < kDeepest)
        levels_.push_back({column, group, {}, false});
      else
        ++out_.too_deep;
    }
    if (first >= line_end_ || bytes_[first] == '#') return;
    const Span key = key_at(first);
    if (key.empty()) {
      if (item) read_item(first);
      return;  // otherwise a continued scalar
    }
    enter(column);
    Level& level = levels_.back();
    close_key(level);
    level.last_key = key;
    std::size_t value = colon_ + 1;
    while (value < line_end_ && is_blank(bytes_[value])) ++value;
    level.open = true;
    read_value(key, value, column);
  }

  // Makes the mapping whose keys stand at `column` the innermost one.
  void enter(std::size_t column) {
    while (levels_.size() > 1 && levels_.back().column > column) pop();
    Level& outer = levels_.back();
    if (outer.column >= column) return;
    if (levels_.size() >= kDeepest) {
      ++out_.too_deep;
      return;
    }
    if (outer.last_key.empty() && !outer.open) {  // the first key of the text sets the column
      outer.column = column;
      return;
    }
    outer.open = false;
    const std::uint32_t group = out_.add_group(outer.group, GroupKind::kObject, outer.last_key);
    levels_.push_back({column, group, {}, false});
  }

  // The key that begins at `first`, without quotes; sets colon_.
  Span key_at(std::size_t first) {
    const std::string_view line = from(first);
    const char quote = line[0];
    if (quote == '"' || quote == '\'') {
      const std::size_t close = line.find(quote, 1);
      if (close == std::string_view::npos || close > kLongestKey) return {};
      std::size_t colon = close + 1;
      while (colon < line.size() && is_blank(line[colon])) ++colon;
      if (colon >= line.size() || line[colon] != ':') return {};
      colon_ = first + colon;
      return {first + 1, first + close};
    }
    if (quote == '{' || quote == '[' || quote == '#' || quote == '|' || quote == '>') return {};
    for (std::size_t i = 1; i < line.size() && i <= kLongestKey; ++i) {
      if (line[i] != ':' || (i + 1 < line.size() && !is_blank(line[i + 1]))) continue;
      std::size_t end = i;
      while (end > 1 && is_blank(line[end - 1])) --end;
      colon_ = first + i;
      return {first, first + end};
    }
    return {};
  }

  void read_value(Span key, std::size_t value, std::size_t column) {
    Level& level = levels_.back();
    // Anchors and tags say nothing about the value.
    while (value < line_end_ && (bytes_[value] == '&' || bytes_[value] == '!')) {
      while (value < line_end_ && !is_blank(bytes_[value])) ++value;
      while (value < line_end_ && is_blank(bytes_[value])) ++value;
    }
    if (value >= line_end_ || bytes_[value] == '#') {
      if (value < line_end_) out_.comments.push_back({value, line_end_});
      return;  // the value may stand on deeper lines
    }
    const char c = bytes_[value];
    level.open = false;
    if (c == '{' || c == '[') return read_flow(key, value, level.group);
    if (c == '|' || c == '>') return read_block(key, column, level.group);
    if (c == '"' || c == '\'') return read_quoted(key, value, level.group);
    const std::size_t end = plain_end(value);
    add_field(key, {value, end}, level.group, false);
    add_url({value, end}, level.group);
  }

  void add_url(Span span, std::uint32_t group) {
    if (bytes_.substr(span.begin, span.end - span.begin).substr(0, 8).find("://") !=
        std::string_view::npos) {
      out_.urls.push_back({span, group});
    }
  }

  std::size_t plain_end(std::size_t begin) {
    const std::string_view line = from(begin);
    std::size_t end = line.size();
    for (std::size_t i = 1; i < line.size(); ++i) {
      if (line[i] == '#' && is_blank(line[i - 1])) {
        out_.comments.push_back({begin + i, line_end_});
        end = i;
        break;
      }
    }
    while (end > 0 && is_blank(line[end - 1])) --end;
    return begin + end;
  }

  void read_quoted(Span key, std::size_t value, std::uint32_t group) {
    const char quote = bytes_[value];
    std::size_t close = value + 1;
    const std::size_t limit = std::min(end_, value + budget_);
    for (; close < limit && bytes_[close] != quote; ++close) {
      if (bytes_[close] == '\\' && quote == '"') ++close;
    }
    budget_ -= std::min(close - value, budget_);
    if (close >= limit) close = line_end_;  // never closed: the rest of the line
    add_field(key, {value + 1, close}, group, true);
    add_url({value + 1, close}, group);
    const std::string_view inside = bytes_.substr(value + 1, close - value - 1);
    if (inside.find("\\n") != std::string_view::npos ||
        inside.find('\n') != std::string_view::npos) {
      out_.nested.push_back({{value + 1, close}});
    }
    if (close > line_end_) continue_after(close);
  }

  void continue_after(std::size_t offset) {
    line_end_ = end_of_line(bytes_, offset, end_);
    at_ = begin_of_next_line(bytes_, line_end_, end_);
  }

  // {…} or […], maybe over several lines: to its last bracket.
  void read_flow(Span key, std::size_t value, std::uint32_t group) {
    std::size_t depth = 0, i = value;
    const std::size_t limit = std::min(end_, value + budget_);
    for (; i < limit; ++i) {
      const char c = bytes_[i];
      if (c == '{' || c == '[') ++depth;
      if ((c == '}' || c == ']') && --depth == 0) break;
    }
    budget_ -= std::min(i - value, budget_);
    const std::size_t close = i < limit ? i + 1 : line_end_;
    add_field(key, {value, close}, group, false);
    const std::uint32_t inner = out_.add_group(group, GroupKind::kObject, key);
    read_code(bytes_, {value, close}, false, inner, out_);
    if (close > line_end_) continue_after(close);
  }

  // A literal or folded scalar: the deeper lines that follow.
  void read_block(Span key, std::size_t column, std::uint32_t group) {
    const std::size_t begin = at_;
    std::size_t end = at_;
    while (at_ < end_) {
      const std::size_t line_end = end_of_line(bytes_, at_, end_);
      std::size_t first = at_;
      while (first < line_end && is_blank(bytes_[first])) ++first;
      if (first < line_end && first - at_ <= column) break;
      if (first < line_end) end = line_end;
      at_ = begin_of_next_line(bytes_, line_end, end_);
    }
    add_field(key, {begin, end}, group, true);
    if (end > begin) out_.nested.push_back({{begin, end}});
  }

  // A scalar in a list: "- NAME=value" of compose files, or an argument.
  void read_item(std::size_t first) {
    std::size_t end = plain_end(first);
    const bool quoted = end > first + 1 && (bytes_[first] == '"' || bytes_[first] == '\'') &&
                        bytes_[end - 1] == bytes_[first];
    if (quoted) ++first, --end;
    const std::uint32_t group = out_.groups[levels_.back().group].parent;
    const std::string_view text = bytes_.substr(first, end - first);
    if (bytes_[first] == '{' || bytes_[first] == '[') {
      read_code(bytes_, {first, end}, false, levels_.back().group, out_);
      return;
    }
    const std::size_t equals = text.find('=');
    const std::string_view name = text.substr(0, equals);
    const bool named = equals != std::string_view::npos && !name.empty() &&
                       std::all_of(name.begin(), name.end(),
                                   [](char c) { return is_word(c) || c == '.' || c == '-'; });
    Field field;
    field.name = named ? Span{first, first + equals} : Span{};
    field.value = {named ? first + equals + 1 : first, end};
    field.group = group;
    field.quoted = quoted;
    out_.fields.push_back(field);
    add_url(field.value, group);
  }

  std::string_view bytes_;
  std::size_t end_, at_, line_end_ = 0, colon_ = 0;
  std::size_t budget_ = end_ - at_;  // bytes that may be looked at twice, for what is never closed
  Outline& out_;
  std::vector<Level> levels_;
};

}  // namespace

void read_yaml(std::string_view bytes, Span span, std::uint32_t group, Outline& outline) {
  YamlReader(bytes, span, group, outline).run();
}

}  // namespace stoprule
