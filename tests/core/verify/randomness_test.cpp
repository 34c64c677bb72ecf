#include "verify/randomness.h"

#include <gtest/gtest.h>

#include <string_view>

namespace stoprule {
namespace {

// What stands where a secret will: words, fillers and runs that nobody draws by chance.
TEST(Placeholders, AreWordsAndFillers) {
  for (const std::string_view text :
       {"password", "dbpassword", "local-secret", "my_token", "your-api-key", "xxxxxxxxxxxx",
        "<your key>", "${API_KEY}", "{{ secret }}", "****************", "abcdefghijklmnop",
        "aaaaaaaaaaaaaaaaaaaa", "12345678", "changeme"}) {
    EXPECT_TRUE(is_placeholder(text)) << text;
  }
}

TEST(Placeholders, AreNoDrawnStrings) {
  for (const std::string_view text :
       {"Tr0ub4dor&3", "correcthorse9", "q7PzX2mK", "9f-secret", "my.secret", "e3-key", ""}) {
    EXPECT_FALSE(is_placeholder(text)) << text;
  }
}

}  // namespace
}  // namespace stoprule
