#include "config/endpoint.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "catalog/hosts.h"
#include "config/blocks.h"
#include "config/code.h"
#include "config/gather.h"
#include "config/merge.h"
#include "config/nested.h"
#include "config/outline.h"
#include "config/toml.h"
#include "config/url.h"
#include "config/yaml.h"
#include "text/characters.h"

namespace stoprule {
namespace {

Outline outline_of(std::string_view bytes, const std::vector<Block>& blocks) {
  Outline outline;
  for (const Block& block : blocks) {
    const std::uint32_t group = outline.add_block();
    switch (block.syntax) {
      case Syntax::kYaml:
        read_yaml(bytes, block.span, group, outline);
        break;
      case Syntax::kToml:
        read_toml(bytes, block.span, group, outline);
        break;
      case Syntax::kCode:
        read_code(bytes, block.span, false, group, outline);
        break;
      case Syntax::kProse:
        read_code(bytes, block.span, true, group, outline);
        break;
    }
  }
  return outline;
}

// The last two labels: a cheap test before a host is looked up.
std::string_view tail(std::string_view host) {
  const std::size_t last = host.rfind('.');
  if (last == std::string_view::npos || last == 0) return host;
  const std::size_t before = host.rfind('.', last - 1);
  return before == std::string_view::npos ? host : host.substr(before + 1);
}

// Of one text and those in it.
class TextReader {
 public:
  TextReader(const CatalogData& catalog, const NameReader& names,
             const std::vector<std::string_view>& tails)
      : catalog_(catalog), names_(names), tails_(tails) {}

  std::vector<EndpointHit> read(std::string_view uri, std::string_view bytes, std::size_t depth) {
    // A text in a string has a syntax of its own, whatever the file around it has.
    const std::vector<Block> blocks = split_blocks(bytes, depth == 0 ? uri : std::string_view());
    const Outline outline = outline_of(bytes, blocks);
    unread_.levels += outline.too_deep;
    std::vector<EndpointHit> hits = gather_endpoints(catalog_, names_, uri, bytes, blocks, outline);
    for (const std::vector<Span>& pieces : outline.nested) {
      if (depth == kMostNested)
        ++unread_.texts;
      else
        read_nested(uri, bytes, pieces, depth, hits);
    }
    if (depth == 0) add_mentions(bytes, outline.comments, hits);
    return hits;
  }

  const UnreadSettings& unread() const { return unread_; }

 private:
  void read_nested(std::string_view uri, std::string_view bytes, const std::vector<Span>& pieces,
                   std::size_t depth, std::vector<EndpointHit>& hits) {
    const Nested nested(bytes, pieces);
    for (EndpointHit& hit : read(uri, nested.text(), depth + 1)) {
      hit.location = nested.source(hit.location);
      if (!hit.key.empty()) hit.key = nested.source(hit.key);
      hits.push_back(std::move(hit));
    }
  }

  // Known hosts that stand in prose or comments, with or without a scheme.
  void add_mentions(std::string_view bytes, const std::vector<Span>& comments,
                    std::vector<EndpointHit>& hits) const {
    std::vector<std::uint64_t> taken;
    taken.reserve(hits.size());
    for (const EndpointHit& hit : hits) taken.push_back(hit.location.begin);
    std::sort(taken.begin(), taken.end());
    std::size_t comment = 0;
    for (std::size_t at = 0; at < bytes.size();) {
      if (!is_alnum(bytes[at])) {
        ++at;
        continue;
      }
      const std::size_t begin = at;
      std::size_t dots = 0;
      while (at < bytes.size() &&
             (is_alnum(bytes[at]) || bytes[at] == '-' || bytes[at] == '.' || bytes[at] == '_')) {
        dots += bytes[at++] == '.' ? 1u : 0u;
      }
      const bool local = dots == 0 && bytes.substr(begin, at - begin) == "localhost";
      if (dots == 0 && !local) continue;
      while (comment < comments.size() && comments[comment].end <= begin) ++comment;
      const bool commented = comment < comments.size() && comments[comment].begin <= begin;
      add_mention(bytes, begin, at, commented, taken, hits);
    }
  }

