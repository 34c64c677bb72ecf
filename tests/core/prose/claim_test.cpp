#include "prose/claim.h"

#include <gtest/gtest.h>

#include <set>
#include <string>
#include <vector>

#include "prose/reading.h"
#include "prose/word_index.h"
#include "stoprule/stoprule.h"
#include "text/names.h"

namespace stoprule {
namespace {

std::vector<ClaimHit> claims_of(std::string_view text) {
  const WordIndex& words = Catalog::builtin().words();
  const Text read(0, "offer.md", text);
  return find_statements(Reading(words, read), words.names().find(read)).claims;
}

// "status type" of every claim, and the words of the last one of `type`.
struct Found {
  std::set<std::string> claims;
  std::string words, language;
};
Found found(std::string_view text, std::string_view type = "") {
  const CatalogData& catalog = Catalog::builtin().data();
  Found out;
  for (const ClaimHit& hit : claims_of(text)) {
    const std::string_view id = catalog.claims.concepts[hit.meaning].id;
    out.claims.insert(std::string(name_of(hit.status)) + " " + std::string(id));
    if (id != type) continue;
    out.words = text.substr(hit.location.begin, hit.location.end - hit.location.begin);
    out.language = hit.language;
  }
  return out;
}

TEST(Claim, KnowsEveryPromiseInEnglishAndChinese) {
  const struct {
    const char* claim;
    const char* text;
  } rows[] = {
      {"unlimited_use", "Our AI chat gives unlimited messages to everybody."},
      {"no_rate_limit", "A GPT API with no rate limits at all."},
      {"no_ban", "Claude accounts of ours: zero ban risk."},
      {"free_forever", "The LLM API stays free forever."},
      {"no_billing", "Try the model, no credit card required."},
      {"free_access", "A completely free ChatGPT API."},
      {"no_signup", "Chat with GPT without registration."},
      {"no_key_needed", "This LLM endpoint needs no API key."},
      {"shared_key", "Here are free OpenAI keys, updated daily."},
      {"key_generator", "An OpenAI API key generator."},
      {"reverse_engineered", "A reverse engineered ChatGPT API."},
      {"account_pool", "Account pool with automatic switching for ChatGPT."},
      {"official_affiliation", "We are an authorized reseller of OpenAI models."},
      {"model_identity", "Genuine GPT-4, not distilled."},
      {"discount_resale", "Claude API at 60% off."},
      {"anonymity_no_logs", "The AI proxy keeps no logs."},
      {"uncensored", "An uncensored LLM for roleplay."},
      {"guarantee", "99.9% uptime guaranteed for every GPT model."},
      {"region_bypass", "Use ChatGPT with no VPN needed."},
      {"ban_evasion", "The bot rotates IPs to evade bans by OpenAI."},
      {"unlimited_use", "AI 中转站，不限次数随便用。"},
      {"no_rate_limit", "本接口无并发限制，支持 GPT-4。"},
      {"no_ban", "Claude 成品账号，永不封号。"},
      {"free_forever", "大模型接口永久免费。"},
      {"no_billing", "无需绑定信用卡即可调用模型。"},
      {"free_access", "提供免费的 GPT 接口。"},
      {"no_signup", "打开即用，无需注册，直接和 GPT 对话。"},
      {"no_key_needed", "调用模型不需要 API Key。"},
      {"shared_key", "分享一些免费的 OpenAI Key。"},
      {"key_generator", "ChatGPT 账号自动注册机。"},
      {"reverse_engineered", "逆向网页版接口，转为标准 API。"},
      {"account_pool", "支持多账号轮询的 ChatGPT 号池。"},
      {"official_affiliation", "直连官方，纯官转 API。"},
      {"model_identity", "满血 Claude，绝不掺水。"},
      {"discount_resale", "GPT-4 接口低至官方价 3 折。"},
      {"anonymity_no_logs", "AI 中转，不记录任何聊天内容。"},
      {"uncensored", "无审查的大模型。"},
      {"guarantee", "保证稳定，模型接口不跑路。"},
      {"region_bypass", "国内直连 ChatGPT，无需翻墙。"},
  };
  for (const auto& row : rows) {
    EXPECT_TRUE(found(row.text).claims.contains(std::string("asserted ") + row.claim)) << row.text;
  }
}

TEST(Claim, KnowsTheOtherLanguages) {
  const struct {
    const char* language;
    const char* claim;
    const char* text;
  } rows[] = {
      {"ja", "unlimited_use", "このAIチャットは使い放題です。"},
      {"ja", "no_billing", "クレジットカード登録は不要でモデルを試せます。"},
      {"ko", "free_access", "이 인공지능 모델은 무료로 제공됩니다."},
      {"ko", "no_signup", "회원가입 없이 챗봇을 사용하세요."},
      {"ru", "unlimited_use", "Безлимитный доступ к нейросети."},
      {"ru", "no_billing", "Модель работает, карта не нужна."},
      {"es", "free_forever", "La API de IA es gratis para siempre."},
      {"es", "no_billing", "Prueba los modelos sin tarjeta de crédito."},
      {"pt", "no_signup", "Use os modelos sem cadastro."},
      {"de", "unlimited_use", "Unbegrenzte Nutzung der KI für alle."},
      {"de", "no_key_needed", "Das Modell geht ohne API-Key."},
      {"fr", "free_access", "Cette API d'IA est gratuite pour tous."},
      {"fr", "no_signup", "Le modèle de langage marche sans inscription."},
      {"vi", "unlimited_use", "Chatbot AI không giới hạn cho bạn."},
      {"id", "free_forever", "API model bahasa ini gratis selamanya."},
      {"id", "no_key_needed", "Model AI ini tanpa API key."},
      {"tr", "free_access", "Bu yapay zeka API'si herkes için ücretsiz."},
      {"tr", "no_billing", "Model için kredi kartı gerekmez."},
      {"ar", "free_access", "واجهة الذكاء الاصطناعي مجانية للجميع."},
      {"hi", "free_access", "यह एआई मॉडल सबके लिए मुफ़्त है।"},
      {"hi", "unlimited_use", "एआई मॉडल का असीमित उपयोग।"},
  };
  for (const auto& row : rows) {
    const Found result = found(row.text, row.claim);
    EXPECT_TRUE(result.claims.contains(std::string("asserted ") + row.claim)) << row.text;
    EXPECT_EQ(result.language, row.language) << row.text;
  }
}

TEST(Claim, ADenialIsNoPromise) {
  for (const char* text :
       {"There is no unlimited use of the GPT API.", "The LLM is not free to use.",
        "This proxy is not uncensored GPT.", "AI 接口并非无限次使用。", "本模型接口不保证稳定。",
        "Die KI ist nicht unbegrenzt.", "El modelo de IA no es ilimitado para nadie.",
        "Нейросеть не безлимитная, увы.", "❌ Free tier of the LLM", "AI models: ~~free tier~~"}) {
    for (const std::string& claim : found(text).claims) {
      EXPECT_FALSE(claim.starts_with("asserted")) << text << ": " << claim;
    }
    EXPECT_FALSE(found(text).claims.empty()) << text;
  }
}

TEST(Claim, APromiseThatBeginsWithNoStaysOne) {
  EXPECT_TRUE(found("Free LLM API: no login, no limits, no credit card.")
                  .claims.contains("asserted no_billing"));
  EXPECT_TRUE(found("🚫 No login needed for our AI chat").claims.contains("asserted no_signup"));
}

TEST(Claim, SomebodyElsesWordsAreAttributed) {
  for (const char* text : {"Beware of sites offering free OpenAI keys.",
                           "Some seller claims to have unlimited GPT usage.",
                           "## Unsafe shortcuts to avoid\n\nUnlimited GPT usage.",
                           "Is the ChatGPT API free to use?", "警惕号称永久免费的 GPT 接口。"}) {
    for (const std::string& claim : found(text).claims) {
      EXPECT_TRUE(claim.starts_with("attributed")) << text << ": " << claim;
    }
    EXPECT_FALSE(found(text).claims.empty()) << text;
  }
}

TEST(Claim, AHeadingThatItsSectionDeniesOnlyQuotes) {
  const auto claims = found("# Unlimited GPT usage\n\nThe API is not unlimited.").claims;
  EXPECT_FALSE(claims.contains("asserted unlimited_use"));
}

TEST(Claim, OtherProductsAreUnrelated) {
  for (const char* text :
       {"Our gym: unlimited classes, free trial.",
        "VM hosting with unlimited bandwidth, free forever.",
        "* [Forge](https://forge.test/) - Unlimited private repositories. Free forever.",
        "AI helps us. The plan has unlimited storage.", "永久免费云服务器，白嫖指南"}) {
    for (const std::string& claim : found(text).claims) {
      EXPECT_TRUE(claim.starts_with("unrelated")) << text << ": " << claim;
    }
    EXPECT_FALSE(found(text).claims.empty()) << text;
  }
}

TEST(Claim, SeesThroughDisguise) {
  for (const char* text : {"GPT: ｕｎｌｉｍｉｔｅｄ use", "GPT: un\u200blimited use",
                           "GPT: u n l i m i t e d", "GPT: 𝐮𝐧𝐥𝐢𝐦𝐢𝐭𝐞𝐝", "GPT: unlіmitеd use",
                           "GPT 接口 不 限 次 数", "GPT 接口不🔥限🔥次🔥数", "GPT 介面無限次使用"}) {
    EXPECT_TRUE(found(text).claims.contains("asserted unlimited_use")) << text;
  }
}

TEST(Claim, GivesTheExactWords) {
  EXPECT_EQ(found("The LLM: **no  credit-card** required!", "no_billing").words,
            "no  credit-card** required");
  EXPECT_EQ(found("ＧＰＴ 接口，无需 注册。", "no_signup").words, "无需 注册");
}

// A vendor's address is blanked out as a link, and says what a promise is about all the same.
TEST(Claim, IsAboutARouteBesideAnAddressOrASetting) {
  EXPECT_TRUE(
      found("An unofficial API for Claude.ai.").claims.contains("asserted reverse_engineered"));
  EXPECT_TRUE(found("GROQ_API_KEY: free of charge.").claims.contains("asserted free_access"));
  EXPECT_TRUE(found("A site generator, free of charge.").claims.contains("unrelated free_access"));
}

TEST(Claim, TakesNoNumberFromAModelsName) {
  EXPECT_FALSE(found("Free GPT-4 API key.").claims.contains("asserted account_pool"));
  EXPECT_TRUE(found("Kommt mit 4 API Keys für OpenAI.").claims.contains("asserted account_pool"));
}

TEST(Claim, SurvivesHostileText) {
  std::string text;
  for (int i = 0; i < 20000; ++i)
    text += i % 3 == 0 ? "no free " : i % 3 == 1 ? "\xff\xe4# " : "不免费 | ";
  for (const ClaimHit& hit : claims_of(text)) {
    ASSERT_LE(hit.location.end, text.size());
    ASSERT_LT(hit.location.begin, hit.location.end);
  }
}

}  // namespace
}  // namespace stoprule
