#include "scan/phrases.h"

#include <algorithm>

namespace stoprule {

void Phrases::add(std::string_view literal, std::uint32_t id) {
  entries_.push_back({literal, id, kNone});
}

void Phrases::build() {
  const auto less = [](const Entry& a, const Entry& b) { return a.literal < b.literal; };
  if (!std::is_sorted(entries_.begin(), entries_.end(), less)) {
    std::stable_sort(entries_.begin(), entries_.end(), less);
  }
  // Entries that begin alike stand together, shorter ones first: the candidates for a literal's
  // prefix are the entry before it and that one's own prefixes.
  std::uint32_t counts[256] = {};
  for (std::uint32_t i = 0; i < entries_.size(); ++i) {
    const std::string_view literal = entries_[i].literal;
    std::uint32_t prefix = i == 0 ? kNone : i - 1;
    while (prefix != kNone && !literal.starts_with(entries_[prefix].literal)) {
      prefix = entries_[prefix].prefix;
    }
    entries_[i].prefix = prefix;
    const auto byte = [&](std::size_t k) { return static_cast<std::uint8_t>(literal[k]); };
    ++counts[byte(0)];
    shortest_ = std::min(shortest_, literal.size());
    if (literal.size() < 3) {
      short_first_.set(byte(0));
    } else {
      first_.set(hash(byte(0), byte(1), byte(2)));
    }
  }
  for (std::size_t i = 0; i < 256; ++i) begin_[i + 1] = begin_[i] + counts[i];
}

std::uint32_t Phrases::longest_at(std::string_view text, std::size_t at) const {
  const std::string_view rest = text.substr(at);
  const auto first = static_cast<std::uint8_t>(rest[0]);
  // Every literal that `rest` begins with is a prefix of the last entry that is not greater than
  // `rest`.
  const auto begin = entries_.begin();
  const auto found =
      std::upper_bound(begin + begin_[first], begin + begin_[first + 1], rest,
                       [](std::string_view a, const Entry& b) { return a < b.literal; });
  if (found == begin + begin_[first]) return kNone;
  auto entry = static_cast<std::uint32_t>(found - begin - 1);
  while (entry != kNone && !rest.starts_with(entries_[entry].literal))
    entry = entries_[entry].prefix;
  return entry;
}

}  // namespace stoprule
