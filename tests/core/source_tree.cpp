#include "source_tree.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <system_error>

namespace stoprule {
namespace {

// Kept to this file, so that compiled tests are the same wherever the tree stands.
const std::filesystem::path kRoot = STOPRULE_SOURCE_DIR;

}  // namespace

std::string read_source(std::string_view path) {
  std::ifstream in(kRoot / path, std::ios::binary);
  EXPECT_TRUE(in) << path << " cannot be read";
  return {std::istreambuf_iterator<char>(in), {}};
}

std::vector<std::string> list_sources(std::string_view folder, std::string_view ending) {
  std::vector<std::string> paths;
  std::error_code error;
  for (std::filesystem::recursive_directory_iterator it(kRoot / folder, error), end;
       !error && it != end; it.increment(error)) {
    std::string path = it->path().lexically_relative(kRoot).generic_string();
    if (it->is_regular_file(error) && path.ends_with(ending)) paths.push_back(std::move(path));
  }
  EXPECT_FALSE(error) << folder << ": " << error.message();
  std::ranges::sort(paths);
  return paths;
}

}  // namespace stoprule
