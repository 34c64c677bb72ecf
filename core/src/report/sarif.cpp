// sarif.cpp - a report as a SARIF 2.1.0 log of one run, on one line. Sections (§) are those of the
// standard.
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "assess/json_fields.h"
#include "report/formats.h"
#include "report/statement.h"
#include "stoprule/stoprule.h"
#include "text/characters.h"
#include "text/names.h"
#include "verify/redact.h"

namespace stoprule {
namespace {

constexpr std::string_view kBase = "%SRCROOT%";              ///< what relative URIs are relative to
constexpr std::string_view kOurFingerprint = "stoprule/v1";  ///< the key in partialFingerprints

std::string quoted(std::string_view text) { return json_quoted(text); }

// A path as a URI reference (§3.10): nothing in it is a scheme, a host, a query or a fragment.
std::string uri_of(std::string_view path) {
  constexpr char kHex[] = "0123456789ABCDEF";
  const bool absolute = path.starts_with('/');
  std::string out = absolute ? "file://" : "";
  for (const char c : path) {
    const bool plain = is_alnum(c) || c == '-' || c == '.' || c == '_' || c == '~' || c == '/';
    if (plain) {
      out += c;
      continue;
    }
    const auto byte = static_cast<unsigned char>(c);
    out.append(1, '%').append(1, kHex[byte >> 4]).append(1, kHex[byte & 15]);
  }
  return out;
}

// A plain text message (§3.11): brackets would be links and braces placeholders.
std::string message(std::string_view text) {
  std::string escaped;
  for (const char c : text) {
    if (c == '[' || c == ']' || c == '\\') escaped += '\\';
    if (c == '{' || c == '}') escaped += c;
    escaped += c;
  }
  JsonFields out;
  out.raw("text", quoted(escaped));
  return out.take();
}

class SarifLog {
 public:
  SarifLog(const Report& report, const Phrasebook& words)
      : report_(report), words_(words), list_(statements(report, words)) {
    for (const Suppressed& entry : report.suppressed) compared_ |= entry.by == "baseline";
  }

  std::string text() {
    const std::string results = json_list(list_, [&](const Statement& one) { return result(one); });
    JsonFields driver;
    driver.text("name", "stoprule");
    driver.text("semanticVersion", version());
    driver.raw("rules", rules_.empty() ? "[]" : json_list(rules_, [](const std::string& rule) {
                 return rule;
               }));
    JsonFields tool;
    tool.raw("driver", driver.take());
    JsonFields run;
    run.raw("tool", tool.take());
    run.text("language", report_.language);
    run.text("columnKind", "utf16CodeUnits");
    run.raw("redactionTokens", "[" + quoted(kMask) + "]");
    run.raw("originalUriBaseIds",
            "{" + quoted(kBase) + ":{\"description\":" + message(words_.text("label.root")) + "}}");
    run.raw("invocations", "[" + invocation() + "]");
    std::uint32_t index = 0;
    run.raw("artifacts", json_list(report_.documents,
                                   [&](const DocumentRow& row) { return artifact(row, index++); }));
    run.raw("results", results.empty() ? "[]" : results);
    run.raw("properties", properties());
    JsonFields log;
    log.text("$schema", "https://json.schemastore.org/sarif-2.1.0.json");
    log.text("version", "2.1.0");
    log.raw("runs", "[" + run.take() + "]");
    return log.take();
  }

 private:
  std::string properties() const {
    JsonFields catalog;
    catalog.text("digest", report_.catalog_digest);
    catalog.text("as_of", report_.catalog_as_of);
    JsonFields out;
    out.raw("catalog", catalog.take());
    out.text("verdict", name_of(report_.verdict.level));
    out.text("route", name_of(report_.route));
    return out.take();
  }

  std::string artifact_location(std::uint32_t document) const {
    JsonFields out;
    if (document >= report_.documents.size()) return out.take();
    const std::string& uri = report_.documents[document].uri;
    if (!uri.empty()) {
      out.text("uri", uri_of(printable(uri)));
      if (!uri.starts_with('/')) out.text("uriBaseId", kBase);
    }
    out.raw("index", std::to_string(document));
    if (uri.empty()) out.raw("description", message(words_.text("label.input")));
    return out.take();
  }

  std::string artifact(const DocumentRow& row, std::uint32_t index) const {
    JsonFields out;
    out.raw("location", artifact_location(index));
    out.raw("length", std::to_string(row.bytes));
    out.raw("roles", row.role == Role::kOutput ? "[\"analysisTarget\"]" : "[\"tracedFile\"]");
    return out.take();
  }

  static std::string snippet(std::string_view text) {
    JsonFields out;
    out.raw("text", quoted(printable(text)));
    return out.take();
  }

  static std::string region(const Location& at, std::string_view excerpt) {
    JsonFields out;
    out.raw("startLine", std::to_string(at.line));
    out.raw("startColumn", std::to_string(at.column));
    out.raw("endLine", std::to_string(at.end_line));
    out.raw("endColumn", std::to_string(at.end_column));
    if (at.end > at.begin) {  // a place that only a source map names has none
      out.raw("byteOffset", std::to_string(at.begin));
      out.raw("byteLength", std::to_string(at.end - at.begin));
    }
    if (!excerpt.empty()) out.raw("snippet", snippet(excerpt));
    return out.take();
  }

