// assigned_name.h - what a value is called where it stands.
#pragma once
#include <cstddef>
#include <string_view>

#include "text/text.h"

namespace stoprule {

/// The name that a value beginning at `begin` is assigned to, as a span of `text`:
/// - `name = "`, `name: `, `"name":"`, `name ?= `, `("name", "`, `<name>`, `Authorization: Bearer
/// `,
/// - with a type: `name: String = "`, `name string = "`,
/// - apart: `ENV A_NAME value`, `name: |` or `<name>` and the value on the next line,
/// - in pairs: `{"name": "a", "value": "`, `<add key="a" value="`, `variable "a" { default = "`.
/// Empty where nothing is. Reads a few hundred bytes back at most.
Span assigned_name(std::string_view text, std::size_t begin);

}  // namespace stoprule
