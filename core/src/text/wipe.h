// wipe.h - memory that held a secret is overwritten before it is given back.
#pragma once
#include <string>

namespace stoprule {

/// Overwrites all that the string has room for, and empties it.
inline void wipe(std::string& text) {
  text.resize(text.capacity());
  volatile char* bytes = text.data();
  for (std::size_t i = 0; i < text.size(); ++i) bytes[i] = 0;
  text.clear();
}

}  // namespace stoprule
