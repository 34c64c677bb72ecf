// Any document, of any kind: its report keeps what oracles.h names, and is the same however the
// document is cut. The first two bytes choose the kind and the cut.
#include <iterator>
#include <string>

#include "oracles.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace stoprule;
  if (size < 2) return 0;
  constexpr const char* kNames[] = {"a.js",   "a.md",  ".env",    "a.json", "a.yaml",
                                    "a.toml", "a.ini", "a.py",    "a.sh",   "a.html",
                                    "a.http", "a.go",  "a.php",   "a.java", "Dockerfile",
                                    "a.txt",  "",      "a.ipynb", "a.conf", "a.css"};
  DocumentInfo info;
  info.uri = kNames[data[0] % std::size(kNames)];
  info.kind = static_cast<DocumentKind>(data[0] / std::size(kNames) % 3);
  info.local = (data[1] & 1) != 0;
  Options options;
  options.mode = (data[1] & 2) != 0 ? Mode::kScan : Mode::kAudit;
  options.today = "2026-01-31";
  options.limits.decode_depth = data[1] >> 2 & 7;
  const std::string text(reinterpret_cast<const char*>(data) + 2, size - 2);
  if ((data[1] & 0x80) != 0) info.uri = text.substr(0, text.find('\n'));  // names are hostile too
  const Report whole = audit_of(text, info, options, 0);
  const std::string_view texts[] = {text};
  check(whole, texts);
  const Report cut = audit_of(text, info, options, 1 + data[1] % 61u);
  if (*render(whole, "json") != *render(cut, "json")) broken("a cut changes the report");
  return 0;
}
