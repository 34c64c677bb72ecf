// pieces.h - encoded pieces of a text, and the text with what they say in their place. Offsets are
// 32 bits: a text here is a block and what stands around it.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace stoprule {

/// In order of precedence: of two pieces that begin at one place the first named stays.
enum class Encoding : std::uint8_t {
  kUtf16,
  kReversed,
  kJoined,     ///< "ab" + "cd", ["ab", "cd"].join("")
  kCharCodes,  ///< 115, 0x6b
  kEscape,     ///< \x41 \u0041 \u{41} \101 \/
  kPercent,    ///< %41 %u0041
  kHtml,       ///< &#65; &#x41; &amp;
  kCss,        ///< \41 and \000041
  kBase64,     ///< and base64url
  kHex,
};
/// As a report's hidden_by names it: "base64".
std::string_view name_of(Encoding encoding);

struct Piece {
  std::uint32_t begin, end;            ///< of the text that holds it
  std::uint32_t said_begin, said_end;  ///< what it says; empty where it only joins its neighbours
  Encoding encoding;
};

/// What the decoders of one pass give.
class Pieces {
 public:
  Pieces() = default;
  ~Pieces();  ///< wipes what was said
  Pieces(const Pieces&) = delete;
  Pieces& operator=(const Pieces&) = delete;

  void clear();
  void add(std::size_t begin, std::size_t end, Encoding encoding, std::string_view said);
  /// Sorts; of pieces that overlap the first stays.
  void settle();

  const std::vector<Piece>& list() const { return list_; }
  std::string_view said(const Piece& piece) const {
    return std::string_view(said_).substr(piece.said_begin, piece.said_end - piece.said_begin);
  }

 private:
  std::vector<Piece> list_;
  std::string said_;
};

/// A part of a text with its pieces decoded, and the way back.
class Decoded {
 public:
  /// Replaces pieces [first, last), which lie within [begin, end) of `source`.
  Decoded(std::string_view source, std::size_t begin, std::size_t end, const Pieces& pieces,
          std::size_t first, std::size_t last);
  ~Decoded();  ///< wipes the text
  Decoded(const Decoded&) = delete;
  Decoded& operator=(const Decoded&) = delete;

  std::string_view text() const { return text_; }

  struct Range {
    std::size_t begin, end;
  };
  /// The bytes of the source that say [begin, end) of the text; not empty. A piece that is read
  /// backwards is taken whole.
  Range source(Range range) const;
  /// Whether any of [begin, end) was decoded, or stands on both sides of a seam.
  bool touches(Range range) const { return first_piece(range) != pieces_.end(); }
  /// Appends the encodings that [begin, end) was hidden by, each once.
  void encodings(Range range, std::vector<Encoding>& out) const;

 private:
  std::vector<Piece>::const_iterator first_piece(Range range) const;
  std::size_t source_begin(std::size_t at) const;
  std::size_t source_end(std::size_t last) const;
  const Piece* piece_before(std::size_t at) const;

  std::string text_;
  std::size_t begin_;
  std::vector<Piece> pieces_;  // said_* are places in text_
};

}  // namespace stoprule
