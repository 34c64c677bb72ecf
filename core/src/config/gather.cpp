// Longer than others: four ways to spell an endpoint share the same evidence and the same
// attachments.
#include "config/gather.h"

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <utility>

#include "catalog/hosts.h"
#include "config/front_end.h"
#include "config/signals.h"
#include "config/url.h"
#include "text/characters.h"

namespace stoprule {
namespace {

constexpr std::size_t kWindow = 40;        // signals looked at on either side of an endpoint
constexpr std::size_t kMostUrls = 4;       // of one value
constexpr std::size_t kLongestModel = 96;  // bytes

// An endpoint on its way: where it stands, and what of it is known.
struct Draft {
  EndpointHit hit;
  std::uint32_t group = 0;
  std::uint64_t at = 0;
  std::string stem;             // of the name that spelled it
  std::string_view owner;       // the catalog id that the host belongs to, or empty
  const Signal* key = nullptr;  // found already
  bool has_base = false;        // the base URL is given, rather than the vendor's default
};

class Gatherer {
 public:
  Gatherer(const CatalogData& catalog, const NameReader& names, std::string_view uri,
           std::string_view bytes, const std::vector<Block>& blocks, const Outline& outline)
      : catalog_(catalog),
        names_(names),
        uri_(uri),
        bytes_(bytes),
        blocks_(blocks),
        outline_(outline),
        signals_(catalog, names, bytes, outline) {
    for (std::uint32_t i = 0; i < outline.groups.size(); ++i) {
      if (outline.groups[i].kind == GroupKind::kBlock) block_groups_.push_back(i);
    }
    used_.resize(signals_.all().size());
    client_has_base_.resize(signals_.clients().size());
    client_told_base_.resize(signals_.clients().size());
    find_evidence();
  }

  std::vector<EndpointHit> run() {
    add_base_urls();
    add_requests();
    note_bases();
    add_clients();
    for (Draft& draft : drafts_) attach(draft);
    const std::size_t given = drafts_.size();
    add_providers();
    add_keys();
    for (std::size_t i = given; i < drafts_.size(); ++i) attach(drafts_[i]);
    std::vector<EndpointHit> hits;
    for (Draft& draft : drafts_) {
      if (!is_superseded(draft)) hits.push_back(finish(draft));
    }
    return hits;
  }

 private:
  std::string_view text(Span span) const { return signals_.text(span); }

  std::size_t block_index(std::uint32_t group) const {
    const auto found =
        std::lower_bound(block_groups_.begin(), block_groups_.end(), signals_.block_of(group));
    return static_cast<std::size_t>(found - block_groups_.begin());
  }
  Syntax syntax_of(std::uint32_t group) const { return blocks_[block_index(group)].syntax; }

  // --- evidence ---------------------------------------------------------------

  // Which blocks speak of an AI API at all: a generic BASE_URL means something only there.
  void find_evidence() {
    speaks_.resize(block_groups_.size());
    for (const Signal& signal : signals_.all()) {
      if (names_ai(signal)) speaks_[block_index(signal.field.group)] = true;
    }
    for (const ClientCall& client : signals_.clients()) speaks_[block_index(client.group)] = true;
  }

  bool names_ai(const Signal& signal) const {
    if (signal.name.means == Meaning::kModel) {
      const std::string_view value = text(signal.field.value);
      return value.size() <= kLongestModel &&
             weights_of(catalog_.models, value) != Weights::kUnknown;
    }
    if (signal.name.means == Meaning::kProvider)
      return !names_.vendor_of(text(signal.field.value)).empty();
    return !signal.name.vendor.empty() && is_route(signal.name.vendor);
  }

  bool is_route(std::string_view id) const {
    const Vendor* vendor = catalog_.vendor(id);
    return vendor != nullptr && vendor->kind != VendorKind::kService;
  }

  // Whether the text names a model vendor anywhere; looked up once, for what nothing else decides.
  bool document_speaks() const {
    if (!document_.has_value()) {
      document_ = std::find(speaks_.begin(), speaks_.end(), true) != speaks_.end() ||
                  mentions_model_vendor();
    }
    return *document_;
  }

