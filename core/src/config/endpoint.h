// endpoint.h - endpoints as config and code spell them, found in any text.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "catalog/catalog_data.h"
#include "config/names.h"
#include "stoprule/report.h"
#include "text/text.h"

namespace stoprule {

/// An endpoint before it is judged. Spans are bytes of the text that was read.
struct EndpointHit {
  Span location;                   ///< the host as written, or the words that imply it
  std::string scheme, host, path;  ///< host as written, without user info; path begins with '/'
  std::uint16_t port = 0;
  std::string protocol, model;
  KeySource key_source = KeySource::kNone;
  Span key;              ///< a literal's value; never copied
  std::string key_name;  ///< the variable or field that the key comes from
  std::string vendor;    ///< catalog id that the config itself names (a provider field, an SDK, an
                         ///< env name); or empty
  std::string decoy;  ///< the host shown as user info in front of the real one: https://decoy@host
  bool compatible = false;         ///< `vendor` is named only as the protocol that is spoken
  bool key_in_url = false;         ///< the key is a part of the URL
  bool upstream_in_query = false;  ///< the query holds another URL: ?url=https://…
  bool in_front_end = false;
  bool host_implied = false;  ///< an SDK's default host
  bool configured = false;    ///< a setting or a call, rather than a mention in prose
};

/// What stood deeper than settings are told apart.
struct UnreadSettings {
  std::uint64_t levels = 0;  ///< past kDeepest: Outline::too_deep
  std::uint64_t texts = 0;   ///< in strings, past kMostNested
};

/// Made of a catalog once. Safe to share between threads.
class EndpointReader {
 public:
  /// `catalog` must outlive it.
  explicit EndpointReader(const CatalogData& catalog);
  /// All endpoints in the order of their places; error-tolerant, linear in the text.
  std::vector<EndpointHit> read(const Text& text, UnreadSettings* unread = nullptr) const;

 private:
  const CatalogData& catalog_;
  NameReader names_;
  std::vector<std::string_view> tails_;  // of known hosts; sorted
};

}  // namespace stoprule
