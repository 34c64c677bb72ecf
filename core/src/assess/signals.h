// signals.h - the hits of all documents, turned the other way round: for each promise and hint,
// where it stands.
#pragma once
#include <array>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "assess/assess.h"
#include "catalog/catalog_data.h"

namespace stoprule {

struct Place {
  std::uint32_t document = 0;
  Span span;
  friend bool operator==(const Place&, const Place&) = default;
  friend auto operator<=>(const Place&, const Place&) = default;
};

class Signals {
 public:
  Signals(const CatalogData& catalog, std::span<const DocumentHits> hits);

  /// Where the texts promise it themselves: not denied, quoted, asked, or about something else.
  const std::vector<Place>& promised(std::string_view concept_id) const;
  const std::vector<Place>& hint(Hint hint) const { return hints_[static_cast<std::size_t>(hint)]; }
  bool has(Hint which) const { return !hint(which).empty(); }
  bool promises(std::string_view concept_id) const { return !promised(concept_id).empty(); }

  /// Whether all that they say of a promise is that it is denied, asked, or another's word.
  bool only_doubts() const { return only_doubts_; }
  /// Whether they say where it is to be had.
  bool has_address() const { return has_address_; }
  /// Whether the texts are about AI models, rather than about hosting, gyms or anything else that
  /// is free.
  bool about_ai() const { return about_ai_; }
  /// Whether they speak of calling a model: a key, an endpoint, a quota, a price.
  bool about_access() const { return about_access_; }

 private:
  const CatalogData& catalog_;
  std::vector<std::vector<Place>> promises_;  // by concept
  std::array<std::vector<Place>, kHints> hints_;
  bool about_ai_ = false, about_access_ = false, only_doubts_ = false, has_address_ = false;
};

}  // namespace stoprule
