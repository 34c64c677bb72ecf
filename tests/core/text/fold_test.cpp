#include "text/fold.h"

#include <gtest/gtest.h>

#include <string>

namespace stoprule {
namespace {

struct Row {
  const char* name;
  const char* source;
  const char* folded;
};

TEST(Fold, ReadsAsIsMeant) {
  const Row rows[] = {
      {"case", "No LIMITS", "no limits"},
      {"accents", "Illimité, gratuité, Miễn phí, límite", "illimite, gratuite, mien phi, limite"},
      {"decomposed accents", "illimite\u0301", "illimite"},
      {"full width", "ＦＲＥＥ　ａｐｉ！", "free api!"},
      {"mathematical letters", "𝐟𝐫𝐞𝐞 𝓕𝓡𝓔𝓔 🅵🆁🅴🅴 ⓕⓡⓔⓔ", "free free free free"},
      {"small capitals", "ꜰʀᴇᴇ", "free"},
      {"zero width", "un\u200blim\u2060it\u00aded", "unlimited"},
      {"Cyrillic inside a Latin word", "frее unlіmitеd", "free unlimited"},
      {"Cyrillic stays Cyrillic", "Бесплатный ДОСТУП", "бесплатныи доступ"},
      {"spaced letters", "f r e e  k e y s", "free  keys"},
      {"dotted letters", "f.r.e.e", "free"},
      {"emoji between letters", "f🔥r🔥e🔥e", "free"},
      {"an abbreviation stays", "U.S.A. x", "u.s.a. x"},
      {"spaces between ideographs", "不 限 量", "不限量"},
      {"emoji between ideographs", "免🔥费", "免费"},
      {"bars between ideographs", "不|限|量", "不限量"},
      {"traditional characters", "無限額度 免費帳號", "无限额度免费账号"},
      {"half-width kana", "ﾌﾟﾗﾝ", "プラン"},
      {"Arabic", "مَجَّانًا أبداً", "مجانا ابدا"},
      {"Devanagari with nukta", "मुफ़्त", "मुफ्त"},
      {"Turkish", "SINIRSIZ İçin ığ", "sinirsiz icin ig"},
      {"German", "unbeschränkt, Straße", "unbeschrankt, strasse"},
      {"a bullet stays", "a\n* b", "a\n* b"},
      {"lines", "a\r\nb\rc", "a\nb\nc"},
      {"white space", "a \t  b", "a  b"},
      {"quotes and dashes", "“don’t” – x", "\"don't\" - x"},
      {"marks", "✅ ❌", "✓ ✗"},
  };
  for (const Row& row : rows) EXPECT_EQ(fold(row.source).text(), row.folded) << row.name;
}

TEST(Fold, KnowsWhereEveryCharacterCameFrom) {
  const std::string source = "ａ\u200bß f r e e 不 限";
  const Folded folded = fold(source);
  ASSERT_EQ(folded.text(), "ass free 不限");
  const auto of = [&](std::size_t begin, std::size_t end) {
    const Span span = folded.source(begin, end);
    return source.substr(span.begin, span.end - span.begin);
  };
  EXPECT_EQ(of(0, 1), "ａ");
  EXPECT_EQ(of(1, 2), "ß");
  EXPECT_EQ(of(2, 3), "ß");
  EXPECT_EQ(of(4, 8), "f r e e");
  EXPECT_EQ(of(9, 15), "不 限");
  EXPECT_EQ(of(0, folded.text().size()), source);
}

TEST(Fold, StaysInsideAnyBytes) {
  std::string source;
  for (int i = 0; i < 4096; ++i) source.push_back(static_cast<char>(i * 167 + (i >> 3)));
  const Folded folded = fold(source);
  std::uint64_t last = 0;
  for (std::size_t at = 0; at < folded.text().size();) {
    const CodePoint c = decode_at(folded.text(), at);
    const Span span = folded.source(at, at + c.size);
    EXPECT_LE(last, span.begin);
    EXPECT_LT(span.begin, span.end);
    EXPECT_LE(span.end, source.size());
    last = span.begin;
    at += c.size;
  }
}

}  // namespace
}  // namespace stoprule
