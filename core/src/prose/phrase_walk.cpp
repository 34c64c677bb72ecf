#include "prose/phrase_walk.h"

#include <algorithm>
#include <array>

#include "text/characters.h"
#include "text/fold.h"

namespace stoprule {
namespace {

bool is_word_sign(char32_t c) {  // not ASCII
  if (c < 0xc0 || c == 0xd7 || c == 0xf7 || c == 0xfffd) return false;
  if (c >= 0x2000 && c <= 0x303f) return false;  // punctuation, symbols
  if (c == 0x964 || c == 0x965) return false;    // danda
  return c < 0xfe10 && !is_dense_script(c);
}

constexpr std::string_view kCurrencies[] = {"$",  "€",  "£",   "¥",   "₽", "₩",   "₹",
                                            "₫",  "₺",  "usd", "us$", "eur", "cny", "rmb",
                                            "元", "円", "원",  "руб", "r$",  "rp"};

// What an ASCII byte is, and what any byte may begin.
enum ByteKind : std::uint8_t {
  kWordByte = 1,
  kBeginsNumber = 2,
  kBeginsCurrency = 4,
  kSeparates = 8,
  kBeginsLink = 16,
  kHigh = 32
};
constexpr auto kByteKinds = [] {
  std::array<std::uint8_t, 256> kinds{};
  const auto mark = [&](char c, std::uint8_t kind) { kinds[static_cast<std::uint8_t>(c)] |= kind; };
  for (char c = 'a'; c <= 'z'; ++c) mark(c, kWordByte);
  for (char c = '0'; c <= '9'; ++c) mark(c, kWordByte | kBeginsNumber);
  mark('_', kWordByte);
  for (const char c : std::string_view(" -'\"()[]:")) mark(c, kSeparates);
  for (const char c : std::string_view("[](<")) mark(c, kBeginsLink);
  mark(kLinkByte, kBeginsLink);
  for (std::size_t c = 0x80; c < 256; ++c) kinds[c] |= kHigh;
  mark('~', kBeginsNumber);
  mark('+', kBeginsNumber);
  for (const std::string_view currency : kCurrencies) mark(currency[0], kBeginsCurrency);
  return kinds;
}();
std::uint8_t kind_of(char c) { return kByteKinds[static_cast<std::uint8_t>(c)]; }

bool is_word_at(std::string_view text, std::size_t at) {
  const char c = text[at];
  return is_high(c) ? is_word_sign(decode_at(text, at).value) : (kind_of(c) & kWordByte) != 0;
}

char32_t char_before(std::string_view text, std::size_t at) {
  if (at == 0) return U' ';
  std::size_t begin = at - 1;
  while (begin > 0 && at - begin < 4 && (static_cast<std::uint8_t>(text[begin]) & 0xc0) == 0x80)
    --begin;
  return decode_at(text, begin).value;
}

std::size_t word_end(std::string_view text, std::size_t at) {
  for (;;) {
    while (at < text.size() && (kind_of(text[at]) & kWordByte) != 0) ++at;
    if (at >= text.size() || !is_high(text[at])) return at;
    const CodePoint c = decode_at(text, at);
    if (!is_word_sign(c.value)) return at;
    at += c.size;
  }
}

// May a phrase begin here? Not inside a word, nor behind the colon of a name ("model:free").
bool is_start(std::string_view text, std::size_t at, char32_t c) {
  if (c == U' ' || c == U'\n') return false;
  if (c == kLinkByte) return at == 0 || text[at - 1] != kLinkByte;
  if (!is_word_char(c)) return true;
  const char32_t before = char_before(text, at);
  if (before == U':' && at >= 2) return !is_word_char(char_before(text, at - 1)) || c >= 0x80;
  return !is_word_char(before);
}

// What may stand between the words of a phrase.
std::size_t skip_separators(std::string_view text, std::size_t at) {
  constexpr std::size_t kMost = 6;
  const std::size_t last = std::min(text.size(), at + kMost);
  while (at < last && (kind_of(text[at]) & kSeparates) != 0) ++at;
  return at;
}

// "14,400", "1.5m", "3k", "~20"; 0 where there is no number, or one that is too long to be meant as
// one.
std::size_t number_end(std::string_view text, std::size_t at) {
  constexpr std::size_t kLongest = 32;
  if (at >= text.size() || (kind_of(text[at]) & kBeginsNumber) == 0) return 0;
  text = text.substr(0, at + kLongest);
  const auto digit = [&](std::size_t i) { return i < text.size() && is_digit(text[i]); };
  if (at < text.size() && (text[at] == '~' || text[at] == '+')) ++at;
  if (!digit(at)) return 0;
  // "GPT-4 keys" are not four keys.
  if (at > 1 && text[at - 1] == '-' && text[at - 2] >= 'a' && text[at - 2] <= 'z') return 0;
  while (digit(at) || ((text[at] == ',' || text[at] == '.') && digit(at + 1))) {
    if (++at >= text.size()) return at;
  }
  if (at < text.size() && (text[at] == 'k' || text[at] == 'm' || text[at] == 'b') &&
      (at + 1 == text.size() || !is_word_char(decode_at(text, at + 1).value))) {
    ++at;
  }
  return at;
}

std::size_t currency_end(std::string_view text, std::size_t at) {
  if (at >= text.size() || (kind_of(text[at]) & kBeginsCurrency) == 0) return 0;
  for (const std::string_view currency : kCurrencies) {
    if (currency[0] == text[at] && text.substr(at).starts_with(currency))
      return at + currency.size();
  }
  return 0;
}

std::size_t skip_space(std::string_view text, std::size_t at) {
  return at < text.size() && text[at] == ' ' ? at + 1 : at;
}

std::size_t money_end(std::string_view text, std::size_t at) {
  if (const std::size_t behind = currency_end(text, at))
    return number_end(text, skip_space(text, behind));
  const std::size_t number = number_end(text, at);
  return number == 0 ? 0 : currency_end(text, skip_space(text, number));
}

std::size_t class_end(std::string_view text, std::size_t at, std::uint32_t piece) {
  switch (piece) {
    case kNumberPiece:
      return number_end(text, at);
    case kMoneyPiece:
      return money_end(text, at);
    case kLinkPiece: {
      std::size_t end = at;
      while (end < text.size() && end < at + 3 &&
             std::string_view("[](<").find(text[end]) != std::string_view::npos)
        ++end;
      if (end >= text.size() || text[end] != kLinkByte) return 0;
      while (end < text.size() && text[end] == kLinkByte) ++end;
      return end;
    }
    default:  // kNamePiece
      return at < text.size() && is_word_at(text, at) ? word_end(text, at) : 0;
  }
}

// Bytes that what a class takes may begin with.
std::uint8_t kinds_of_class(std::uint32_t piece) {
  switch (piece) {
    case kNumberPiece:
      return kBeginsNumber;
    case kMoneyPiece:
      return kBeginsNumber | kBeginsCurrency;
    case kLinkPiece:
      return kBeginsLink;
    default:
      return kWordByte | kHigh;
  }
}

}  // namespace

bool is_word_char(char32_t c) {
  return c < 0x80 ? (kByteKinds[c] & kWordByte) != 0 : is_word_sign(c);
}

struct PhraseWalk::Search {
  const PhraseWalk& walk;
  std::string_view text;
  std::uint8_t language;
  std::vector<PhraseHit>& out;
  std::size_t begin = 0, first = 0;  // where the phrase begins, in text and in out

