// json.cpp - the report's JSON form; report.schema.json describes it.
#include <algorithm>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

#include "report/formats.h"
#include "report/json_writer.h"
#include "stoprule/stoprule.h"
#include "text/names.h"

namespace stoprule {
namespace {

template <class T>
requires std::is_enum_v<T>
void write(JsonWriter& out, T value) { out.write(name_of(value)); }
template <class T>
requires(!std::is_enum_v<T> && !std::is_class_v<T>) ||
    std::is_convertible_v<T, std::string_view> void write(JsonWriter& out, const T& value) {
  out.write(value);
}

void write(JsonWriter& out, const Message& message);
void write(JsonWriter& out, const Location& at);
void write(JsonWriter& out, const Evidence& evidence);
void write(JsonWriter& out, const Answers& answers);
void write(JsonWriter& out, const Reason& reason);
void write(JsonWriter& out, const Verdict& verdict);
void write(JsonWriter& out, const Route& route);
void write(JsonWriter& out, const ClaimNeed& need);
void write(JsonWriter& out, const Claim& claim);
void write(JsonWriter& out, const Endpoint& endpoint);
void write(JsonWriter& out, const Origin& origin);
void write(JsonWriter& out, const std::vector<Fact>& facts);
void write(JsonWriter& out, const Finding& finding);
void write(JsonWriter& out, const Diagnosis& diagnosis);
void write(JsonWriter& out, const Step& step);
void write(JsonWriter& out, const DocumentRow& row);
void write(JsonWriter& out, const Suppressed& entry);
void write(JsonWriter& out, const Incomplete& entry);

template <class T>
void write(JsonWriter& out, const std::vector<T>& list) {
  out.array(list, [&](const T& item) { write(out, item); });
}

// One field behind the other: "name", value, "name", value.
struct Fields {
  JsonWriter& out;
  template <class T, class... Rest>
  void operator()(std::string_view name, const T& value, const Rest&... rest) const {
    out.name(name);
    write(out, value);
    if constexpr (sizeof...(rest) != 0) (*this)(rest...);
  }
};

template <class... Named>
void write_object(JsonWriter& out, const Named&... fields) {
  out.object([&] { Fields{out}(fields...); });
}

void write(JsonWriter& out, const Message& message) {
  write_object(out, "id", message.id, "text", message.text);
}

void write(JsonWriter& out, const Location& at) {
  write_object(out, "document", at.document, "begin", at.begin, "end", at.end, "line", at.line,
               "column", at.column, "end_line", at.end_line, "end_column", at.end_column);
}

void write(JsonWriter& out, const Evidence& evidence) {
  const Fields fields{out};
  out.object([&] {
    fields("excerpt", evidence.excerpt);
    if (evidence.location) fields("location", *evidence.location);
    if (evidence.vendor.empty()) return;
    fields("vendor", evidence.vendor, "url", evidence.url, "as_of", evidence.as_of);
  });
}

void write(JsonWriter& out, const Answers& answers) {
  out.object([&] {
    for (std::size_t i = 0; i < kQuestions; ++i) {
      const Answer& answer = answers[i];
      out.name(kQuestionNames[i]);
      write_object(out, "state", answer.state, "source", answer.from_registry ? "registry" : "text",
                   "evidence", answer.evidence);
    }
  });
}

void write(JsonWriter& out, const Reason& reason) {
  write_object(out, "message", reason.message, "evidence", reason.evidence);
}

void write(JsonWriter& out, const Verdict& verdict) {
  write_object(out, "level", verdict.level, "blocked_by", verdict.blocked_by, "summary",
               verdict.summary, "because", verdict.because, "next", verdict.next);
}

void write(JsonWriter& out, const Route& route) {
  write_object(out, "id", route.id, "provider", route.provider, "name", route.name, "level",
               route.level, "blocked_by", route.blocked_by, "answers", route.answers, "evidence",
               route.evidence);
}

void write(JsonWriter& out, const ClaimNeed& need) {
  write_object(out, "question", need.question, "state", need.state);
}

void write(JsonWriter& out, const Claim& claim) {
  write_object(out, "type", claim.type, "status", claim.status, "language", claim.language, "needs",
               claim.needs, "excerpt", claim.excerpt, "location", claim.location);
}

void write(JsonWriter& out, const Endpoint& endpoint) {
  const Fields fields{out};
  out.object([&] {
    fields("host", endpoint.host, "port", endpoint.port, "path", endpoint.path, "protocol",
           endpoint.protocol, "model", endpoint.model, "provider", endpoint.provider, "route",
           endpoint.route, "key_source", endpoint.key_source, "key_name", endpoint.key_name,
           "in_front_end", endpoint.in_front_end, "host_implied", endpoint.host_implied);
    if (!endpoint.not_vendor.empty()) fields("not_vendor", endpoint.not_vendor);
    fields("conflicts", endpoint.conflicts, "location", endpoint.location);
  });
}

void write(JsonWriter& out, const Origin& origin) {
  write_object(out, "how", origin.how, "location", origin.location, "excerpt", origin.excerpt,
               "through", origin.through);
}

// A name that comes twice has its last value.
void write(JsonWriter& out, const std::vector<Fact>& facts) {
  out.object([&] {
    for (auto fact = facts.begin(); fact != facts.end(); ++fact) {
      const auto same = [&](const Fact& other) { return other.name == fact->name; };
      if (std::any_of(facts.begin(), fact, same)) continue;
      Fields{out}(fact->name, std::find_if(facts.rbegin(), facts.rend(), same)->value);
    }
  });
}

void write(JsonWriter& out, const Finding& finding) {
  write_object(out, "rule_id", finding.rule_id, "service", finding.service, "severity",
               finding.severity, "exposure", finding.exposure, "validity", finding.validity,
               "hidden_by", finding.hidden_by, "excerpt", finding.excerpt, "context",
               finding.context, "fingerprint", finding.fingerprint, "message", finding.message,
               "sent_to", finding.sent_to, "facts", finding.facts, "location", finding.location,
               "original", finding.original);
}

void write(JsonWriter& out, const Diagnosis& diagnosis) {
  write_object(out, "id", diagnosis.id, "owner", diagnosis.owner, "vendor", diagnosis.vendor,
               "text", diagnosis.text, "fix", diagnosis.fix, "location", diagnosis.location);
}

void write(JsonWriter& out, const Step& step) {
  const Fields fields{out};
  out.object([&] {
    fields("message", step.message);
    if (!step.url.empty()) fields("url", step.url);
    if (!step.command.empty()) fields("command", step.command);
  });
}

void write(JsonWriter& out, const DocumentRow& row) {
  write_object(out, "uri", row.uri, "role", row.role, "bytes", row.bytes);
}

void write(JsonWriter& out, const Suppressed& entry) {
  write_object(out, "finding", entry.finding, "by", entry.by, "reason", entry.reason);
}

void write(JsonWriter& out, const Incomplete& entry) {
  write_object(out, "message", entry.message, "document", entry.document, "read", entry.read,
               "left", entry.left);
}

}  // namespace

std::string render_error(const Error& error) {
  constexpr std::string_view kCodes[] = {"usage", "data", "state"};
  JsonWriter out;
  out.object([&] {
    out.name("error");
    write_object(out, "code", kCodes[static_cast<int>(error.code)], "where", error.where, "message",
                 error.message);
  });
  return out.take();
}

std::string render_json(const Report& report) {
  JsonWriter out;
  const Fields fields{out};
  out.object([&] {
    fields("schema", "stoprule.report/1");
    out.name("tool");
    write_object(out, "name", "stoprule", "version", version());
    out.name("catalog");
    write_object(out, "digest", report.catalog_digest, "as_of", report.catalog_as_of);
    fields("language", report.language, "documents", report.documents, "verdict", report.verdict,
           "route", report.route, "routes", report.routes, "answers", report.answers, "claims",
           report.claims, "endpoints", report.endpoints, "findings", report.findings, "diagnoses",
           report.diagnoses, "checks", report.checks, "remediation", report.remediation,
           "suppressed", report.suppressed, "incomplete", report.incomplete);
  });
  return out.take();
}

}  // namespace stoprule
