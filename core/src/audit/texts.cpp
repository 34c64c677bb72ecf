// texts.cpp - a whole text to what assess() judges.
#include <algorithm>

#include "audit/state.h"
#include "prose/reading.h"
#include "prose/word_index.h"

namespace stoprule {

namespace {

// Lets what is more than `room` go; gives how many those were.
template <class T>
std::uint64_t cut_to(std::vector<T>& rows, std::uint64_t room) {
  const std::uint64_t left = rows.size() - std::min<std::uint64_t>(rows.size(), room);
  rows.resize(rows.size() - static_cast<std::size_t>(left));
  return left;
}

}  // namespace

DocumentHits Audit::State::read_text(Source& source, const Text& text) {
  const CatalogData& data = catalog.data();
  DocumentHits hits;
  hits.document = source.index;
  hits.local = source.info.local;
  hits.front_end = source.script;
  const WordIndex& words = catalog.words();
  std::vector<EndpointHit> endpoints = words.endpoints().read(text, &source.unread_settings);
  left_endpoints += cut_to(endpoints, options.limits.endpoints - endpoints_read);
  endpoints_read += endpoints.size();
  for (EndpointHit& hit : endpoints) {
    // The form of a literal key beside the endpoint helps to tell whose it is.
    std::string_view prefix;
    std::string shown;
    if (!hit.key.empty()) {
      const auto at = std::lower_bound(
          source.matches.begin(), source.matches.end(), hit.key.begin,
          [](const KeyMatch& match, std::uint64_t place) { return match.secret.end <= place; });
      if (at != source.matches.end() && at->secret.begin < hit.key.end) {
        shown = text.bytes().substr(at->secret.begin, at->shown);
        prefix = shown;
      }
    }
    EndpointMatch match;
    match.match = match_route(data, hit, prefix);
    match.hit = std::move(hit);
    hits.endpoints.push_back(std::move(match));
  }
  if (!source.script) {
    const Reading reading(words, text);
    hits.mentions = words.names().find(text);
    Statements statements = find_statements(reading, hits.mentions);
    hits.claims = std::move(statements.claims);
    hits.linked = statements.linked;
    hits.warns = statements.warns;
    left_claims += cut_to(hits.claims, options.limits.claims - claims_read);
    claims_read += hits.claims.size();
    hits.answers = find_answers(reading);
    hits.diagnoses = words.errors().find(text);
    hits.hints = words.hints().find(text);
    hits.hints.insert(hits.hints.end(), statements.hints.begin(), statements.hints.end());
    std::stable_sort(hits.hints.begin(), hits.hints.end(), [](const HintHit& a, const HintHit& b) {
      return a.location.begin < b.location.begin;
    });
  }
  return hits;
}

}  // namespace stoprule
