// diagnosis.h - which limit owner stopped a request, read from a pasted error.
#pragma once
#include <cstdint>
#include <string_view>
#include <vector>

#include "catalog/catalog_data.h"
#include "scan/phrases.h"
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

class ErrorIndex {
 public:
  explicit ErrorIndex(const CatalogData& catalog);
  /// Each form once, at its first place; linear in the text.
  std::vector<DiagnosisHit> find(const Text& text) const;

 private:
  struct Literal {
    bool code;  // or a message
    std::uint32_t form;
  };
  const std::vector<ErrorForm>& forms_;
  std::vector<Literal> literals_;  // by id
  Phrases phrases_, marks_;
};

}  // namespace stoprule
