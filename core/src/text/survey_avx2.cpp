// Compiled with -mavx2 where the target is x86-64; survey() calls it after asking the processor.
#if defined(STOPRULE_AVX2)
#include "text/survey_kernel.h"

namespace stoprule {

using Bytes32 [[gnu::vector_size(32)]] = std::uint8_t;

Survey survey_avx2(std::string_view bytes) { return survey_with<Bytes32>(bytes); }

}  // namespace stoprule
#endif
