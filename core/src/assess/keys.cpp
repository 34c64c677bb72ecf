#include "assess/keys.h"

#include <algorithm>

namespace stoprule {
namespace {

const DocumentHits* document_of(std::span<const DocumentHits> hits, std::uint32_t index) {
  for (const DocumentHits& document : hits) {
    if (document.document == index) return &document;
  }
  return nullptr;
}

std::uint32_t vendor_index(const CatalogData& catalog, std::string_view id) {
  const Vendor* vendor = catalog.vendor(id);
  return vendor == nullptr ? kNoVendor
                           : static_cast<std::uint32_t>(vendor - catalog.vendors.data());
}

Draft* draft_of(std::vector<Draft>& drafts, std::uint32_t vendor, std::string_view host) {
  for (Draft& draft : drafts) {
    if (draft.endpoint && draft.vendor == vendor && (vendor != kNoVendor || draft.host == host)) {
      return &draft;
    }
  }
  return nullptr;
}

class KeyJudge {
 public:
  KeyJudge(const CatalogData& catalog, std::span<const DocumentHits> hits,
           std::vector<Draft>& drafts)
      : catalog_(catalog), hits_(hits), drafts_(drafts) {}

  std::vector<KeyReason> run(const std::vector<Finding>& findings) {
    for (std::uint32_t i = 0; i < findings.size(); ++i) add_finding(findings[i], i);
    for (const DocumentHits& document : hits_) {
      for (const EndpointMatch& endpoint : document.endpoints) {
        if (!recognised(document, endpoint.hit.key, findings)) add_endpoint(document, endpoint);
      }
    }
    add_list(findings);
    return std::move(reasons_);
  }

 private:
  // Several keys to AI models in a text that sets nothing up are handed out, whosever they are.
  void add_list(const std::vector<Finding>& findings) {
    constexpr std::ptrdiff_t kList = 2;
    if (!drafts_.empty()) return;
    for (const KeyReason& reason : reasons_) {
      const auto models = [&](std::uint32_t index) {
        return findings[index].service == "openai-compatible";
      };
      if (reason.id != "literal_key" ||
          std::count_if(reason.findings.begin(), reason.findings.end(), models) < kList)
        continue;
      Draft& draft = drafts_.emplace_back();
      draft.route = RouteId::kCopiedKey;
      draft.level = Level::kStop;
      return;
    }
  }

  void add_finding(const Finding& finding, std::uint32_t index) {
    const DocumentHits* document = document_of(hits_, finding.location.document);
    const bool local = document != nullptr && document->local;
    if (finding.severity == Severity::kNote) return;
    std::string_view id = "conditional_key";
    Level level = Level::kEvaluate;
    if (finding.severity == Severity::kError) {
      id = document != nullptr && document->front_end ? "front_end_key" : "literal_key";
      level = Level::kStop;
    } else if (local) {
      id = "local_key";
      level = Level::kProceed;
    }
    KeyReason& reason = reason_for(id, level);
    reason.findings.push_back(index);
    add_route(finding, level);
  }

  // What spoke for a route is no reason for a stop.
  static void raise(Draft& draft, Level level) {
    if (level <= draft.level) return;
    draft.level = level;
    if (level == Level::kStop) draft.reasons.clear();
  }

  // A key is a route too: it says whose account would be used.
  void add_route(const Finding& finding, Level level) {
    const std::uint32_t vendor = vendor_index(catalog_, finding.service);
    if (vendor == kNoVendor || catalog_.vendors[vendor].kind == VendorKind::kService ||
        catalog_.vendors[vendor].route == RouteId::kUnknown) {
      return;
    }
    for (Draft& draft : drafts_) {
      if (draft.vendor == vendor) {
        raise(draft, level);
        return;
      }
    }
    Draft& draft = drafts_.emplace_back();
    draft.route = catalog_.vendors[vendor].route;
    draft.vendor = vendor;
    draft.level = level;
    draft.places.push_back(
        {finding.location.document, {finding.location.begin, finding.location.end}});
  }

  // A value that a key rule knows has been judged as a finding: it may be public, or a documented
  // example.
  static bool recognised(const DocumentHits& document, Span key,
                         const std::vector<Finding>& findings) {
    return std::any_of(findings.begin(), findings.end(), [&](const Finding& finding) {
      const Location& at = finding.location;
      return at.document == document.document && at.begin < key.end && key.begin < at.end;
    });
  }

  void add_endpoint(const DocumentHits& document, const EndpointMatch& endpoint) {
    const EndpointHit& hit = endpoint.hit;
    const std::uint32_t vendor = endpoint.match.vendor;
    const bool meant_for_browsers =
        vendor != kNoVendor && catalog_.vendors[vendor].browser_key_allowed;
    // A public name puts whatever it will hold into the bundle.
    const bool has_key = hit.key_source == KeySource::kLiteral ||
                         hit.key_source == KeySource::kEnv || !hit.key_name.empty();
    std::string_view id;
    if (has_key && hit.in_front_end && !meant_for_browsers) {
      id = "front_end_key";
    } else if (hit.key_source == KeySource::kLiteral && !document.local && !endpoint.match.local) {
      id = "literal_key";
    } else {
      return;
    }
    Draft* draft = draft_of(drafts_, vendor, hit.host);
    if (draft != nullptr) raise(*draft, Level::kStop);
    KeyReason& reason = reason_for(id, Level::kStop);
    if (reason.findings.empty()) reason.places.push_back({document.document, hit.location});
  }

  KeyReason& reason_for(std::string_view id, Level level) {
    for (KeyReason& known : reasons_) {
      if (known.id == id) return known;
    }
    return reasons_.emplace_back(KeyReason{id, level, {}, {}});
  }

  const CatalogData& catalog_;
  std::span<const DocumentHits> hits_;
  std::vector<Draft>& drafts_;
  std::vector<KeyReason> reasons_;
};

}  // namespace

std::vector<KeyReason> judge_keys(const CatalogData& catalog, std::span<const DocumentHits> hits,
                                  std::vector<Draft>& drafts,
                                  const std::vector<Finding>& findings) {
  return KeyJudge(catalog, hits, drafts).run(findings);
}

}  // namespace stoprule
