#include "decode/literals.h"

#include <algorithm>
#include <string>

#include "text/characters.h"

namespace stoprule {
namespace {

constexpr std::size_t kLiteralBytes = 1024;  // of one that may be part of a key
constexpr std::size_t kBlanks = 48;          // on each side of an operator
constexpr std::string_view kConcat = ".concat(";

bool is_quote(char c) { return c == '"' || c == '\'' || c == '`'; }

// The quote that closes the literal whose inside begins at `at`; 0 where none does on its line.
std::size_t closing_quote(std::string_view text, std::size_t at) {
  const std::string_view view = text.substr(0, at + kLiteralBytes);
  for (std::size_t quote = view.find(view[at - 1], at); quote != std::string_view::npos;
       quote = view.find(view[at - 1], quote + 1)) {
    std::size_t escape = quote;
    while (escape > at && view[escape - 1] == '\\') --escape;
    if ((quote - escape) % 2 != 0) continue;
    return view.substr(at, quote - at).find('\n') == std::string_view::npos ? quote : 0;
  }
  return 0;
}

// Whether text at `at` is `open`, two quotes of one kind, and `close`.
bool has_empty_literal(std::string_view text, std::size_t at, std::string_view open,
                       std::string_view close) {
  const std::string_view rest = text.substr(std::min(at, text.size()));
  return rest.starts_with(open) && rest.size() >= open.size() + 2 && is_quote(rest[open.size()]) &&
         rest[open.size()] == rest[open.size() + 1] &&
         rest.substr(open.size() + 2).starts_with(close);
}

}  // namespace

LiteralReader::Seam LiteralReader::seam_at(std::size_t quote, bool call) const {
  const auto skip = [&](std::size_t at) {
    const std::size_t to = std::min(text_.size(), at + kBlanks);
    while (at < to && is_space(text_[at])) ++at;
    return at;
  };
  std::size_t at = skip(quote + 1);
  if (at >= text_.size()) return {};
  Seam seam{quote, 0, false};
  if (text_.substr(at).starts_with(kConcat)) {
    at += kConcat.size();
  } else if (call && text_.substr(at).starts_with(")" + std::string(kConcat))) {
    at += 1 + kConcat.size();
  } else if (text_[at] == '+' || text_[at] == '.' || text_[at] == ',') {
    seam.list = text_[at] == ',' && !call;
    ++at;
  } else {
    return {};
  }
  at = skip(at);
  if (at >= text_.size() || !is_quote(text_[at])) return {};
  seam.end = at + 1;
  return seam;
}

LiteralReader::Seam LiteralReader::seam_before(std::size_t inside) const {
  std::size_t at = inside - 1;  // the opening quote
  const auto skip = [&] {
    const std::size_t from = std::max(least_, at - std::min(at, kBlanks));
    while (at > from && is_space(text_[at - 1])) --at;
  };
  skip();
  if (at <= least_ + 1) return {};
  const bool list = text_[at - 1] == ',';
  if (text_.substr(0, at).ends_with(kConcat)) {
    at -= kConcat.size();
    if (at > least_ && text_[at - 1] == ')') --at;
  } else if (text_[at - 1] == '+' || text_[at - 1] == '.' || text_[at - 1] == ',') {
    --at;
  } else {
    return {};
  }
  skip();
  if (at <= least_ || !is_quote(text_[at - 1])) return {};
  return {at - 1, inside, list};
}

// The inside's beginning of the literal that ends at `closing`, a quote; 0 where none begins from
// `least` on.
std::size_t LiteralReader::literal_begin(std::size_t closing, std::size_t least) const {
  const char quote = text_[closing];
  const std::size_t from = std::max(least, closing - std::min(closing, kLiteralBytes));
  std::size_t at = closing;
  while (at > from && text_[at - 1] != quote && text_[at - 1] != '\n') --at;
  return at > from && text_[at - 1] == quote ? at : 0;
}

// Adds the seams of all literals that are joined with those on both sides of `seam`.
void LiteralReader::join(Seam seam) {
  // Back to the first literal.
  std::size_t first = 0;
  for (std::size_t closing = seam.begin;;) {
    const std::size_t inside = literal_begin(closing, done_);
    if (inside == 0) break;
    first = inside;
    const Seam before = inside > done_ + 1 ? seam_before(inside) : Seam{};
    if (before.end == 0) break;
    closing = before.begin;
  }
  if (first == 0) return;
  seams_.clear();
  bool list = false, call = false;
  std::size_t end = first;
  for (std::size_t inside = first;;) {
    const std::size_t closing = closing_quote(text_, inside);
    if (closing == 0) break;
    end = closing + 1;
    const Seam next = seam_at(closing, call);
    if (next.end == 0) break;
    call =
        call || text_.substr(next.begin, next.end - next.begin).find('(') != std::string_view::npos;
    list = list || next.list;
    seams_.push_back(next);
    inside = next.end;
  }
  done_ = std::max(done_, end);
  if (list) {
    std::size_t at = end;
    while (at < text_.size() && at < end + kBlanks && (is_space(text_[at]) || text_[at] == ','))
      ++at;
    const std::string_view before = text_.substr(0, first - 1);
    const bool python = before.ends_with("\"\".join([") || before.ends_with("''.join([");
    if (!python && !has_empty_literal(text_, at, "].join(", ")")) return;
  }
  for (const Seam& each : seams_) out_.add(each.begin, each.end, Encoding::kJoined, {});
}

bool LiteralReader::reversed(std::size_t end) {
  const std::string_view tail = text_.substr(end + 1);
  const std::size_t begin = literal_begin(end, least_);
  if (begin == 0) return false;
  if (!has_empty_literal(text_, end + 1, ".split(", ").reverse()") &&
      !tail.starts_with("].reverse()") && !tail.starts_with("[::-1]") &&
      !tail.starts_with(".reverse") && !text_.substr(0, begin - 1).ends_with("strrev(")) {
    return false;
  }
  const std::string_view inside = text_.substr(begin, end - begin);
  out_.add(begin, end, Encoding::kReversed, std::string(inside.rbegin(), inside.rend()));
  return true;
}

bool LiteralReader::read(std::size_t begin, std::size_t end) {
  const bool opens = begin > least_ && is_quote(text_[begin - 1]);
  const bool closes = end < text_.size() && is_quote(text_[end]);
  if (closes && reversed(end)) return true;
  Seam seam = closes ? seam_at(end, false) : Seam{};
  if (seam.end == 0 && opens) seam = seam_before(begin);
  if (seam.end == 0) return false;
  if (seam.begin >= done_) join(seam);
  return !seam.list;
}

void LiteralReader::read_seams(std::size_t begin, std::size_t end) {
  for (std::size_t at = std::max(begin, done_); at < end; ++at) {
    if (!is_quote(text_[at])) continue;
    const Seam seam = seam_at(at, false);
    if (seam.end != 0) return join(seam);
  }
}

}  // namespace stoprule
