// What callers send as JSON, and files of rules: read or refused, never more.
#include <string>
#include <string_view>

#include "oracles.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace stoprule;
  const std::string text(reinterpret_cast<const char*>(data), size);
  (void)parse_options(text);
  (void)parse_document_info(text);
  Line line;
  (void)parse_line(text, line);
  const Result<Query> query = parse_query(text);
  if (query) {
    (void)explain(Catalog::builtin(), query->id, query->language);
    (void)choose(Catalog::builtin(), query->answers, query->language);
  }
  (void)choose(Catalog::builtin(), text, "en");
  const Result<Catalog> with = Catalog::builtin().with("fuzz.json", text);
  if (!with && render_error(with.error()).empty()) broken("an error says nothing");
  return 0;
}
