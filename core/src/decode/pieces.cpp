#include "decode/pieces.h"

#include <algorithm>

#include "text/wipe.h"

namespace stoprule {

std::string_view name_of(Encoding encoding) {
  switch (encoding) {
    case Encoding::kUtf16:
      return "utf-16";
    case Encoding::kReversed:
      return "reversed";
    case Encoding::kJoined:
      return "concatenation";
    case Encoding::kCharCodes:
      return "character codes";
    case Encoding::kEscape:
      return "escapes";
    case Encoding::kPercent:
      return "percent";
    case Encoding::kHtml:
      return "html";
    case Encoding::kCss:
      return "css";
    case Encoding::kBase64:
      return "base64";
    case Encoding::kHex:
      return "hex";
  }
  return {};
}

Pieces::~Pieces() { wipe(said_); }

void Pieces::clear() {
  list_.clear();
  said_.clear();
}

void Pieces::add(std::size_t begin, std::size_t end, Encoding encoding, std::string_view said) {
  const auto said_begin = static_cast<std::uint32_t>(said_.size());
  said_ += said;
  list_.push_back({static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end), said_begin,
                   static_cast<std::uint32_t>(said_.size()), encoding});
}

void Pieces::settle() {
  std::stable_sort(list_.begin(), list_.end(), [](const Piece& a, const Piece& b) {
    return a.begin != b.begin ? a.begin < b.begin : a.encoding < b.encoding;
  });
  std::uint32_t taken = 0;
  std::erase_if(list_, [&](const Piece& piece) {
    if (piece.begin < taken) return true;
    taken = piece.end;
    return false;
  });
}

Decoded::Decoded(std::string_view source, std::size_t begin, std::size_t end, const Pieces& pieces,
                 std::size_t first, std::size_t last)
    : begin_(begin) {
  std::size_t size = end - begin;
  for (std::size_t i = first; i < last; ++i) {
    const Piece& piece = pieces.list()[i];
    size += pieces.said(piece).size();
    size -= piece.end - piece.begin;
  }
  text_.reserve(size);  // no copy is left behind
  std::size_t at = begin;
  for (std::size_t i = first; i < last; ++i) {
    Piece piece = pieces.list()[i];
    text_ += source.substr(at, piece.begin - at);
    at = piece.end;
    const std::string_view said = pieces.said(piece);
    piece.said_begin = static_cast<std::uint32_t>(text_.size());
    text_ += said;
    piece.said_end = static_cast<std::uint32_t>(text_.size());
    pieces_.push_back(piece);
  }
  text_ += source.substr(at, end - at);
}

Decoded::~Decoded() { wipe(text_); }

const Piece* Decoded::piece_before(std::size_t at) const {
  const auto behind =
      std::upper_bound(pieces_.begin(), pieces_.end(), at,
                       [](std::size_t place, const Piece& p) { return place < p.said_begin; });
  return behind == pieces_.begin() ? nullptr : &*std::prev(behind);
}

std::size_t Decoded::source_begin(std::size_t at) const {
  const Piece* piece = piece_before(at);
  if (piece == nullptr) return begin_ + at;
  if (at >= piece->said_end) return piece->end + (at - piece->said_end);
  if (piece->encoding == Encoding::kReversed) return piece->begin;
  // Within a piece every byte takes the same share: decoders cut where that changes.
  const std::uint64_t share = piece->end - piece->begin;
  const std::uint64_t said = piece->said_end - piece->said_begin;
  return piece->begin + static_cast<std::size_t>((at - piece->said_begin) * share / said);
}

std::size_t Decoded::source_end(std::size_t last) const {
  const Piece* piece = piece_before(last);
  if (piece == nullptr) return begin_ + last + 1;
  if (last >= piece->said_end) return piece->end + (last - piece->said_end) + 1;
  if (piece->encoding == Encoding::kReversed) return piece->end;
  const std::uint64_t share = piece->end - piece->begin;
  const std::uint64_t said = piece->said_end - piece->said_begin;
  return piece->begin +
         static_cast<std::size_t>(((last - piece->said_begin + 1) * share + said - 1) / said);
}

Decoded::Range Decoded::source(Range range) const {
  // Two reversed pieces, or a reversed one and its neighbour, still give one stretch.
  return {source_begin(range.begin), source_end(range.end - 1)};
}

std::vector<Piece>::const_iterator Decoded::first_piece(Range range) const {
  const auto at =
      std::upper_bound(pieces_.begin(), pieces_.end(), range.begin,
                       [](std::size_t place, const Piece& p) { return place < p.said_end; });
  return at != pieces_.end() && at->said_begin < range.end ? at : pieces_.end();
}

void Decoded::encodings(Range range, std::vector<Encoding>& out) const {
  for (auto at = first_piece(range); at != pieces_.end() && at->said_begin < range.end; ++at) {
    if (std::find(out.begin(), out.end(), at->encoding) == out.end()) out.push_back(at->encoding);
  }
}

}  // namespace stoprule
