#include "config/surroundings.h"

#include <algorithm>
#include <numeric>

#include "text/characters.h"

namespace stoprule {
namespace {

constexpr std::size_t kWindow = 40;  // signals looked at on either side of an endpoint

}  // namespace

Surroundings::Surroundings(const CatalogData& catalog, const NameReader& names,
                           std::string_view bytes, const std::vector<Block>& blocks,
                           const Outline& outline)
    : catalog_(catalog),
      names_(names),
      bytes_(bytes),
      blocks_(blocks),
      outline_(outline),
      signals_(catalog, names, bytes, outline) {
  for (std::uint32_t i = 0; i < outline.groups.size(); ++i) {
    if (outline.groups[i].kind == GroupKind::kBlock) block_groups_.push_back(i);
  }
  speaks_.resize(block_groups_.size());
  for (const Signal& signal : signals_.all()) {
    if (names_ai(signal)) speaks_[block_index(signal.field.group)] = true;
  }
  for (const ClientCall& client : signals_.clients()) speaks_[block_index(client.group)] = true;
}

std::size_t Surroundings::block_index(std::uint32_t group) const {
  const auto found =
      std::lower_bound(block_groups_.begin(), block_groups_.end(), signals_.block_of(group));
  return static_cast<std::size_t>(found - block_groups_.begin());
}

bool Surroundings::names_ai(const Signal& signal) const {
  if (signal.name.means == Meaning::kModel) {
    const std::string_view value = text(signal.field.value);
    return value.size() <= kLongestModel && weights_of(catalog_.models, value) != Weights::kUnknown;
  }
  if (signal.name.means == Meaning::kProvider)
    return !names_.provider_of(text(signal.field.value)).empty();
  return !signal.name.vendor.empty() && is_route(signal.name.vendor);
}

bool Surroundings::is_route(std::string_view id) const {
  const Vendor* vendor = catalog_.vendor(id);
  return vendor != nullptr && vendor->kind != VendorKind::kService;
}

bool Surroundings::document_speaks() const {
  if (!document_.has_value()) {
    document_ =
        std::find(speaks_.begin(), speaks_.end(), true) != speaks_.end() || mentions_model_vendor();
  }
  return *document_;
}

bool Surroundings::mentions_model_vendor() const {
  std::string_view rest = bytes_;
  while (!rest.empty()) {
    std::size_t begin = 0;
    while (begin < rest.size() && !is_letter(rest[begin])) ++begin;
    std::size_t end = begin;
    while (end < rest.size() && is_alnum(rest[end])) ++end;
    const std::string_view word = rest.substr(begin, end - begin);
    rest.remove_prefix(end);
    if (word.size() < 3 || word.size() > 12) continue;
    for (const std::string_view known :
         {"gpt", "openai", "chatgpt", "claude", "gemini", "anthropic", "deepseek", "llm", "gpt4",
          "gpt3", "gpt5", "qwen", "llama"}) {
      if (equals_ignoring_case(word, known)) return true;
    }
  }
  return false;
}

const Signal* Surroundings::nearest(const EndpointDraft& draft, Meaning means, int farthest) const {
  const std::vector<Signal>& all = signals_.all();
  const std::size_t middle = signals_.at(draft.at);
  const std::size_t first = middle > kWindow ? middle - kWindow : 0;
  const std::size_t last = std::min(all.size(), middle + kWindow);
  const Signal* best = nullptr;
  std::uint64_t best_cost = UINT64_MAX;
  for (std::size_t i = first; i < last; ++i) {
    const Signal& signal = all[i];
    if (signal.name.means != means) continue;
    const int relation = signals_.relation(draft.group, signal.field.group);
    if (relation > farthest || !fits(draft, signal, relation)) continue;
    const std::uint64_t begin = signal.field.value.begin;
    const std::uint64_t distance = begin > draft.at ? begin - draft.at : draft.at - begin;
    // The same name in front binds closer than the neighbourhood; a strong name closer than a
    // weak one.
    const bool same_stem = !draft.stem.empty() && signal.name.stem == draft.stem;
    const std::uint64_t cost = (static_cast<std::uint64_t>(relation) * 4 + (same_stem ? 0u : 2u) +
                                (signal.name.strong ? 0u : 1u))
                                   << 40 |
                               distance;
    if (cost < best_cost) best_cost = cost, best = &signal;
  }
  return best;
}

// Not the key of a neighbour: MOONSHOT_API_KEY is none for OPENAI_BASE_URL in one flat file.
bool Surroundings::fits(const EndpointDraft& draft, const Signal& signal, int relation) const {
  if (relation < SignalIndex::kFlat && signal.client == UINT32_MAX && relation <= 3) return true;
  if (relation <= 1) return true;
  const ClientCall* client = signals_.client_of(draft.group);
  if (signal.client != UINT32_MAX &&
      (client == nullptr || &signals_.clients()[signal.client] != client))
    return relation >= SignalIndex::kFlat && signal.name.means == Meaning::kModel;
  if (!signal.name.strong && relation > SignalIndex::kFlat + 1) return false;
  if (signal.name.stem.empty() || draft.stem == signal.name.stem) return true;
  if (signal.name.vendor.empty() && signal.name.means == Meaning::kModel) return draft.stem.empty();
  const std::string_view vendor = signal.name.vendor;
  if (!draft.stem.empty() && !draft.hit.compatible) {
    return !vendor.empty() && (vendor == draft.hit.vendor || vendor == draft.owner);
  }
  if (vendor.empty()) return false;
  return vendor == draft.hit.vendor || vendor == draft.owner ||
         (draft.stem.empty() && signal.name.compatible && draft.has_base);
}

std::span<const std::uint32_t> Surroundings::arguments_of(std::uint32_t group) const {
  if (argument_ends_.empty()) {
    const std::vector<Field>& fields = outline_.fields;
    std::vector<std::uint32_t> counts(outline_.groups.size());
    for (const Field& field : fields) counts[field.group] += field.name.empty() ? 1u : 0u;
    argument_ends_.resize(counts.size());
    std::exclusive_scan(counts.begin(), counts.end(), argument_ends_.begin(), 0u);
    arguments_.resize(fields.size());
    for (std::uint32_t i = 0; i < fields.size(); ++i) {
      if (fields[i].name.empty()) arguments_[argument_ends_[fields[i].group]++] = i;
    }
  }
  const std::uint32_t begin = group == 0 ? 0 : argument_ends_[group - 1];
  return std::span(arguments_).subspan(begin, argument_ends_[group] - begin);
}

HostMatch Surroundings::find(const Url& url) const {
  return find_host(catalog_, lowered(text(url.host)), text(url.path), url.port);
}

std::string_view Surroundings::protocol_of(std::string_view path) const {
  std::string_view best, protocol;
  for (const PathProtocol& known : catalog_.shapes.paths) {
    if (known.path.size() > best.size() && path.find(known.path) != std::string_view::npos) {
      best = known.path;
      protocol = known.protocol;
    }
  }
  return protocol;
}

}  // namespace stoprule
