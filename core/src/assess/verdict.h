// verdict.h - from judged routes to the one verdict, in words.
#pragma once
#include <span>
#include <string_view>
#include <vector>

#include "assess/draft.h"
#include "assess/keys.h"

namespace stoprule {

struct VerdictInput {
  const CatalogData& catalog;
  const Options& options;
  const Signals& signals;
  const Excerpts& excerpts;
  const Phrasebook& phrasebook;
  std::span<const Draft> drafts;    ///< the dominant one first
  std::span<const KeyReason> keys;  ///< of keys that no route of the text uses
  std::string_view diagnosis;       ///< the first error's id, or empty
};

/// The worst level of what is in use: every endpoint of a configuration, and of prose what it
/// mainly offers.
Verdict conclude(const VerdictInput& input);

}  // namespace stoprule
