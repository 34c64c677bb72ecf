#include "config/front_end.h"

#include <algorithm>

namespace stoprule {
namespace {

bool stands(const SideMark& mark, std::string_view uri, std::string_view tag,
            std::string_view code) {
  switch (mark.where) {
    case MarkPlace::kSuffix:
      return uri.ends_with(mark.text) ||
             (!tag.empty() && mark.text.starts_with('.') && mark.text.substr(1) == tag);
    case MarkPlace::kPath: {
      const std::size_t at = uri.find(mark.text);
      return at == 0 || (at != std::string_view::npos && uri[at - 1] == '/');
    }
    case MarkPlace::kCode:
      return code.find(mark.text) != std::string_view::npos;
  }
  return false;
}

}  // namespace

bool runs_in_browser(const Shapes& shapes, std::string_view uri, std::string_view tag,
                     std::string_view code) {
  const auto found = [&](const SideMark& mark) { return stands(mark, uri, tag, code); };
  if (std::any_of(shapes.front_end.begin(), shapes.front_end.end(),
                  [&](const SideMark& mark) { return mark.proves && found(mark); })) {
    return true;
  }
  return std::none_of(shapes.server.begin(), shapes.server.end(), found) &&
         std::any_of(shapes.front_end.begin(), shapes.front_end.end(), found);
}

}  // namespace stoprule
