// front_end.h - whether code runs in the reader's browser, where no key stays secret.
#pragma once
#include <string_view>

#include "catalog/shapes.h"

namespace stoprule {

/// `uri` is the document's name, `tag` what a Markdown fence says of its language, `code` the text.
bool runs_in_browser(const Shapes& shapes, std::string_view uri, std::string_view tag,
                     std::string_view code);

}  // namespace stoprule
