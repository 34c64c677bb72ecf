#include "verify/hidden_keys.h"

#include <algorithm>

namespace stoprule {
namespace {

// Bytes on each side of a piece that are read with it: words beside a key, or the rest of one.
constexpr std::size_t kBeside = 512;
// Bytes between a piece and what was decoded that may have shown it: a literal beside a seam.
constexpr std::size_t kClose = 64;

}  // namespace

void HiddenKeys::begin_document(Utf16 order) {
  order_ = order;
  decoded_ = left_ = 0;
}

HiddenKeys::Pass& HiddenKeys::pass(std::size_t depth) {
  while (passes_.size() <= depth) passes_.push_back(std::make_unique<Pass>());
  return *passes_[depth];
}

void HiddenKeys::find(const Window& window, std::uint64_t begin, std::uint64_t end, bool script,
                      const RunMap& runs, std::vector<HiddenKey>& out) {
  const Layer document{window.bytes};
  const Block block{window.offset, begin, end, script, out};
  if (order_ != Utf16::kNo) {
    Pieces pieces;
    read_utf16(window.bytes, order_, pieces);
    return decode(document, pieces, 0, block);
  }
  const Pieces& pieces =
      pass(0).decoder.find(window.bytes, window.index(begin), window.index(end), runs, !script);
  if (!pieces.list().empty()) decode(document, pieces, 0, block);
}

// Whether a piece was not there to be read one level up: something in it or close by was decoded.
// What was turned round already is left: its code still stands behind it and would turn it back.
bool HiddenKeys::is_new(const Layer& layer, const Piece& piece) {
  if (layer.decoded == nullptr) return true;
  const Decoded::Range near{piece.begin - std::min<std::size_t>(piece.begin, kClose),
                            piece.end + kClose};
  if (!layer.decoded->touches(near)) return false;
  if (piece.encoding != Encoding::kReversed) return true;
  std::vector<Encoding> encodings;
  layer.decoded->encodings({piece.begin, piece.end}, encodings);
  return std::find(encodings.begin(), encodings.end(), Encoding::kReversed) == encodings.end();
}

// Reads each stretch of pieces that stand close together, if one of them is new.
void HiddenKeys::decode(const Layer& layer, const Pieces& pieces, std::size_t depth,
                        const Block& block) {
  const std::vector<Piece>& list = pieces.list();
  for (std::size_t first = 0; first < list.size();) {
    std::size_t last = first, hidden = 0;
    bool some_new = false;
    do {
      some_new = some_new || is_new(layer, list[last]);
      hidden += list[last].end - list[last].begin;
      ++last;
    } while (last < list.size() && list[last].begin < list[last - 1].end + 2 * kBeside);
    const std::size_t begin = list[first].begin - std::min<std::size_t>(list[first].begin, kBeside);
    const std::size_t end = std::min(layer.text.size(), list[last - 1].end + kBeside);
    const std::size_t from = first;
    first = last;
    const bool outside = layer.outer == nullptr &&
                         (block.offset + end <= block.begin || block.offset + begin >= block.end);
    if (outside || !some_new) continue;
    if (depth >= limits_.decode_depth || decoded_ + (end - begin) > limits_.decoded_bytes) {
      left_ += hidden;
      continue;
    }
    const auto text = std::make_shared<const Decoded>(layer.text, begin, end, pieces, from, last);
    decoded_ += text->text().size();
    read(layer, text, depth + 1, block);
  }
}

void HiddenKeys::read(const Layer& outer, const std::shared_ptr<const Decoded>& text,
                      std::size_t depth, const Block& block) {
  const Layer layer{text->text(), text.get(), &outer};
  const Window window{layer.text, 0};
  Pass& pass = this->pass(depth);
  const auto keep = [&](const KeyMatch& match) {
    const Decoded::Range said{static_cast<std::size_t>(match.secret.begin),
                              static_cast<std::size_t>(match.secret.end)};
    if (!text->touches(said)) return;  // found already, one level up
    Decoded::Range range = said;
    for (const Layer* at = &layer; at->decoded != nullptr; at = at->outer)
      range = at->decoded->source(range);
    const Span place{block.offset + range.begin, block.offset + range.end};
    if (place.begin < block.begin || place.begin >= block.end) return;
    HiddenKey key;
    key.match = key.said = match;
    key.match.secret = place;
    key.match.shown = 0;
    key.text = text;
    key.by = hidden_by(layer, said);
    block.out.push_back(std::move(key));
  };
  matcher_.find(window, 0, layer.text.size(), block.script, pass.search, keep);
  const Pieces& pieces =
      pass.decoder.find(layer.text, 0, layer.text.size(), pass.search.runs, true);
  if (!pieces.list().empty()) decode(layer, pieces, depth, block);
}

std::string HiddenKeys::hidden_by(const Layer& layer, Decoded::Range range) {
  std::string out;
  std::vector<Encoding> encodings;
  for (const Layer* at = &layer; at->decoded != nullptr; at = at->outer) {
    encodings.clear();
    at->decoded->encodings(range, encodings);
    std::string_view link = " in ";
    for (const Encoding encoding : encodings) {
      if (!out.empty()) out += link;
      out += name_of(encoding);
      link = " and ";
    }
    range = at->decoded->source(range);
  }
  return out;
}

}  // namespace stoprule
