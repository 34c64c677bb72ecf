// hidden_keys.h - keys in what encoded pieces of a document say. The decoded text is looked through
// as every other: by the same index, the same matcher, and for pieces that are encoded again.
#pragma once
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "decode/decode.h"
#include "decode/utf16.h"
#include "scan/key_index.h"
#include "stoprule/stoprule.h"
#include "text/window.h"
#include "verify/match.h"

namespace stoprule {

struct HiddenKey {
  KeyMatch match;  ///< where the document hides it
  KeyMatch said;   ///< the same in `text`
  std::shared_ptr<const Decoded> text;
  std::string by;  ///< "base64 in percent", the innermost first
};

class HiddenKeys {
 public:
  HiddenKeys(const KeyMatcher& matcher, const Limits& limits)
      : matcher_(matcher), limits_(limits) {}

  void begin_document(Utf16 order);
  /// Appends the keys that begin in [begin, end) of the window, in no order; they may overlap.
  /// `runs` is of this block.
  void find(const Window& window, std::uint64_t begin, std::uint64_t end, bool script,
            const RunMap& runs, std::vector<HiddenKey>& out);

  std::uint64_t decoded_bytes() const { return decoded_; }  ///< of this document
  std::uint64_t bytes_left() const { return left_; }        ///< not decoded, for a limit's sake

 private:
  // A text and what it was decoded from; the outermost is the document's.
  struct Layer {
    std::string_view text;
    const Decoded* decoded = nullptr;
    const Layer* outer = nullptr;
  };
  struct Block {
    std::uint64_t offset, begin, end;
    bool script;
    std::vector<HiddenKey>& out;
  };
  struct Pass {
    Decoder decoder;
    KeySearch search;
  };
  Pass& pass(std::size_t depth);
  static bool is_new(const Layer& layer, const Piece& piece);
  void decode(const Layer& layer, const Pieces& pieces, std::size_t depth, const Block& block);
  void read(const Layer& layer, const std::shared_ptr<const Decoded>& text, std::size_t depth,
            const Block& block);
  static std::string hidden_by(const Layer& layer, Decoded::Range range);

  const KeyMatcher& matcher_;
  Limits limits_;
  Utf16 order_ = Utf16::kNo;
  std::uint64_t decoded_ = 0, left_ = 0;
  std::vector<std::unique_ptr<Pass>> passes_;  // by depth
};

}  // namespace stoprule
