// corpus_cases audit|scan - the texts of tests/corpus of that mode, keys made, as lines for
// `stoprule audit --ndjson`: what the module's reports are compared with the native ones on.
#include <cstdio>
#include <string>

#include "corpus_case.h"
#include "source_tree.h"

namespace {

std::string quoted(const std::string& text) {
  std::string out = "\"";
  for (const char c : text) {
    if (static_cast<unsigned char>(c) < 0x20) {
      char escape[8];
      std::snprintf(escape, sizeof escape, "\\u%04x", static_cast<unsigned>(c));
      out += escape;
    } else {
      if (c == '"' || c == '\\') out.push_back('\\');
      out.push_back(c);
    }
  }
  return out + "\"";
}

}  // namespace

int main(int argc, char** argv) {
  const bool scan = argc > 1 && std::string_view(argv[1]) == "scan";
  for (const std::string& path : stoprule::list_sources("tests/corpus", ".txt")) {
    const stoprule::CorpusCase one = stoprule::read_case(path);
    if ((one.options.mode == stoprule::Mode::kScan) != scan) continue;
    std::printf("{\"id\":%s,\"text\":%s,\"uri\":%s}\n", quoted(path).c_str(),
                quoted(one.text).c_str(), quoted(one.document.uri).c_str());
  }
  return 0;
}
