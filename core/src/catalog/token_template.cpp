#include "catalog/token_template.h"

#include <algorithm>
#include <optional>

#include "text/characters.h"

namespace stoprule {
namespace {

char other_case(char c) { return is_letter(c) ? static_cast<char>(c ^ 0x20) : c; }

struct NamedClass {
  std::string_view name, set;  // as inside [...]
};
constexpr NamedClass kClasses[] = {
    {"digit", "0-9"},
    {"lower", "a-z"},
    {"upper", "A-Z"},
    {"alpha", "A-Za-z"},
    {"alnum", "0-9A-Za-z"},
    {"lowernum", "0-9a-z"},
    {"uppernum", "0-9A-Z"},
    {"hex", "0-9a-f"},
    {"HEX", "0-9A-F"},
    {"xdigit", "0-9A-Fa-f"},
    {"base32", "2-7A-Z"},
    {"base64", "+/0-9A-Za-z"},
    {"base64url", "\\-0-9A-Z_a-z"},
    {"word", "0-9A-Z_a-z"},
};

constexpr std::uint16_t kMaxCount = 4096;
constexpr std::size_t kMaxFlat = 256;
constexpr std::uint32_t kFewCharacters = 8;

}  // namespace

bool CharSet::within(const CharSet& other) const {
  for (std::size_t i = 0; i < bits.size(); ++i) {
    if ((bits[i] & ~other.bits[i]) != 0) return false;
  }
  return true;
}

std::uint32_t CharSet::size() const {
  std::uint32_t n = 0;
  for (int c = 0; c < 256; ++c) n += has(static_cast<char>(c)) ? 1 : 0;
  return n;
}

const CharSet& key_characters() {
  static const CharSet set = [] {
    CharSet s;
    for (int c = 0; c < 128; ++c) {
      if (is_digit(static_cast<char>(c)) || is_letter(static_cast<char>(c)))
        s.add(static_cast<char>(c));
    }
    for (const char c : kKeyPunctuation) s.add(c);
    return s;
  }();
  return set;
}

// Recursive descent over the notation; depth is bounded by kMaxDepth.
class TokenTemplate::Parser {
 public:
  explicit Parser(std::string_view text) : text_(text) {}

  std::optional<Sequence> parse() {
    Sequence out = sequence(0);
    if (problem_.empty() && at_ < text_.size()) fail("')' or '|' without '('");
    if (!problem_.empty()) return std::nullopt;
    return out;
  }
  const std::string& problem() const { return problem_; }

 private:
  static constexpr int kMaxDepth = 8;

  void fail(std::string_view what) {
    if (problem_.empty()) {
      problem_ = std::string(what) + " at character " + std::to_string(at_ + 1);
    }
  }
  bool more() const { return problem_.empty() && at_ < text_.size(); }

  Sequence sequence(int depth) {
    Sequence out;
    while (more() && text_[at_] != ')' && text_[at_] != '|') {
      const char c = text_[at_];
      if (c == '{') {
        out.push_back(char_class());
      } else if (c == '(') {
        out.push_back(group(depth));
      } else {
        if (c == '\\' && ++at_ == text_.size()) fail("nothing after '\\'");
        if (!problem_.empty()) break;
        if (out.empty() || out.back().kind != Item::Kind::kLiteral) out.emplace_back();
        out.back().literal.push_back(text_[at_++]);
      }
    }
    return out;
  }

  Item group(int depth) {
    Item out;
    out.kind = Item::Kind::kGroup;
    if (depth == kMaxDepth) fail("groups are nested too deeply");
    do {
      ++at_;
      out.alternatives.push_back(sequence(depth + 1));
    } while (more() && text_[at_] == '|');
    if (!more() || text_[at_] != ')') {
      fail("'(' without ')'");
      return out;
    }
    ++at_;
    if (more() && text_[at_] == '?') {
      ++at_;
      out.alternatives.emplace_back();
    }
    return out;
  }

