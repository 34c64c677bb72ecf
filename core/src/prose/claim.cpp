#include "prose/claim.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include "prose/reading.h"

namespace stoprule {
namespace {

// How far a denial reaches, in words; a character of a dense script counts as half a word.
constexpr int kDenialReach = 5;

struct Found {
  PhraseHit mention;
  std::uint32_t sentence = 0;
  ClaimStatus status = ClaimStatus::kAsserted;
};

class ClaimFinder {
 public:
  ClaimFinder(const Reading& reading, std::span<const Mention> vendors)
      : reading_(reading), prose_(reading.prose()), mentions_(reading.mentions()) {
    for (const PhraseHit& mention : mentions_) {
      if (mention.tag == cue(Cue::kRoute)) routes_.push_back(mention.begin);
    }
    const auto spoken = static_cast<std::ptrdiff_t>(routes_.size());
    for (const Mention& vendor : vendors) {
      const VendorKind kind = reading.catalog().vendors[vendor.vendor].kind;
      if (kind != VendorKind::kCloudPlatform) routes_.push_back(vendor.place);
    }
    std::inplace_merge(routes_.begin(), routes_.begin() + spoken, routes_.end());
  }

  Statements run() {
    collect();
    for (Found& found : found_) found.status = status_of(found);
    judge_headings();
    Statements out;
    out.linked = prose_.find(kLinkByte) != std::string_view::npos;
    out.warns = only_warns();
    for (const Found& found : found_) {
      const PhraseHit& mention = found.mention;
      const Span words = reading_.source(mention.begin, mention.end);
      ClaimStatus status = found.status;
      if (out.warns && status == ClaimStatus::kAsserted) status = ClaimStatus::kAttributed;
      if (mention.tag >= kConceptTags) {
        out.claims.push_back({static_cast<std::uint32_t>(mention.tag - kConceptTags), status,
                              languages()[mention.language].id, words});
      } else if (status == ClaimStatus::kAsserted) {
        out.hints.push_back({static_cast<Hint>(mention.tag - kHintTags), words});
      }
    }
    return out;
  }

 private:
  static std::uint16_t cue(Cue kind) { return static_cast<std::uint16_t>(kind); }
  const std::vector<ClaimLanguage>& languages() const {
    return reading_.catalog().claims.languages;
  }
  const Sentence& sentence(const Found& found) const {
    return reading_.sentences()[found.sentence];
  }

  // Whether the first promise says the second, too.
  bool covers(const PhraseHit& stronger, const PhraseHit& weaker) const {
    if (stronger.tag < kConceptTags || weaker.tag < kConceptTags) return false;
    const auto& list = reading_.catalog().claims.concepts[stronger.tag - kConceptTags].covers;
    return std::find(list.begin(), list.end(), weaker.tag - kConceptTags) != list.end();
  }

  // "free-llm-hub", "deepseek-free-api": what something is called promises nothing.
  bool is_part_of_name(const PhraseHit& mention) const {
    constexpr std::string_view kFree = "free-";
    constexpr std::string_view kPromises[] = {"tier", "to-", "of-", "trial", "plan", "for", "and"};
    const std::string_view words = prose_.substr(mention.begin, mention.end - mention.begin);
    if (!words.starts_with(kFree.substr(0, 4)) || mention.tag < kConceptTags) return false;
    if (mention.begin > 0 && (prose_[mention.begin - 1] == '-' || prose_[mention.begin - 1] == '/'))
      return true;
    const std::string_view behind = words.substr(std::min(words.size(), kFree.size()));
    return words.starts_with(kFree) && !behind.empty() &&
           std::none_of(std::begin(kPromises), std::end(kPromises),
                        [&](std::string_view word) { return behind.starts_with(word); });
  }

  // Of phrases that mean the same, or of which one covers the other's meaning, the longest; of
  // several languages the text's.
  void collect() {
    for (const PhraseHit& mention : mentions_) {
      if (mention.tag < kHintTags || is_part_of_name(mention)) continue;
      Found next{mention, reading_.sentence_at(mention.begin)};
      constexpr std::size_t kLookBack = 12;
      bool covered = false;
      for (std::size_t i = found_.size(); i > 0 && found_.size() - i < kLookBack && !covered; --i) {
        PhraseHit& before = found_[i - 1].mention;
        if (before.end <= mention.begin) continue;
        if (before.tag == mention.tag) {
          before.end = std::max(before.end, mention.end);
          if (mention.language == reading_.main_language()) before.language = mention.language;
          covered = true;
        } else {
          covered = covers(before, mention);
        }
      }
      if (covered) continue;
      while (!found_.empty() && found_.back().mention.end > mention.begin &&
             covers(mention, found_.back().mention)) {
        found_.pop_back();
      }
      found_.push_back(next);
    }
  }

