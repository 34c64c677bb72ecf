#include "verify/fingerprint.h"

#include <gtest/gtest.h>

#include <string>

#include "stoprule/stoprule.h"
#include "text/digest.h"

namespace stoprule {
namespace {

const std::string kKey = "a caller's key of 32 bytes or so",
                  kOther = "another key of 32 bytes or more!";

// What somebody who holds a fingerprint can do: try every secret of the form.
bool guessed(const std::string& wanted, std::uint32_t random_bits, std::string_view key) {
  for (int pin = 0; pin < 10000; ++pin) {
    const std::string secret = std::to_string(10000 + pin).substr(1);
    if (fingerprint("key/pin", secret, "PIN", random_bits, key) == wanted) return true;
  }
  return false;
}

TEST(Fingerprint, OfAShortSecretIsNotGuessed) {
  const std::string keyed = fingerprint("key/pin", "4711", "PIN", 13, kKey);
  EXPECT_TRUE(guessed(keyed, 13, kKey)) << "whoever has the key may; or this test tests nothing";
  EXPECT_FALSE(guessed(keyed, 13, kOther));
  EXPECT_FALSE(guessed(keyed, 13, ""));
  EXPECT_FALSE(guessed(keyed, 128, "")) << "nor as if it were a long one";
  // Not by plain digests either.
  for (int pin = 0; pin < 10000; ++pin) {
    const std::string secret = std::to_string(10000 + pin).substr(1);
    for (const std::string& message :
         {secret, "key/pin" + secret, std::string("key/pin\0", 8) + secret}) {
      EXPECT_NE("k1:" + hex(sha256(message)).substr(0, 32), keyed);
    }
  }
}

// Without a key every short secret of a name has the same fingerprint: it says nothing of it.
TEST(Fingerprint, WithoutAKeyHoldsNothingOfAShortSecret) {
  const std::string one = fingerprint("key/pin", "4711", "PIN", 13, "");
  EXPECT_TRUE(one.starts_with("s1:"));
  EXPECT_EQ(one, fingerprint("key/pin", "0815", "PIN", 13, ""));
  EXPECT_NE(one, fingerprint("key/pin", "4711", "OTHER", 13, ""));
  EXPECT_EQ(one, fingerprint("key/pin", "4711", "PIN", 95, ""));
  EXPECT_TRUE(fingerprint("key/pin", "4711", "PIN", 96, "").starts_with("p1:"));
}

// A rule that came within a major version alarms nobody's build before the next one.
TEST(NewRule, IsAWarningUntilTheNextMajorVersion) {
  const auto severity = [](const std::string& since) {
    Options options;
    options.mode = Mode::kScan;
    options.rules = {{"mine.json", R"({"id": "mine", "name": "Mine", "kind": "service",
      "as_of": "2026", "sources": ["https://example.com"], "keys": [{"id": "mine-key",
      "name": "Mine", "token": "mine_{alnum:32}", "exposure": "never",)" +
                                       since + R"("source": "https://example.com"}]})"}};
    Result<Audit> audit = Audit::open(Catalog::builtin(), std::move(options));
    EXPECT_TRUE(audit) << audit.error().where << audit.error().message;
    const std::string letters = "abcd1e2fghij3kl4mnop5qr6stuv7wx8";
    (void)audit->begin({.uri = "a.js"});
    (void)audit->feed("\"mine_" + letters + "\"");
    (void)audit->end();
    const Report report = *audit->finish();
    EXPECT_EQ(report.findings.size(), 1u);
    return report.findings.empty() ? Severity::kNote : report.findings[0].severity;
  };
  const std::string major(version().substr(0, version().find('.')));
  const std::string earlier = std::to_string(std::stoi(major) + 1);  // any other than this one
  EXPECT_EQ(severity(""), Severity::kError);
  EXPECT_EQ(severity("\"since\": \"" + major + ".9\","), Severity::kWarning);
  EXPECT_EQ(severity("\"since\": \"" + earlier + ".9\","), Severity::kError);
}

TEST(NewRule, SaysSinceWhen) {
  for (const std::string since : {"1", "1.", ".1", "one", "1.2.3", "99999.1"}) {
    const std::string json = R"({"id": "mine", "name": "Mine", "kind": "service", "as_of": "2026",
      "sources": ["https://example.com"], "keys": [{"id": "mine-key", "name": "Mine",
      "token": "mine_{alnum:32}", "exposure": "never", "source": "https://example.com",
      "since": ")" + since + "\"}]}";
    const Result<Catalog> with = Catalog::builtin().with("mine.json", json);
    ASSERT_FALSE(with) << since;
    EXPECT_EQ(with.error().where, "mine.json: keys[0].since");
  }
}

}  // namespace
}  // namespace stoprule
