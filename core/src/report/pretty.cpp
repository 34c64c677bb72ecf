// pretty.cpp - a report for a terminal: the word first, then why, what is missing, what was found,
// what to do. No colour, and nothing of a scanned text can act in a terminal.
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "report/formats.h"
#include "text/names.h"

namespace stoprule {
namespace {

constexpr char kHex[] = "0123456789abcdef";

// Bytes of a character that moves the cursor, starts a command or turns the direction of writing:
// C0, DEL, C1 and the bidi controls U+061C, U+200E-F, U+2028-E, U+2066-9. 0: a harmless one.
std::size_t acting(std::string_view text) {
  const auto byte = [&](std::size_t i) {
    return i < text.size() ? static_cast<unsigned char>(text[i]) : 0u;
  };
  if (byte(0) < 0x20 || byte(0) == 0x7f) return 1;
  if (byte(0) == 0xc2 && byte(1) >= 0x80 && byte(1) < 0xa0) return 2;
  if (byte(0) == 0xd8 && byte(1) == 0x9c) return 2;
  if (byte(0) != 0xe2) return 0;
  const bool marks = byte(1) == 0x80 &&
                     ((byte(2) >= 0x8e && byte(2) <= 0x8f) || (byte(2) >= 0xa8 && byte(2) <= 0xae));
  const bool isolates = byte(1) == 0x81 && byte(2) >= 0xa6 && byte(2) <= 0xa9;
  return marks || isolates ? 3 : 0;
}

std::string printable(std::string_view text) {
  std::string out;
  while (!text.empty()) {
    const std::size_t size = acting(text);
    for (std::size_t i = 0; i < size; ++i) {
      const auto byte = static_cast<unsigned char>(text[i]);
      out.append("\\x").append(1, kHex[byte >> 4]).append(1, kHex[byte & 15]);
    }
    if (size == 0) out.push_back(text[0]);
    text.remove_prefix(size == 0 ? 1 : size);
  }
  return out;
}

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

class Page {
 public:
  explicit Page(const Report& report) : report_(report) {}

  void heading(std::string_view title) {
    if (!out_.empty()) out_ += '\n';
    out_.append(title).append("\n");
  }
  void line(std::string_view text) { out_.append("  ").append(text).append("\n"); }
  void under(std::string_view text) {
    if (!text.empty()) out_.append("      ").append(text).append("\n");
  }

  std::string place(const Location& at) const {
    const std::string_view uri = at.document < report_.documents.size()
                                     ? report_.documents[at.document].uri
                                     : std::string_view();
    return printable(uri.empty() ? "(input)" : uri) + ":" + std::to_string(at.line) + ":" +
           std::to_string(at.column);
  }
  void evidence(const Evidence& evidence) {
    if (evidence.location) {
      under(place(*evidence.location) + "  " + printable(evidence.excerpt));
    } else {
      under(printable(evidence.excerpt) + "  (" + evidence.vendor + ", as of " + evidence.as_of +
            ") " + evidence.url);
    }
  }

  void verdict() {
    const Verdict& verdict = report_.verdict;
    if (verdict.summary.text.empty()) return;  // a scan judges no route
    heading(upper(name_of(verdict.level)) + "  " + std::string(name_of(report_.route)));
    line(printable(verdict.summary.text));
    for (const Reason& reason : verdict.because) {
      line("- " + printable(reason.message.text));
      for (const Evidence& one : reason.evidence) evidence(one);
    }
    if (!verdict.next.text.empty()) line("> " + printable(verdict.next.text));
    if (report_.routes.empty()) return;
    heading("Five questions");
    for (std::size_t i = 0; i < kQuestions; ++i) {
      const Answer& answer = report_.answers[i];
      line(padded(name_of(answer.state)) + std::string(kQuestionNames[i]));
      for (const Evidence& one : answer.evidence) evidence(one);
    }
  }

  void routes() {
    if (report_.routes.size() < 2) return;
    heading("Routes");
    for (const Route& route : report_.routes) {
      line(padded(upper(name_of(route.level))) + std::string(name_of(route.id)) + "  " +
           printable(route.name));
    }
  }

  void claims() {
    if (!report_.claims.empty()) heading("Promises");
    for (const Claim& claim : report_.claims) {
      line(padded(name_of(claim.status)) + claim.type);
      under(place(claim.location) + "  " + printable(claim.excerpt));
    }
  }

  void endpoints() {
    if (!report_.endpoints.empty()) heading("Endpoints");
    for (const Endpoint& endpoint : report_.endpoints) {
      const std::string port =
          endpoint.port != 0 ? ":" + std::to_string(endpoint.port) : std::string();
      line(printable(endpoint.host + port + endpoint.path) + "  " +
           std::string(name_of(endpoint.route)));
      std::string key = "key: " + std::string(name_of(endpoint.key_source));
      if (!endpoint.key_name.empty()) key += " " + printable(endpoint.key_name);
      under(place(endpoint.location) + "  " + key +
            (endpoint.in_front_end ? ", in front-end code" : ""));
      for (const Message& conflict : endpoint.conflicts) under("! " + printable(conflict.text));
    }
  }

  void finding(const Finding& finding) {
    line(padded(name_of(finding.severity)) + place(finding.location) + "  " + finding.rule_id +
         "  " + printable(finding.excerpt));
    under(printable(finding.message.text));
    if (!finding.hidden_by.empty()) under("hidden by " + finding.hidden_by);
    if (!finding.sent_to.empty()) under("goes to " + printable(finding.sent_to));
    for (const Fact& fact : finding.facts) under(fact.name + ": " + printable(fact.value));
    for (const Origin& origin : finding.original) {
      under("from " + place(origin.location) + "  " + printable(origin.through));
    }
  }

  void findings() {
    if (!report_.findings.empty()) heading("Keys");
    for (const Finding& one : report_.findings) finding(one);
  }

  void diagnoses() {
    if (!report_.diagnoses.empty()) heading("What stopped the request");
    for (const Diagnosis& diagnosis : report_.diagnoses) {
      line(diagnosis.owner + ": " + printable(diagnosis.text.text));
      under(printable(diagnosis.fix.text));
    }
  }

  void steps(std::string_view title, const std::vector<Step>& steps) {
    if (!steps.empty()) heading(title);
    for (std::size_t i = 0; i < steps.size(); ++i) {
      line(std::to_string(i + 1) + ". " + printable(steps[i].message.text));
      under(steps[i].url);
      for (std::string_view rest = steps[i].command; !rest.empty();) {
        const std::size_t end = rest.find('\n');
        under(printable(rest.substr(0, end)));
        rest.remove_prefix(end == std::string_view::npos ? rest.size() : end + 1);
      }
    }
  }

  void rest() {
    if (!report_.suppressed.empty()) heading("Suppressed");
    for (const Suppressed& one : report_.suppressed) {
      line(place(one.finding.location) + "  " + one.finding.rule_id + "  by " + one.by + " " +
           printable(one.reason));
    }
    if (!report_.incomplete.empty()) heading("Not read");
    for (const Incomplete& one : report_.incomplete) line(printable(one.message.text));
    if (out_.empty()) out_ = "Nothing found.\n";
  }

  std::string take() { return std::move(out_); }

 private:
  const Report& report_;
  std::string out_;
};

}  // namespace

std::string render_pretty(const Report& report) {
  Page page(report);
  page.verdict();
  page.diagnoses();
  page.findings();
  page.claims();
  page.endpoints();
  page.routes();
  page.steps("Before you go on", report.checks);
  page.steps("A key is exposed: in this order", report.remediation);
  page.rest();
  return page.take();
}

}  // namespace stoprule
