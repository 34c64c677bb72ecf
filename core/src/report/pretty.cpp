// pretty.cpp - a report for a terminal: the word first, then why, what is missing, what was found,
// what to do. No colour, and nothing of a scanned text can act in a terminal or a CI log. Levels
// and states stand as their ids, so that a program may colour them.
#include <algorithm>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "report/formats.h"
#include "report/statement.h"
#include "text/names.h"
#include "verify/redact.h"

namespace stoprule {
namespace {

std::string upper(std::string_view name) {
  std::string out(name);
  for (char& c : out) c = c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
  return out;
}

std::string padded(std::string_view name) {
  std::string out(name);
  if (out.size() < 14) out.append(14 - out.size(), ' ');
  return out;
}

class PrettyPage {
 public:
  PrettyPage(const Report& report, const Phrasebook& words) : report_(report), words_(words) {}

  void heading(std::string_view title) {
    if (!out_.empty()) out_ += '\n';
    out_.append(title).append("\n");
  }
  void line(std::string_view text) { put("  ", text); }
  void under(std::string_view text) {
    if (!text.empty()) put("      ", text);
  }
  std::string label(std::string_view name) const {
    return words_.text("label." + std::string(name));
  }
  std::string place(const Location& at) const { return place_name(report_, at, words_); }
  void evidence(const Evidence& evidence) {
    if (evidence.location) {
      under(place(*evidence.location) + "  " + printable(evidence.excerpt));
    } else {
      under(printable(evidence.excerpt) + "  (" + printable(evidence.vendor) + ", " +
            words_.text("label.as_of", {{"date", printable(evidence.as_of)}}) + ") " +
            printable(evidence.url));
    }
  }

  void verdict() {
    const Verdict& verdict = report_.verdict;
    const bool route = !report_.keys_only && !report_.routes.empty();
    heading(upper(name_of(verdict.level)) +
            (route ? "  " + std::string(name_of(report_.route)) : std::string()));
    line(printable(verdict.summary.text));
    for (const Reason& reason : verdict.because) {
      if (rests_on_keys(report_)) break;
      line("- " + printable(reason.message.text));
      for (const Evidence& one : reason.evidence) evidence(one);
    }
    if (!verdict.next.text.empty()) line("> " + printable(verdict.next.text));
    if (!route) return;
    heading(label("answers"));
    for (std::size_t i = 0; i < kQuestions; ++i) {
      const Answer& answer = report_.answers[i];
      line(padded(name_of(answer.state)) +
           words_.text("question." + std::string(kQuestionNames[i])));
      for (const Evidence& one : answer.evidence) evidence(one);
    }
  }

  void routes() {
    if (report_.keys_only || report_.routes.size() < 2) return;
    heading(label("routes"));
    for (const Route& route : report_.routes) {
      line(padded(upper(name_of(route.level))) + std::string(name_of(route.id)) + "  " +
           printable(route.name));
    }
  }

  void claims() {
    if (!report_.claims.empty()) heading(label("claims"));
    for (const Claim& claim : report_.claims) {
      line(padded(name_of(claim.status)) + printable(claim.type));
      under(place(claim.location) + "  " + printable(claim.excerpt));
    }
  }

  void endpoints() {
    if (!report_.endpoints.empty()) heading(label("endpoints"));
    for (const Endpoint& endpoint : report_.endpoints) {
      const std::string port =
          endpoint.port != 0 ? ":" + std::to_string(endpoint.port) : std::string();
      line(printable(endpoint.host + port + endpoint.path) + "  " +
           std::string(name_of(endpoint.route)));
      std::string key = words_.text("key_source." + std::string(name_of(endpoint.key_source)));
      if (!endpoint.key_name.empty()) key += " " + printable(endpoint.key_name);
      if (endpoint.in_front_end) key += words_.text("list.separator") + label("front_end");
      under(place(endpoint.location) + "  " + key);
      for (const Message& conflict : endpoint.conflicts) under("! " + printable(conflict.text));
    }
  }

  // The line that something stands on, clipped and masked by the core.
  void frame(std::string_view line) {
    if (!line.empty()) under("  | " + printable(line));
  }

