#include "text/kind.h"

#include <algorithm>

namespace stoprule {

DocumentKind kind_of(std::string_view uri, std::string_view first_bytes) {
  const std::size_t slash = uri.rfind('/');
  const std::string_view name = uri.substr(slash == std::string_view::npos ? 0 : slash + 1);
  const std::size_t dot = name.rfind('.');
  if (dot != std::string_view::npos) {
    const std::string_view extension = name.substr(dot + 1);
    for (const std::string_view script : {"js", "mjs", "cjs", "css", "map", "wasm", "svg", "html",
                                          "htm", "xhtml", "bundle", "chunk"}) {
      if (extension == script) return DocumentKind::kScript;
    }
    return DocumentKind::kText;
  }
  // Without a name: long lines full of code punctuation are a bundle.
  constexpr std::size_t kLook = 4096, kLongLine = 400;
  const std::string_view head = first_bytes.substr(0, kLook);
  const auto lines = static_cast<std::size_t>(std::count(head.begin(), head.end(), '\n')) + 1;
  const auto code = static_cast<std::size_t>(std::count_if(head.begin(), head.end(), [](char c) {
    return c == ';' || c == '{' || c == '}' || c == '(' || c == ')' || c == '=' || c == ',';
  }));
  return head.size() / lines > kLongLine && code * 12 > head.size() ? DocumentKind::kScript
                                                                    : DocumentKind::kText;
}

}  // namespace stoprule
