// What keys say of themselves: each is made here with something in it, and that is told.
#include "verify/facts.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "made/encoded.h"
#include "made/random.h"

namespace stoprule {
namespace {

constexpr std::string_view kAlnum =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
constexpr std::string_view kToday = "2026-11-24";

std::string any(std::size_t size) {
  Random random(size);
  std::string out;
  while (out.size() < size) out.push_back(kAlnum[random.below(kAlnum.size())]);
  return out;
}

std::string url64(std::string_view bytes) { return base64(bytes, "-_", false); }

std::string jwt(std::string_view payload) {
  return url64(R"({"alg":"HS256","typ":"JWT"})") + "." + url64(payload) + "." + any(43);
}

// The account in the upper 41 of the bits behind the first, then random ones: 80 in all.
std::string aws_key_id(std::uint64_t account) {
  constexpr std::string_view kBase32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
  const std::uint64_t bits = account << 7 | 0x55;  // 48 of them
  std::string out =
      "AK"
      "IA";
  for (int shift = 43; shift >= 0; shift -= 5) out.push_back(kBase32[bits >> shift & 31]);
  out.push_back(kBase32[(bits & 7) << 2]);
  return out + "ABCDEF";
}

std::string openai_key(std::string_view family) {
  return "sk-" + std::string(family) + any(20) +
         "T3Bl"
         "bkFJ" +
         any(20);
}

struct Row {
  std::string_view decode;
  std::string key;
  std::vector<Fact> facts;
};

std::vector<Row> rows() {
  const std::string index = "index.test";
  return {
      {"jwt",
       jwt(R"({"iss":"https://id.test","sub":"somebody","exp":1900000000})"),
       {{"algorithm", "HS256"}, {"issuer", "https://id.test"}, {"expires", "2030-03-17"}}},
      {"jwt",
       jwt(R"({"iss":"supabase","ref":"aproject","role":"anon"})"),
       {{"algorithm", "HS256"}, {"issuer", "supabase"}, {"role", "anon"}, {"project", "aproject"}}},
      {"aws-account", aws_key_id(123456789012), {{"account_id", "123456789012"}}},
      {"aws-account", aws_key_id(42), {{"account_id", "000000000042"}}},
      {"openai-family", openai_key(""), {{"family", "user"}}},
      {"openai-family", openai_key("proj-"), {{"family", "proj"}}},
      {"openai-family", openai_key("svcacct-"), {{"family", "svcacct"}}},
      {"openai-family", openai_key("admin-"), {{"family", "admin"}}},
      {"pypi-macaroon",
       "pypi-" + url64("\x02\x01" + std::string(1, static_cast<char>(index.size())) + index +
                       "\x02" + any(60)),
       {{"location", index}}},
      {"mapbox",
       "pk." + url64(R"({"u":"somebody","a":"anid"})") + "." + any(22),
       {{"account", "somebody"}}},
      {"sentry-org",
       "sntrys_" + base64(R"({"iat":1,"url":"https://errors.test","org":"acme"})") + "_" + any(43),
       {{"organisation", "acme"}}},
      {"onepassword",
       "ops_" + url64(R"({"signInAddress":"acme.test","email":"a@acme.test"})"),
       {{"host", "acme.test"}}},
      {"clerk-host", "pk_live_" + base64("clerk.acme.test$"), {{"host", "clerk.acme.test"}}},
      {"discord-bot",
       url64("123456789012345678") + "." + any(6) + "." + any(27),
       {{"bot_id", "123456789012345678"}}},
      {"azure-sas",
       "sv=2024-11-04&sp=rl&se=2030-01-02T03:04:05Z&sig=" + any(43),
       {{"permissions", "rl"}, {"expires", "2030-01-02"}}},
  };
}

bool holds(const std::vector<Fact>& facts, const Fact& fact) {
  return std::any_of(facts.begin(), facts.end(), [&](const Fact& known) {
    return known.name == fact.name && known.value == fact.value;
  });
}

TEST(Facts, AreWhatTheKeySays) {
  for (const Row& row : rows()) {
    const KeyFacts known = facts_of(row.key, "", row.decode, kToday);
    for (const Fact& fact : row.facts)
      EXPECT_TRUE(holds(known.facts, fact)) << row.decode << ' ' << fact.name;
    EXPECT_EQ(known.facts.size(), row.facts.size()) << row.decode;
    EXPECT_FALSE(known.expired) << row.decode;
  }
}

TEST(Facts, AreNoneOfWhatOnlyLooksLikeIt) {
  for (const Row& row : rows()) {
    if (row.decode == "aws-account") continue;  // any sixteen digits are of some account
    const KeyFacts known = facts_of(row.key.substr(0, 4) + any(40), "", row.decode, kToday);
    EXPECT_TRUE(known.facts.empty()) << row.decode;
    EXPECT_FALSE(known.validity.has_value()) << row.decode;
  }
}

TEST(Facts, SayWhoMaySeeAToken) {
  const auto exposure = [](std::string_view role) {
    const std::string payload = R"({"role":")" + std::string(role) + R"("})";
    return facts_of(jwt(payload), "", "jwt", kToday).exposure;
  };
  EXPECT_EQ(exposure("anon"), Exposure::kPublic);
  EXPECT_EQ(exposure("service_role"), Exposure::kNever);
  EXPECT_FALSE(exposure("authenticated").has_value());
}

TEST(Facts, SayThatAKeyHasExpired) {
  EXPECT_TRUE(facts_of(jwt(R"({"exp":1600000000})"), "", "jwt", kToday).expired);
  EXPECT_FALSE(facts_of(jwt(R"({"exp":1600000000})"), "", "jwt", "").expired);
  EXPECT_TRUE(facts_of("se=2020-01-02&sig=" + any(43), "", "azure-sas", kToday).expired);
}

}  // namespace
}  // namespace stoprule
