#include "prose/function_words.h"

#include "text/characters.h"

namespace stoprule {
namespace {

constexpr std::size_t kLongest = 6;
// Bytes that show what a text is written in.
constexpr std::size_t kEnough = std::size_t{64} * 1024;

}  // namespace

FunctionWords::FunctionWords(const CatalogData& catalog)
    : languages_(catalog.claims.languages.size()) {
  for (std::uint32_t i = 0; i < languages_; ++i) {
    for (const std::string_view word : catalog.claims.languages[i].function_words) {
      if (!word.empty() && word.size() <= kLongest) words_.add(word, i);
    }
  }
  words_.build();
}

FunctionWords::Counts FunctionWords::count(std::string_view text) const {
  Counts out{std::vector<std::size_t>(languages_), 0};
  text = text.substr(0, kEnough);
  for (std::size_t at = 0; at < text.size();) {
    if (!is_letter(text[at])) {
      ++at;
      continue;
    }
    std::size_t end = at;
    while (end < text.size() && is_letter(text[end])) ++end;
    words_.at(text, at, [&](std::uint32_t language, std::size_t size) {
      if (size == end - at) ++out.hits[language];
    });
    at = end;
    ++out.words;
  }
  return out;
}

}  // namespace stoprule