  // Calls visit for every mention of the kind in [begin, end) that the claim's reader would take
  // for one: of the claim's language, the text's, or English beside English words.
  template <class Visit>
  void each_cue(Cue kind, const Found& found, std::uint32_t begin, std::uint32_t end,
                Visit visit) const {
    auto at =
        std::lower_bound(mentions_.begin(), mentions_.end(), begin,
                         [](const PhraseHit& m, std::uint32_t value) { return m.begin < value; });
    for (; at != mentions_.end() && at->begin < end; ++at) {
      if (at->tag != cue(kind) || at->end > end) continue;
      if (at->language == found.mention.language || at->language == reading_.main_language())
        visit(*at);
    }
  }
  bool has_cue(Cue kind, const Found& found, std::uint32_t begin, std::uint32_t end) const {
    bool has = false;
    each_cue(kind, found, begin, end, [&](const PhraseHit&) { has = true; });
    return has;
  }

  // The first promise that begins at `place` or behind it.
  std::vector<Found>::const_iterator first_from(std::uint32_t place) const {
    return std::lower_bound(
        found_.begin(), found_.end(), place,
        [](const Found& found, std::uint32_t value) { return found.mention.begin < value; });
  }

  int distance(std::uint32_t begin, std::uint32_t end) const {
    int halves = 0;
    bool in_word = false;
    for (std::size_t at = begin; at < end;) {
      const CodePoint c = decode_at(prose_, at);
      at += c.size;
      const bool word = is_word_char(c.value);
      if (word && !in_word) halves += 2;
      if (is_dense_script(c.value)) halves += 1;
      in_word = word;
    }
    return halves;
  }

  // Does a new clause begin between the two places?
  bool parted(const Found& found, std::uint32_t begin, std::uint32_t end) const {
    for (std::uint32_t i = begin; i < end; ++i) {
      const char c = prose_[i];
      if (c == ',' || c == ';' || c == ':' || c == '(' || c == ')' || c == '|' || c == '=' ||
          c == '/')
        return true;
      if (c == '-' && i > 0 && prose_[i - 1] == ' ') return true;
    }
    return has_cue(Cue::kBut, found, begin, end);
  }

  bool is_denied(const Found& found) const {
    const Sentence& s = sentence(found);
    const PhraseHit& claim = found.mention;
    bool denied = false, cross_is_decoration = false;
    each_cue(Cue::kNotBefore, found, s.begin, s.end, [&](const PhraseHit& denial) {
      if (denial.begin == claim.begin)
        cross_is_decoration = true;  // "no login" is a promise of its own
      if (denial.begin >= claim.begin || denied) return;
      if (distance(denial.end, claim.begin) > 2 * kDenialReach ||
          parted(found, denial.end, claim.begin))
        return;  // 0 where they overlap: "don't guarantee"
      bool excused =
          false;  // "not only", or the denial belongs to another promise: "no limits, free"
      each_cue(Cue::kNotNot, found, s.begin, s.end, [&](const PhraseHit& only) {
        excused = excused || (only.begin < denial.end && only.end >= denial.end);
      });
      for (auto other = first_from(s.begin);
           other != found_.end() && other->mention.begin < claim.begin; ++other) {
        excused =
            excused || (other->mention.begin <= denial.begin && other->mention.end > denial.begin);
      }
      denied = !excused;
    });
    each_cue(Cue::kNotAfter, found, claim.end, s.end, [&](const PhraseHit& denial) {
      if (distance(claim.end, denial.begin) <= kDenialReach &&
          !parted(found, claim.end, denial.begin))
        denied = true;
    });
    return denied || (!cross_is_decoration && crossed_out(s, claim));
  }

