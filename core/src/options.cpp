// options.cpp - what callers ask for, from the JSON that every surface sends.
#include <algorithm>

#include "catalog/json.h"
#include "stoprule/stoprule.h"

namespace stoprule {
namespace {

struct LimitRow {
  std::string_view name;
  std::uint64_t Limits::*value;
  std::int64_t least, most;
};
constexpr LimitRow kLimitRows[] = {
    {"text_bytes", &Limits::text_bytes, 1024, std::int64_t{1} << 30},
    {"total_text_bytes", &Limits::total_text_bytes, 1024, std::int64_t{1} << 31},
    {"findings", &Limits::findings, 1, 1000000},
    {"claims", &Limits::claims, 1, 100000},
    {"endpoints", &Limits::endpoints, 1, 100000},
    {"decode_depth", &Limits::decode_depth, 0, 8},
    {"decoded_bytes", &Limits::decoded_bytes, 0, std::int64_t{1} << 32},
};

void load_limits(JsonObject& json, Limits& limits) {
  for (const LimitRow& row : kLimitRows) {
    const std::int64_t value = json.number(row.name, static_cast<std::int64_t>(limits.*row.value));
    if (value < row.least || value > row.most) {
      json.problem(row.name,
                   "must be from " + std::to_string(row.least) + " to " + std::to_string(row.most));
    }
    limits.*row.value = static_cast<std::uint64_t>(value);
  }
}

bool is_date(std::string_view text) {
  constexpr std::string_view kForm = "dddd-dd-dd";
  const auto fits = [](char c, char form) {
    return form == 'd' ? c >= '0' && c <= '9' : c == form;
  };
  if (text.size() != kForm.size() || !std::equal(text.begin(), text.end(), kForm.begin(), fits))
    return false;
  const std::string_view month = text.substr(5, 2), day = text.substr(8);
  return "01" <= month && month <= "12" && "01" <= day && day <= "31";
}

// What a caller sends is one JSON object; an error in it is one of use. (A line keeps its id even
// then, so parse_line stands apart.)
template <class T, class Load>
Result<T> read_message(std::string_view name, std::string_view json, const Load& load) {
  T out;
  StringArena arena;
  const Status status = read_json(
      name, json, arena, [&](JsonObject& object) { load(object, out); }, ErrorCode::kUsage);
  if (!status) return status.error();
  return out;
}

}  // namespace

Result<Options> parse_options(std::string_view json) {
  return read_message<Options>("options", json, [](JsonObject& object, Options& out) {
    out.mode = static_cast<Mode>(object.choice("mode", {"audit", "scan"}));
    if (object.has("language")) out.language = object.text("language");
    out.today = object.text("today");
    if (!out.today.empty() && !is_date(out.today)) object.problem("today", "must be YYYY-MM-DD");
    out.fingerprint_key = object.text("fingerprint_key");
    for (const std::string_view known : object.texts("baseline")) out.baseline.emplace_back(known);
    object.objects("rules", [&](JsonObject& rules) {
      out.rules.push_back(
          {std::string(rules.need_text("name")), std::string(rules.need_text("text"))});
    });
    object.objects("secrets", [&](JsonObject& secret) {
      out.secrets.push_back({std::string(secret.need_text("name")),
                             std::string(secret.text("value")), std::string(secret.text("file"))});
    });
    object.objects("ignores", [&](JsonObject& ignore) {
      Ignore& one = out.ignores.emplace_back();
      one.rule = ignore.text("rule");
      one.path = ignore.text("path");
      one.fingerprint = ignore.text("fingerprint");
      one.reason = ignore.need_text("reason");
      one.until = ignore.text("until");
      if (one.rule.empty() && one.path.empty() && one.fingerprint.empty())
        ignore.problem("rule", "or path or fingerprint is required");
      if (!one.until.empty() && !is_date(one.until))
        ignore.problem("until", "must be a day, as YYYY-MM-DD");
    });
    object.object("limits", [&](JsonObject& limits) { load_limits(limits, out.limits); });
  });
}

Result<DocumentInfo> parse_document_info(std::string_view json) {
  return read_message<DocumentInfo>("document", json, [](JsonObject& object, DocumentInfo& out) {
    out.uri = object.text("uri");
    out.role = static_cast<Role>(object.choice("role", {"output", "origin"}));
    out.kind =
        static_cast<DocumentKind>(object.choice("kind", {"auto", "text", "script", "mappings"}));
    out.local = object.flag("local");
    out.first_party = object.flag("first_party");
    out.clean_bytes = static_cast<std::uint64_t>(object.number("clean_bytes"));
    for (const std::string_view count : {"clean_bytes", "from_line", "from_column"}) {
      if (object.number(count) < 0) object.problem(count, "must not be negative");
    }
    out.maps = object.text("maps");
    for (const std::string_view source : object.texts("sources")) out.sources.emplace_back(source);
    out.from_line = static_cast<std::uint64_t>(object.number("from_line"));
    out.from_column = static_cast<std::uint64_t>(object.number("from_column"));
  });
}

Result<Query> parse_query(std::string_view json) {
  return read_message<Query>("query", json, [](JsonObject& object, Query& out) {
    out.id = object.text("id");
    out.answers = object.raw("answers");
    out.language = object.has("language") ? object.text("language") : "en";
  });
}

Status parse_line(std::string_view json, Line& line) {
  StringArena arena;
  return read_json(
      "line", json, arena,
      [&](JsonObject& object) {
        if (object.has("id")) line.id = object.raw("id");
        line.text = object.text("text");
        line.uri = object.text("uri");
        if (!object.has("text")) object.problem("text", "is required");
      },
      ErrorCode::kUsage);
}

std::string_view version() { return STOPRULE_VERSION; }

}  // namespace stoprule
