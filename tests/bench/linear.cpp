// linear [SECONDS] [SEED] [BYTES] - looks for texts whose cost grows faster than they do: pieces of
// what the catalog knows and of what formats are written in, repeated, alone and in mixtures.
// Prints those that cost more than kTooMuch times as much when four times as long; exit code 1 if
// there are any.
#include <time.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <string_view>
#include <vector>

#include "catalog/catalog_data.h"
#include "stoprule/stoprule.h"

namespace stoprule {
namespace {

constexpr double kTooMuch = 6;
constexpr std::uint32_t kSigns = 100;  // pieces that are no words stand first

double seconds() {
  timespec now{};
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) * 1e-9;
}

double cost(Mode mode, const std::string& uri, std::string_view text) {
  const double begin = seconds();
  Options options;
  options.mode = mode;
  Result<Audit> audit = Audit::open(Catalog::builtin(), std::move(options));
  (void)audit->begin({.uri = uri});
  (void)audit->feed(text);
  (void)audit->end();
  (void)render(*audit->finish(), "json");
  return seconds() - begin;
}

class Maker {
 public:
  explicit Maker(std::uint32_t seed) : state_(seed) {
    for (const char* piece : {" ",       "\n",        "\r",      "\t",        "a",
                              "0",       "-",         "_",       ".",         ",",
                              ":",       ";",         "=",       "\"",        "'",
                              "`",       "(",         ")",       "[",         "]",
                              "{",       "}",         "<",       ">",         "/",
                              "\\",      "|",         "*",       "#",         "&",
                              "%",       "$",         "!",       "?",         "@",
                              "+",       "~",         "\xff",    "\xe2",      "\xf0\x9f",
                              "{\"a\":", "[1,",       "- ",      "  ",        "a: ",
                              "a:\n ",   "[a.b]\n",   "a = ",    "\"\"\"",    "'''",
                              "```",     "/*",        "*/",      "//",        "<!--",
                              "-->",     "<a ",       "</",      "https://",  "http://",
                              "www.",    "a.bc",      "a@b.cd",  "\\u0041",   "\\x41",
                              "%41",     "&#65;",     "${",      "$(",        "<<EOF\n",
                              "| ",      "|-\n",      "eyJ",     "1,",        "1.5",
                              "$5",      "no ",       "not ",    "](",        "[x](https://a.bc)",
                              "免费",    "无",        "。",      "ａ",        "\u200b",
                              "\u0301",  "🛑",      "# a\n",   "## b\n",    "? ",
                              "GET ",    "curl -H '", "export ", "function(", "=>",
                              "import "}) {
      pieces_.emplace_back(piece);
    }
    const CatalogData& data = Catalog::builtin().data();
    for (const KeyRule& rule : data.rules) {
      for (const Anchor& anchor : rule.anchors) add(anchor.literal);
      for (const std::string_view near : rule.near) add(near);
    }
    for (const Vendor& vendor : data.vendors) {
      for (const VendorHost& host : vendor.hosts) add(host.host);
      for (const std::string_view name : vendor.names) add(name);
    }
    for (const ClaimLanguage& language : data.claims.languages) {
      graphs_.push_back(unpacked(language.phrases));
      for (const PhraseWord& word : graphs_.back().words) add(word.text);
    }
    for (const HintLanguage& language : data.hints.languages) {
      for (const HintPhrase& hint : language.phrases) add(hint.phrase);
    }
    for (const ErrorForm& form : data.errors.forms) {
      for (const std::string_view message : form.messages) add(message);
      for (const std::string_view code : form.codes) add(code);
    }
    for (const FieldNames& field : data.shapes.fields) {
      for (const std::string_view name : field.strong) add(name);
    }
  }

  /// What a text is made of: one piece for each of them, then mixtures. Every other mixture ends in
  /// random letters, as keys do.
  std::string unit(std::uint32_t round) {
    if (round < pieces_.size()) return pieces_[round];
    std::string out;
    for (std::uint32_t parts = 2 + random(3); parts > 0; --parts) {
      const std::uint32_t kind = random(3);
      out += kind == 0 ? pieces_[random(kSigns)] : kind == 1 ? phrase() : pieces_[random(size())];
      if (random(4) == 0) out += ' ';
    }
    if (random(2) == 0) {
      constexpr std::string_view kLetters = "abcdef0123456789GHIJklmnopqrstUV";
      for (std::uint32_t left = 16 + random(64); left > 0; --left) out += kLetters[random(32)];
    }
    return out;
  }
  std::uint32_t random(std::uint32_t below) {
    state_ = state_ * 1664525u + 1013904223u;
    return (state_ >> 8) % below;
  }