  Item char_class() {
    Item out;
    out.kind = Item::Kind::kClass;
    ++at_;
    if (more() && text_[at_] == '[') {
      const std::size_t close = text_.find(']', at_);
      if (close == std::string_view::npos) {
        fail("'[' without ']'");
        return out;
      }
      read_set(text_.substr(at_ + 1, close - at_ - 1), out);
      at_ = close + 1;
    } else {
      const std::size_t colon = std::min(text_.find(':', at_), text_.size());
      const std::string_view name = text_.substr(at_, colon - at_);
      for (const NamedClass& known : kClasses) {
        if (known.name == name) read_set(known.set, out);
      }
      if (out.set_text.empty()) fail("an unknown character class");
      at_ = colon;
    }
    if (!more() || text_[at_] != ':') {
      fail("a class needs ':' and a count");
      return out;
    }
    ++at_;
    counts(out);
    return out;
  }

  void counts(Item& out) {
    out.counts.push_back(number());
    if (more() && text_[at_] == '-') {
      ++at_;
      out.counts.push_back(number());
      out.range = true;
    } else if (more() && text_[at_] == '+') {
      ++at_;
      out.counts.push_back(kMaxCount);
      out.range = true;
    }
    while (!out.range && more() && text_[at_] == '|') {
      ++at_;
      out.counts.push_back(number());
    }
    if (!more() || text_[at_] != '}') return fail("'{' without '}'");
    ++at_;
    if (!std::is_sorted(out.counts.begin(), out.counts.end())) fail("counts must rise");
  }

  std::uint16_t number() {
    std::uint32_t value = 0;
    const std::size_t from = at_;
    while (more() && is_digit(text_[at_]) && value <= kMaxCount) {
      value = value * 10 + static_cast<std::uint32_t>(text_[at_++] - '0');
    }
    if (from == at_ || value > kMaxCount) fail("a count from 0 to 4096 is needed");
    return static_cast<std::uint16_t>(std::min<std::uint32_t>(value, kMaxCount));
  }

  void read_set(std::string_view set, Item& out) {
    for (std::size_t i = 0; i < set.size(); ++i) {
      if (set[i] == '\\' && i + 1 < set.size()) ++i;
      const char from = set[i];
      char to = from;
      if (i + 2 < set.size() && set[i + 1] == '-') {
        to = set[i + 2];
        i += 2;
      }
      if (static_cast<std::uint8_t>(from) > static_cast<std::uint8_t>(to)) fail("ranges must rise");
      for (int c = static_cast<std::uint8_t>(from); c <= static_cast<std::uint8_t>(to); ++c) {
        out.set.add(static_cast<char>(c));
      }
    }
    for (int c = 0; c < 256; ++c) {
      if (!out.set.has(static_cast<char>(c))) continue;
      if (!is_token_word(static_cast<char>(c))) out.set_text.push_back('\\');
      out.set_text.push_back(static_cast<char>(c));
    }
  }

  std::string_view text_;
  std::size_t at_ = 0;
  std::string problem_;
};

// One way through the groups: every piece is a literal, or a class with its least and greatest
// length.
struct TokenTemplate::Flat {
  struct Piece {
    std::string literal;  // empty: a class
    CharSet set;
    std::uint32_t min = 0, max = 0;
  };
  std::vector<Piece> pieces;

