// statement.h - a report as a list of statements, each with a rule, a place and a weight: what
// SARIF, JUnit and annotations in a log have in common.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "catalog/messages.h"
#include "stoprule/report.h"

namespace stoprule {

struct Statement {
  std::string rule;     ///< "key/groq-api-key", "verdict/stop", "claim/no_ban", "diagnosis/..."
  std::string explain;  ///< the id that explain() knows
  Severity severity = Severity::kNote;
  std::string text;                  ///< one line for people
  std::string advice;                ///< what to do, in lines
  std::vector<std::string> details;  ///< lines: the masked key, where it goes, where it comes from
  std::string excerpt;               ///< what stands at the place
  std::optional<Location> at;
  std::vector<Evidence> related;  ///< further places
  const Finding* finding = nullptr;
  const Suppressed* suppressed = nullptr;  ///< who silenced it
};

/// Findings first, in the report's order, then what silenced ones, verdict, promises, endpoints and
/// errors say. The statements point into `report`.
std::vector<Statement> statements(const Report& report, const Phrasebook& words);

/// Whether the verdict says nothing that its findings don't: there is no route to speak of, only
/// keys.
bool rests_on_keys(const Report& report);

/// The text and the details, a line each.
std::string told(const Statement& statement);

/// "src/a.js", or what stands for a text without a name.
std::string document_name(const Report& report, std::uint32_t document, const Phrasebook& words);
/// "src/a.js:3:14"
std::string place_name(const Report& report, const Location& at, const Phrasebook& words);
/// "from .env:2:9 through import.meta.env.VITE_KEY"
std::string origin_name(const Report& report, const Origin& origin, const Phrasebook& words);

}  // namespace stoprule
