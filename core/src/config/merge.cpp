#include "config/merge.h"

#include <algorithm>
#include <map>
#include <tuple>

#include "text/characters.h"

namespace stoprule {
namespace {

constexpr std::size_t kPathsCompared =
    8;  // of one host: a text with thousands of paths stays linear

int weight(KeySource source) {
  switch (source) {
    case KeySource::kLiteral:
      return 3;
    case KeySource::kEnv:
      return 2;
    case KeySource::kPlaceholder:
      return 1;
    case KeySource::kNone:
      break;
  }
  return 0;
}

bool is_prefix(std::string_view a, std::string_view b) {
  while (a.ends_with('/')) a.remove_suffix(1);
  return b.starts_with(a) && (b.size() == a.size() || b[a.size()] == '/' || b[a.size()] == ':');
}

bool same_path(const EndpointHit& a, const EndpointHit& b) {
  // A default or a mention adds no endpoint of its own beside a setting.
  if (a.host_implied || b.host_implied || !a.configured || !b.configured) return true;
  return is_prefix(a.path, b.path) || is_prefix(b.path, a.path);
}

void take(EndpointHit& into, EndpointHit&& from) {
  const bool better =
      (!into.configured && from.configured) ||
      (into.host_implied && !from.host_implied && into.configured == from.configured);
  if (better) std::swap(into, from);
  if (into.protocol.empty()) into.protocol = std::move(from.protocol);
  if (into.model.empty()) into.model = std::move(from.model);
  if (into.vendor.empty()) into.vendor = std::move(from.vendor), into.compatible = from.compatible;
  if (into.decoy.empty()) into.decoy = std::move(from.decoy);
  if (weight(from.key_source) > weight(into.key_source)) {
    into.key_source = from.key_source;
    into.key = from.key;
    into.key_name = std::move(from.key_name);
  }
  into.key_in_url = into.key_in_url || from.key_in_url;
  into.in_front_end = into.in_front_end || from.in_front_end;
  into.configured = into.configured || from.configured;
  into.host_implied = into.host_implied && from.host_implied;
}

}  // namespace

std::vector<EndpointHit> merge_endpoints(std::vector<EndpointHit> hits) {
  std::stable_sort(hits.begin(), hits.end(), [](const EndpointHit& a, const EndpointHit& b) {
    return a.location < b.location;
  });
  std::vector<EndpointHit> merged;
  using Key = std::tuple<std::string, std::string, std::uint16_t>;
  std::map<Key, std::vector<std::size_t>> by_host;
  for (EndpointHit& hit : hits) {
    std::string host = hit.host;
    std::transform(host.begin(), host.end(), host.begin(), to_lower);
    // Where no host could be named, the vendor stands for it.
    std::vector<std::size_t>& same =
        by_host[{host, host.empty() ? hit.vendor : std::string(), hit.port}];
    auto into = std::find_if(same.begin(), same.end(), [&](std::size_t index) {
      const EndpointHit& known = merged[index];
      // A key that the browser gets and one that it does not are two ways to use one host.
      const bool role = known.in_front_end == hit.in_front_end ||
                        known.key_source == KeySource::kNone || hit.key_source == KeySource::kNone;
      return role && same_path(known, hit);
    });
    if (into == same.end() && same.size() >= kPathsCompared) into = same.begin();
    if (into != same.end()) {
      take(merged[*into], std::move(hit));
    } else {
      same.push_back(merged.size());
      merged.push_back(std::move(hit));
    }
  }
  std::stable_sort(merged.begin(), merged.end(), [](const EndpointHit& a, const EndpointHit& b) {
    return a.location < b.location;
  });
  return merged;
}

}  // namespace stoprule
