// context.h - the words around a place, as rules' `near` lists are compared with them: letters
// folded, separators dropped ("CO_API_KEY", "co-api key" and "coApiKey" are alike), beginning where
// a word begins.
#pragma once
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "text/window.h"

namespace stoprule {

inline constexpr std::size_t kContextBefore = 128, kContextBehind = 48;  ///< bytes

/// Folded and without separators.
std::string squeezed(std::string_view word);

class Context {
 public:
  Context() = default;
  /// The bytes before `begin` and, on the same line, behind `end` (indices into `text`).
  Context(std::string_view text, std::size_t begin, std::size_t end,
          std::size_t before = kContextBefore, std::size_t behind = kContextBehind);
  /// The same for another place, in the memory that is there.
  void read(std::string_view text, std::size_t begin, std::size_t end,
            std::size_t before = kContextBefore, std::size_t behind = kContextBehind);
  /// Only `words`.
  explicit Context(std::string_view words);

  /// `word` is squeezed. It must begin at a word's beginning; one of up to four letters must end at
  /// a word's end too.
  bool has(std::string_view word) const;
  bool has_any(std::span<const std::string_view> words) const;

  std::string_view letters() const { return {letters_.data(), size_}; }
  bool begins_word(std::size_t at) const { return at < size_ ? begins_[at] != 0 : true; }
  bool fits(std::string_view word, std::size_t at) const;  ///< has(), for one place
  /// visit(at) for every letter that a word begins with.
  template <class Visit>
  void each_word(const Visit& visit) const {
    for (std::size_t i = 0; i < words_; ++i) visit(word_begins_[i]);
  }

 private:
  void reserve(std::size_t bytes);
  void add(std::string_view text);
  std::size_t size_ = 0, words_ = 0;
  // By letter, longer than size_: the letter, and whether a word begins there. Then all such
  // places.
  std::vector<char> letters_, begins_;
  std::vector<std::uint32_t> word_begins_;
};

/// Whether a value may begin at `begin`: behind a quote, a separator or a bracket.
bool opens_value(std::string_view text, std::size_t begin);

}  // namespace stoprule
