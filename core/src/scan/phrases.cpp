#include "scan/phrases.h"

#include <algorithm>
#include <bit>

namespace stoprule {
namespace {

// Whether a < b, of which the first `alike` bytes are the same. Most differ in the next ones.
bool is_before(std::string_view a, std::string_view b, std::size_t alike) {
  const std::size_t size = std::min(a.size(), b.size());
  for (std::size_t i = alike; i < size; ++i) {
    if (a[i] != b[i]) return static_cast<std::uint8_t>(a[i]) < static_cast<std::uint8_t>(b[i]);
  }
  return a.size() < b.size();
}

}  // namespace

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
  std::uint32_t counts[256] = {}, last = kNone;
  std::size_t beginnings = 0;
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
      const std::uint32_t begun_by = three(literal, 0);
      first_.set(hash(begun_by));
      beginnings += begun_by != last ? 1 : 0;
      last = begun_by;
    }
  }
  for (std::size_t i = 0; i < 256; ++i) begin_[i + 1] = begin_[i] + counts[i];

  slots_.resize(std::bit_ceil(2 * beginnings + 1));
  for (std::uint32_t i = 0; i < entries_.size(); ++i) {
    if (entries_[i].literal.size() < 3) continue;
    const std::uint32_t begun_by = three(entries_[i].literal, 0);
    std::size_t at = hash(begun_by) & (slots_.size() - 1);
    while (slots_[at].begun_by != kNone && slots_[at].begun_by != begun_by)
      at = (at + 1) & (slots_.size() - 1);
    if (slots_[at].begun_by == kNone) slots_[at] = {begun_by, i, i};
    slots_[at].end = i + 1;
  }
}

const Phrases::Slot* Phrases::slot_of(std::uint32_t begun_by) const {
  for (std::size_t at = hash(begun_by) & (slots_.size() - 1);;
       at = (at + 1) & (slots_.size() - 1)) {
    if (slots_[at].begun_by == begun_by) return &slots_[at];
    if (slots_[at].begun_by == kNone) return nullptr;
  }
}

std::uint32_t Phrases::longest_at(std::string_view text, std::size_t at) const {
  const std::string_view rest = text.substr(at);
  const auto first = static_cast<std::uint8_t>(rest[0]);
  std::uint32_t from = begin_[first], to = begin_[first + 1];
  const Slot* slot = rest.size() < 3 ? nullptr : slot_of(three(text, at));
  if (slot != nullptr) {
    from = slot->begin;
    to = slot->end;
  } else if (!short_first_[first]) {
    return kNone;
  }
  // Every literal that `rest` begins with is a prefix of the last entry that is not greater than
  // `rest`; none stands between the slot's entries and those shorter than three bytes.
  const std::size_t alike = slot == nullptr ? 1 : 3;
  const auto found = std::upper_bound(
      entries_.begin() + from, entries_.begin() + to, rest,
      [&](std::string_view a, const Entry& b) { return is_before(a, b.literal, alike); });
  auto entry = static_cast<std::uint32_t>(found - entries_.begin());
  if (entry-- == begin_[first]) return kNone;
  while (entry != kNone && !rest.starts_with(entries_[entry].literal))
    entry = entries_[entry].prefix;
  return entry;
}

}  // namespace stoprule
