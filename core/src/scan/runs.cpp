#include "scan/runs.h"

#include "scan/runs_kernel.h"

#if defined(__wasm_simd128__)
#include <wasm_simd128.h>
#elif defined(__SSE2__)
#include <emmintrin.h>
#elif defined(__ARM_NEON)
#include <arm_neon.h>
#endif

namespace stoprule {

#if defined(STOPRULE_AVX2)
void find_runs_avx2(std::string_view text, RunMap& map);  // runs_avx2.cpp
#endif

namespace {

// Plain bytes, for targets without vectors.
struct Bytes {
  static BlockMasks masks(const char* bytes) {
    BlockMasks out{};
    for (int i = 0; i < 64; ++i) {
      const auto byte = static_cast<std::uint8_t>(bytes[i]);
      const unsigned kind = byte < 128 ? kLowNibble[byte & 15] & kHighNibble[byte >> 4] : 0u;
      out.key |= std::uint64_t{(kind & kKeyBits) != 0} << i;
      out.escape |= std::uint64_t{(kind & kEscapeBits) != 0} << i;
      out.comma |= std::uint64_t{(kind & kCommaBit) != 0} << i;
      out.at |= std::uint64_t{byte == '@'} << i;
    }
    return out;
  }
};

#if defined(__wasm_simd128__)
struct Vectors {
  static BlockMasks masks(const char* bytes) {
    const v128_t low = wasm_v128_load(kLowNibble), high = wasm_v128_load(kHighNibble);
    const v128_t zero = wasm_i8x16_splat(0);
    BlockMasks out{};
    for (int i = 0; i < 4; ++i) {
      const v128_t v = wasm_v128_load(bytes + 16 * i);
      const v128_t by_low = wasm_i8x16_swizzle(low, wasm_v128_and(v, wasm_i8x16_splat(15)));
      const v128_t by_high = wasm_i8x16_swizzle(high, wasm_u8x16_shr(v, 4));
      const v128_t kind = wasm_v128_and(by_low, by_high);
      const auto mask = [&](v128_t bytes_set) {
        return std::uint64_t{wasm_i8x16_bitmask(bytes_set)} << (16 * i);
      };
      out.key |= mask(wasm_i8x16_ne(wasm_v128_and(kind, wasm_i8x16_splat(kKeyBits)), zero));
      out.escape |= mask(wasm_i8x16_ne(wasm_v128_and(kind, wasm_i8x16_splat(kEscapeBits)), zero));
      out.comma |= mask(kind);  // its bit is the sign
      out.at |= mask(wasm_i8x16_eq(v, wasm_i8x16_splat('@')));
    }
    return out;
  }
};
#elif defined(__SSE2__)
// SSE2 has no table look-up: letters (case folded by | 0x20), '/' to '9', + - _.
struct Vectors {
  static __m128i below(__m128i v, char from, int count) {  // from <= v < from + count, unsigned
    const __m128i shifted = _mm_sub_epi8(v, _mm_set1_epi8(from));
    return _mm_cmpeq_epi8(_mm_min_epu8(shifted, _mm_set1_epi8(static_cast<char>(count - 1))),
                          shifted);
  }
  static __m128i is(__m128i v, char c) { return _mm_cmpeq_epi8(v, _mm_set1_epi8(c)); }
  static BlockMasks masks(const char* bytes) {
    BlockMasks out{};
    for (int i = 0; i < 4; ++i) {
      const __m128i v = _mm_loadu_si128(reinterpret_cast<const __m128i*>(bytes + 16 * i));
      const __m128i letters = below(_mm_or_si128(v, _mm_set1_epi8(0x20)), 'a', 26);
      const __m128i signs = _mm_or_si128(_mm_or_si128(is(v, '+'), is(v, '-')), is(v, '_'));
      const auto mask = [&](__m128i bytes_set) {
        return static_cast<std::uint64_t>(_mm_movemask_epi8(bytes_set)) << (16 * i);
      };
      out.key |= mask(_mm_or_si128(_mm_or_si128(letters, below(v, '/', 11)), signs));
      out.escape |= mask(_mm_or_si128(below(v, '%', 2), is(v, '\\')));
      out.comma |= mask(is(v, ','));
      out.at |= mask(is(v, '@'));
    }
    return out;
  }
};
#else
using Vectors = Bytes;
#endif

}  // namespace

void find_runs(std::string_view text, RunMap& map) {
#if defined(STOPRULE_AVX2)
  static const bool avx2 = __builtin_cpu_supports("avx2") != 0;
  if (avx2) return find_runs_avx2(text, map);
#endif
  find_runs_with<Vectors>(text, map);
}

void find_runs_plainly(std::string_view text, RunMap& map) { find_runs_with<Bytes>(text, map); }

}  // namespace stoprule
