#include "report/statement.h"

#include <utility>

#include "text/names.h"
#include "verify/redact.h"

namespace stoprule {
namespace {

Severity weight_of(Level level) {
  switch (level) {
    case Level::kStop:
      return Severity::kError;
    case Level::kEvaluate:
      return Severity::kWarning;
    case Level::kProceed:
    case Level::kNone:
      return Severity::kNote;
  }
  return Severity::kNote;
}

class Statements {
 public:
  Statements(const Report& report, const Phrasebook& words) : report_(report), words_(words) {}

  void add(const Finding& finding, const Suppressed* suppressed = nullptr) {
    Statement out;
    out.rule = out.explain = finding.rule_id;
    out.severity = finding.severity;
    out.text = printable(finding.message.text);
    for (const Step& step : report_.remediation) {
      out.advice.append(out.advice.empty() ? "" : "\n").append(printable(step.message.text));
    }
    out.details.push_back(printable(finding.excerpt));
    if (!finding.hidden_by.empty())
      out.details.push_back(
          words_.text("label.hidden_by", {{"how", printable(finding.hidden_by)}}));
    if (!finding.sent_to.empty())
      out.details.push_back(words_.text("label.sent_to", {{"where", printable(finding.sent_to)}}));
    for (const Origin& origin : finding.original)
      out.details.push_back(origin_name(report_, origin, words_));
    out.excerpt = printable(finding.excerpt);
    out.at = finding.location;
    for (const Origin& origin : finding.original) {
      Evidence place;
      place.excerpt = origin_name(report_, origin, words_);
      place.location = origin.location;
      out.related.push_back(std::move(place));
    }
    out.finding = &finding;
    out.suppressed = suppressed;
    push(std::move(out));
  }

  void add(const Verdict& verdict) {
    if (rests_on_keys(report_) || verdict.level == Level::kNone) return;
    Statement out;
    out.rule = "verdict/" + std::string(name_of(verdict.level));
    out.explain = verdict.summary.id;
    out.severity = weight_of(verdict.level);
    out.text = printable(verdict.summary.text);
    out.advice = printable(verdict.next.text);
    for (const Reason& reason : verdict.because) {
      out.details.push_back(printable(reason.message.text));
      for (const Evidence& evidence : reason.evidence) {
        if (!evidence.location) continue;
        if (!out.at) {
          out.at = evidence.location;
          out.excerpt = printable(evidence.excerpt);
        }
        out.related.push_back(evidence);
      }
    }
    push(std::move(out));
  }

  void add(const Claim& claim) {
    if (claim.status != ClaimStatus::kAsserted) return;
    Statement out;
    out.rule = "claim/" + claim.type;
    out.explain = claim.type;
    out.text = printable(words_.text("claim." + claim.type));
    for (const ClaimNeed& need : claim.needs) {
      out.details.push_back(words_.text("question." + std::string(name_of(need.question))) + " " +
                            words_.text("state." + std::string(name_of(need.state))));
    }
    out.excerpt = printable(claim.excerpt);
    out.at = claim.location;
    push(std::move(out));
  }

  void add(const Endpoint& endpoint) {
    for (const Message& conflict : endpoint.conflicts) {
      Statement out;
      out.rule = "endpoint/" + conflict.id.substr(conflict.id.find('.') + 1);
      out.explain = conflict.id;
      out.severity = Severity::kWarning;
      out.text = printable(conflict.text);
      out.excerpt = printable(endpoint.host + endpoint.path);
      out.at = endpoint.location;
      push(std::move(out));
    }
  }

  void add(const Diagnosis& diagnosis) {
    Statement out;
    out.rule = "diagnosis/" + diagnosis.id;
    out.explain = diagnosis.text.id;
    out.text = printable(diagnosis.text.text);
    out.advice = printable(diagnosis.fix.text);
    out.at = diagnosis.location;
    push(std::move(out));
  }

  std::vector<Statement> take() { return std::move(list_); }

 private:
  void push(Statement statement) {
    statement.rule = printable(statement.rule);
    statement.explain = printable(statement.explain);
    list_.push_back(std::move(statement));
  }

  const Report& report_;
  const Phrasebook& words_;
  std::vector<Statement> list_;
};

}  // namespace

std::vector<Statement> statements(const Report& report, const Phrasebook& words) {
  Statements out(report, words);
  for (const Finding& finding : report.findings) out.add(finding);
  for (const Suppressed& entry : report.suppressed) out.add(entry.finding, &entry);
  out.add(report.verdict);
  for (const Claim& claim : report.claims) out.add(claim);
  for (const Endpoint& endpoint : report.endpoints) out.add(endpoint);
  for (const Diagnosis& diagnosis : report.diagnoses) out.add(diagnosis);
  return out.take();
}

bool rests_on_keys(const Report& report) {
  return report.keys_only || (report.routes.empty() && !report.findings.empty());
}

std::string told(const Statement& statement) {
  std::string out = statement.text;
  for (const std::string& detail : statement.details) out.append("\n").append(detail);
  return out;
}

std::string document_name(const Report& report, std::uint32_t document, const Phrasebook& words) {
  const bool named = document < report.documents.size() && !report.documents[document].uri.empty();
  return named ? printable(report.documents[document].uri) : words.text("label.input");
}

std::string place_name(const Report& report, const Location& at, const Phrasebook& words) {
  return document_name(report, at.document, words) + ":" + std::to_string(at.line) + ":" +
         std::to_string(at.column);
}

std::string origin_name(const Report& report, const Origin& origin, const Phrasebook& words) {
  const std::string place = place_name(report, origin.location, words);
  if (origin.through.empty()) return words.text("label.origin", {{"place", place}});
  return words.text("label.origin_through",
                    {{"place", place}, {"name", printable(origin.through)}});
}

}  // namespace stoprule
