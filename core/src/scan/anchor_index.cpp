#include "scan/anchor_index.h"

#include <algorithm>

#include "text/characters.h"

namespace stoprule {

AnchorIndex::AnchorIndex(std::vector<Entry> entries) : entries_(std::move(entries)) {
  first_.assign((1u << kBucketBits) + 1, 0);
  members_.resize(entries_.size());
  const auto word_of = [](std::string_view literal) {
    const char bytes[4] = {literal[0], literal[1], literal[2],
                           literal.size() > 3 ? literal[3] : '\0'};
    return load(bytes);
  };
  const auto bucket_of = [](std::uint32_t word) {
    return slot_of(word) >> (kSlotBits - kBucketBits);
  };
  for (const Entry& entry : entries_) {
    const std::uint32_t slot = slot_of(word_of(entry.literal));
    bits_[slot >> 6] |= std::uint64_t{1} << (slot & 63);
    ++first_[bucket_of(word_of(entry.literal)) + 1];
  }
  for (std::size_t i = 1; i < first_.size(); ++i) first_[i] += first_[i - 1];
  std::vector<std::uint32_t> next(first_.begin(), first_.end() - 1);
  for (std::uint32_t i = 0; i < entries_.size(); ++i) {
    const std::string_view literal = entries_[i].literal;
    const std::uint32_t word = word_of(literal);
    members_[next[bucket_of(word)]++] = {word, literal.size() > 3 ? 0xffffffffu : 0x00ffffffu, i,
                                         false};
  }
  // Many rules have the same literals: they are compared with a text once.
  const auto alike = [&](const Member& a, const Member& b) {
    const Entry &one = entries_[a.entry], &other = entries_[b.entry];
    return one.caseless == other.caseless && one.literal == other.literal;
  };
  for (std::size_t bucket = 0; bucket + 1 < first_.size(); ++bucket) {
    for (std::uint32_t i = first_[bucket] + 1; i < first_[bucket + 1]; ++i) {
      std::uint32_t same = i;
      while (same > first_[bucket] && !alike(members_[same - 1], members_[i])) --same;
      if (same == first_[bucket]) continue;
      std::rotate(members_.begin() + same, members_.begin() + i, members_.begin() + i + 1);
      members_[same].again = true;
    }
  }
}

bool AnchorIndex::begins(const Entry& entry, std::string_view text, std::size_t at) {
  if (text.size() - at < entry.literal.size()) return false;
  const std::string_view here = text.substr(at, entry.literal.size());
  if (!entry.caseless) return here == entry.literal;
  return equals_ignoring_case(here, entry.literal);
}

}  // namespace stoprule