  bool mentions_model_vendor() const {
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

  // The best a signal of `means` near `draft` does: its index, or none.
  const Signal* nearest(const Draft& draft, Meaning means, int farthest) const {
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
  bool fits(const Draft& draft, const Signal& signal, int relation) const {
    if (relation < SignalIndex::kFlat && signal.client == UINT32_MAX && relation <= 3) return true;
    if (relation <= 1) return true;
    const ClientCall* client = signals_.client_of(draft.group);
    if (signal.client != UINT32_MAX &&
        (client == nullptr || &signals_.clients()[signal.client] != client))
      return relation >= SignalIndex::kFlat && signal.name.means == Meaning::kModel;
    if (!signal.name.strong && relation > SignalIndex::kFlat + 1) return false;
    if (signal.name.stem.empty() || draft.stem == signal.name.stem) return true;
    if (signal.name.vendor.empty() && signal.name.means == Meaning::kModel)
      return draft.stem.empty();
    const std::string_view vendor = signal.name.vendor;
    if (!draft.stem.empty() && !draft.hit.compatible) {
      return !vendor.empty() && (vendor == draft.hit.vendor || vendor == draft.owner);
    }
    if (vendor.empty()) return false;
    return vendor == draft.hit.vendor || vendor == draft.owner ||
           (draft.stem.empty() && signal.name.compatible && draft.has_base);
  }

  // --- base URLs --------------------------------------------------------------

  // "…/v1", "…/openai": how AI APIs' paths end.
  static bool has_api_path(std::string_view path) {
    while (path.ends_with('/')) path.remove_suffix(1);
    const std::size_t slash = path.rfind('/');
    if (slash == std::string_view::npos) return false;
    const std::string_view last = path.substr(slash + 1);
    return last == "v1" || last == "v1beta" || last == "openai" || last == "anthropic" ||
           last == "v3" || last == "v4";
  }

  std::string_view protocol_of(std::string_view path) const {
    std::string_view best, protocol;
    for (const PathProtocol& known : catalog_.shapes.paths) {
      if (known.path.size() > best.size() && path.find(known.path) != std::string_view::npos) {
        best = known.path;
        protocol = known.protocol;
      }
    }
    return protocol;
  }

  bool is_proven(const Signal& signal, const Url& url, const Draft& draft) const {
    const std::string_view path = text(url.path);
    if (!draft.owner.empty() || !protocol_of(path).empty()) return true;
    if (!signal.name.vendor.empty() && is_route(signal.name.vendor)) return true;
    if (signals_.client_of(draft.group) != nullptr) return true;
    const std::string folded = fold_name(text(signal.field.name));
    const bool proxy =
        folded.ends_with("proxy") || (folded.ends_with("proxyurl") && !signal.name.strong);
    const Signal* key = nearest(draft, Meaning::kApiKey, SignalIndex::kFlat - 1);
    const Signal* model = nearest(draft, Meaning::kModel, SignalIndex::kFlat - 1);
    const Signal* provider = nearest(draft, Meaning::kProvider, SignalIndex::kFlat - 1);
    for (const Signal* near : {key, model, provider}) {
      if (near != nullptr && names_ai(*near)) return true;
    }
    const bool speaks = speaks_[block_index(draft.group)];
    if (has_api_path(path)) {
      return speaks || document_speaks() || nearest(draft, Meaning::kKeyName, 1) != nullptr;
    }
    if (proxy || !signal.name.strong) return false;
    // BASE_URL beside OPENAI_API_KEY; but APP_BASE_URL and API_URL may be anything.
    const bool generic = signal.name.stem.empty() && folded.find("base") != std::string::npos;
    if (speaks && generic) return true;
    const bool keyed = key != nullptr || has_key_query(url) ||
                       nearest(draft, Meaning::kApiKey, SignalIndex::kApart) != nullptr;
    return keyed && signal.name.stem.empty() && document_speaks();
  }

  void add_base_urls() {
    for (const Signal& signal : signals_.all()) {
      if (signal.name.means != Meaning::kBaseUrl) continue;
      const Field field = signals_.resolved(signal.field);
      std::size_t at = field.value.begin;
      bool any = false;
      for (std::size_t n = 0; n < kMostUrls; ++n) {
        const std::optional<Url> url = next_url(field, signal, at);
        if (!url) break;
        at = url->whole.end;
        any = add_base_url(signal, *url) || any;
      }
      // A base URL that the text does not tell still replaces the default.
      const bool given = signal.name.strong && !text(field.value).empty();
      if (signal.client != UINT32_MAX && (any || given)) client_has_base_[signal.client] = true;
      if (signal.client != UINT32_MAX && any) client_told_base_[signal.client] = true;
    }
  }

  std::optional<Url> next_url(const Field& field, const Signal& signal, std::size_t at) const {
    const std::size_t begin = at;
    for (; at < field.value.end; ++at) {
      if (is_letter(bytes_[at]) && (at == begin || !is_alnum(bytes_[at - 1])) &&
          starts_url(bytes_, at)) {
        return parse_url(bytes_, at, field.value.end);
      }
    }
    // A client's `host:` is one, too.
    const bool names_host = signal.name.strong || (signal.client != UINT32_MAX && field.quoted);
    if (begin != field.value.begin || !names_host) return std::nullopt;
    // A host alone. An unquoted one in code is a member access: config.baseUrl.
    at = begin;
    while (at < field.value.end && (is_blank(bytes_[at]) || bytes_[at] == '`' || bytes_[at] == '*'))
      ++at;
    const std::optional<Url> url = parse_url(bytes_, at, field.value.end, true);
    if (!url) return std::nullopt;
    const bool member = !field.quoted && url->port == 0 && find(*url).vendor == nullptr &&
                        (field.code || is_expression(*url));
    return member ? std::nullopt : url;
  }

  // `config.custom.apiUrl`, `Joi.string()`, in code of which the beginning was cut off.
  bool is_expression(const Url& url) const {
    const std::string_view host = text(url.host);
    for (std::size_t i = 1; i < host.size(); ++i) {
      if (is_upper(host[i]) && is_letter(host[i - 1]) && !is_upper(host[i - 1])) return true;
    }
    for (const std::string_view first : {"self.", "this.", "config.", "settings.", "options.",
                                         "opts.", "props.", "args.", "params.", "process."}) {
      if (host.starts_with(first)) return true;
    }
    return url.host.end < bytes_.size() && bytes_[url.host.end] == '(';
  }

  HostMatch find(const Url& url) const {
    return find_host(catalog_, lowered(text(url.host)), text(url.path), url.port);
  }

  bool has_key_query(const Url& url) const { return !key_query(url).empty(); }
  Span key_query(const Url& url) const {
    std::size_t at = url.query.begin;
    while (at < url.query.end) {
      const std::size_t end =
          std::min<std::size_t>(bytes_.substr(0, url.query.end).find('&', at), url.query.end);
      const std::size_t sign = std::min<std::size_t>(bytes_.substr(0, end).find('=', at), end);
      const std::string_view name = bytes_.substr(at, sign - at);
      for (const std::string_view known : catalog_.shapes.key_queries) {
        if (sign < end && equals_ignoring_case(name, known)) return {sign + 1, end};
      }
      at = end + 1;
    }
    return {};
  }

  Draft draft_of(const Url& url, std::uint32_t group) const {
    Draft draft;
    draft.group = group;
    draft.at = url.host.begin;
    draft.has_base = true;
    draft.hit.location =
        url.port == 0 ? url.host : Span{url.host.begin, std::min(url.path.begin, url.whole.end)};
    draft.hit.scheme = lowered(text(url.scheme));
    draft.hit.host = text(url.host);
    draft.hit.path = text(url.path);
    draft.hit.port = url.port;
    draft.hit.configured = true;
    const std::string_view user = text(url.user);
    if (user.find('.') != std::string_view::npos && user.find(':') == std::string_view::npos)
      draft.hit.decoy = user;
    const HostMatch match = find(url);
    // A company's bare domain holds its pages, too: only the paths known are its endpoints.
    const std::string_view host = text(url.host);
    if (match.vendor != nullptr &&
        (match.path_fits || std::count(host.begin(), host.end(), '.') > 1)) {
      draft.owner = match.vendor->id;
    }
    if (const Span key = key_query(url); !key.empty()) {
      const KeyValue value = read_key_value(catalog_.shapes, bytes_, key, false);
      draft.hit.key_source = value.source;
      draft.hit.key = value.span;
      draft.hit.key_name = value.name;
      draft.hit.key_in_url = true;
    }
    return draft;
  }

  bool add_base_url(const Signal& signal, const Url& url) {
    Draft draft = draft_of(url, signal.field.group);
    draft.stem = signal.name.stem;
    draft.hit.vendor = signal.name.vendor;
    draft.hit.compatible = signal.name.compatible;
    if (const ClientCall* client = signals_.client_of(draft.group)) {
      draft.hit.vendor = client->vendor;
      draft.hit.compatible = true;  // an SDK speaks its protocol to whatever host it is given
    }
    // The place of the value, also where a variable holds it, so that its neighbours are those of
    // the use.
    draft.at = signal.field.value.begin;
    if (!is_proven(signal, url, draft)) return false;
    drafts_.push_back(std::move(draft));
    return true;
  }

  // --- requests ---------------------------------------------------------------

  // URLs that are called or written out: fetch("https://…"), curl, proxy_pass.
  void add_requests() {
    std::vector<Span> taken;
    for (const Draft& draft : drafts_) taken.push_back(draft.hit.location);
    std::sort(taken.begin(), taken.end());
    for (const UrlPlace& place : outline_.urls) {
      const std::optional<Url> url = parse_url(bytes_, place.span.begin, place.span.end);
      if (!url) continue;
      const auto near = std::lower_bound(taken.begin(), taken.end(), Span{url->host.begin, 0});
      if (near != taken.end() && near->begin == url->host.begin) continue;
      Draft draft = draft_of(*url, place.group);
      const HostMatch match = find(*url);
      const bool theirs = match.vendor != nullptr &&
                          (match.path_fits ? !is_site(*url, place.group) : is_api_host(*url));
      const bool spoken = !protocol_of(text(url->path)).empty();
      const bool offered = match.vendor == nullptr && is_offered(*url, place);
      if (!theirs && !spoken && !offered && !is_request(draft)) continue;
      const bool prose = syntax_of(place.group) == Syntax::kProse;
      draft.hit.configured =
          !prose || offered || outline_.groups[place.group].kind != GroupKind::kBlock;
      drafts_.push_back(std::move(draft));
    }
  }

  // "Change the base URL to https://…/v1": a sentence that gives an address to use.
  bool is_offered(const Url& url, const UrlPlace& place) const {
    constexpr std::size_t kBefore = 96;  // bytes in which the word stands
    if (!has_api_path(text(url.path))) return false;
    const std::size_t at = place.span.begin;
    std::size_t from = at - std::min(at, kBefore);
    // This line and the one before.
    std::size_t line = bytes_.substr(0, at).rfind('\n');
    if (line != std::string_view::npos && line > from) {
      line = bytes_.substr(0, line).rfind('\n');
      if (line != std::string_view::npos) from = std::max(from, line);
    }
    const std::string before = lowered(bytes_.substr(from, at - from));
    const auto& words = catalog_.shapes.address_words;
    return std::any_of(
               words.begin(), words.end(),
               [&](std::string_view word) { return before.find(word) != std::string::npos; }) &&
           document_speaks();
  }

  // A company's bare domain outside of a call is its web site.
  bool is_site(const Url& url, std::uint32_t group) const {
    const std::string_view path = text(url.path), host = text(url.host);
    const GroupKind kind = outline_.groups[group].kind;
    return (path.empty() || path == "/") && url.port == 0 &&
           std::count(host.begin(), host.end(), '.') < 2 && kind != GroupKind::kCall &&
           kind != GroupKind::kCommand;
  }

  // An API's own host name, where the path says nothing: "https://api.groq.com".
  bool is_api_host(const Url& url) const {
    const std::string_view path = text(url.path), host = text(url.host);
    return (path.empty() || path == "/") && std::count(host.begin(), host.end(), '.') >= 2 &&
           !host.starts_with("www.");
  }

  // A call or command with a key and a model's name in it.
  bool is_request(const Draft& draft) const {
    if (outline_.groups[draft.group].kind == GroupKind::kBlock) return false;
    const Signal* key = nearest(draft, Meaning::kApiKey, 3);
    const Signal* model = nearest(draft, Meaning::kModel, 3);
    return model != nullptr && names_ai(*model) &&
           (key != nullptr || outline_.groups[draft.group].kind == GroupKind::kCommand);
  }

  // --- defaults ---------------------------------------------------------------

  // The vendor's own first host; empty where it has none that can be named.
  void imply(std::string_view id, Draft& draft) const {
    draft.hit.vendor = id;
    draft.hit.host_implied = true;
    draft.hit.configured = true;
    draft.owner = id;
    const Vendor* vendor = catalog_.vendor(id);
    if (vendor == nullptr || vendor->hosts.empty()) return;
    const VendorHost& host = vendor->hosts.front();
    if (host.suffix || host.host.find('*') != std::string_view::npos) return;
    draft.hit.host = host.host;
    draft.hit.port = host.port;
    draft.hit.path = host.path.find('*') == std::string_view::npos ? host.path : std::string_view();
  }

  // Whether a vendor's default can be named; each customer of a cloud has a host of their own.
  bool has_first_host(std::string_view id) const {
    const Vendor* vendor = catalog_.vendor(id);
    return vendor == nullptr || vendor->hosts.empty() ||
           (!vendor->hosts.front().suffix &&
            vendor->hosts.front().host.find('*') == std::string_view::npos);
  }

  // Where base URLs were given: by block and vendor outside of client calls, by vendor, and by
  // group.
  void note_bases() {
    given_.assign(outline_.groups.size(), false);
    for (std::size_t i = 0; i < drafts_.size(); ++i) {
      const Draft& draft = drafts_[i];
      if (!draft.has_base) continue;
      given_[draft.group] = true;
      given_[outline_.groups[draft.group].parent] = true;
      if (!draft.hit.configured) continue;
      based_vendors_.insert(draft.hit.vendor);
      if (signals_.client_of(draft.group) == nullptr) {
        block_bases_.try_emplace({signals_.block_of(draft.group), draft.hit.vendor}, i);
      }
    }
  }

  void add_clients() {
    const std::vector<ClientCall>& clients = signals_.clients();
    for (std::size_t i = 0; i < clients.size(); ++i) {
      const ClientCall& client = clients[i];
      // A base URL that is set elsewhere: known only where all of the vendor's hosts are of one
      // kind.
      if (client_has_base_[i] && (client_told_base_[i] || has_first_host(client.vendor))) continue;
      Draft draft;
      draft.group = client.group;
      draft.at = client.callee.end;
      draft.stem = fold_name(client.vendor);
      imply(client.vendor, draft);
      draft.hit.location = client.callee;
      draft.hit.compatible = true;
      const bool argued = nearest(draft, Meaning::kApiKey, 3) != nullptr ||
                          nearest(draft, Meaning::kModel, 3) != nullptr;
      if (!argued && !imports(client.vendor)) continue;
      // openai.api_base = … in the same block: the client goes there.
      if (Draft* base = base_in_block(client)) {
        if (base->hit.model.empty()) base->hit.model = model_of(draft);
        continue;
      }
      drafts_.push_back(std::move(draft));
    }
  }

  Draft* base_in_block(const ClientCall& client) {
    const auto found =
        block_bases_.find({signals_.block_of(client.group), std::string(client.vendor)});
    return found == block_bases_.end() ? nullptr : &drafts_[found->second];
  }

  // A package of the vendor, or of a framework, is named in the text; looked for once a vendor.
  bool imports(std::string_view id) {
    const auto [known, fresh] = imports_.try_emplace(id, false);
    if (!fresh) return known->second;
    const Vendor* vendor = catalog_.vendor(id);
    const auto named = [&](std::string_view package) {
      return bytes_.find(package) != std::string_view::npos;
    };
    known->second =
        (vendor != nullptr && std::any_of(vendor->sdk.begin(), vendor->sdk.end(), named)) ||
        std::any_of(catalog_.shapes.frameworks.begin(), catalog_.shapes.frameworks.end(), named);
    return known->second;
  }

  // `provider: ollama` beside a model or a key, without a base URL.
  void add_providers() {
    for (const Signal& signal : signals_.all()) {
      if (signal.name.means != Meaning::kProvider || !signal.field.quoted == signal.field.code)
        continue;
      const std::string_view vendor = names_.vendor_of(text(signal.field.value));
      if (vendor.empty() || outline_.groups[signal.field.group].kind == GroupKind::kBlock) continue;
      Draft draft;
      draft.group = signal.field.group;
      draft.at = signal.field.value.begin;
      draft.stem = fold_name(text(signal.field.value));
      imply(vendor, draft);
      draft.hit.location = signal.field.value;
      if (nearest(draft, Meaning::kModel, 1) == nullptr &&
          nearest(draft, Meaning::kApiKey, 1) == nullptr)
        continue;
      if (given_[draft.group] || based_vendors_.count(std::string(vendor)) != 0) continue;
      drafts_.push_back(std::move(draft));
    }
  }

  // A vendor's key without any base URL: the vendor's own host.
  void add_keys() {
    for (std::size_t i = 0; i < signals_.all().size(); ++i) {
      const Signal& signal = signals_.all()[i];
      if (signal.name.means != Meaning::kApiKey || used_[i]) continue;
      const KeyValue key = signals_.key(signal);
      std::string_view vendor = signal.name.vendor;
      bool is_public = signal.name.is_public;
      if (vendor.empty() && key.source == KeySource::kEnv) {
        const NameMeaning named = names_.read(key.name);
        if (named.means == Meaning::kApiKey) vendor = named.vendor;
        is_public = names_.is_public(key.name);
      }
      if (vendor.empty() || !implies_endpoint(vendor, key.source)) continue;
      // A client's argument is that client's key, whatever it is called.
      if (signal.client != UINT32_MAX && signals_.clients()[signal.client].vendor != vendor)
        continue;
      // In prose only what is assigned; a table of variables explains them.
      const bool prose = syntax_of(signal.field.group) == Syntax::kProse;
      if (prose && signal.field.labelled) continue;
      Draft draft;
      draft.group = signal.field.group;
      draft.at = signal.field.value.begin;
      draft.stem = signal.name.stem;
      draft.key = &signal;
      imply(vendor, draft);
      draft.hit.location = signal.field.name;
      draft.hit.compatible = signal.name.compatible;
      draft.hit.in_front_end = is_public;
      drafts_.push_back(std::move(draft));
    }
    if (drafts_.empty()) add_named_keys();
    if (drafts_.empty()) add_named_services();
  }

  // getenv("OPENAI_API_KEY"), new Client('GEMINI_API_KEY'): where nothing else is told, the name of
  // a vendor's variable in code tells whose key is used.
  void add_named_keys() {
    for (const Field& field : outline_.fields) {
      if (!field.name.empty() || !field.quoted || syntax_of(field.group) != Syntax::kCode) continue;
      const std::string_view name = text(field.value);
      if (name.size() > kLongestModel || name.find('_') == std::string_view::npos ||
          std::any_of(name.begin(), name.end(),
                      [](char c) { return is_letter(c) && !is_upper(c); }))
        continue;
      const NameMeaning meaning = names_.read(name);
      if (meaning.means != Meaning::kApiKey || meaning.vendor.empty() ||
          !implies_endpoint(meaning.vendor, KeySource::kEnv))
        continue;
      Draft draft;
      draft.group = field.group;
      draft.at = field.value.begin;
      draft.stem = meaning.stem;
      imply(meaning.vendor, draft);
      draft.hit.location = field.value;
      draft.hit.compatible = meaning.compatible;
      draft.hit.in_front_end = meaning.is_public;
      draft.hit.key_source = KeySource::kEnv;
      draft.hit.key_name = name;
      drafts_.push_back(std::move(draft));
    }
  }

  // boto3.client("bedrock-runtime"): the argument names whose client is made.
  void add_named_services() {
    for (const Field& field : outline_.fields) {
      if (!field.name.empty() || !field.quoted) continue;
      const Group& call = outline_.groups[field.group];
      if (call.kind != GroupKind::kCall || !fold_name(text(call.label)).ends_with("client"))
        continue;
      const std::string_view vendor = names_.vendor_of(text(field.value));
      if (vendor.empty()) continue;
      Draft draft;
      draft.group = field.group;
      draft.at = field.value.begin;
      imply(vendor, draft);
      draft.hit.location = field.value;
      drafts_.push_back(std::move(draft));
    }
  }

  bool implies_endpoint(std::string_view id, KeySource source) const {
    const Vendor* vendor = catalog_.vendor(id);
    if (vendor == nullptr || vendor->kind == VendorKind::kService) return false;
    // What a gateway asks of its own users says nothing of where it sends them.
    if (vendor->kind == VendorKind::kGatewaySelfhost && !drafts_.empty()) return false;
    const bool named = !vendor->hosts.empty() && !vendor->hosts.front().suffix &&
                       vendor->hosts.front().host.find('*') == std::string_view::npos;
    // An empty slot of a template implies nothing that can't be named, nor an app's backend.
    return source != KeySource::kNone || (named && vendor->kind != VendorKind::kConsumerApp);
  }

  // A default that the same text replaces: OPENAI_API_KEY in one block, OPENAI_BASE_URL in the
  // next.
  bool is_superseded(const Draft& draft) const {
    if (!draft.hit.host_implied || !draft.hit.compatible || draft.hit.in_front_end) return false;
    return based_vendors_.count(draft.hit.vendor) != 0 &&
           signals_.client_of(draft.group) == nullptr;
  }

  // --- attachments ------------------------------------------------------------

  void attach(Draft& draft) {
    EndpointHit& hit = draft.hit;
    const int farthest = hit.configured ? SignalIndex::kApart : 1;
    const Signal* key =
        draft.key != nullptr ? draft.key : nearest(draft, Meaning::kApiKey, farthest);
    if (hit.key_in_url) key = nullptr;
    if (key != nullptr) {
      const KeyValue value = signals_.key(*key);
      hit.key_source = value.source;
      hit.key = value.span;
      hit.key_name =
          value.source == KeySource::kEnv ? value.name : std::string(text(key->field.name));
      hit.in_front_end = hit.in_front_end || key->name.is_public || names_.is_public(value.name);
      used_[static_cast<std::size_t>(key - signals_.all().data())] = true;
    } else if (const Signal* name = nearest(draft, Meaning::kKeyName, 1)) {
      hit.key_source = KeySource::kEnv;
      hit.key_name = text(name->field.value);
    } else if (signals_.client_of(draft.group) != nullptr && !hit.key_in_url) {
      read_positional_key(draft);
    }
    if (hit.model.empty()) hit.model = model_of(draft);
    if (hit.model.empty()) hit.model = model_in_path(hit.path);
    if (const Signal* provider = nearest(draft, Meaning::kProvider, 1);
        provider != nullptr && hit.vendor.empty()) {
      hit.vendor = names_.vendor_of(text(provider->field.value));
      hit.compatible = true;
    }
    if (hit.configured && !hit.in_front_end) hit.in_front_end = is_front_end(draft.group);
  }

  // new OpenAI("sk-…"), AddOpenAIChatCompletion("gpt-…", apiKey): arguments without names.
  void read_positional_key(Draft& draft) {
    for (const Field& field : outline_.fields) {
      if (field.group != draft.group || !field.name.empty()) continue;
      if (field.value.begin > draft.at + 4096) break;
      const KeyValue key = read_key_value(catalog_.shapes, bytes_, field.value, !field.quoted);
      const bool plausible = key.source == KeySource::kEnv || key.source == KeySource::kLiteral ||
                             text(field.value).starts_with("sk-");
      if (!plausible || starts_url(bytes_, field.value.begin)) continue;
      draft.hit.key_source = key.source;
      draft.hit.key = key.span;
      draft.hit.key_name = key.name;
      return;
    }
  }

  std::string model_of(const Draft& draft) const {
    const Signal* model =
        nearest(draft, Meaning::kModel, draft.hit.configured ? SignalIndex::kApart : 1);
    if (model == nullptr) return {};
    const Field field = signals_.resolved(model->field);
    std::string_view value = text(field.value);
    if (field.code && !field.quoted) {
      const std::size_t quote = value.find_first_of("\"'");
      if (quote == std::string_view::npos) return {};
      value = value.substr(quote + 1, value.find(value[quote], quote + 1) - quote - 1);
    }
    while (!value.empty() &&
           (value.front() == '`' || value.front() == '*' || is_blank(value.front())))
      value.remove_prefix(1);
    value = value.substr(0, value.find_first_of("`,*\r\n"));
    while (!value.empty() && is_blank(value.back())) value.remove_suffix(1);
    const bool plain = !value.empty() && value.size() <= kLongestModel &&
                       value.find_first_of("<{[($ ") == std::string_view::npos;
    return plain ? std::string(value) : std::string();
  }

  // "/v1beta/models/gemini-…:generateContent", "/openai/deployments/…"
  static std::string model_in_path(std::string_view path) {
    const std::size_t at = path.find("/models/");
    if (at == std::string_view::npos) return {};
    const std::string_view rest = path.substr(at + 8);
    const std::string_view model = rest.substr(0, rest.find_first_of(":/?"));
    return model.find_first_of("{$<") == std::string_view::npos ? std::string(model)
                                                                : std::string();
  }

  bool is_front_end(std::uint32_t group) {
    const std::size_t index = block_index(group);
    const Block& block = blocks_[index];
    if (block.syntax == Syntax::kYaml || block.syntax == Syntax::kToml) return false;
    if (front_ends_.empty()) front_ends_.resize(blocks_.size());
    std::optional<bool>& known = front_ends_[index];
    if (!known) known = runs_in_browser(catalog_.shapes, uri_, block.tag, text(block.span));
    return *known;
  }

  EndpointHit finish(Draft& draft) const {
    EndpointHit& hit = draft.hit;
    hit.protocol = protocol_of(hit.path);
    for (const std::string_view id : {std::string_view(hit.vendor), draft.owner}) {
      const Vendor* vendor = hit.protocol.empty() ? catalog_.vendor(id) : nullptr;
      if (vendor != nullptr && !vendor->protocols.empty()) hit.protocol = vendor->protocols.front();
    }
    return std::move(hit);
  }

  const CatalogData& catalog_;
  const NameReader& names_;
  std::string_view uri_, bytes_;
  const std::vector<Block>& blocks_;
  const Outline& outline_;
  SignalIndex signals_;
  std::vector<std::uint32_t> block_groups_;  // of each block, its group
  std::vector<bool> speaks_;            // of each block: it names an AI vendor, model or client
  std::vector<bool> used_;              // of each signal: it is some endpoint's key
  std::vector<bool> client_has_base_;   // of each client call: a base URL is given
  std::vector<bool> client_told_base_;  // of each client call: the text tells which
  std::vector<std::optional<bool>> front_ends_;
  mutable std::optional<bool> document_;
  std::vector<Draft> drafts_;
  std::map<std::pair<std::uint32_t, std::string>, std::size_t>
      block_bases_;  // block and vendor: a draft's index
  std::set<std::string> based_vendors_;
  std::map<std::string_view, bool> imports_;  // vendor: a package of it is named
  std::vector<bool> given_;                   // of each group
};

}  // namespace

std::vector<EndpointHit> gather_endpoints(const CatalogData& catalog, const NameReader& names,
                                          std::string_view uri, std::string_view bytes,
                                          const std::vector<Block>& blocks,
                                          const Outline& outline) {
  return Gatherer(catalog, names, uri, bytes, blocks, outline).run();
}

}  // namespace stoprule