  void add_mention(std::string_view bytes, std::size_t begin, std::size_t end, bool commented,
                   const std::vector<std::uint64_t>& taken, std::vector<EndpointHit>& hits) const {
    while (end > begin && (bytes[end - 1] == '.' || bytes[end - 1] == '-')) --end;
    const std::string host = lowered(bytes.substr(begin, end - begin));
    const bool loopback = is_loopback(host);
    if (!loopback && !std::binary_search(tails_.begin(), tails_.end(), tail(host)) &&
        !std::binary_search(tails_.begin(), tails_.end(), std::string_view(host)))
      return;
    if (std::binary_search(taken.begin(), taken.end(), begin)) return;
    // A part of a longer name, an e-mail address, or the path of somebody's proxy.
    const char before = begin == 0 ? ' ' : bytes[begin - 1];
    if (before == '@' || before == '.' || before == '$' || is_word(before)) return;
    if (before == '/' && !is_url_host(bytes, begin)) return;
    std::size_t behind = end;  // user info, maybe with what looks like a port
    if (bytes.substr(end, 1) == ":") behind = bytes.find_first_not_of("0123456789", end + 1);
    if (behind < bytes.size() && bytes[behind] == '@') return;
    const std::optional<Url> url = parse_url(bytes, begin, bytes.size(), true);
    if (!url) return;
    const std::string_view path = bytes.substr(url->path.begin, url->path.end - url->path.begin);
    const HostMatch match = find_host(catalog_, host, path, url->port);
    if (match.vendor == nullptr || (loopback && url->port == 0)) return;
    // `# http://127.0.0.1:11434` beside the setting that it is another way to write.
    if (commented && loopback && std::any_of(hits.begin(), hits.end(), [&](const EndpointHit& hit) {
          return hit.configured && hit.port == url->port && is_local(lowered(hit.host));
        }))
      return;
    const bool bare = path.empty() || path == "/";
    const bool deep = std::count(host.begin(), host.end(), '.') >= 2 && !host.starts_with("www.");
    if (!match.path_fits && !(bare && deep && match.host->path.size() > 0)) return;
    // A comment that tells where an app's token is found names no endpoint.
    if (commented && match.vendor->kind == VendorKind::kConsumerApp) return;
    if (!deep && bare && !loopback) return;  // a brand or a web site: "fal.run"
    EndpointHit hit;
    hit.location = {url->host.begin, url->port == 0 ? url->host.end : url->path.begin};
    hit.host = bytes.substr(url->host.begin, url->host.end - url->host.begin);
    hit.path = path;
    hit.port = url->port;
    const std::size_t from = begin_of_url(bytes, begin);
    if (from < begin) hit.scheme = bytes.substr(from, begin - from - 3);
    if (!match.vendor->protocols.empty()) hit.protocol = match.vendor->protocols.front();
    hits.push_back(std::move(hit));
  }

  // Where the URL begins whose host stands at `host`; `host` where no scheme stands before it.
  static std::size_t begin_of_url(std::string_view bytes, std::size_t host) {
    for (const std::size_t length : {std::size_t{8}, std::size_t{7}}) {
      if (host >= length && starts_url(bytes, host - length) && bytes.substr(host - 3, 3) == "://")
        return host - length;
    }
    return host;
  }
  // "//host", and not ".../https://host" inside another URL's path.
  static bool is_url_host(std::string_view bytes, std::size_t host) {
    const std::size_t from = begin_of_url(bytes, host);
    return from < host && (from == 0 || bytes[from - 1] != '/');
  }

  const CatalogData& catalog_;
  const NameReader& names_;
  const std::vector<std::string_view>& tails_;
  UnreadSettings unread_;
};

}  // namespace

EndpointReader::EndpointReader(const CatalogData& catalog) : catalog_(catalog), names_(catalog) {
  for (const Vendor& vendor : catalog.vendors) {
    if (vendor.kind == VendorKind::kService) continue;
    for (const VendorHost& host : vendor.hosts) tails_.push_back(tail(host.host));
  }
  std::sort(tails_.begin(), tails_.end());
}

std::vector<EndpointHit> EndpointReader::read(const Text& text, UnreadSettings* unread) const {
  TextReader reader(catalog_, names_, tails_);
  std::vector<EndpointHit> hits = reader.read(text.uri(), text.bytes(), 0);
  if (unread != nullptr) *unread = reader.unread();
  return merge_endpoints(std::move(hits));
}

}  // namespace stoprule
