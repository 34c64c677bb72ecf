#include "config/written.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "config/lines.h"
#include "text/characters.h"

namespace stoprule {
namespace {

constexpr std::size_t kMostUrls = 4;  // of one value

class AddressReader {
 public:
  explicit AddressReader(const Surroundings& around) : around_(around) {
    found_.client_has_base.resize(around.signals().clients().size());
    found_.client_told_base.resize(around.signals().clients().size());
  }

  WrittenEndpoints run() {
    add_base_urls();
    add_requests();
    return std::move(found_);
  }

 private:
  // "…/v1", "…/openai": how AI APIs' paths end.
  static bool has_api_path(std::string_view path) {
    while (path.ends_with('/')) path.remove_suffix(1);
    const std::size_t slash = path.rfind('/');
    if (slash == std::string_view::npos) return false;
    const std::string_view last = path.substr(slash + 1);
    return last == "v1" || last == "v1beta" || last == "openai" || last == "anthropic" ||
           last == "v3" || last == "v4";
  }

  bool is_proven(const Signal& signal, const Url& url, const EndpointDraft& draft) const {
    const std::string_view path = around_.text(url.path);
    if (!draft.owner.empty() || !around_.protocol_of(path).empty()) return true;
    if (!signal.name.vendor.empty() && around_.is_route(signal.name.vendor)) return true;
    if (around_.signals().client_of(draft.group) != nullptr) return true;
    const std::string folded = fold_name(around_.text(signal.field.name));
    const bool proxy =
        folded.ends_with("proxy") || (folded.ends_with("proxyurl") && !signal.name.strong);
    const Signal* key = around_.nearest(draft, Meaning::kApiKey, SignalIndex::kFlat - 1);
    const Signal* model = around_.nearest(draft, Meaning::kModel, SignalIndex::kFlat - 1);
    const Signal* provider = around_.nearest(draft, Meaning::kProvider, SignalIndex::kFlat - 1);
    for (const Signal* near : {key, model, provider}) {
      if (near != nullptr && around_.names_ai(*near)) return true;
    }
    const bool speaks = around_.block_speaks(draft.group);
    if (has_api_path(path)) {
      return speaks || around_.document_speaks() ||
             around_.nearest(draft, Meaning::kKeyName, 1) != nullptr;
    }
    if (proxy || !signal.name.strong) return false;
    // BASE_URL beside OPENAI_API_KEY; but APP_BASE_URL and API_URL may be anything.
    const bool generic = signal.name.stem.empty() && folded.find("base") != std::string::npos;
    if (speaks && generic) return true;
    const bool keyed = key != nullptr || has_key_query(url) ||
                       around_.nearest(draft, Meaning::kApiKey, SignalIndex::kApart) != nullptr;
    return keyed && signal.name.stem.empty() && around_.document_speaks();
  }

  void add_base_urls() {
    for (const Signal& signal : around_.signals().all()) {
      if (signal.name.means != Meaning::kBaseUrl) continue;
      const Field field = around_.signals().resolved(signal.field);
      std::size_t at = field.value.begin;
      bool any = false;
      for (std::size_t n = 0; n < kMostUrls; ++n) {
        const std::optional<Url> url = next_url(field, signal, at);
        if (!url) break;
        at = url->whole.end;
        any = add_base_url(signal, *url) || any;
      }
      // A base URL that the text does not tell still replaces the default.
      const bool given = signal.name.strong && !around_.text(field.value).empty();
      if (signal.client != UINT32_MAX && (any || given))
        found_.client_has_base[signal.client] = true;
      if (signal.client != UINT32_MAX && any) found_.client_told_base[signal.client] = true;
    }
  }

  std::optional<Url> next_url(const Field& field, const Signal& signal, std::size_t at) const {
    const std::size_t begin = at;
    for (; at < field.value.end; ++at) {
      if (is_letter(around_.bytes()[at]) && (at == begin || !is_alnum(around_.bytes()[at - 1])) &&
          starts_url(around_.bytes(), at)) {
        return parse_url(around_.bytes(), at, field.value.end);
      }
    }
    // A client's `host:` is one, too.
    const bool names_host = signal.name.strong || (signal.client != UINT32_MAX && field.quoted);
    if (begin != field.value.begin || !names_host) return std::nullopt;
    if (!referenced_name(around_.catalog().shapes, around_.text(field.value)).empty())
      return std::nullopt;  // os.environ/NAME
    // A host alone. An unquoted one in code is a member access: config.baseUrl.
    at = begin;
    while (at < field.value.end && (is_blank(around_.bytes()[at]) || around_.bytes()[at] == '`' ||
                                    around_.bytes()[at] == '*'))
      ++at;
    const std::optional<Url> url = parse_url(around_.bytes(), at, field.value.end, true);
    if (!url) return std::nullopt;
    const bool member = !field.quoted && url->port == 0 && around_.find(*url).vendor == nullptr &&
                        (field.code || is_expression(*url));
    return member ? std::nullopt : url;
  }

