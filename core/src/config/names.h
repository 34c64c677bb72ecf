// names.h - what a name of a setting means and whom it names: NEXT_PUBLIC_OPENAI_API_KEY is
// OpenAI's key and public.
#pragma once
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "catalog/catalog_data.h"

namespace stoprule {

struct NameMeaning {
  Meaning means = Meaning::kNone;
  bool strong = false;      ///< means it whatever stands beside it
  bool compatible = false;  ///< the vendor's protocol is meant, maybe at another host
  bool is_public = false;   ///< built into what the browser gets
  std::string_view vendor;  ///< catalog id, or empty
  std::string_view scheme;  ///< of a header: the word before the key
  std::string stem;         ///< folded: what stands before the part that has the meaning
};

/// Made of a catalog once. Safe to share between threads.
class NameReader {
 public:
  /// `catalog` must outlive it.
  explicit NameReader(const CatalogData& catalog);

  NameMeaning read(std::string_view name) const;
  /// The vendor that a word names: an id, one of its names, the stem of its variables. Empty if
  /// none does.
  std::string_view vendor_of(std::string_view word) const;
  /// The vendor that a provider's field names, maybe as a package or a path: "@ai-sdk/anthropic".
  std::string_view provider_of(std::string_view value) const;
  /// The vendor whose client a call makes; empty if it makes none.
  std::string_view client_of(std::string_view callee) const;
  bool is_public(std::string_view name) const;

 private:
  struct Known {
    std::string_view name;
    Meaning means;
    bool strong;
  };
  const Known* known(std::string_view folded) const;
  void find_vendor(std::string_view name, NameMeaning& meaning) const;
  void read_vendors_own(std::string_view name, NameMeaning& meaning) const;
  void find_inner_vendor(std::string_view name, NameMeaning& meaning) const;
  std::string_view maker_of(std::string_view type) const;

  const CatalogData& catalog_;
  std::vector<Known> known_;  // sorted by name
  // What names a vendor, and the vendor; sorted. Of two with one name the first.
  std::vector<std::pair<std::string_view, std::string_view>> clients_;    // of a callee
  std::vector<std::pair<std::string, std::string_view>> words_;           // of a folded word
  std::vector<std::pair<std::string_view, std::string_view>> variables_;  // of a variable
};

}  // namespace stoprule
