// hearing.h - all that is heard about the routes of the texts, and how much speaks for each.
#pragma once
#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "assess/assess.h"
#include "assess/draft.h"
#include "assess/signals.h"

namespace stoprule {

/// Votes of an address that is set up, which says more than what is spoken of.
inline constexpr std::uint32_t kEndpointVotes = 10;

/// The routes on their way, with the votes for each.
class Ballot {
 public:
  /// The draft of that route, vendor and host; made where there is none.
  Draft& draft(RouteId route, std::uint32_t vendor, std::string_view host);
  Draft* first_of(RouteId route);
  void vote(Draft& to, std::uint32_t votes, Place place);
  /// Gives a draft, with its votes, to another route.
  void reroute(Draft& draft, RouteId to);
  /// Counts votes for a route that no draft of it got.
  void add(RouteId to, std::uint32_t votes) { totals_[static_cast<std::size_t>(to)] += votes; }
  std::uint32_t total(RouteId route) const { return totals_[static_cast<std::size_t>(route)]; }
  std::vector<Draft>& drafts() { return drafts_; }
  const std::vector<Draft>& drafts() const { return drafts_; }

 private:
  static constexpr std::size_t kRoutes = 9;
  std::vector<Draft> drafts_;
  std::array<std::uint32_t, kRoutes> totals_{};
};

/// What is written of one vendor, from its name to the next vendor's.
struct Passage {
  std::uint32_t vendor = 0;
  bool by_host = false;
  std::vector<Place> places, extents;
};

struct Hearing {
  const CatalogData& catalog;
  std::span<const DocumentHits> hits;
  const Signals& signals;
  std::vector<Passage> passages;
  Ballot ballot;

  const Vendor& vendor(const Passage& passage) const { return catalog.vendors[passage.vendor]; }
  /// An address is set, rather than a key's name only.
  bool set_up() const;
  /// A plan is spoken of to say that it is not what is needed, and nothing uses it all the same.
  bool plan_apart() const;
  /// The reader gets a key at a known vendor's own site, or by signing up.
  bool own_registration() const;
};

/// Whether a route is somebody's who runs models for an account of the reader's.
bool sells(RouteId route);
/// Whether `place` begins in one of `extents`.
bool within(const Place& place, const std::vector<Place>& extents);
bool any_within(const std::vector<Place>& places, const std::vector<Place>& extents);

/// The votes of the endpoints that are set up.
void hear_endpoints(Hearing& hearing);
/// The votes of the vendors that are named; fills `passages`.
void hear_mentions(Hearing& hearing);
/// The votes of the words that hint at a route.
void hear_hints(Hearing& hearing);
/// Settles what stands open: routes that only the rest of the text tells.
void settle(Hearing& hearing);
/// Makes a stop of every route that a text must not offer.
void hear_stops(Hearing& hearing);

}  // namespace stoprule
