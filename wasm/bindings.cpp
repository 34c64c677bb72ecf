// bindings.cpp - the core behind a C ABI. One audit at a time; every call gives a status (0: done)
// and leaves its result or its error, as JSON, for stoprule_result(). Texts are UTF-8 in memory
// from stoprule_alloc().
#include <cstdint>
#include <cstdlib>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "stoprule/stoprule.h"
#include "wipe.h"

namespace {

using namespace stoprule;

struct Instance {
  std::optional<Audit> audit;
  std::optional<Report> report;
  std::string result;
};
Instance& instance() {
  static Instance one;
  return one;
}

std::uint32_t fail(const Error& error) {
  instance().result = render_error(error);
  return 1;
}
std::uint32_t done(std::string result = {}) {
  instance().result = std::move(result);
  return 0;
}
std::uint32_t done(const Status& status) { return status ? done() : fail(status.error()); }
std::uint32_t done(Result<std::string> text) {
  return text ? done(std::move(*text)) : fail(text.error());
}

std::string_view view(const char* text, std::uint32_t size) { return {text, size}; }
const Error kNoAudit{ErrorCode::kState, "audit", "none is open"};

}  // namespace

extern "C" {

void* stoprule_alloc(std::uint32_t size) { return std::malloc(size); }
void stoprule_free(void* memory) { free_wiped(memory); }

std::uint32_t stoprule_open(const char* options, std::uint32_t size) {
  instance().audit.reset();
  instance().report.reset();
  Result<Options> parsed = parse_options(view(options, size));
  if (!parsed) return fail(parsed.error());
  Result<Audit> audit = Audit::open(Catalog::builtin(), std::move(*parsed));
  if (!audit) return fail(audit.error());
  instance().audit.emplace(std::move(*audit));
  return done();
}

std::uint32_t stoprule_begin(const char* info, std::uint32_t size) {
  if (!instance().audit) return fail(kNoAudit);
  Result<DocumentInfo> parsed = parse_document_info(view(info, size));
  return parsed ? done(instance().audit->begin(std::move(*parsed))) : fail(parsed.error());
}

std::uint32_t stoprule_feed(const char* bytes, std::uint32_t size) {
  return instance().audit ? done(instance().audit->feed(view(bytes, size))) : fail(kNoAudit);
}

std::uint32_t stoprule_end() {
  return instance().audit ? done(instance().audit->end()) : fail(kNoAudit);
}

std::uint32_t stoprule_found() {
  return instance().audit ? static_cast<std::uint32_t>(instance().audit->found()) : 0;
}

std::uint32_t stoprule_render(const char* format, std::uint32_t size) {
  if (!instance().report) return fail({ErrorCode::kState, "render", "there is no report yet"});
  return done(render(*instance().report, view(format, size)));
}

std::uint32_t stoprule_finish(const char* format, std::uint32_t size) {
  if (!instance().audit) return fail(kNoAudit);
  Result<Report> report = instance().audit->finish();
  instance().audit.reset();
  if (!report) return fail(report.error());
  instance().report = std::move(*report);
  return stoprule_render(format, size);
}

std::uint32_t stoprule_explain(const char* query, std::uint32_t size) {
  const Result<Query> parsed = parse_query(view(query, size));
  return parsed ? done(explain(Catalog::builtin(), parsed->id, parsed->language))
                : fail(parsed.error());
}

std::uint32_t stoprule_choose(const char* query, std::uint32_t size) {
  const Result<Query> parsed = parse_query(view(query, size));
  return parsed ? done(choose(Catalog::builtin(), parsed->answers, parsed->language))
                : fail(parsed.error());
}

const char* stoprule_result() { return instance().result.data(); }
std::uint32_t stoprule_result_size() {
  return static_cast<std::uint32_t>(instance().result.size());
}

void stoprule_close() {
  instance().audit.reset();
  instance().report.reset();
  instance().result = {};
}

}  // extern "C"