  struct Word {
    std::uint32_t piece;
    std::size_t end;
  };
  struct Words {  // in `known`
    std::size_t at = std::string_view::npos;
    std::uint32_t first = 0, count = 0;
  };
  static constexpr std::size_t kPlaces = 64;
  std::array<Words, kPlaces> places = {};  // by the last bits of `at`
  std::vector<Word> known = {};

  void record(std::uint16_t tag, std::size_t end) {
    for (std::size_t i = first; i < out.size(); ++i) {
      if (out[i].tag != tag) continue;
      out[i].end = std::max(out[i].end, static_cast<std::uint32_t>(end));
      return;
    }
    out.push_back(
        {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end), tag, language});
  }

  // The phrase has reached `node` and stands at `at`.
  void arrive(std::uint32_t node, std::size_t at) {
    const PhraseGraph& graph = walk.graph_;
    for (const std::uint16_t tag : graph.tags(node)) record(tag, at);
    const std::uint32_t gap = graph.nodes[node].gap;
    if (graph.edges(node).empty() && gap == 0) return;
    const std::size_t next = skip_separators(text, at);
    if (next >= text.size()) return;
    leave(node, next);
    if (gap != 0) pass_gap(graph.nodes[node], next);
  }

  void pass_gap(const PhraseNode& node, std::size_t at) {
    leave(node.gap_node, at);
    for (std::uint32_t passed = 0; passed < node.gap && at < text.size(); ++passed) {
      const CodePoint c = decode_at(text, at);
      if (is_word_char(c.value)) {
        at = word_end(text, at);
        while (at + 1 < text.size() && text[at] == '.' && is_digit(text[at + 1]))
          at = word_end(text, at + 1);
      } else if (is_dense_script(c.value) ||
                 std::string_view("/&+%$*#@").find(text[at]) != std::string_view::npos) {
        at += c.size;
      } else {
        return;
      }
      at = skip_separators(text, at);
      if (at < text.size()) leave(node.gap_node, at);
    }
  }

