#include "catalog/errors.h"

#include <algorithm>
#include <string>

#include "text/fold.h"

namespace stoprule {
namespace {

constexpr std::string_view kOwners[] = {"billing",    "credit",       "usage_limit",
                                        "rate_limit", "model_access", "permission",
                                        "credential", "request",      "provider"};

}  // namespace

void load_errors(JsonObject& json, StringArena& arena, Errors& errors) {
  const auto folded = [&](const std::vector<std::string_view>& texts) {
    std::vector<std::string_view> kept;
    kept.reserve(texts.size());
    for (const std::string_view text : texts) kept.push_back(arena.keep(fold(text).text()));
    return kept;
  };
  json.text("as_of");
  errors.sources = json.texts("sources");
  if (errors.sources.empty()) json.problem("sources", "must name where the forms are stated");
  errors.marks = folded(json.texts("marks"));
  json.objects("errors", [&](JsonObject& row) {
    ErrorForm form;
    form.id = row.need_text("id");
    form.owner = row.need_text("owner");
    if (std::find(std::begin(kOwners), std::end(kOwners), form.owner) == std::end(kOwners)) {
      row.problem("owner", "is not a limit's owner");
    }
    form.vendor = row.text("vendor");
    form.general = row.flag("general");
    form.codes = folded(row.texts("codes"));
    form.messages = folded(row.texts("messages"));
    form.over = row.texts("over");
    if (form.codes.empty() && form.messages.empty())
      row.problem("codes", "or messages must be there");
    errors.forms.push_back(std::move(form));
  });
}

}  // namespace stoprule
