// lines.h - walking over lines that end at LF, CRLF or CR.
#pragma once
#include <algorithm>
#include <cstddef>
#include <string_view>

namespace stoprule {

inline std::size_t end_of_line(std::string_view bytes, std::size_t at, std::size_t limit) {
  return std::min(bytes.substr(0, limit).find_first_of("\r\n", at), limit);
}
inline std::size_t begin_of_next_line(std::string_view bytes, std::size_t line_end,
                                      std::size_t limit) {
  if (line_end >= limit) return limit;
  const bool crlf = bytes[line_end] == '\r' && line_end + 1 < limit && bytes[line_end + 1] == '\n';
  return line_end + (crlf ? 2 : 1);
}

}  // namespace stoprule
