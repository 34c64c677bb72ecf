// diagnosis.h - which limit owner stopped a request, read from a pasted error.
#pragma once
#include <string_view>
#include <vector>

#include "catalog/catalog_data.h"
#include "text/text.h"

namespace stoprule {

struct DiagnosisHit {
  std::string_view
      id;  ///< "insufficient_quota"; messages "diagnosis.<id>" and "diagnosis.<id>.fix"
  std::string_view
      owner;  ///< billing, credit, usage_limit, rate_limit, model_access, permission, credential
  std::string_view vendor;  ///< catalog id, or empty
  Span location;
};

std::vector<DiagnosisHit> find_diagnoses(const CatalogData& catalog, const Text& text);

}  // namespace stoprule
