#include "made/plain_decode.h"

#include <memory>
#include <set>
#include <tuple>
#include <vector>

#include "decode/decode.h"
#include "verify/hidden_keys.h"

namespace stoprule {
namespace {

constexpr std::uint32_t kDepth = 3;

// Where the document hides a key, and of which rule.
using Place = std::tuple<std::uint64_t, std::uint64_t, std::uint32_t>;
struct Places {
  std::set<Place> must, may;
};

void add_touched(const std::vector<std::unique_ptr<Decoded>>& layers,
                 const std::vector<KeyMatch>& matches, std::set<Place>& out) {
  for (const KeyMatch& match : matches) {
    Decoded::Range range{static_cast<std::size_t>(match.secret.begin),
                         static_cast<std::size_t>(match.secret.end)};
    if (!layers.back()->touches(range)) continue;
    for (auto layer = layers.rbegin(); layer != layers.rend(); ++layer)
      range = (*layer)->source(range);
    out.emplace(range.begin, range.end, match.rule);
  }
}

Places plainly(PlainScan& plain, std::string_view text, PlainScan::Share share) {
  Places out;
  std::vector<std::unique_ptr<Decoded>> layers;
  for (std::uint32_t depth = 0; depth < kDepth; ++depth) {
    const std::string_view last = layers.empty() ? text : layers.back()->text();
    RunMap runs;
    map_block({last, 0}, 0, last.size(), runs);
    Decoder decoder;
    const Pieces& pieces = decoder.find(last, 0, last.size(), runs, true);
    if (pieces.list().empty()) break;
    layers.push_back(
        std::make_unique<Decoded>(last, 0, last.size(), pieces, 0, pieces.list().size()));
    const PlainScan::Matches found = plain.find(layers.back()->text(), share);
    add_touched(layers, found.must, out.must);
    add_touched(layers, found.may, out.may);
  }
  return out;
}

}  // namespace

std::string hidden_difference(const CatalogData& catalog, PlainScan& plain,
                              const KeyMatcher& matcher, std::string_view text,
                              PlainScan::Share share) {
  const Places slow = plainly(plain, text, share);
  Limits limits;
  limits.decode_depth = kDepth;
  HiddenKeys hidden(matcher, limits);
  hidden.begin_document(Utf16::kNo);
  RunMap runs;
  map_block({text, 0}, 0, text.size(), runs);
  std::vector<HiddenKey> found;
  hidden.find({text, 0}, 0, text.size(), false, runs, found);
  std::set<Place> fast;
  for (const HiddenKey& key : found) {
    if (share.has(key.match.rule))
      fast.emplace(key.match.secret.begin, key.match.secret.end, key.match.rule);
  }
  std::string out;
  const auto tell = [&](std::string_view what, const Place& place) {
    out += std::string(what) + ": " + std::string(catalog.rules[std::get<2>(place)].id) + " at " +
           std::to_string(std::get<0>(place)) + " to " + std::to_string(std::get<1>(place)) + "\n";
  };
  for (const Place& place : slow.must) {
    if (fast.count(place) == 0) tell("missed", place);
  }
  for (const Place& place : fast) {
    if (slow.must.count(place) + slow.may.count(place) == 0) tell("too many", place);
  }
  return out;
}

}  // namespace stoprule
