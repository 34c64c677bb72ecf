// phrases.h - finds many literals at once, in time linear in the text. Literals are bytes: fold()
// both sides to compare words.
#pragma once
#include <array>
#include <bitset>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

namespace stoprule {

class Phrases {
 public:
  /// Borrows `literal` (not empty); ids need not be unique or in order. Literals that come sorted
  /// build fastest.
  void add(std::string_view literal, std::uint32_t id);
  /// After the last add(), before the first search.
  void build();

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

 private:
  static constexpr std::uint32_t kNone = UINT32_MAX;
  struct Entry {
    std::string_view literal;
    std::uint32_t id;
    std::uint32_t prefix;  // the longest other entry that this literal begins with, or equals
  };
  static std::size_t hash(std::uint8_t a, std::uint8_t b, std::uint8_t c) {
    return (a * 0x9e5u ^ b * 0x1f3u ^ c * 0x35u) & 0xffff;
  }
  bool may_begin(std::string_view text, std::size_t at) const {
    const auto byte = [&](std::size_t i) {
      return at + i < text.size() ? static_cast<std::uint8_t>(text[at + i]) : std::uint8_t{0};
    };
    return short_first_[byte(0)] || first_[hash(byte(0), byte(1), byte(2))];
  }
  std::uint32_t longest_at(std::string_view text, std::size_t at) const;

  std::vector<Entry> entries_;              // sorted by literal
  std::bitset<256> short_first_;            // first bytes of literals shorter than three bytes
  std::bitset<0x10000> first_;              // hashes of the first three bytes of the others
  std::array<std::uint32_t, 257> begin_{};  // where the entries of a first byte begin
  std::size_t shortest_ = SIZE_MAX / 2;
};

}  // namespace stoprule
