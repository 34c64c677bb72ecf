#include "assess/assess.h"

#include <algorithm>
#include <string>
#include <utility>

#include "assess/draft.h"
#include "assess/keys.h"
#include "assess/signals.h"
#include "assess/steps.h"
#include "assess/verdict.h"

namespace stoprule {
namespace {

constexpr std::size_t kMostEvidence = 5;

std::string vendor_id(const CatalogData& catalog, std::uint32_t vendor) {
  return vendor == kNoVendor ? std::string() : std::string(catalog.vendors[vendor].id);
}

class Assessment {
 public:
  Assessment(const CatalogData& catalog, const Options& options, std::span<const DocumentHits> hits,
             const Excerpts& excerpts, const Phrasebook& phrasebook, Report& report)
      : catalog_(catalog),
        options_(options),
        hits_(hits),
        excerpts_(excerpts),
        phrasebook_(phrasebook),
        report_(report),
        signals_(catalog, hits) {}

  void run() {
    std::vector<Draft> drafts = draft_routes(catalog_, hits_, signals_);
    // With one route everything is about it; with several, each passage is about its own.
    if (drafts.size() == 1) drafts.front().extents.clear();
    for (Draft& draft : drafts) draft.answers = answer(catalog_, hits_, signals_, excerpts_, draft);
    for (Draft& draft : drafts) judge(catalog_, signals_, draft);
    // What is a stop is what the text is to be judged by, whatever else it speaks of more.
    std::stable_partition(drafts.begin(), drafts.end(),
                          [](const Draft& draft) { return draft.level == Level::kStop; });
    const std::size_t spoken_of = drafts.size();
    const std::vector<KeyReason> keys = judge_keys(catalog_, hits_, drafts, report_.findings);
    for (std::size_t i = spoken_of; i < drafts.size(); ++i) {
      drafts[i].answers = answer(catalog_, hits_, signals_, excerpts_, drafts[i]);
    }
    fill_routes(drafts);
    report_.verdict = conclude(
        {catalog_, options_, signals_, excerpts_, phrasebook_, drafts, keys, first_diagnosis()});
    point_at_findings(keys);
    for (const DocumentHits& document : hits_) fill_document(document);
    // Who scans a build has a route already; what is left to do is about its keys.
    if (options_.mode == Mode::kAudit)
      report_.checks = checks_for(catalog_, phrasebook_, report_.verdict.level, report_.routes);
    fill_remediation();
  }

 private:
  std::string_view first_diagnosis() const {
    for (const DocumentHits& document : hits_) {
      if (!document.diagnoses.empty()) return document.diagnoses.front().id;
    }
    return {};
  }

  void fill_routes(const std::vector<Draft>& drafts) {
    for (const Draft& draft : drafts) {
      Route& route = report_.routes.emplace_back();
      route.id = draft.route;
      route.provider = vendor_id(catalog_, draft.vendor);
      route.name = draft.vendor != kNoVendor ? std::string(catalog_.vendors[draft.vendor].name)
                                             : excerpts_.masked(draft.host);
      route.level = draft.level;
      route.answers = draft.answers;
      for (std::size_t i = 0; i < kQuestions; ++i) {
        if (draft.answers[i].state != AnswerState::kShown) {
          route.blocked_by.push_back(static_cast<Question>(i));
        }
      }
      for (const Place& place : draft.places) {
        if (route.evidence.size() == kMostEvidence) break;
        route.evidence.push_back(excerpts_.evidence(place.document, place.span));
      }
    }
    report_.route = drafts.empty() ? RouteId::kNone : drafts.front().route;
    if (!drafts.empty()) report_.answers = drafts.front().answers;
  }

