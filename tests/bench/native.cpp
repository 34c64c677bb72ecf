// bench_native RUNS audit|scan [OPTIONS FILE] < list of files - times the core on files held in
// memory, one core, from opening the audit to the rendered report; memchr and memcpy over the same
// bytes in the same rounds are the limits. Prints
// {"bytes":N,"findings":N,"seconds":{"memchr":[...],...}}.
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <fstream>
#include <iostream>
#include <iterator>
#include <string>
#include <vector>

#include "stoprule/stoprule.h"

namespace {

using namespace stoprule;

struct File {
  std::string path, bytes;
};

std::string bytes_of(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

template <class Work>
double seconds(const Work& work) {
  const auto begin = std::chrono::steady_clock::now();
  work();
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
}

std::size_t absent(const std::vector<File>& files) {
  std::size_t found = 0;
  // Every byte may occur somewhere in so much text; this one hardly does, and its finds go on.
  for (const File& file : files) {
    const char* at = file.bytes.data();
    const char* const end = at + file.bytes.size();
    while (at != end) {
      const void* hit = std::memchr(at, 0x01, static_cast<std::size_t>(end - at));
      if (hit == nullptr) break;
      ++found;
      at = static_cast<const char*>(hit) + 1;
    }
  }
  return found;
}

Result<std::string> report_of(const std::vector<File>& files, const Options& options,
                              std::size_t& findings) {
  Result<Audit> audit = Audit::open(Catalog::builtin(), options);
  if (!audit) return audit.error();
  for (const File& file : files) {
    Status status = audit->begin({.uri = file.path});
    if (status) status = audit->feed(file.bytes);
    if (status) status = audit->end();
    if (!status) return status.error();
  }
  const Result<Report> report = audit->finish();
  if (!report) return report.error();
  findings = report->findings.size();
  return render(*report, "json");
}

void print(const char* name, const std::vector<double>& times, const char* end) {
  std::printf("\"%s\":[", name);
  for (std::size_t i = 0; i < times.size(); ++i) std::printf("%s%.9f", i == 0 ? "" : ",", times[i]);
  std::printf("]%s", end);
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 3) {
    std::fprintf(stderr, "usage: bench_native RUNS audit|scan [OPTIONS FILE] < list of files\n");
    return 2;
  }
  const std::string given = argc > 3 ? bytes_of(argv[3]) : "{}";
  Result<Options> options = parse_options(given);
  if (!options) {
    std::fprintf(stderr, "bench_native: %s\n", options.error().message.c_str());
    return 2;
  }
  options->mode = std::strcmp(argv[2], "audit") == 0 ? Mode::kAudit : Mode::kScan;
  std::vector<File> files;
  std::size_t bytes = 0, longest = 0;
  for (std::string path; std::getline(std::cin, path);) {
    files.push_back({path, bytes_of(path)});
    bytes += files.back().bytes.size();
    longest = std::max(longest, files.back().bytes.size());
  }
  std::string copy(longest, '\0');
  std::vector<double> memchr_times, memcpy_times, our_times;
  std::size_t findings = 0, sum = 0;
  for (int run = 0; run < std::atoi(argv[1]); ++run) {
    memchr_times.push_back(seconds([&] { sum += absent(files); }));
    memcpy_times.push_back(seconds([&] {
      for (const File& file : files) {
        std::memcpy(copy.data(), file.bytes.data(), file.bytes.size());
        sum += static_cast<unsigned char>(copy[file.bytes.size() / 2]);
      }
    }));
    our_times.push_back(seconds([&] {
      const Result<std::string> report = report_of(files, *options, findings);
      if (!report) std::fprintf(stderr, "bench_native: %s\n", report.error().message.c_str());
      sum += report ? report->size() : 0;
    }));
  }
  std::printf("{\"bytes\":%zu,\"findings\":%zu,\"sum\":%zu,\"seconds\":{", bytes, findings, sum);
  print("memchr", memchr_times, ",");
  print("memcpy", memcpy_times, ",");
  print("stoprule", our_times, "}}\n");
  return 0;
}