  void add_literal(std::string_view text) {
    if (text.empty()) return;
    if (pieces.empty() || pieces.back().literal.empty()) pieces.emplace_back();
    pieces.back().literal.append(text);
    pieces.back().min = pieces.back().max =
        static_cast<std::uint32_t>(pieces.back().literal.size());
  }
};

Result<TokenTemplate> TokenTemplate::parse(std::string_view text, bool caseless) {
  Parser parser(text);
  std::optional<Sequence> items = parser.parse();
  if (!items) return Error{ErrorCode::kData, "", parser.problem()};
  if (items->empty()) return Error{ErrorCode::kData, "", "is empty"};
  TokenTemplate out;
  out.items_ = std::move(*items);
  out.caseless_ = caseless;
  const std::vector<Flat> ways = out.flatten();
  if (ways.size() >= kMaxFlat) return Error{ErrorCode::kData, "", "has too many alternatives"};
  for (const Flat& flat : ways) {
    std::uint64_t longest = 0;
    for (const Flat::Piece& piece : flat.pieces) longest += piece.max;
    if (longest > kMatchBytes)
      return Error{ErrorCode::kData, "", "can be longer than 32768 characters"};
    if (longest == 0) return Error{ErrorCode::kData, "", "can be empty"};
  }
  return out;
}

std::vector<TokenTemplate::Flat> TokenTemplate::flatten() const {
  struct Walk {
    static void sequence(const Sequence& items, std::vector<Flat>& ways) {
      for (const Item& item : items) {
        if (item.kind == Item::Kind::kLiteral) {
          for (Flat& way : ways) way.add_literal(item.literal);
        } else if (item.kind == Item::Kind::kClass &&
                   item.counts == std::vector<std::uint16_t>{1} &&
                   item.set.size() <= kFewCharacters && ways.size() * item.set.size() < kMaxFlat) {
          // One of a few characters is as good as so many literals: "ey" and I or J makes two
          // anchors.
          std::vector<Flat> grown;
          for (int c = 0; c < 256; ++c) {
            const char member = static_cast<char>(c);
            if (!item.set.has(member)) continue;
            for (Flat way : ways) {
              way.add_literal(std::string_view(&member, 1));
              grown.push_back(std::move(way));
            }
          }
          ways = std::move(grown);
        } else if (item.kind == Item::Kind::kClass) {
          for (Flat& way : ways) {
            way.pieces.push_back({"", item.set, item.counts.front(), item.counts.back()});
          }
        } else {
          std::vector<Flat> grown;
          for (const Sequence& alternative : item.alternatives) {
            std::vector<Flat> branch = ways;
            sequence(alternative, branch);
            for (Flat& way : branch) {
              if (grown.size() < kMaxFlat) grown.push_back(std::move(way));
            }
          }
          ways = std::move(grown);
        }
      }
    }
  };
  std::vector<Flat> ways(1);
  Walk::sequence(items_, ways);
  return ways;
}

bool TokenTemplate::stands_alone_behind(std::string_view text, std::size_t end,
                                        const CharSet* last) {
  if (end >= text.size()) return true;
  return !is_token_word(text[end]) && (last == nullptr || !last->has(text[end]));
}

void TokenTemplate::match_sequence(const Sequence& sequence, std::string_view text,
                                   std::vector<std::size_t>& at, bool last) const {
  std::vector<std::size_t> next;
  for (std::size_t i = 0; i < sequence.size() && !at.empty(); ++i) {
    const Item& item = sequence[i];
    const bool is_last = last && i + 1 == sequence.size();
    next.clear();
    if (item.kind == Item::Kind::kLiteral) {
      for (const std::size_t begin : at) {
        if (text.size() - begin < item.literal.size()) continue;
        const std::string_view here = text.substr(begin, item.literal.size());
        const bool same =
            std::equal(here.begin(), here.end(), item.literal.begin(),
                       [&](char a, char b) { return a == b || (caseless_ && a == other_case(b)); });
        if (!same) continue;
        const std::size_t end = begin + item.literal.size();
        if (!is_last || stands_alone_behind(text, end, nullptr)) next.push_back(end);
      }
    } else if (item.kind == Item::Kind::kClass) {
      for (const std::size_t begin : at) {
        std::size_t run = 0;
        while (run < item.counts.back() && begin + run < text.size() &&
               item.set.has(text[begin + run])) {
          ++run;
        }
        const auto take = [&](std::size_t count) {
          const std::size_t end = begin + count;
          if (!is_last || stands_alone_behind(text, end, &item.set)) next.push_back(end);
        };
        if (item.range && is_last) {
          // Anything shorter than the run would have a character of the class behind it.
          if (run >= item.counts.front()) take(run);
        } else if (item.range) {
          for (std::size_t count = item.counts.front(); count <= run; ++count) take(count);
        } else {
          for (const std::uint16_t count : item.counts) {
            if (count <= run) take(count);
          }
        }
      }
    } else {
      for (const Sequence& alternative : item.alternatives) {
        std::vector<std::size_t> branch = at;
        match_sequence(alternative, text, branch, is_last && !alternative.empty());
        if (alternative.empty() && is_last) {
          std::erase_if(branch,
                        [&](std::size_t end) { return !stands_alone_behind(text, end, nullptr); });
        }
        next.insert(next.end(), branch.begin(), branch.end());
      }
    }
    std::sort(next.begin(), next.end());
    next.erase(std::unique(next.begin(), next.end()), next.end());
    at.swap(next);
  }
}

std::size_t TokenTemplate::match(std::string_view text, std::size_t begin) const {
  text = text.substr(0, std::min(text.size(), begin + kMatchBytes));
  if (items_.front().kind == Item::Kind::kClass && begin > 0 &&
      items_.front().set.has(text[begin - 1])) {
    return std::string_view::npos;  // it would not stand alone
  }
  std::vector<std::size_t> at{begin};
  match_sequence(items_, text, at, true);
  return at.empty() ? std::string_view::npos : at.back();
}

std::string TokenTemplate::re2_pattern() const {
  struct Walk {
    static void append(const Sequence& items, std::string& out) {
      for (const Item& item : items) {
        if (item.kind == Item::Kind::kLiteral) {
          for (const char c : item.literal) {
            if (!is_token_word(c)) out.push_back('\\');
            out.push_back(c);
          }
        } else if (item.kind == Item::Kind::kClass) {
          // RE2 takes counts up to 1000: longer ones are said in parts.
          const auto repeat = [&](std::size_t least, std::size_t most) {
            const std::string set = "[" + item.set_text + "]";
            for (; least > 1000; least -= 1000, most -= 1000) out += set + "{1000}";
            for (; most > 1000 + least; most -= 1000) out += "(?:" + set + "{0,1000})";
            if (most > 1000) {
              out += set + "{0," + std::to_string(most - 1000) + "}";
              most = 1000;
            }
            out += set + "{" + std::to_string(std::min(least, most)) + "," + std::to_string(most) +
                   "}";
          };
          if (item.range) {
            repeat(item.counts.front(), item.counts.back());
            continue;
          }
          out += "(?:";
          for (std::size_t i = item.counts.size(); i-- > 0;) {
            repeat(item.counts[i], item.counts[i]);
            if (i != 0) out += "|";
          }
          out += ")";
        } else {
          out += "(?:";
          for (std::size_t i = 0; i < item.alternatives.size(); ++i) {
            if (i != 0) out += "|";
            append(item.alternatives[i], out);
          }
          out += ")";
        }
      }
    }
  };
  std::string out = caseless_ ? "(?i)" : "";
  Walk::append(items_, out);
  return out;
}

std::string TokenTemplate::sample(std::uint64_t seed) const {
  struct Walk {
    std::uint64_t state;
    std::uint64_t next() {  // xorshift64*
      state ^= state >> 12;
      state ^= state << 25;
      state ^= state >> 27;
      return (state * 0x2545f4914f6cdd1d) >> 33;
    }
    void append(const Sequence& items, std::string& out) {
      for (const Item& item : items) {
        if (item.kind == Item::Kind::kLiteral) {
          out += item.literal;
        } else if (item.kind == Item::Kind::kGroup) {
          append(item.alternatives[next() % item.alternatives.size()], out);
        } else {
          std::string members;
          for (int c = 0; c < 256; ++c) {
            if (item.set.has(static_cast<char>(c))) members.push_back(static_cast<char>(c));
          }
          std::size_t count = item.counts[next() % item.counts.size()];
          if (item.range) {
            // An open end stays modest, so that samples can be read.
            const std::size_t most =
                std::min<std::size_t>(item.counts.back(), item.counts.front() + 24u);
            count = item.counts.front() + next() % (most - item.counts.front() + 1);
          }
          for (std::size_t i = 0; i < count; ++i) out.push_back(members[next() % members.size()]);
        }
      }
    }
  };
  Walk walk{seed * 0x9e3779b97f4a7c15 + 0x1234567890abcdef};
  std::string out;
  walk.append(items_, out);
  return out;
}

namespace {

// How rarely the four bytes stand in code: capitals, digits and punctuation are rarer than small
// letters.
int rarity(std::string_view literal) {
  int score = 0;
  for (const char c : literal.substr(0, 4)) score += c >= 'a' && c <= 'z' ? 1 : 3;
  return score + static_cast<int>(std::min<std::size_t>(literal.size(), 8));
}

}  // namespace

std::vector<Anchor> TokenTemplate::anchors(StringArena& arena, bool anywhere) const {
  std::vector<Anchor> out;
  for (const Flat& flat : flatten()) {
    // The stretches of key characters that every match of this way has, as [begin, end) of pieces'
    // characters; a class counts with its least length.
    struct Unit {
      char c;           // of a literal
      bool known, key;  // known: from a literal
      std::uint32_t min, max;
    };
    std::vector<Unit> units;
    for (const Flat::Piece& piece : flat.pieces) {
      for (const char c : piece.literal) units.push_back({c, true, key_characters().has(c), 1, 1});
      if (piece.literal.empty()) {
        units.push_back({0, false, piece.set.within(key_characters()), piece.min, piece.max});
      }
    }
    struct Allowed {
      bool allowed;
      AnchorPlace place;
      std::uint8_t distance;
      std::uint16_t run_bytes;
    };
    std::vector<Allowed> places(units.size(), {anywhere, AnchorPlace::kInside, 0, 0});
    for (std::size_t i = 0; i < units.size();) {
      if (!units[i].key) {
        ++i;
        continue;
      }
      std::size_t end = i;
      std::uint64_t least = 0;
      while (end < units.size() && units[end].key) least += units[end++].min;
      if (least >= kRunBytes) {
        const auto run = static_cast<std::uint16_t>(std::min<std::uint64_t>(least, UINT16_MAX));
        const AnchorPlace inside = i == 0 ? AnchorPlace::kFirstRun : AnchorPlace::kInside;
        for (std::size_t k = i; k < end; ++k) places[k] = {true, inside, 0, run};
        for (std::size_t k = i; k-- > 0 && i - k <= kAnchorBefore && units[k].known;)
          places[k] = {true, AnchorPlace::kBefore, static_cast<std::uint8_t>(i - k), run};
        if (end < units.size() && units[end].known)
          places[end] = {true, AnchorPlace::kBehind, 0, run};
      }
      i = end;
    }
    Anchor best;
    std::string best_text;
    int best_score = -1;
    std::uint64_t offset_min = 0, offset_max = 0;
    for (std::size_t i = 0; i < units.size(); ++i) {
      if (units[i].known && places[i].allowed) {
        std::string literal;
        for (std::size_t k = i; k < units.size() && units[k].known && literal.size() < 16; ++k) {
          literal.push_back(units[k].c);
        }
        // A fixed place is worth more than a rare literal: it gives one start to try. The best is
        // the beginning, since few places in a run can be one.
        const int score = rarity(literal) + (offset_min == offset_max ? 20 : 0) +
                          (offset_max == 0 && !anywhere ? 40 : 0);
        if (literal.size() >= 3 && score > best_score && offset_max <= 512) {
          best_score = score;
          best_text = literal;
          best = {{},
                  static_cast<std::uint16_t>(offset_min),
                  static_cast<std::uint16_t>(offset_max),
                  places[i].place,
                  places[i].distance,
                  places[i].run_bytes};
        }
      }
      offset_min += units[i].min;
      offset_max += units[i].max;
    }
    if (best_score < 0) return {};
    const auto known = std::find_if(out.begin(), out.end(), [&](const Anchor& a) {
      return a.literal == best_text && a.offset_min == best.offset_min &&
             a.offset_max == best.offset_max && a.place == best.place &&
             a.distance == best.distance;
    });
    if (known != out.end()) {
      known->run_bytes = std::min(known->run_bytes, best.run_bytes);
      continue;
    }
    best.literal = arena.keep(best_text);
    out.push_back(best);
  }
  return out;
}

bool TokenTemplate::begins_with_run() const {
  const std::vector<Flat> ways = flatten();
  return std::all_of(ways.begin(), ways.end(), [](const Flat& flat) {
    std::uint64_t least = 0;
    for (const Flat::Piece& piece : flat.pieces) {
      if (piece.literal.empty()) {
        if (!piece.set.within(key_characters())) break;
        least += piece.min;
        continue;
      }
      bool whole = true;
      for (const char c : piece.literal) {
        whole = whole && key_characters().has(c);
        if (whole) ++least;
      }
      if (!whole) break;
    }
    return least >= kRunBytes;
  });
}

std::string TokenTemplate::literal_prefix() const {
  std::optional<std::string> common;
  for (const Flat& flat : flatten()) {
    const std::string here = flat.pieces.empty() ? "" : flat.pieces.front().literal;
    if (!common) {
      common = here;
      continue;
    }
    const auto differ = std::mismatch(common->begin(), common->end(), here.begin(), here.end());
    common->erase(differ.first, common->end());
  }
  return common.value_or("");
}

std::uint16_t TokenTemplate::literal_bytes() const {
  std::uint32_t least = UINT16_MAX;
  for (const Flat& flat : flatten()) {
    std::uint32_t sum = 0;
    for (const Flat::Piece& piece : flat.pieces)
      sum += static_cast<std::uint32_t>(piece.literal.size());
    least = std::min(least, sum);
  }
  return static_cast<std::uint16_t>(least);
}

std::uint32_t TokenTemplate::random_bits() const {
  std::uint32_t least = UINT32_MAX;
  for (const Flat& flat : flatten()) {
    std::uint32_t sum = 0;
    for (const Flat::Piece& piece : flat.pieces) {
      if (!piece.literal.empty()) continue;
      std::uint32_t bits = 0;  // whole bits a character, rounded down
      for (std::uint32_t n = piece.set.size(); n > 1; n >>= 1) ++bits;
      sum += bits * piece.min;
    }
    least = std::min(least, sum);
  }
  return least;
}

bool TokenTemplate::may_hold_digits() const {
  for (const Flat& flat : flatten()) {
    for (const Flat::Piece& piece : flat.pieces) {
      if (piece.literal.empty() && piece.set.has('5')) return true;
    }
  }
  return false;
}

bool stands_alone_before(std::string_view text, std::size_t begin) {
  if (begin == 0 || !is_token_word(text[begin - 1])) return true;
  const auto at = [&](std::size_t back) { return begin >= back ? text[begin - back] : '\0'; };
  const char before = at(1);
  if (at(2) == '\\' && (before == 'n' || before == 'r' || before == 't' || before == 'b' ||
                        before == 'f' || before == 'v' || before == '0')) {
    return true;
  }
  if (!is_hex(before) || !is_hex(at(2))) return false;
  if (at(3) == '%' || (at(3) == 'x' && at(4) == '\\')) return true;
  return is_hex(at(3)) && is_hex(at(4)) && at(5) == 'u' && at(6) == '\\';
}

bool may_follow_length(std::string_view text, std::size_t begin) {
  return begin >= 2 && is_token_word(text[begin - 1]) && is_binary(text[begin - 2]);
}

}  // namespace stoprule
