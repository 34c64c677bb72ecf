// Text that would act on whoever reads a report: none of it does, in any format, whether it comes
// from a scanned document, from a file's name, or from a report that somebody else has filled in.
#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <string_view>

#include "made/made_key.h"
#include "stoprule/stoprule.h"
#include "text/characters.h"

namespace stoprule {
namespace {

struct Row {
  std::string_view name, text;
};
constexpr Row kRows[] = {
    {"ANSI colours and clearing", "\x1b[31mred\x1b[2J\x1b[H"},
    {"OSC title and hyperlink", "\x1b]0;title\x07 \x1b]8;;https://evil.example\x1b\\here"},
    {"C1 controls",
     "\xC2\x9B"
     "31m \xC2\x9D"
     "0;title\xC2\x9C"},
    {"C1 controls, raw",
     "\x9b"
     "31m \x9d"},
    {"other controls", "a\bb\rc\vd\fe\x7f"},
    {"direction controls", "\u202Eevil\u202C \u2066x\u2069 \u200F \u061C"},
    {"nothing to see", "a\u200Bb\u2060c\uFEFFd\U000E0041"},
    {"line separators", "a\u2028::error::b\u2029c"},
    {"a workflow command", "::error file=x::y"},
    {"a workflow command further in", "  ::add-mask::y"},
    {"a workflow command on its own line", "a\n::stop-commands::t\r\n::set-output name=x::y"},
    {"older commands", "x ##[error]y ##[add-mask]z ##[group]"},
    {"commands of other systems", "##vso[task.setvariable variable=x]y ##teamcity[buildStop]"},
    {"the properties of a command", "a,title=b::c%0A::error::d"},
    {"the end of a CDATA section", "]]><x>&lt;&amp;\"'</x><!-- "},
    {"what XML can't hold", "\xEF\xBF\xBE \xEF\xBF\xBF \x01"},
    {"HTML", "<img src=x onerror=alert(1)><script>alert(1)</script>"},
    {"Markdown", "[a](https://evil.example) ![b](//evil.example/c.png) `d` ~~~ # e\n---\n> f"},
    {"links by themselves", "https://evil.example www.evil.example a@evil.example @team #1"},
    {"a link in SARIF", "[evil](https://evil.example) {0} [1](1)"},
    {"formulas", "=HYPERLINK(\"https://evil.example\")\n+1\n-1\n@SUM(A1)"},
    {"invalid UTF-8", "\xC0\xAF \xED\xA0\x80 \xF5\x80\x80\x80 \xFF \xE2\x82"},
    {"a path that leads elsewhere", "//evil.example/a?b#c%2e../../d\\e"},
};

bool is_deceptive(char32_t c) {
  return (c >= 0x80 && c < 0xa0) || c == 0x61c || (c >= 0x200b && c <= 0x200f) ||
         (c >= 0x2028 && c <= 0x202e) || (c >= 0x2060 && c <= 0x206f) || c == 0xfeff ||
         (c >= 0xe0000 && c <= 0xe007f);
}

// Decodes strictly; fails the test where `text` is no UTF-8.
std::u32string decoded(std::string_view text) {
  std::u32string out;
  for (std::size_t i = 0; i < text.size();) {
    const auto byte = [&](std::size_t at) -> char32_t {
      return at < text.size() ? static_cast<unsigned char>(text[at]) : 0;
    };
    const char32_t lead = byte(i);
    const std::size_t size = lead < 0x80 ? 1 : lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4;
    char32_t c = size == 1 ? lead : lead & (0x7fu >> size);
    bool good = lead < 0x80 || (lead >= 0xc2 && lead < 0xf5);
    for (std::size_t k = 1; k < size; ++k) {
      good = good && (byte(i + k) & 0xc0) == 0x80;
      c = c << 6 | (byte(i + k) & 0x3f);
    }
    good = good && (size < 3 || c >= 0x800) && (size < 4 || (c >= 0x10000 && c < 0x110000)) &&
           (c < 0xd800 || c > 0xdfff);
    EXPECT_TRUE(good) << "no UTF-8 at byte " << i;
    out.push_back(c);
    i += size;
  }
  return out;
}

bool has_log_command(std::string_view text) {
  for (std::size_t at = text.find("##"); at != std::string_view::npos;
       at = text.find("##", at + 1)) {
    std::size_t end = at + 2;
    while (end < text.size() && is_letter(text[end])) ++end;
    if (end < text.size() && text[end] == '[') return true;
  }
  return false;
}

void expect_harmless(std::string_view text, std::string_view format, std::string_view row) {
  SCOPED_TRACE(std::string(format) + ": " + std::string(row));
  for (const char32_t c : decoded(text)) {
    EXPECT_TRUE(c == '\n' || (c >= 0x20 && c != 0x7f)) << "control " << static_cast<unsigned>(c);
    EXPECT_FALSE(is_deceptive(c)) << "character " << static_cast<unsigned>(c);
  }
  EXPECT_FALSE(has_log_command(text));
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find('\n', at), text.size());
    const std::string_view line = text.substr(at, end - at);
    at = end + 1;
    if (line.empty()) continue;
    const std::string_view inner = line.substr(std::min(line.find_first_not_of(' '), line.size()));
    if (format == "github") {
      const bool ours = line.starts_with("::error ") || line.starts_with("::warning ") ||
                        line.starts_with("::notice ");
      EXPECT_TRUE(ours) << line;
    } else {
      EXPECT_FALSE(inner.starts_with("::")) << line;
    }
    if (format != "markdown") {
      EXPECT_EQ(std::string_view("=+-@").find(line.front()), std::string_view::npos) << line;
    }
  }
  if (format == "junit") {
    EXPECT_EQ(text.find("<img"), std::string_view::npos);
    EXPECT_EQ(text.find("]]>"), std::string_view::npos);
  }
}

