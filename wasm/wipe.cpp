// wipe.cpp - memory that is given back is overwritten first. A module's memory outlives its audits,
// and texts hold secrets: what scanned text was copied into, wherever in the core, goes through
// here.
#include "wipe.h"

#include <malloc.h>

#include <cstddef>
#include <cstdlib>
#include <cstring>
#include <new>

void free_wiped(void* memory) {
  if (memory == nullptr) return;
  std::memset(memory, 0, malloc_usable_size(memory));
  __asm__ volatile("" : : "r"(memory) : "memory");  // or the compiler drops what nobody reads
  std::free(memory);
}

void operator delete(void* memory) noexcept { free_wiped(memory); }
void operator delete(void* memory, std::size_t) noexcept { free_wiped(memory); }
void operator delete[](void* memory) noexcept { free_wiped(memory); }
void operator delete[](void* memory, std::size_t) noexcept { free_wiped(memory); }
