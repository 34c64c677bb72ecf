#include "catalog/repeats.h"

#include <gtest/gtest.h>

#include "catalog/archive.h"

namespace stoprule {
namespace {

struct Said {
  std::string_view id, name, source, near;
  std::uint32_t vendor;
};
constexpr Said kSaid[] = {
    {"ai21-labs-key", "AI21 Labs key", "https://a.test/2", "ai21-labs", 0},
    {"ai21-labs", "AI21 Labs", "https://a.test/1", "ai21-labs_key", 0},
    {"other", "Something else", "https://elsewhere.test/", "", 0},
    {"two-key", "2 key", "https://b.test/", "two", 1},
};

CatalogData catalog() {
  CatalogData data;
  data.vendors.resize(2);
  data.vendors[0].id = "ai21-labs";
  data.vendors[0].name = "AI21 Labs";
  data.vendors[0].sources = {"https://a.test/1", "https://a.test/2"};
  data.vendors[1].id = "two";
  data.vendors[1].name = "2";
  data.vendors[1].sources = {"https://b.test/"};
  for (const Said& said : kSaid) {
    KeyRule rule;
    rule.id = said.id;
    rule.name = said.name;
    rule.source = said.source;
    rule.vendor = said.vendor;
    if (!said.near.empty()) rule.near = {said.near};
    data.rules.push_back(rule);
  }
  return data;
}

TEST(Repeats, AreNotInTheBlobAndComeBack) {
  CatalogData data = catalog();
  StringArena arena;
  leave_out_repeats(data, arena);
  BlobWriter writer;
  describe(writer, data);
  const std::string blob = writer.bytes();
  for (const char* twice : {"ai21", "two-key", "AI21 Labs key"})
    EXPECT_EQ(blob.find(twice), std::string::npos) << twice;
  for (const char* once : {"AI21 Labs", "https://a.test/2", "https://b.test/", "Something else"})
    EXPECT_EQ(blob.find(once), blob.rfind(once)) << once;

  CatalogData read;
  BlobReader reader(blob);
  describe(reader, read);
  put_back_repeats(read, arena);
  EXPECT_EQ(read.vendors[0].id, "ai21-labs");
  EXPECT_EQ(read.vendors[1].id, "two");
  ASSERT_EQ(read.rules.size(), std::size(kSaid));
  for (std::size_t i = 0; i < read.rules.size(); ++i) {
    const KeyRule& rule = read.rules[i];
    const Said& said = kSaid[i];
    EXPECT_EQ(rule.id, said.id);
    EXPECT_EQ(rule.name, said.name);
    EXPECT_EQ(rule.source, said.source);
    EXPECT_EQ(rule.vendor, said.vendor);
    EXPECT_EQ(rule.near.empty() ? "" : rule.near[0], said.near);
  }
}

}  // namespace
}  // namespace stoprule
