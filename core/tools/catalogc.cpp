// catalogc DATA_FOLDER OUTPUT.cpp - checks the catalog's JSON files and writes
// what the core embeds. Made of the core's own sources, so that built-in data and
// a user's rules go through one loader. Exit 1 names the file and the place.
#include <algorithm>
#include <cstddef>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <string_view>
#include <system_error>
#include <utility>
#include <vector>

#include "catalog/blob.h"
#include "catalog/compile.h"

namespace stoprule {

// The tool is the core without data.
extern const char kCatalogBlob[] = "";
extern const std::size_t kCatalogBlobSize = 0;

namespace {

namespace fs = std::filesystem;

struct File {
  std::string path;  // relative to the data folder
  std::string text;
};

// All JSON files under `root`, sorted by path: the order decides the bytes.
bool read_data(const fs::path& root, std::vector<File>& files) {
  std::error_code error;
  for (fs::recursive_directory_iterator it(root, error), end; !error && it != end;
       it.increment(error)) {
    if (it->path().extension() != ".json") continue;
    std::ifstream in(it->path(), std::ios::binary);
    std::string text(std::istreambuf_iterator<char>(in), {});
    if (!in) {
      std::fprintf(stderr, "%s: cannot be read\n", it->path().c_str());
      return false;
    }
    files.push_back({it->path().lexically_relative(root).generic_string(), std::move(text)});
  }
  if (error) std::fprintf(stderr, "%s: %s\n", root.c_str(), error.message().c_str());
  std::ranges::sort(files, {}, &File::path);
  return !error;
}

// A string literal compiles several times faster than an array of numbers.
std::string as_cpp_source(std::string_view blob) {
  std::string out =
      "#include <cstddef>\n"
      "namespace stoprule {\n"
      "extern const char kCatalogBlob[];\n"
      "extern const std::size_t kCatalogBlobSize;\n"
      "const char kCatalogBlob[] =\n\"";
  constexpr std::size_t kBytesPerLine = 80;
  for (std::size_t i = 0; i < blob.size(); ++i) {
    const auto byte = static_cast<unsigned char>(blob[i]);
    const bool plain = byte >= 0x20 && byte < 0x7f && byte != '"' && byte != '\\' && byte != '?';
    if (plain) {
      out += blob[i];
    } else {
      // Always three digits, so that a digit after it is not taken in.
      out += '\\';
      out += static_cast<char>('0' + (byte >> 6));
      out += static_cast<char>('0' + ((byte >> 3) & 7));
      out += static_cast<char>('0' + (byte & 7));
    }
    if (i % kBytesPerLine == kBytesPerLine - 1) out += "\"\n\"";
  }
  out += "\";\nconst std::size_t kCatalogBlobSize = " + std::to_string(blob.size()) +
         ";\n}  // namespace stoprule\n";
  return out;
}

int run(const char* data_folder, const char* output) {
  std::vector<File> files;
  if (!read_data(data_folder, files)) return 1;
  std::vector<DataFile> views;
  for (const File& file : files) views.push_back({file.path, file.text});
  const Result<std::string> blob = compile_catalog(views);
  if (!blob) {
    std::fprintf(stderr, "%s/%s: %s\n", data_folder, blob.error().where.c_str(),
                 blob.error().message.c_str());
    return 1;
  }
  std::ofstream out(output, std::ios::binary);
  out << as_cpp_source(*blob);
  out.close();
  if (!out) std::fprintf(stderr, "%s: cannot be written\n", output);
  return out ? 0 : 1;
}

}  // namespace
}  // namespace stoprule

int main(int argc, char** argv) {
  if (argc != 3) {
    std::fprintf(stderr, "usage: catalogc DATA_FOLDER OUTPUT.cpp\n");
    return 2;
  }
  return stoprule::run(argv[1], argv[2]);
}
