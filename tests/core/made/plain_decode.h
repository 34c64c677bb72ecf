// plain_decode.h - what the fast way of finding hidden keys must agree with: all that a document
// encodes is decoded at once, the whole of it is looked through plainly, and decoded again.
#pragma once
#include <string>
#include <string_view>

#include "made/plain_scan.h"

namespace stoprule {

/// What one way finds in the encoded pieces of a text of the kind kText and the other does not, a
/// line each; empty where they agree.
std::string hidden_difference(const CatalogData& catalog, PlainScan& plain,
                              const KeyMatcher& matcher, std::string_view text,
                              PlainScan::Share share = {});

}  // namespace stoprule