  // `config.custom.apiUrl`, `Joi.string()`, in code of which the beginning was cut off.
  bool is_expression(const Url& url) const {
    const std::string_view host = around_.text(url.host);
    for (std::size_t i = 1; i < host.size(); ++i) {
      if (is_upper(host[i]) && is_letter(host[i - 1]) && !is_upper(host[i - 1])) return true;
    }
    for (const std::string_view first : {"self.", "this.", "config.", "settings.", "options.",
                                         "opts.", "props.", "args.", "params.", "process."}) {
      if (host.starts_with(first)) return true;
    }
    return url.host.end < around_.bytes().size() && around_.bytes()[url.host.end] == '(';
  }

  bool has_key_query(const Url& url) const { return !key_query(url).empty(); }
  Span key_query(const Url& url) const {
    std::size_t at = url.query.begin;
    while (at < url.query.end) {
      const std::size_t end = std::min<std::size_t>(
          around_.bytes().substr(0, url.query.end).find('&', at), url.query.end);
      const std::size_t sign =
          std::min<std::size_t>(around_.bytes().substr(0, end).find('=', at), end);
      const std::string_view name = around_.bytes().substr(at, sign - at);
      for (const std::string_view known : around_.catalog().shapes.key_queries) {
        if (sign < end && equals_ignoring_case(name, known)) return {sign + 1, end};
      }
      at = end + 1;
    }
    return {};
  }

  EndpointDraft draft_of(const Url& url, std::uint32_t group) const {
    EndpointDraft draft;
    draft.group = group;
    draft.at = url.host.begin;
    draft.has_base = true;
    draft.hit.location =
        url.port == 0 ? url.host : Span{url.host.begin, std::min(url.path.begin, url.whole.end)};
    draft.hit.scheme = lowered(around_.text(url.scheme));
    draft.hit.host = around_.text(url.host);
    draft.hit.path = around_.text(url.path);
    draft.hit.port = url.port;
    draft.hit.configured = true;
    draft.hit.upstream_in_query = around_.text(url.query).find("://") != std::string_view::npos;
    read_user(url, draft.hit);
    const HostMatch match = around_.find(url);
    // A company's bare domain holds its pages, too: only the paths known are its endpoints.
    const std::string_view host = around_.text(url.host);
    if (match.vendor != nullptr &&
        (match.path_fits || std::count(host.begin(), host.end(), '.') > 1)) {
      draft.owner = match.vendor->id;
    }
    if (const Span key = key_query(url); !key.empty()) {
      const KeyValue value = read_key_value(around_.catalog().shapes, around_.bytes(), key, false);
      draft.hit.key_source = value.source;
      draft.hit.key = value.span;
      draft.hit.key_name = value.name;
      draft.hit.key_in_url = true;
    }
    return draft;
  }

  // "https://api.openai.com@…" and "https://api.openai.com:443@…" show another host than they name;
  // "https://user:password@…" gives a key away.
  void read_user(const Url& url, EndpointHit& hit) const {
    const std::string_view user = around_.text(url.user);
    const std::size_t colon = std::min(user.find(':'), user.size());
    const std::string_view name = user.substr(0, colon);
    const std::string_view behind = user.substr(std::min(colon + 1, user.size()));
    const bool port = std::all_of(behind.begin(), behind.end(), is_digit);
    if (name.find('.') != std::string_view::npos && port) {
      hit.decoy = name;
    } else if (!behind.empty()) {
      const KeyValue key = read_key_value(around_.catalog().shapes, around_.bytes(),
                                          {url.user.begin + colon + 1, url.user.end}, false);
      hit.key_source = key.source;
      hit.key = key.span;
      hit.key_name = key.name;
      hit.key_in_url = true;
    }
  }

  bool add_base_url(const Signal& signal, const Url& url) {
    EndpointDraft draft = draft_of(url, signal.field.group);
    draft.stem = signal.name.stem;
    draft.hit.vendor = signal.name.vendor;
    draft.hit.compatible = signal.name.compatible;
    if (const ClientCall* client = around_.signals().client_of(draft.group)) {
      draft.hit.vendor = client->vendor;
      draft.hit.compatible = true;  // an SDK speaks its protocol to whatever host it is given
    }
    // The place of the value, also where a variable holds it, so that its neighbours are those of
    // the use.
    draft.at = signal.field.value.begin;
    if (!is_proven(signal, url, draft)) return false;
    found_.drafts.push_back(std::move(draft));
    return true;
  }

