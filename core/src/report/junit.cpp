// junit.cpp - a report as JUnit XML: a suite for each document, a case for each statement about it.
// What fails a run by default, an error, is a failure; the rest is told in a case that passes.
#include <string>
#include <string_view>
#include <vector>

#include "report/formats.h"
#include "report/statement.h"
#include "text/names.h"
#include "verify/redact.h"

namespace stoprule {
namespace {

// Text of an element or attribute; characters that XML 1.0 can't hold are replaced.
std::string xml(std::string_view text) {
  constexpr std::string_view kNoCharacter = "\xEF\xBF\xBE", kNorThis = "\xEF\xBF\xBF";
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    const std::string_view three = text.substr(i, 3);
    if (c == '&') {
      out += "&amp;";
    } else if (c == '<') {
      out += "&lt;";
    } else if (c == '>') {
      out += "&gt;";
    } else if (c == '"') {
      out += "&quot;";
    } else if (c == '\n') {
      out += "&#10;";
    } else if (three == kNoCharacter || three == kNorThis) {
      out += "\xEF\xBF\xBD";
      i += 2;
    } else {
      out += c;
    }
  }
  return out;
}

std::string attribute(std::string_view name, std::string_view value) {
  std::string out(" ");
  return out.append(name).append("=\"").append(xml(value)).append("\"");
}
std::string attribute(std::string_view name, std::uint64_t value) {
  return attribute(name, std::to_string(value));
}

struct Suite {
  std::string name, cases;
  std::uint64_t tests = 0, failures = 0, errors = 0, skipped = 0;

  void add(std::string_view head, std::string_view body) {
    ++tests;
    cases.append("    <testcase").append(attribute("classname", name)).append(head);
    cases.append(body.empty() ? "/>\n" : ">\n");
    if (!body.empty()) cases.append("      ").append(body).append("\n    </testcase>\n");
  }

  void add(const Statement& one) {
    std::string text = told(one);
    if (!one.advice.empty()) text.append("\n").append(one.advice);
    std::string head = attribute("name", one.rule);
    if (one.at) {
      head = attribute("name", one.rule + " " + std::to_string(one.at->line) + ":" +
                                   std::to_string(one.at->column));
      head += attribute("file", name) + attribute("line", one.at->line);
    }
    if (one.suppressed != nullptr) {
      ++skipped;
      add(head, "<skipped" +
                    attribute("message", printable(one.suppressed->by) + " " +
                                             printable(one.suppressed->reason)) +
                    "/>");
    } else if (one.severity == Severity::kError) {
      ++failures;
      add(head, "<failure" + attribute("type", name_of(one.severity)) +
                    attribute("message", one.text) + ">" + xml(text) + "</failure>");
    } else {
      add(head,
          "<system-out>" + xml(std::string(name_of(one.severity)) + ": " + text) + "</system-out>");
    }
  }

  void add(const Incomplete& entry) {
    ++errors;
    add(attribute("name", printable(entry.message.id)),
        "<error" + attribute("type", "incomplete") +
            attribute("message", printable(entry.message.text)) + "/>");
  }

  std::string counts() const {
    return attribute("tests", tests) + attribute("failures", failures) +
           attribute("errors", errors) + attribute("skipped", skipped);
  }
};

}  // namespace

std::string render_junit(const Report& report, const Phrasebook& words) {
  std::vector<Suite> suites(report.documents.size() + 1);
  for (std::uint32_t i = 0; i < report.documents.size(); ++i) {
    suites[i].name = document_name(report, i, words);
  }
  suites.back().name = "stoprule";  // what is said of no document
  const auto suite_of = [&](std::uint32_t document) -> Suite& {
    return document < report.documents.size() ? suites[document] : suites.back();
  };
  for (const Statement& one : statements(report, words)) {
    (one.at ? suite_of(one.at->document) : suites.back()).add(one);
  }
  for (const Incomplete& entry : report.incomplete) suite_of(entry.document).add(entry);
  for (std::uint32_t i = 0; i < report.documents.size(); ++i) {
    const bool passed = suites[i].tests == 0 && report.documents[i].role == Role::kOutput;
    if (passed) suites[i].add(attribute("name", "stoprule"), "");
  }
  Suite all;
  std::string body;
  for (const Suite& suite : suites) {
    if (suite.tests == 0) continue;
    all.tests += suite.tests;
    all.failures += suite.failures;
    all.errors += suite.errors;
    all.skipped += suite.skipped;
    body += "  <testsuite" + attribute("name", suite.name) + suite.counts() + ">\n" + suite.cases +
            "  </testsuite>\n";
  }
  return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites" + attribute("name", "stoprule") +
         all.counts() + ">\n" + body + "</testsuites>\n";
}

}  // namespace stoprule
