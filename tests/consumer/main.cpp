// Audits a line that offers nothing, and succeeds when the report says so.
#include <iostream>
#include <string>
#include <utility>

#include "stoprule/stoprule.h"

int main() {
  stoprule::Result<stoprule::Audit> audit = stoprule::Audit::open(stoprule::Catalog::builtin(), {});
  if (!audit || !audit->begin({.uri = "note.txt"}) || !audit->feed("The kettle is on.\n") ||
      !audit->end()) {
    return 1;
  }
  const stoprule::Result<stoprule::Report> report = audit->finish();
  if (!report) return 1;
  const stoprule::Result<std::string> json = stoprule::render(*report, "json");
  if (!json) return 1;
  std::cout << *json << '\n';
  return json->find(R"("level":"none")") == std::string::npos;
}
