// assigned_name.h - what a value is called where it stands.
#pragma once
#include <cstddef>
#include <string_view>
#include <vector>

#include "text/text.h"

namespace stoprule {

/// The name that a value beginning at `begin` is assigned to, as a span of `text`:
/// - `name = "`, `name: `, `"name":"`, `name ?= `, `("name", "`, `<name>`, `Authorization: Bearer
/// `,
/// - with a type: `name: String = "`, `name string = "`,
/// - apart: `ENV A_NAME value`, `--name value`, `name: |` or `<name>` and the value on the next
/// line,
/// - in pairs: `{"name": "a", "value": "`, `<add key="a" value="`, `variable "a" { default = "`.
/// Empty where nothing is. Reads a few hundred bytes back at most.
Span assigned_name(std::string_view text, std::size_t begin);

/// The same, and where it says only that this is a secret ("apiKey"), what may say whose: the line
/// before it (`mistral: {apiKey: `, `new Mistral(apiKey = `) and the headings that the line stands
/// under (`mistral:`, `[mistral]`, `// Mistral`), kContextBefore bytes back at most.
std::vector<Span> names_around(std::string_view text, std::size_t begin);

/// The word at its end by which a name says that its value is no secret: "hash", "commit"; empty
/// where none does.
std::string_view names_other(std::string_view name);

}  // namespace stoprule