  void finding(const Finding& finding) {
    line(padded(name_of(finding.severity)) + place(finding.location) + "  " +
         printable(finding.rule_id) + "  " + printable(finding.excerpt));
    frame(finding.context);
    under(printable(finding.message.text));
    if (!finding.hidden_by.empty())
      under(words_.text("label.hidden_by", {{"how", printable(finding.hidden_by)}}));
    if (!finding.sent_to.empty())
      under(words_.text("label.sent_to", {{"where", printable(finding.sent_to)}}));
    for (const Fact& fact : finding.facts)
      under(printable(fact.name) + ": " + printable(fact.value));
    origins(finding.original);
  }

  // One line of code is shown once, though a value and a source map may both lead to it.
  void origins(const std::vector<Origin>& original) {
    for (auto origin = original.begin(); origin != original.end(); ++origin) {
      const Location& at = origin->location;
      const bool told = std::any_of(original.begin(), origin, [&](const Origin& other) {
        return other.location.document == at.document && other.location.line == at.line;
      });
      if (told) continue;
      under(origin_name(report_, *origin, words_));
      frame(origin->excerpt);
    }
  }

  // How many there are of each weight, the gravest first.
  std::string counts() const {
    std::string out;
    for (const Severity severity : {Severity::kError, Severity::kWarning, Severity::kNote}) {
      const auto count =
          std::count_if(report_.findings.begin(), report_.findings.end(),
                        [&](const Finding& one) { return one.severity == severity; });
      if (count == 0) continue;
      if (!out.empty()) out += words_.text("list.separator");
      out +=
          words_.text("severity." + std::string(name_of(severity))) + " " + std::to_string(count);
    }
    return out;
  }

  // The same value is told once: a build copies it into pages, data files and source maps.
  void findings() {
    const std::vector<Finding>& all = report_.findings;
    if (!all.empty()) heading(label("findings") + "  " + counts());
    std::map<std::string_view, std::vector<const Finding*>> same;
    for (const Finding& one : all) same[one.fingerprint].push_back(&one);
    for (const Finding& one : all) {
      const std::vector<const Finding*>& copies = same[one.fingerprint];
      const auto alike = [&](const Finding* other) { return other->severity == one.severity; };
      if (*std::find_if(copies.begin(), copies.end(), alike) != &one) continue;
      finding(one);
      for (const Finding* other : copies) {
        if (other == &one || !alike(other)) continue;
        under(words_.text("label.also", {{"place", place(other->location)}}));
      }
    }
  }

  void diagnoses() {
    if (!report_.diagnoses.empty()) heading(label("diagnoses"));
    for (const Diagnosis& diagnosis : report_.diagnoses) {
      line(printable(diagnosis.owner) + ": " + printable(diagnosis.text.text));
      under(printable(diagnosis.fix.text));
    }
  }

  void steps(std::string_view title, const std::vector<Step>& steps) {
    if (!steps.empty()) heading(title);
    for (std::size_t i = 0; i < steps.size(); ++i) {
      line(std::to_string(i + 1) + ". " + printable(steps[i].message.text));
      under(printable(steps[i].url));
      for (std::string_view rest = steps[i].command; !rest.empty();) {
        const std::size_t end = rest.find('\n');
        under(printable(rest.substr(0, end)));
        rest.remove_prefix(end == std::string_view::npos ? rest.size() : end + 1);
      }
    }
  }

  void rest() {
    if (!report_.suppressed.empty()) heading(label("suppressed"));
    for (const Suppressed& one : report_.suppressed) {
      line(place(one.finding.location) + "  " + printable(one.finding.rule_id) + "  " +
           printable(one.by));
      under(printable(one.reason));
    }
    if (!report_.incomplete.empty()) heading(label("incomplete"));
    for (const Incomplete& one : report_.incomplete) line(printable(one.message.text));
    if (out_.empty()) out_ = label("nothing") + "\n";
  }

  std::string take() { return std::move(out_); }

 private:
  // A line that begins with "::", however far in, is a command in the log of GitHub Actions.
  void put(std::string_view indent, std::string_view text) {
    out_ += indent;
    if (text.substr(std::min(text.find_first_not_of(' '), text.size())).starts_with("::")) {
      out_ += '\\';
    }
    out_.append(text).append("\n");
  }

  const Report& report_;
  const Phrasebook& words_;
  std::string out_;
};

}  // namespace

std::string render_pretty(const Report& report, const Phrasebook& words) {
  PrettyPage page(report, words);
  page.verdict();
  page.diagnoses();
  page.findings();
  page.claims();
  page.endpoints();
  page.routes();
  page.steps(page.label("checks"), report.checks);
  page.steps(page.label("remediation"), report.remediation);
  page.rest();
  return page.take();
}

}  // namespace stoprule
