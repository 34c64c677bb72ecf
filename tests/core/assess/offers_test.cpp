// Short texts of our own, as projects, sellers and manuals write them (tests/offers), and the
// routes and levels that may be told of each: "=== route|route level|level", then the text.
#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <string_view>

#include "made/made_report.h"
#include "source_tree.h"
#include "stoprule/stoprule.h"
#include "text/names.h"

namespace stoprule {
namespace {

constexpr std::string_view kMark = "=== ";

bool listed(std::string_view list, std::string_view name) {
  while (!list.empty()) {
    const std::size_t bar = std::min(list.find('|'), list.size());
    if (list.substr(0, bar) == name) return true;
    list.remove_prefix(std::min(list.size(), bar + 1));
  }
  return false;
}

void check(std::string_view path, std::string_view allowed, std::string_view text) {
  const Report report = made_report(text);
  const std::size_t space = allowed.find(' ');
  EXPECT_TRUE(listed(allowed.substr(0, space), name_of(report.route)))
      << path << ": " << name_of(report.route) << ", not " << allowed << "\n"
      << text;
  EXPECT_TRUE(listed(allowed.substr(space + 1), name_of(report.verdict.level)))
      << path << ": " << name_of(report.verdict.level) << ", not " << allowed << "\n"
      << text;
}

TEST(Offers, HaveTheRouteAndTheLevelThatTheyShould) {
  std::size_t checked = 0;
  for (const std::string& path : list_sources("tests/offers", ".txt")) {
    const std::string file = read_source(path);
    std::string_view rest = file;
    while (rest.starts_with(kMark)) {
      const std::size_t line = rest.find('\n');
      const std::size_t next = std::min(rest.find("\n=== ", line), rest.size() - 1);
      check(path, rest.substr(kMark.size(), line - kMark.size()),
            rest.substr(line + 1, next - line));
      rest.remove_prefix(next + 1);
      ++checked;
    }
    EXPECT_TRUE(rest.empty()) << path;
  }
  EXPECT_GE(checked, 150u);
}

}  // namespace
}  // namespace stoprule
