// source_tree.h - files of the source tree, for tests: corpus cases, data, sources.
#pragma once
#include <string>
#include <string_view>
#include <vector>

namespace stoprule {

/// The bytes of a file; `path` counts from the top of the tree. A missing file fails the test.
std::string read_source(std::string_view path);

/// Paths, from the top of the tree and sorted, of all files under `folder` that end in `ending`.
std::vector<std::string> list_sources(std::string_view folder, std::string_view ending);

/// Writes a file of the source tree; natively only.
void write_source(std::string_view path, std::string_view bytes);

}  // namespace stoprule
