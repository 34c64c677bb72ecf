#include "decode/decode.h"

#include <algorithm>
#include <array>
#include <cstdint>

#include "catalog/token_template.h"
#include "decode/base64.h"
#include "decode/escapes.h"
#include "decode/lists.h"
#include "decode/literals.h"
#include "text/characters.h"

namespace stoprule {
namespace {

// What stands beside a run tells what may be done with it.
enum Neighbour : std::uint8_t { kEscape = 1, kEntityEnd = 2, kQuote = 4 };
constexpr std::array<std::uint8_t, 256> neighbours() {
  std::array<std::uint8_t, 256> out{};
  for (const char c : std::string_view("\\%&")) out[static_cast<std::uint8_t>(c)] = kEscape;
  for (const char c : std::string_view("\"'`")) out[static_cast<std::uint8_t>(c)] = kQuote;
  out[static_cast<std::uint8_t>(';')] = kEntityEnd;
  return out;
}
constexpr std::array<std::uint8_t, 256> kNeighbours = neighbours();

std::uint8_t neighbour(char c) { return kNeighbours[static_cast<std::uint8_t>(c)]; }

// The '&' of the entity that ends before `at`; npos where there is none.
std::size_t entity_before(std::string_view text, std::size_t at) {
  constexpr std::size_t kLongest = 10;
  const std::size_t from = at - std::min(at, kLongest);
  const std::size_t place = text.substr(from, at - from).rfind('&');
  return place == std::string_view::npos ? place : from + place;
}

// Many in one stretch, of which several hide key characters.
bool is_worthwhile(std::string_view text, std::size_t at, std::size_t* first) {
  constexpr int kEnough = 4;
  const std::size_t end = std::min(text.size(), at + kSeedBytes);
  int count = 0;
  for (; at < end && count < kEnough; ++at) {
    if (neighbour(text[at]) != kEscape || !hides_key_character(text, at)) continue;
    if (count++ == 0) *first = at;
  }
  return count == kEnough;
}

// Literals with commas between them: "s","k" or 's', 'k'.
bool lists_literals(std::string_view text, std::size_t seed) {
  const auto quote_at = [&](std::size_t at) {
    return at < text.size() && neighbour(text[at]) == kQuote;
  };
  return std::any_of(std::begin(kLooks), std::end(kLooks), [&](std::size_t look) {
    const std::size_t at = comma_near(text, seed + look);
    return at != std::string_view::npos && quote_at(at - 1) &&
           (quote_at(at + 1) || quote_at(at + 2));
  });
}

}  // namespace

void Decoder::read_runs(std::string_view text, const RunMap& runs) {
  LiteralReader literals(text, 0, pieces_);
  std::size_t done = 0;  // by read_base64
  for (const Run& run : runs.runs) {
    const char before = run.begin > 0 ? text[run.begin - 1] : ' ';
    const char behind = run.end < text.size() ? text[run.end] : ' ';
    const unsigned kinds = neighbour(before) | unsigned{neighbour(behind)};
    std::size_t begin = run.begin;
    if ((kinds & (kEscape | kEntityEnd)) != 0) {
      const std::size_t seeds = escapes_.size();
      std::size_t escape = run.begin - std::size_t{1};
      if (before == ';') escape = entity_before(text, run.begin);
      if (run.begin > 0 && escape < run.begin && hides_key_character(text, escape))
        escapes_.push_back(static_cast<std::uint32_t>(escape));
      if (neighbour(behind) == kEscape && hides_key_character(text, run.end))
        escapes_.push_back(run.end);
      if (escapes_.size() != seeds) continue;  // what it says is known one level down
      if (before == '\\' && is_letter(text[begin])) ++begin;  // the n of \n
    }
    if ((kinds & kQuote) != 0 && literals.read(run.begin, run.end)) continue;
    if (begin < done) continue;
    const bool cut = run.begin > 0 && key_characters().has(before);
    if (cut || may_say_text(text.data() + begin))
      done = read_base64(text, begin, text.size(), cut, pieces_);
  }
}

void Decoder::read_lists(std::string_view text, const RunMap& runs) {
  if (runs.listed.empty()) return;
  read_code_lists(text, runs.listed, 0, pieces_);
  LiteralReader literals(text, 0, pieces_);
  for (const std::uint32_t at : runs.listed) {
    if (lists_literals(text, at)) literals.read_seams(at, std::min(text.size(), at + kSeedBytes));
  }
}

// Literals with a '+' between them; pieces too short to be runs.
void Decoder::read_sums(std::string_view text, std::size_t begin, std::size_t end) {
  LiteralReader literals(text, 0, pieces_);
  const std::string_view view = text.substr(0, end);
  for (std::size_t at = view.find('+', begin); at < end; at = view.find('+', at + 1)) {
    std::size_t quote = at;
    while (quote > begin && at - quote < kSeedBytes && is_space(text[quote - 1])) --quote;
    if (quote > begin && neighbour(text[quote - 1]) == kQuote) literals.read_seams(quote - 1, at);
  }
}

const Pieces& Decoder::find(std::string_view text, std::size_t begin, std::size_t end,
                            const RunMap& runs, bool sums) {
  pieces_.clear();
  escapes_.clear();
  read_runs(text, runs);
  for (const std::uint32_t at : runs.escaped) {
    std::size_t first = 0;
    if (is_worthwhile(text, at, &first)) escapes_.push_back(static_cast<std::uint32_t>(first));
  }
  read_escapes(text, escapes_, 0, pieces_);
  read_lists(text, runs);
  if (sums) read_sums(text, begin, end);
  pieces_.settle();
  return pieces_;
}

}  // namespace stoprule