 private:
  // Words that some language takes for a promise, a cue or an answer.
  std::string phrase() {
    const PhraseGraph& graph = graphs_[random(static_cast<std::uint32_t>(graphs_.size()))];
    std::string out;
    std::uint32_t at = graph.root;
    for (;;) {
      const PhraseNode& node = graph.nodes[at];
      const auto edges = graph.edges(at);
      const bool ends = !graph.tags(at).empty();
      if (edges.empty() || (ends && random(2) == 0)) {
        if (node.gap == 0 || ends) return out;
        at = node.gap_node;
        continue;
      }
      const PhraseEdge& edge = edges[random(static_cast<std::uint32_t>(edges.size()))];
      constexpr std::string_view kClasses[] = {"5", "$5", "https://a.bc", "name"};
      out += edge.piece < kFirstWord ? kClasses[edge.piece]
                                     : graph.words[edge.piece - kFirstWord].text;
      out += ' ';
      at = edge.node;
    }
  }
  std::uint32_t size() const { return static_cast<std::uint32_t>(pieces_.size()); }
  void add(std::string_view piece) { pieces_.emplace_back(piece); }

  std::uint32_t state_;
  std::vector<std::string> pieces_;
  std::vector<PhraseGraph> graphs_;  // of the languages
};

std::string repeated(std::string_view unit, std::size_t size) {
  std::string out;
  while (out.size() < size) out += unit;
  return out;
}

std::string quoted(std::string_view text) {
  std::string out;
  for (const char c : text.substr(0, 100)) {
    char code[8];
    std::snprintf(code, sizeof code, c < ' ' || c == '\\' ? "\\x%02x" : "%c",
                  static_cast<unsigned char>(c));
    out += code;
  }
  return out;
}

int run(double budget, std::uint32_t seed, std::size_t size) {
  constexpr const char* kNames[] = {"a.md", "a.js", "a.json", "a.yaml", "a.toml",
                                    "a.py", ".env", "a.conf", "a.html"};
  Maker maker(seed);
  (void)cost(Mode::kAudit, "a.md", "warm");
  const double begin = seconds();
  int found = 0;
  std::uint32_t round = 0;
  double slowest = 0;
  for (; seconds() - begin < budget; ++round) {
    const std::string unit = maker.unit(round);
    const std::string uri = kNames[maker.random(std::size(kNames))];
    const Mode mode = maker.random(4) == 0 ? Mode::kScan : Mode::kAudit;
    const double small = cost(mode, uri, repeated(unit, size));
    const double large = cost(mode, uri, repeated(unit, 4 * size));
    slowest = std::max(slowest, large / (4.0 * static_cast<double>(size)));
    if (large < small * kTooMuch) continue;
    const double huge = cost(mode, uri, repeated(unit, 16 * size));  // once may be chance
    if (huge < large * kTooMuch) continue;
    ++found;
    std::printf("%s %s: %.0f, %.0f, %.0f ms for \"%s\"\n", mode == Mode::kScan ? "scan" : "audit",
                uri.c_str(), small * 1e3, large * 1e3, huge * 1e3, quoted(unit).c_str());
    std::fflush(stdout);
  }
  std::printf("%u texts, %d that grow too fast; the slowest took %.1f us a byte\n", round, found,
              slowest * 1e6);
  return found == 0 ? 0 : 1;
}

}  // namespace
}  // namespace stoprule

int main(int argc, char** argv) {
  const double budget = argc > 1 ? std::atof(argv[1]) : 60;
  const auto seed = static_cast<std::uint32_t>(argc > 2 ? std::atoi(argv[2]) : 1);
  const auto size = static_cast<std::size_t>(argc > 3 ? std::atoi(argv[3]) : 16384);
  return stoprule::run(budget, seed, size);
}
