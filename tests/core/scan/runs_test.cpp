#include "scan/runs.h"

#include <gtest/gtest.h>

#include <iterator>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "made/random.h"

namespace stoprule {
namespace {

std::vector<std::pair<std::uint32_t, std::uint32_t>> places(const RunMap& map) {
  std::vector<std::pair<std::uint32_t, std::uint32_t>> out;
  for (const Run& run : map.runs) out.emplace_back(run.begin, run.end);
  return out;
}

// Whatever instruction set is at hand, it says what the plain way says: texts of every length
// around its steps, from each place that one may begin at.
TEST(Runs, AreTheSameInVectorsAndByteByByte) {
  constexpr std::string_view kMade[] = {
      "abcDEF0123456789", "_-+/", "@",  "\\x41", "%2F", "1,2,3,4,",
      "\xff\xc3\xa9",     " ",    "\"", "a",     "\n",  "longer_than_a_step_"};
  Random random(1);
  for (int round = 0; round < 400; ++round) {
    std::string text;
    const std::size_t size = random.below(400);
    while (text.size() < size) text += kMade[random.below(std::size(kMade))];
    const std::string_view all(text);
    for (std::size_t from = 0; from < 8 && from <= all.size(); ++from) {
      RunMap fast, plain;
      find_runs(all.substr(from), fast);
      find_runs_plainly(all.substr(from), plain);
      EXPECT_EQ(places(fast), places(plain)) << round << " from " << from;
      EXPECT_EQ(fast.at_signs, plain.at_signs) << round << " from " << from;
      EXPECT_EQ(fast.escaped, plain.escaped) << round << " from " << from;
      EXPECT_EQ(fast.listed, plain.listed) << round << " from " << from;
    }
  }
}

}  // namespace
}  // namespace stoprule
