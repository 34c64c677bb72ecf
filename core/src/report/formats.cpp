#include "report/formats.h"

#include <array>

#include "catalog/catalog_data.h"
#include "stoprule/stoprule.h"

namespace stoprule {
namespace {

struct Format {
  std::string_view name;
  std::string (*render)(const Report&, const Phrasebook&);
};
constexpr Format kFormats[] = {
    {"json", [](const Report& report, const Phrasebook&) { return render_json(report); }},
    {"pretty", render_pretty},
    {"sarif", render_sarif},
    {"junit", render_junit},
    {"github", render_github},
    {"markdown", render_markdown},
};

}  // namespace

std::span<const std::string_view> formats() {
  static constexpr auto kNames = [] {
    std::array<std::string_view, std::size(kFormats)> names;
    for (std::size_t i = 0; i < names.size(); ++i) names[i] = kFormats[i].name;
    return names;
  }();
  return kNames;
}

Result<std::string> render(const Report& report, std::string_view format) {
  std::string known;
  for (const Format& entry : kFormats) {
    if (entry.name == format) {
      return entry.render(report, Phrasebook(Catalog::builtin().data().messages, report.language));
    }
    known.append(" ").append(entry.name);
  }
  return Error{ErrorCode::kUsage, "format", "must be one of" + known};
}

}  // namespace stoprule
