// formats.h - a report as text, one function a format; formats.cpp lists them. Each makes what it
// takes from scanned texts harmless for its own readers, whatever the report holds.
#pragma once
#include <string>

#include "catalog/messages.h"
#include "stoprule/report.h"

namespace stoprule {

std::string render_json(const Report& report);
std::string render_pretty(const Report& report, const Phrasebook& words);
std::string render_sarif(const Report& report, const Phrasebook& words);
std::string render_junit(const Report& report, const Phrasebook& words);
std::string render_github(const Report& report, const Phrasebook& words);
std::string render_markdown(const Report& report, const Phrasebook& words);

}  // namespace stoprule
