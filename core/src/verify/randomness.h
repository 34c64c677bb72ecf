// randomness.h - is this a random value or something that a person typed to stand for one?
#pragma once
#include <cstdint>
#include <string_view>

namespace stoprule {

/// Shannon entropy of the bytes in bits a byte × 10, by integer arithmetic: the same on every
/// target.
std::uint32_t entropy_tenths(std::string_view text);
std::uint32_t count_digits(std::string_view text);
/// "xxxx…", "your-api-key", "1234567890…", "abcabcabc", "<token>", "${TOKEN}".
bool is_placeholder(std::string_view variable_part);

}  // namespace stoprule
