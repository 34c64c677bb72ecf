#include "text/survey.h"

#include "text/survey_kernel.h"

namespace stoprule {

#if defined(STOPRULE_AVX2)
Survey survey_avx2(std::string_view bytes);  // survey_avx2.cpp
#endif

using Bytes16 [[gnu::vector_size(16)]] = std::uint8_t;

Survey survey(std::string_view bytes) {
#if defined(STOPRULE_AVX2)
  static const bool avx2 = __builtin_cpu_supports("avx2") != 0;
  if (avx2) return survey_avx2(bytes);
#endif
  return survey_with<Bytes16>(bytes);
}

}  // namespace stoprule
