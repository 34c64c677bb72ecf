#include "prose/mention.h"

#include <gtest/gtest.h>

#include <string>
#include <string_view>

#include "catalog/catalog_data.h"
#include "prose/word_index.h"
#include "stoprule/stoprule.h"

namespace stoprule {
namespace {

struct Row {
  std::string_view text, vendor;  // vendor empty: nobody is named
};
constexpr Row kRows[] = {
    {"We use Groq here.", "groq"},
    {"ＧＲＯＱ is fast", "groq"},
    {"see https://console.groq.com/keys", "groq"},
    {"see https://docs.console.groq.com", "groq"},
    {"see https://mygroq.com", ""},
    {"see https://groq.com.example.org", ""},
    {"https://github.com/someone/groq-notes", ""},
    {"groqify everything", ""},
};

TEST(Mention, IsAWholeNameOrAHostOfTheVendors) {
  const CatalogData& catalog = Catalog::builtin().data();
  for (const Row& row : kRows) {
    const Text text(0, "", row.text);
    const std::vector<Mention> mentions = Catalog::builtin().words().names().find(text);
    const std::string found =
        mentions.empty() ? "" : std::string(catalog.vendors[mentions.front().vendor].id);
    EXPECT_EQ(found, row.vendor) << row.text;
  }
}

TEST(Mention, StandsWhereTheWordsAre) {
  const std::string_view words = "Try **Groq** today";
  const Text text(0, "", words);
  const std::vector<Mention> mentions = Catalog::builtin().words().names().find(text);
  ASSERT_EQ(mentions.size(), 1u);
  EXPECT_EQ(text.at(mentions.front().location), "Groq");
}

}  // namespace
}  // namespace stoprule
