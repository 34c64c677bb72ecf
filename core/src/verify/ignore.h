// ignore.h - findings that somebody has looked at and answers for: in the options, by rule, path or
// fingerprint, or on the line before, in a source of their own.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "stoprule/report.h"
#include "stoprule/stoprule.h"

namespace stoprule {

/// `*` and `?` stand for anything but '/', `**` for anything. A pattern without a '/' is compared
/// with the last part, one that ends in '/' with whatever is below it.
bool path_matches(std::string_view pattern, std::string_view path);

/// The first that covers the finding at `uri` and has not run out by `today`; null where none does.
/// `expired` is set where one would have.
const Ignore* ignore_of(const std::vector<Ignore>& ignores, const Finding& finding,
                        std::string_view uri, std::string_view today, const Ignore** expired);

/// The reason given in `stoprule-ignore-next-line -- reason` on the line before the one that
/// `begin` is on; empty where there is none. A marker without a reason is none.
std::string_view ignored_on_line_before(std::string_view text, std::size_t begin);

}  // namespace stoprule
