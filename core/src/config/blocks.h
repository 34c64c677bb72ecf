// blocks.h - cuts a text into what has one syntax: Markdown fences and the prose between them, or
// the whole file.
#pragma once
#include <cstdint>
#include <string_view>
#include <vector>

#include "text/text.h"

namespace stoprule {

enum class Syntax : std::uint8_t {
  kProse,  ///< sentences, maybe with commands and assignments among them
  kCode,   ///< source code, JSON, shell and what looks like it
  kYaml,
  kToml,  ///< TOML, INI, properties, dotenv
};

struct Block {
  Span span;
  Syntax syntax = Syntax::kProse;
  std::string_view tag;  ///< what the fence says it is ("jsx"), lower-case as written; or empty
};

/// The blocks of a text in order; `uri` helps where the text is one file.
std::vector<Block> split_blocks(std::string_view bytes, std::string_view uri);

}  // namespace stoprule
