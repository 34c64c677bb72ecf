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
    BlockMasks out{0, 0};
    for (int i = 0; i < 64; ++i) {
      out.key |= std::uint64_t{key_characters().has(bytes[i])} << i;
      out.at |= std::uint64_t{bytes[i] == '@'} << i;
    }
    return out;
  }
};

#if defined(__wasm_simd128__)
struct Vectors {
  static BlockMasks masks(const char* bytes) {
    const v128_t low = wasm_v128_load(kLowNibble), high = wasm_v128_load(kHighNibble);
    BlockMasks out{0, 0};
    for (int i = 0; i < 4; ++i) {
      const v128_t v = wasm_v128_load(bytes + 16 * i);
      const v128_t by_low = wasm_i8x16_swizzle(low, wasm_v128_and(v, wasm_i8x16_splat(15)));
      const v128_t by_high = wasm_i8x16_swizzle(high, wasm_u8x16_shr(v, 4));
      const v128_t key = wasm_i8x16_ne(wasm_v128_and(by_low, by_high), wasm_i8x16_splat(0));
      const v128_t at = wasm_i8x16_eq(v, wasm_i8x16_splat('@'));
      out.key |= std::uint64_t{wasm_i8x16_bitmask(key)} << (16 * i);
      out.at |= std::uint64_t{wasm_i8x16_bitmask(at)} << (16 * i);
    }
    return out;
  }
};
#elif defined(__SSE2__)
// SSE2 has no table look-up: letters (case folded by | 0x20), '/' to '9', + - _.
struct Vectors {
  static __m128i below(__m128i v, char from, int count) {  // from <= v < from + count, unsigned
    const __m128i shifted = _mm_sub_epi8(v, _mm_set1_epi8(from));
    return _mm_cmpeq_epi8(_mm_min_epu8(shifted, _mm_set1_epi8(static_cast<char>(count - 1))), shifted);
  }
  static BlockMasks masks(const char* bytes) {
    BlockMasks out{0, 0};
    for (int i = 0; i < 4; ++i) {
      const __m128i v = _mm_loadu_si128(reinterpret_cast<const __m128i*>(bytes + 16 * i));
      const __m128i letters = below(_mm_or_si128(v, _mm_set1_epi8(0x20)), 'a', 26);
      const __m128i digits = below(v, '/', 11);
      const __m128i signs = _mm_or_si128(_mm_cmpeq_epi8(v, _mm_set1_epi8('+')), _mm_cmpeq_epi8(v, _mm_set1_epi8('-')));
      const __m128i underscore = _mm_cmpeq_epi8(v, _mm_set1_epi8('_'));
      const __m128i key = _mm_or_si128(_mm_or_si128(letters, digits), _mm_or_si128(signs, underscore));
      const __m128i at = _mm_cmpeq_epi8(v, _mm_set1_epi8('@'));
      out.key |= static_cast<std::uint64_t>(_mm_movemask_epi8(key)) << (16 * i);
      out.at |= static_cast<std::uint64_t>(_mm_movemask_epi8(at)) << (16 * i);
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

void find_runs_plainly(std::string_view text, RunMap& map) {
  std::size_t begin = 0;
  for (std::size_t i = 0; i <= text.size(); ++i) {
    if (i < text.size() && key_characters().has(text[i])) continue;
    if (i - begin >= kRunBytes) {
      map.runs.push_back({static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(i)});
    }
    begin = i + 1;
    if (i < text.size() && text[i] == '@') map.at_signs.push_back(static_cast<std::uint32_t>(i));
  }
}

}  // namespace stoprule
