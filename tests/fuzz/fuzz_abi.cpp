// The C ABI, called in any order with anything. Each line of the input is one call: its first byte
// chooses which, the rest is the argument.
#include <algorithm>
#include <cstdlib>
#include <cstring>
#include <string>
#include <string_view>

#include "oracles.h"

extern "C" {
void* stoprule_alloc(std::uint32_t size);
void stoprule_free(void* memory);
std::uint32_t stoprule_open(const char* options, std::uint32_t size);
std::uint32_t stoprule_begin(const char* info, std::uint32_t size);
std::uint32_t stoprule_feed(const char* bytes, std::uint32_t size);
std::uint32_t stoprule_end();
std::uint32_t stoprule_finish(const char* format, std::uint32_t size);
std::uint32_t stoprule_render(const char* format, std::uint32_t size);
std::uint32_t stoprule_explain(const char* query, std::uint32_t size);
std::uint32_t stoprule_choose(const char* query, std::uint32_t size);
const char* stoprule_result();
std::uint32_t stoprule_result_size();
void stoprule_close();
}

// The module's own wipes first, with an allocator that a sanitizer can't see into.
void free_wiped(void* memory) { std::free(memory); }

namespace {

std::uint32_t call(char which, const char* argument, std::uint32_t size) {
  switch (which & 15) {
    case 0:
      return stoprule_open("{}", 2);
    case 1:
      return stoprule_begin("{}", 2);
    case 2:
    case 3:
      return stoprule_feed(argument, size);
    case 4:
      return stoprule_end();
    case 5:
      return stoprule_finish("json", 4);
    case 6:
      return stoprule_open(argument, size);
    case 7:
      return stoprule_begin(argument, size);
    case 8:
      return stoprule_finish(argument, size);
    case 9:
      return stoprule_render(argument, size);
    case 10:
      return stoprule_explain(argument, size);
    case 11:
      return stoprule_choose(argument, size);
    case 12:
      return stoprule_render("sarif", 5);
    default:
      stoprule_close();
      return 0;
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  std::string_view rest(reinterpret_cast<const char*>(data), size);
  while (!rest.empty()) {
    const std::string_view line = rest.substr(0, rest.find('\n'));
    rest.remove_prefix(std::min(rest.size(), line.size() + 1));
    if (line.empty()) continue;
    const auto length = static_cast<std::uint32_t>(line.size() - 1);
    char* argument = static_cast<char*>(stoprule_alloc(length + 1));
    std::memcpy(argument, line.data() + 1, length);
    const std::uint32_t status = call(line[0], argument, length);
    stoprule_free(argument);
    if (status > 1) stoprule::broken("a status is neither 0 nor 1");
    if (status == 1 && stoprule_result_size() == 0) stoprule::broken("an error says nothing");
    const std::string result(stoprule_result(), stoprule_result_size());
  }
  stoprule_close();
  return 0;
}
