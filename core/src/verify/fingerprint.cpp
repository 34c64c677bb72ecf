#include "verify/fingerprint.h"

#include "text/digest.h"

namespace stoprule {

std::string fingerprint(std::string_view rule_id, std::string_view secret,
                        std::string_view assigned_name, std::uint32_t random_bits,
                        std::string_view key) {
  constexpr std::uint32_t kEnoughBits = 96;
  constexpr std::size_t kDigits = 32;
  std::string message(rule_id);
  message.push_back('\0');
  if (!key.empty()) return "k1:" + hex(hmac_sha256(key, message.append(secret))).substr(0, kDigits);
  if (random_bits >= kEnoughBits) {
    return "p1:" +
           hex(hmac_sha256("stoprule fingerprint 1", message.append(secret))).substr(0, kDigits);
  }
  return "s1:" + hex(sha256(message.append(assigned_name))).substr(0, kDigits);
}

}  // namespace stoprule
