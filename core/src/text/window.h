// window.h - the part of a document that is in memory: bytes [offset, offset + bytes.size()).
#pragma once
#include <cstdint>
#include <string_view>

#include "text/text.h"

namespace stoprule {

struct Window {
  std::string_view bytes;
  std::uint64_t offset = 0;

  std::size_t index(std::uint64_t absolute) const {
    return static_cast<std::size_t>(absolute - offset);
  }
  std::string_view at(Span span) const {
    return bytes.substr(index(span.begin), static_cast<std::size_t>(span.end - span.begin));
  }
};

}  // namespace stoprule
