// text.h - a document as later stages see it: borrowed bytes, and where lines begin.
#pragma once
#include <cstdint>
#include <memory>
#include <string_view>
#include <vector>

#include "stoprule/report.h"
#include "text/utf16.h"

namespace stoprule {

/// Bytes [begin, end) of a document.
struct Span {
  std::uint64_t begin = 0, end = 0;
  bool empty() const { return begin == end; }
  friend bool operator==(const Span&, const Span&) = default;
  friend auto operator<=>(const Span&, const Span&) = default;
};

/// Counts lines and UTF-16 columns while bytes go by in pieces; remembers a checkpoint every 4 KiB,
/// so that memory stays small (1/128 of the text) on one line as on a million, and no place costs
/// more than 4 KiB to find.
class LineMap {
 public:
  LineMap();
  /// Before anything is fed: two bytes are one column. The byte order mark has none.
  void read_as(Utf16 order);

  /// The next bytes of the document; pieces may end anywhere.
  void feed(std::string_view bytes);

  struct Position {
    std::uint64_t line = 1, column = 1;
  };
  /// Where offset stands. `window` must hold the document's bytes [window_begin, ...) from the
  /// checkpoint at or before `offset` on (Text and the scanner keep that much).
  Position at(std::uint64_t offset, std::string_view window, std::uint64_t window_begin) const;
  /// The offset from which `at` needs bytes.
  std::uint64_t checkpoint_before(std::uint64_t offset) const;

  static constexpr std::uint64_t kStep = std::uint64_t{4} * 1024;

 private:
  struct Checkpoint {
    std::uint64_t offset, line, column;
    std::uint32_t state;  // what is unfinished, as Decoder and Units pack it
  };
  std::vector<Checkpoint> checkpoints_;
  Checkpoint now_;
};

class Folded;

/// A whole document in memory (audit mode), invalid UTF-8 allowed.
class Text {
 public:
  Text(std::uint32_t index, std::string_view uri, std::string_view bytes);
  ~Text();

  std::uint32_t index() const { return index_; }
  std::string_view uri() const { return uri_; }
  std::string_view bytes() const { return bytes_; }
  std::string_view at(Span span) const { return bytes_.substr(span.begin, span.end - span.begin); }
  Location locate(Span span) const;
  const Folded& folded() const;  ///< made when first asked for, by one thread

 private:
  std::uint32_t index_;
  std::string_view uri_, bytes_;
  LineMap lines_;
  mutable std::unique_ptr<const Folded> folded_;
};

}  // namespace stoprule
