// github.cpp - annotations of a GitHub Actions log, one workflow command a statement.
#include <algorithm>
#include <array>
#include <string>
#include <string_view>

#include "report/formats.h"
#include "report/statement.h"
#include "verify/redact.h"

namespace stoprule {
namespace {

constexpr std::size_t kShownOfEach = 10;  ///< of one level and step; GitHub drops the rest
constexpr std::string_view kCommands[] = {"notice", "warning", "error"};

// What a command's text, or with `property` one of its properties, must not hold as it is.
std::string escaped(std::string_view text, bool property) {
  std::string out;
  for (const char c : text) {
    if (c == '%') {
      out += "%25";
    } else if (c == '\r') {
      out += "%0D";
    } else if (c == '\n') {
      out += "%0A";
    } else if (property && c == ':') {
      out += "%3A";
    } else if (property && c == ',') {
      out += "%2C";
    } else {
      out += c;
    }
  }
  return out;
}

std::string place(const Report& report, const Location& at) {
  if (at.document >= report.documents.size()) return {};
  const std::string uri = printable(report.documents[at.document].uri);
  if (uri.empty()) return {};
  std::string out = "file=" + escaped(uri, true) + ",line=" + std::to_string(at.line) +
                    ",endLine=" + std::to_string(at.end_line) + ",col=" + std::to_string(at.column);
  if (at.end_line == at.line) out += ",endColumn=" + std::to_string(at.end_column);
  return out + ",";
}

}  // namespace

std::string render_github(const Report& report, const Phrasebook& words) {
  std::vector<Statement> list = statements(report, words);
  std::erase_if(list, [](const Statement& one) { return one.suppressed != nullptr; });
  for (const Incomplete& entry : report.incomplete) {
    Statement unread;
    unread.rule = "incomplete";
    unread.severity = Severity::kWarning;
    unread.text = printable(entry.message.text);
    list.push_back(std::move(unread));
  }
  // The worst first: they are what is shown where not everything is.
  std::stable_sort(list.begin(), list.end(),
                   [](const Statement& a, const Statement& b) { return a.severity > b.severity; });
  std::string out;
  std::array<std::size_t, std::size(kCommands)> count{};
  for (const Statement& one : list) {
    const auto level = static_cast<std::size_t>(one.severity);
    ++count[level];
    out.append("::").append(kCommands[level]).append(" ");
    if (one.at) out += place(report, *one.at);
    out.append("title=").append(escaped(one.rule, true));
    out.append("::").append(escaped(told(one), false)).append("\n");
  }
  std::size_t left = 0;
  for (const std::size_t of_level : count) left += of_level - std::min(of_level, kShownOfEach);
  if (left != 0) out += words.text("label.annotations", {{"left", std::to_string(left)}}) + "\n";
  return out;
}

}  // namespace stoprule
