// made_key.h - keys for tests, made from the rules' own templates and patterns when a test runs: no
// key-shaped text stands in the repository.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>

#include "catalog/catalog_data.h"

namespace stoprule {

/// A text in which a rule should find its key.
struct MadeKey {
  std::string text;  ///< one or more whole lines, the words that the rule asks for among them
  std::size_t begin = 0, end = 0;  ///< where the secret stands
  std::string_view secret() const { return std::string_view(text).substr(begin, end - begin); }
};

/// The same for the same rule and seed.
MadeKey made_key(const KeyRule& rule, std::uint64_t seed);

/// `text` with every {{key:rule-id}} filled in: the secret alone of a rule with a template, the
/// whole text that holds it of one with a pattern. {{key:rule-id:2}} takes another seed. Fails the
/// test for an id that no rule has.
std::string with_made_keys(const CatalogData& catalog, std::string_view text);

}  // namespace stoprule
