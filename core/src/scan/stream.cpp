#include "scan/stream.h"

#include <algorithm>

namespace stoprule {

void BlockStream::run(const Window& window, std::uint64_t available) {
  while (ready(available)) {
    // The view is cut to what every block has, so that no stage can depend on how much more happens
    // to be there.
    const std::uint64_t from = std::max(window.offset, next_ - std::min(next_, kBehindBytes));
    const std::uint64_t to = next_ + kBlockBytes + kAheadBytes;
    process_({window.at({from, to}), from}, next_, next_ + kBlockBytes);
    next_ += kBlockBytes;
  }
}

void BlockStream::feed(std::string_view piece) {
  const std::uint64_t piece_begin = fed_;
  fed_ += piece.size();
  // Blocks that need text from before the piece run in the copy; the rest run in the piece itself.
  std::uint64_t copied = piece_begin;
  while (ready(fed_) && next_ < piece_begin + kBehindBytes && piece_begin != 0) {
    const std::uint64_t need = next_ + kBlockBytes + kAheadBytes;
    if (need > copied) {
      kept_.append(piece.substr(static_cast<std::size_t>(copied - piece_begin),
                                static_cast<std::size_t>(need - copied)));
      copied = need;
    }
    run({kept_, kept_begin_}, need);
  }
  run({piece, piece_begin}, fed_);
  const std::uint64_t keep_from = next_ - std::min(next_, kBehindBytes);
  if (keep_from >= piece_begin) {
    kept_.assign(piece.substr(static_cast<std::size_t>(keep_from - piece_begin)));
    kept_begin_ = keep_from;
    return;
  }
  kept_.append(piece.substr(static_cast<std::size_t>(copied - piece_begin)));
  // Dropping the front costs a move, so it waits until there is a block's worth of it.
  if (keep_from - kept_begin_ >= kBlockBytes) {
    kept_.erase(0, static_cast<std::size_t>(keep_from - kept_begin_));
    kept_begin_ = keep_from;
  }
}

void BlockStream::end() {
  while (next_ < fed_) {
    const std::uint64_t end = std::min(fed_, next_ + kBlockBytes);
    const std::uint64_t from = std::max(kept_begin_, next_ - std::min(next_, kBehindBytes));
    const std::uint64_t to = std::min(fed_, next_ + kBlockBytes + kAheadBytes);
    const Window kept{kept_, kept_begin_};
    process_({kept.at({from, to}), from}, next_, end);
    next_ = end;
  }
}

}  // namespace stoprule
