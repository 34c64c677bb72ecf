// function_words.h - which languages of one script a text is written in, by its smallest words.
#pragma once
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "catalog/catalog_data.h"
#include "scan/phrases.h"

namespace stoprule {

class FunctionWords {
 public:
  explicit FunctionWords(const CatalogData& catalog);

  struct Counts {
    std::vector<std::size_t> hits;  ///< by language
    std::size_t words = 0;          ///< of ASCII letters, of any language
  };
  /// Of the beginning of a folded text.
  Counts count(std::string_view text) const;

 private:
  std::size_t languages_;
  Phrases words_;  // ids are languages
};

}  // namespace stoprule
