// Every key rule of the catalog, without a line of test for any single one.
#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "made/made_key.h"
#include "made/made_report.h"
#include "source_tree.h"
#include "stoprule/stoprule.h"
#include "verify/checksum.h"
#include "verify/facts.h"

namespace stoprule {
namespace {

constexpr std::uint64_t kSeeds = 3;

const CatalogData& catalog() { return Catalog::builtin().data(); }

std::vector<Finding> scan(std::string_view text) {
  return made_scan(text, {.uri = "sample.txt", .kind = DocumentKind::kText}).findings;
}

// Whose samples another rule takes: by rule, the others. Each is a pair that a person has looked
// at: the same key under two names, or a form that is a special case of another.
std::map<std::string, std::set<std::string>> overlaps_on_record() {
  std::map<std::string, std::set<std::string>> out;
  const std::string lines = read_source("tests/core/catalog/overlaps.txt");
  for (std::size_t at = 0; at < lines.size();) {
    const std::size_t end = std::min(lines.find('\n', at), lines.size());
    const std::string line = lines.substr(at, end - at);
    at = end + 1;
    const std::size_t gap = line.find(' ');
    if (line.empty() || line.front() == '#' || gap == std::string::npos) continue;
    out[line.substr(0, gap)].insert(line.substr(gap + 1));
  }
  return out;
}

TEST(Rules, FindTheirOwnSamples) {
  std::map<std::string, std::set<std::string>> overlaps;
  for (const KeyRule& rule : catalog().rules) {
    for (std::uint64_t seed = 1; seed <= kSeeds; ++seed) {
      const MadeKey made = made_key(rule, seed);
      const std::vector<Finding> findings = scan(made.text);
      const auto here = std::find_if(findings.begin(), findings.end(), [&](const Finding& finding) {
        return finding.location.begin < made.end && made.begin < finding.location.end;
      });
      const std::string id = "key/" + std::string(rule.id);
      if (here == findings.end()) {
        ADD_FAILURE() << id << " does not find its own sample of seed " << seed << made.text;
      } else if (here->rule_id != id) {
        overlaps[id].insert(here->rule_id);
      } else if (rule.pattern.empty()) {
        EXPECT_EQ(here->location.begin, made.begin) << id;
        EXPECT_EQ(here->location.end, made.end) << id;
      }
    }
  }
  const auto on_record = overlaps_on_record();
  for (const auto& [id, others] : overlaps) {
    const auto known = on_record.find(id);
    for (const std::string& other : others) {
      EXPECT_TRUE(known != on_record.end() && known->second.count(other) != 0)
          << "a sample of one is found by the other; if that is right, add to overlaps.txt:\n"
          << id << ' ' << other;
    }
  }
  for (const auto& [id, others] : on_record) {
    for (const std::string& other : others) {
      EXPECT_TRUE(overlaps[id].count(other) != 0) << "no longer so: " << id << ' ' << other;
    }
  }
}

// A host's or a path's rest stands behind a letter, where no token begins.
TEST(Rules, BeginWhereWordsBegin) {
  for (const KeyRule& rule : catalog().rules) {
    if (!rule.pattern.empty()) continue;
    EXPECT_NE(rule.token.find_first_of("./"), 0u) << rule.id;
  }
}

TEST(Rules, NeedTheWordsThatTheyAskFor) {
  for (const KeyRule& rule : catalog().rules) {
    if (!rule.pattern.empty() || rule.near.empty()) continue;
    const MadeKey made = made_key(rule, 1);
    const std::string id = "key/" + std::string(rule.id);
    for (const Finding& finding : scan("\nunrelated = \"" + std::string(made.secret()) + "\"\n")) {
      EXPECT_NE(finding.rule_id, id) << "found without any of its words";
    }
  }
}

TEST(Rules, DoNotFindPartsOfLongerWords) {
  for (const KeyRule& rule : catalog().rules) {
    if (!rule.pattern.empty()) continue;
    const MadeKey made = made_key(rule, 1);
    const std::string id = "key/" + std::string(rule.id);
    for (const Finding& finding :
         scan(made.text.substr(0, made.end) + "Qz7" + made.text.substr(made.end))) {
      if (finding.rule_id != id) continue;
      // A form of open length takes the rest as its own.
      EXPECT_NE(finding.location.end, made.end) << id << " ends inside a word";
    }
    for (const Finding& finding :
         scan(made.text.substr(0, made.begin) + "Qz7" + made.text.substr(made.begin))) {
      if (finding.rule_id != id) continue;
      EXPECT_NE(finding.location.begin, made.begin + 3) << id << " begins inside a word";
    }
  }
}

TEST(Rules, NameChecksAndDecodersThatExist) {
  for (const KeyRule& rule : catalog().rules) {
    EXPECT_TRUE(rule.checksum.empty() || knows_checksum(rule.checksum)) << rule.id;
    EXPECT_TRUE(rule.decode.empty() || knows_decode(rule.decode)) << rule.id;
    EXPECT_FALSE(rule.source.empty()) << rule.id;
  }
}

}  // namespace
}  // namespace stoprule
