// random.h - numbers for tests that look random and are the same every time.
#pragma once
#include <cstddef>
#include <cstdint>

namespace stoprule {

class Random {
 public:
  explicit Random(std::uint64_t seed) : state_(seed * 0x9e3779b97f4a7c15 + 0x2545f4914f6cdd1d) {}
  /// From 0 to `count` - 1.
  std::size_t below(std::size_t count) {  // xorshift64*
    state_ ^= state_ >> 12;
    state_ ^= state_ << 25;
    state_ ^= state_ >> 27;
    return static_cast<std::size_t>((state_ * 0x2545f4914f6cdd1d) >> 33) % count;
  }

 private:
  std::uint64_t state_;
};

}  // namespace stoprule
