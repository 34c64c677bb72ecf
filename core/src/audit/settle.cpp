// settle.cpp - the findings in order, numbered where that tells them apart, without those that are
// suppressed; and what was left out.
#include <algorithm>
#include <map>
#include <utility>

#include "audit/state.h"
#include "config/outline.h"
#include "verify/ignore.h"

namespace stoprule {

// By document, place and rule; `reasons` are by finding and go along.
void Audit::State::sort_findings(std::vector<std::string>& reasons) {
  std::vector<std::pair<Finding, std::string>> rows;
  for (std::size_t i = 0; i < report.findings.size(); ++i)
    rows.emplace_back(std::move(report.findings[i]), std::move(reasons[i]));
  std::stable_sort(rows.begin(), rows.end(), [](const auto& a, const auto& b) {
    const Location &at = a.first.location, &other = b.first.location;
    if (at.document != other.document) return at.document < other.document;
    if (at.begin != other.begin) return at.begin < other.begin;
    return a.first.rule_id < b.first.rule_id;
  });
  for (std::size_t i = 0; i < rows.size(); ++i) {
    report.findings[i] = std::move(rows[i].first);
    reasons[i] = std::move(rows[i].second);
  }
}

// Fingerprints without a secret byte in them get an ordinal, so that two findings under one name
// stay two.
void Audit::State::number_fingerprints() {
  std::map<std::string, std::uint32_t> seen;
  for (Finding& finding : report.findings) {
    if (!finding.fingerprint.starts_with("s1:")) continue;
    const std::uint32_t ordinal = ++seen[finding.fingerprint];
    finding.fingerprint += "-" + std::to_string(ordinal);
  }
}

void Audit::State::suppress_known(const std::vector<std::string>& reasons) {
  std::sort(options.baseline.begin(), options.baseline.end());
  std::vector<Finding> open;
  for (std::size_t i = 0; i < report.findings.size(); ++i) {
    Finding& finding = report.findings[i];
    const Ignore* expired = nullptr;
    const Ignore* ignore =
        ignore_of(options.ignores, finding, sources[finding.location.document]->info.uri,
                  options.today, &expired);
    if (std::binary_search(options.baseline.begin(), options.baseline.end(), finding.fingerprint)) {
      const bool blind = finding.fingerprint.starts_with("s1:");
      report.suppressed.push_back({std::move(finding), "baseline",
                                   blind ? phrasebook.text("suppressed.blind") : std::string()});
    } else if (ignore != nullptr) {
      report.suppressed.push_back({std::move(finding), "config", secrets.masked(ignore->reason)});
    } else if (!reasons[i].empty()) {
      report.suppressed.push_back({std::move(finding), "inline", secrets.masked(reasons[i])});
    } else {
      if (expired != nullptr) finding.facts.push_back({"ignored_until", expired->until});
      open.push_back(std::move(finding));
    }
  }
  report.findings = std::move(open);
}

void Audit::State::tell_limits() {
  const auto tell = [&](std::string_view message, std::uint32_t document, std::uint64_t read,
                        std::uint64_t left) {
    if (left == 0) return;
    report.incomplete.push_back({phrasebook.message(message, {{"read", std::to_string(read)},
                                                              {"left", std::to_string(left)}}),
                                 document, read, left});
  };
  tell("incomplete.findings", 0, options.limits.findings, left_findings);
  tell("incomplete.claims", 0, options.limits.claims, left_claims);
  tell("incomplete.endpoints", 0, options.limits.endpoints, left_endpoints);
  for (const auto& source : sources)
    tell("incomplete.decoded", source->index, source->decoded, source->left_encoded);
  for (const OwnSecrets::Unchecked& unchecked : own_secrets.unchecked()) {
    const OwnSecret& secret = options.secrets[unchecked.secret];
    const std::string name = secret.file.empty() ? secret.name : secret.file + ": " + secret.name;
    report.incomplete.push_back(
        {phrasebook.message("incomplete.value",
                            {{"name", printable(name)}, {"why", phrasebook.text(unchecked.why)}}),
         0, 0, 0});
  }
  if (options.mode != Mode::kAudit) return;
  for (const auto& source : sources) {
    if (source->info.role != Role::kOutput) continue;
    tell("incomplete.text", source->index, source->text.size(),
         source->bytes - source->text.size());
    tell("incomplete.nested", source->index, kDeepest, source->unread_settings.levels);
    tell("incomplete.strings", source->index, kMostNested, source->unread_settings.texts);
  }
}

}  // namespace stoprule
