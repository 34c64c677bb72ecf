#include "config/blocks.h"

#include <algorithm>
#include <span>

#include "config/lines.h"
#include "text/characters.h"

namespace stoprule {
namespace {

using Words = std::span<const std::string_view>;
constexpr std::string_view kYamlNames[] = {"yaml", "yml"};
constexpr std::string_view kTomlNames[] = {"toml",       "ini",  "env", "dotenv",
                                           "properties", "conf", "cfg", "application.properties"};
constexpr std::string_view kProseNames[] = {"md",   "markdown", "mdx",  "txt",
                                            "text", "rst",      "adoc", "plaintext"};
constexpr std::string_view kCodeNames[] = {
    "js",     "mjs",        "cjs",        "jsx",   "ts",     "tsx",       "vue",   "svelte",
    "html",   "htm",        "py",         "ipynb", "go",     "java",      "kt",    "cs",
    "c#",     "php",        "rb",         "rs",    "sh",     "bash",      "zsh",   "ps1",
    "bat",    "json",       "jsonc",      "json5", "http",   "rest",      "shell", "powershell",
    "python", "javascript", "typescript", "nginx", "csharp", "dockerfile"};

bool is_one_of(std::string_view word, Words words) {
  return std::any_of(words.begin(), words.end(),
                     [&](std::string_view known) { return equals_ignoring_case(word, known); });
}

std::string_view trimmed(std::string_view line) {
  while (!line.empty() && is_blank(line.front())) line.remove_prefix(1);
  while (!line.empty() && is_blank(line.back())) line.remove_suffix(1);
  return line;
}

// What the lines of a block look like; each is counted for every syntax that it could be.
struct Shape {
  std::size_t lines = 0, yaml = 0, keys = 0, toml = 0, code = 0, prose = 0;
};

bool has_yaml_key(std::string_view line) {
  if (line.empty() || !(is_word(line[0]) || line[0] == '"' || line[0] == '\'' || line[0] == '.'))
    return false;
  const std::size_t colon = line.find(':');
  if (colon == std::string_view::npos || colon > 64) return false;
  if (colon + 1 < line.size() && !is_blank(line[colon + 1])) return false;
  const std::string_view key = line.substr(0, colon);
  return std::count(key.begin(), key.end(), ' ') <= 3 &&
         key.find_first_of("(){}=;`*|<") == std::string_view::npos;
}

bool is_assignment(std::string_view line) {
  for (const std::string_view word : {"export ", "set ", "SET "}) {
    if (line.starts_with(word)) line.remove_prefix(word.size());
  }
  const std::size_t sign = line.find('=');
  if (sign == std::string_view::npos || sign == 0) return false;
  const std::string_view name = trimmed(line.substr(0, sign));
  const bool named = !name.empty() && std::all_of(name.begin(), name.end(), [](char c) {
    return is_word(c) || c == '.' || c == '-' || c == '"' || c == ':';
  });
  if (!named || line.substr(sign + 1, 1) == "=" || line.substr(sign + 1, 1) == ">") return false;
  // A call or a block as the value is code.
  const std::string_view value = line.substr(sign + 1);
  const std::size_t bracket = value.find_first_of("({");
  return bracket == std::string_view::npos || bracket == 0 || !is_word(value[bracket - 1]);
}

std::size_t words_in(std::string_view line) {
  std::size_t words = 0, wide = 0;
  for (std::size_t i = 0; i < line.size(); ++i) {
    if (is_word(line[i]) && (i == 0 || !is_word(line[i - 1]))) ++words;
    if (static_cast<unsigned char>(line[i]) >= 0xe3) ++wide;
  }
  return words + wide / 3;  // Chinese and Japanese write no spaces
}

void add_line(std::string_view line, Shape& shape) {
  line = trimmed(line);
  if (line.empty()) return;
  if (line[0] == '#' || line.starts_with("//")) return;
  ++shape.lines;
  std::string_view rest = line;
  while (rest.starts_with("- ")) rest = trimmed(rest.substr(2));
  const bool opens = std::string_view("{}(),;[").find(line.back()) != std::string_view::npos;
  const bool key = has_yaml_key(rest) && !opens;
  if (key || rest.size() < line.size() || line == "---") ++shape.yaml;
  if (key) ++shape.keys;
  const bool section = line.front() == '[' && line.back() == ']';
  const bool assigns = is_assignment(line);
  if ((assigns && line.back() != '{' && line.back() != '(') || section) ++shape.toml;
  const bool statement = opens || assigns || line.back() == '\\' || line.starts_with("import ") ||
                         line.starts_with("from ") || line.starts_with("curl ") ||
                         line.starts_with("- -");
  if (statement || (key && !line.starts_with("- "))) ++shape.code;
  if (!statement && words_in(line) >= 8) ++shape.prose;
}

Shape shape_of(std::string_view text) {
  Shape shape;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = end_of_line(text, at, text.size());
    add_line(text.substr(at, end - at), shape);
    at = begin_of_next_line(text, end, text.size());
  }
  return shape;
}

Syntax syntax_of(std::string_view text, std::string_view name) {
  const std::size_t first = text.find_first_not_of(" \t\r\n");
  if (first == std::string_view::npos) return Syntax::kProse;
  if (is_one_of(name, kYamlNames)) return Syntax::kYaml;
  if (is_one_of(name, kTomlNames)) return Syntax::kToml;
  if (is_one_of(name, kCodeNames)) return Syntax::kCode;
  if (text[first] == '{' || text[first] == '<') return Syntax::kCode;
  const Shape shape = shape_of(text);
  if (shape.toml * 10 >= shape.lines * 8 && shape.lines > 0) return Syntax::kToml;
  if (shape.yaml * 10 >= shape.lines * 9 && shape.keys * 3 >= shape.lines &&
      shape.prose * 3 <= shape.lines) {
    return Syntax::kYaml;
  }
  if (is_one_of(name, kProseNames)) return Syntax::kProse;
  return shape.code * 2 >= shape.lines && shape.prose * 3 <= shape.lines ? Syntax::kCode
                                                                         : Syntax::kProse;
}

// The name's ending, or the name of files that have none.
std::string_view kind_of_uri(std::string_view uri) {
  const std::string_view file = uri.substr(uri.rfind('/') + 1);
  if (file.starts_with(".env")) return "env";
  if (file.starts_with("Dockerfile")) return "dockerfile";
  const std::size_t dot = file.rfind('.');
  return dot == std::string_view::npos ? std::string_view() : file.substr(dot + 1);
}

struct Fence {
  char mark = '\0';
  std::size_t width = 0;
  std::string_view info;
};

// "```js", "~~~", or the "----" of AsciiDoc listings.
Fence fence_at(std::string_view line) {
  while (!line.empty() && (is_blank(line.front()) || line.front() == '>')) line.remove_prefix(1);
  line = trimmed(line);
  if (line.empty()) return {};
  const char mark = line[0];
  if (mark != '`' && mark != '~' && mark != '-') return {};
  const std::size_t width = std::min(line.find_first_not_of(mark), line.size());
  if (width < (mark == '-' ? 4u : 3u)) return {};
  const std::string_view info = trimmed(line.substr(width));
  if (mark == '-' ? !info.empty() : info.find('`') != std::string_view::npos) return {};
  return {mark, width, info};
}

// "js title=x", "{.python}", "C# Snippet:x" -> the language.
std::string_view language_of(std::string_view info) {
  while (!info.empty() && (info.front() == '{' || info.front() == '.')) info.remove_prefix(1);
  return info.substr(0, info.find_first_of(" ,:{}\t"));
}

}  // namespace

