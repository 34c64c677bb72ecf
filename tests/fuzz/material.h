// material.h - what fuzzers make their inputs of: keys made from the rules' templates, the words of
// the catalog, signs of formats, and encodings of all of these. Made when they run: neither seeds
// nor dictionaries are files.
#pragma once
#include <cstdint>
#include <string>

namespace stoprule {

/// The same for the same number.
std::string material(std::uint64_t number);

}  // namespace stoprule
