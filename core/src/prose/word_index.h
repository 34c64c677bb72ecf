// word_index.h - what texts are searched for, made of a catalog once and each part only when a text
// is the first to need it: most programs read keys alone, most texts are written in one language.
#pragma once
#include <cstddef>
#include <vector>

#include "catalog/catalog_data.h"
#include "config/endpoint.h"
#include "prose/diagnosis.h"
#include "prose/function_words.h"
#include "prose/hint.h"
#include "prose/mention.h"
#include "prose/phrase_walk.h"
#include "text/once.h"

namespace stoprule {

/// Safe to share between threads.
class WordIndex {
 public:
  /// `catalog` must outlive it.
  explicit WordIndex(const CatalogData& catalog)
      : catalog_(catalog), walks_(catalog.claims.languages.size()) {}
  WordIndex(const WordIndex&) = delete;
  WordIndex& operator=(const WordIndex&) = delete;

  const CatalogData& catalog() const { return catalog_; }
  const EndpointReader& endpoints() const { return endpoints_.get(catalog_); }
  const HintIndex& hints() const { return hints_.get(catalog_); }
  const NameIndex& names() const { return names_.get(catalog_); }
  const ErrorIndex& errors() const { return errors_.get(catalog_); }
  const FunctionWords& function_words() const { return function_words_.get(catalog_); }
  /// `language` is an index into Claims::languages.
  const PhraseWalk& phrases(std::size_t language) const {
    return walks_[language].get(catalog_.claims.languages[language].phrases);
  }

 private:
  const CatalogData& catalog_;
  Once<EndpointReader> endpoints_;
  Once<HintIndex> hints_;
  Once<NameIndex> names_;
  Once<ErrorIndex> errors_;
  Once<FunctionWords> function_words_;
  std::vector<Once<PhraseWalk>> walks_;
};

}  // namespace stoprule
