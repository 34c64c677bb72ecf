// nested.h - a text inside string literals (a notebook's cell, a request body in JSON), decoded so
// that it can be read like any other, with the way back to where each byte stands.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "text/text.h"

namespace stoprule {

class Nested {
 public:
  /// Joins the insides of string literals, with escapes resolved.
  Nested(std::string_view bytes, const std::vector<Span>& pieces);

  std::string_view text() const { return text_; }
  /// A span of text() in the bytes that it was made from.
  Span source(Span span) const;

 private:
  struct Step {
    std::uint64_t decoded, source;
  };
  void mark(std::uint64_t source);
  std::uint64_t source(std::uint64_t offset) const;

  std::string text_;
  std::vector<Step> steps_;  // where the distance between both changes
};

}  // namespace stoprule
