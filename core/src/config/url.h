// url.h - a URL as people write it in configs and prose: templates and look-alike letters in the
// host are kept, what the sentence adds behind it is not.
#pragma once
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

#include "text/text.h"

namespace stoprule {

struct Url {
  Span whole;
  Span scheme, user, host, path,
      query;               ///< spans of the same bytes as `whole`; any but the host may be empty
  std::uint16_t port = 0;  ///< 0: not written
};

/// True where a URL with a scheme of the web begins at `at`.
bool starts_url(std::string_view bytes, std::size_t at);
/// The URL at `at`, which ends before `limit`; nothing where no host stands there. Without a scheme
/// only if `scheme_optional`: then the host needs a dot, a port, or the name localhost.
std::optional<Url> parse_url(std::string_view bytes, std::size_t at, std::size_t limit,
                             bool scheme_optional = false);

}  // namespace stoprule
