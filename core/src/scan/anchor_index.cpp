#include "scan/anchor_index.h"

#include "text/characters.h"

namespace stoprule {
AnchorIndex::AnchorIndex(std::vector<Entry> entries) : entries_(std::move(entries)) {
  struct Place {
    std::uint32_t slot, entry;
  };
  std::vector<Place> places;
  for (std::uint32_t i = 0; i < entries_.size(); ++i) {
    const std::string_view literal = entries_[i].literal;
    if (literal.size() >= 4) {
      places.push_back({slot_of(load(literal.data())), i});
      continue;
    }
    // A literal of three is entered once for every byte that may follow it: 0x20 is always set
    // after folding.
    short_.push_back(i);
    for (int next = 0; next < 256; ++next) {
      if ((next & 0x20) == 0) continue;
      const char bytes[4] = {literal[0], literal[1], literal[2], static_cast<char>(next)};
      places.push_back({slot_of(load(bytes)), i});
    }
  }
  std::sort(places.begin(), places.end(), [](const Place& a, const Place& b) {
    return a.slot != b.slot ? a.slot < b.slot : a.entry < b.entry;
  });
  const auto same = [](const Place& a, const Place& b) {
    return a.slot == b.slot && a.entry == b.entry;
  };
  places.erase(std::unique(places.begin(), places.end(), same), places.end());
  first_.assign((1u << kSlotBits) + 1, 0);
  for (const Place& place : places) {
    ++first_[place.slot + 1];
    members_.push_back(place.entry);
    bits_[place.slot >> 6] |= std::uint64_t{1} << (place.slot & 63);
  }
  for (std::size_t i = 1; i < first_.size(); ++i) first_[i] += first_[i - 1];
}

bool AnchorIndex::begins(const Entry& entry, std::string_view text, std::size_t at) {
  if (text.size() - at < entry.literal.size()) return false;
  const std::string_view here = text.substr(at, entry.literal.size());
  if (!entry.caseless) return here == entry.literal;
  return equals_ignoring_case(here, entry.literal);
}

}  // namespace stoprule
