#include "verify/facts.h"

#include <algorithm>

#include "text/digest.h"
#include "verify/checksum.h"
#include "verify/marvin.h"

namespace stoprule {
namespace {

// What a decoder may say; each works on the key alone.
struct Reading {
  KeyFacts& out;
  std::string_view key, today;
  void fact(std::string_view name, std::string value) const {
    out.facts.push_back({std::string(name), std::move(value)});
  }
  void structure() const {
    if (!out.validity) out.validity = Validity::kStructure;
  }
};

// The value of a top-level-looking "name": in decoded JSON, as written: strings without quotes, at
// most 200 bytes of printable ASCII. Good enough to report, and nothing deep to go wrong on.
std::string json_value(std::string_view json, std::string_view name) {
  const std::string quoted = "\"" + std::string(name) + "\"";
  std::size_t at = json.find(quoted);
  if (at == std::string_view::npos) return {};
  at += quoted.size();
  const auto skip = [&](std::string_view what) {
    while (at < json.size() && what.find(json[at]) != std::string_view::npos) ++at;
  };
  skip(" \t\r\n");
  if (at == json.size() || json[at] != ':') return {};
  ++at;
  skip(" \t\r\n[");
  const bool text = at < json.size() && json[at] == '"';
  if (text) ++at;
  const std::size_t end = std::min(json.find_first_of(text ? "\"" : ",}] \r\n", at), json.size());
  const std::string_view value = json.substr(at, std::min<std::size_t>(end - at, 200));
  const bool plain =
      std::all_of(value.begin(), value.end(), [](char c) { return c >= ' ' && c < 0x7f; });
  return plain ? std::string(value) : std::string();
}

std::string part(std::string_view key, std::size_t index, char separator) {
  for (; index > 0; --index) {
    const std::size_t at = key.find(separator);
    if (at == std::string_view::npos) return {};
    key.remove_prefix(at + 1);
  }
  return std::string(key.substr(0, key.find(separator)));
}

// Seconds since 1970 as YYYY-MM-DD (days to a civil date, after Howard Hinnant's algorithm).
std::string date_of(std::string_view seconds) {
  std::int64_t value = 0;
  for (const char c : seconds) {
    if (c < '0' || c > '9' || value > 100000000000) return {};
    value = value * 10 + (c - '0');
  }
  if (seconds.empty()) return {};
  const std::int64_t days = value / 86400 + 719468;
  const std::int64_t era = days / 146097, day_of_era = days % 146097;
  const std::int64_t year_of_era =
      (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
  const std::int64_t day_of_year =
      day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
  const std::int64_t shifted = (5 * day_of_year + 2) / 153;
  const std::int64_t day = day_of_year - (153 * shifted + 2) / 5 + 1,
                     month = shifted < 10 ? shifted + 3 : shifted - 9;
  const std::int64_t year = year_of_era + era * 400 + (month <= 2 ? 1 : 0);
  const auto two = [](std::int64_t n) { return (n < 10 ? "0" : "") + std::to_string(n); };
  return std::to_string(year) + "-" + two(month) + "-" + two(day);
}

void jwt(const Reading& reading) {
  const std::string header = decode_base64(part(reading.key, 0, '.'));
  const std::string payload = decode_base64(part(reading.key, 1, '.'));
  if (json_value(header, "alg").empty() || payload.empty() || payload[0] != '{') return;
  reading.structure();
  reading.fact("algorithm", json_value(header, "alg"));
  // Issuer, role, project and expiry are public facts; who the token is about is not repeated.
  for (const std::string_view name : {"iss", "role", "ref"}) {
    std::string value = json_value(payload, name);
    if (!value.empty())
      reading.fact(name == "iss" ? "issuer" : name == "ref" ? "project" : name, std::move(value));
  }
  const std::string expires = date_of(json_value(payload, "exp"));
  if (!expires.empty()) {
    reading.fact("expires", expires);
    reading.out.expired = !reading.today.empty() && expires < reading.today;
  }
  const std::string role = json_value(payload, "role");
  if (role == "anon") reading.out.exposure = Exposure::kPublic;
  if (role == "service_role" || role == "supabase_admin") reading.out.exposure = Exposure::kNever;
}

void aws_account(const Reading& reading) {
  if (reading.key.size() < 20) return;
  std::uint64_t bits = 0;  // the first 48 of the 80 bits that 16 base-32 characters hold
  for (const char c : reading.key.substr(4, 10)) {
    const int value = c >= 'A' && c <= 'Z' ? c - 'A' : c >= '2' && c <= '7' ? c - '2' + 26 : -1;
    if (value < 0) return;
    bits = bits << 5 | static_cast<std::uint64_t>(value);
  }
  const std::uint64_t account = (bits >> 2 & 0x7fffffffff80) >> 7;
  std::string digits = std::to_string(account);
  if (digits.size() > 12) return;
  digits.insert(0, 12 - digits.size(), '0');
  reading.fact("account_id", std::move(digits));
}

void openai_family(const Reading& reading) {
  if (reading.key.find("T3BlbkFJ") == std::string_view::npos) return;  // base64 of "OpenAI"
  reading.structure();
  for (const std::string_view family : {"proj", "svcacct", "service", "admin"}) {
    if (reading.key.substr(3).starts_with(family))
      return reading.fact("family", std::string(family));
  }
  reading.fact("family", "user");
}

void pypi_macaroon(const Reading& reading) {
  const std::string bytes =
      decode_base64(reading.key.substr(std::min<std::size_t>(5, reading.key.size())));
  // Version 2, then field 1 (location) with its length.
  if (bytes.size() < 12 || bytes[0] != 2 || bytes[1] != 1) return;
  const auto length = static_cast<std::uint8_t>(bytes[2]);
  if (length > 40 || bytes.size() < 3u + length) return;
  reading.structure();
  reading.fact("location", bytes.substr(3, length));
}

void mapbox(const Reading& reading) {
  const std::string payload = decode_base64(part(reading.key, 1, '.'));
  std::string user = json_value(payload, "u");
  if (user.empty()) return;
  reading.structure();
  reading.fact("account", std::move(user));
}

void sentry_org(const Reading& reading) {
  const std::string payload = decode_base64(part(reading.key, 1, '_'));
  std::string org = json_value(payload, "org");
  if (org.empty()) return;
  reading.structure();
  reading.fact("organisation", std::move(org));
}

void onepassword(const Reading& reading) {
  const std::string payload =
      decode_base64(reading.key.substr(std::min<std::size_t>(4, reading.key.size())));
  if (payload.empty() || payload[0] != '{') return;
  reading.structure();
  std::string address = json_value(payload, "signInAddress");
  if (!address.empty()) reading.fact("host", std::move(address));
}

void clerk_host(const Reading& reading) {
  const std::string host = decode_base64(part(reading.key, 2, '_'));
  if (host.size() < 2 || host.back() != '$') return;
  reading.structure();
  reading.fact("host", host.substr(0, host.size() - 1));
}

void discord_bot(const Reading& reading) {
  const std::string user = decode_base64(part(reading.key, 0, '.'));
  if (user.size() < 15 ||
      !std::all_of(user.begin(), user.end(), [](char c) { return c >= '0' && c <= '9'; }))
    return;
  reading.structure();
  reading.fact("bot_id", user);
}

// sp= permissions, se= expiry of a shared access signature.
void azure_sas(const Reading& reading) {
  const auto parameter = [&](std::string_view name) -> std::string {
    const std::size_t at = reading.key.find(name);
    if (at == std::string_view::npos ||
        (at > 0 && reading.key[at - 1] != '?' && reading.key[at - 1] != '&'))
      return {};
    return std::string(reading.key.substr(
        at + name.size(), std::min<std::size_t>(reading.key.find('&', at) - at - name.size(), 40)));
  };
  std::string permissions = parameter("sp="), expires = parameter("se=").substr(0, 10);
  if (!permissions.empty()) reading.fact("permissions", std::move(permissions));
  if (expires.size() != 10) return;
  reading.out.expired = !reading.today.empty() && expires < reading.today;
  reading.fact("expires", std::move(expires));
}

struct Known {
  std::string_view name;
  void (*read)(const Reading&);
};
constexpr Known kKnown[] = {
    {"jwt", jwt},
    {"aws-account", aws_account},
    {"openai-family", openai_family},
    {"pypi-macaroon", pypi_macaroon},
    {"mapbox", mapbox},
    {"sentry-org", sentry_org},
    {"onepassword", onepassword},
    {"clerk-host", clerk_host},
    {"discord-bot", discord_bot},
    {"azure-sas", azure_sas},
};

}  // namespace

bool knows_decode(std::string_view name) {
  return std::any_of(std::begin(kKnown), std::end(kKnown),
                     [&](const Known& known) { return known.name == name; });
}

KeyFacts facts_of(std::string_view key, std::string_view checksum, std::string_view decode,
                  std::string_view today) {
  KeyFacts out;
  const Check check = checksum.empty() ? Check::kNone : check_key(checksum, key);
  if (check != Check::kNone)
    out.validity = check == Check::kPassed ? Validity::kChecksum : Validity::kChecksumFailed;
  const Reading reading{out, key, today};
  for (const Known& known : kKnown) {
    if (known.name == decode) known.read(reading);
  }
  if (checksum == "azure-his" && check == Check::kPassed) {
    std::string_view purpose;
    (void)check_azure_identifiable(key, &purpose);
    reading.fact("purpose", std::string(purpose));
    if (purpose == "Query000")
      out.exposure = Exposure::kPublic;  // a search query key may stand in a page, an admin key not
  }
  return out;
}

}  // namespace stoprule
