// draft.h - a route while it is being judged.
#pragma once
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "assess/signals.h"
#include "config/route.h"

namespace stoprule {

/// A reason and the words that it rests on.
struct DraftReason {
  std::string_view id;  ///< message "reason.<id>"
  std::vector<Place> places;
};

struct Draft {
  RouteId route = RouteId::kUnknown;
  std::uint32_t vendor = kNoVendor;
  std::string_view host;  ///< of an endpoint without a known vendor
  std::uint32_t votes = 0;
  std::vector<Place> places;   ///< what speaks for this route, in order
  std::vector<Place> extents;  ///< the passages about it; empty: everything
  bool endpoint = false;       ///< a setting or call uses it
  bool local = false;          ///< on this machine or in a private network
  bool foreign =
      false;  ///< a host that is not the vendor's whose protocol, model or key it is used with
  bool bare_ip = false;
  bool keyless = false;  ///< used without a key of the reader's own
  bool pooled = false;   ///< several keys or accounts in turn
  bool bare = false;     ///< a model's maker who is only named, without an account or an address
  Level level = Level::kNone;
  std::vector<DraftReason> reasons;
  Answers answers;
};

/// The routes that the hits speak of, the dominant one first. Levels and answers are not set yet.
std::vector<Draft> draft_routes(const CatalogData& catalog, std::span<const DocumentHits> hits,
                                const Signals& signals);

/// Sets level and reasons; `draft.answers` is there already.
void judge(const CatalogData& catalog, const Signals& signals, Draft& draft);

/// What the texts and the registry say to the five questions about this route.
Answers answer(const CatalogData& catalog, std::span<const DocumentHits> hits,
               const Signals& signals, const Excerpts& excerpts, const Draft& draft);

}  // namespace stoprule
