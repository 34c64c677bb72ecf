// marvin.h - Marvin32 and the Azure key forms that end in it. Sources: Microsoft's
// security-utilities (IdentifiableSecrets, IdentifiableMetadata, LegacyCommonAnnotatedSecurityKey,
// SEC101/102), read as facts.
#pragma once
#include <cstdint>
#include <string_view>

#include "verify/checksum.h"

namespace stoprule {

std::uint32_t marvin32(std::string_view bytes, std::uint64_t seed);

/// base64 of random bytes, a signature of four characters and a checksum; `purpose` gets the seed's
/// name where it passed.
Check check_azure_identifiable(std::string_view key, std::string_view* purpose);
Check check_azure_identifiable(std::string_view key);
Check check_azure_cask(std::string_view key);
Check check_azure_devops(std::string_view key);
Check check_entra_secret(std::string_view key);

}  // namespace stoprule
