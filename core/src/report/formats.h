// formats.h - a report as text, one function a format; formats.cpp lists them.
#pragma once
#include <string>

#include "stoprule/report.h"

namespace stoprule {

std::string render_json(const Report& report);
std::string render_pretty(const Report& report);

}  // namespace stoprule
