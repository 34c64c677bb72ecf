#include "verify/key_finding.h"

#include <algorithm>

#include "scan/assigned_name.h"
#include "scan/context.h"
#include "text/digest.h"
#include "verify/facts.h"
#include "verify/fingerprint.h"
#include "verify/randomness.h"
#include "verify/redact.h"

namespace stoprule {
namespace {

constexpr std::size_t kAround = 512;  ///< bytes on each side

bool is_host_char(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
         c == '.';
}

// The host of the URL nearest to the middle, where the key stands.
std::string_view nearest_host(std::string_view around) {
  std::string_view best;
  std::size_t best_distance = around.size();
  for (std::size_t at = around.find("://"); at != std::string_view::npos;
       at = around.find("://", at + 3)) {
    std::size_t end = at + 3;
    while (end < around.size() && is_host_char(around[end])) ++end;
    const std::string_view host = around.substr(at + 3, end - at - 3);
    const std::size_t middle = around.size() / 2;
    const std::size_t distance = at > middle ? at - middle : middle - at;
    if (host.find('.') != std::string_view::npos && distance < best_distance) {
      best = host;
      best_distance = distance;
    }
  }
  return best;
}

std::string destination(const CatalogData& catalog, std::string_view around) {
  for (const std::string_view mark :
       {"dangerouslyAllowBrowser", "anthropic-dangerous-direct-browser-access"}) {
    if (around.find(mark) != std::string_view::npos) return std::string(mark);
  }
  const std::string_view host = nearest_host(around);
  if (host.empty()) return {};
  for (const Vendor& vendor : catalog.vendors) {
    for (const VendorHost& known : vendor.hosts) {
      const bool below = known.suffix && host.size() > known.host.size() &&
                         host.ends_with(known.host) &&
                         host[host.size() - known.host.size() - 1] == '.';
      if (host == known.host || below) return std::string(host);
    }
  }
  return {};
}

Exposure decide(const KeyRule& rule, std::string_view around) {
  if (rule.exposure != Exposure::kConditional) return rule.exposure;
  const Context words(around, around.size() / 2, around.size() / 2, around.size(), around.size());
  for (const ExposureCondition& condition : rule.conditions) {
    if (!condition.host.empty() && around.find(condition.host) != std::string_view::npos)
      return condition.exposure;
    const bool near = std::any_of(condition.near.begin(), condition.near.end(),
                                  [&](std::string_view word) { return words.has(squeezed(word)); });
    if (near) return condition.exposure;
  }
  return Exposure::kConditional;
}

Severity severity_of(Exposure exposure) {
  switch (exposure) {
    case Exposure::kNever:
      return Severity::kError;
    case Exposure::kPublic:
      return Severity::kNote;
    case Exposure::kConditional:
      return Severity::kWarning;
  }
  return Severity::kWarning;
}

// A rule that came within this major version does not fail anybody's build yet.
bool is_new(const KeyRule& rule) {
  const auto major = [](std::string_view number) { return number.substr(0, number.find('.')); };
  return !rule.since.empty() && major(rule.since) == major(version());
}

}  // namespace

std::string_view surroundings(std::string_view text, std::size_t begin, std::size_t end) {
  const std::size_t from = begin - std::min(begin, kAround);
  return text.substr(from, std::min(text.size(), end + kAround) - from);
}

Finding key_finding(const KeyContext& context, const Window& window, const KeyMatch& match,
                    std::string_view around) {
  const KeyRule& rule = context.catalog.rules[match.rule];
  const Vendor& vendor = context.catalog.vendors[rule.vendor];
  const std::string_view secret = window.at(match.secret);
  Finding out;
  out.rule_id = "key/" + std::string(rule.id);
  out.service = vendor.id;
  out.excerpt = masked_secret(secret, match.shown);

  const KeyFacts known = facts_of(secret, rule.checksum, rule.decode, context.options.today);
  out.facts = known.facts;
  out.exposure = known.exposure ? *known.exposure : decide(rule, around);
  out.validity = known.validity      ? *known.validity
                 : rule.near.empty() ? Validity::kPattern
                                     : Validity::kContext;
  out.severity = rule.has_severity ? std::min(rule.severity, severity_of(out.exposure))
                                   : severity_of(out.exposure);
  out.sent_to = destination(context.catalog, around);

  std::string_view message = out.exposure == Exposure::kNever    ? "finding.never"
                             : out.exposure == Exposure::kPublic ? "finding.public"
                                                                 : "finding.conditional";
  const auto lower = [&](Severity most, std::string_view why) {
    if (out.severity > most) {
      out.severity = most;
      message = why;
    }
  };
  const bool example = !rule.examples.empty() &&
                       std::find(rule.examples.begin(), rule.examples.end(), hex(sha256(secret))) !=
                           rule.examples.end();
  if (is_new(rule)) lower(Severity::kWarning, "finding.new_rule");
  const Span name = assigned_name(window.bytes, window.index(match.secret.begin));
  const std::string_view held_under = window.bytes.substr(name.begin, name.end - name.begin);
  // The file stays here; what a public name holds leaves with the next build.
  if (context.local && !context.catalog.shapes.is_public_env(held_under))
    lower(Severity::kWarning, "finding.local");
  if (out.validity == Validity::kChecksumFailed)
    lower(Severity::kWarning, "finding.checksum_failed");
  if (known.expired) lower(Severity::kNote, "finding.expired");
  if (match.placeholder) lower(Severity::kNote, "finding.placeholder");
  if (example) lower(Severity::kNote, "finding.example");
  out.message =
      context.phrasebook.message(message, {{"name", rule.name}, {"service", vendor.name}});

  out.fingerprint = fingerprint(out.rule_id, secret, held_under, rule.random_bits,
                                context.options.fingerprint_key);
  return out;
}

Finding own_finding(const KeyContext& context, const OwnSecret& secret, std::string_view hidden_by,
                    std::string_view around) {
  Finding out;
  out.rule_id = "own/secret";
  out.severity = context.local ? Severity::kWarning : Severity::kError;
  out.exposure = Exposure::kNever;
  out.validity = Validity::kExact;
  out.hidden_by = hidden_by;
  out.excerpt = masked_secret(secret.value, 0);
  out.sent_to = destination(context.catalog, around);
  const std::string name = printable(secret.name);
  out.message = context.phrasebook.message("finding.own", {{"name", name}});
  out.facts.push_back({"value_of", name});
  // How random it is nobody knows: without a key only its name counts.
  out.fingerprint =
      fingerprint(out.rule_id, secret.value, secret.name, 0, context.options.fingerprint_key);
  return out;
}

}  // namespace stoprule
