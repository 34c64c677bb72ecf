#include "catalog/hosts.h"

#include <algorithm>
#include <array>
#include <tuple>

#include "text/characters.h"

namespace stoprule {
namespace {

bool is_label(char c) { return (c >= 'a' && c <= 'z') || is_digit(c) || c == '-'; }

// "*" stands for one or more letters, digits and hyphens; a row has at most two.
bool fits_pattern(std::string_view pattern, std::string_view host) {
  const std::size_t star = pattern.find('*');
  if (star == std::string_view::npos) return pattern == host;
  if (!host.starts_with(pattern.substr(0, star))) return false;
  const std::string_view rest = pattern.substr(star + 1);
  for (std::size_t end = star; end < host.size() && is_label(host[end]);) {
    ++end;
    if (fits_pattern(rest, host.substr(end))) return true;
  }
  return false;
}

// Compared from the end: most rows differ in the last few characters.
bool fits_host(const VendorHost& row, std::string_view host) {
  const std::string_view known = row.host;
  std::size_t alike = 0;
  while (alike < known.size() && alike < host.size()) {
    const char c = known[known.size() - 1 - alike];
    if (c == '*') return fits_pattern(known, host);
    if (c != host[host.size() - 1 - alike]) return false;
    ++alike;
  }
  if (alike < known.size()) return false;
  return host.size() == alike || (row.suffix && host[host.size() - 1 - alike] == '.');
}

// Whole segments; "*" is any one.
bool fits_path(std::string_view prefix, std::string_view path) {
  while (!prefix.empty()) {
    if (path.empty()) return prefix == "/";
    const std::size_t a = std::min(prefix.find('/', 1), prefix.size());
    const std::size_t b = std::min(path.find('/', 1), path.size());
    if (prefix.substr(0, a) != "/*" && prefix.substr(0, a) != path.substr(0, b)) return false;
    prefix.remove_prefix(a);
    path.remove_prefix(b);
  }
  return true;
}

// 3405803785, 0x7f000001: an IPv4 address as one number, which browsers and curl take.
bool read_number(std::string_view host, std::array<unsigned, 4>& parts) {
  const bool hex = host.starts_with("0x");
  const std::string_view digits = host.substr(hex ? 2 : 0);
  if (digits.empty() || digits.size() > 10 || (!hex && digits.size() < 8)) return false;
  std::uint64_t number = 0;
  for (const char c : digits) {
    const int value = hex_value(c);
    if (value < 0 || (!hex && value > 9)) return false;
    number = number * (hex ? 16u : 10u) + static_cast<unsigned>(value);
  }
  if (number > UINT32_MAX) return false;
  for (std::size_t i = 0; i < 4; ++i)
    parts[i] = static_cast<unsigned>(number >> (24 - 8 * i)) & 255u;
  return true;
}

// a.b.c.d; false if it is none.
bool read_address(std::string_view host, std::array<unsigned, 4>& parts) {
  if (host.find('.') == std::string_view::npos) return read_number(host, parts);
  std::size_t at = 0;
  for (std::size_t i = 0; i < 4; ++i) {
    if (i > 0 && (at >= host.size() || host[at++] != '.')) return false;
    const std::size_t begin = at;
    for (parts[i] = 0; at < host.size() && is_digit(host[at]) && at - begin < 3; ++at) {
      parts[i] = parts[i] * 10 + static_cast<unsigned>(host[at] - '0');
    }
    if (at == begin || parts[i] > 255) return false;
  }
  return at == host.size();
}

}  // namespace

HostMatch find_host(const CatalogData& catalog, std::string_view host, std::string_view path,
                    std::uint16_t port) {
  const bool loopback = is_loopback(host);
  HostMatch best;
  std::tuple<std::size_t, bool, std::size_t> best_rank;
  for (const Vendor& vendor : catalog.vendors) {
    if (vendor.kind == VendorKind::kService) continue;
    for (const VendorHost& row : vendor.hosts) {
      if (row.port != 0 && row.port != port) continue;
      if (loopback ? row.host != "localhost" : !fits_host(row, host)) continue;
      const bool path_fits = fits_path(row.path, path);
      const std::tuple rank{row.host.size(), path_fits, path_fits ? row.path.size() : 0};
      if (best.vendor != nullptr && rank <= best_rank) continue;
      best = {&vendor, &row, path_fits};
      best_rank = rank;
    }
  }
  return best;
}

bool is_loopback(std::string_view host) {
  std::array<unsigned, 4> parts{};
  return host == "localhost" || host.ends_with(".localhost") || host == "[::1]" ||
         host == "0.0.0.0" || host == "host.docker.internal" ||
         (read_address(host, parts) && parts[0] == 127);
}

bool is_address(std::string_view host) {
  std::array<unsigned, 4> parts{};
  return host.starts_with('[') || read_address(host, parts);
}

bool is_local(std::string_view host) {
  if (is_loopback(host)) return true;
  std::array<unsigned, 4> p{};
  if (read_address(host, p)) {
    return p[0] == 10 || p[0] == 0 || (p[0] == 172 && p[1] >= 16 && p[1] < 32) ||
           (p[0] == 192 && p[1] == 168) || (p[0] == 169 && p[1] == 254) ||
           (p[0] == 100 && p[1] >= 64 && p[1] < 128);
  }
  if (host.starts_with("[fc") || host.starts_with("[fd") || host.starts_with("[fe80")) return true;
  for (const std::string_view ending :
       {".internal", ".local", ".lan", ".home.arpa", ".corp", ".intranet", ".svc", ".test"}) {
    if (host.ends_with(ending)) return true;
  }
  // One word is a name in a private network, but for a slot to be filled in: "YOUR_HOST", "xxxx".
  const bool slot = host.starts_with("your") || host.starts_with("xxx");
  return host.find('.') == std::string_view::npos && !host.empty() && !slot &&
         std::all_of(host.begin(), host.end(), [](char c) { return is_label(c) || c == '_'; });
}

}  // namespace stoprule