  void leave(std::uint32_t node, std::size_t at) {
    const auto edges = walk.graph_.edges(node);
    std::size_t classes = 0;
    for (; classes < edges.size() && edges[classes].piece < kFirstWord; ++classes) {
      const std::size_t end = class_end(text, at, edges[classes].piece);
      if (end > at) arrive(edges[classes].node, end);
    }
    if (classes == edges.size()) return;
    const Words words = words_at(at);
    for (std::uint32_t i = words.first; i < words.first + words.count; ++i) {
      const Word word = known[i];  // a copy: what follows may move them
      const auto edge = std::lower_bound(
          edges.begin() + static_cast<std::ptrdiff_t>(classes), edges.end(), word.piece,
          [](const PhraseEdge& e, std::uint32_t piece) { return e.piece < piece; });
      if (edge != edges.end() && edge->piece == word.piece) arrive(edge->node, word.end);
    }
  }

  // The graph's words that begin at `at`. Several ways lead to most places: they are kept.
  Words words_at(std::size_t at) {
    Words& words = places[at % kPlaces];
    if (words.at == at) return words;
    words = {at, static_cast<std::uint32_t>(known.size()), 0};
    walk.words_.at(text, at, [&](std::uint32_t word, std::size_t size) {
      std::size_t end = at + size;
      if (walk.graph_.words[word].open) {
        end = word_end(text, end);
      } else {
        const bool longer_word =
            end < text.size() && is_word_at(text, end) && is_word_char(char_before(text, end));
        const bool longer_number = is_digit(text[end - 1]) && end + 1 < text.size() &&
                                   (text[end] == '.' || text[end] == ',') &&
                                   is_digit(text[end + 1]);
        if (longer_word || longer_number) return;  // this is only the beginning of it
      }
      known.push_back({word + kFirstWord, end});
    });
    words.count = static_cast<std::uint32_t>(known.size()) - words.first;
    return words;
  }

  // Between two phrases, when there is much to forget.
  void forget() {
    constexpr std::size_t kMany = 4096;
    if (known.size() < kMany) return;
    known.clear();
    places.fill({});
  }
};

std::vector<std::uint32_t> phrase_starts(std::string_view text) {
  std::vector<std::uint32_t> starts;
  for (std::size_t at = 0; at < text.size();) {
    const CodePoint c = decode_at(text, at);
    if (is_start(text, at, c.value)) starts.push_back(static_cast<std::uint32_t>(at));
    at = is_word_char(c.value) ? word_end(text, at) : at + c.size;
  }
  return starts;
}

PhraseWalk::PhraseWalk(const PackedGraph& graph) : graph_(unpacked(graph)) {
  std::uint32_t id = 0;
  for (const PhraseWord& word : graph_.words) words_.add(word.text, id++);
  words_.build();
  for (const PhraseEdge& edge : graph_.edges(graph_.root)) {
    if (edge.piece >= kFirstWord) {
      const std::uint32_t word = edge.piece - kFirstWord;
      first_words_.add(graph_.words[word].text, word);
    } else {
      first_kinds_ |= kinds_of_class(edge.piece);
    }
  }
  first_words_.build();
}

bool PhraseWalk::may_begin(std::string_view text, std::size_t at) const {
  return (kind_of(text[at]) & first_kinds_) != 0 || first_words_.may_begin(text, at);
}

void PhraseWalk::find(std::string_view text, const std::vector<std::uint32_t>& starts,
                      std::uint8_t language, std::vector<PhraseHit>& out) const {
  Search search{*this, text, language, out};
  for (const std::uint32_t at : starts) {
    if (!may_begin(text, at)) continue;
    search.begin = at;
    search.first = out.size();
    search.leave(graph_.root, at);
    search.forget();
  }
}

}  // namespace stoprule
