#include "catalog/vendor.h"

#include <algorithm>
#include <optional>

#include "catalog/pattern_lead.h"
#include "catalog/token_template.h"
#include "text/characters.h"
#include "text/names.h"

namespace stoprule {
namespace {

const std::vector<std::string_view> kKinds = {
    "service",        "first_party_model_vendor", "inference_host", "cloud_platform",
    "aggregator",     "reseller_relay",           "reverse_proxy",  "consumer_app",
    "local_runtime",  "gateway_selfhost",         "user_pays_sdk",  "key_sharing",
    "unverified_host"};

template <std::size_t N>
std::vector<std::string_view> list(const std::string_view (&names)[N]) {
  return {std::begin(names), std::end(names)};
}

RouteId route(JsonObject& json, RouteId fallback) {
  return json.has("route") ? static_cast<RouteId>(json.choice("route", list(kRouteNames)))
                           : fallback;
}

bool is_date(std::string_view text) {  // YYYY, YYYY-MM or YYYY-MM-DD
  if (text.size() != 4 && text.size() != 7 && text.size() != 10) return false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool dash = i == 4 || i == 7;
    if (dash ? text[i] != '-' : text[i] < '0' || text[i] > '9') return false;
  }
  return true;
}

std::string_view date(JsonObject& json, std::string_view key) {
  const std::string_view value = json.text(key);
  if (!value.empty() && !is_date(value)) json.problem(key, "must be YYYY, YYYY-MM or YYYY-MM-DD");
  return value;
}

bool is_id(std::string_view id) {
  return !id.empty() && std::all_of(id.begin(), id.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-';
  });
}

void load_hosts(JsonObject& json, Vendor& vendor) {
  json.objects("hosts", [&](JsonObject& entry) {
    VendorHost host;
    host.host = entry.need_text("host");
    host.path = entry.text("path");
    const std::int64_t port = entry.number("port");
    if (port < 0 || port > 65535) entry.problem("port", "must be a port number");
    host.port = static_cast<std::uint16_t>(port);
    host.suffix = entry.flag("suffix");
    host.route = route(entry, RouteId::kNone);
    const bool lower = std::none_of(host.host.begin(), host.host.end(), [](char c) {
      return (c >= 'A' && c <= 'Z') || c == '/' || c == ' ';
    });
    if (!lower) entry.problem("host", "must be a lower-case host without scheme or path");
    if (!host.path.empty() && host.path.front() != '/')
      entry.problem("path", "must begin with '/'");
    vendor.hosts.push_back(host);
  });
}

void load_answers(JsonObject& json, Vendor& vendor) {
  json.object("answers", [&](JsonObject& answers) {
    for (std::size_t i = 0; i < kQuestions; ++i) {
      answers.object(kQuestionNames[i], [&](JsonObject& entry) {
        RegistryAnswer& answer = vendor.answers[i];
        answer.text = entry.text("text");
        answer.source = entry.need_text("source");
        answer.as_of = date(entry, "as_of");
        if (answer.as_of.empty()) answer.as_of = vendor.as_of;
      });
    }
  });
}

// What the loader derives from a token template, so that nothing has to be kept in step by hand.
void derive(JsonObject& json, StringArena& arena, KeyRule& rule) {
  const Result<TokenTemplate> parsed = TokenTemplate::parse(rule.token, rule.caseless);
  if (!parsed) return json.problem("token", parsed.error().message);
  rule.literal_bytes = parsed->literal_bytes();
  rule.random_bits = parsed->random_bits();
  rule.anchors = parsed->anchors(arena, rule.text_only);
  if (!rule.anchors.empty()) return;
  if (rule.near.empty()) {
    return json.problem(
        "near", "is required: the form has no literal of three characters next to a run of 16");
  }
  if (!rule.text_only && !parsed->begins_with_run()) {
    json.problem(
        "token",
        "must begin with 16 or more key characters where it has no literal, or be text_only");
  }
}

bool is_version(std::string_view text) {
  const std::size_t dot = text.find('.');
  const auto is_number = [](std::string_view part) {
    return !part.empty() && part.size() <= 4 && std::all_of(part.begin(), part.end(), is_digit);
  };
  return dot != std::string_view::npos && is_number(text.substr(0, dot)) &&
         is_number(text.substr(dot + 1));
}

