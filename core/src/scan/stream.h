// stream.h - a document that comes in pieces, handed on in blocks at fixed offsets, each with
// enough text on both sides. However the pieces were cut, the blocks are the same: so is everything
// found in them.
#pragma once
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

#include "catalog/token_template.h"
#include "text/window.h"
#include "text/wipe.h"

namespace stoprule {

inline constexpr std::uint64_t kBlockBytes = std::uint64_t{256} * 1024;
inline constexpr std::uint64_t kBehindBytes =
    std::uint64_t{4} * 1024;  ///< text that a block has before it
inline constexpr std::uint64_t kAheadBytes = kMatchBytes + kBehindBytes;  ///< and after it

class BlockStream {
 public:
  /// Candidates begin in [begin, end); the window holds kBehindBytes before and kAheadBytes after,
  /// less at the document's two ends.
  using Process = std::function<void(const Window& window, std::uint64_t begin, std::uint64_t end)>;
  explicit BlockStream(Process process) : process_(std::move(process)) {}
  ~BlockStream() { wipe(kept_); }
  BlockStream(const BlockStream&) = delete;
  BlockStream& operator=(const BlockStream&) = delete;

  void feed(std::string_view piece);
  void end();
  std::uint64_t size() const { return fed_; }

 private:
  bool ready(std::uint64_t available) const {
    return next_ + kBlockBytes + kAheadBytes <= available;
  }
  void run(const Window& window, std::uint64_t available);

  Process process_;
  std::string kept_;  // what later blocks still need, up to fed_
  std::uint64_t kept_begin_ = 0, fed_ = 0, next_ = 0;
};

}  // namespace stoprule
