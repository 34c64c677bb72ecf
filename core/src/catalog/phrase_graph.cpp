#include "catalog/phrase_graph.h"

#include <algorithm>
#include <functional>
#include <utility>

#include "text/fold.h"

namespace stoprule {
namespace {

constexpr std::size_t kMostReadings = 30000;  // of one phrase: more is a mistake in it

constexpr std::string_view kClasses[] = {"number", "money", "link", "name"};

}  // namespace

// sequence := item*; item := word | word* | (sequence|...) | [sequence] | ..n | <list> | {class}
struct PhraseCompiler::Parser {
  const PhraseCompiler& compiler;
  std::string_view text;
  std::size_t at = 0;
  std::string problem;

  using Readings = std::vector<Sequence>;

  bool done() const { return at >= text.size(); }
  bool starts(std::string_view what) const { return text.substr(at).starts_with(what); }

  Readings append(const Readings& heads, const Readings& tails) {
    Readings out;
    if (heads.size() * tails.size() > kMostReadings) {
      problem = "can be read in too many ways";
      return out;
    }
    for (const Sequence& head : heads) {
      for (const Sequence& tail : tails) {
        out.push_back(head);
        out.back().insert(out.back().end(), tail.begin(), tail.end());
      }
    }
    return out;
  }

  Readings choices(char close) {  // behind the opening bracket
    Readings out;
    for (;;) {
      const Readings one = sequence();
      out.insert(out.end(), one.begin(), one.end());
      if (done() || (text[at] != '|' && text[at] != close)) {
        problem = "has a bracket that is not closed";
        return out;
      }
      if (text[at++] == close) return out;
    }
  }

  Readings named(char close) {
    const std::size_t end = text.find(close, at);
    if (end == std::string_view::npos) {
      problem = "has a bracket that is not closed";
      return {};
    }
    const std::string_view name = text.substr(at, end - at);
    at = end + 1;
    if (close == '>') {
      const auto list = compiler.lists_.find(name);
      if (list != compiler.lists_.end()) return list->second;
    } else {
      const auto found = std::find(std::begin(kClasses), std::end(kClasses), name);
      if (found != std::end(kClasses)) {
        return {{{"", Item::Kind::kClass, static_cast<std::uint32_t>(found - kClasses)}}};
      }
    }
    problem = "names " + std::string(name) + ", which is no list or class";
    return {};
  }

  Readings word() {
    const std::size_t begin = at;
    while (!done() && std::string_view(" ()[]|<>{}*").find(text[at]) == std::string_view::npos &&
           !starts("..")) {
      ++at;
    }
    const std::string folded(fold(text.substr(begin, at - begin)).text());
    if (folded.empty()) {
      problem = "has an empty word";
      ++at;
      return {};
    }
    const bool open = !done() && text[at] == '*';
    if (open) ++at;
    return {{{folded, open ? Item::Kind::kOpenWord : Item::Kind::kWord, 0}}};
  }

  Readings gap() {
    at += 2;
    std::uint32_t words = 0;
    while (!done() && text[at] >= '0' && text[at] <= '9') {
      words = words * 10 + static_cast<std::uint32_t>(text[at++] - '0');
    }
    return {{{"", Item::Kind::kGap, words != 0 ? words : compiler.default_gap_}}};
  }

  Readings sequence() {
    Readings out{{}};
    while (problem.empty() && !done() && text[at] != '|' && text[at] != ')' && text[at] != ']') {
      const char c = text[at];
      if (c == ' ') {
        ++at;
      } else if (c == '(') {
        ++at;
        out = append(out, choices(')'));
      } else if (c == '[') {
        ++at;
        Readings inner = choices(']');
        inner.emplace_back();
        out = append(out, inner);
      } else if (c == '<' || c == '{') {
        ++at;
        out = append(out, named(c == '<' ? '>' : '}'));
      } else if (starts("..")) {
        out = append(out, gap());
      } else {
        out = append(out, word());
      }
    }
    return out;
  }

  Result<Readings> run() {
    Readings out = sequence();
    if (problem.empty() && !done()) problem = "has a bracket too many";
    if (!problem.empty()) return Error{ErrorCode::kData, std::string(text), problem};
    return out;
  }
};

Status PhraseCompiler::define(std::string_view name, const std::vector<std::string_view>& phrases) {
  std::vector<Sequence> all;
  for (const std::string_view phrase : phrases) {
    const auto readings = Parser{*this, phrase, 0, {}}.run();
    if (!readings) return readings.error();
    all.insert(all.end(), readings->begin(), readings->end());
  }
  lists_[std::string(name)] = std::move(all);
  return ok();
}

Status PhraseCompiler::add(std::string_view phrase, std::uint16_t tag) {
  const auto readings = Parser{*this, phrase, 0, {}}.run();
  if (!readings) return readings.error();
  for (const Sequence& sequence : *readings) {
    if (sequence.empty() || sequence.front().kind == Item::Kind::kGap ||
        sequence.back().kind == Item::Kind::kGap) {
      return Error{ErrorCode::kData, std::string(phrase), "must begin and end with a word"};
    }
    std::uint32_t branch = 0;
    for (const Item& item : sequence) {
      const auto [child, added] =
          trie_[branch].children.emplace(item, static_cast<std::uint32_t>(trie_.size()));
      const std::uint32_t next = child->second;
      if (added) trie_.emplace_back();
      branch = next;
    }
    trie_[branch].tags.insert(tag);
  }
  return ok();
}

// Makes one node of all branches that go on alike: bottom up, by what they look like.
struct PhraseCompiler::Joiner {
  struct Node {
    std::vector<PhraseEdge> edges;
    std::vector<std::uint16_t> tags;
    std::uint32_t gap = 0, gap_node = 0;
  };
  const std::vector<Branch>& trie;
  const std::map<Item, std::uint32_t>& pieces;
  std::vector<Node>& nodes;
  std::map<std::vector<std::uint32_t>, std::uint32_t> known = {};

