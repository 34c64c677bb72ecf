// Longer than other files: it is a table.
#include "text/fold_table.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <string_view>

namespace stoprule {
namespace {

// The base letter of each character from U+00C0 and from U+1E00 on; '.' where there is none.
constexpr std::string_view kLatin =
    "aaaaaa.ceeeeiiiidnooooo.ouuuuyp.aaaaaa.ceeeeiiiidnooooo."
    "ouuuuypyaaaaaaccccccccddddeeeeeeeeeegggggggghhhhiiiiiiii"
    "iiiijjkk.llllllllllnnnnnn.nnoooooo..rrrrrrssssssssttttttuuuuuuuuuuuuwwyyyzzzzzzsbb....occdd..."
    "eeeffg..iikkl..n.oo"
    "o..pp......tttuu.vyyzz.............dddlllnnnaaiioouuuuuuuuuueaaaa..ggggkkoooo..jdddgg..nnaa..."
    ".aaaaeeeeiiiioooor"
    "rrruuuusstt..hh....zzaaeeooooooooyy...j...ccl.....bu.eejjqqrryy";
constexpr std::string_view kLatinAdditional =
    "aabbbbbbccddddddddddeeeeeeeeeeffgghhhhhhhhhhiiiikkkkkkllllllllmmmmmmnnnnnnnnoooooooopppprrrrrr"
    "rrssssssssssttttttt"
    "tuuuuuuuuuuvvvvwwwwwwwwwwxxxxyyzzzzzzhtwyas...."
    "aaaaaaaaaaaaaaaaaaaaaaaaeeeeeeeeeeeeeeeeiiiioooooooooooooooooooooo"
    "oouuuuuuuuuuuuuuyyyyyyyy......";
static_assert(kLatin.size() == 0x250 - 0xc0 && kLatinAdditional.size() == 0x100);

// The letters of U+FE80..U+FEF4 (Arabic presentation forms), each with its number of forms.
struct Forms {
  char32_t letter;
  int count;
};
constexpr Forms kArabicForms[] = {{U'ء', 1}, {U'ا', 4}, {U'و', 2}, {U'ا', 2}, {U'ي', 4}, {U'ا', 2},
                                  {U'ب', 4}, {U'ه', 2}, {U'ت', 4}, {U'ث', 4}, {U'ج', 4}, {U'ح', 4},
                                  {U'خ', 4}, {U'د', 2}, {U'ذ', 2}, {U'ر', 2}, {U'ز', 2}, {U'س', 4},
                                  {U'ش', 4}, {U'ص', 4}, {U'ض', 4}, {U'ط', 4}, {U'ظ', 4}, {U'ع', 4},
                                  {U'غ', 4}, {U'ف', 4}, {U'ق', 4}, {U'ك', 4}, {U'ل', 4}, {U'م', 4},
                                  {U'ن', 4}, {U'ه', 4}, {U'و', 2}, {U'ي', 2}, {U'ي', 4}};

// U+FF61..U+FF9D, half-width.
constexpr std::u32string_view kHalfWidthKana =
    U"。「」、・ヲァィゥェォャュョッーアイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホ"
    U"マミムメモヤユヨラリルレロワン";
static_assert(kHalfWidthKana.size() == 0xff9e - 0xff61);

// Pairs: a character, and what it folds to.
constexpr std::u32string_view kPairs =
    // Latin letters in other blocks: small capitals, phonetic and letterlike ones.
    U"ᴀaʙbᴄcᴅdᴇeꜰfɢgʜhɪiᴊjᴋkʟlᴍmɴnᴏoᴘpʀrꜱsᴛtᴜuᴠvᴡwʏyᴢzɑaɓbɕcɖdɗdəeɛeɡgɠgɦhɨiɩiɫlɬlɱmɲnɳnɵoʂsʈtʉuʋvʐ"
    U"z"
    U"ℂcℊgℋhℌhℍhℎhℐiℑiℒlℓlℕnℙpℚqℛrℜrℝrℤzℨz\u212akℬbℭcℯeℰeℱfℳmℴoℹiⅼlⅰiⅾdⅽcⅿm"
    U"ªaºo¹1²2³3⁰0⁴4⁵5⁶6⁷7⁸8⁹9₀0₁1₂2₃3₄4₅5₆6₇7₈8₉9"
    // Greek and Cyrillic with marks.
    U"άαέεήηίιόούυώωϊιϋυΐιΰυςσёеѐейиѝиїіўу"
    // Arabic letters that are written one for another, Persian and presentation forms of them;
    // digits.
    U"أاإاآاٱاىيئيیيکكؤوةهھهۀه٠0١1٢2٣3٤4٥5٦6٧7٨8٩9۰0۱1۲2۳3۴4۵5۶6۷7۸8۹9٪%؟?،,؛;"
    // Devanagari with nukta, the signs of a nasal, digits.
    U"\u0958क\u0959ख\u095aग\u095bज\u095cड\u095dढ\u095eफ\u095fय\u0929न\u0931रँं"
    U"०0१1२2३3४4५5६6७7८8९9"
    // Punctuation.
    U"‘'’'‚'‛'′'´'“\"”\"„\"‟\"″\"«\"»\"‹'›'‐-‑-‒-–-—-―-−-﹣-⁃-…."
    // Traditional Han characters and variants, as far as offers use them.
    U"無无費费沒没開开號号賬账帳账戶户註注冊册認认證证驗验碼码請请獲获領领購购買买賣卖價价錢钱幣币"
    U"貴贵儲储雲云務务業业"
    U"專专歡欢網网絡络絕绝對对會会員员團团隊队體体實实穩稳穏稳靈灵順顺應应響响連连線线鏈链傳传輸输"
    U"轉转換换發发佈布"
    U"設设備备條条項项達达進进過过這这還还時时間间個个們们來来後后從从於于與与為为爲为當当將将讓让"
    U"說说話话語语讀读書书"
    U"寫写計计劃划劑剂動动勢势區区變变選选擇择擁拥擔担據据擴扩擠挤攔拦權权級级紀纪約约組组結结給给"
    U"統统終终經经維维"
    U"續续緩缓編编練练縮缩總总績绩繞绕繳缴羅罗聯联聲声職职聽听腦脑臺台舉举舊旧藝艺處处虛虚補补製制"
    U"複复規规覺觉覽览"
    U"觀观觸触記记訂订試试詢询該该詳详誠诚誤误課课調调談谈論论識识議议護护譯译讚赞財财責责貨货販贩"
    U"貼贴貸贷賞赏賠赔"
    U"質质賺赚贈赠贊赞負负貢贡資资賴赖趕赶跡迹踐践車车軟软較较載载輕轻輪轮輯辑辦办遠远適适遷迁遺遗"
    U"邊边郵邮鄰邻醫医釋释"
    U"鑰钥鍵键鎖锁鎮镇銀银銷销錄录錯错長长門门閉闭閱阅關关陣阵陸陆險险隨随隱隐雙双雜杂離离難难電电"
    U"靜静頁页須须預预頻频"
    U"題题額额類类願愿風风飛飞餘余館馆騙骗驅驱驚惊髮发點点黨党齊齐龍龙圖图園园圓圆場场塊块壞坏壓压"
    U"壇坛報报牆墙"
    U"夥伙夠够奪夺學学宮宫寬宽審审寶宝屆届屬属層层島岛幫帮幾几庫库廢废廣广廠厂張张強强彈弹歸归態态"
    U"慣惯憑凭懷怀戰战"
    U"戲戏執执掃扫掛挂採采損损搶抢摯挚撥拨敗败數数斷断暫暂曆历歷历樣样機机檢检檔档標标樹树橋桥歲岁"
    U"殘残毀毁氣气決决"
    U"況况測测準准減减溝沟滅灭滿满漢汉潛潜澤泽濟济灣湾災灾熱热爛烂牽牵犧牺狀状獨独現现環环產产畢毕"
    U"異异畫画療疗盡尽"
    U"監监盤盘眾众碩硕確确禮礼禪禅稅税種种稱称窮穷競竞筆笔節节範范築筑簡简簽签籤签糧粮純纯紅红細细"
    U"絲丝參参僅仅"
    U"億亿儘尽優优償偿債债傷伤儀仪內内兩两凍冻劇剧創创勝胜勞劳匯汇協协單单啟启啓启問问嗎吗嘗尝嚴严"
    U"國国遊游";
static_assert(kPairs.size() % 2 == 0);

constexpr std::u32string_view kLookalikes =
    U"аaеeоoрpсcуyхxіiјjѕsһhԁdԛqԝwѵvкkмmтtвbнhгrпnиuзeьbӏl"
    U"αaβbεeζzηnιiκkνvοoρpτtυuχxωwγyσoμuաwոnսuօoհhցgքpզq";
static_assert(kLookalikes.size() % 2 == 0);

struct Pair {
  char32_t from, to;
};
template <std::size_t kSize>
constexpr auto sorted_pairs(std::u32string_view pairs) {
  std::array<Pair, kSize> out{};
  for (std::size_t i = 0; i < kSize; ++i) out[i] = {pairs[2 * i], pairs[2 * i + 1]};
  std::sort(out.begin(), out.end(), [](const Pair& a, const Pair& b) { return a.from < b.from; });
  return out;
}
constexpr auto kSortedPairs = sorted_pairs<kPairs.size() / 2>(kPairs);
constexpr auto kSortedLookalikes = sorted_pairs<kLookalikes.size() / 2>(kLookalikes);

template <std::size_t kSize>
char32_t look_up(const std::array<Pair, kSize>& pairs, char32_t value) {
  const auto found = std::lower_bound(pairs.begin(), pairs.end(), value,
                                      [](const Pair& a, char32_t b) { return a.from < b; });
  return found != pairs.end() && found->from == value ? found->to : 0;
}

constexpr bool in(char32_t value, char32_t first, char32_t last) {
  return value >= first && value <= last;
}

bool is_dropped(char32_t c) {
  return in(c, 0x300, 0x36f) || in(c, 0x200b, 0x200f) || in(c, 0x202a, 0x202e) ||
         in(c, 0x2060, 0x206f) || in(c, 0xfe00, 0xfe0f) || in(c, 0xe0000, 0xe0fff) ||
         in(c, 0x180b, 0x180e) || in(c, 0x64b, 0x652) || in(c, 0x20d0, 0x20ff) || c == 0xad ||
         c == 0x61c || c == 0x640 || c == 0x670 || c == 0x93c || c == 0x115f || c == 0x1160 ||
         c == 0x3164 || c == 0xffa0 || c == 0xfeff;
}

// Letters in circles, squares, brackets and mathematical alphabets; 0 for anything else.
char32_t styled_letter(char32_t c) {
  constexpr struct {
    char32_t first, last, period;
  } kAlphabets[] = {{0x249c, 0x24b5, 26},   {0x24b6, 0x24e9, 26},   {0x1f110, 0x1f129, 26},
                    {0x1f130, 0x1f149, 26}, {0x1f150, 0x1f169, 26}, {0x1f170, 0x1f189, 26},
                    {0x1d400, 0x1d6a3, 26}};
  for (const auto& alphabet : kAlphabets) {
    if (in(c, alphabet.first, alphabet.last)) return U'a' + (c - alphabet.first) % alphabet.period;
  }
  if (in(c, 0x1d7ce, 0x1d7ff)) return U'0' + (c - 0x1d7ce) % 10;
  if (in(c, 0x2460, 0x2468)) return U'1' + (c - 0x2460);
  return 0;
}

char32_t fold_emoji(char32_t c) {
  switch (c) {
    case 0x2705:
    case 0x2713:
    case 0x2714:
    case 0x2611:
    case 0x1f5f8:
      return kCheckMark;
    case 0x274c:
    case 0x274e:
    case 0x2715:
    case 0x2716:
    case 0x2717:
    case 0x2718:
    case 0x1f6ab:
    case 0x26d4:
      return kCrossMark;
    default:
      break;
  }
  if (in(c, 0x2600, 0x27bf) || in(c, 0x2b00, 0x2bff) || in(c, 0x2300, 0x23ff) ||
      in(c, 0x1f000, 0x1faff) || in(c, 0x25a0, 0x25ff)) {
    return U' ';
  }
  return 0;
}

char32_t fold_arabic_form(char32_t c) {
  c -= 0xfe80;
  for (const Forms& forms : kArabicForms) {
    if (c < static_cast<char32_t>(forms.count)) return forms.letter;
    c -= static_cast<char32_t>(forms.count);
  }
  return 0;
}

char32_t lower(char32_t c) {
  if (in(c, 0x391, 0x3a9) || in(c, 0x410, 0x42f)) return c + 0x20;
  if (in(c, 0x400, 0x40f)) return c + 0x50;
  if (in(c, 0x460, 0x481) || in(c, 0x48a, 0x4bf) || in(c, 0x4d0, 0x52f)) return c | 1;
  if (c == 0x4c0) return 0x4cf;
  constexpr std::u32string_view kGreek = U"ΆάΈέΉήΊίΌόΎύΏώΪϊΫϋ";
  for (std::size_t i = 0; i < kGreek.size(); i += 2) {
    if (kGreek[i] == c) return kGreek[i + 1];
  }
  return in(c, 0x531, 0x556) ? c + 0x30 : c;
}

}  // namespace

FoldedChar fold_char(char32_t c) {
  if (in(c, 0x4e00, 0x9fff)) {  // most frequent by far in texts that are not ASCII
    const char32_t simple = look_up(kSortedPairs, c);
    return {simple != 0 ? simple : c};
  }
  if (in(c, 0xac00, 0xd7a3) || in(c, 0x3041, 0x30ff)) return {c};
  if (is_dropped(c)) return {};
  if (c == 0x85 || c == 0x2028 || c == 0x2029) return {U'\n'};
  if (in(c, 0x2000, 0x200a) || c == 0xa0 || c == 0x202f || c == 0x205f || c == 0x3000)
    return {U' '};
  if (c == 0xdf || c == 0x1e9e) return {U's', U's'};
  if (c == 0xc6 || c == 0xe6) return {U'a', U'e'};
  if (c == 0x152 || c == 0x153) return {U'o', U'e'};
  if (in(c, 0xc0, 0x24f) && kLatin[c - 0xc0] != '.')
    return {static_cast<char32_t>(kLatin[c - 0xc0])};
  if (in(c, 0x1e00, 0x1eff) && kLatinAdditional[c - 0x1e00] != '.') {
    return {static_cast<char32_t>(kLatinAdditional[c - 0x1e00])};
  }
  if (in(c, 0xfb00, 0xfb04)) {
    constexpr std::u32string_view kSecond = U"filii";
    return {U'f', kSecond[c - 0xfb00]};
  }
  if (in(c, 0xff01, 0xff5e)) {
    const char32_t ascii = c - 0xfee0;
    return {in(ascii, U'A', U'Z') ? ascii + 32 : ascii};
  }
  if (in(c, 0xff61, 0xff9d)) return {kHalfWidthKana[c - 0xff61]};
  if (c == 0xff9e || c == 0xff9f) return {c - 0xff9e + 0x3099};
  if (in(c, 0xfe80, 0xfef4)) return {fold_arabic_form(c)};
  if (in(c, 0xfef5, 0xfefc)) return {U'ل', U'ا'};
  if (const char32_t letter = styled_letter(c)) return {letter};
  if (const char32_t mark = fold_emoji(c)) return {mark};
  c = lower(c);
  const char32_t paired = look_up(kSortedPairs, c);
  return {paired != 0 ? paired : c};
}

char32_t latin_lookalike(char32_t value) { return look_up(kSortedLookalikes, value); }

}  // namespace stoprule
