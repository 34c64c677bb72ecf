// vendor.h - what the catalog knows of a vendor; core/data/README.md explains every field.
#pragma once
#include <array>
#include <cstdint>
#include <string_view>
#include <vector>

#include "catalog/json.h"
#include "stoprule/report.h"

namespace stoprule {

enum class VendorKind : std::uint8_t {
  kService,
  kFirstPartyModelVendor,
  kInferenceHost,
  kCloudPlatform,
  kAggregator,
  kResellerRelay,
  kReverseProxy,
  kConsumerApp,
  kLocalRuntime,
  kGatewaySelfhost,
  kUserPaysSdk,
  kKeySharing,
  kUnverifiedHost,
};

struct VendorHost {
  std::string_view host;  ///< lower-case
  std::string_view path;  ///< prefix, or empty
  std::uint16_t port = 0;
  bool suffix = false;             ///< also every label below
  RouteId route = RouteId::kNone;  ///< kNone: the vendor's
};

struct RouteRule {
  std::string_view host, path_prefix, model_prefix, model_suffix, key_prefix, auth;  ///< empty: any
  RouteId route = RouteId::kUnknown;
  std::string_view why;
};

struct RegistryAnswer {
  std::string_view text, source, as_of;  ///< source empty: not answered
};

struct ExposureCondition {
  std::vector<std::string_view> near;
  std::string_view host;
  Exposure exposure = Exposure::kConditional;
};

/// Where a token's literal begins: in the run of key characters that the token begins with, in a
/// later run, right behind one, or a few bytes before one.
enum class AnchorPlace : std::uint8_t { kFirstRun, kInside, kBehind, kBefore };

/// A literal of which one stands in every match. A token begins `offset_min` to `offset_max` bytes
/// before it.
struct Anchor {
  std::string_view literal;
  std::uint16_t offset_min = 0, offset_max = 0;
  AnchorPlace place = AnchorPlace::kInside;
  std::uint8_t distance = 0;    ///< kBefore: from the literal's beginning to the run's
  std::uint16_t run_bytes = 0;  ///< the run has at least as many
};

/// KeyRule::lead where it is not known.
inline constexpr std::uint16_t kFarLead = 256;

struct KeyRule {
  std::string_view id, name, token, pattern, source, checksum, decode, note;
  std::string_view since;    ///< "2.3": new within a major version; empty: there from its start
  std::uint32_t vendor = 0;  ///< index into CatalogData::vendors
  Exposure exposure = Exposure::kNever;
  bool has_severity = false;
  Severity severity = Severity::kError;  ///< where has_severity
  bool caseless = false, assigned = false, text_only = false;
  bool catch_all = false;  ///< yields to any other rule
  std::uint16_t min_digits = 0;
  std::uint16_t min_entropy = 0;  ///< bits a character × 10
  std::uint16_t max_bytes = 0;    ///< of a pattern's match, from its literal on
  std::uint16_t lead = kFarLead;  ///< derived: bytes before a pattern's literal in its match
  std::vector<std::string_view> near, not_near, examples;
  std::vector<ExposureCondition> conditions;
  std::vector<Anchor>
      anchors;  ///< derived from token, or given beside pattern; empty: found by context
  std::uint16_t literal_bytes = 0;  ///< derived: what decides between overlapping rules
  std::uint32_t random_bits = 0;  ///< derived: of the variable part; decides the fingerprint's mode
};

struct FreeOffer {
  std::string_view text, limits, needs_card, expiry, source, as_of;
};
struct Training {
  std::string_view trains, text, source, as_of;
};
struct Page {
  std::string_view name, url;
};

struct Vendor {
  std::string_view id, name, as_of;
  VendorKind kind = VendorKind::kService;
  bool retired = false;
  RouteId route = RouteId::kUnknown;
  bool browser_key_allowed = false;
  std::vector<std::string_view> sources, site_hosts, protocols, env, names, sdk, traps;
  std::vector<VendorHost> hosts;
  std::vector<RouteRule> route_rules;
  std::array<RegistryAnswer, kQuestions> answers;
  FreeOffer free_offer;
  Training training;
  std::vector<Page> pages;
  std::string_view test_model, test_url;
};

/// Reads one vendor file into `vendor` and appends its key rules.
void load_vendor(JsonObject& json, std::uint32_t index, StringArena& arena, Vendor& vendor,
                 std::vector<KeyRule>& rules);

template <class A>
void describe(A& archive, VendorHost& host) {
  archive(host.host, host.path, host.port, host.suffix, host.route);
}
template <class A>
void describe(A& archive, RouteRule& rule) {
  archive(rule.host, rule.path_prefix, rule.model_prefix, rule.model_suffix, rule.key_prefix,
          rule.auth, rule.route, rule.why);
}
template <class A>
void describe(A& archive, RegistryAnswer& answer) {
  archive(answer.text, answer.source, answer.as_of);
}
template <class A>
void describe(A& archive, ExposureCondition& condition) {
  archive(condition.near, condition.host, condition.exposure);
}
template <class A>
void describe(A& archive, Anchor& anchor) {
  archive(anchor.literal, anchor.offset_min, anchor.offset_max, anchor.place, anchor.distance,
          anchor.run_bytes);
}
template <class A>
void describe(A& archive, KeyRule& rule) {
  archive(rule.id, rule.name, rule.token, rule.pattern, rule.source, rule.checksum, rule.decode,
          rule.note, rule.since, rule.vendor, rule.exposure, rule.has_severity, rule.severity,
          rule.caseless, rule.assigned, rule.text_only, rule.catch_all, rule.min_digits,
          rule.min_entropy, rule.max_bytes, rule.lead, rule.near, rule.not_near, rule.examples,
          rule.conditions, rule.anchors, rule.literal_bytes, rule.random_bits);
}
template <class A>
void describe(A& archive, FreeOffer& offer) {
  archive(offer.text, offer.limits, offer.needs_card, offer.expiry, offer.source, offer.as_of);
}
template <class A>
void describe(A& archive, Training& training) {
  archive(training.trains, training.text, training.source, training.as_of);
}
template <class A>
void describe(A& archive, Page& page) {
  archive(page.name, page.url);
}
template <class A>
void describe(A& archive, Vendor& vendor) {
  archive(vendor.id, vendor.name, vendor.as_of, vendor.kind, vendor.retired, vendor.route,
          vendor.browser_key_allowed, vendor.sources, vendor.site_hosts, vendor.protocols,
          vendor.env, vendor.names, vendor.sdk, vendor.traps, vendor.hosts, vendor.route_rules);
  for (RegistryAnswer& answer : vendor.answers) archive(answer);
  archive(vendor.free_offer, vendor.training, vendor.pages, vendor.test_model, vendor.test_url);
}

}  // namespace stoprule
