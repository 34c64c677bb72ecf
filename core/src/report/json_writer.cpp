#include "report/json_writer.h"

#include "catalog/json.h"
#include "text/characters.h"
#include "text/fold.h"

namespace stoprule {
namespace {

// Whether the library that knows all of JSON has something to escape or to replace.
bool is_plain(std::string_view text) {
  constexpr std::string_view kReplacement = "\xEF\xBF\xBD";
  for (std::size_t at = 0; at < text.size();) {
    const char c = text[at];
    if (!is_high(c)) {
      if (c < ' ' || c == '"' || c == '\\') return false;
      ++at;
      continue;
    }
    const CodePoint point = decode_at(text, at);
    if (point.value == 0xfffd && !text.substr(at).starts_with(kReplacement)) return false;
    at += point.size;
  }
  return true;
}

}  // namespace

void JsonWriter::write(std::string_view text) {
  begin();
  if (is_plain(text)) {
    out_.append(1, '"').append(text).append(1, '"');
  } else {
    out_ += json_quoted(text);
  }
}

}  // namespace stoprule
