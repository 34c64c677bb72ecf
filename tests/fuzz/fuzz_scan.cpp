// The fast way of finding keys finds what the plain way does. The first byte chooses the rules: all
// of them at every place are too slow.
#include <algorithm>
#include <string>

#include "made/plain_scan.h"
#include "oracles.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace stoprule;
  constexpr std::size_t kMost = 1000;
  constexpr std::uint32_t kShares = 128;
  if (size < 2) return 0;
  const Catalog& catalog = Catalog::builtin();
  static KeyMatcher matcher(catalog.data(), catalog.index());
  const std::string text(reinterpret_cast<const char*>(data) + 1, std::min(size - 1, kMost));
  const std::string found =
      difference(catalog.data(), plain_scan(), matcher, text, {data[0] % kShares, kShares});
  if (!found.empty()) broken(found, text);
  return 0;
}
