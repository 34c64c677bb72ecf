// markdown.cpp - a report to paste into an issue or a chat. What comes from a scanned text stands
// in code spans or escaped: it makes no link, image, mention, heading or HTML anywhere.
#include <algorithm>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "report/formats.h"
#include "report/statement.h"
#include "stoprule/stoprule.h"
#include "text/characters.h"
#include "text/names.h"
#include "verify/redact.h"

namespace stoprule {
namespace {

// A code span: its fence is longer than any run of backticks in it.
std::string code(std::string_view text) {
  const std::string shown = printable(text);
  if (shown.empty()) return {};
  std::size_t longest = 0, run = 0;
  for (const char c : shown) longest = std::max(longest, run = c == '`' ? run + 1 : 0);
  const std::string fence(longest + 1, '`');
  const bool pad =
      shown.front() == '`' || shown.back() == '`' || (shown.front() == ' ' && shown.back() == ' ');
  const std::string_view space = pad ? " " : "";
  return fence + std::string(space) + shown + std::string(space) + fence;
}

// Hosts, addresses, mentions and numbers of issues become links by themselves in some readers.
bool may_become_link(std::string_view text) {
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '@' || text[i] == '#' || text.substr(i, 2) == "//") return true;
    const bool inside = i > 0 && i + 1 < text.size();
    if (inside && text[i] == '.' && is_word(text[i - 1]) && is_word(text[i + 1])) return true;
  }
  return false;
}

// A sentence of ours, which may hold a name out of a text.
std::string sentence(std::string_view text) {
  constexpr std::string_view kActing = "\\`*_[]<>&~|$", kAtStart = "#+-=:";
  std::string shown = printable(text);
  shown.erase(0, shown.find_first_not_of(' '));
  if (may_become_link(shown)) return code(shown);
  std::string out;
  bool counting = true;  // still in leading digits, which with "." or ")" begin a list
  for (std::size_t i = 0; i < shown.size(); ++i) {
    const char c = shown[i];
    const bool begins_list = counting && i > 0 && (c == '.' || c == ')');
    const bool begins = i == 0 && kAtStart.find(c) != std::string_view::npos;
    if (begins || begins_list || kActing.find(c) != std::string_view::npos) out += '\\';
    counting = counting && is_digit(c);
    out += c;
  }
  return out;
}

class MarkdownPage {
 public:
  MarkdownPage(const Report& report, const Phrasebook& words) : report_(report), words_(words) {}

  std::string text() {
    verdict();
    diagnoses();
    findings();
    claims();
    endpoints();
    routes();
    steps("label.checks", report_.checks);
    steps("label.remediation", report_.remediation);
    rest();
    if (out_.empty()) paragraph(sentence(words_.text("label.nothing")));
    paragraph(code("stoprule " + std::string(version()) + ", " + report_.catalog_as_of));
    return std::move(out_);
  }

 private:
  void paragraph(std::string_view text) {
    if (!out_.empty()) out_ += '\n';
    out_.append(text).append("\n");
  }
  void heading(std::string_view id) { paragraph("### " + sentence(words_.text(id)) + "\n"); }
  void item(std::string_view text) { out_.append("- ").append(text).append("\n"); }
  void under(std::string_view text) { out_.append("  - ").append(text).append("\n"); }
  std::string word(std::string_view kind, std::string_view name) const {
    return sentence(words_.text(std::string(kind) + "." + std::string(name)));
  }

  void evidence(const Evidence& one) {
    if (one.location) {
      under(code(place_name(report_, *one.location, words_)) + " " + code(one.excerpt));
    } else {
      under(sentence(one.excerpt) + " (" + sentence(one.vendor) + ", " +
            sentence(words_.text("label.as_of", {{"date", one.as_of}})) + ") " + code(one.url));
    }
  }

