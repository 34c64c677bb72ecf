// RE2's tables of letters' cases hold every script; rules are matched on bytes, where only the
// cases of ASCII mean anything: é is two bytes, of which neither has a case.
#include "re2/unicode_casefold.h"

namespace re2 {

const CaseFold unicode_casefold[] = {{'A', 'Z', 'a' - 'A'}, {'a', 'z', 'A' - 'a'}};
const int num_unicode_casefold = 2;

const CaseFold unicode_tolower[] = {{'A', 'Z', 'a' - 'A'}};
const int num_unicode_tolower = 1;

}  // namespace re2
