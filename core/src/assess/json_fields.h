// json_fields.h - small JSON answers, written field by field: for explain() and choose(), whose
// shapes are their own.
#pragma once
#include <string>
#include <string_view>

#include "catalog/json.h"

namespace stoprule {

/// `{"name": "value", ...}`; fields without a value are left out.
class JsonFields {
 public:
  void text(std::string_view name, std::string_view value) {
    if (!value.empty()) raw(name, json_quoted(value));
  }
  void raw(std::string_view name, std::string_view json) {
    if (!json.empty())
      out_.append(out_.empty() ? "{" : ",").append(json_quoted(name)).append(":").append(json);
  }
  std::string take() { return out_.empty() ? "{}" : out_ + "}"; }

 private:
  std::string out_;
};

/// `[...]` of what `write(item)` makes of each, or nothing of an empty list.
template <class List, class Write>
std::string json_list(const List& list, Write write) {
  std::string out;
  for (const auto& item : list) out.append(out.empty() ? "[" : ",").append(write(item));
  return out.empty() ? out : out + "]";
}

}  // namespace stoprule
