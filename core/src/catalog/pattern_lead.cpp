#include "catalog/pattern_lead.h"

#include <re2/regexp.h>

#include <algorithm>
#include <optional>
#include <string>

#include "text/characters.h"

namespace stoprule {
namespace {

using re2::Regexp;

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

// Walks every way through a pattern until it has an anchor behind it.
class Walk {
 public:
  explicit Walk(const std::vector<Anchor>& anchors) : anchors_(anchors) {}

  /// `rest` is still to be matched, the next at its back; `head` was matched last, and `before` it
  /// at most so many bytes. The most that may stand before the first anchor.
  std::optional<std::uint32_t> lead(std::vector<Regexp*> rest, std::string head,
                                    std::uint32_t before) {
    std::optional<std::uint32_t> most = 0;
    const auto branch = [&](std::vector<Regexp*> way, std::string with) {
      const std::optional<std::uint32_t> found = lead(std::move(way), std::move(with), before);
      most = most && found ? std::max(most, found) : std::nullopt;
    };
    for (;;) {
      if (const std::size_t anchor = anchor_at_end(head); anchor != 0)
        return before + static_cast<std::uint32_t>(head.size() - anchor);
      if (rest.empty() || --steps_ < 0) return std::nullopt;
      Regexp* node = rest.back();
      rest.pop_back();
      if (is_empty_width(node)) continue;
      switch (node->op()) {
        case re2::kRegexpLiteral:
          head.push_back(to_lower(static_cast<char>(node->rune())));
          continue;
        case re2::kRegexpLiteralString:
          for (int i = 0; i < node->nrunes() && anchor_at_end(head) == 0; ++i)
            head.push_back(to_lower(static_cast<char>(node->runes()[i])));
          continue;
        case re2::kRegexpConcat:
        case re2::kRegexpCapture:
          for (int i = node->nsub(); i-- > 0;) rest.push_back(node->sub()[i]);
          continue;
        case re2::kRegexpAlternate:
        case re2::kRegexpQuest:
          if (node->op() == re2::kRegexpQuest) branch(rest, head);
          for (int i = 0; i < node->nsub() && most; ++i) {
            rest.push_back(node->sub()[i]);
            branch(rest, head);
            rest.pop_back();
          }
          return most;
        case re2::kRegexpCharClass:
          if (node->cc()->size() > kFew) break;
          for (const re2::RuneRange& range : *node->cc()) {
            for (re2::Rune rune = range.lo; rune <= range.hi && most; ++rune)
              branch(rest, head + to_lower(static_cast<char>(rune)));
          }
          return most;
        default:
          break;
      }
      const std::optional<std::uint32_t> skipped = longest(node);
      if (!skipped) return std::nullopt;
      before += static_cast<std::uint32_t>(head.size()) + *skipped;
      head.clear();
    }
  }

 private:
  static constexpr int kFew = 10;

  std::size_t anchor_at_end(std::string_view head) const {
    std::size_t longest_one = 0;
    for (const Anchor& anchor : anchors_) {
      const std::size_t size = anchor.literal.size();
      if (size > longest_one && head.size() >= size &&
          equals_ignoring_case(head.substr(head.size() - size), anchor.literal))
        longest_one = size;
    }
    return longest_one;
  }

  const std::vector<Anchor>& anchors_;
  int steps_ = 20000;  // a pattern with more ways than this is not worth more
};

using Bytes = std::bitset<256>;
constexpr std::size_t kHead = 3;  // bytes that tell where a match can't begin

// Whether it takes one byte; which ones is added to `bytes`.
bool takes_byte(Regexp* node, Bytes& bytes) {
  if (node->op() == re2::kRegexpLiteral) {
    const char c = static_cast<char>(node->rune());
    bytes.set(static_cast<std::uint8_t>(c));
    if ((node->parse_flags() & Regexp::FoldCase) != 0 && is_letter(c))
      bytes.set(static_cast<std::uint8_t>(c ^ 0x20));
    return true;
  }
  if (node->op() != re2::kRegexpCharClass) return false;
  for (const re2::RuneRange& range : *node->cc()) {
    for (re2::Rune rune = range.lo; rune <= std::min<re2::Rune>(range.hi, 255); ++rune)
      bytes.set(static_cast<std::size_t>(rune));
  }
  return true;
}

// All ways in which a match may begin: the bytes that may stand at each of its first places.
class Heads {
 public:
  /// Calls visit(bytes) for each way; false where there are too many to tell.
  template <class Visit>
  bool walk(Regexp* pattern, const Visit& visit) {
    return walk({pattern}, {}, visit);
  }