  std::uint32_t join(std::uint32_t branch) {  // as deep as a phrase is long
    Node node;
    node.tags.assign(trie[branch].tags.begin(), trie[branch].tags.end());
    for (const auto& [item, child] : trie[branch].children) {
      const std::uint32_t target = join(child);
      if (item.kind == Item::Kind::kGap) {
        // Two gaps behind one word: the wider one would need what both lead to.
        node.gap = std::max(node.gap, item.value);
        node.gap_node = node.gap_node == 0 ? target : merge(node.gap_node, target);
      } else {
        node.edges.push_back({pieces.at(item), target});
      }
    }
    std::sort(node.edges.begin(), node.edges.end(),
              [](const PhraseEdge& a, const PhraseEdge& b) { return a.piece < b.piece; });
    return intern(std::move(node));
  }

  std::uint32_t merge(std::uint32_t a, std::uint32_t b) {
    Node node = nodes[a];
    const Node other = nodes[b];
    for (const PhraseEdge& edge : other.edges) {
      const auto same = std::find_if(node.edges.begin(), node.edges.end(),
                                     [&](const PhraseEdge& e) { return e.piece == edge.piece; });
      if (same == node.edges.end()) {
        node.edges.push_back(edge);
      } else if (same->node != edge.node) {
        same->node = merge(same->node, edge.node);
      }
    }
    for (const std::uint16_t tag : other.tags) {
      if (std::find(node.tags.begin(), node.tags.end(), tag) == node.tags.end()) {
        node.tags.push_back(tag);
      }
    }
    if (other.gap != 0) {
      node.gap = std::max(node.gap, other.gap);
      node.gap_node = node.gap_node == 0 ? other.gap_node : merge(node.gap_node, other.gap_node);
    }
    std::sort(node.edges.begin(), node.edges.end(),
              [](const PhraseEdge& x, const PhraseEdge& y) { return x.piece < y.piece; });
    std::sort(node.tags.begin(), node.tags.end());
    return intern(std::move(node));
  }

