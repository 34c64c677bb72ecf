// corpus_case.h - a case of tests/corpus: one file that holds a text and what the report says of
// it.
//
//   uri: offer.md            what is known about the text; lines may be left out
//   mode: audit              or scan
//   today: 2026-11-24
//   --- text
//   Free for everybody: {{key:openai-project-key}}
//   --- report
//   verdict stop copied_key ...
//
// The lines below "--- report" are written by the test itself where STOPRULE_REBASE is set
// (`STOPRULE_REBASE=1 build/dev/bin/core_tests --gtest_filter=Corpus*`); a person reads the
// difference before it is committed.
#pragma once
#include <string>
#include <string_view>

#include "stoprule/stoprule.h"

namespace stoprule {

struct CorpusCase {
  std::string path;
  Options options;
  DocumentInfo document;
  std::string text;      ///< with keys made
  std::string head;      ///< the file up to and with "--- report"
  std::string expected;  ///< lines
};

/// Fails the test for a file of another form.
CorpusCase read_case(const std::string& path);

/// What a report says, a line a statement, each with its place as line:column.
std::string said_by(const Report& report);

}  // namespace stoprule
