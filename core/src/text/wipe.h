// wipe.h - memory that held a secret is overwritten before it is given back.
#pragma once
#include <cstring>
#include <string>

namespace stoprule {

/// Overwrites all that the string has room for, and empties it.
inline void wipe(std::string& text) {
  text.resize(text.capacity());
  std::memset(text.data(), 0, text.size());
  __asm__ volatile("" : : "r"(text.data()) : "memory");  // or the compiler drops what nobody reads
  text.clear();
}

}  // namespace stoprule