  std::uint32_t intern(Node node) {
    std::vector<std::uint32_t> key{node.gap, node.gap_node};
    for (const std::uint16_t tag : node.tags) key.push_back(tag);
    key.push_back(UINT32_MAX);
    for (const PhraseEdge& edge : node.edges) {
      key.push_back(edge.piece);
      key.push_back(edge.node);
    }
    const auto [found, added] =
        known.emplace(std::move(key), static_cast<std::uint32_t>(nodes.size()));
    if (added) nodes.push_back(std::move(node));
    return found->second;
  }
};

PhraseGraph PhraseCompiler::build() {
  PhraseGraph graph;
  for (const Branch& branch : trie_) {
    for (const auto& [item, child] : branch.children) {
      if (item.kind != Item::Kind::kGap) pieces_[item] = item.value;
    }
  }
  for (auto& [item, piece] : pieces_) {
    if (item.kind == Item::Kind::kClass) continue;
    piece = kFirstWord + static_cast<std::uint32_t>(graph.words.size());
    graph.words.push_back({item.text, item.kind == Item::Kind::kOpenWord});
  }
  std::vector<Joiner::Node> nodes(1);
  graph.root = Joiner{trie_, pieces_, nodes}.join(0);
  for (const Joiner::Node& node : nodes) {
    graph.all_edges.insert(graph.all_edges.end(), node.edges.begin(), node.edges.end());
    graph.all_tags.insert(graph.all_tags.end(), node.tags.begin(), node.tags.end());
    graph.nodes.push_back({static_cast<std::uint32_t>(graph.all_edges.size()),
                           static_cast<std::uint32_t>(graph.all_tags.size()), node.gap,
                           node.gap_node});
  }
  return graph;
}

PhraseCompiler::Strings PhraseCompiler::packed(const PhraseGraph& graph) {
  Strings out;
  const auto put = [&](PackedGraph::Kind kind, std::uint32_t value) {
    append_number(out.numbers[kind], value);
  };
  std::uint32_t last_open = 0, last_gap = 0;
  for (std::uint32_t i = 0; i < graph.words.size(); ++i) {
    out.words.append(graph.words[i].text).push_back('\n');
    if (!graph.words[i].open) continue;
    put(PackedGraph::kOpenWords, i - last_open);
    last_open = i;
  }
  std::map<std::vector<std::uint32_t>, std::uint32_t> known;
  for (std::uint32_t i = 0; i < graph.nodes.size(); ++i) {
    std::map<std::uint32_t, std::vector<std::uint32_t>, std::greater<>> sets;  // by target
    for (const PhraseEdge& edge : graph.edges(i)) sets[edge.node].push_back(edge.piece);
    put(PackedGraph::kSetCounts, static_cast<std::uint32_t>(sets.size()));
    std::uint32_t last_target = i;
    for (const auto& [target, pieces] : sets) {
      const auto [set, added] = known.emplace(pieces, static_cast<std::uint32_t>(known.size() + 1));
      put(PackedGraph::kSets, added ? 0 : set->second);
      put(PackedGraph::kTargets, last_target - target);
      last_target = target;
      if (!added) continue;
      put(PackedGraph::kSetSizes, static_cast<std::uint32_t>(pieces.size()));
      std::uint32_t last = 0;
      for (const std::uint32_t piece : pieces)
        put(PackedGraph::kPieces, piece - std::exchange(last, piece));
    }
    const auto tags = graph.tags(i);
    put(PackedGraph::kTagCounts, static_cast<std::uint32_t>(tags.size()));
    for (const std::uint16_t tag : tags) put(PackedGraph::kTags, tag);
    if (graph.nodes[i].gap == 0) continue;
    put(PackedGraph::kGaps, i - last_gap);
    put(PackedGraph::kGaps, graph.nodes[i].gap);
    put(PackedGraph::kGaps, i - graph.nodes[i].gap_node);
    last_gap = i;
  }
  put(PackedGraph::kRoot, graph.root);
  return out;
}

PhraseGraph unpacked(const PackedGraph& graph) {
  PhraseGraph out;
  std::array<const char*, PackedGraph::kKinds> at{};
  for (std::size_t i = 0; i < at.size(); ++i) at[i] = graph.numbers[i].bytes.data();
  const auto next = [&](PackedGraph::Kind kind) {
    return static_cast<std::uint32_t>(next_number(at[kind]));
  };
  const auto more = [&](PackedGraph::Kind kind) {
    const std::string_view all = graph.numbers[kind].bytes;
    return at[kind] != all.data() + all.size();
  };
  for (std::size_t begin = 0; begin < graph.words.size();) {
    const std::size_t end = graph.words.find('\n', begin);
    out.words.push_back({graph.words.substr(begin, end - begin), false});
    begin = end + 1;
  }
  for (std::uint32_t word = 0; more(PackedGraph::kOpenWords);)
    out.words[word += next(PackedGraph::kOpenWords)].open = true;

  std::vector<std::uint32_t> pieces, set_ends{0};  // of the sets that were told
  while (more(PackedGraph::kSetCounts)) {
    const auto node = static_cast<std::uint32_t>(out.nodes.size());
    const std::size_t first = out.all_edges.size();
    const std::uint32_t sets = next(PackedGraph::kSetCounts);
    std::uint32_t target = node;
    for (std::uint32_t i = 0; i < sets; ++i) {
      std::uint32_t set = next(PackedGraph::kSets);
      if (set == 0) {
        set = static_cast<std::uint32_t>(set_ends.size());
        std::uint32_t piece = 0;
        for (std::uint32_t left = next(PackedGraph::kSetSizes); left > 0; --left)
          pieces.push_back(piece += next(PackedGraph::kPieces));
        set_ends.push_back(static_cast<std::uint32_t>(pieces.size()));
      }
      target -= next(PackedGraph::kTargets);
      for (std::uint32_t k = set_ends[set - 1]; k < set_ends[set]; ++k)
        out.all_edges.push_back({pieces[k], target});
    }
    if (sets > 1) {
      std::sort(out.all_edges.begin() + static_cast<std::ptrdiff_t>(first), out.all_edges.end(),
                [](const PhraseEdge& a, const PhraseEdge& b) { return a.piece < b.piece; });
    }
    for (std::uint32_t left = next(PackedGraph::kTagCounts); left > 0; --left)
      out.all_tags.push_back(static_cast<std::uint16_t>(next(PackedGraph::kTags)));
    out.nodes.push_back({static_cast<std::uint32_t>(out.all_edges.size()),
                         static_cast<std::uint32_t>(out.all_tags.size()), 0, 0});
  }
  for (std::uint32_t node = 0; more(PackedGraph::kGaps);) {
    node += next(PackedGraph::kGaps);
    out.nodes[node].gap = next(PackedGraph::kGaps);
    out.nodes[node].gap_node = node - next(PackedGraph::kGaps);
  }
  out.root = next(PackedGraph::kRoot);
  return out;
}

}  // namespace stoprule
