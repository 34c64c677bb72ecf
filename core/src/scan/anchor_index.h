// anchor_index.h - which rules' anchors begin at a place. One multiplication and one bit a place,
// whatever the number of rules; only where the bit is set is anything compared.
#pragma once
#include <algorithm>
#include <array>
#include <bit>
#include <cstdint>
#include <cstring>
#include <span>
#include <string_view>
#include <vector>

namespace stoprule {

class AnchorIndex {
 public:
  struct Entry {
    std::string_view literal;  ///< 3 bytes or more
    std::uint32_t value;       ///< the caller's
    bool caseless;
  };

  explicit AnchorIndex(std::vector<Entry> entries = {});

  /// Never false where one begins; quick. `at` is 4 bytes or more from the text's end.
  bool may_begin(std::string_view text, std::size_t at) const {
    return is_set(slot_of(load(text.data() + at)));
  }

  /// Calls visit(value) for every entry whose literal begins at `at`.
  template <class Visit>
  void look(std::string_view text, std::size_t at, const Visit& visit) const {
    if (at + 4 > text.size()) return look_at_end(text, at, visit);
    const std::uint32_t word = load(text.data() + at);
    const std::uint32_t slot = slot_of(word);
    if (is_set(slot)) look_slot(slot, word, text, at, visit);
  }

  /// The same for every place of [begin, end), in order: visit(at, value). The hot loop.
  template <class Visit>
  void look_all(std::string_view text, std::size_t begin, std::size_t end,
                const Visit& visit) const {
    const std::size_t safe = text.size() >= 4 ? std::min(end, text.size() - 3) : begin;
    std::size_t at = begin;
    for (; at < safe; ++at) {
      const std::uint32_t word = load(text.data() + at);
      const std::uint32_t slot = slot_of(word);
      if (is_set(slot)) [[unlikely]] {
        look_slot(slot, word, text, at, [&](std::uint32_t value) { visit(at, value); });
      }
    }
    for (; at < end; ++at) look_at_end(text, at, [&](std::uint32_t value) { visit(at, value); });
  }

 private:
  static constexpr int kSlotBits = 16, kBucketBits = 12;

  // Four bytes with ASCII letters folded (| 0x20 folds other bytes too, which only lets more
  // through), the same number on every target. Three of them choose the slot.
  static std::uint32_t load(const char* bytes) {
    std::uint32_t word;
    std::memcpy(&word, bytes, 4);
    if constexpr (std::endian::native == std::endian::big) word = __builtin_bswap32(word);
    return word | 0x20202020;
  }
  static std::uint32_t slot_of(std::uint32_t word) {
    return (word << 8) * 0x9e3779b1u >> (32 - kSlotBits);
  }
  bool is_set(std::uint32_t slot) const { return (bits_[slot >> 6] >> (slot & 63) & 1) != 0; }

  template <class Visit>
  void look_slot(std::uint32_t slot, std::uint32_t word, std::string_view text, std::size_t at,
                 const Visit& visit) const {
    const std::uint32_t bucket = slot >> (kSlotBits - kBucketBits);
    bool here = false;
    for (std::uint32_t i = first_[bucket]; i < first_[bucket + 1]; ++i) {
      const Member& member = members_[i];
      if (!member.again)
        here =
            ((word ^ member.word) & member.mask) == 0 && begins(entries_[member.entry], text, at);
      if (here) visit(entries_[member.entry].value);
    }
  }
  template <class Visit>
  void look_at_end(std::string_view text, std::size_t at, const Visit& visit) const {
    if (at + 3 > text.size()) return;
    const char last[4] = {text[at], text[at + 1], text[at + 2], 0};
    const std::uint32_t word = load(last);
    if (is_set(slot_of(word))) look_slot(slot_of(word), word, text, at, visit);
  }
  static bool begins(const Entry& entry, std::string_view text, std::size_t at);

  struct Member {
    std::uint32_t word, mask;  ///< the literal's first bytes, and how many of them there are
    std::uint32_t entry;
    bool again;  ///< what the member before it looks for
  };
  std::vector<Entry> entries_;
  std::array<std::uint64_t, (1u << kSlotBits) / 64> bits_{};
  std::vector<std::uint32_t> first_;  ///< by bucket, into members_
  std::vector<Member> members_;
};

}  // namespace stoprule
