#include "verify/marvin.h"

#include <bit>
#include <string>

#include "text/digest.h"

namespace stoprule {
namespace {

// Which seeds a signature may have been made with.
struct Signature {
  std::string_view signature;
  std::string_view seeds[8];
};
constexpr Signature kSignatures[] = {
    {"+ASt", {"Default0"}},
    {"ACDb", {"MastRW00", "MastRO00", "SystRW00", "SystRO00", "SysAll00", "Resour00", "Encryp00"}},
    {"+ABa", {"AbAcct00"}},
    {"AzFu", {"Master00", "System00", "Functi00"}},
    {"AzCa", {"Access00"}},
    {"AzSe", {"Query000", "PAdmin00"}},
    {"+ASb", {"System00", "Send0000", "Listen00", "Manage00", "Unknown0"}},
    {"+AEh", {"System00", "Send0000", "Listen00", "Manage00", "Unknown0"}},
    {"+ARm", {"System00", "Send0000", "Listen00", "Manage00", "Unknown0"}},
    {"+ACR", {"ACRDflt0"}},
    {"AIoT", {"IoTHub00", "DpsKey00", "Device00"}},
    {"APIM", {"Tenant00", "Gatewy00", "GitKey00", "IoTHub00"}},
    {"+AMC", {"Classic0"}},
    {"+SQL", {"Default0"}},
    {"AZEG", {"Default0"}},
};

std::uint64_t seed_of(std::string_view name) {
  std::uint64_t seed = 0;
  for (const char c : name) seed = seed << 8 | static_cast<std::uint8_t>(c);
  return seed;
}

std::uint32_t little_endian(std::string_view bytes) {
  std::uint32_t value = 0;
  for (std::size_t i = 4; i-- > 0;) value = value << 8 | static_cast<std::uint8_t>(bytes[i]);
  return value;
}

}  // namespace

std::uint32_t marvin32(std::string_view bytes, std::uint64_t seed) {
  auto a = static_cast<std::uint32_t>(seed), b = static_cast<std::uint32_t>(seed >> 32);
  const auto mix = [&] {
    b ^= a;
    a = std::rotl(a, 20) + b;
    b = std::rotl(b, 9) ^ a;
    a = std::rotl(a, 27) + b;
    b = std::rotl(b, 19);
  };
  for (; bytes.size() >= 4; bytes.remove_prefix(4)) {
    a += little_endian(bytes);
    mix();
  }
  std::string rest(bytes);
  rest.push_back(static_cast<char>(0x80));
  rest.resize(4);
  a += little_endian(rest);
  mix();
  mix();
  return a ^ b;
}

Check check_azure_identifiable(std::string_view key, std::string_view* purpose) {
  const std::string bytes = decode_base64(key);
  if (bytes.size() < 9) return Check::kNone;
  const std::uint32_t expected = little_endian(std::string_view(bytes).substr(bytes.size() - 4));
  const std::string_view head = std::string_view(bytes).substr(0, bytes.size() - 4);
  bool known = false;
  for (const Signature& entry : kSignatures) {
    if (key.find(entry.signature) == std::string_view::npos) continue;
    known = true;
    for (const std::string_view seed : entry.seeds) {
      if (seed.empty() || marvin32(head, seed_of(seed)) != expected) continue;
      if (purpose != nullptr) *purpose = seed;
      return Check::kPassed;
    }
  }
  return known ? Check::kFailed : Check::kNone;
}

Check check_azure_identifiable(std::string_view key) {
  return check_azure_identifiable(key, nullptr);
}

// 84 characters: 52 random, JQQJ9…, platform and provider; the last four begin the base-62 form of
// the checksum of the bytes before.
Check check_azure_cask(std::string_view key) {
  if (key.size() < 84 || key.substr(52, 5) != "JQQJ9") return Check::kNone;
  constexpr std::string_view kDigits =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
  const std::string bytes = decode_base64(key.substr(0, 80));
  std::uint32_t sum = marvin32(bytes, seed_of("Default0"));
  std::string text;
  for (; sum != 0; sum /= 62) text.insert(text.begin(), kDigits[sum % 62]);
  while (text.size() < 4) text.insert(text.begin(), kDigits[0]);
  // The order of the digits is read from code, not from samples: agreement says much, disagreement
  // nothing.
  return key.substr(80, 4) == std::string_view(text).substr(0, 4) ? Check::kPassed : Check::kNone;
}

// A personal access token of 52 base-32 characters: four of its 32 bytes are the CRC of others, xor
// a seed.
Check check_azure_devops(std::string_view key) {
  if (key.size() != 52) return Check::kNone;
  std::string b;
  std::uint32_t bits = 0;
  int have = 0;
  for (const char c : key) {
    const int value = c >= 'a' && c <= 'z' ? c - 'a' : c >= '2' && c <= '7' ? c - '2' + 26 : -1;
    if (value < 0) return Check::kNone;
    bits = (bits << 5 | static_cast<std::uint32_t>(value)) & 0xffff;
    have += 5;
    if (have < 8) continue;
    have -= 8;
    b.push_back(static_cast<char>(bits >> have));
  }
  if (b.size() != 32) return Check::kNone;
  const std::string token = b.substr(0, 2) + b.substr(3, 4) + b.substr(9, 13) + b.substr(23, 9);
  const std::string stored = {b[22], b[8], b[7], b[2]};
  const std::uint32_t sum = crc32(token);
  return (sum ^ 0xe0b9692d) == little_endian(stored) || (sum ^ 0x1019f92e) == little_endian(stored)
             ? Check::kPassed
             : Check::kFailed;
}

// "???8Q~" and 34 more: the last three begin the checksum of the head in an alphabet of 65
// characters.
Check check_entra_secret(std::string_view key) {
  if (key.size() < 37 || key.substr(3, 3) != "8Q~") return Check::kNone;
  constexpr std::string_view kDigits =
      "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.-_~";
  constexpr std::uint64_t kSeed = 0x4161645077643030;
  std::uint32_t sum = marvin32(key.substr(0, key.size() - 3), kSeed);
  std::string text;
  for (int i = 0; i < 3; ++i, sum /= static_cast<std::uint32_t>(kDigits.size()))
    text.push_back(kDigits[sum % kDigits.size()]);
  // As above: read from code only, so a mismatch is not held against the key.
  return text == key.substr(key.size() - 3) ? Check::kPassed : Check::kNone;
}

}  // namespace stoprule
