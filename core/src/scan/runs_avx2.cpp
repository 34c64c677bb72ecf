// Compiled with -mavx2 where the target is x86-64; find_runs calls it after asking the processor.
#if defined(STOPRULE_AVX2)
#include <immintrin.h>

#include "scan/runs_kernel.h"

namespace stoprule {
namespace {

struct Avx2 {
  static BlockMasks masks(const char* bytes) {
    // A byte is a key character where the tables' bits for its low and its high nibble meet.
    const __m256i low =
        _mm256_broadcastsi128_si256(_mm_loadu_si128(reinterpret_cast<const __m128i*>(kLowNibble)));
    const __m256i high =
        _mm256_broadcastsi128_si256(_mm_loadu_si128(reinterpret_cast<const __m128i*>(kHighNibble)));
    BlockMasks out{};
    const __m256i key_bits = _mm256_set1_epi8(kKeyBits),
                  escape_bits = _mm256_set1_epi8(kEscapeBits);
    const auto mask = [](__m256i bytes_set) {
      return std::uint64_t{static_cast<std::uint32_t>(_mm256_movemask_epi8(bytes_set))};
    };
    for (int i = 0; i < 2; ++i) {
      const __m256i v = _mm256_loadu_si256(reinterpret_cast<const __m256i*>(bytes + 32 * i));
      const __m256i by_low = _mm256_shuffle_epi8(low, v);  // a byte above 127 gives 0
      const __m256i by_high = _mm256_shuffle_epi8(
          high, _mm256_and_si256(_mm256_srli_epi16(v, 4), _mm256_set1_epi8(15)));
      const __m256i kind = _mm256_and_si256(by_low, by_high);
      const __m256i zero = _mm256_setzero_si256();
      const std::uint64_t no_key = mask(_mm256_cmpeq_epi8(_mm256_and_si256(kind, key_bits), zero));
      const std::uint64_t no_escape =
          mask(_mm256_cmpeq_epi8(_mm256_and_si256(kind, escape_bits), zero));
      out.key |= (no_key ^ 0xffffffff) << (32 * i);
      out.escape |= (no_escape ^ 0xffffffff) << (32 * i);
      out.comma |= mask(kind) << (32 * i);  // its bit is the sign
      out.at |= mask(_mm256_cmpeq_epi8(v, _mm256_set1_epi8('@'))) << (32 * i);
    }
    return out;
  }
};

}  // namespace

void find_runs_avx2(std::string_view text, RunMap& map) { find_runs_with<Avx2>(text, map); }

}  // namespace stoprule
#endif
