// Decoders read what they are given and no more, and know where it stood.
#include <algorithm>
#include <memory>
#include <string>

#include "decode/decode.h"
#include "decode/utf16.h"
#include "oracles.h"
#include "scan/key_index.h"

namespace stoprule {
namespace {

void check_pieces(const Pieces& pieces, std::string_view text) {
  std::size_t before = 0;
  for (const Piece& piece : pieces.list()) {
    if (piece.begin < before || piece.end < piece.begin || piece.end > text.size())
      broken("pieces are out of order");
    if (piece.encoding != Encoding::kUtf16 && pieces.said(piece).size() > piece.end - piece.begin)
      broken("a piece says more than it takes");
    before = piece.end;
  }
}

void check_way_back(const Decoded& decoded, std::string_view text) {
  std::size_t before = 0;
  for (std::size_t at = 0; at < decoded.text().size(); ++at) {
    const Decoded::Range one = decoded.source({at, at + 1});
    const Decoded::Range all = decoded.source({0, at + 1});
    if (one.begin >= one.end || one.end > text.size()) broken("a place is outside of the text");
    if (one.begin < before) broken("places run backwards");
    if (all.end != one.end) broken("a stretch ends elsewhere than its last byte");
    if (!decoded.touches({at, at + 1}) && text[one.begin] != decoded.text()[at])
      broken("what is not encoded has changed");
    before = one.begin;
  }
}

void decode(std::string_view text, int depth) {
  RunMap runs;
  map_block({text, 0}, 0, text.size(), runs);
  Decoder decoder;
  const Pieces& pieces = decoder.find(text, 0, text.size(), runs, true);
  check_pieces(pieces, text);
  if (pieces.list().empty()) return;
  const Decoded decoded(text, 0, text.size(), pieces, 0, pieces.list().size());
  check_way_back(decoded, text);
  if (decoded.text().size() > text.size()) broken("decoding makes more of the text");
  if (depth < 8) decode(decoded.text(), depth + 1);
}

}  // namespace
}  // namespace stoprule

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace stoprule;
  const std::unique_ptr<char[]> exact(new char[size]);  // a read past its end is seen
  std::copy(data, data + size, exact.get());
  const std::string_view text(exact.get(), size);
  decode(text, 0);
  for (const Utf16 order : {Utf16::kLittle, Utf16::kBig}) {
    Pieces pieces;
    read_utf16(text, order, pieces);
    check_pieces(pieces, text);
    check_way_back(Decoded(text, 0, size, pieces, 0, pieces.list().size()), text);
  }
  return 0;
}
