// json.h - JSON with comments, read strictly: types are checked, unknown fields are errors, and
// every error names its place. The library that parses is known to json.cpp alone.
#pragma once
#include <algorithm>
#include <cstdint>
#include <deque>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "stoprule/result.h"

namespace stoprule {

/// Owns the strings that catalog structs point to.
class StringArena {
 public:
  /// `text` and what follows it, as one.
  std::string_view keep(std::string_view text, std::string_view more = {}) {
    const std::size_t size = text.size() + more.size();
    if (blocks_.empty() || blocks_.back().capacity() - blocks_.back().size() < size)
      blocks_.emplace_back().reserve(std::max(kBlock, size));
    std::string& block = blocks_.back();  // never grows past what it has reserved
    block.append(text).append(more);
    return std::string_view(block).substr(block.size() - size);
  }

 private:
  static constexpr std::size_t kBlock = std::size_t{16} * 1024;
  std::deque<std::string> blocks_;  // a deque: addresses stay
};

/// One JSON object being read. Reading never fails at once: the first problem is kept, later reads
/// give defaults, and JsonReader::read reports the problem at the end. So a loader reads top to
/// bottom without branches.
class JsonObject {
 public:
  bool has(std::string_view key) const;
  std::string_view text(std::string_view key);       ///< "" when absent
  std::string_view need_text(std::string_view key);  ///< an error when absent or empty
  std::int64_t number(std::string_view key, std::int64_t fallback = 0);
  bool flag(std::string_view key, bool fallback = false);
  std::vector<std::string_view> texts(std::string_view key);
  void object(std::string_view key,
              const std::function<void(JsonObject&)>& read);  ///< skipped when absent
  void objects(std::string_view key, const std::function<void(JsonObject&)>& read);  ///< an array
  /// An object used as a map from names to strings, in the order of its names.
  void each_text(std::string_view key,
                 const std::function<void(std::string_view name, std::string_view text)>& read);
  void each_texts(
      std::string_view key,
      const std::function<void(std::string_view name, const std::vector<std::string_view>&)>& read);
  std::string_view raw(std::string_view key);  ///< any value, as JSON text; "" when absent
  std::vector<std::string_view> keys() const;
  /// One of `names`; gives its index, 0 when absent; an error that lists them otherwise.
  std::size_t choice(std::string_view key, const std::vector<std::string_view>& names);

  /// A string that a loader made, kept like those that were read.
  std::string_view keep(std::string_view text);

  void problem(std::string_view key, std::string message);  ///< e.g. a value that is out of range
  std::string place(std::string_view key) const;            ///< "vendors/groq.json: keys[0].token"

  struct Node;  // json.cpp
  explicit JsonObject(Node* node) : node_(node) {}

 private:
  Node* node_;
};

/// Parses `text` (UTF-8, comments allowed, at most 64 levels deep) as an object and hands it to
/// `read`. Strings that `read` gets live in `arena`. kData names `file` and the place in it.
Status read_json(std::string_view file, std::string_view text, StringArena& arena,
                 const std::function<void(JsonObject&)>& read, ErrorCode code = ErrorCode::kData);

/// `text` as a JSON string, in its quotes; invalid UTF-8 is replaced.
std::string json_quoted(std::string_view text);

}  // namespace stoprule
