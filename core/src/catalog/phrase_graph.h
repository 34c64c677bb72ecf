// phrase_graph.h - phrases of one language, compiled: a graph whose paths are all the ways to say
// them. core/data/README.md has the notation. Built by catalogc.
#pragma once
#include <array>
#include <cstdint>
#include <map>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "catalog/archive.h"
#include "stoprule/result.h"

namespace stoprule {

/// What an edge takes, apart from the words: pieces from kFirstWord on are words[piece -
/// kFirstWord].
inline constexpr std::uint32_t kNumberPiece = 0, kMoneyPiece = 1, kLinkPiece = 2, kNamePiece = 3,
                               kFirstWord = 4;

struct PhraseEdge {
  std::uint32_t piece = 0, node = 0;
};
struct PhraseNode {
  std::uint32_t edges_end = 0,
                tags_end = 0;  ///< in PhraseGraph; they begin where the last one's end
  std::uint32_t gap = 0;  ///< words that may be passed over before one of gap_node's edges, or 0
  std::uint32_t gap_node = 0;
};
struct PhraseWord {
  std::string_view text;  ///< folded
  bool open = false;      ///< any ending
};
struct PhraseGraph {
  std::vector<PhraseWord> words;  ///< sorted
  std::vector<PhraseNode>
      nodes;  ///< 0 leads nowhere; edges and gaps lead to nodes before their own
  std::vector<PhraseEdge> all_edges;
  std::vector<std::uint16_t> all_tags;
  std::uint32_t root = 0;

  /// By piece.
  std::span<const PhraseEdge> edges(std::uint32_t node) const {
    const std::uint32_t begin = node == 0 ? 0 : nodes[node - 1].edges_end;
    return std::span<const PhraseEdge>(all_edges).subspan(begin, nodes[node].edges_end - begin);
  }
  /// What the phrases that end here mean.
  std::span<const std::uint16_t> tags(std::uint32_t node) const {
    const std::uint32_t begin = node == 0 ? 0 : nodes[node - 1].tags_end;
    return std::span<const std::uint16_t>(all_tags).subspan(begin, nodes[node].tags_end - begin);
  }
};

/// A graph as it is kept: small numbers, one kind behind another, which compress well and cost
/// nothing until a text is written in the language. What leads from a node to the same next one is
/// a set of pieces; the same sets stand at many nodes, and each is told once.
struct PackedGraph {
  enum Kind : std::uint8_t {
    kOpenWords,  ///< distances
    kSetCounts,  ///< by node
    kSets,       ///< 0: the next that was not told yet; else one that was, from 1
    kTargets,    ///< by set of a node: how many nodes before the last one's, the node itself first
    kSetSizes,   ///< by set
    kPieces,     ///< by set: more than the last one
    kTagCounts,  ///< by node
    kTags,
    kGaps,  ///< node (distance), words, nodes back
    kRoot,
    kKinds
  };
  std::string_view words;  ///< each ends with LF
  std::array<PackedNumbers, kKinds> numbers;
};
PhraseGraph unpacked(const PackedGraph& graph);

/// Collects phrases in their notation and makes the graph of them.
class PhraseCompiler {
 public:
  /// `default_gap` is what ".." means without a number.
  explicit PhraseCompiler(std::uint32_t default_gap) : default_gap_(default_gap) {}
  /// A named list, "<name>" in later phrases. Its members are phrases themselves.
  Status define(std::string_view name, const std::vector<std::string_view>& phrases);
  Status add(std::string_view phrase, std::uint16_t tag);
  /// `keep` makes a string live as long as the graph.
  template <class Keep>
  PackedGraph graph(Keep keep) {
    const Strings strings = packed(build());
    PackedGraph out;
    out.words = keep(strings.words);
    for (std::size_t i = 0; i < out.numbers.size(); ++i)
      out.numbers[i].bytes = keep(strings.numbers[i]);
    return out;
  }

 private:
  struct Item {  // one step of a phrase
    enum class Kind : std::uint8_t { kWord, kOpenWord, kClass, kGap };
    std::string text;  // kWord, kOpenWord; first, so that words are in the order of their text
    Kind kind = Kind::kWord;
    std::uint32_t value = 0;  // kClass: the piece; kGap: its words
    friend bool operator==(const Item&, const Item&) = default;
    friend bool operator<(const Item& a, const Item& b) {  // libc++ 14 has no <=> of strings
      if (a.text != b.text) return a.text < b.text;
      if (a.kind != b.kind) return a.kind < b.kind;
      return a.value < b.value;
    }
  };
  using Sequence = std::vector<Item>;
  struct Parser;
  struct Branch {  // the trie before equal branches are joined
    std::map<Item, std::uint32_t> children;
    std::set<std::uint16_t> tags;
  };
  struct Joiner;
  struct Strings {  // a PackedGraph's
    std::string words;
    std::array<std::string, PackedGraph::kKinds> numbers;
  };

  PhraseGraph build();
  static Strings packed(const PhraseGraph& graph);

  std::uint32_t default_gap_;
  std::map<std::string, std::vector<Sequence>, std::less<>> lists_;
  std::vector<Branch> trie_{Branch{}};
  std::map<Item, std::uint32_t> pieces_;  // of words and classes
};

template <class A>
void describe(A& archive, PackedGraph& graph) {
  archive(graph.words);
  for (PackedNumbers& numbers : graph.numbers) archive(numbers);
}

}  // namespace stoprule
