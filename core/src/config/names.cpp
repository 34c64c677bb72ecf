#include "config/names.h"

#include <algorithm>

#include "text/characters.h"

namespace stoprule {
namespace {

constexpr std::size_t kLongestName = 128;

// Ways to reach a variable that are no part of its name.
std::string_view without_access(std::string_view name) {
  for (const std::string_view access :
       {"$env:", "process.env.", "import.meta.env.", "Bun.env.", "--", "-", "$", "@", "."}) {
    if (name.starts_with(access)) name.remove_prefix(access.size());
  }
  return name;
}

// "setApiKey", "withBaseURL" -> "ApiKey", "BaseURL"
std::string_view without_verb(std::string_view name) {
  for (const std::string_view verb : {"set", "with", "Set", "With", "put"}) {
    if (name.size() > verb.size() && name.starts_with(verb) &&
        (is_upper(name[verb.size()]) || name[verb.size()] == '_')) {
      return name.substr(verb.size());
    }
  }
  return name;
}

// "OPENAI_API_KEY_2", "Host1" -> without the number
std::string_view without_number(std::string_view name) {
  std::size_t end = name.size();
  while (end > 1 && is_digit(name[end - 1])) --end;
  if (end == name.size()) return name;
  while (end > 1 && (name[end - 1] == '_' || name[end - 1] == '-')) --end;
  return name.substr(0, end);
}

// The vendor of the first row that has this name; empty if none has.
template <class Rows>
std::string_view vendor_in(const Rows& rows, std::string_view name) {
  const auto found = std::lower_bound(rows.begin(), rows.end(), name,
                                      [](const auto& a, const auto& b) { return a.first < b; });
  return found != rows.end() && found->first == name ? found->second : std::string_view();
}

std::string_view after_last(std::string_view name, std::string_view separators) {
  const std::size_t at = name.find_last_of(separators);
  return at == std::string_view::npos ? name : name.substr(at + 1);
}

}  // namespace

NameReader::NameReader(const CatalogData& catalog) : catalog_(catalog) {
  for (const FieldNames& field : catalog.shapes.fields) {
    for (const std::string_view name : field.strong) known_.push_back({name, field.means, true});
    for (const std::string_view name : field.weak) known_.push_back({name, field.means, false});
  }
  std::stable_sort(known_.begin(), known_.end(),
                   [](const Known& a, const Known& b) { return a.name < b.name; });
  for (const ClientCalls& client : catalog.shapes.clients) {
    for (const std::string_view call : client.calls) clients_.emplace_back(call, client.vendor);
  }
  for (const NamePrefix& prefix : catalog.shapes.prefixes) {
    if (!prefix.vendor.empty()) words_.emplace_back(prefix.begins, prefix.vendor);
  }
  for (const Vendor& vendor : catalog.vendors) {
    if (vendor.kind == VendorKind::kService) continue;
    words_.emplace_back(fold_name(vendor.id), vendor.id);
    for (const std::string_view name : vendor.names)
      words_.emplace_back(fold_name(name), vendor.id);
    for (const std::string_view variable : vendor.env) variables_.emplace_back(variable, vendor.id);
  }
  const auto by_name = [](const auto& a, const auto& b) { return a.first < b.first; };
  std::sort(clients_.begin(), clients_.end());
  std::stable_sort(words_.begin(), words_.end(), by_name);
  std::stable_sort(variables_.begin(), variables_.end(), by_name);
}

const NameReader::Known* NameReader::known(std::string_view folded) const {
  const auto found =
      std::lower_bound(known_.begin(), known_.end(), folded,
                       [](const Known& a, std::string_view b) { return a.name < b; });
  return found != known_.end() && found->name == folded ? &*found : nullptr;
}

bool NameReader::is_public(std::string_view name) const {
  return catalog_.shapes.is_public_env(without_access(name));
}

NameMeaning NameReader::read(std::string_view name) const {
  NameMeaning meaning;
  name = without_access(name);
  if (name.empty() || name.size() > kLongestName) return meaning;
  for (const KeyHeader& header : catalog_.shapes.key_headers) {
    if (!equals_ignoring_case(name, header.header)) continue;
    meaning.means = Meaning::kApiKey;
    meaning.strong = header.header != "apikey";  // also a field of any kind
    meaning.vendor = header.vendor;
    meaning.scheme = header.scheme;
    return meaning;
  }
  for (const std::string_view prefix : catalog_.shapes.public_env) {
    if (!name.starts_with(prefix)) continue;
    meaning.is_public = true;
    name.remove_prefix(prefix.size());
    break;
  }
  name = without_number(name);
  const std::string_view tail = without_verb(after_last(name, ".:>\\"));
  const std::string folded_tail = fold_name(tail);
  if (const Known* exact = known(folded_tail)) {
    meaning.means = exact->means;
    meaning.strong = exact->strong;
    meaning.stem = fold_name(name.substr(0, name.size() - tail.size()));
    std::erase_if(meaning.stem, [](char c) { return c == ':' || c == '>' || c == '\\'; });
    // `config.api_base`, `self.api_key`: members of what holds settings, rather than of a vendor.
    const auto& holders = catalog_.shapes.holders;
    const bool member = tail.find('-') == std::string_view::npos;
    if (member && std::find(holders.begin(), holders.end(), meaning.stem) != holders.end())
      meaning.stem.clear();
    // `config.openai_api_base`: the name itself says whose it is, not the object that has it.
    for (const NamePrefix& prefix : catalog_.shapes.prefixes) {
      if (!prefix.vendor.empty() && folded_tail.starts_with(prefix.begins)) {
        meaning.stem.clear();
        name = tail;
      }
    }
  } else {
    std::size_t longest = 0;
    for (const NameEndings& endings : catalog_.shapes.endings) {
      for (const std::string_view end : endings.ends) {
        if (end.size() <= longest || end.size() > folded_tail.size() || !folded_tail.ends_with(end))
          continue;
        longest = end.size();
        meaning.means = endings.means;
      }
    }
    if (longest == 0) {
      // "VITE_OPENAI_KEY", "deepseek_url": a weak name behind a vendor's.
      const std::string last = fold_name(after_last(tail, "_-"));
      const Known* weak = last.size() < folded_tail.size() ? known(last) : nullptr;
      if (weak == nullptr ||
          vendor_of(folded_tail.substr(0, folded_tail.size() - last.size())).empty()) {
        read_vendors_own(name, meaning);
        return meaning;
      }
      meaning.means = weak->means;
      longest = last.size();
    }
    meaning.strong = true;
    meaning.stem = folded_tail.substr(0, folded_tail.size() - longest);
  }
  find_vendor(name, meaning);
  // AI_BASE_URL, LLM_API_KEY: "some model's".
  if (meaning.vendor.empty() && !meaning.compatible &&
      std::find(catalog_.shapes.generic.begin(), catalog_.shapes.generic.end(), meaning.stem) !=
          catalog_.shapes.generic.end()) {
    meaning.stem.clear();
  }
  return meaning;
}

// AWS_BEARER_TOKEN_BEDROCK, CLAUDE_CODE_USE_BEDROCK: a vendor's own name that has none of the
// common endings.
void NameReader::read_vendors_own(std::string_view name, NameMeaning& meaning) const {
  const auto has = [&](std::string_view part) { return name.find(part) != std::string_view::npos; };
  const bool key = has("KEY") || has("TOKEN"), chooses = has("_USE_");
  if (!key && !chooses) return;
  const std::string_view vendor = vendor_in(variables_, name);
  if (vendor.empty()) return;
  meaning.means = chooses ? Meaning::kSwitch : Meaning::kApiKey;
  meaning.strong = true;
  meaning.vendor = vendor;
  meaning.stem = fold_name(name);
}

void NameReader::find_vendor(std::string_view name, NameMeaning& meaning) const {
  std::size_t longest = 0;
  for (const NamePrefix& prefix : catalog_.shapes.prefixes) {
    if (prefix.begins.size() <= longest || !meaning.stem.starts_with(prefix.begins)) continue;
    longest = prefix.begins.size();
    meaning.vendor = prefix.vendor;
    meaning.compatible = prefix.compatible;
  }
  const std::string folded = fold_name(name);
  for (const NamePrefix& prefix :
       catalog_.shapes.prefixes) {  // "openaikey", "openaiapibase": no stem is left
    if (longest != 0 || !meaning.stem.empty() || !folded.starts_with(prefix.begins)) continue;
    longest = prefix.begins.size();
    meaning.vendor = prefix.vendor;
    meaning.compatible = prefix.compatible;
    meaning.stem = prefix.begins;
  }
  if (longest != 0) return;
  for (const Vendor& vendor : catalog_.vendors) {
    for (const std::string_view variable : vendor.env) {
      if (!equals_ignoring_case(variable, name)) continue;
      meaning.vendor = vendor.id;
      return;
    }
  }
  if (!meaning.stem.empty()) meaning.vendor = vendor_of(meaning.stem);
  if (meaning.vendor.empty() && !meaning.stem.empty()) find_inner_vendor(name, meaning);
}

// MYAPP_OPENAI_API_KEY, bot.deepseek.base_url, spring.ai.deepseek.chat.options.model: the program's
// own words stand in front, and what is set of the vendor behind.
void NameReader::find_inner_vendor(std::string_view name, NameMeaning& meaning) const {
  constexpr std::size_t kShortestInner = 4, kMostParts = 8;
  constexpr std::string_view kJoints = "_-.";
  std::vector<std::size_t> ends;  // in the stem, of each of the name's parts
  for (std::size_t at = 0; at < name.size() && ends.size() < kMostParts; ++at) {
    if (kJoints.find(name[at]) == std::string_view::npos) continue;
    const std::size_t end = fold_name(name.substr(0, at)).size();
    if (end > 0 && end < meaning.stem.size()) ends.push_back(end);
  }
  ends.push_back(meaning.stem.size());
  for (std::size_t first = 0; first < ends.size(); ++first) {
    const std::size_t begin = first == 0 ? 0 : ends[first - 1];
    for (std::size_t last = ends.size(); last-- > first;) {
      if (ends[last] < begin + kShortestInner) break;
      const std::string_view word =
          std::string_view(meaning.stem).substr(begin, ends[last] - begin);
      meaning.vendor = vendor_of(word);
      if (meaning.vendor.empty()) continue;
      for (const NamePrefix& prefix : catalog_.shapes.prefixes) {
        if (prefix.begins == word) meaning.compatible = prefix.compatible;
      }
      return;
    }
  }
}

std::string_view NameReader::vendor_of(std::string_view word) const {
  const std::string folded = fold_name(word);
  if (folded.size() < 2 || folded.size() > kLongestName) return {};
  return vendor_in(words_, folded);
}

std::string_view NameReader::provider_of(std::string_view value) const {
  if (value.size() > kLongestName) return {};
  std::string_view vendor = vendor_of(value);
  if (vendor.empty()) vendor = vendor_of(after_last(value, "/"));
  return vendor.empty() ? maker_of(after_last(value, "/.")) : vendor;
}

std::string_view NameReader::client_of(std::string_view callee) const {
  for (std::string_view rest = callee; !rest.empty();) {
    if (const std::string_view vendor = vendor_in(clients_, rest); !vendor.empty()) return vendor;
    const std::size_t at = rest.find_first_of(".:\\");
    if (at == std::string_view::npos) break;
    rest.remove_prefix(at + 1);
    while (rest.starts_with(':')) rest.remove_prefix(1);
  }
  // `OpenAiChatModel.builder()`, `Anthropic::client(`
  constexpr std::string_view kMakers[] = {"builder", "Builder", "new",      "create", "client",
                                          "factory", "fromEnv", "from_env", "service"};
  const std::string_view method = after_last(callee, ".:>");
  if (method.size() < callee.size() &&
      std::find(std::begin(kMakers), std::end(kMakers), method) != std::end(kMakers)) {
    callee.remove_suffix(method.size());
    return client_of(callee.substr(0, callee.find_last_not_of(".:->") + 1));
  }
  return maker_of(after_last(callee, ".:>\\"));
}

// A type named after a vendor: AsyncGroqClient, MistralAiEmbeddingModel, SwiftOpenAI. Only where
// upper case shows that it is a type, or a verb that it makes one.
std::string_view NameReader::maker_of(std::string_view type) const {
  constexpr std::string_view kBefore[] = {"create", "async", "lm", "chat", "swift", "new"};
  constexpr std::string_view kBehind[] = {"client", "api",    "model",  "chat",    "image",
                                          "swift",  "async",  "llm",    "service", "provider",
                                          "sdk",    "okhttp", "factory"};
  if (type.size() < 4 || type.size() > kLongestName) return {};
  if (!is_upper(type[0]) && !type.starts_with("create") && !type.starts_with("lmChat")) return {};
  std::string word = fold_name(type);
  for (const std::string_view part : kBefore) {
    if (word.starts_with(part)) word.erase(0, part.size());
  }
  for (bool cut = true; cut;) {
    cut = false;
    if (const std::string_view vendor = vendor_of(word); !vendor.empty()) return vendor;
    for (const std::string_view part : kBehind) {
      if (word.size() <= part.size() || !word.ends_with(part)) continue;
      word.erase(word.size() - part.size());
      cut = true;
      break;
    }
  }
  return {};
}

}  // namespace stoprule
