#include "oracles.h"

#include <algorithm>
#include <cstdio>
#include <cstdlib>

#include "text/characters.h"
#include "text/fold.h"

namespace stoprule {
namespace {

using Texts = std::span<const std::string_view>;

void check_place(const Location& place, Texts texts) {
  if (place.document >= texts.size() || place.begin > place.end ||
      place.end > texts[place.document].size() || place.line == 0 || place.column == 0 ||
      place.end_line < place.line) {
    broken("a place is outside of its document");
  }
}

// In how many places of all documents `part` stands; two are as good as many.
int places_of(std::string_view part, Texts texts) {
  int out = 0;
  for (const std::string_view text : texts) {
    const std::size_t at = text.find(part);
    if (at == std::string_view::npos) continue;
    out += text.find(part, at + 1) == std::string_view::npos ? 1 : 2;
  }
  return out;
}

void check_text(std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    const CodePoint point = decode_at(text, at);
    if (point.value == 0xfffd && text.substr(at, 3) != "\xef\xbf\xbd")
      broken("output is no UTF-8", text);
    const bool control = point.value < 0x20 || (point.value >= 0x7f && point.value < 0xa0);
    const bool direction = (point.value >= 0x202a && point.value <= 0x202e) ||
                           (point.value >= 0x2066 && point.value <= 0x2069);
    if ((control && point.value != '\n') || direction) broken("output can act", text);
    at += point.size;
  }
}

// Could only be of a key: words and numbers may stand in the report for other reasons.
bool is_telling(std::string_view part) {
  const auto count = [&](auto&& is) { return std::count_if(part.begin(), part.end(), is); };
  return count(is_digit) >= 2 && count(is_letter) >= 2 &&
         std::all_of(part.begin(), part.end(), [](char c) { return c > ' ' && c < 0x7f; });
}

void check_redaction(const Finding& finding, Texts texts, std::string_view output) {
  constexpr std::size_t kPart = 8;
  const std::string_view text = texts[finding.location.document];
  // The rule's own prefix may be shown.
  const std::string_view prefix =
      std::string_view(finding.excerpt).substr(0, finding.excerpt.find('*'));
  for (std::size_t at = finding.location.begin; at + kPart <= finding.location.end; ++at) {
    const std::string_view part = text.substr(at, kPart);
    if (!is_telling(part) || prefix.find(part) != std::string_view::npos) continue;
    // What stands elsewhere too is no secret, nor is a host that the catalog names.
    if (places_of(part, texts) > 1 || finding.sent_to.find(part) != std::string::npos) continue;
    if (output.find(part) != std::string_view::npos)
      broken("a secret is shown: " + finding.rule_id, output);
  }
}

}  // namespace

void broken(std::string_view what, std::string_view details) {
  std::fprintf(stderr, "%.*s\n%.*s\n", static_cast<int>(what.size()), what.data(),
               static_cast<int>(details.size()), details.data());
  std::abort();
}

Report audit_of(std::string_view text, const DocumentInfo& info, const Options& options,
                std::size_t piece) {
  Result<Audit> audit = Audit::open(Catalog::builtin(), options);
  if (!audit || !audit->begin(info)) broken("an audit does not begin");
  if (piece == 0) piece = std::max<std::size_t>(text.size(), 1);
  for (std::size_t at = 0; at < text.size(); at += piece) {
    // A copy of its own, so that a read past its end is seen.
    const std::string part(text.substr(at, piece));
    if (!audit->feed(part)) broken("an audit does not take a piece");
  }
  if (!audit->end()) broken("an audit does not end");
  Result<Report> report = audit->finish();
  if (!report) broken("an audit does not finish");
  return std::move(*report);
}

void check(const Report& report, Texts texts) {
  for (const Finding& finding : report.findings) check_place(finding.location, texts);
  for (const Claim& claim : report.claims) check_place(claim.location, texts);
  for (const Endpoint& endpoint : report.endpoints) check_place(endpoint.location, texts);
  for (const Diagnosis& diagnosis : report.diagnoses) check_place(diagnosis.location, texts);
  for (const std::string_view format : formats()) {
    const Result<std::string> output = render(report, format);
    if (!output) broken("a format does not render", format);
    check_text(*output);
    for (const Finding& finding : report.findings) check_redaction(finding, texts, *output);
  }
}

}  // namespace stoprule