 private:
  // `rest` is still to be matched, the next at its back.
  template <class Visit>
  bool walk(std::vector<Regexp*> rest, std::vector<Bytes> head, const Visit& visit) {
    for (;;) {
      if (--steps_ < 0) return false;
      if (rest.empty()) head.resize(kHead, Bytes().set());
      if (head.size() >= kHead) return visit(head), true;
      Regexp* node = rest.back();
      rest.pop_back();
      if (is_empty_width(node)) continue;
      if (Bytes bytes; takes_byte(node, bytes)) {
        head.push_back(bytes);
        continue;
      }
      const bool folds = (node->parse_flags() & Regexp::FoldCase) != 0;
      switch (node->op()) {
        case re2::kRegexpLiteralString:
          for (int i = 0; i < node->nrunes(); ++i) {
            const char c = static_cast<char>(node->runes()[i]);
            head.emplace_back().set(static_cast<std::uint8_t>(c));
            if (folds && is_letter(c)) head.back().set(static_cast<std::uint8_t>(c ^ 0x20));
          }
          continue;
        case re2::kRegexpConcat:
        case re2::kRegexpCapture:
          for (int i = node->nsub(); i-- > 0;) rest.push_back(node->sub()[i]);
          continue;
        case re2::kRegexpAlternate:
          for (int i = 0; i < node->nsub(); ++i) {
            rest.push_back(node->sub()[i]);
            if (!walk(rest, head, visit)) return false;
            rest.pop_back();
          }
          return true;
        case re2::kRegexpQuest:
        case re2::kRegexpStar:
        case re2::kRegexpPlus:
        case re2::kRegexpRepeat:
          return repeat(node, std::move(rest), head, visit);
        default:
          head.resize(kHead, Bytes().set());
          break;
      }
    }
  }
  template <class Visit>
  bool repeat(Regexp* node, std::vector<Regexp*> rest, const std::vector<Bytes>& head,
              const Visit& visit) {
    const bool counted = node->op() == re2::kRegexpRepeat;
    const int least = counted ? node->min() : node->op() == re2::kRegexpPlus ? 1 : 0;
    const int most = counted && node->max() >= 0       ? node->max()
                     : node->op() == re2::kRegexpQuest ? 1
                                                       : static_cast<int>(kHead);
    const int enough = std::min(most, static_cast<int>(kHead));
    for (int count = 0; count <= enough; ++count) {
      if (count >= std::min(least, enough) && !walk(rest, head, visit)) return false;
      rest.push_back(node->sub()[0]);
    }
    return true;
  }

  int steps_ = 5000;
};

}  // namespace

std::optional<std::uint16_t> pattern_lead(std::string_view pattern,
                                          const std::vector<Anchor>& anchors) {
  re2::RegexpStatus status;
  const auto flags = Regexp::LikePerl | Regexp::Latin1;
  Regexp* parsed = Regexp::Parse({pattern.data(), pattern.size()}, flags, &status);
  if (parsed == nullptr) return std::nullopt;
  const std::optional<std::uint32_t> lead = Walk(anchors).lead({parsed}, {}, 0);
  parsed->Decref();
  return lead && *lead < kFarLead ? static_cast<std::uint16_t>(*lead) : kFarLead;
}

void PatternStarts::add(re2::Regexp* pattern) {
  constexpr std::size_t kMost = 2u << kSlotBits;  // more would leave hardly a slot free
  std::size_t made = 0;
  const bool told = Heads().walk(pattern, [&](const std::vector<Bytes>& head) {
    first_ |= head[0];
    std::vector<std::uint32_t> words{0};
    for (std::size_t place = 0; place < kHead && made < kMost; ++place) {
      std::vector<std::uint32_t> longer;
      for (std::uint32_t byte = 0; byte < 256; ++byte) {
        // One of two that fold alike is enough.
        if (!head[place][byte] || ((byte & 0x20) == 0 && head[place][byte | 0x20])) continue;
        for (const std::uint32_t word : words) longer.push_back(word | byte << (8 * place));
      }
      words = std::move(longer);
      made += words.size();
    }
    for (const std::uint32_t word : words) bits_.set(slot_of(word));
  });
  if (!told) first_.set();
  if (!told || made >= kMost) bits_.set();
}

}  // namespace stoprule