TEST(Hostile, DocumentsAndTheirNames) {
  const std::string key = with_made_keys(Catalog::builtin().data(), "{{key:groq-api-key}}");
  for (const Row& row : kRows) {
    for (const Mode mode : {Mode::kAudit, Mode::kScan}) {
      const std::string word(row.text);
      Options options;
      options.mode = mode;
      Result<Audit> audit = Audit::open(Catalog::builtin(), options);
      ASSERT_TRUE(audit);
      for (const std::string& uri : {word, "a/" + word, std::string()}) {
        ASSERT_TRUE(audit->begin({.uri = uri, .kind = DocumentKind::kText}));
        std::string text;
        for (const std::string_view part :
             {std::string_view(word), std::string_view(" \""), std::string_view(key),
              std::string_view("\" "), std::string_view(word), std::string_view("\n"),
              std::string_view(word), std::string_view(" unlimited GPT-4 API, no rate limit "),
              std::string_view(word), std::string_view("\nOPENAI_BASE_URL=https://x.example/"),
              std::string_view(word), std::string_view("\n"), std::string_view(word),
              std::string_view(" insufficient_quota 429 "), std::string_view(word)}) {
          text += part;
        }
        ASSERT_TRUE(audit->feed(text));
        ASSERT_TRUE(audit->end());
      }
      const Result<Report> report = audit->finish();
      ASSERT_TRUE(report);
      EXPECT_FALSE(report->findings.empty()) << row.name;
      for (const std::string_view format : formats())
        expect_harmless(*render(*report, format), format, row.name);
    }
  }
}

// A report whose every string is `text`.
Report filled(const std::string& text) {
  const Message message{text, text};
  Evidence evidence{text, Location{}, {}, {}, {}};
  Evidence row{text, std::nullopt, text, text, text};
  Report report;
  report.documents = {{text, Role::kOutput, 1}};
  report.verdict = {Level::kStop, {}, message, {{message, {evidence, row}}}, message};
  for (Answer& answer : report.answers) answer.evidence = {evidence, row};
  report.routes = {Route{RouteId::kUnknown, text, text, Level::kStop, {}, {}, {evidence}},
                   Route{RouteId::kUnknown, text, text, Level::kStop, {}, {}, {row}}};
  Claim claim;
  claim.type = text;
  claim.excerpt = text;
  report.claims = {claim};
  Endpoint endpoint;
  endpoint.host = endpoint.path = endpoint.model = endpoint.key_name = text;
  endpoint.conflicts = {message};
  report.endpoints = {endpoint};
  Finding finding;
  finding.rule_id = finding.service = finding.hidden_by = finding.excerpt = text;
  finding.context = finding.fingerprint = finding.sent_to = text;
  finding.message = message;
  finding.facts = {{text, text}};
  finding.original = {{OriginKind::kValue, Location{}, text, text}};
  report.findings = {finding};
  report.suppressed = {{finding, text, text}};
  report.diagnoses = {{text, text, text, message, message, Location{}}};
  report.checks = report.remediation = {{message, text, text}};
  report.incomplete = {{message, 0, 0, 0}};
  return report;
}

TEST(Hostile, ReportsOfOtherMakers) {
  for (const Row& row : kRows) {
    const Report report = filled(std::string(row.text));
    for (const std::string_view format : formats()) {
      // JSON says what the report holds, whatever it is, as UTF-8.
      if (format == "json") {
        decoded(*render(report, format));
      } else {
        expect_harmless(*render(report, format), format, row.name);
      }
    }
  }
}

}  // namespace
}  // namespace stoprule
