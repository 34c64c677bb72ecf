// json.cpp - the report's JSON form; report.schema.json describes it. The second of two files that
// know the library.
#include <nlohmann/json.hpp>

#include "report/formats.h"
#include "stoprule/stoprule.h"
#include "text/names.h"

namespace stoprule {
namespace {

using Json = nlohmann::ordered_json;

template <class List, class Make>
Json array(const List& list, const Make& make) {
  Json out = Json::array();
  for (const auto& item : list) out.push_back(make(item));
  return out;
}

Json json_of(const Message& message) { return {{"id", message.id}, {"text", message.text}}; }

Json json_of(const Location& at) {
  return {{"document", at.document},
          {"begin", at.begin},
          {"end", at.end},
          {"line", at.line},
          {"column", at.column},
          {"end_line", at.end_line},
          {"end_column", at.end_column}};
}

Json json_of(const Evidence& evidence) {
  Json out = {{"excerpt", evidence.excerpt}};
  if (evidence.location) out["location"] = json_of(*evidence.location);
  if (!evidence.vendor.empty()) {
    out["vendor"] = evidence.vendor;
    out["url"] = evidence.url;
    out["as_of"] = evidence.as_of;
  }
  return out;
}

Json json_of(const std::vector<Evidence>& list) {
  return array(list, [](const Evidence& evidence) { return json_of(evidence); });
}

Json json_of(const std::vector<Question>& questions) {
  return array(questions, [](Question question) { return name_of(question); });
}

Json json_of(const Answers& answers) {
  Json out = Json::object();
  for (std::size_t i = 0; i < kQuestions; ++i) {
    out[std::string(kQuestionNames[i])] = {
        {"state", name_of(answers[i].state)},
        {"source", answers[i].from_registry ? "registry" : "text"},
        {"evidence", json_of(answers[i].evidence)}};
  }
  return out;
}

Json json_of(const Verdict& verdict) {
  return {
      {"level", name_of(verdict.level)},
      {"blocked_by", json_of(verdict.blocked_by)},
      {"summary", json_of(verdict.summary)},
      {"because",
       array(
           verdict.because,
           [](const Reason& reason) -> Json {
             return {{"message", json_of(reason.message)}, {"evidence", json_of(reason.evidence)}};
           })},
      {"next", json_of(verdict.next)}};
}

Json json_of(const Route& route) {
  return {{"id", name_of(route.id)},
          {"provider", route.provider},
          {"name", route.name},
          {"level", name_of(route.level)},
          {"blocked_by", json_of(route.blocked_by)},
          {"answers", json_of(route.answers)},
          {"evidence", json_of(route.evidence)}};
}

Json json_of(const Claim& claim) {
  return {{"type", claim.type},
          {"status", name_of(claim.status)},
          {"language", claim.language},
          {"needs",
           array(claim.needs,
                 [](const ClaimNeed& need) -> Json {
                   return {{"question", name_of(need.question)}, {"state", name_of(need.state)}};
                 })},
          {"excerpt", claim.excerpt},
          {"location", json_of(claim.location)}};
}

Json json_of(const Endpoint& endpoint) {
  Json out = {{"host", endpoint.host},
              {"port", endpoint.port},
              {"path", endpoint.path},
              {"protocol", endpoint.protocol},
              {"model", endpoint.model},
              {"provider", endpoint.provider},
              {"route", name_of(endpoint.route)},
              {"key_source", name_of(endpoint.key_source)},
              {"key_name", endpoint.key_name},
              {"in_front_end", endpoint.in_front_end},
              {"host_implied", endpoint.host_implied}};
  if (!endpoint.not_vendor.empty()) out["not_vendor"] = endpoint.not_vendor;
  out["conflicts"] =
      array(endpoint.conflicts, [](const Message& message) { return json_of(message); });
  out["location"] = json_of(endpoint.location);
  return out;
}

Json json_of(const Finding& finding) {
  Json facts = Json::object();
  for (const Fact& fact : finding.facts) facts[fact.name] = fact.value;
  return {{"rule_id", finding.rule_id},
          {"service", finding.service},
          {"severity", name_of(finding.severity)},
          {"exposure", name_of(finding.exposure)},
          {"validity", name_of(finding.validity)},
          {"hidden_by", finding.hidden_by},
          {"excerpt", finding.excerpt},
          {"context", finding.context},
          {"fingerprint", finding.fingerprint},
          {"message", json_of(finding.message)},
          {"sent_to", finding.sent_to},
          {"facts", std::move(facts)},
          {"location", json_of(finding.location)},
          {"original", array(finding.original, [](const Origin& origin) -> Json {
             return {{"how", name_of(origin.how)},
                     {"location", json_of(origin.location)},
                     {"excerpt", origin.excerpt},
                     {"through", origin.through}};
           })}};
}

Json json_of(const Diagnosis& diagnosis) {
  return {{"id", diagnosis.id},
          {"owner", diagnosis.owner},
          {"vendor", diagnosis.vendor},
          {"text", json_of(diagnosis.text)},
          {"fix", json_of(diagnosis.fix)},
          {"location", json_of(diagnosis.location)}};
}

Json json_of(const std::vector<Step>& steps) {
  return array(steps, [](const Step& step) -> Json {
    Json out = {{"message", json_of(step.message)}};
    if (!step.url.empty()) out["url"] = step.url;
    if (!step.command.empty()) out["command"] = step.command;
    return out;
  });
}

}  // namespace

std::string render_error(const Error& error) {
  constexpr std::string_view kCodes[] = {"usage", "data", "state"};
  const Json out = {{"error",
                     {{"code", kCodes[static_cast<int>(error.code)]},
                      {"where", error.where},
                      {"message", error.message}}}};
  return out.dump(-1, ' ', false, Json::error_handler_t::replace);
}

std::string render_json(const Report& report) {
  const auto each = [](const auto& item) { return json_of(item); };
  const Json out = {
      {"schema", "stoprule.report/1"},
      {"tool", {{"name", "stoprule"}, {"version", version()}}},
      {"catalog", {{"digest", report.catalog_digest}, {"as_of", report.catalog_as_of}}},
      {"language", report.language},
      {"documents",
       array(report.documents,
             [](const DocumentRow& row) -> Json {
               return {{"uri", row.uri}, {"role", name_of(row.role)}, {"bytes", row.bytes}};
             })},
      {"verdict", json_of(report.verdict)},
      {"route", name_of(report.route)},
      {"routes", array(report.routes, each)},
      {"answers", json_of(report.answers)},
      {"claims", array(report.claims, each)},
      {"endpoints", array(report.endpoints, each)},
      {"findings", array(report.findings, each)},
      {"diagnoses", array(report.diagnoses, each)},
      {"checks", json_of(report.checks)},
      {"remediation", json_of(report.remediation)},
      {"suppressed", array(report.suppressed,
                           [](const Suppressed& entry) -> Json {
                             return {{"finding", json_of(entry.finding)},
                                     {"by", entry.by},
                                     {"reason", entry.reason}};
                           })},
      {"incomplete", array(report.incomplete,
                           [](const Incomplete& entry) -> Json {
                             return {{"message", json_of(entry.message)},
                                     {"document", entry.document},
                                     {"read", entry.read},
                                     {"left", entry.left}};
                           })},
  };
  return out.dump(-1, ' ', false, Json::error_handler_t::replace);
}

}  // namespace stoprule
