// One catalog, many threads: audits share nothing else. Under the tsan preset this is what the
// thread sanitizer watches.
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "catalog/catalog_data.h"
#include "catalog/token_template.h"
#include "stoprule/stoprule.h"

#ifndef __EMSCRIPTEN__
#include <thread>

namespace stoprule {
namespace {

// Every kind of rule and reader at least once, so that whatever is made on first use is made here.
std::vector<std::string> texts() {
  std::vector<std::string> out = {
      "An unlimited free GPT API. No credit card needed. We keep no logs.",
      "本站提供 GPT 接口，永久免费，不限次数，国内直连。",
      "OPENAI_BASE_URL=https://relay.example.com/v1\nOPENAI_API_KEY=$KEY\nOPENAI_MODEL=gpt-4o\n",
      "{\"base_url\": \"https://api.openai.com/v1\", \"model\": \"gpt-4o\"}",
      "Error code: 429 - {'error': {'code': 'insufficient_quota'}}",
  };
  std::string keys;
  for (const KeyRule& rule : Catalog::builtin().data().rules) {
    if (!rule.pattern.empty()) continue;
    keys += rule.near.empty() ? "token" : std::string(rule.near.front());
    keys += " = \"" + TokenTemplate::parse(rule.token, rule.caseless)->sample(1) + "\"\n";
  }
  out.push_back(std::move(keys));
  return out;
}

std::string audited(const Catalog& catalog, Mode mode, const std::string& text) {
  Options options;
  options.mode = mode;
  Result<Audit> audit = Audit::open(catalog, std::move(options));
  (void)audit->begin({.uri = "a.md"});
  (void)audit->feed(text);
  (void)audit->end();
  return *render(*audit->finish(), "json");
}

TEST(Threads, ShareACatalog) {
  const Catalog& catalog = Catalog::builtin();
  const std::vector<std::string> inputs = texts();
  constexpr std::size_t kThreads = 4, kRounds = 2;
  std::vector<std::vector<std::string>> reports(kThreads);
  std::vector<std::thread> threads;
  for (std::size_t i = 0; i < kThreads; ++i) {
    threads.emplace_back([&, i] {
      const Catalog own = catalog;
      for (std::size_t round = 0; round < kRounds; ++round) {
        for (const std::string& input : inputs) {
          const Mode mode = (i + round) % 2 == 0 ? Mode::kAudit : Mode::kScan;
          reports[i].push_back(audited(own, mode, input));
        }
        (void)explain(own, "claim/no_ban", "zh");
        (void)choose(own, "{}", "en");
        (void)own.with("mine.json", "{}");
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  for (std::size_t i = 0; i < kThreads; ++i) {
    for (std::size_t at = 0; at < reports[i].size(); ++at) {
      const Mode mode = (i + at / inputs.size()) % 2 == 0 ? Mode::kAudit : Mode::kScan;
      EXPECT_EQ(reports[i][at], audited(catalog, mode, inputs[at % inputs.size()]));
    }
  }
}

}  // namespace
}  // namespace stoprule
#endif
