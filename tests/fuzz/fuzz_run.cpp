// A run over several documents, outputs and origins, source maps among them, with the caller's own
// secrets, ignores and a baseline. Documents end at "\n\x01"; the first two bytes of each choose
// what it is.
#include <algorithm>
#include <iterator>
#include <string>
#include <string_view>
#include <vector>

#include "oracles.h"

namespace stoprule {
namespace {

struct Part {
  DocumentInfo info;
  std::string_view text;
};

std::vector<Part> parts_of(std::string_view rest) {
  constexpr std::string_view kEnd = "\n\x01";
  constexpr const char* kNames[] = {"dist/a.js", "dist/b.js", "src/a.ts",
                                    ".env",      "a.html",    "a.css"};
  std::vector<Part> out;
  while (rest.size() > 2) {
    const auto what = static_cast<unsigned char>(rest[0]);
    const auto more = static_cast<unsigned char>(rest[1]);
    const std::string_view text = rest.substr(2, rest.find(kEnd, 2) - 2);
    Part part{{}, text};
    part.info.uri = kNames[what % std::size(kNames)];
    part.info.role = (more & 1) != 0 ? Role::kOrigin : Role::kOutput;
    part.info.first_party = (more & 2) != 0;
    part.info.kind = static_cast<DocumentKind>(more >> 2 & 3);
    if (part.info.kind == DocumentKind::kMappings) {
      part.info.role = Role::kOrigin;
      part.info.maps = kNames[more >> 4 & 1];
      part.info.sources = {kNames[2], "lib/none.ts"};
      part.info.from_line = more >> 5 & 1;
      part.info.from_column = more >> 6;
    }
    out.push_back(std::move(part));
    rest.remove_prefix(std::min(rest.size(), text.size() + 2 + kEnd.size()));
  }
  return out;
}

Report report_of(const std::vector<Part>& parts, const Options& options) {
  Result<Audit> audit = Audit::open(Catalog::builtin(), options);
  if (!audit) broken("an audit does not begin", audit.error().message);
  for (const Part& part : parts) {
    if (!audit->begin(part.info)) broken("a document does not begin", part.info.uri);
    if (!audit->feed(part.text) || !audit->end()) broken("a document does not end", part.info.uri);
  }
  Result<Report> report = audit->finish();
  if (!report) broken("an audit does not finish");
  return std::move(*report);
}

}  // namespace
}  // namespace stoprule

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace stoprule;
  const std::string input(reinterpret_cast<const char*>(data), size);
  const std::vector<Part> parts = parts_of(input);
  std::vector<std::string_view> texts;
  for (const Part& part : parts) texts.push_back(part.text);

  Options options;
  options.mode = Mode::kScan;
  options.today = "2026-01-31";
  options.fingerprint_key = std::string(32, 'f');
  options.limits.findings = 20;
  // A stretch of the text stands in for a secret that the caller knows.
  if (size > 40) options.secrets.push_back({"OWN", input.substr(size / 2, 8 + size % 24), ".env"});
  const Report first = report_of(parts, options);
  check(first, texts);
  for (const Finding& finding : first.findings) options.baseline.push_back(finding.fingerprint);
  options.ignores.push_back({"", "dist/*", "", "generated", "2027-01-01"});
  const Report second = report_of(parts, options);
  check(second, texts);
  // What a limit cut off the first time can come up the second time.
  if (first.incomplete.empty() && !second.findings.empty())
    broken("a baseline does not hold its own findings", *render(second, "json"));
  return 0;
}
