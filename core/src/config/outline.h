// outline.h - what the readers of all formats give: names with their values, and which of them
// stand together.
#pragma once
#include <cstddef>
#include <cstdint>
#include <vector>

#include "text/text.h"

namespace stoprule {

inline constexpr std::size_t kDeepest = 64;    ///< levels that a reader tells apart
inline constexpr std::size_t kMostNested = 3;  ///< texts in strings in strings

enum class GroupKind : std::uint8_t {
  kBlock,    ///< a whole file, fence or passage
  kObject,   ///< an object, table, mapping or list
  kCall,     ///< a call, a constructor, a chain of setters
  kCommand,  ///< a command line or an HTTP request
};

struct Group {
  std::uint32_t parent = 0;  ///< index; a block is its own parent
  GroupKind kind = GroupKind::kBlock;
  Span label;  ///< the key, section, callee or command that it belongs to; may be empty
};

struct Field {
  Span name;   ///< without quotes; empty for a positional argument
  Span value;  ///< without quotes where it is one string, otherwise as written
  std::uint32_t group = 0;
  bool quoted = false;    ///< the value is one string literal
  bool code = false;      ///< the value may be an expression
  bool labelled = false;  ///< `name: value`, which in prose is a remark, rather than `name=value`
};

struct UrlPlace {
  Span span;
  std::uint32_t group = 0;
};

struct Outline {
  std::vector<Group> groups;
  std::vector<Field> fields;
  std::vector<UrlPlace> urls;  ///< outside of comments
  std::vector<Span> comments;  ///< in order
  std::vector<std::vector<Span>>
      nested;                  ///< strings, or parts of one, that may hold a text of their own
  std::uint64_t too_deep = 0;  ///< levels past kDeepest: what is in them counts to the one around

  std::uint32_t add_group(std::uint32_t parent, GroupKind kind, Span label) {
    groups.push_back({parent, kind, label});
    return static_cast<std::uint32_t>(groups.size() - 1);
  }
  std::uint32_t add_block() {
    return add_group(static_cast<std::uint32_t>(groups.size()), GroupKind::kBlock, {});
  }
};

}  // namespace stoprule
