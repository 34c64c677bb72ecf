#include "catalog/pattern_lead.h"

#include <re2/regexp.h>

#include <algorithm>
#include <optional>
#include <string>

#include "text/characters.h"

namespace stoprule {
namespace {

using re2::Regexp;
using Rest = std::vector<Regexp*>;  // what is still to be matched, the next at the back

void push_parts(Regexp* node, Rest& rest) {
  for (int i = node->nsub(); i-- > 0;) rest.push_back(node->sub()[i]);
}

bool is_empty_width(Regexp* node) {
  switch (node->op()) {
    case re2::kRegexpEmptyMatch:
    case re2::kRegexpBeginLine:
    case re2::kRegexpEndLine:
    case re2::kRegexpWordBoundary:
    case re2::kRegexpNoWordBoundary:
    case re2::kRegexpBeginText:
    case re2::kRegexpEndText:
      return true;
    default:
      return false;
  }
}

// The most bytes that it can match.
std::optional<std::uint32_t> longest(Regexp* node) {
  if (is_empty_width(node)) return 0;
  std::uint32_t sum = 0;
  switch (node->op()) {
    case re2::kRegexpLiteral:
    case re2::kRegexpCharClass:
    case re2::kRegexpAnyChar:
    case re2::kRegexpAnyByte:
      return 1;
    case re2::kRegexpLiteralString:
      return static_cast<std::uint32_t>(node->nrunes());
    case re2::kRegexpConcat:
    case re2::kRegexpAlternate:
    case re2::kRegexpCapture:
    case re2::kRegexpQuest:
    case re2::kRegexpRepeat:
      for (int i = 0; i < node->nsub(); ++i) {
        const std::optional<std::uint32_t> part = longest(node->sub()[i]);
        if (!part) return std::nullopt;
        sum = node->op() == re2::kRegexpAlternate ? std::max(sum, *part) : sum + *part;
      }
      if (node->op() != re2::kRegexpRepeat) return sum;
      if (node->max() < 0) return std::nullopt;
      return sum * static_cast<std::uint32_t>(node->max());
    default:
      return std::nullopt;
  }
}

class Heads {
 public:
  explicit Heads(const std::vector<Anchor>& anchors) : anchors_(anchors) {}

  /// Does everything that `rest` can match begin with an anchor?
  bool all_begin_with_anchor(Rest rest, std::string head, int depth = 0) const {
    constexpr int kDeepest = 200;
    while (!is_anchored(head)) {
      if (rest.empty() || depth > kDeepest) return false;
      Regexp* node = rest.back();
      rest.pop_back();
      if (is_empty_width(node)) continue;
      switch (node->op()) {
        case re2::kRegexpLiteral:
          head.push_back(to_lower(static_cast<char>(node->rune())));
          break;
        case re2::kRegexpLiteralString:
          for (int i = 0; i < node->nrunes(); ++i)
            head.push_back(to_lower(static_cast<char>(node->runes()[i])));
          break;
        case re2::kRegexpConcat:
        case re2::kRegexpCapture:
          push_parts(node, rest);
          break;
        case re2::kRegexpQuest:
        case re2::kRegexpAlternate:
          for (int i = 0; i < node->nsub(); ++i) {
            Rest way = rest;
            way.push_back(node->sub()[i]);
            if (!all_begin_with_anchor(std::move(way), head, depth + 1)) return false;
          }
          if (node->op() == re2::kRegexpAlternate) return true;
          break;  // and without it
        case re2::kRegexpCharClass:
          if (node->cc()->size() > kFew) return false;
          for (const re2::RuneRange& range : *node->cc()) {
            for (re2::Rune rune = range.lo; rune <= range.hi; ++rune) {
              const std::string way = head + to_lower(static_cast<char>(rune));
              if (!all_begin_with_anchor(rest, way, depth + 1)) return false;
            }
          }
          return true;
        default:
          return false;
      }
    }
    return true;
  }

 private:
  static constexpr int kFew = 10;

  // Also false where the head is too short to tell: then more of it is read.
  bool is_anchored(std::string_view head) const {
    return std::any_of(anchors_.begin(), anchors_.end(), [&](const Anchor& anchor) {
      return head.size() >= anchor.literal.size() &&
             equals_ignoring_case(head.substr(0, anchor.literal.size()), anchor.literal);
    });
  }

  const std::vector<Anchor>& anchors_;
};

std::optional<std::uint32_t> lead_of(Rest rest, const Heads& heads) {
  std::uint32_t before = 0;
  while (!rest.empty()) {
    if (heads.all_begin_with_anchor(rest, {})) return before;
    Regexp* node = rest.back();
    rest.pop_back();
    if (node->op() == re2::kRegexpConcat || node->op() == re2::kRegexpCapture) {
      push_parts(node, rest);
      continue;
    }
    if (node->op() == re2::kRegexpAlternate) {
      std::optional<std::uint32_t> most = 0;
      for (int i = 0; i < node->nsub() && most; ++i) {
        const std::optional<std::uint32_t> lead = lead_of({node->sub()[i]}, heads);
        most = lead ? std::max(most, lead) : std::nullopt;
      }
      if (most) return before + *most;
    }
    const std::optional<std::uint32_t> skipped = longest(node);
    if (!skipped) return std::nullopt;
    before += *skipped;
  }
  return std::nullopt;
}

}  // namespace

std::uint16_t pattern_lead(std::string_view pattern, const std::vector<Anchor>& anchors) {
  re2::RegexpStatus status;
  const auto flags = Regexp::LikePerl | Regexp::Latin1;
  Regexp* parsed = Regexp::Parse({pattern.data(), pattern.size()}, flags, &status);
  if (parsed == nullptr) return kFarLead;
  const std::optional<std::uint32_t> lead = lead_of({parsed}, Heads(anchors));
  parsed->Decref();
  return lead && *lead < kFarLead ? static_cast<std::uint16_t>(*lead) : kFarLead;
}

}  // namespace stoprule
