// stoprule-native audit|scan [--ndjson] [--format F] [--options JSON] [FILE...|-]
// The core on files, for benchmarks, parity tests, profiling and C++ users; people use the npm CLI.
// Exit 0, or 2 where something could not be read.
#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cstdio>
#include <cstring>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "stoprule/stoprule.h"

namespace stoprule {
namespace {

struct Arguments {
  bool ndjson = false;
  std::string format = "json", options;
  std::vector<std::string> files;
};

int fail(const Error& error) {
  std::fprintf(stderr, "stoprule-native: %s: %s\n", error.where.c_str(), error.message.c_str());
  return 2;
}

Status feed_file(Audit& audit, const std::string& path) {
  const int file = path == "-" ? STDIN_FILENO : ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (file < 0) return Error{ErrorCode::kUsage, path, std::strerror(errno)};
  Status status = audit.begin({.uri = path == "-" ? std::string() : path});
  struct stat about {};
  const bool mapped = ::fstat(file, &about) == 0 && S_ISREG(about.st_mode) && about.st_size > 0;
  if (status && mapped) {
    const auto size = static_cast<std::size_t>(about.st_size);
    void* bytes = ::mmap(nullptr, size, PROT_READ, MAP_PRIVATE, file, 0);
    if (bytes == MAP_FAILED) {
      status = Error{ErrorCode::kUsage, path, std::strerror(errno)};
    } else {
      status = audit.feed({static_cast<const char*>(bytes), size});
      ::munmap(bytes, size);
    }
  } else if (status) {
    std::vector<char> buffer(1 << 20);
    for (ssize_t got; status && (got = ::read(file, buffer.data(), buffer.size())) > 0;) {
      status = audit.feed({buffer.data(), static_cast<std::size_t>(got)});
    }
  }
  if (path != "-") ::close(file);
  const Status ended = audit.end();
  return status ? ended : status;
}

Result<std::string> report_of(const Options& options, const Line& line, const std::string& format) {
  Result<Audit> audit = Audit::open(Catalog::builtin(), options);
  if (!audit) return audit.error();
  Status status = audit->begin({.uri = line.uri});
  if (status) status = audit->feed(line.text);
  if (status) status = audit->end();
  if (!status) return status.error();
  const Result<Report> report = audit->finish();
  if (!report) return report.error();
  return render(*report, format);
}

int filter(const Options& options) {
  std::setvbuf(stdout, nullptr, _IONBF, 0);  // a line is one write: whole, or not there
  char* buffer = nullptr;
  std::size_t capacity = 0;
  for (ssize_t got; (got = ::getline(&buffer, &capacity, stdin)) > 0;) {
    std::string_view text(buffer, static_cast<std::size_t>(got));
    while (!text.empty() && (text.back() == '\n' || text.back() == '\r')) text.remove_suffix(1);
    if (text.empty()) continue;
    Line line;
    const Status parsed = parse_line(text, line);
    const Result<std::string> report =
        parsed ? report_of(options, line, "json") : Result<std::string>(parsed.error());
    const std::string error = report ? std::string() : render_error(report.error());
    const std::string rest = report ? "\"report\":" + *report + "}" : error.substr(1);
    const std::string answer = "{\"id\":" + line.id + "," + rest + "\n";
    if (std::fwrite(answer.data(), 1, answer.size(), stdout) != answer.size()) break;
  }
  std::free(buffer);
  return std::ferror(stdout) == 0 ? 0 : 2;
}

int run(Mode mode, const Arguments& arguments) {
  Result<Options> options =
      arguments.options.empty() ? Result<Options>(Options{}) : parse_options(arguments.options);
  if (!options) return fail(options.error());
  options->mode = mode;
  if (arguments.ndjson) return filter(*options);
  Result<Audit> audit = Audit::open(Catalog::builtin(), *options);
  if (!audit) return fail(audit.error());
  for (const std::string& path : arguments.files) {
    const Status status = feed_file(*audit, path);
    if (!status) return fail(status.error());
  }
  const Result<Report> report = audit->finish();
  if (!report) return fail(report.error());
  const Result<std::string> text = render(*report, arguments.format);
  if (!text) return fail(text.error());
  std::printf("%s\n", text->c_str());
  return std::fflush(stdout) == 0 ? 0 : 2;
}

}  // namespace
}  // namespace stoprule

int main(int argc, char** argv) {
  using namespace stoprule;
  const std::string_view command = argc > 1 ? argv[1] : "";
  Arguments arguments;
  for (int i = 2; i < argc; ++i) {
    const std::string_view argument = argv[i];
    if (argument == "--ndjson") {
      arguments.ndjson = true;
    } else if (argument == "--format" && i + 1 < argc) {
      arguments.format = argv[++i];
    } else if (argument == "--options" && i + 1 < argc) {
      arguments.options = argv[++i];
    } else {
      arguments.files.emplace_back(argument);
    }
  }
  if (command != "audit" && command != "scan") {
    std::fprintf(
        stderr,
        "usage: stoprule-native audit|scan [--ndjson] [--format F] [--options JSON] [FILE...|-]\n");
    return 2;
  }
  if (arguments.files.empty()) arguments.files.emplace_back("-");
  return run(command == "audit" ? Mode::kAudit : Mode::kScan, arguments);
}
