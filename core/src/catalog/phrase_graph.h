// phrase_graph.h - phrases of one language, compiled: a graph whose paths are all the ways to say
// them. core/data/README.md has the notation. Built by catalogc; stored in the blob ready to walk.
#pragma once
#include <cstdint>
#include <map>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <vector>

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

/// A graph as small numbers, one kind behind another: what compresses well.
struct PackedGraph {
  std::vector<std::string_view> words;
  std::vector<std::uint32_t> open_words;   ///< distances
  std::vector<std::uint32_t> edge_counts;  ///< by node
  std::vector<std::uint32_t> pieces;       ///< by edge: more than the last one's
  std::vector<std::uint32_t> targets;      ///< by edge: how many nodes back
  std::vector<std::uint32_t> tag_counts, tags;
  std::vector<std::uint32_t> gaps;  ///< node (distance), words, nodes back
  std::uint32_t root = 0;
};
PackedGraph packed(const PhraseGraph& graph);
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
  PhraseGraph graph(Keep keep) {
    PhraseGraph out = build();
    for (PhraseWord& word : out.words) word.text = keep(std::string(word.text));
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

  PhraseGraph build();

  std::uint32_t default_gap_;
  std::map<std::string, std::vector<Sequence>, std::less<>> lists_;
  std::vector<Branch> trie_{Branch{}};
  std::map<Item, std::uint32_t> pieces_;  // of words and classes
};

template <class A>
void describe(A& archive, PhraseGraph& graph) {
  PackedGraph form = packed(graph);
  archive(form.words, form.open_words, form.edge_counts, form.pieces, form.targets, form.tag_counts,
          form.tags, form.gaps, form.root);
  graph = unpacked(form);
}

}  // namespace stoprule