  std::string physical(const Location& at, std::string_view excerpt,
                       std::string_view context) const {
    JsonFields out;
    out.raw("artifactLocation", artifact_location(at.document));
    out.raw("region", region(at, excerpt));
    if (!context.empty()) {
      JsonFields around;
      around.raw("startLine", std::to_string(at.line));
      around.raw("endLine", std::to_string(at.end_line));
      around.raw("snippet", snippet(context));
      out.raw("contextRegion", around.take());
    }
    return out.take();
  }

  std::string related(const Evidence& evidence, std::size_t id) const {
    JsonFields out;
    out.raw("id", std::to_string(id));
    out.raw("physicalLocation", physical(*evidence.location, {}, {}));
    if (!evidence.excerpt.empty()) out.raw("message", message(printable(evidence.excerpt)));
    return out.take();
  }

  // From each place where the value stands to where it shipped (§3.36).
  std::string code_flow(const Finding& finding) const {
    const auto step = [](const std::string& physical_location) {
      return "{\"location\":{\"physicalLocation\":" + physical_location + "}}";
    };
    return json_list(finding.original, [&](const Origin& origin) {
      return "{\"threadFlows\":[{\"locations\":[" +
             step(physical(origin.location, {}, origin.excerpt)) + "," +
             step(physical(finding.location, finding.excerpt, finding.context)) + "]}]}";
    });
  }

  std::size_t rule_index(const Statement& one) {
    const auto [known, fresh] = rule_indices_.emplace(one.rule, rules_.size());
    if (!fresh) return known->second;
    const std::string explain = "stoprule explain " + one.explain;
    JsonFields level;
    level.text("level", name_of(one.severity));
    JsonFields rule;
    rule.text("id", one.rule);
    rule.raw("shortDescription", message(one.text));
    rule.raw("defaultConfiguration", level.take());
    rule.raw("help", message(one.advice.empty() ? explain : one.advice + "\n" + explain));
    rule.raw("properties", R"({"tags":["security"]})");
    rules_.push_back(rule.take());
    return known->second;
  }

  std::string suppression(const Suppressed& entry) const {
    JsonFields out;
    out.text("kind", entry.by == "inline" ? "inSource" : "external");
    const std::string by = printable(entry.by), reason = printable(entry.reason);
    out.text("justification", reason.empty() ? by : by + ": " + reason);
    return "[" + out.take() + "]";
  }

  static std::string result_properties(const Finding& finding) {
    JsonFields facts;
    for (const Fact& fact : finding.facts) facts.text(printable(fact.name), printable(fact.value));
    JsonFields out;
    out.text("service", printable(finding.service));
    out.text("exposure", name_of(finding.exposure));
    out.text("validity", name_of(finding.validity));
    out.text("hidden_by", printable(finding.hidden_by));
    out.text("sent_to", printable(finding.sent_to));
    if (!finding.facts.empty()) out.raw("facts", facts.take());
    return out.take();
  }

  std::string result(const Statement& one) {
    JsonFields out;
    out.text("ruleId", one.rule);
    out.raw("ruleIndex", std::to_string(rule_index(one)));
    out.text("level", name_of(one.severity));
    out.raw("message", message(told(one)));
    if (one.at) {
      const std::string_view context =
          one.finding != nullptr ? std::string_view(one.finding->context) : std::string_view();
      out.raw("locations",
              "[{\"physicalLocation\":" + physical(*one.at, one.excerpt, context) + "}]");
    }
    std::size_t id = 0;
    out.raw("relatedLocations", json_list(one.related, [&](const Evidence& evidence) {
              return related(evidence, ++id);
            }));
    if (one.finding == nullptr) return out.take();
    const bool known = one.suppressed != nullptr && one.suppressed->by == "baseline";
    out.raw("codeFlows", code_flow(*one.finding));
    out.raw("partialFingerprints", "{" + quoted(kOurFingerprint) + ":" +
                                       quoted(printable(one.finding->fingerprint)) + "}");
    if (compared_) out.text("baselineState", known ? "unchanged" : "new");
    if (one.suppressed != nullptr) out.raw("suppressions", suppression(*one.suppressed));
    out.raw("properties", result_properties(*one.finding));
    return out.take();
  }

  std::string invocation() const {
    JsonFields out;
    out.raw("executionSuccessful", report_.incomplete.empty() ? "true" : "false");
    out.raw("toolExecutionNotifications",
            json_list(report_.incomplete, [&](const Incomplete& entry) {
              JsonFields note;
              note.text("level", "warning");
              note.raw("message", message(printable(entry.message.text)));
              if (entry.document < report_.documents.size()) {
                note.raw("locations", "[{\"physicalLocation\":{\"artifactLocation\":" +
                                          artifact_location(entry.document) + "}}]");
              }
              return note.take();
            }));
    return out.take();
  }

  const Report& report_;
  const Phrasebook& words_;
  std::vector<Statement> list_;
  bool compared_ = false;  // with a baseline
  std::map<std::string, std::size_t> rule_indices_;
  std::vector<std::string> rules_;
};

}  // namespace

std::string render_sarif(const Report& report, const Phrasebook& words) {
  return SarifLog(report, words).text();
}

}  // namespace stoprule
