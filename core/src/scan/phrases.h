// phrases.h - finds many literals at once, in time linear in the text. Literals are bytes: fold()
// both sides to compare words.
#pragma once
#include <array>
#include <bitset>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "text/characters.h"

namespace stoprule {

class Phrases {
 public:
  /// Borrows `literal` (not empty); ids need not be unique or in order. Literals that come sorted
  /// build fastest.
  void add(std::string_view literal, std::uint32_t id);
  /// After the last add(), before the first search.
  void build();

  /// Whether it may be worth asking at(): never false where a literal begins.
  bool may_begin(std::string_view text, std::size_t at) const {
    return short_first_[static_cast<std::uint8_t>(text[at])] || first_[hash(three(text, at))];
  }

  /// Calls visit(id, size) for every literal that begins at `at`, longest first.
  template <class Visit>
  void at(std::string_view text, std::size_t at, Visit visit) const {
    if (text.size() - at < shortest_ || !may_begin(text, at)) return;
    for (std::uint32_t i = longest_at(text, at); i != kNone; i = entries_[i].prefix) {
      visit(entries_[i].id, entries_[i].literal.size());
    }
  }

  /// Calls visit(id, begin, end) for every occurrence of every literal, by begin, longest first.
  template <class Visit>
  void find_all(std::string_view text, Visit visit) const {
    for (std::size_t i = 0; i + shortest_ <= text.size(); ++i) {
      at(text, i, [&](std::uint32_t id, std::size_t size) { visit(id, i, i + size); });
    }
  }
  /// The same for folded text, but for what begins inside a word of ASCII letters and digits.
  template <class Visit>
  void find_at_words(std::string_view text, Visit visit) const {
    bool in_word = false;
    for (std::size_t i = 0; i + shortest_ <= text.size(); ++i) {
      const bool word = (text[i] >= 'a' && text[i] <= 'z') || is_digit(text[i]);
      if (!word || !in_word) {
        at(text, i, [&](std::uint32_t id, std::size_t size) { visit(id, i, i + size); });
      }
      in_word = word;
    }
  }

 private:
  static constexpr std::uint32_t kNone = UINT32_MAX;
  struct Entry {
    std::string_view literal;
    std::uint32_t id;
    std::uint32_t prefix;  // the longest other entry that this literal begins with, or equals
  };
  // Entries that begin with the same three bytes.
  struct Slot {
    std::uint32_t begun_by = kNone;  // those bytes
    std::uint32_t begin = 0, end = 0;
  };
  static std::uint32_t three(std::string_view text, std::size_t at) {
    const auto byte = [&](std::size_t i) {
      return at + i < text.size() ? static_cast<std::uint8_t>(text[at + i]) : std::uint32_t{0};
    };
    return byte(0) | byte(1) << 8 | byte(2) << 16;
  }
  static std::uint32_t hash(std::uint32_t begun_by) { return begun_by * 0x9e3779b1u >> 16; }
  const Slot* slot_of(std::uint32_t begun_by) const;
  std::uint32_t longest_at(std::string_view text, std::size_t at) const;

  std::vector<Entry> entries_;              // sorted by literal
  std::bitset<256> short_first_;            // first bytes of literals shorter than three bytes
  std::bitset<0x10000> first_;              // hashes of the first three bytes of the others
  std::vector<Slot> slots_;                 // of the others, by hash; a power of two
  std::array<std::uint32_t, 257> begin_{};  // where the entries of a first byte begin
  std::size_t shortest_ = SIZE_MAX / 2;
};

}  // namespace stoprule
