#include "verify/redact.h"

#include <algorithm>

#include "text/characters.h"
#include "text/wipe.h"

namespace stoprule {
namespace {

constexpr std::string_view kReplacement = "\xEF\xBF\xBD";
constexpr std::string_view kEllipsis = "\xE2\x80\xA6";

bool is_continuation(char c) { return (static_cast<std::uint8_t>(c) & 0xc0) == 0x80; }

// The length of the well-formed UTF-8 sequence at the front, 0 where there is none.
std::size_t sequence_length(std::string_view text) {
  const auto lead = static_cast<std::uint8_t>(text[0]);
  const std::size_t length = lead < 0x80    ? 1
                             : lead >= 0xf0 ? 4
                             : lead >= 0xe0 ? 3
                             : lead >= 0xc2 ? 2
                                            : 0;
  if (length == 0 || lead > 0xf4 || length > text.size()) return 0;
  for (std::size_t i = 1; i < length; ++i) {
    if (!is_continuation(text[i])) return 0;
  }
  if (length < 3) return length;
  const auto second = static_cast<std::uint8_t>(text[1]);
  const bool overlong = (lead == 0xe0 && second < 0xa0) || (lead == 0xf0 && second < 0x90);
  const bool beyond = (lead == 0xed && second > 0x9f) || (lead == 0xf4 && second > 0x8f);
  return overlong || beyond ? 0 : length;
}

// Characters that change how others are shown: zero-width, direction controls, C1 controls, line
// separators, annotations, byte order mark, tags.
bool is_deceptive(std::string_view sequence) {
  const auto bits = [&](std::size_t i) { return static_cast<std::uint32_t>(sequence[i]) & 63; };
  if (sequence.size() == 2)
    return (sequence[0] == '\xC2' && bits(1) < 0x20) || sequence == "\u061C";
  if (sequence.size() == 3) {
    const std::uint32_t code =
        (static_cast<std::uint32_t>(sequence[0]) & 15) << 12 | bits(1) << 6 | bits(2);
    return (code >= 0x200b && code <= 0x200f) || (code >= 0x2028 && code <= 0x202e) ||
           (code >= 0x2060 && code <= 0x206f) || (code >= 0xfff9 && code <= 0xfffb) ||
           code == 0xfeff;
  }
  return sequence.starts_with("\xF3\xA0\x80") || sequence.starts_with("\xF3\xA0\x81");
}

// "##[", "##vso[", "##teamcity[": commands of CI systems wherever they stand in a line of a log.
bool begins_log_command(std::string_view text) {
  if (!text.starts_with("##")) return false;
  std::size_t at = 2;
  while (at < text.size() && is_letter(text[at])) ++at;
  return at < text.size() && text[at] == '[';
}

// Moves `at` back to the start of the character it is in.
std::size_t character_start(std::string_view text, std::size_t at) {
  for (int i = 0; i < 3 && at > 0 && at < text.size() && is_continuation(text[at]); ++i) --at;
  return at;
}

// Copies [from, to) and masks the secrets that it touches, each whole.
std::string masked_range(const Window& window, std::uint64_t from, std::uint64_t to,
                         std::span<const KeyMatch> secrets) {
  std::string out;
  std::uint64_t at = from;
  auto next = std::lower_bound(
      secrets.begin(), secrets.end(), from,
      [](const KeyMatch& match, std::uint64_t place) { return match.secret.end <= place; });
  for (; next != secrets.end() && next->secret.begin < to; ++next) {
    if (next->secret.begin > at) out += printable(window.at({at, next->secret.begin}));
    // A secret that begins before what is in memory is masked without its prefix.
    const bool whole = next->secret.begin >= window.offset &&
                       next->secret.end <= window.offset + window.bytes.size();
    // Of an encoded one nothing is shown: its last letters may say its first.
    out += whole && next->hidden == 0 ? masked_secret(window.at(next->secret), next->shown)
                                      : std::string(kMask);
    at = std::max(at, next->secret.end);
  }
  if (at < to) out += printable(window.at({at, to}));
  return out;
}

}  // namespace

std::string masked_secret(std::string_view secret, std::size_t shown) {
  constexpr std::size_t kTail = 4, kEnough = 20;
  std::string out = printable(secret.substr(0, shown));
  out += kMask;
  const std::string_view hidden = secret.substr(std::min(shown, secret.size()));
  if (hidden.size() >= kEnough) {
    const std::string_view tail = hidden.substr(hidden.size() - kTail);
    // Letters in other scripts are not worth a risk at this place.
    if (std::all_of(tail.begin(), tail.end(), [](char c) { return c > ' ' && c < 0x7f; }))
      out += tail;
  }
  return out;
}

std::string printable(std::string_view text) {
  std::string out;
  while (!text.empty()) {
    const std::size_t length = sequence_length(text);
    if (length == 0) {
      out += kReplacement;
      text.remove_prefix(1);
      continue;
    }
    const std::string_view sequence = text.substr(0, length);
    const char c = sequence[0];
    if (length == 1 && (c == ' ' || c == '\t' || c == '\n' || c == '\r')) {
      if (out.empty() || out.back() != ' ') out += ' ';
    } else if ((length == 1 && (static_cast<std::uint8_t>(c) < 0x20 || c == 0x7f)) ||
               is_deceptive(sequence)) {
      out += kReplacement;
    } else {
      out += sequence;
      if (begins_log_command(text)) out += ' ';
    }
    text.remove_prefix(length);
  }
  return out;
}

std::string excerpt(const Window& window, Span span, std::span<const KeyMatch> secrets,
                    std::size_t limit) {
  std::uint64_t end = span.end;
  const bool cut = span.end - span.begin > limit;
  if (cut) end = window.offset + character_start(window.bytes, window.index(span.begin + limit));
  std::string out = masked_range(window, span.begin, end, secrets);
  while (!out.empty() && out.front() == ' ') out.erase(0, 1);
  while (!out.empty() && out.back() == ' ') out.pop_back();
  if (cut) out += kEllipsis;
  return out;
}

std::string line_around(const Window& window, Span span, Span within,
                        std::span<const KeyMatch> secrets) {
  const std::string_view text = window.bytes;
  // The line's ends, and what no text holds: a module's data begins somewhere.
  const auto between = [](char c) { return static_cast<unsigned char>(c) < 0x20 && c != '\t'; };
  const std::size_t low = window.index(
      std::max(within.begin, span.begin - std::min<std::uint64_t>(span.begin, kContextSide)));
  const std::size_t high = window.index(std::min(within.end, span.end + kContextSide));
  std::size_t from = window.index(span.begin), to = std::min(window.index(span.end), high);
  while (from > low && !between(text[from - 1])) --from;
  while (to < high && !between(text[to])) ++to;
  from = character_start(text, from);
  to = character_start(text, to);
  std::string out;
  if (from > 0 && !between(text[from - 1])) out += kEllipsis;
  out += masked_range(window, window.offset + from, window.offset + to, secrets);
  if (to < text.size() && !between(text[to])) out += kEllipsis;
  return out;
}

SecretList::~SecretList() {
  for (Entry& entry : entries_) wipe(entry.secret);
}

std::uint32_t SecretList::add(std::string_view secret, std::string mask) {
  const auto known = known_.find(secret);
  if (known != known_.end()) return known->second;
  const auto index = static_cast<std::uint32_t>(entries_.size());
  entries_.push_back({std::string(secret), std::move(mask)});
  known_.emplace(entries_.back().secret, index);
  return index;
}

void SecretList::seal() {
  constexpr std::size_t kShortest = 4;  // a shorter one can't be told from ordinary text
  for (const auto& [secret, index] : known_) {
    if (secret.size() >= kShortest) phrases_.add(secret, index);
  }
  phrases_.build();
}

std::string SecretList::masked(std::string_view text) const {
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    const Entry* longest = nullptr;
    phrases_.at(text, at, [&](std::uint32_t index, std::size_t) {
      if (longest == nullptr) longest = &entries_[index];
    });
    if (longest == nullptr) {
      out.push_back(text[at++]);
    } else {
      out += longest->mask;
      at += longest->secret.size();
    }
  }
  return printable(out);
}

}  // namespace stoprule
