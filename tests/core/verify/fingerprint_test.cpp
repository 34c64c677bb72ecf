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

}  // namespace
}  // namespace stoprule
