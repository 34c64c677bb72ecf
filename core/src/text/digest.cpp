#include "text/digest.h"

#include <bit>

#include "text/characters.h"

namespace stoprule {
namespace {

constexpr std::array<std::uint32_t, 64> kRound = {
    0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5,
    0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174,
    0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da,
    0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967,
    0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85,
    0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070,
    0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3,
    0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2};

void compress(std::array<std::uint32_t, 8>& state, const std::uint8_t* block) {
  std::array<std::uint32_t, 64> w;
  for (std::size_t i = 0; i < 16; ++i) {
    w[i] = std::uint32_t{block[4 * i]} << 24 | std::uint32_t{block[4 * i + 1]} << 16 |
           std::uint32_t{block[4 * i + 2]} << 8 | block[4 * i + 3];
  }
  for (std::size_t i = 16; i < 64; ++i) {
    const std::uint32_t a = w[i - 15], b = w[i - 2];
    w[i] = w[i - 16] + (std::rotr(a, 7) ^ std::rotr(a, 18) ^ (a >> 3)) + w[i - 7] +
           (std::rotr(b, 17) ^ std::rotr(b, 19) ^ (b >> 10));
  }
  auto [a, b, c, d, e, f, g, h] = state;
  for (std::size_t i = 0; i < 64; ++i) {
    const std::uint32_t t1 = h + (std::rotr(e, 6) ^ std::rotr(e, 11) ^ std::rotr(e, 25)) +
                             ((e & f) ^ (~e & g)) + kRound[i] + w[i];
    const std::uint32_t t2 =
        (std::rotr(a, 2) ^ std::rotr(a, 13) ^ std::rotr(a, 22)) + ((a & b) ^ (a & c) ^ (b & c));
    h = g, g = f, f = e, e = d + t1, d = c, c = b, b = a, a = t1 + t2;
  }
  const std::array<std::uint32_t, 8> add = {a, b, c, d, e, f, g, h};
  for (std::size_t i = 0; i < 8; ++i) state[i] += add[i];
}

constexpr std::array<std::int8_t, 256> base64_values() {
  std::array<std::int8_t, 256> out{};
  out.fill(-1);
  for (std::size_t i = 0; i < kBase64Digits.size(); ++i)
    out[static_cast<std::uint8_t>(kBase64Digits[i])] = static_cast<std::int8_t>(i);
  out[static_cast<std::uint8_t>('-')] = 62;
  out[static_cast<std::uint8_t>('_')] = 63;
  return out;
}
constexpr std::array<std::int8_t, 256> kBase64Values = base64_values();

}  // namespace

Sha256 sha256(std::string_view bytes) {
  std::array<std::uint32_t, 8> state = {0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a,
                                        0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19};
  std::string tail;
  std::size_t at = 0;
  const auto block = [](std::string_view text) {
    return reinterpret_cast<const std::uint8_t*>(text.data());
  };
  for (; at + 64 <= bytes.size(); at += 64) compress(state, block(bytes.substr(at)));
  tail.assign(bytes.substr(at));
  tail.push_back(static_cast<char>(0x80));
  while (tail.size() % 64 != 56) tail.push_back(0);
  const std::uint64_t bits = std::uint64_t{bytes.size()} * 8;
  for (int shift = 56; shift >= 0; shift -= 8) tail.push_back(static_cast<char>(bits >> shift));
  for (std::size_t i = 0; i < tail.size(); i += 64) {
    compress(state, block(std::string_view(tail).substr(i)));
  }
  Sha256 out;
  for (std::size_t i = 0; i < 32; ++i) {
    out[i] = static_cast<std::uint8_t>(state[i / 4] >> (24 - 8 * (i % 4)));
  }
  return out;
}

Sha256 hmac_sha256(std::string_view key, std::string_view message) {
  std::string block(64, '\0');
  if (key.size() > 64) {
    const Sha256 shorter = sha256(key);
    for (std::size_t i = 0; i < 32; ++i) block[i] = static_cast<char>(shorter[i]);
  } else {
    block.replace(0, key.size(), key);
  }
  std::string inner = block, outer = block;
  for (char& c : inner) c = static_cast<char>(c ^ 0x36);
  for (char& c : outer) c = static_cast<char>(c ^ 0x5c);
  inner.append(message);
  for (const std::uint8_t byte : sha256(inner)) outer.push_back(static_cast<char>(byte));
  return sha256(outer);
}

std::uint32_t crc32(std::string_view bytes) {
  std::uint32_t crc = 0xffffffff;
  for (const char c : bytes) {
    crc ^= static_cast<std::uint8_t>(c);
    for (int bit = 0; bit < 8; ++bit) crc = (crc >> 1) ^ ((crc & 1) != 0 ? 0xedb88320 : 0);
  }
  return ~crc;
}

std::string hex(const Sha256& digest) {
  std::string out;
  for (const std::uint8_t byte : digest) {
    out.push_back("0123456789abcdef"[byte >> 4]);
    out.push_back("0123456789abcdef"[byte & 15]);
  }
  return out;
}

std::size_t base64_size(std::string_view text) {
  std::size_t at = 0;
  while (at < text.size() && kBase64Values[static_cast<std::uint8_t>(text[at])] >= 0) ++at;
  return at;
}

std::string decode_base64(std::string_view text, std::size_t* used) {
  const auto value = [&](std::size_t at) {
    return std::int32_t{kBase64Values[static_cast<std::uint8_t>(text[at])]};
  };
  std::string out(text.size() / 4 * 3 + 2, '\0');
  std::size_t at = 0, size = 0;
  std::int32_t bits = 0;
  for (; at + 4 <= text.size(); at += 4) {
    bits = value(at) << 18 | value(at + 1) << 12 | value(at + 2) << 6 | value(at + 3);
    if (bits < 0) break;
    for (const int shift : {16, 8, 0}) out[size++] = static_cast<char>(bits >> shift);
  }
  // What is left of it is less than four.
  bits = 0;
  int have = 0;
  for (; at < text.size() && value(at) >= 0; ++at) {
    bits = bits << 6 | value(at);
    have += 6;
    if (have < 8) continue;
    have -= 8;
    out[size++] = static_cast<char>(bits >> have);
    bits &= (1 << have) - 1;
  }
  out.resize(size);
  if (used != nullptr) *used = at;
  return out;
}

}  // namespace stoprule