  // URLs that are called or written out: fetch("https://…"), curl, proxy_pass.
  void add_requests() {
    std::vector<Span> taken;
    for (const EndpointDraft& draft : found_.drafts) taken.push_back(draft.hit.location);
    std::sort(taken.begin(), taken.end());
    for (const UrlPlace& place : around_.outline().urls) {
      const std::optional<Url> url = parse_url(around_.bytes(), place.span.begin, place.span.end);
      if (!url) continue;
      const auto near = std::lower_bound(taken.begin(), taken.end(), Span{url->host.begin, 0});
      if (near != taken.end() && near->begin == url->host.begin) continue;
      EndpointDraft draft = draft_of(*url, place.group);
      const HostMatch match = around_.find(*url);
      const bool theirs = match.vendor != nullptr &&
                          (match.path_fits ? !is_site(*url, place.group) : is_api_host(*url));
      const bool spoken = !around_.protocol_of(around_.text(url->path)).empty();
      const bool offered = match.vendor == nullptr && is_offered(*url, place);
      if (offered || (theirs && has_api_path(around_.text(url->path))))
        listed_ = begin_of_line(place.span.begin);
      if (!theirs && !spoken && !offered && !is_request(draft)) continue;
      const bool prose = around_.block(place.group).syntax == Syntax::kProse;
      draft.hit.configured =
          !prose || offered || around_.group(place.group).kind != GroupKind::kBlock;
      found_.drafts.push_back(std::move(draft));
    }
  }

  // "Change the base URL to https://…/v1": a sentence, a list or a table that gives addresses to
  // use.
  bool is_offered(const Url& url, const UrlPlace& place) {
    return has_api_path(around_.text(url.path)) && around_.document_speaks() &&
           (follows_address_word(place.span.begin) || goes_on_with_list(place.span.begin));
  }

  // In this line or the one before; what divides a table's head from its rows is no line.
  bool follows_address_word(std::size_t at) const {
    constexpr std::size_t kBefore = 96, kRowBefore = 400;  // bytes in which the word stands
    const std::string_view bytes = around_.bytes();
    const std::size_t own = begin_of_line(at);
    std::size_t line = own;
    if (line > 0) line = begin_of_line(line - 1);
    const std::string_view divider = bytes.substr(line, own - line);
    const bool row = divider.find('|') != std::string_view::npos &&
                     divider.find_first_not_of("|-: \t\r\n") == std::string_view::npos;
    if (row && line > 0) line = begin_of_line(line - 1);
    const std::size_t from = std::max(line, at - std::min(at, row ? kRowBefore : kBefore));
    const std::string before = lowered(bytes.substr(from, at - from));
    const auto& words = around_.catalog().shapes.address_words;
    return std::any_of(words.begin(), words.end(), [&](std::string_view word) {
      return before.find(word) != std::string::npos;
    });
  }

  // The entries of a list behind one that is an address, too.
  bool goes_on_with_list(std::size_t at) {
    const std::size_t line = begin_of_line(at);
    const char marker = marker_of(line);
    if (marker == '\0' || listed_ > line) return false;
    for (std::size_t next = listed_; next < line;) {
      if (marker_of(next) != marker) {
        listed_ = SIZE_MAX;  // the list has ended
        return false;
      }
      next = begin_of_next_line(around_.bytes(), end_of_line(around_.bytes(), next, line), line);
    }
    return true;
  }

  std::size_t begin_of_line(std::size_t at) const {
    const std::size_t found =
        at == 0 ? std::string_view::npos : around_.bytes().find_last_of("\r\n", at - 1);
    return found == std::string_view::npos ? 0 : found + 1;
  }
  // What an entry of a list or a table begins with: "-", "|", or "1" for any number.
  char marker_of(std::size_t line) const {
    const std::size_t first = around_.bytes().find_first_not_of(" \t", line);
    if (first == std::string_view::npos) return '\0';
    const char c = around_.bytes()[first];
    if (is_digit(c)) return '1';
    return std::string_view("-*+|").find(c) == std::string_view::npos ? '\0' : c;
  }

  // A company's bare domain outside of a call is its web site.
  bool is_site(const Url& url, std::uint32_t group) const {
    const std::string_view path = around_.text(url.path), host = around_.text(url.host);
    const GroupKind kind = around_.group(group).kind;
    return (path.empty() || path == "/") && url.port == 0 &&
           std::count(host.begin(), host.end(), '.') < 2 && kind != GroupKind::kCall &&
           kind != GroupKind::kCommand;
  }

  // An API's own host name, where the path says nothing: "https://api.groq.com".
  bool is_api_host(const Url& url) const {
    const std::string_view path = around_.text(url.path), host = around_.text(url.host);
    return (path.empty() || path == "/") && std::count(host.begin(), host.end(), '.') >= 2 &&
           !host.starts_with("www.");
  }

  // A call or command with a key and a model's name in it.
  bool is_request(const EndpointDraft& draft) const {
    if (around_.group(draft.group).kind == GroupKind::kBlock) return false;
    const Signal* key = around_.nearest(draft, Meaning::kApiKey, 3);
    const Signal* model = around_.nearest(draft, Meaning::kModel, 3);
    return model != nullptr && around_.names_ai(*model) &&
           (key != nullptr || around_.group(draft.group).kind == GroupKind::kCommand);
  }

  const Surroundings& around_;
  WrittenEndpoints found_;
  std::size_t listed_ = SIZE_MAX;  // the line of the last address that was offered
};

}  // namespace

WrittenEndpoints read_written(const Surroundings& around) { return AddressReader(around).run(); }

}  // namespace stoprule
