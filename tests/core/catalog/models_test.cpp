#include <gtest/gtest.h>

#include <string_view>

#include "catalog/catalog_data.h"
#include "catalog/shapes.h"
#include "stoprule/stoprule.h"

namespace stoprule {
namespace {

struct Case {
  std::string_view name;
  Weights weights;
};
constexpr Case kCases[] = {
    {"gpt-4o", Weights::kClosed},
    {"GPT-4o", Weights::kClosed},
    {"gpt-oss-120b", Weights::kOpen},
    {"openai/gpt-oss-120b", Weights::kOpen},
    {"databricks-gpt-5", Weights::kClosed},
    {"us.deepseek.r1-v1:0", Weights::kOpen},
    {"claude-sonnet-4-20250514", Weights::kClosed},
    {"anthropic.claude-3-haiku", Weights::kClosed},
    {"meta-llama/Llama-3.1-8B-Instruct", Weights::kOpen},
    {"anubis-70b", Weights::kOpen},
    {"someone:8b", Weights::kOpen},
    {"auto", Weights::kUnknown},
    {"", Weights::kUnknown},
    {"b", Weights::kUnknown},
};

TEST(Models, SayWhetherTheirWeightsArePublished) {
  for (const Case& row : kCases) {
    EXPECT_EQ(weights_of(Catalog::builtin().data().models, row.name), row.weights) << row.name;
  }
}

TEST(Shapes, NameOnlyVendorsThatTheCatalogHas) {
  const CatalogData& catalog = Catalog::builtin().data();
  for (const NamePrefix& prefix : catalog.shapes.prefixes) {
    if (prefix.vendor.empty()) continue;
    EXPECT_NE(catalog.vendor(prefix.vendor), nullptr) << prefix.begins;
  }
  for (const ClientCalls& client : catalog.shapes.clients) {
    EXPECT_NE(catalog.vendor(client.vendor), nullptr) << client.vendor;
  }
}

}  // namespace
}  // namespace stoprule
