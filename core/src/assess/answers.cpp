// The five answers of one route: the text first, the registry where the text is silent, and neither
// where the text contradicts itself.
#include <algorithm>
#include <string>

#include "assess/draft.h"

namespace stoprule {
namespace {

constexpr std::size_t kMostEvidence = 3;

bool about(const Draft& draft, const Place& place) {
  return draft.extents.empty() ||
         std::any_of(draft.extents.begin(), draft.extents.end(), [&](const Place& extent) {
           return extent.document == place.document && extent.span.begin <= place.span.begin &&
                  place.span.begin < extent.span.end;
         });
}

bool between(const CatalogData& catalog, const Draft& draft) {
  if (draft.local) return false;
  if (draft.foreign || !draft.host.empty()) return true;
  if (draft.vendor == kNoVendor) return draft.route == RouteId::kProviderRoute;
  const VendorKind kind = catalog.vendors[draft.vendor].kind;
  return kind == VendorKind::kResellerRelay || kind == VendorKind::kReverseProxy;
}

class Answering {
 public:
  Answering(const CatalogData& catalog, std::span<const DocumentHits> hits, const Signals& signals,
            const Excerpts& excerpts, const Draft& draft)
      : catalog_(catalog), hits_(hits), signals_(signals), excerpts_(excerpts), draft_(draft) {}

  Answers run() {
    for (std::size_t i = 0; i < kQuestions; ++i) {
      const auto question = static_cast<Question>(i);
      from_text(question);
      if (answers_[i].state != AnswerState::kShown) from_registry(question);
    }
    if (draft_.local) {
      on_own_machine(Question::kOwner);
      on_own_machine(Question::kPayer);
    }
    contradict(
        Question::kLimits, {"unlimited_use", "no_rate_limit"},
        at(Question::kLimits).state == AnswerState::kShown && !at(Question::kLimits).from_registry);
    contradict(Question::kOwner, {"official_affiliation"}, between(catalog_, draft_));
    return std::move(answers_);
  }

 private:
  Answer& at(Question question) { return answers_[static_cast<std::size_t>(question)]; }

  void from_text(Question question) {
    Answer& answer = at(question);
    for (const DocumentHits& document : hits_) {
      for (const AnswerHit& hit : document.answers) {
        const Place place{document.document, hit.location};
        if (hit.question != question || hit.state < answer.state || !about(draft_, place)) continue;
        if (hit.state > answer.state) answer.evidence.clear();
        answer.state = hit.state;
        add(answer, place);
      }
    }
  }

  void from_registry(Question question) {
    if (draft_.vendor == kNoVendor) return;
    const Vendor& vendor = catalog_.vendors[draft_.vendor];
    const RegistryAnswer& known = vendor.answers[static_cast<std::size_t>(question)];
    if (known.source.empty()) return;
    Answer& answer = at(question);
    answer.state = AnswerState::kShown;
    answer.from_registry = true;
    Evidence row;
    row.excerpt = known.text;
    row.vendor = vendor.id;
    row.url = known.source;
    row.as_of = known.as_of.empty() ? vendor.as_of : known.as_of;
    answer.evidence.push_back(std::move(row));
  }

  // Nobody else stands behind a model on this machine.
  void on_own_machine(Question question) {
    Answer& answer = at(question);
    if (answer.state != AnswerState::kMissing) return;
    answer.state = AnswerState::kShown;
    add(answer, draft_.places.front());
  }

  void contradict(Question question, std::initializer_list<std::string_view> promises,
                  bool denied) {
    if (!denied) return;
    for (const std::string_view promise : promises) {
      for (const Place& place : signals_.promised(promise)) {
        if (!about(draft_, place)) continue;
        Answer& answer = at(question);
        answer.state = AnswerState::kContradicted;
        answer.from_registry = false;
        add(answer, place);
        return;
      }
    }
  }

  void add(Answer& answer, const Place& place) {
    if (answer.evidence.size() < kMostEvidence) {
      answer.evidence.push_back(excerpts_.evidence(place.document, place.span));
    }
  }

  const CatalogData& catalog_;
  std::span<const DocumentHits> hits_;
  const Signals& signals_;
  const Excerpts& excerpts_;
  const Draft& draft_;
  Answers answers_;
};

}  // namespace

Answers answer(const CatalogData& catalog, std::span<const DocumentHits> hits,
               const Signals& signals, const Excerpts& excerpts, const Draft& draft) {
  return Answering(catalog, hits, signals, excerpts, draft).run();
}

}  // namespace stoprule
