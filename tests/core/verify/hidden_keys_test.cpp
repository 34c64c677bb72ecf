// Keys of many rules, hidden in every way that is read: found at the encoded place, by the same
// rule, and told how they were hidden.
#include "verify/hidden_keys.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "made/encoded.h"
#include "made/made_key.h"
#include "made/made_report.h"
#include "made/plain_decode.h"
#include "made/random.h"
#include "scan/stream.h"

namespace stoprule {
namespace {

constexpr std::uint64_t kSeed = 7;

const CatalogData& catalog() { return Catalog::builtin().data(); }

Report report_on(std::string_view text, std::size_t piece = SIZE_MAX, Options options = {},
                 std::string uri = "sample.js") {
  return made_scan(text, {.uri = std::move(uri)}, std::move(options), piece);
}

std::string hex_of(std::uint32_t value, int digits) {
  std::string out;
  while (digits-- > 0) out.push_back("0123456789abcdef"[value >> (4 * digits) & 15]);
  return out;
}

// Every character as `make` writes it.
std::string each(std::string_view text, const std::function<std::string(std::uint8_t)>& make) {
  std::string out;
  for (const char c : text) out += make(static_cast<std::uint8_t>(c));
  return out;
}

std::string wide(std::string_view text) {
  return each(text, [](std::uint8_t c) { return std::string{static_cast<char>(c), '\0'}; });
}
std::string pieces_of(std::string_view text, std::size_t size, std::string_view seam) {
  std::string out;
  for (std::size_t at = 0; at < text.size(); at += size) {
    if (at != 0) out += seam;
    out += text.substr(at, size);
  }
  return out;
}
std::string percent(std::string_view text) { return hex_bytes(text, "%"); }
std::string codes(std::string_view text, std::string_view separator) {
  std::string out;
  for (const char c : text) {
    if (!out.empty()) out += separator;
    out += std::to_string(static_cast<int>(c));
  }
  return out;
}

struct Form {
  std::string_view hidden_by;
  std::string before, behind;  // around what is encoded, within a literal's place
  std::function<std::string(std::string_view)> encode;
  std::string uri = "sample.js";
};

std::vector<Form> forms() {
  const auto quoted = [](std::string_view by, std::function<std::string(std::string_view)> encode) {
    return Form{by, "\"", "\"", std::move(encode), "sample.js"};
  };
  const auto letters = [&](std::string_view by,
                           const std::function<std::string(std::uint8_t)>& make) {
    return quoted(by, [make](std::string_view text) { return each(text, make); });
  };
  return {
      {"concatenation", "\"", "\"",
       [](std::string_view text) { return pieces_of(text, 4, "\" + \""); }, "sample.py"},
      {"escapes and concatenation", "\"", "\"",
       [](std::string_view text) {
         const auto escape = [](std::uint8_t c) { return "\\x" + hex_of(c, 2); };
         return pieces_of(each(text, escape), 12, "\"+\"");
       },
       "sample.py"},
      letters("escapes", [](std::uint8_t c) { return "\\x" + hex_of(c, 2); }),
      letters("escapes", [](std::uint8_t c) { return "\\u" + hex_of(c, 4); }),
      letters("escapes", [](std::uint8_t c) { return "\\u{" + hex_of(c, 2) + "}"; }),
      letters("escapes",
              [](std::uint8_t c) {
                return std::string{'\\', static_cast<char>('0' + c / 64),
                                   static_cast<char>('0' + c / 8 % 8),
                                   static_cast<char>('0' + c % 8)};
              }),
      letters("escapes in escapes", [](std::uint8_t c) { return "\\\\x" + hex_of(c, 2); }),
      letters("percent", [](std::uint8_t c) { return "%" + hex_of(c, 2); }),
      letters("percent in percent", [](std::uint8_t c) { return "%25" + hex_of(c, 2); }),
      letters("html", [](std::uint8_t c) { return "&#" + std::to_string(c) + ";"; }),
      letters("html", [](std::uint8_t c) { return "&#x" + hex_of(c, 2) + ";"; }),
      letters("css", [](std::uint8_t c) { return "\\0000" + hex_of(c, 2); }),
      quoted("base64", [](std::string_view text) { return base64(text); }),
      quoted("base64", [](std::string_view text) { return base64(text, "-_", false); }),
      quoted("base64", [](std::string_view text) { return base64(wide(text)); }),
      quoted("base64 in base64", [](std::string_view text) { return base64(base64(text)); }),
      quoted("base64 in percent", [](std::string_view text) { return percent(base64(text)); }),
      quoted("percent in base64", [](std::string_view text) { return base64(percent(text)); }),
      quoted("base64",
             [](std::string_view text) {
               return base64("{\n  \"some\": \"setting\",\n  \"more\": \"" + std::string(text) +
                             "\"\n}\n");
             }),
      quoted("hex",
             [](std::string_view text) {
               return each(text, [](std::uint8_t c) { return hex_of(c, 2); });
             }),
      {"character codes", "String.fromCharCode(", ")",
       [](std::string_view text) { return codes(text, ","); }},
      {"character codes", "[", "]", [](std::string_view text) { return codes(text, ", "); }},
      {"character codes", "[", "]",
       [](std::string_view text) {
         std::string out = each(text, [](std::uint8_t c) { return "0x" + hex_of(c, 2) + ","; });
         out.pop_back();
         return out;
       }},
      {"concatenation", "\"", "\"",
       [](std::string_view text) { return pieces_of(text, 18, "\" + \""); }},
      {"concatenation", "[\"", "\"].join(\"\")",
       [](std::string_view text) { return pieces_of(text, 1, "\",\""); }},
      {"concatenation", "[\"", "\"].join('')",
       [](std::string_view text) { return pieces_of(text, 17, "\", \""); }},
      {"reversed", "\"", "\".split(\"\").reverse().join(\"\")",
       [](std::string_view text) { return std::string(text.rbegin(), text.rend()); }},
  };
}

// Rules whose form alone tells them, one of each shape is enough.
std::vector<const KeyRule*> telling_rules() {
  std::vector<const KeyRule*> out;
  for (const KeyRule& rule : catalog().rules) {
    if (!rule.pattern.empty() || !rule.near.empty() || rule.literal_bytes < 5 || rule.assigned ||
        rule.text_only || rule.exposure != Exposure::kNever)
      continue;
    const std::string secret(made_key(rule, kSeed).secret());
    const auto plain = [](char c) { return key_characters().has(c) || c == '.' || c == '='; };
    // Literals are looked at where a run of key characters begins or ends them.
    const bool run =
        secret.size() >= kRunBytes && std::all_of(secret.begin(), secret.begin() + kRunBytes,
                                                  [](char c) { return key_characters().has(c); });
    if (run && std::all_of(secret.begin(), secret.end(), plain)) out.push_back(&rule);
  }
  return out;
}

std::string around(std::string_view value) {
  return "function a(){return 1}const settings={name:" + std::string(value) +
         ",other:2};function b(){}\n";
}

TEST(HiddenKeys, AreFoundWhereTheyAreHidden) {
  std::size_t checked = 0;
  for (const KeyRule* rule : telling_rules()) {
    const std::string secret(made_key(*rule, kSeed).secret());
    const Report open = report_on(around("\"" + secret + "\""));
    // Two names of one form, or a sample that looks like a stand-in.
    if (open.findings.size() != 1 || open.findings[0].severity == Severity::kNote) continue;
    for (const Form& form : forms()) {
      const std::string encoded = form.encode(secret);
      const std::string text = around(form.before + encoded + form.behind);
      const Report report = report_on(text, SIZE_MAX, {}, form.uri);
      const std::string what = std::string(rule->id) + ", " + std::string(form.hidden_by);
      EXPECT_EQ(report.findings.size(), 1u) << what;
      if (report.findings.size() != 1) continue;
      const Finding& finding = report.findings[0];
      EXPECT_EQ(finding.rule_id, open.findings[0].rule_id) << what;
      // Others tell the name that the key is assigned to, which the form may hide.
      if (finding.fingerprint.starts_with("p1:")) {
        EXPECT_EQ(finding.fingerprint, open.findings[0].fingerprint) << what;
      }
      EXPECT_EQ(finding.severity, open.findings[0].severity) << what;
      EXPECT_EQ(finding.excerpt, open.findings[0].excerpt) << what;
      EXPECT_EQ(finding.hidden_by, form.hidden_by) << what;
      const std::size_t begin = text.find(encoded);
      EXPECT_GE(finding.location.begin, begin) << what;
      EXPECT_LE(finding.location.end, begin + encoded.size()) << what;
      // Nothing of it is shown, neither as it is nor as it was written.
      const std::string json = *render(report, "json");
      for (std::size_t at = rule->literal_bytes; at + 8 <= secret.size(); ++at)
        EXPECT_EQ(json.find(secret.substr(at, 8)), std::string::npos) << what;
      for (std::size_t at = finding.location.begin; at + 12 <= finding.location.end; ++at) {
        const std::string part = text.substr(at, 12);
        // The rule's own prefix may be shown.
        if (finding.excerpt.find(part) == std::string::npos) {
          EXPECT_EQ(json.find(part), std::string::npos) << what;
        }
      }
      ++checked;
    }
  }
  EXPECT_GT(checked, 1000u);
}

std::string a_key() { return std::string(made_key(*telling_rules().front(), 3).secret()); }

TEST(HiddenKeys, AreFoundInDocumentsOfUtf16) {
  const std::string text = around("\"" + a_key() + "\"");
  for (const std::string& encoded :
       {"\xff\xfe" + wide(text), wide(text), "\xfe\xff" + ('\0' + wide(text))}) {
    std::string whole = encoded;
    if (whole[0] == '\xfe') whole.pop_back();
    const Report report = report_on(whole);
    ASSERT_EQ(report.findings.size(), 1u);
    EXPECT_EQ(report.findings[0].hidden_by, "utf-16");
    const Location& place = report.findings[0].location;
    EXPECT_EQ(place.end - place.begin, 2 * a_key().size());
    // Lines and columns are those of the text.
    const Location said = report_on(text).findings.at(0).location;
    EXPECT_EQ(place.line, said.line);
    EXPECT_EQ(place.column, said.column);
    EXPECT_EQ(place.end_column, said.end_column);
  }
}

TEST(HiddenKeys, AreTheSameHoweverTheTextIsCut) {
  // One at each end of a block, and across it.
  std::string text;
  const std::string encoded = "\"" + base64("{\"key\":\"" + a_key() + "\"}") + "\"";
  for (const std::uint64_t place : {std::uint64_t{5}, kBlockBytes - 40, 2 * kBlockBytes - 8}) {
    text.append(static_cast<std::size_t>(place) - text.size(), ' ');
    text += encoded + percent(a_key());
  }
  const std::string whole = *render(report_on(text), "json");
  EXPECT_EQ(report_on(text).findings.size(), 6u);
  for (const std::size_t piece : {1u << 12, 99991u, 262144u, 300000u})
    EXPECT_EQ(*render(report_on(text, piece), "json"), whole) << piece;
}

TEST(HiddenKeys, InOneLongRunAreFoundInEveryBlock) {
  std::string said;
  for (std::size_t i = 0; i < 3; ++i) {
    said += std::string(kBlockBytes / 2 + 31, 'x') + "\n";
    said += "key: \"" + a_key() + "\"\n";
  }
  const Report report = report_on("x=atob(\"" + base64(said) + "\")");
  EXPECT_EQ(report.findings.size(), 3u);
}

TEST(HiddenKeys, BeyondALimitAreNamedAsUnread) {
  Options options;
  options.limits.decode_depth = 1;
  const std::string once = around("\"" + base64(a_key()) + "\"");
  EXPECT_EQ(report_on(once, SIZE_MAX, options).findings.size(), 1u);
  EXPECT_TRUE(report_on(once, SIZE_MAX, options).incomplete.empty());
  const std::string twice = around("\"" + base64(base64(a_key())) + "\"");
  Report report = report_on(twice, SIZE_MAX, options);
  EXPECT_TRUE(report.findings.empty());
  ASSERT_EQ(report.incomplete.size(), 1u);
  EXPECT_EQ(report.incomplete[0].message.id, "incomplete.decoded");
  EXPECT_GT(report.incomplete[0].left, 0u);

  options.limits.decode_depth = 4;
  options.limits.decoded_bytes = 16;
  report = report_on(once, SIZE_MAX, options);
  EXPECT_TRUE(report.findings.empty());
  ASSERT_EQ(report.incomplete.size(), 1u);
  EXPECT_EQ(report.incomplete[0].read, 0u);
}

TEST(HiddenKeys, MakeNoMoreThanTheTextOfEachPass) {
  // Everything encoded in everything: what is decoded stays within a few times the text.
  std::string text = "k=\"" + a_key() + "\"";
  for (int i = 0; i < 3; ++i) {
    text.insert(0, "\"");
    text += "\"";
    text = percent(base64(text));
  }
  const Report report = report_on(text);
  ASSERT_EQ(report.incomplete.size(), 1u);
  EXPECT_LE(report.incomplete[0].read, 4 * text.size());
}

TEST(HiddenKeys, AreLookedForOnceInATextOfManyEscapes) {
  // Of these lines each pass sees others as worth it; none was made by the pass before.
  std::string text;
  for (std::size_t line = 0; text.size() < 4 * kBlockBytes; ++line) {
    text += "f('";
    for (std::size_t i = 0; i < 8; ++i)
      text += "\\x6" + hex_of(static_cast<std::uint32_t>(1 + i % 9), 1) + "   ";
    text += "');" + std::string(80 + line * 7 % 200, ' ') + "\n";
  }
  Options options;
  options.limits.decode_depth = 1;
  EXPECT_TRUE(report_on(text, SIZE_MAX, options).incomplete.empty());
  text.insert(text.find("f("), "g('" + percent(base64(a_key())) + "');\n");
  EXPECT_EQ(report_on(text, SIZE_MAX, options).incomplete.size(), 1u);
  EXPECT_EQ(report_on(text).findings.size(), 1u);
}

// Lines with keys of all rules, in the open and encoded, once or twice.
std::string generated(std::uint64_t seed, std::size_t bytes) {
  const std::vector<Form> known = forms();
  Random random(seed);
  std::string out;
  while (out.size() < bytes) {
    const KeyRule& rule = catalog().rules[random.below(catalog().rules.size())];
    const MadeKey made = made_key(rule, random.below(1000));
    if (made.text.size() > 200) continue;
    const Form& form = known[random.below(known.size())];
    const Form& outer = known[random.below(known.size())];
    std::string key(made.secret());
    if (form.uri == "sample.js") key = form.before + form.encode(key) + form.behind;
    if (random.below(4) == 0 && outer.uri == "sample.js")
      key = outer.before + outer.encode(key) + outer.behind;
    out += made.text.substr(0, made.begin) + key + made.text.substr(made.end);
  }
  return out;
}

TEST(HiddenKeys, FindWhatThePlainWayFinds) {
  KeyMatcher matcher(catalog(), Catalog::builtin().index());
  for (std::uint64_t seed = 1; seed <= 8; ++seed) {
    const std::string text = generated(seed, 700);
    EXPECT_EQ(hidden_difference(catalog(), plain_scan(), matcher, text), "") << seed << text;
  }
}

}  // namespace
}  // namespace stoprule
