// explain.cpp - what an id of a report means, and where that comes from.
#include <algorithm>
#include <string>
#include <vector>

#include "assess/json_fields.h"
#include "catalog/catalog_data.h"
#include "catalog/token_template.h"
#include "stoprule/stoprule.h"
#include "text/names.h"

namespace stoprule {
namespace {

constexpr std::uint64_t kSampleSeed = 1;

std::string quoted(std::string_view text) { return json_quoted(text); }

std::string explain_rule(const CatalogData& data, const Phrasebook& phrasebook,
                         const KeyRule& rule) {
  JsonFields out;
  out.text("kind", "rule");
  out.text("id", "key/" + std::string(rule.id));
  out.text("name", rule.name);
  out.text("service", data.vendors[rule.vendor].name);
  out.text("form", rule.token.empty() ? rule.pattern : rule.token);
  out.text("exposure", name_of(rule.exposure));
  out.text("meaning", phrasebook.text("exposure." + std::string(name_of(rule.exposure)) + ".what"));
  out.raw("near", json_list(rule.near, quoted));
  out.text("note", rule.note);
  if (const Result<TokenTemplate> form = TokenTemplate::parse(rule.token, rule.caseless);
      form && !rule.token.empty()) {
    out.text("made_up", form->sample(kSampleSeed));  // nobody's: what the form alone gives
  }
  out.text("source", rule.source);
  out.text("as_of", data.vendors[rule.vendor].as_of);
  return out.take();
}

std::string explain_vendor(const Phrasebook& phrasebook, const Vendor& vendor) {
  JsonFields answers;
  for (std::size_t i = 0; i < kQuestions; ++i) {
    const RegistryAnswer& known = vendor.answers[i];
    if (known.source.empty()) continue;
    JsonFields answer;
    answer.text("text", known.text);
    answer.text("source", known.source);
    answer.text("as_of", known.as_of.empty() ? vendor.as_of : known.as_of);
    answers.raw(kQuestionNames[i], answer.take());
  }
  JsonFields out;
  out.text("kind", "vendor");
  out.text("id", vendor.id);
  out.text("name", vendor.name);
  if (vendor.route != RouteId::kUnknown && vendor.route != RouteId::kNone) {
    out.text("route", name_of(vendor.route));
    out.text("meaning", phrasebook.text("route." + std::string(name_of(vendor.route)) + ".what"));
  }
  out.raw("hosts", json_list(vendor.hosts, [](const VendorHost& host) {
            return json_quoted(std::string(host.host) + std::string(host.path));
          }));
  out.raw("answers", answers.take());
  out.raw("traps", json_list(vendor.traps, quoted));
  out.raw("sources", json_list(vendor.sources, quoted));
  out.text("as_of", vendor.as_of);
  return out.take();
}

std::string explain_claim(const Phrasebook& phrasebook, const Concept& entry) {
  const std::string id = "claim." + std::string(entry.id);
  JsonFields out;
  out.text("kind", "claim");
  out.text("id", entry.id);
  out.text("name", phrasebook.text(id));
  out.text("would_have_to_show", phrasebook.text(id + ".what"));
  out.raw("needs",
          json_list(entry.needs, [](Question question) { return json_quoted(name_of(question)); }));
  return out.take();
}

// One error may have several forms: those of each vendor.
std::string explain_diagnosis(const CatalogData& data, const Phrasebook& phrasebook,
                              std::string_view id) {
  std::vector<std::string_view> vendors, forms;
  std::string_view owner;
  for (const ErrorForm& form : data.errors.forms) {
    if (form.id != id) continue;
    owner = form.owner;
    if (!form.vendor.empty()) vendors.push_back(data.vendor(form.vendor)->name);
    forms.insert(forms.end(), form.codes.begin(), form.codes.end());
    forms.insert(forms.end(), form.messages.begin(), form.messages.end());
  }
  const std::string message = "diagnosis." + std::string(id);
  JsonFields out;
  out.text("kind", "diagnosis");
  out.text("id", id);
  out.text("name", phrasebook.text(message));
  out.text("limit_owner", phrasebook.text("limit_owner." + std::string(owner)));
  out.text("fix", phrasebook.text(message + ".fix"));
  out.raw("forms", json_list(forms, quoted));
  out.raw("vendors", json_list(vendors, quoted));
  out.raw("sources", json_list(data.errors.sources, quoted));
  return out.take();
}

/// A word that only messages explain: a route, a question, a check, a reason.
std::string explain_message(const Phrasebook& phrasebook, std::string_view kind,
                            const std::string& message, std::string_view id) {
  JsonFields out;
  out.text("kind", kind);
  out.text("id", id);
  out.text("name", phrasebook.text(message));
  const std::string what = phrasebook.text(message + ".what");
  if (what != message + ".what") out.text("meaning", what);
  return out.take();
}

// "; there are key/groq-api-key, groq": ids that hold what was asked for, for who knows a name
// only.
std::string ids_like(const CatalogData& data, std::string_view id) {
  constexpr std::size_t kMost = 5, kLeast = 3;  // ids told; letters that say something
  if (id.starts_with("key/")) id.remove_prefix(4);
  if (id.size() < kLeast) return {};
  std::vector<std::string> found;
  const auto add = [&](std::string_view known, std::string_view kind) {
    if (found.size() < kMost && known.find(id) != std::string_view::npos)
      found.push_back(std::string(kind) + std::string(known));
  };
  for (const Vendor& vendor : data.vendors) add(vendor.id, "");
  for (const Concept& entry : data.claims.concepts) add(entry.id, "");
  for (const KeyRule& rule : data.rules) add(rule.id, "key/");
  std::string out;
  for (const std::string& known : found) out += (out.empty() ? "; there are " : ", ") + known;
  return out;
}

}  // namespace

Result<std::string> explain(const Catalog& catalog, std::string_view id,
                            std::string_view language) {
  const CatalogData& data = catalog.data();
  const Phrasebook phrasebook(data.messages, language);
  const std::string_view rule_id = id.starts_with("key/") ? id.substr(4) : id;
  for (const KeyRule& rule : data.rules) {
    if (rule.id == rule_id) return explain_rule(data, phrasebook, rule);
  }
  for (const Concept& entry : data.claims.concepts) {
    if (entry.id == id) return explain_claim(phrasebook, entry);
  }
  if (id == "own/secret") return explain_message(phrasebook, "rule", "rule.own", id);
  const std::string_view error = id.starts_with("diagnosis.") ? id.substr(10) : id;
  if (std::any_of(data.errors.forms.begin(), data.errors.forms.end(),
                  [&](const ErrorForm& form) { return form.id == error; })) {
    return explain_diagnosis(data, phrasebook, error);
  }
  for (const std::string_view kind : {"route", "question", "claim"}) {
    const std::string message = std::string(kind) + "." + std::string(id);
    if (phrasebook.text(message) != message) return explain_message(phrasebook, kind, message, id);
  }
  if (const Vendor* vendor = data.vendor(id)) return explain_vendor(phrasebook, *vendor);
  // A message's own id: "check.limit", "reason.shared_key", "diagnosis.rate_limit".
  const std::string message(id);
  if (id.find('.') != std::string_view::npos && phrasebook.text(message) != message) {
    return explain_message(phrasebook, id.substr(0, id.find('.')), message, id);
  }
  return Error{
      ErrorCode::kUsage, "explain",
      "knows no rule, claim, route, question, check or vendor of this id" + ids_like(data, id)};
}

}  // namespace stoprule
