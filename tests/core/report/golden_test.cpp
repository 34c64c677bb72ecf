// Whole reports of a few cases in every format and language, byte for byte. The same test runs as
// WebAssembly, so both give these bytes. After a wanted change: ./dev golden, then read the diff.
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <string>
#include <string_view>
#include <vector>

#include "made/made_key.h"
#include "source_tree.h"
#include "stoprule/stoprule.h"

namespace stoprule {
namespace {

struct Part {
  DocumentInfo info;
  std::string text;
};
struct Case {
  std::string name;
  Options options;
  std::vector<Part> parts;
};

struct Word {
  std::string_view text;
  Role role;
  bool local;
};

// "--- uri [origin|local]" begins a document; {{key:rule-id}} stands for a made key.
std::vector<Part> parts_of(const std::string& file) {
  constexpr std::string_view kMark = "--- ";
  std::vector<Part> parts;
  for (std::size_t at = 0; at < file.size();) {
    const std::size_t end = std::min(file.find('\n', at), file.size() - 1) + 1;
    const std::string line = file.substr(at, end - at);
    at = end;
    if (line.starts_with(kMark)) {
      std::string uri = line.substr(kMark.size(), line.size() - kMark.size() - 1);
      DocumentInfo info;
      for (const Word& word :
           {Word{" origin", Role::kOrigin, false}, Word{" local", Role::kOutput, true}}) {
        if (!uri.ends_with(word.text)) continue;
        uri.resize(uri.size() - word.text.size());
        info.role = word.role;
        info.local = word.local;
      }
      info.uri = uri;
      parts.push_back({info, {}});
    } else {
      parts.back().text += line;
    }
  }
  for (Part& part : parts) {
    part.text = with_made_keys(Catalog::builtin().data(), part.text);
  }
  return parts;
}

Report report_of(const Case& one) {
  Result<Audit> audit = Audit::open(Catalog::builtin(), one.options);
  EXPECT_TRUE(audit);
  for (const Part& part : one.parts) {
    EXPECT_TRUE(audit->begin(part.info));
    EXPECT_TRUE(audit->feed(part.text));
    EXPECT_TRUE(audit->end());
  }
  return std::move(*audit->finish());
}

std::vector<Case> cases() {
  std::vector<Case> out;
  for (const std::string_view name : {"audit", "error", "scan"}) {
    Case one;
    one.name = name;
    one.options.today = "2026-01-01";
    one.options.mode = name == "scan" ? Mode::kScan : Mode::kAudit;
    one.parts = parts_of(read_source("tests/golden/" + one.name + ".txt"));
    if (name == "scan") {
      // What is in known.js is in the baseline; what comes after the limit is left out.
      one.options.fingerprint_key = std::string(32, 'k');
      Case known = one;
      std::erase_if(known.parts, [](const Part& part) { return part.info.uri != "dist/known.js"; });
      for (const Finding& finding : report_of(known).findings)
        one.options.baseline.push_back(finding.fingerprint);
      one.options.limits.findings = 4;
    }
    out.push_back(std::move(one));
  }
  return out;
}

class Golden : public testing::TestWithParam<std::string_view> {};

TEST_P(Golden, IsWhatIsRendered) {
  const char* rebase = std::getenv("STOPRULE_REBASE");
  for (Case& one : cases()) {
    for (const std::string_view language : {"en", "zh"}) {
      one.options.language = language;
      Report report = report_of(one);
      // Every change of the data would change these.
      report.catalog_digest = "sha256:" + std::string(64, '0');
      report.catalog_as_of = "2026-01-01";
      const Result<std::string> text = render(report, GetParam());
      ASSERT_TRUE(text);
      const std::string path =
          "tests/golden/" + one.name + "." + std::string(language) + "." + std::string(GetParam());
      if (rebase != nullptr) {
        std::ofstream(std::string(rebase) + "/" + path, std::ios::binary) << *text;
      } else {
        EXPECT_EQ(*text, read_source(path)) << path;
      }
    }
  }
}

INSTANTIATE_TEST_SUITE_P(EveryFormat, Golden, testing::ValuesIn(formats()),
                         [](const auto& format) { return std::string(format.param); });

}  // namespace
}  // namespace stoprule
