#include "assess/verdict.h"

#include <algorithm>
#include <array>
#include <string>

#include "text/names.h"

namespace stoprule {
namespace {

constexpr std::size_t kMostEvidence = 3;
constexpr int kOldAfterDays = 180;

/// Days since 1970-01-01 of YYYY, YYYY-MM or YYYY-MM-DD; -1 for anything else.
int days(std::string_view date) {
  int parts[3] = {0, 1, 1};
  std::size_t part = 0, digits = 0;
  for (const char c : date) {
    if (c == '-' && digits > 0 && part < 2) {
      parts[++part] = 0;
      digits = 0;
    } else if (c >= '0' && c <= '9' && digits < 4) {
      parts[part] = parts[part] * 10 + (c - '0');
      ++digits;
    } else {
      return -1;
    }
  }
  const auto [year, month, day] = parts;
  if (digits == 0 || year < 1970 || month < 1 || month > 12 || day < 1 || day > 31) return -1;
  // Counted from 1 March, so that the leap day is a year's last.
  const int y = month > 2 ? year : year - 1;
  const int of_year = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1;
  return 365 * y + y / 4 - y / 100 + y / 400 + of_year - 719468;
}

class Conclusion {
 public:
  explicit Conclusion(const VerdictInput& in) : in_(in) {}

  Verdict run() {
    for (const Draft& draft : in_.drafts) {
      if (in_use(draft)) verdict_.level = std::max(verdict_.level, draft.level);
    }
    for (const KeyReason& key : in_.keys) {
      const bool alone = key.level != Level::kProceed || !in_.drafts.empty();
      if (alone) verdict_.level = std::max(verdict_.level, key.level);
    }
    if (verdict_.level == Level::kNone) {
      say_nothing_offered();
      return std::move(verdict_);
    }
    if (!in_.drafts.empty()) block();
    add_reasons();
    say();
    return std::move(verdict_);
  }

 private:
  const Draft& dominant() const { return in_.drafts.front(); }

  // A configuration is judged by all that it uses, a list by all that it offers by name; a side
  // remark beside what is set up is neither.
  bool in_use(const Draft& draft) const {
    return draft.endpoint || draft.level == Level::kStop ||
           (draft.route == dominant().route && draft.votes * 2 >= dominant().votes);
  }

  void block() {
    for (std::size_t i = 0; i < kQuestions; ++i) {
      if (dominant().answers[i].state != AnswerState::kShown) {
        verdict_.blocked_by.push_back(static_cast<Question>(i));
      }
    }
  }

  std::string provider(const Draft& draft) const {
    if (draft.vendor != kNoVendor) return std::string(in_.catalog.vendors[draft.vendor].name);
    if (!draft.host.empty()) return in_.excerpts.masked(draft.host);
    return in_.phrasebook.text("provider.unnamed");
  }

  Reason& reason(std::string_view id, Phrasebook::Values values = {}) {
    const std::string name = "reason." + std::string(id);
    for (Reason& known : verdict_.because) {
      if (known.message.id == name) return known;
    }
    verdict_.because.push_back({in_.phrasebook.message(name, values), {}});
    return verdict_.because.back();
  }

  void add_places(Reason& to, const std::vector<Place>& places) const {
    for (const Place& place : places) {
      if (to.evidence.size() >= kMostEvidence) return;
      to.evidence.push_back(in_.excerpts.evidence(place.document, place.span));
    }
  }

  // What a pasted error asks for is not nothing.
  void say_nothing_offered() {
    if (in_.options.mode == Mode::kScan) {
      verdict_.summary = in_.phrasebook.message("verdict.none.scan");
      verdict_.next = in_.phrasebook.message("next.none");
      return;
    }
    if (in_.diagnosis.empty()) {
      verdict_.summary = in_.phrasebook.message("verdict.none");
      verdict_.next = in_.phrasebook.message("next.none");
      return;
    }
    const std::string id = "diagnosis." + std::string(in_.diagnosis);
    verdict_.summary = in_.phrasebook.message(id);
    verdict_.next = in_.phrasebook.message(id + ".fix");
  }

  // The gravest first: what made the level, then what else is in use, then what stays open. A stop
  // has its own reasons alone: what is lesser stands with the routes and answers, and excuses
  // nothing.
  void add_reasons() {
    for (const Level level : {Level::kStop, Level::kEvaluate, Level::kProceed}) {
      for (const KeyReason& key : in_.keys) {
        if (key.level == level) add_places(reason(key.id), key.places);
      }
      for (const Draft& draft : in_.drafts) {
        if (draft.level != level || !in_use(draft)) continue;
        const std::string name = provider(draft);
        for (const DraftReason& why : draft.reasons) {
          add_places(reason(why.id, {{"provider", name}}), why.places);
        }
      }
      if (verdict_.level == Level::kStop) return;
    }
    if (in_.drafts.empty()) return;
    add_contradictions();
    add_unproven();
    add_open_questions();
    add_age();
  }

  void add_contradictions() {
    for (std::size_t i = 0; i < kQuestions; ++i) {
      const Answer& answer = dominant().answers[i];
      if (answer.state != AnswerState::kContradicted) continue;
      const std::string id = "contradicted." + std::string(kQuestionNames[i]);
      reason(id).evidence = answer.evidence;
    }
  }

  // A promise whose questions are open needs proof before it is worth anything.
  void add_unproven() {
    for (const Concept& entry : in_.catalog.claims.concepts) {
      const std::vector<Place>& places = in_.signals.promised(entry.id);
      const bool open = std::any_of(entry.needs.begin(), entry.needs.end(), [&](Question question) {
        return dominant().answers[static_cast<std::size_t>(question)].state != AnswerState::kShown;
      });
      if (!places.empty() && open) add_places(reason("unproven_promise"), places);
    }
  }

  void add_open_questions() {
    if (verdict_.blocked_by.empty()) return;
    std::string names;
    for (const Question question : verdict_.blocked_by) {
      if (!names.empty()) names += in_.phrasebook.text("list.separator");
      names += in_.phrasebook.text("question." + std::string(name_of(question)) + ".short");
    }
    reason("open_questions", {{"questions", names}});
  }

  void add_age() {
    const int today = days(in_.options.today);
    const int as_of = days(in_.catalog.as_of);
    if (today < 0 || as_of < 0 || today - as_of <= kOldAfterDays) return;
    const bool used = std::any_of(dominant().answers.begin(), dominant().answers.end(),
                                  [](const Answer& answer) { return answer.from_registry; });
    if (used) reason("old_registry", {{"date", in_.catalog.as_of}});
  }

  void say() {
    const std::string level(name_of(verdict_.level));
    std::string about = "key";
    std::string name;
    if (!in_.drafts.empty()) {
      name = provider(dominant());
      // What made the level: the keys, unless the route alone would have.
      const bool keys_decide =
          std::any_of(in_.keys.begin(), in_.keys.end(), [&](const KeyReason& key) {
            return key.level == verdict_.level && key.level != Level::kProceed;
          });
      if (!keys_decide || dominant().route == RouteId::kCopiedKey) {
        about = name_of(dominant().route);
      }
    }
    verdict_.summary =
        in_.phrasebook.message("verdict." + level + "." + about, {{"provider", name}});
    verdict_.next = in_.phrasebook.message("next." + level + "." + about, {{"provider", name}});
  }

  const VerdictInput& in_;
  Verdict verdict_;
};

}  // namespace

Verdict conclude(const VerdictInput& input) { return Conclusion(input).run(); }

}  // namespace stoprule
