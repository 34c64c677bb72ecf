// key_value.h - where a key comes from: written out, from a variable, a placeholder, or nowhere.
#pragma once
#include <string>
#include <string_view>

#include "catalog/shapes.h"
#include "stoprule/report.h"
#include "text/text.h"

namespace stoprule {

struct KeyValue {
  KeySource source = KeySource::kNone;
  Span span;         ///< the key's bytes where it is a literal
  std::string name;  ///< the variable
  bool names_variable =
      false;  ///< `name` is only an identifier of the code, whose own value may be known
};

/// Judges the value at `value` of `bytes`. `code`: it may be an expression; otherwise it is a
/// string.
KeyValue read_key_value(const Shapes& shapes, std::string_view bytes, Span value, bool code);
/// True for what stands where a key would and is none.
bool is_placeholder(const Shapes& shapes, std::string_view value);
/// The variable that `value` refers to (${NAME}, os.environ["NAME"], process.env.NAME); empty if it
/// names none.
std::string_view referenced_name(const Shapes& shapes, std::string_view value);

}  // namespace stoprule
