// digest.h - hashes and encodings, as their standards define them.
#pragma once
#include <array>
#include <cstdint>
#include <string>
#include <string_view>

namespace stoprule {

using Sha256 = std::array<std::uint8_t, 32>;
Sha256 sha256(std::string_view bytes);                               // FIPS 180-4
Sha256 hmac_sha256(std::string_view key, std::string_view message);  // RFC 2104
std::uint32_t crc32(std::string_view bytes);                         // IEEE 802.3, as zlib
std::string hex(const Sha256& digest);

/// How many characters of base64 or base64url `text` begins with.
std::size_t base64_size(std::string_view text);
/// Decodes base64 or base64url (padding optional) up to the first other byte; `used` gets how many
/// bytes of `text` that were. Never fails: what is not base64 gives less.
std::string decode_base64(std::string_view text, std::size_t* used = nullptr);

}  // namespace stoprule
