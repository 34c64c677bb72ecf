// words.h - where words of folded text begin and end. Scripts without spaces have no borders: there
// every place is one.
#pragma once
#include <cstddef>
#include <string_view>

#include "text/fold.h"

namespace stoprule {

/// Letters and digits of scripts that put spaces between words.
inline bool in_spaced_word(char32_t c) {
  if (c < 0x80)
    return (c >= U'a' && c <= U'z') || (c >= U'0' && c <= U'9') || (c >= U'A' && c <= U'Z');
  return c != 0xfffd && (c < 0x2000 || c > 0x303f) && c > 0xbf && !is_dense_script(c) && c < 0xd800;
}
inline char32_t code_point_before(std::string_view text, std::size_t at) {
  std::size_t begin = at;
  while (begin > 0 && at - begin < 4) {
    --begin;
    if ((static_cast<unsigned char>(text[begin]) & 0xc0) != 0x80) break;
  }
  return begin < at ? decode_at(text, begin).value : U' ';
}
inline char32_t code_point_at(std::string_view text, std::size_t at) {
  return at < text.size() ? decode_at(text, at).value : U' ';
}

inline bool begins_word(std::string_view text, std::size_t at) {
  return !in_spaced_word(code_point_at(text, at)) || !in_spaced_word(code_point_before(text, at));
}
inline bool ends_word(std::string_view text, std::size_t at) {
  return !in_spaced_word(code_point_before(text, at)) || !in_spaced_word(code_point_at(text, at));
}
inline bool stands_alone(std::string_view text, std::size_t begin, std::size_t end) {
  return begins_word(text, begin) && ends_word(text, end);
}

}  // namespace stoprule
