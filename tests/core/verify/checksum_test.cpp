// Keys that are made with their check pass it, and one character further they fail it. The checks
// are written down here once more, by their descriptions.
#include "verify/checksum.h"

#include <gtest/gtest.h>

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "made/encoded.h"
#include "made/random.h"
#include "text/digest.h"
#include "verify/facts.h"
#include "verify/marvin.h"

namespace stoprule {
namespace {

constexpr std::string_view kLower = "abcdefghijklmnopqrstuvwxyz";
constexpr std::string_view kUpper = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
constexpr std::string_view kDigits = "0123456789";

std::string joined(std::string_view a, std::string_view b, std::string_view c) {
  return std::string(a).append(b).append(c);
}
const std::string kUpperFirst = joined(kDigits, kUpper, kLower);
const std::string kLowerFirst = joined(kDigits, kLower, kUpper);

std::string any(std::size_t size, std::string_view alphabet, Random& random) {
  std::string out;
  while (out.size() < size) out.push_back(alphabet[random.below(alphabet.size())]);
  return out;
}

std::string number(std::uint64_t value, std::string_view digits, std::size_t width) {
  std::string out;
  for (; value != 0; value /= digits.size()) out.insert(out.begin(), digits[value % digits.size()]);
  while (out.size() < width) out.insert(out.begin(), digits[0]);
  return out;
}

std::string little_endian(std::uint32_t value) {
  std::string out;
  for (int i = 0; i < 4; ++i) out.push_back(static_cast<char>(value >> (8 * i)));
  return out;
}

constexpr std::string_view kBech32 = "qpzry9x8gf2tvdw0s3jn54khce6mua7l";

// BIP-173: six digits that make the polynomial of everything one.
std::uint32_t bech32_sum(std::string_view name, const std::vector<std::uint32_t>& data) {
  std::vector<std::uint32_t> all;
  for (const char c : name) all.push_back(static_cast<std::uint8_t>(c) >> 5);
  all.push_back(0);
  for (const char c : name) all.push_back(static_cast<std::uint8_t>(c) & 31);
  all.insert(all.end(), data.begin(), data.end());
  all.insert(all.end(), 6, 0);
  std::uint32_t sum = 1;
  for (const std::uint32_t digit : all) {
    const std::uint32_t top = sum >> 25;
    sum = (sum & 0x1ffffff) << 5 ^ digit;
    if ((top & 1) != 0) sum ^= 0x3b6a57b2;
    if ((top & 2) != 0) sum ^= 0x26508e6d;
    if ((top & 4) != 0) sum ^= 0x1ea119fa;
    if ((top & 8) != 0) sum ^= 0x3d4233dd;
    if ((top & 16) != 0) sum ^= 0x2a1462b3;
  }
  return sum ^ 1;
}

std::string age_key(Random& random) {
  const std::string name =
      "age-secret"
      "-key-";
  std::vector<std::uint32_t> data;
  data.reserve(58);
  for (int i = 0; i < 52; ++i) data.push_back(static_cast<std::uint32_t>(random.below(32)));
  const std::uint32_t sum = bech32_sum(name, data);
  for (int i = 5; i >= 0; --i) data.push_back(sum >> (5 * i) & 31);
  std::string out = name + "1";
  for (const std::uint32_t digit : data) out.push_back(kBech32[digit]);
  for (char& c : out) c = c >= 'a' && c <= 'z' ? static_cast<char>(c - 0x20) : c;
  return out;
}

std::string bytes_of(std::size_t size, Random& random) {
  std::string out;
  while (out.size() < size) out.push_back(static_cast<char>(random.below(256)));
  return out;
}

std::string digest_of(std::string_view bytes) {
  const Sha256 digest = sha256(bytes);
  return {digest.begin(), digest.end()};
}

// A version byte, 32 random ones, and four of the double SHA-256, as one number in base 58.
std::string base58_key(Random& random) {
  constexpr std::string_view kDigits58 =
      "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";
  std::string bytes = "\x80" + bytes_of(32, random);
  bytes += digest_of(digest_of(bytes)).substr(0, 4);
  std::string out;
  while (!bytes.empty()) {  // long division
    std::uint32_t rest = 0;
    std::string quotient;
    for (const char c : bytes) {
      rest = rest << 8 | static_cast<std::uint8_t>(c);
      if (!quotient.empty() || rest >= 58) quotient.push_back(static_cast<char>(rest / 58));
      rest %= 58;
    }
    out.insert(out.begin(), kDigits58[rest]);
    bytes = quotient;
  }
  return out;
}

// 32 bytes in base 32; bytes 2, 7, 8 and 22 are the check, from its last byte to its first.
std::string azure_devops_key(Random& random, std::uint32_t seed) {
  std::string bytes = bytes_of(32, random);
  std::string said = bytes;
  for (const std::size_t at : {22u, 8u, 7u, 2u}) said.erase(at, 1);
  const std::string check = little_endian(crc32(said) ^ seed);
  bytes[22] = check[0];
  bytes[8] = check[1];
  bytes[7] = check[2];
  bytes[2] = check[3];
  std::string bits;
  for (const char c : bytes) {
    for (int i = 7; i >= 0; --i)
      bits.push_back((static_cast<std::uint8_t>(c) >> i & 1) != 0 ? '1' : '0');
  }
  bits.resize(260, '0');
  const std::string digits = joined(kLower, "234567", "");
  std::string out;
  for (std::size_t i = 0; i < bits.size(); i += 5)
    out.push_back(digits[std::stoul(bits.substr(i, 5), nullptr, 2)]);
  return out;
}

std::uint64_t seed_of(std::string_view name) {
  std::uint64_t seed = 0;
  for (const char c : name) seed = seed << 8 | static_cast<std::uint8_t>(c);
  return seed;
}

// Random bytes, a signature that reads as itself in base 64, and Marvin32 of both.
std::string azure_identifiable_key(Random& random, std::string_view signature,
                                   std::string_view seed) {
  std::string bytes = bytes_of(57, random) + decode_base64(signature);
  bytes += little_endian(marvin32(bytes, seed_of(seed)));
  return base64(bytes);
}

std::string azure_cask_key(Random& random) {
  const std::string digits = joined(kUpper, kLower, kDigits);
  const std::string head = any(52, digits, random) +
                           "JQQJ"
                           "99" +
                           any(22, digits, random);
  const std::string sum = number(marvin32(decode_base64(head), seed_of("Default0")), digits, 4);
  return head + sum.substr(0, 4);
}

std::string entra_key(Random& random) {
  const std::string digits = joined(kLower, kUpper, joined(kDigits, ".-_~", ""));
  std::string key = any(3, digits, random) +
                    "8Q"
                    "~" +
                    any(31, digits, random);
  std::uint32_t sum = marvin32(key, seed_of("AadPwd00"));
  for (int i = 0; i < 3; ++i, sum /= static_cast<std::uint32_t>(digits.size()))
    key.push_back(digits[sum % digits.size()]);
  return key;
}

struct Row {
  std::string_view checksum;
  std::function<std::string(Random&)> make;
};

// A prefix, a body, and the CRC-32 of the body or of both.
Row with_crc(std::string_view checksum, std::string_view prefix, std::size_t body,
             std::string_view digits, std::size_t width, bool of_whole) {
  return {checksum, [=](Random& random) {
            const std::string said = any(body, kUpperFirst, random);
            const std::string head = std::string(prefix) + said;
            return head + number(crc32(of_whole ? head : said), digits, width);
          }};
}

std::vector<Row> rows() {
  return {
      with_crc("github",
               "gh"
               "p_",
               30, kUpperFirst, 6, false),
      with_crc("github",
               "gh"
               "r_",
               70, kUpperFirst, 6, false),
      with_crc("npm",
               "np"
               "m_",
               30, kUpperFirst, 6, false),
      with_crc("vercel",
               "vc"
               "p_",
               50, kUpperFirst, 6, false),
      with_crc("cloudflare",
               "cf"
               "ut_",
               40, kLowerHex, 8, false),
      with_crc("saladcloud",
               "salad_cloud_"
               "user_",
               40, kUpperFirst, 6, false),
      with_crc("atlassian",
               "ATA"
               "TT3",
               177, kUpperHex, 8, true),
      with_crc("apify",
               "apify_"
               "api_",
               30, kLowerFirst, 6, true),
      with_crc("canva",
               "cn"
               "vca",
               43, kLowerHex, 8, true),
      {"gitlab-routable",
       [](Random& random) {
         const std::string head =
             "gl"
             "pat-" +
             any(27, kUpperFirst, random) + ".01.0r";
         return head + number(crc32(head), kLowerFirst.substr(0, 36), 7);
       }},
      {"grafana",
       [](Random& random) {
         const std::string head =
             "gl"
             "sa_" +
             any(32, kUpperFirst, random);
         return head + "_" + hex_bytes(little_endian(crc32(head)), "");
       }},
      {"zuplo",
       [](Random& random) {
         const std::string body = any(32, kLowerHex, random);
         return "zp"
                "ka_" +
                body + "_" + number(crc32(body), kLowerHex, 8);
       }},
      {"confluent",
       [](Random& random) {
         const std::string body = any(54, kUpperFirst, random);
         return "cf"
                "lt" +
                body + base64(little_endian(crc32(body)), "+/", false);
       }},
      {"github-fine-grained",
       [](Random& random) {
         const std::string head =
             "github_"
             "pat_" +
             any(22, kUpperFirst, random) + "_" + any(43, kUpperFirst, random);
         const Sha256 digest = sha256(head);
         std::uint64_t bits = 0;
         for (std::size_t i = 0; i < 5; ++i) bits = bits << 8 | digest[i];
         return head + number(bits, joined(kUpper, "234567", ""), 8) + any(8, kUpperFirst, random);
       }},
      {"age", age_key},
      {"azure-devops", [](Random& random) { return azure_devops_key(random, 0xe0b9692d); }},
      {"azure-devops", [](Random& random) { return azure_devops_key(random, 0x1019f92e); }},
      {"azure-his",
       [](Random& random) { return azure_identifiable_key(random, "+ASt", "Default0"); }},
      {"azure-his",
       [](Random& random) { return azure_identifiable_key(random, "ACDb", "MastRW00"); }},
      {"azure-his",
       [](Random& random) { return azure_identifiable_key(random, "AzSe", "Query000"); }},
      {"base58check", base58_key},
  };
}

// Their descriptions were read from code: a mismatch is not held against the key.
std::vector<Row> rows_that_only_pass() {
  return {{"azure-cask", azure_cask_key}, {"entra", entra_key}};
}

TEST(Checksum, PassesWhatIsMadeWithItAndFailsWhatIsChanged) {
  EXPECT_EQ(crc32("123456789"), 0xcbf43926u);  // the check value of the catalogue of CRCs
  for (const Row& row : rows()) {
    for (std::uint64_t seed = 1; seed <= 20; ++seed) {
      Random random(seed);
      std::string key = row.make(random);
      EXPECT_EQ(check_key(row.checksum, key), Check::kPassed) << row.checksum << ' ' << key.size();
      char& changed = key[key.size() / 2];
      changed = changed == 'a' || changed == 'A' ? 'b' : 'a';
      EXPECT_EQ(check_key(row.checksum, key), Check::kFailed) << row.checksum;
    }
  }
}

TEST(Checksum, PassesWhatIsMadeWithItAndSaysNothingOfTheRest) {
  for (const Row& row : rows_that_only_pass()) {
    for (std::uint64_t seed = 1; seed <= 20; ++seed) {
      Random random(seed);
      std::string key = row.make(random);
      EXPECT_EQ(check_key(row.checksum, key), Check::kPassed) << row.checksum;
      char& changed = key[key.size() / 2];
      changed = changed == 'a' || changed == 'A' ? 'b' : 'a';
      EXPECT_EQ(check_key(row.checksum, key), Check::kNone) << row.checksum;
    }
  }
}

TEST(Checksum, OfAzureSaysWhatTheKeyIsFor) {
  Random random(7);
  const auto facts = [&](std::string_view seed) {
    return facts_of(azure_identifiable_key(random, "AzSe", seed), "azure-his", "", "");
  };
  const KeyFacts query = facts("Query000"), admin = facts("PAdmin00"), other = facts("Default0");
  ASSERT_EQ(query.facts.size(), 1u);
  EXPECT_EQ(query.facts[0].value, "Query000");
  EXPECT_EQ(query.exposure, Exposure::kPublic);
  ASSERT_EQ(admin.facts.size(), 1u);
  EXPECT_EQ(admin.facts[0].value, "PAdmin00");
  EXPECT_FALSE(admin.exposure.has_value());
  EXPECT_EQ(other.validity, Validity::kChecksumFailed);  // no seed of this signature
  EXPECT_TRUE(other.facts.empty());
}

TEST(Checksum, IsNoneOfAFormWithoutIt) {
  EXPECT_EQ(check_key("github", "too short"), Check::kNone);
  EXPECT_EQ(check_key("gitlab-routable", "without points"), Check::kNone);
  EXPECT_EQ(check_key("no such check", "anything"), Check::kNone);
}

}  // namespace
}  // namespace stoprule
