// plain_scan.h - what the fast way of finding keys must agree with: every rule tried at every
// place, by RE2 and by boundaries of its own, without index, runs or anchors.
#pragma once
#include <re2/re2.h>

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "catalog/catalog_data.h"
#include "scan/key_index.h"
#include "verify/match.h"

namespace stoprule {

class PlainScan {
 public:
  PlainScan(const CatalogData& catalog, const KeyIndex& index)
      : catalog_(catalog), index_(index), forms_(catalog.rules.size()) {}

  /// Every `step`th rule from `first` on.
  struct Share {
    std::uint32_t first = 0, step = 1;
    bool has(std::uint32_t rule) const { return rule % step == first; }
  };

  struct Matches {
    /// What a scan must find, and what it may find too: where a match stands beside a sign, only
    /// the template's own classes tell whether it stands alone. Sorted, once each.
    std::vector<KeyMatch> must, may;
  };
  /// All matches of these rules in a text of the kind kText, before overlaps are resolved.
  Matches find(std::string_view text, Share share);

 private:
  struct Form {
    std::unique_ptr<re2::RE2> pattern;
    std::size_t shown = 0;
    bool may_hold_digits = false;
  };
  struct Ends {
    std::size_t longest = 0;        // that surely stands alone
    std::vector<std::size_t> open;  // that may
  };
  void compile(std::uint32_t rule);
  Ends ends_of(std::uint32_t rule, std::string_view text, std::size_t begin) const;
  bool try_template(std::uint32_t rule, std::string_view text, std::size_t begin,
                    Matches& out) const;
  void try_words(std::uint32_t rule, std::string_view text, std::size_t at, Matches& out) const;
  void try_pattern(std::uint32_t rule, std::string_view text, std::size_t at, Matches& out) const;
  void confirm(std::uint32_t rule, std::string_view text, std::size_t begin, std::size_t end,
               std::vector<KeyMatch>& out) const;

  const CatalogData& catalog_;
  const KeyIndex& index_;
  std::vector<Form> forms_;
};

/// That of the built-in catalog, for all tests: making its patterns is most of its work.
PlainScan& plain_scan();

/// The same as a scan goes.
std::vector<KeyMatch> fast_scan(const KeyMatcher& matcher, std::string_view text);

/// What one way finds and the other does not, a line each; empty where they agree, before and after
/// overlaps are resolved.
std::string difference(const CatalogData& catalog, PlainScan& plain, const KeyMatcher& matcher,
                       std::string_view text, PlainScan::Share share = {});

}  // namespace stoprule
