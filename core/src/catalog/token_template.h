// token_template.h - what a key looks like, from one readable line (core/data/README.md has the
// grammar). The same parsed form gives the matcher, the RE2 pattern that tests compare it with, the
// anchors and the samples.
#pragma once
#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "catalog/vendor.h"
#include "stoprule/result.h"

namespace stoprule {

struct CharSet {
  std::array<std::uint64_t, 4> bits{};
  bool has(char c) const {
    const auto byte = static_cast<std::uint8_t>(c);
    return (bits[byte >> 6] >> (byte & 63) & 1) != 0;
  }
  void add(char c) {
    const auto byte = static_cast<std::uint8_t>(c);
    bits[byte >> 6] |= std::uint64_t{1} << (byte & 63);
  }
  bool within(const CharSet& other) const;
  std::uint32_t size() const;
};

/// What keys are made of: runs of these at least kRunBytes long are where keys are looked for.
inline constexpr std::string_view kKeyPunctuation = "_-+/";
inline constexpr std::size_t kRunBytes = 16;
inline constexpr std::size_t kAnchorBefore = 4;
const CharSet& key_characters();

/// The longest stretch that any match, or what is looked at behind it, may cover.
inline constexpr std::size_t kMatchBytes = std::size_t{32} * 1024;

class TokenTemplate {
 public:
  /// kData with what is wrong and at which character.
  static Result<TokenTemplate> parse(std::string_view text, bool caseless);

  /// The end of the longest match that begins at `begin` and stands alone; npos when there is none.
  /// Looks at most kMatchBytes ahead; linear but for templates with several open runs.
  std::size_t match(std::string_view text, std::size_t begin) const;

  std::string re2_pattern() const;
  /// A string of this form; the same seed gives the same one.
  std::string sample(std::uint64_t seed) const;

  /// Literals of which one is in every match, each placed so that it begins at most kAnchorBefore
  /// bytes before, in, or right behind a run of kRunBytes key characters, unless `anywhere`. Empty
  /// when there is no such set.
  std::vector<Anchor> anchors(StringArena& arena, bool anywhere) const;
  /// Whether every match begins with a run of kRunBytes key characters.
  bool begins_with_run() const;

  std::string literal_prefix() const;  ///< what may be shown
  std::uint16_t literal_bytes() const;
  std::uint32_t random_bits() const;  ///< at least, of the variable part
  bool may_hold_digits() const;       ///< whether the variable part may

 private:
  struct Item {
    enum class Kind : std::uint8_t { kLiteral, kClass, kGroup } kind = Kind::kLiteral;
    std::string literal;
    CharSet set;
    std::string set_text;               // as RE2 spells it
    std::vector<std::uint16_t> counts;  // kClass: the lengths allowed, or {min, max} where `range`
    bool range = false;
    std::vector<std::vector<Item>> alternatives;  // kGroup; an empty one makes it optional
  };
  using Sequence = std::vector<Item>;
  class Parser;

  struct Flat;  // one way through all groups
  std::vector<Flat> flatten() const;

  void match_sequence(const Sequence& sequence, std::string_view text, std::vector<std::size_t>& at,
                      bool last) const;
  static bool stands_alone_behind(std::string_view text, std::size_t end, const CharSet* last);

  Sequence items_;
  bool caseless_ = false;
};

/// No letter, digit or '_' right before `begin`, other than the end of an escape (\n, \x41, %22,
/// \u0041).
bool stands_alone_before(std::string_view text, std::size_t begin);
/// Whether the byte right before `begin` may be the length of what begins there, as binary data
/// has it: a letter or digit behind what no text holds.
bool may_follow_length(std::string_view text, std::size_t begin);

}  // namespace stoprule
