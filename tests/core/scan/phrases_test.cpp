#include "scan/phrases.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <tuple>
#include <vector>

namespace stoprule {
namespace {

using Hit = std::tuple<std::size_t, std::size_t, std::uint32_t>;

std::vector<Hit> found(const std::vector<std::string>& literals, std::string_view text) {
  Phrases phrases;
  for (std::uint32_t i = 0; i < literals.size(); ++i) phrases.add(literals[i], i);
  phrases.build();
  std::vector<Hit> out;
  phrases.find_all(text, [&](std::uint32_t id, std::size_t begin, std::size_t end) {
    out.emplace_back(begin, end, id);
  });
  return out;
}

TEST(Phrases, FindsEveryLiteralLongestFirst) {
  EXPECT_EQ(found({"no", "no key", "key", "no k"}, "no keys"),
            (std::vector<Hit>{{0, 6, 1}, {0, 4, 3}, {0, 2, 0}, {3, 6, 2}}));
  EXPECT_EQ(found({"a", "a"}, "a").size(), 2u);
  EXPECT_TRUE(found({}, "text").empty());
  EXPECT_TRUE(found({"longer"}, "long").empty());
}

TEST(Phrases, AgreesWithLookingForEachLiteralAlone) {
  std::vector<std::string> literals;
  std::string text;
  std::uint32_t state = 1;
  const auto next = [&](std::uint32_t below) {
    state = state * 1664525 + 1013904223;
    return (state >> 16) % below;
  };
  for (int i = 0; i < 200; ++i) {
    std::string literal;
    for (std::uint32_t n = 1 + next(6); n > 0; --n) literal.push_back("ab\xe4\xff"[next(4)]);
    literals.push_back(literal);
  }
  for (int i = 0; i < 2000; ++i) text.push_back("ab\xe4\xff"[next(4)]);
  std::vector<Hit> plain;
  for (std::uint32_t id = 0; id < literals.size(); ++id) {
    for (std::size_t at = text.find(literals[id]); at != std::string::npos;
         at = text.find(literals[id], at + 1)) {
      plain.emplace_back(at, at + literals[id].size(), id);
    }
  }
  std::vector<Hit> fast = found(literals, text);
  std::sort(plain.begin(), plain.end());
  std::sort(fast.begin(), fast.end());
  EXPECT_EQ(fast, plain);
}

}  // namespace
}  // namespace stoprule