  // "✗ free tier", "free tier: ✗", "~~free tier~~".
  bool crossed_out(const Sentence& s, const PhraseHit& claim) const {
    std::uint32_t at = s.begin;
    while (at < claim.begin &&
           (prose_[at] == ' ' || prose_[at] == '-' || prose_[at] == '*' || prose_[at] == '['))
      ++at;
    if (prose_.substr(at).starts_with("✗")) return true;
    if (prose_.substr(at).starts_with("] ") && at > 0 && prose_[at - 1] == ' ')
      return true;  // an empty check box
    at = claim.end;
    while (at < s.end && (prose_[at] == ' ' || prose_[at] == ':')) ++at;
    if (prose_.substr(at).starts_with("✗")) return true;
    const Span span = reading_.source(claim.begin, claim.end);
    const std::string_view bytes = reading_.text().bytes();
    return span.begin >= 2 && bytes.substr(span.begin - 2, 2) == "~~" &&
           bytes.substr(span.end, 2) == "~~";
  }

  bool is_somebody_elses(const Found& found) const {
    const Sentence& s = sentence(found);
    const PhraseHit& claim = found.mention;
    if (has_cue(Cue::kSaidBefore, found, s.begin, claim.begin)) return true;
    if (has_cue(Cue::kSaidAfter, found, claim.end, s.end)) return true;
    if (prose_[s.end - 1] == '?' && has_cue(Cue::kAsked, found, s.begin, s.end)) return true;
    bool wished = false;
    each_cue(Cue::kIf, found, s.begin, claim.begin, [&](const PhraseHit& condition) {
      wished = wished || !parted(found, condition.end, claim.begin);
    });
    if (wished) return true;
    for (std::uint32_t section = s.section; section != 0;
         section = reading_.sections()[section].parent) {
      const Sentence& heading = reading_.sentences()[reading_.sections()[section].heading];
      if (has_cue(Cue::kWarning, found, heading.begin, heading.end)) return true;
    }
    return in_scare_quotes(found);
  }

  // The words alone in quotes, inside a sentence that says more.
  bool in_scare_quotes(const Found& found) const {
    const PhraseHit& claim = found.mention;
    const Sentence& s = sentence(found);
    return s.heading == 0 && claim.begin > s.begin + 12 && claim.end < s.end &&
           prose_[claim.begin - 1] == '"' && prose_[claim.end] == '"';
  }

  std::ptrdiff_t routes_between(std::uint32_t begin, std::uint32_t end) const {
    return std::lower_bound(routes_.begin(), routes_.end(), end) -
           std::lower_bound(routes_.begin(), routes_.end(), begin);
  }

  std::pair<std::uint32_t, std::uint32_t> line_around(std::uint32_t at) const {
    constexpr std::size_t kFar = 4096;  // a text may be one line
    const std::size_t low = at - std::min<std::size_t>(at, kFar);
    const std::size_t high = std::min(prose_.size(), at + kFar);
    const std::size_t before = prose_.substr(low, at - low).rfind('\n');
    const std::size_t behind = prose_.substr(at, high - at).find('\n');
    return {static_cast<std::uint32_t>(before == std::string_view::npos ? low : low + before + 1),
            static_cast<std::uint32_t>(behind == std::string_view::npos ? high : at + behind)};
  }

  // An entry of a list of links speaks of its own link: "* [name](address) - what it offers".
  bool is_entry(std::uint32_t at) const {
    const auto [begin, end] = line_around(at);
    const std::string_view line = prose_.substr(begin, std::min<std::uint32_t>(end - begin, 100));
    const std::size_t bullet = line.find_first_not_of(" >");
    return bullet != std::string_view::npos && bullet + 2 < line.size() &&
           std::string_view("-*+|").find(line[bullet]) != std::string_view::npos &&
           line[bullet + 2] == '[' && line.find(kLinkByte) != std::string_view::npos;
  }

  // What was reverse-engineered is an interface, whatever else the entry speaks of.
  bool speaks_of_interfaces(const PhraseHit& claim) const {
    return claim.tag >= kConceptTags &&
           reading_.catalog().claims.concepts[claim.tag - kConceptTags].id == "reverse_engineered";
  }

  bool heading_speaks_of_route(const Sentence& s) const {
    for (std::uint32_t section = s.section; section != 0;
         section = reading_.sections()[section].parent) {
      const Sentence& heading = reading_.sentences()[reading_.sections()[section].heading];
      if (routes_between(heading.begin, heading.end) > 0) return true;
    }
    return false;
  }

