#include "config/url.h"

#include <algorithm>

#include "text/characters.h"

namespace stoprule {
namespace {

constexpr std::size_t kLongest = 4096;  // bytes; a longer URL is cut

// The length of the scheme and "://" at `at`, or 0.
std::size_t scheme_length(std::string_view bytes, std::size_t at) {
  const char first = at < bytes.size() ? to_lower(bytes[at]) : '\0';
  if (first != 'h' && first != 'w') return 0;
  for (const std::string_view scheme : {"http://", "https://", "ws://", "wss://"}) {
    if (equals_ignoring_case(bytes.substr(at, scheme.size()), scheme)) return scheme.size();
  }
  return 0;
}

bool is_host_byte(char c) {
  const auto byte = static_cast<unsigned char>(c);
  // Two-byte sequences are Latin, Greek and Cyrillic letters, which imitate ASCII ones. Longer ones
  // are mostly the Chinese or Japanese sentence that goes on behind the host.
  return is_alnum(c) || c == '.' || c == '-' || c == '_' || (byte >= 0xc3 && byte <= 0xdf) ||
         (byte >= 0x80 && byte <= 0xbf);
}

// "{resource}", "${HOST}", "<name>" inside a host: its length, or 0.
std::size_t placeholder_length(std::string_view rest) {
  const std::size_t open = rest.starts_with("${") || rest.starts_with("{{") ? 1 : 0;
  if (open >= rest.size() || (rest[open] != '{' && rest[open] != '<')) return 0;
  const char close = rest[open] == '{' ? '}' : '>';
  for (std::size_t i = open + 1; i < rest.size() && i < 64; ++i) {
    if (rest[i] == close) {
      const bool doubled = close == '}' && rest.starts_with("{{") && rest.substr(i + 1, 1) == "}";
      return i + (doubled ? 2 : 1);
    }
    if (!is_word(rest[i]) && rest[i] != '-' && rest[i] != '.' && rest[i] != ' ') return 0;
  }
  return 0;
}

bool ends_url(char c) {
  return is_space(c) || is_high(c) || c == '"' || c == '\'' || c == '`' || c == '<' || c == '>' ||
         c == '\\' || c == '^' || c == '|' || static_cast<unsigned char>(c) < 0x20;
}

// Behind the host: up to what can't belong to a URL, without the sentence's punctuation and
// unopened brackets.
std::size_t find_end(std::string_view bytes, std::size_t at, std::size_t limit) {
  int round = 0, square = 0, curly = 0;
  std::size_t end = at;
  while (end < limit) {
    const char c = bytes[end];
    if (c == '<' || c == '{' || c == '$') {
      if (const std::size_t length = placeholder_length(bytes.substr(end, limit - end))) {
        end += length;
        continue;
      }
    }
    if (ends_url(c)) break;
    if ((c == ';' || c == ',') && scheme_length(bytes.substr(0, limit), end + 1) != 0)
      break;  // a list
    if (c == '(') ++round;
    if (c == '[') ++square;
    if (c == '{') ++curly;
    if ((c == ')' && --round < 0) || (c == ']' && --square < 0) || (c == '}' && --curly < 0)) break;
    ++end;
  }
  while (end > at && std::string_view(".,;:!?*").find(bytes[end - 1]) != std::string_view::npos) {
    --end;
  }
  return end;
}

std::size_t host_end(std::string_view bytes, std::size_t at, std::size_t limit) {
  std::size_t end = at;
  if (end < limit && bytes[end] == '[') {  // IPv6
    const std::size_t close = bytes.substr(0, limit).find(']', end);
    return close == std::string_view::npos || close - end > 64 ? at : close + 1;
  }
  while (end < limit) {
    if (const std::size_t length = placeholder_length(bytes.substr(end, limit - end))) {
      end += length;
    } else if (is_host_byte(bytes[end])) {
      ++end;
    } else {
      break;
    }
  }
  while (end > at && (bytes[end - 1] == '.' || bytes[end - 1] == '-')) --end;
  return end;
}

bool has_host_shape(std::string_view host, bool has_port) {
  if (equals_ignoring_case(host, "localhost") || has_port) return true;
  const std::size_t dot = host.rfind('.');
  if (dot == std::string_view::npos || dot == 0 || host.size() - dot < 3) return false;
  bool top_level = true, number = true;
  for (const char c : host.substr(dot + 1)) top_level = top_level && (is_letter(c) || is_high(c));
  for (const char c : host) number = number && (is_digit(c) || c == '.');
  return top_level || number;
}

}  // namespace

bool starts_url(std::string_view bytes, std::size_t at) { return scheme_length(bytes, at) != 0; }

std::optional<Url> parse_url(std::string_view bytes, std::size_t at, std::size_t limit,
                             bool scheme_optional) {
  limit = std::min({limit, bytes.size(), at + kLongest});
  const std::size_t scheme = scheme_length(bytes.substr(0, limit), at);
  if (scheme == 0 && !scheme_optional) return std::nullopt;
  Url url;
  url.whole.begin = at;
  if (scheme != 0) url.scheme = {at, at + scheme - 3};
  std::size_t from = at + scheme;
  // User info: everything up to the last '@' before the path.
  std::size_t authority = from;
  while (authority < limit && !ends_url(bytes[authority]) && bytes[authority] != '/' &&
         bytes[authority] != '?' && bytes[authority] != '#') {
    ++authority;
  }
  std::size_t sign = bytes.substr(from, authority - from).rfind('@');
  if (sign != std::string_view::npos) sign += from;
  if (scheme != 0 && sign != std::string_view::npos && sign > from) {
    url.user = {from, sign};
    from = sign + 1;
  }
  const std::size_t end_of_host = host_end(bytes, from, limit);
  if (end_of_host == from) return std::nullopt;
  url.host = {from, end_of_host};
  std::size_t next = end_of_host;
  if (next + 1 < limit && bytes[next] == ':' && is_digit(bytes[next + 1])) {
    std::uint32_t port = 0;
    std::size_t digits = next + 1;
    while (digits < limit && is_digit(bytes[digits]) && port < 65536) {
      port = port * 10 + static_cast<std::uint32_t>(bytes[digits++] - '0');
    }
    if (port > 0 && port < 65536) {
      url.port = static_cast<std::uint16_t>(port);
      next = digits;
    }
  }
  if (scheme == 0 && !has_host_shape(bytes.substr(from, end_of_host - from), url.port != 0)) {
    return std::nullopt;
  }
  url.path = url.query = {next, next};
  const std::size_t end =
      next < limit && (bytes[next] == '/' || bytes[next] == '?' || bytes[next] == '#')
          ? find_end(bytes, next, limit)
          : next;
  url.whole.end = end;
  const std::string_view rest = bytes.substr(0, end);
  const std::size_t question = std::min(rest.find('?', next), end);
  const std::size_t hash = std::min(rest.find('#', next), end);
  url.path = {next, std::min(question, hash)};
  if (question < hash) url.query = {question + 1, hash};
  return url;
}

}  // namespace stoprule
