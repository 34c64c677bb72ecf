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
  };
}

TEST(Checksum, PassesWhatIsMadeWithItAndFailsWhatIsChanged) {
  EXPECT_EQ(crc32("123456789"), 0xcbf43926u);  // the check value of the catalogue of CRCs
  for (const Row& row : rows()) {
    for (std::uint64_t seed = 1; seed <= 20; ++seed) {
      Random random(seed);
      std::string key = row.make(random);
      EXPECT_EQ(check_key(row.checksum, key), Check::kPassed) << row.checksum << ' ' << key.size();
      char& changed = key[key.size() / 2];
      changed = changed == 'a' ? 'b' : 'a';
      EXPECT_EQ(check_key(row.checksum, key), Check::kFailed) << row.checksum;
    }
  }
}

TEST(Checksum, IsNoneOfAFormWithoutIt) {
  EXPECT_EQ(check_key("github", "too short"), Check::kNone);
  EXPECT_EQ(check_key("gitlab-routable", "without points"), Check::kNone);
  EXPECT_EQ(check_key("no such check", "anything"), Check::kNone);
}

}  // namespace
}  // namespace stoprule
