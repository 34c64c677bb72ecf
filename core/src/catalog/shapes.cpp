#include "catalog/shapes.h"

#include <algorithm>

namespace stoprule {
namespace {

// Kept for people; the core does not need them.
void skip_sources(JsonObject& json) {
  json.need_text("as_of");
  if (json.texts("sources").empty()) json.problem("sources", "is required");
}

Meaning read_meaning(JsonObject& json) {
  const auto meaning = static_cast<Meaning>(
      json.choice("means", {"", "base_url", "api_key", "key_name", "base_url_name", "model",
                            "provider", "protocol", "region", "resource", "switch"}));
  if (meaning == Meaning::kNone) json.problem("means", "is required");
  return meaning;
}

std::vector<SideMark> read_marks(JsonObject& json, std::string_view key) {
  std::vector<SideMark> marks;
  json.objects(key, [&](JsonObject& mark) {
    const auto where = static_cast<MarkPlace>(mark.choice("where", {"suffix", "path", "code"}));
    marks.push_back({where, mark.need_text("text"), mark.flag("proves")});
  });
  return marks;
}

}  // namespace

void load_shapes(JsonObject& json, Shapes& shapes) {
  skip_sources(json);
  json.objects("fields", [&](JsonObject& field) {
    shapes.fields.push_back({read_meaning(field), field.texts("strong"), field.texts("weak")});
  });
  json.objects("endings", [&](JsonObject& ending) {
    shapes.endings.push_back({read_meaning(ending), ending.texts("ends")});
  });
  json.objects("prefixes", [&](JsonObject& prefix) {
    shapes.prefixes.push_back(
        {prefix.need_text("begins"), prefix.text("vendor"), prefix.flag("compatible")});
  });
  shapes.generic = json.texts("generic");
  shapes.holders = json.texts("holders");
  json.objects("clients", [&](JsonObject& client) {
    shapes.clients.push_back({client.need_text("vendor"), client.texts("calls")});
  });
  shapes.frameworks = json.texts("frameworks");
  json.objects("prefixed_models", [&](JsonObject& models) {
    shapes.prefixed_models.push_back({models.texts("in"), models.text("vendor")});
  });
  json.objects("paths", [&](JsonObject& path) {
    shapes.paths.push_back({path.need_text("path"), path.need_text("protocol")});
  });
  json.objects("key_headers", [&](JsonObject& header) {
    shapes.key_headers.push_back(
        {header.need_text("header"), header.text("scheme"), header.text("vendor")});
  });
  shapes.key_queries = json.texts("key_queries");
  shapes.address_words = json.texts("address_words");
  shapes.public_env = json.texts("public_env");
  shapes.front_end = read_marks(json, "front_end");
  shapes.server = read_marks(json, "server");
  json.object("placeholders", [&](JsonObject& placeholders) {
    shapes.placeholders = placeholders.texts("exact");
    shapes.placeholder_parts = placeholders.texts("contains");
    shapes.placeholder_repeated = static_cast<std::uint32_t>(placeholders.number("repeated", 6));
  });
  json.objects("references", [&](JsonObject& reference) {
    shapes.references.push_back({reference.need_text("open"), reference.text("close")});
  });
}

void load_models(JsonObject& json, Models& models) {
  skip_sources(json);
  models.makers = json.texts("makers");
  models.open = json.texts("open");
  models.closed = json.texts("closed");
  models.sized_is_open = json.choice("parameter_count", {"", "open"}) != 0;
}

bool Shapes::is_public_env(std::string_view name) const {
  return std::any_of(public_env.begin(), public_env.end(),
                     [&](std::string_view prefix) { return name.starts_with(prefix); });
}

std::string fold_name(std::string_view name) {
  std::string folded;
  folded.reserve(name.size());
  for (const char c : name) {
    if (c == '-' || c == '_' || c == '.' || c == ' ') continue;
    folded.push_back(c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c);
  }
  return folded;
}

}  // namespace stoprule
