#include "verify/checksum.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <string>

#include "text/characters.h"
#include "text/digest.h"
#include "verify/marvin.h"

namespace stoprule {
namespace {

constexpr std::string_view kDigitsUpperLower =
    "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
constexpr std::string_view kDigitsLowerUpper =
    "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";
constexpr std::string_view kBase36 = kDigitsLowerUpper.substr(0, 36);
constexpr std::string_view kHexLower = kDigitsLowerUpper.substr(0, 16);
constexpr std::string_view kHexUpper = kDigitsUpperLower.substr(0, 16);

std::string in_base(std::uint64_t value, std::string_view digits, std::size_t width) {
  std::string out(width, digits[0]);
  for (std::size_t i = width; i-- > 0; value /= digits.size())
    out[i] = digits[value % digits.size()];
  return out;
}

std::uint32_t swapped(std::uint32_t v) {
  return v >> 24 | (v >> 8 & 0xff00) | (v << 8 & 0xff0000) | v << 24;
}

Check passed(bool same) { return same ? Check::kPassed : Check::kFailed; }

// What stands behind the first '_'... of the key: the part that prefixes leave.
std::string_view behind_last(std::string_view key, char separator) {
  const std::size_t at = key.rfind(separator);
  return at == std::string_view::npos ? key : key.substr(at + 1);
}

// The last `width` digits are the CRC-32 of what the caller says.
Check crc_tail(std::string_view head, std::string_view tail, std::string_view digits) {
  return passed(in_base(crc32(head), digits, tail.size()) == tail);
}

Check body_crc(std::string_view key, std::size_t prefix, std::size_t width,
               std::string_view digits) {
  if (key.size() < prefix + width + 1) return Check::kNone;
  return crc_tail(key.substr(prefix, key.size() - prefix - width), key.substr(key.size() - width),
                  digits);
}

Check whole_crc(std::string_view key, std::size_t width, std::string_view digits) {
  if (key.size() < width + 1) return Check::kNone;
  return crc_tail(key.substr(0, key.size() - width), key.substr(key.size() - width), digits);
}

// ghp_, gho_, npm_ …: six base-62 digits of the CRC of the body.
Check github(std::string_view key) {
  const std::string_view body = behind_last(key, '_');
  return body.size() == 36 || body.size() == 76 ? body_crc(body, 0, 6, kDigitsUpperLower)
                                                : Check::kNone;
}

// github_pat_ with 22, '_', 59: eight base-32 digits of the SHA-256 of the first 77 characters,
// then eight random ones.
Check github_fine_grained(std::string_view key) {
  if (key.size() != 93) return Check::kNone;
  constexpr std::string_view kBase32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
  const Sha256 digest = sha256(key.substr(0, 77));
  std::uint64_t bits = 0;
  for (int i = 0; i < 5; ++i) bits = bits << 8 | digest[static_cast<std::size_t>(i)];
  return passed(in_base(bits, kBase32, 8) == key.substr(77, 8));
}

// glpat-….01.<length><crc>: seven base-36 digits over everything before.
Check gitlab_routable(std::string_view key) {
  if (std::count(key.begin(), key.end(), '.') < 2) return Check::kNone;
  return whole_crc(key, 7, kBase36);
}

Check grafana(std::string_view key) {  // the CRC's bytes are in little-endian order
  const std::size_t at = key.rfind('_');
  if (at == std::string_view::npos) return Check::kNone;
  return passed(in_base(swapped(crc32(key.substr(0, at))), kHexLower, 8) == key.substr(at + 1));
}

Check confluent(
    std::string_view key) {  // cflt + 54 + six base-64 digits of the CRC's little-endian bytes
  if (key.size() < 64) return Check::kNone;
  const std::string_view body = key.substr(key.size() - 60, 54), tail = key.substr(key.size() - 6);
  const std::uint64_t bits = std::uint64_t{swapped(crc32(body))}
                             << 4;  // 32 bits are six digits, the last of two bits
  return passed(in_base(bits, kBase64Digits, 6) == tail);
}

Check zuplo(std::string_view key) {  // zpka_ + 32 + '_' + 8 hex
  const std::size_t at = key.rfind('_');
  if (at == std::string_view::npos || at < 33) return Check::kNone;
  return crc_tail(key.substr(at - 32, 32), key.substr(at + 1), kHexLower);
}

// Bech32 (BIP-173) with the human-readable part in front.
Check age(std::string_view key) {
  constexpr std::string_view kCharset = "qpzry9x8gf2tvdw0s3jn54khce6mua7l";
  std::string text;
  for (const char c : key) text.push_back(c >= 'A' && c <= 'Z' ? static_cast<char>(c | 0x20) : c);
  const std::size_t one = text.rfind('1');
  if (one == std::string::npos) return Check::kNone;
  std::string values;
  for (std::size_t i = 0; i < one; ++i) values.push_back(static_cast<char>(text[i] >> 5));
  values.push_back(0);
  for (std::size_t i = 0; i < one; ++i) values.push_back(static_cast<char>(text[i] & 31));
  for (const char c : text.substr(one + 1)) {
    const std::size_t value = kCharset.find(c);
    if (value == std::string_view::npos) return Check::kFailed;
    values.push_back(static_cast<char>(value));
  }
  std::uint32_t sum = 1;
  for (const char value : values) {
    const std::uint32_t top = sum >> 25;
    sum = (sum & 0x1ffffff) << 5 ^ static_cast<std::uint32_t>(value);
    constexpr std::array<std::uint32_t, 5> kGenerator = {0x3b6a57b2, 0x26508e6d, 0x1ea119fa,
                                                         0x3d4233dd, 0x2a1462b3};
    for (std::size_t i = 0; i < 5; ++i) sum ^= (top >> i & 1) != 0 ? kGenerator[i] : 0;
  }
  return passed(sum == 1);
}

// Base58 whose last four bytes are the start of the double SHA-256 of the others.
Check base58check(std::string_view key) {
  constexpr std::string_view kBase58 = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";
  std::string bytes;  // little-endian
  for (const char c : key.substr(0, 256)) {
    const std::size_t digit = kBase58.find(c);
    if (digit == std::string_view::npos) return Check::kNone;
    std::uint32_t carry = static_cast<std::uint32_t>(digit);
    for (char& byte : bytes) {
      carry += 58u * static_cast<std::uint8_t>(byte);
      byte = static_cast<char>(carry);
      carry >>= 8;
    }
    if (carry != 0) bytes.push_back(static_cast<char>(carry));
  }
  for (std::size_t i = 0; i < key.size() && key[i] == '1'; ++i) bytes.push_back(0);
  std::reverse(bytes.begin(), bytes.end());
  if (bytes.size() < 5) return Check::kNone;
  const auto as_text = [](const Sha256& digest) {
    std::string out;
    for (const std::uint8_t byte : digest) out.push_back(static_cast<char>(byte));
    return out;
  };
  const std::string twice = as_text(sha256(as_text(sha256(bytes.substr(0, bytes.size() - 4)))));
  return passed(twice.compare(0, 4, bytes, bytes.size() - 4, 4) == 0);
}

struct Known {
  std::string_view name;
  Check (*check)(std::string_view key);
};
constexpr Known kKnown[] = {
    {"github", github},
    {"npm", github},
    {"github-fine-grained", github_fine_grained},
    {"gitlab-routable", gitlab_routable},
    {"vercel", [](std::string_view key) { return body_crc(key, 4, 6, kDigitsUpperLower); }},
    {"cloudflare",
     [](std::string_view key) { return body_crc(behind_last(key, '_'), 0, 8, kHexLower); }},
    {"atlassian", [](std::string_view key) { return whole_crc(key, 8, kHexUpper); }},
    {"grafana", grafana},
    {"apify", [](std::string_view key) { return whole_crc(key, 6, kDigitsLowerUpper); }},
    {"saladcloud",
     [](std::string_view key) { return body_crc(behind_last(key, '_'), 0, 6, kDigitsUpperLower); }},
    {"canva", [](std::string_view key) { return whole_crc(key, 8, kHexLower); }},
    {"confluent", confluent},
    {"zuplo", zuplo},
    {"age", age},
    {"base58check", base58check},
    {"azure-devops", check_azure_devops},
    {"azure-his", check_azure_identifiable},
    {"azure-cask", check_azure_cask},
    {"entra", check_entra_secret},
};

}  // namespace

Check check_key(std::string_view name, std::string_view key) {
  for (const Known& known : kKnown) {
    if (known.name == name) return known.check(key);
  }
  return Check::kNone;
}

bool knows_checksum(std::string_view name) {
  return std::any_of(std::begin(kKnown), std::end(kKnown),
                     [&](const Known& known) { return known.name == name; });
}

}  // namespace stoprule