void load_rule(JsonObject& json, std::uint32_t vendor, StringArena& arena,
               std::vector<KeyRule>& rules) {
  KeyRule rule;
  rule.vendor = vendor;
  rule.id = json.need_text("id");
  if (!rule.id.empty() && !is_id(rule.id))
    json.problem("id", "must be lower-case letters, digits and hyphens");
  rule.name = json.need_text("name");
  rule.token = json.text("token");
  rule.pattern = json.text("pattern");
  rule.source = json.need_text("source");
  rule.checksum = json.text("checksum");
  rule.decode = json.text("decode");
  rule.note = json.text("note");
  rule.since = json.text("since");
  if (!rule.since.empty() && !is_version(rule.since))
    json.problem("since", "must be a version such as 2.3");
  rule.exposure = static_cast<Exposure>(json.choice("exposure", list(kExposureNames)));
  rule.has_severity = json.has("severity");
  rule.severity = static_cast<Severity>(json.choice("severity", list(kSeverityNames)));
  rule.caseless = json.flag("caseless");
  rule.assigned = json.flag("assigned");
  rule.text_only = json.flag("text_only");
  rule.catch_all = json.flag("catch_all");
  rule.near = json.texts("near");
  rule.not_near = json.texts("not_near");
  rule.examples = json.texts("examples");
  rule.min_digits = static_cast<std::uint16_t>(json.number("min_digits"));
  rule.min_entropy = static_cast<std::uint16_t>(json.number("min_entropy"));
  constexpr std::int64_t kUsualBytes = 768;
  const std::int64_t max_bytes = json.number("max_bytes", kUsualBytes);
  if (max_bytes < 16 || max_bytes > static_cast<std::int64_t>(kMatchBytes))
    json.problem("max_bytes", "must be from 16 to 32768");
  rule.max_bytes = static_cast<std::uint16_t>(max_bytes);
  json.objects("conditions", [&](JsonObject& entry) {
    ExposureCondition condition;
    condition.near = entry.texts("near");
    condition.host = entry.text("host");
    condition.exposure = static_cast<Exposure>(entry.choice("exposure", list(kExposureNames)));
    if (condition.near.empty() == condition.host.empty())
      entry.problem("near", "or host is required, one of them");
    rule.conditions.push_back(std::move(condition));
  });
  for (const std::string_view digest : rule.examples) {
    if (digest.size() != 64) json.problem("examples", "must be SHA-256 digests in hex");
  }
  const std::vector<std::string_view> anchors = json.texts("anchors");
  if (rule.token.empty() == rule.pattern.empty()) {
    json.problem("token", "or pattern is required, one of them");
  } else if (!rule.token.empty()) {
    derive(json, arena, rule);
    if (!anchors.empty())
      json.problem("anchors", "are derived from a token; they belong to a pattern");
  } else {
    for (const std::string_view anchor : anchors) {
      if (anchor.size() < 3) json.problem("anchors", "must have 3 or more characters");
      rule.anchors.push_back({.literal = anchor});
    }
    const std::optional<std::uint16_t> lead = pattern_lead(rule.pattern, rule.anchors);
    if (!lead) json.problem("pattern", "is not one that RE2 reads");
    rule.lead = lead.value_or(kFarLead);
    if (anchors.empty()) json.problem("anchors", "are required beside a pattern");
  }
  rules.push_back(std::move(rule));
}

}  // namespace

void load_vendor(JsonObject& json, std::uint32_t index, StringArena& arena, Vendor& vendor,
                 std::vector<KeyRule>& rules) {
  vendor.id = json.need_text("id");
  if (!vendor.id.empty() && !is_id(vendor.id))
    json.problem("id", "must be lower-case letters, digits and hyphens");
  vendor.name = json.need_text("name");
  vendor.kind = static_cast<VendorKind>(json.choice("kind", kKinds));
  vendor.as_of = date(json, "as_of");
  if (vendor.as_of.empty()) json.problem("as_of", "is required");
  vendor.retired = json.choice("state", {"active", "retired"}) == 1;
  vendor.route = route(json, RouteId::kUnknown);
  vendor.browser_key_allowed = json.flag("browser_key_allowed");
  vendor.sources = json.texts("sources");
  if (vendor.sources.empty()) json.problem("sources", "are required");
  vendor.site_hosts = json.texts("site_hosts");
  vendor.protocols = json.texts("protocols");
  vendor.env = json.texts("env");
  vendor.names = json.texts("names");
  vendor.sdk = json.texts("sdk");
  vendor.traps = json.texts("traps");
  load_hosts(json, vendor);
  json.objects("route_rules", [&](JsonObject& entry) {
    RouteRule rule;
    rule.host = entry.text("host");
    rule.path_prefix = entry.text("path_prefix");
    rule.model_prefix = entry.text("model_prefix");
    rule.model_suffix = entry.text("model_suffix");
    rule.key_prefix = entry.text("key_prefix");
    rule.auth = entry.text("auth");
    rule.why = entry.text("why");
    rule.route = route(entry, RouteId::kUnknown);
    vendor.route_rules.push_back(rule);
  });
  load_answers(json, vendor);
  json.object("free_offer", [&](JsonObject& entry) {
    vendor.free_offer.text = entry.need_text("text");
    vendor.free_offer.limits = entry.text("limits");
    if (entry.has("needs_card"))
      vendor.free_offer.needs_card = entry.flag("needs_card") ? "yes" : "no";
    vendor.free_offer.expiry = entry.text("expiry");
    vendor.free_offer.source = entry.need_text("source");
    vendor.free_offer.as_of = date(entry, "as_of");
  });
  json.object("training", [&](JsonObject& entry) {
    vendor.training.trains = entry.need_text("trains");
    vendor.training.text = entry.text("text");
    vendor.training.source = entry.need_text("source");
    vendor.training.as_of = date(entry, "as_of");
  });
  json.each_text("pages", [&](std::string_view name, std::string_view url) {
    vendor.pages.push_back({name, url});
  });
  json.object("test", [&](JsonObject& entry) {
    vendor.test_model = entry.text("model");
    vendor.test_url = entry.text("url");
  });
  json.objects("keys", [&](JsonObject& entry) { load_rule(entry, index, arena, rules); });
}

}  // namespace stoprule