  // Nothing around it speaks of an AI route, or its sentence speaks of something else.
  bool is_of_something_else(const Found& found) const {
    constexpr std::uint32_t kAround = 700;
    constexpr std::ptrdiff_t kBytesForOneRoute = 1200;
    const Sentence& s = sentence(found);
    const PhraseHit& claim = found.mention;
    const bool route_here = routes_between(s.begin, s.end) > 0;
    bool other = false;
    each_cue(Cue::kOther, found, s.begin, s.end, [&](const PhraseHit& thing) {
      if (thing.begin < claim.end && claim.begin < thing.end) {
        other = other || thing.end > claim.end;  // "unlimited storage"
      } else if (thing.begin >= claim.end) {
        other = other ||
                (distance(claim.end, thing.begin) <= 6 && !parted(found, claim.end, thing.begin));
      } else {
        other = other || (!route_here && distance(thing.end, claim.begin) <= 6 &&
                          !parted(found, thing.end, claim.begin));
      }
    });
    if (other) return true;
    if (route_here) return false;
    if (is_entry(s.begin) && routes_.empty()) return true;
    if (is_entry(s.begin) && !speaks_of_interfaces(claim)) {
      const auto [begin, end] = line_around(claim.begin);
      return routes_between(begin, end) == 0 && !heading_speaks_of_route(s);
    }
    const std::uint32_t from = claim.begin > kAround ? claim.begin - kAround : 0;
    const auto size = static_cast<std::uint32_t>(prose_.size());
    if (routes_between(from, std::min(size, claim.end + kAround)) > 0) return false;
    if (heading_speaks_of_route(s)) return false;
    return static_cast<std::ptrdiff_t>(routes_.size()) * kBytesForOneRoute <
           static_cast<std::ptrdiff_t>(size);
  }

  ClaimStatus status_of(const Found& found) const {
    if (is_of_something_else(found)) return ClaimStatus::kUnrelated;
    if (is_denied(found)) return ClaimStatus::kNegated;
    if (is_somebody_elses(found)) return ClaimStatus::kAttributed;
    return ClaimStatus::kAsserted;
  }

  // Several sentences of a short text advise against what it speaks of, and nothing in it is to be
  // run. A project's own disclaimer stands among instructions.
  bool only_warns() const {
    if (reading_.text().bytes().find("```") != std::string_view::npos) return false;
    std::size_t warnings = 0;
    std::uint32_t last = UINT32_MAX;
    for (const PhraseHit& mention : mentions_) {
      if (mention.tag != cue(Cue::kWarning) && mention.tag != cue(Cue::kSaidBefore) &&
          mention.tag != cue(Cue::kSaidAfter))
        continue;
      const std::uint32_t at = reading_.sentence_at(mention.begin);
      if (at != last) ++warnings;
      last = at;
    }
    return warnings >= 2 && warnings * 3 >= reading_.sentences().size();
  }

  // A heading that promises what its own section only denies or warns of is quoting.
  void judge_headings() {
    for (auto heading = found_.begin(); heading != found_.end(); ++heading) {
      const Sentence& h = sentence(*heading);
      if (h.heading == 0 || heading->status != ClaimStatus::kAsserted) continue;
      bool denied = false, repeated = false;
      // A section is what stands behind its heading, up to the next.
      for (auto other = heading + 1; other != found_.end(); ++other) {
        if (sentence(*other).section != h.section) break;
        if (other->mention.tag != heading->mention.tag || sentence(*other).heading != 0) continue;
        denied = denied || other->status == ClaimStatus::kNegated ||
                 other->status == ClaimStatus::kAttributed;
        repeated = repeated || other->status == ClaimStatus::kAsserted;
      }
      if (denied && !repeated) heading->status = ClaimStatus::kAttributed;
    }
  }

  const Reading& reading_;
  std::string_view prose_;
  const std::vector<PhraseHit>& mentions_;
  std::vector<std::uint32_t> routes_;  // where routes are talked of
  std::vector<Found> found_;
};

}  // namespace

Statements find_statements(const Reading& reading, std::span<const Mention> vendors) {
  return ClaimFinder(reading, vendors).run();
}

}  // namespace stoprule