  // A key is shown by its finding, which is masked already.
  void point_at_findings(const std::vector<KeyReason>& keys) {
    for (const KeyReason& key : keys) {
      const std::string id = "reason." + std::string(key.id);
      for (Reason& reason : report_.verdict.because) {
        if (reason.message.id != id) continue;
        for (const std::uint32_t index : key.findings) {
          if (reason.evidence.size() == kMostEvidence) break;
          const Finding& finding = report_.findings[index];
          Evidence& evidence = reason.evidence.emplace_back();
          evidence.excerpt = finding.excerpt;
          evidence.location = finding.location;
        }
      }
    }
  }

  void fill_document(const DocumentHits& document) {
    for (const ClaimHit& hit : document.claims) {
      const Concept& meaning = catalog_.claims.concepts[hit.meaning];
      Evidence words = excerpts_.evidence(document.document, hit.location);
      Claim& claim = report_.claims.emplace_back();
      claim.type = meaning.id;
      claim.status = hit.status;
      claim.language = hit.language;
      for (const Question question : meaning.needs) {
        claim.needs.push_back(
            {question, report_.answers[static_cast<std::size_t>(question)].state});
      }
      claim.excerpt = std::move(words.excerpt);
      claim.location = *words.location;
    }
    for (const EndpointMatch& endpoint : document.endpoints) fill_endpoint(document, endpoint);
    for (const DiagnosisHit& hit : document.diagnoses) {
      const std::string id = "diagnosis." + std::string(hit.id);
      Diagnosis& diagnosis = report_.diagnoses.emplace_back();
      diagnosis.id = hit.id;
      diagnosis.owner = hit.owner;
      diagnosis.vendor = hit.vendor;
      diagnosis.text = phrasebook_.message(id);
      diagnosis.fix = phrasebook_.message(id + ".fix");
      diagnosis.location = *excerpts_.evidence(document.document, hit.location).location;
    }
  }

  void fill_endpoint(const DocumentHits& document, const EndpointMatch& match) {
    const EndpointHit& hit = match.hit;
    Endpoint& endpoint = report_.endpoints.emplace_back();
    endpoint.host = excerpts_.masked(hit.host);
    endpoint.port = hit.port;
    endpoint.path = excerpts_.masked(hit.path);
    endpoint.protocol = hit.protocol;
    endpoint.model = excerpts_.masked(hit.model);
    endpoint.provider = vendor_id(catalog_, match.match.vendor);
    endpoint.route = match.match.route;
    endpoint.key_source = hit.key_source;
    endpoint.key_name = excerpts_.masked(hit.key_name);
    endpoint.in_front_end = hit.in_front_end;
    endpoint.host_implied = hit.host_implied;
    endpoint.not_vendor = vendor_id(catalog_, match.match.looks_like);
    const std::string looks_like = match.match.looks_like == kNoVendor
                                       ? ""
                                       : std::string(catalog_.vendors[match.match.looks_like].name);
    for (const std::string_view id : match.match.conflicts) {
      endpoint.conflicts.push_back(
          phrasebook_.message(id, {{"host", endpoint.host}, {"vendor", looks_like}}));
    }
    endpoint.location = *excerpts_.evidence(document.document, hit.location).location;
  }

  void fill_remediation() {
    std::vector<std::string_view> vendors;
    for (const Finding& finding : report_.findings) {
      if (finding.severity == Severity::kNote || finding.exposure == Exposure::kPublic) continue;
      if (std::find(vendors.begin(), vendors.end(), finding.service) == vendors.end()) {
        vendors.push_back(finding.service);
      }
    }
    report_.remediation = remediation_for(catalog_, phrasebook_, vendors);
  }

  const CatalogData& catalog_;
  const Options& options_;
  std::span<const DocumentHits> hits_;
  const Excerpts& excerpts_;
  const Phrasebook& phrasebook_;
  Report& report_;
  Signals signals_;
};

}  // namespace

void assess(const CatalogData& catalog, const Options& options, std::span<const DocumentHits> hits,
            const Excerpts& excerpts, const Phrasebook& phrasebook, Report& report) {
  Assessment(catalog, options, hits, excerpts, phrasebook, report).run();
}

}  // namespace stoprule
