// Whole texts and what is said of them (tests/corpus), fed in every way that they can be cut.
#include <gtest/gtest.h>

#include <cstdlib>
#include <string>
#include <vector>

#include "corpus_case.h"
#include "source_tree.h"
#include "stoprule/stoprule.h"

namespace stoprule {
namespace {

Report report_of(const CorpusCase& corpus_case, const std::vector<std::size_t>& cuts) {
  Result<Audit> audit = Audit::open(Catalog::builtin(), corpus_case.options);
  EXPECT_TRUE(audit) << corpus_case.path;
  EXPECT_TRUE(audit->begin(corpus_case.document));
  std::string_view rest = corpus_case.text;
  std::size_t at = 0;
  for (const std::size_t cut : cuts) {
    EXPECT_TRUE(audit->feed(rest.substr(0, cut - at)));
    rest.remove_prefix(cut - at);
    at = cut;
  }
  EXPECT_TRUE(audit->feed(rest));
  EXPECT_TRUE(audit->end());
  return std::move(*audit->finish());
}

std::string json_of(const CorpusCase& corpus_case, const std::vector<std::size_t>& cuts) {
  return *render(report_of(corpus_case, cuts), "json");
}

std::vector<std::string> case_paths() {
  std::vector<std::string> paths = list_sources("tests/corpus", ".txt");
  EXPECT_GE(paths.size(), 20u);
  return paths;
}

TEST(Corpus, SaysOfEachTextWhatItsFileSays) {
  for (const std::string& path : case_paths()) {
    const CorpusCase corpus_case = read_case(path);
    const std::string said = said_by(report_of(corpus_case, {}));
    if (std::getenv("STOPRULE_REBASE") != nullptr) {
      write_source(path, corpus_case.head + said);
      continue;
    }
    EXPECT_EQ(said, corpus_case.expected) << path;
  }
}

// Cutting anywhere costs a whole run a cut, so long texts are cut at every nth byte.
TEST(Corpus, SaysTheSameHoweverTheTextIsCut) {
  for (const std::string& path : case_paths()) {
    const CorpusCase corpus_case = read_case(path);
    const std::string whole = json_of(corpus_case, {});
    const std::size_t size = corpus_case.text.size();
    std::vector<std::size_t> every_byte;
    for (std::size_t at = 0; at <= size; ++at) every_byte.push_back(at);
    EXPECT_EQ(json_of(corpus_case, every_byte), whole) << path << ", a byte at a time";
    const std::size_t step =
        corpus_case.options.mode == Mode::kScan ? 1 + size / 400 : 1 + size / 8;
    for (std::size_t cut = 0; cut <= size; cut += step)
      EXPECT_EQ(json_of(corpus_case, {cut}), whole) << path << ", cut at " << cut;
  }
}

// What is shown of a key is no key.
TEST(Corpus, FindsNoKeyInItsOwnReports) {
  for (const std::string& path : case_paths()) {
    const Report report = report_of(read_case(path), {});
    for (const std::string_view format : formats()) {
      const Result<std::string> rendered = render(report, format);
      ASSERT_TRUE(rendered) << path << " as " << format;
      CorpusCase again;
      again.options.mode = Mode::kScan;
      again.document = {.uri = "report.txt", .kind = DocumentKind::kText};
      again.text = *rendered;
      for (const Finding& finding : report_of(again, {}).findings) {
        EXPECT_EQ(finding.severity, Severity::kNote)
            << path << " as " << format << " shows " << finding.rule_id << " " << finding.excerpt;
      }
    }
  }
}

}  // namespace
}  // namespace stoprule
