// phrase_graph.h - phrases of one language, compiled: a graph whose paths are all the ways to say
// them. core/data/README.md has the notation. Built by catalogc; stored in the blob ready to walk.
#pragma once
#include <cstdint>
#include <map>
#include <set>
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
  std::vector<PhraseEdge> edges;    ///< by piece
  std::vector<std::uint16_t> tags;  ///< what the phrases that end here mean
  std::uint32_t gap =
      0;  ///< words that may be passed over before one of gap_node's edges; 0: no gap
  std::uint32_t gap_node = 0;
};
struct PhraseWord {
  std::string_view text;  ///< folded
  bool open = false;      ///< any ending
};
struct PhraseGraph {
  std::vector<PhraseWord> words;  ///< sorted
  std::vector<PhraseNode> nodes;  ///< 0 leads nowhere
  std::uint32_t root = 0;
};

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
void describe(A& archive, PhraseEdge& edge) {
  archive(edge.piece, edge.node);
}
template <class A>
void describe(A& archive, PhraseNode& node) {
  archive(node.edges, node.tags, node.gap, node.gap_node);
}
template <class A>
void describe(A& archive, PhraseWord& word) {
  archive(word.text, word.open);
}
template <class A>
void describe(A& archive, PhraseGraph& graph) {
  archive(graph.words, graph.nodes, graph.root);
}

}  // namespace stoprule
