#include "source_tree.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstddef>
#ifndef __wasm__
#include <filesystem>
#include <fstream>
#include <iterator>
#include <system_error>
#endif

namespace stoprule {

#ifdef __wasm__

// Answered by tests/wasm/core_tests_runner.js: the size of what `take` then
// copies, or -1.
namespace source {
#define STOPRULE_IMPORT(name) __attribute__((import_module("source"), import_name(name)))
STOPRULE_IMPORT("read") int read(const char* path, std::size_t size);
STOPRULE_IMPORT("list") int list(const char* folder, std::size_t size);
STOPRULE_IMPORT("take") void take(char* to);
#undef STOPRULE_IMPORT

std::string taken(int size) {
  std::string bytes(size > 0 ? static_cast<std::size_t>(size) : 0, '\0');
  if (size > 0) take(bytes.data());
  return bytes;
}
}  // namespace source

std::string read_source(std::string_view path) {
  const int size = source::read(path.data(), path.size());
  EXPECT_GE(size, 0) << path << " cannot be read";
  return source::taken(size);
}

static std::vector<std::string> files_under(std::string_view folder) {
  const int size = source::list(folder.data(), folder.size());
  EXPECT_GE(size, 0) << folder << " cannot be read";
  const std::string lines = source::taken(size);
  std::vector<std::string> paths;
  for (std::size_t at = 0; at < lines.size();) {
    const std::size_t end = std::min(lines.find('\n', at), lines.size());
    paths.push_back(lines.substr(at, end - at));
    at = end + 1;
  }
  return paths;
}

void write_source(std::string_view path, std::string_view) {
  ADD_FAILURE() << path << " can only be written by the native tests";
}

#else

// Kept to this file, so that compiled tests are the same wherever the tree stands.
static const std::filesystem::path kRoot = STOPRULE_SOURCE_DIR;

std::string read_source(std::string_view path) {
  std::ifstream in(kRoot / path, std::ios::binary);
  EXPECT_TRUE(in) << path << " cannot be read";
  return {std::istreambuf_iterator<char>(in), {}};
}

void write_source(std::string_view path, std::string_view bytes) {
  std::ofstream out(kRoot / path, std::ios::binary);
  out.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  EXPECT_TRUE(out) << path << " cannot be written";
}

static std::vector<std::string> files_under(std::string_view folder) {
  std::vector<std::string> paths;
  std::error_code error;
  for (std::filesystem::recursive_directory_iterator it(kRoot / folder, error), end;
       !error && it != end; it.increment(error)) {
    if (!it->is_regular_file(error)) continue;
    paths.push_back(it->path().lexically_relative(kRoot).generic_string());
  }
  EXPECT_FALSE(error) << folder << ": " << error.message();
  return paths;
}

#endif

std::vector<std::string> list_sources(std::string_view folder, std::string_view ending) {
  std::vector<std::string> paths = files_under(folder);
  std::erase_if(paths, [&](const std::string& path) { return !path.ends_with(ending); });
  std::sort(paths.begin(), paths.end());
  return paths;
}

}  // namespace stoprule
