// Each folder of core/src is a layer and may include only itself and those before it.
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "source_tree.h"

namespace stoprule {
namespace {

constexpr std::array<std::string_view, 10> kLayers = {
    "text", "catalog", "scan", "decode", "config", "prose", "verify", "assess", "report", "audit"};

/// The rank of "scan/anchors.h", also under core/src/; files outside all folders stand on top.
std::size_t layer_of(std::string_view path) {
  const std::string_view folder = path.substr(0, path.find('/'));
  return static_cast<std::size_t>(std::find(kLayers.begin(), kLayers.end(), folder) -
                                  kLayers.begin());
}

/// What the file includes in the given quotes: "…" or <…>.
std::vector<std::string> includes(std::string_view source, char open, char close) {
  const std::string start = std::string("\n#include ") + open;
  std::vector<std::string> found;
  for (std::size_t at = source.find(start); at != std::string_view::npos;
       at = source.find(start, at)) {
    at += start.size();
    found.emplace_back(source.substr(at, source.find(close, at) - at));
  }
  return found;
}

std::vector<std::string> core_sources() {
  std::vector<std::string> files = list_sources("core/src", ".cpp");
  const std::vector<std::string> headers = list_sources("core/src", ".h");
  files.insert(files.end(), headers.begin(), headers.end());
  return files;
}

TEST(Layers, IncludeOnlyWhatStandsBefore) {
  const std::string root = "core/src/";
  std::size_t arrows = 0;
  for (const std::string& file : core_sources()) {
    const std::size_t own = layer_of(std::string_view(file).substr(root.size()));
    for (const std::string& included : includes("\n" + read_source(file), '"', '"')) {
      if (included.starts_with("stoprule/")) continue;
      ++arrows;
      EXPECT_LE(layer_of(included), own) << file << " includes " << included;
    }
  }
  EXPECT_GT(arrows, 0u);
}

// Without exceptions the library aborts on a wrong type and on invalid UTF-8; the one file that
// uses it keeps it from both.
TEST(Layers, JsonLibraryStaysInOneFile) {
  std::vector<std::string> users;
  for (const std::string& file : core_sources()) {
    for (const std::string& included : includes("\n" + read_source(file), '<', '>')) {
      if (included.starts_with("nlohmann/")) users.push_back(file);
    }
  }
  for (const std::string& file : users) {
    EXPECT_EQ(file, "core/src/catalog/json.cpp");
  }
  EXPECT_FALSE(users.empty());
}

// Two types of one name in one namespace are two meanings of one symbol: the linker picks either.
TEST(Layers, EveryTypeHasANameOfItsOwn) {
  std::map<std::string, std::string> home;
  for (const std::string& file : list_sources("core/src", ".h")) {
    const std::string source = "\n" + read_source(file);
    for (const std::string_view kind : {"\nstruct ", "\nclass ", "\nenum class "}) {
      for (std::size_t at = source.find(kind); at != std::string::npos;
           at = source.find(kind, at)) {
        at += kind.size();
        const std::string name = source.substr(at, source.find_first_of(" :;{\n", at) - at);
        const bool defined = source[source.find_first_of("{;", at)] == '{';
        if (!defined) continue;
        const auto [other, fresh] = home.emplace(name, file);
        EXPECT_TRUE(fresh) << name << " is defined in " << file << " and in " << other->second;
      }
    }
  }
  EXPECT_FALSE(home.empty());
}

}  // namespace
}  // namespace stoprule
