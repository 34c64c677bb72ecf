#include "config/nested.h"

#include <algorithm>

#include "text/characters.h"
#include "text/fold.h"

namespace stoprule {
namespace {

// Resolves the escape at `at` (a backslash) into `out`; gives its length.
std::size_t resolve(std::string_view bytes, std::size_t at, std::size_t end, std::string& out) {
  if (at + 1 >= end) return 1;
  const char c = bytes[at + 1];
  const std::size_t digits = c == 'u' ? 4 : c == 'x' ? 2 : 0;
  if (digits != 0 && at + 2 + digits <= end) {
    std::uint32_t code = 0;
    bool valid = true;
    for (std::size_t i = 0; i < digits; ++i) {
      const int value = hex_value(bytes[at + 2 + i]);
      valid = valid && value >= 0;
      code = code << 4 | static_cast<std::uint32_t>(value & 15);
    }
    if (valid) {
      append_utf8(out, code);
      return 2 + digits;
    }
  }
  switch (c) {
    case 'n':
      out.push_back('\n');
      break;
    case 'r':
      out.push_back('\r');
      break;
    case 't':
      out.push_back('\t');
      break;
    case '\n':
      break;  // a continued line
    default:
      out.push_back(c);
  }
  return 2;
}

}  // namespace

Nested::Nested(std::string_view bytes, const std::vector<Span>& pieces) {
  for (const Span piece : pieces) {
    mark(piece.begin);
    for (std::size_t at = piece.begin; at < piece.end;) {
      if (bytes[at] != '\\') {
        text_.push_back(bytes[at++]);
        continue;
      }
      at += resolve(bytes, at, piece.end, text_);
      mark(at);
    }
  }
}

void Nested::mark(std::uint64_t source) { steps_.push_back({text_.size(), source}); }

std::uint64_t Nested::source(std::uint64_t offset) const {
  const auto after =
      std::upper_bound(steps_.begin(), steps_.end(), offset,
                       [](std::uint64_t at, const Step& step) { return at < step.decoded; });
  if (after == steps_.begin()) return 0;
  const Step& step = *std::prev(after);
  return step.source + (offset - step.decoded);
}

Span Nested::source(Span span) const {
  if (span.empty()) return {source(span.begin), source(span.begin)};
  return {source(span.begin), source(span.end - 1) + 1};
}

}  // namespace stoprule