std::vector<Block> split_blocks(std::string_view bytes, std::string_view uri) {
  std::vector<Block> blocks;
  const std::string_view kind = kind_of_uri(uri);
  const auto add = [&](std::size_t begin, std::size_t end, std::string_view tag, bool whole) {
    const std::string_view text = bytes.substr(begin, end - begin);
    if (text.find_first_not_of(" \t\r\n") == std::string_view::npos) return;
    blocks.push_back({{begin, end}, syntax_of(text, whole ? kind : tag), tag});
  };
  const bool may_have_fences = kind.empty() || is_one_of(kind, kProseNames);
  std::size_t from = 0;
  Fence open;
  bool fenced = false;
  std::string_view before;  // the line before, for AsciiDoc's [source,yaml]
  for (std::size_t at = 0; may_have_fences && at < bytes.size();) {
    const std::size_t end = end_of_line(bytes, at, bytes.size());
    const std::size_t next = begin_of_next_line(bytes, end, bytes.size());
    const std::string_view line = bytes.substr(at, end - at);
    const Fence fence = fence_at(line);
    const bool listing = fence.mark == '-' && before.starts_with("[source");
    if (open.mark == '\0' && fence.mark != '\0' && (fence.mark != '-' || listing)) {
      add(from, at, {}, false);
      open = fence;
      fenced = true;
      if (listing)
        open.info = before.substr(std::min(before.find(',') + 1, before.size()),
                                  before.rfind(']') - before.find(',') - 1);
      from = next;
    } else if (open.mark != '\0' && fence.mark == open.mark && fence.width >= open.width &&
               fence.info.empty()) {
      add(from, at, language_of(open.info), false);
      open = {};
      from = next;
    }
    before = trimmed(line);
    at = next;
  }
  add(from, bytes.size(), open.mark == '\0' ? std::string_view() : language_of(open.info), !fenced);
  return blocks;
}

}  // namespace stoprule
