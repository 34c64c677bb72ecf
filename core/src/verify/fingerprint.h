// fingerprint.h - a finding's identity: no offset and no file name, so a rebuild changes nothing;
// no secret byte where one could be guessed from it.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>

namespace stoprule {

/// "k1:" keyed by the caller; "p1:" by a public constant, for forms with at least 96 random bits;
/// "s1:" without the secret (rule, assigned name): the caller appends an ordinal.
std::string fingerprint(std::string_view rule_id, std::string_view secret,
                        std::string_view assigned_name, std::uint32_t random_bits,
                        std::string_view key);

}  // namespace stoprule
