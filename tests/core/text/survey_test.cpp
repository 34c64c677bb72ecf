#include "text/survey.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>

namespace stoprule {
namespace {

// Longer than a lane can count, and of every length around a vector's.
TEST(Survey, CountsLinesAndSeesWhatIsNotAscii) {
  for (const std::size_t size : {0u, 1u, 15u, 16u, 17u, 31u, 33u, 64u, 300u, 20000u}) {
    std::string text(size, 'a');
    for (std::size_t i = 0; i < size; i += 3) text[i] = '\n';
    const auto lines = static_cast<std::uint64_t>(std::count(text.begin(), text.end(), '\n'));
    EXPECT_EQ(survey(text).lines, lines) << size;
    EXPECT_TRUE(survey(text).ascii) << size;
    EXPECT_FALSE(survey(text).has_cr) << size;
    for (std::size_t at = 0; at < std::min<std::size_t>(size, 70); ++at) {
      for (const char strange : {'\r', '\x80', '\xff'}) {
        std::string other = text;
        other[size - 1 - at] = strange;
        EXPECT_EQ(survey(other).has_cr, strange == '\r') << size << " " << at;
        EXPECT_EQ(survey(other).ascii, strange == '\r') << size << " " << at;
      }
    }
  }
  const std::string only_lines(100000, '\n');
  EXPECT_EQ(survey(only_lines).lines, only_lines.size());
}

}  // namespace
}  // namespace stoprule
