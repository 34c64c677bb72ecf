#include "corpus_case.h"

#include <gtest/gtest.h>

#include "made/made_key.h"
#include "source_tree.h"
#include "text/names.h"

namespace stoprule {
namespace {

template <class E>
std::string name(E value) {
  return std::string(name_of(value));
}

std::string place(const Location& at) {
  return std::to_string(at.line) + ":" + std::to_string(at.column) + "-" +
         std::to_string(at.end_line) + ":" + std::to_string(at.end_column);
}

std::string blocked(const std::vector<Question>& questions) {
  std::string out;
  for (const Question question : questions)
    out += (out.empty() ? " blocked_by=" : ",") + name(question);
  return out;
}

std::string states(const Answers& answers) {
  std::string out;
  for (std::size_t i = 0; i < kQuestions; ++i)
    out += std::string(" ") + std::string(kQuestionNames[i]) + "=" + name(answers.at(i).state);
  return out;
}

std::string field(std::string_view label, const std::string& value) {
  return value.empty() ? std::string() : " " + std::string(label) + "=" + value;
}

std::string finding_line(const Finding& finding) {
  std::string out = finding.rule_id + " " + name(finding.severity) + " " + name(finding.exposure) +
                    " " + name(finding.validity) + " " + place(finding.location) +
                    field("hidden_by", finding.hidden_by) + field("sent_to", finding.sent_to);
  for (const Fact& fact : finding.facts) out += " " + fact.name + "=" + fact.value;
  return out;
}

// The text between two marks; moves `rest` behind the second.
std::string_view until(std::string_view& rest, std::string_view mark) {
  const std::size_t at = rest.find(mark);
  const std::string_view part = rest.substr(0, at);
  rest.remove_prefix(at == std::string_view::npos ? rest.size() : at + mark.size());
  return part;
}

}  // namespace

CorpusCase read_case(const std::string& path) {
  CorpusCase out;
  out.path = path;
  const std::string file = read_source(path);
  std::string_view rest = file;
  std::string_view settings = until(rest, "--- text\n");
  while (!settings.empty()) {
    std::string_view line = until(settings, "\n");
    const std::string_view key = until(line, ": ");
    if (key == "uri") {
      out.document.uri = line;
    } else if (key == "mode" && line == "scan") {
      out.options.mode = Mode::kScan;
    } else if (key == "today") {
      out.options.today = line;
    } else if (!key.empty() && key.front() != '#' && !(key == "mode" && line == "audit")) {
      ADD_FAILURE() << path << ": cannot read the line of " << key;
    }
  }
  static constexpr std::string_view kReport = "--- report\n";
  const std::size_t at = rest.find(kReport);
  EXPECT_NE(at, std::string_view::npos) << path << " has no line \"--- report\"";
  if (at == std::string_view::npos) return out;
  out.text = with_made_keys(Catalog::builtin().data(), rest.substr(0, at));
  out.expected = rest.substr(at + kReport.size());
  out.head = file.substr(0, file.size() - out.expected.size());
  return out;
}

std::string said_by(const Report& report) {
  std::string out = "verdict " + name(report.verdict.level) + " " + name(report.route) +
                    blocked(report.verdict.blocked_by) + "\n";
  for (const Reason& reason : report.verdict.because)
    out += "because " + reason.message.id + ": " + reason.message.text + "\n";
  if (!report.verdict.next.id.empty()) out += "next " + report.verdict.next.id + "\n";
  out += "answers" + states(report.answers) + "\n";
  for (const Route& route : report.routes) {
    out += "route " + name(route.id) + " " + name(route.level) + field("provider", route.provider) +
           field("name", route.name) + blocked(route.blocked_by) + "\n";
  }
  for (const Claim& claim : report.claims) {
    out += "claim " + claim.type + " " + name(claim.status) + " " + claim.language + " " +
           place(claim.location) + " " + claim.excerpt + "\n";
  }
  for (const Endpoint& endpoint : report.endpoints) {
    out += "endpoint " + (endpoint.host.empty() ? "?" : endpoint.host) +
           (endpoint.port != 0 ? ":" + std::to_string(endpoint.port) : "") + endpoint.path + " " +
           place(endpoint.location) + field("provider", endpoint.provider) +
           field("route", name(endpoint.route)) + field("protocol", endpoint.protocol) +
           field("model", endpoint.model) + field("key", name(endpoint.key_source)) +
           field("key_name", endpoint.key_name) + field("not", endpoint.not_vendor) +
           (endpoint.in_front_end ? " in_front_end" : "") +
           (endpoint.host_implied ? " host_implied" : "");
    for (const Message& conflict : endpoint.conflicts) out += " conflict=" + conflict.id;
    out += "\n";
  }
  for (const Finding& finding : report.findings) out += "finding " + finding_line(finding) + "\n";
  for (const Suppressed& suppressed : report.suppressed)
    out += "suppressed by " + suppressed.by + " " + finding_line(suppressed.finding) + "\n";
  for (const Diagnosis& diagnosis : report.diagnoses) {
    out += "diagnosis " + diagnosis.id + " owner=" + diagnosis.owner +
           field("vendor", diagnosis.vendor) + " " + place(diagnosis.location) + "\n";
  }
  for (const Step& step : report.checks)
    out += "check " + step.message.id + field("url", step.url) + "\n";
  for (const Step& step : report.remediation)
    out += "remediation " + step.message.id + field("url", step.url) + "\n";
  for (const Incomplete& part : report.incomplete) out += "incomplete " + part.message.id + "\n";
  return out;
}

}  // namespace stoprule
