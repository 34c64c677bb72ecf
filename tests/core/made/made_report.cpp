#include "made/made_report.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <utility>

namespace stoprule {

Report made_report(std::string_view text, DocumentInfo info, Options options, std::size_t piece) {
  Result<Audit> audit = Audit::open(Catalog::builtin(), std::move(options));
  EXPECT_TRUE(audit) << audit.error().where << ": " << audit.error().message;
  EXPECT_TRUE(audit->begin(std::move(info)));
  for (std::size_t at = 0; at < text.size(); at += std::min(piece, text.size() - at))
    EXPECT_TRUE(audit->feed(text.substr(at, piece)));
  EXPECT_TRUE(audit->end());
  Result<Report> report = audit->finish();
  EXPECT_TRUE(report);
  return std::move(*report);
}

Report made_scan(std::string_view text, DocumentInfo info, Options options, std::size_t piece) {
  options.mode = Mode::kScan;
  return made_report(text, std::move(info), std::move(options), piece);
}

}  // namespace stoprule