  void verdict() {
    const Verdict& verdict = report_.verdict;
    const bool route = !report_.keys_only && !report_.routes.empty();
    paragraph("## " + word("level", name_of(verdict.level)) +
              (route ? " – " + word("route", name_of(report_.route)) : std::string()) + "\n");
    out_.append(sentence(verdict.summary.text)).append("\n\n");
    for (const Reason& reason : verdict.because) {
      if (rests_on_keys(report_)) break;
      item(sentence(reason.message.text));
      for (const Evidence& one : reason.evidence) evidence(one);
    }
    if (!verdict.next.text.empty())
      paragraph("**" + word("label", "next") + "** " + sentence(verdict.next.text));
    if (!route) return;
    heading("label.answers");
    for (std::size_t i = 0; i < kQuestions; ++i) {
      const Answer& answer = report_.answers[i];
      item(word("question", kQuestionNames[i]) + " **" + word("state", name_of(answer.state)) +
           "**");
      for (const Evidence& one : answer.evidence) evidence(one);
    }
  }

  void diagnoses() {
    if (!report_.diagnoses.empty()) heading("label.diagnoses");
    for (const Diagnosis& diagnosis : report_.diagnoses) {
      item(sentence(diagnosis.text.text));
      under(sentence(diagnosis.fix.text));
    }
  }

  void findings() {
    if (!report_.findings.empty()) heading("label.findings");
    for (const Finding& finding : report_.findings) {
      item("**" + word("severity", name_of(finding.severity)) + "** " +
           code(place_name(report_, finding.location, words_)) + " " + code(finding.rule_id) + " " +
           code(finding.excerpt));
      under(sentence(finding.message.text));
      if (!finding.hidden_by.empty())
        under(sentence(words_.text("label.hidden_by", {{"how", finding.hidden_by}})));
      if (!finding.sent_to.empty())
        under(sentence(words_.text("label.sent_to", {{"where", finding.sent_to}})));
      for (const Fact& fact : finding.facts) under(code(fact.name + ": " + fact.value));
      for (const Origin& origin : finding.original)
        under(sentence(origin_name(report_, origin, words_)));
    }
  }

  void claims() {
    if (!report_.claims.empty()) heading("label.claims");
    for (const Claim& claim : report_.claims) {
      item("**" + word("status", name_of(claim.status)) + "** " + word("claim", claim.type) + " " +
           code(place_name(report_, claim.location, words_)) + " " + code(claim.excerpt));
    }
  }

  void endpoints() {
    if (!report_.endpoints.empty()) heading("label.endpoints");
    for (const Endpoint& endpoint : report_.endpoints) {
      const std::string port =
          endpoint.port != 0 ? ":" + std::to_string(endpoint.port) : std::string();
      item(code(endpoint.host + port + endpoint.path) + " " +
           word("route", name_of(endpoint.route)) + " " +
           code(place_name(report_, endpoint.location, words_)));
      for (const Message& conflict : endpoint.conflicts) under(sentence(conflict.text));
    }
  }

  void routes() {
    if (report_.keys_only || report_.routes.size() < 2) return;
    heading("label.routes");
    for (const Route& route : report_.routes) {
      item("**" + word("level", name_of(route.level)) + "** " + word("route", name_of(route.id)) +
           " " + code(route.name));
    }
  }

  void steps(std::string_view title, const std::vector<Step>& steps) {
    if (!steps.empty()) heading(title);
    for (std::size_t i = 0; i < steps.size(); ++i) {
      const std::string number = std::to_string(i + 1) + ". ", indent(number.size(), ' ');
      out_.append(number).append(sentence(steps[i].message.text)).append("\n");
      if (!steps[i].url.empty())
        out_.append(indent).append("- ").append(code(steps[i].url)).append("\n");
      for (std::string_view rest = steps[i].command; !rest.empty();) {
        const std::size_t end = rest.find('\n');
        out_.append(indent).append("- ").append(code(rest.substr(0, end))).append("\n");
        rest.remove_prefix(end == std::string_view::npos ? rest.size() : end + 1);
      }
    }
  }

  void rest() {
    if (!report_.suppressed.empty()) heading("label.suppressed");
    for (const Suppressed& one : report_.suppressed) {
      item(code(place_name(report_, one.finding.location, words_)) + " " +
           code(one.finding.rule_id) + " " + code(one.by) + " " + sentence(one.reason));
    }
    if (!report_.incomplete.empty()) heading("label.incomplete");
    for (const Incomplete& one : report_.incomplete) item(sentence(one.message.text));
  }

  const Report& report_;
  const Phrasebook& words_;
  std::string out_;
};

}  // namespace

std::string render_markdown(const Report& report, const Phrasebook& words) {
  return MarkdownPage(report, words).text();
}

}  // namespace stoprule
