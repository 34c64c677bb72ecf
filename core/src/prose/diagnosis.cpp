#include "prose/diagnosis.h"

#include <algorithm>
#include <cstdint>

#include "prose/words.h"
#include "text/fold.h"

namespace stoprule {
namespace {

// A code counts where an error stands: this far before or behind one of the marks; a message
// nearer, or where it is most of the text.
constexpr std::size_t kNear = 400, kNearMessage = 200, kHardlyMore = 80;

struct Found {
  std::uint32_t form;
  std::size_t begin, end;
};

}  // namespace

ErrorIndex::ErrorIndex(const CatalogData& catalog) : forms_(catalog.errors.forms) {
  const auto add = [&](const std::vector<std::string_view>& texts, bool code, std::uint32_t form) {
    for (const std::string_view literal : texts) {
      phrases_.add(literal, static_cast<std::uint32_t>(literals_.size()));
      literals_.push_back({code, form});
    }
  };
  for (std::uint32_t i = 0; i < forms_.size(); ++i) {
    add(forms_[i].codes, true, i);
    add(forms_[i].messages, false, i);
  }
  phrases_.build();
  for (const std::string_view mark : catalog.errors.marks) marks_.add(mark, 0);
  marks_.build();
}

std::vector<DiagnosisHit> ErrorIndex::find(const Text& text) const {
  const std::vector<ErrorForm>& forms = forms_;
  const Folded& folded = text.folded();
  const std::string_view words = folded.text();
  std::vector<DiagnosisHit> hits;
  std::vector<Found> codes, found;
  phrases_.find_at_words(words, [&](std::uint32_t id, std::size_t begin, std::size_t end) {
    const Literal& literal = literals_[id];
    const bool whole = stands_alone(words, begin, end) && (begin == 0 || words[begin - 1] != '_') &&
                       (end == words.size() || words[end] != '_');
    if (!whole) return;
    (literal.code ? codes : found).push_back({literal.form, begin, end});
  });
  if (codes.empty() && found.empty()) return hits;
  std::vector<std::size_t> marks;
  marks_.find_all(words,
                  [&](std::uint32_t, std::size_t begin, std::size_t) { marks.push_back(begin); });
  const auto marked = [&](const Found& hit, std::size_t near) {
    const auto mark =
        std::lower_bound(marks.begin(), marks.end(), hit.begin > near ? hit.begin - near : 0);
    return mark != marks.end() && *mark < hit.end + near;
  };
  std::erase_if(found, [&](const Found& hit) {
    return !marked(hit, kNearMessage) && words.size() - (hit.end - hit.begin) > kHardlyMore;
  });
  for (const Found& code : codes) {
    if (marked(code, kNear)) found.push_back(code);
  }

  // Each form once, at its first place; a general one only where no precise one stands.
  std::sort(found.begin(), found.end(), [](const Found& a, const Found& b) {
    return a.begin != b.begin ? a.begin < b.begin : a.form < b.form;
  });
  const bool precise = std::any_of(found.begin(), found.end(),
                                   [&](const Found& hit) { return !forms[hit.form].general; });
  for (const Found& hit : found) {
    const ErrorForm& form = forms[hit.form];
    const bool replaced = std::any_of(found.begin(), found.end(), [&](const Found& other) {
      const auto& over = forms[other.form].over;
      return std::find(over.begin(), over.end(), form.id) != over.end();
    });
    if (replaced || (precise && form.general)) continue;
    const bool told = std::any_of(hits.begin(), hits.end(), [&](const DiagnosisHit& other) {
      return other.id == form.id && (other.vendor == form.vendor || form.vendor.empty());
    });
    if (told) continue;
    hits.push_back({form.id, form.owner, form.vendor, folded.source(hit.begin, hit.end)});
  }
  return hits;
}

}  // namespace stoprule
