#include "verify/ignore.h"

#include <algorithm>

namespace stoprule {
namespace {

constexpr std::size_t kLongestLine = 2048;  ///< bytes that are looked at on each of the two lines

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
  while (!text.empty() && (text.back() == ' ' || text.back() == '\t')) text.remove_suffix(1);
  return text;
}

// One row of the table "pattern up to here matches path up to there" at a time.
bool glob(std::string_view pattern, std::string_view path) {
  std::vector<bool> row(path.size() + 1, false);
  row[0] = true;
  for (std::size_t p = 0; p < pattern.size(); ++p) {
    const char c = pattern[p];
    if (c == '*') {
      const bool deep = p + 1 < pattern.size() && pattern[p + 1] == '*';
      if (deep) ++p;
      // "**/" also stands for no folder at all.
      const bool folder = deep && p + 1 < pattern.size() && pattern[p + 1] == '/';
      if (folder) ++p;
      std::vector<bool> next(path.size() + 1, false);
      bool open = false;
      for (std::size_t i = 0; i <= path.size(); ++i) {
        if (folder) {
          next[i] = row[i] || (open && i > 0 && path[i - 1] == '/');
          open = open || row[i];
        } else {
          if (!deep && i > 0 && path[i - 1] == '/') open = false;
          open = open || row[i];
          next[i] = open;
        }
      }
      row.swap(next);
      continue;
    }
    for (std::size_t i = path.size(); i > 0; --i)
      row[i] = row[i - 1] && (c == '?' ? path[i - 1] != '/' : path[i - 1] == c);
    row[0] = false;
  }
  return row[path.size()];
}

}  // namespace

bool path_matches(std::string_view pattern, std::string_view path) {
  if (pattern.starts_with("./")) pattern.remove_prefix(2);
  if (pattern.ends_with('/')) return glob(std::string(pattern) + "**", path);
  if (pattern.find('/') == std::string_view::npos) {
    const std::size_t slash = path.rfind('/');
    return glob(pattern, path.substr(slash == std::string_view::npos ? 0 : slash + 1));
  }
  return glob(pattern, path);
}

const Ignore* ignore_of(const std::vector<Ignore>& ignores, const Finding& finding,
                        std::string_view uri, std::string_view today, const Ignore** expired) {
  for (const Ignore& ignore : ignores) {
    const bool covers = (ignore.rule.empty() || ignore.rule == finding.rule_id) &&
                        (ignore.fingerprint.empty() || ignore.fingerprint == finding.fingerprint) &&
                        (ignore.path.empty() || path_matches(ignore.path, uri));
    if (!covers) continue;
    if (ignore.until.empty() || today <= ignore.until) return &ignore;
    *expired = &ignore;
  }
  return nullptr;
}

std::string_view ignored_on_line_before(std::string_view text, std::size_t begin) {
  const auto line_begin = [&](std::size_t at) {
    const std::size_t least = at - std::min(at, kLongestLine);
    while (at > least && text[at - 1] != '\n' && text[at - 1] != '\r') --at;
    return at;
  };
  const std::size_t here = line_begin(begin);
  if (here == 0 || (text[here - 1] != '\n' && text[here - 1] != '\r')) return {};
  std::size_t end = here - 1;
  if (end > 0 && text[end] == '\n' && text[end - 1] == '\r') --end;
  const std::size_t from = line_begin(end);
  const std::string_view line = text.substr(from, end - from);
  constexpr std::string_view kMarker = "stoprule-ignore-next-line";
  const std::size_t at = line.find(kMarker);
  if (at == std::string_view::npos) return {};
  std::string_view rest = trimmed(line.substr(at + kMarker.size()));
  if (!rest.starts_with("--")) return {};
  rest = trimmed(rest.substr(2));
  for (const std::string_view close : {"*/", "-->"}) {
    if (rest.ends_with(close)) rest = trimmed(rest.substr(0, rest.size() - close.size()));
  }
  return rest;
}

}  // namespace stoprule
