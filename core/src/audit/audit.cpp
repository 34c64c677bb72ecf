// audit.cpp - the pipeline, top to bottom: bytes to blocks, blocks to confirmed keys, whole texts
// to endpoints, claims and answers, everything to one report.
#include <algorithm>
#include <memory>
#include <utility>

#include "audit/state.h"

namespace stoprule {
namespace {

Error finished(std::string_view call) {
  return {ErrorCode::kState, std::string(call), "the audit is finished: open another"};
}

class SourceExcerpts final : public Excerpts {
 public:
  SourceExcerpts(const std::vector<std::unique_ptr<Source>>& sources,
                 const std::vector<std::unique_ptr<Text>>& texts,
                 const std::vector<Finding>& findings, const SecretList& secrets)
      : sources_(sources), texts_(texts), findings_(findings), secrets_(secrets) {}

  Evidence evidence(std::uint32_t document, Span span) const override {
    Evidence out;
    // A key is shown as its finding shows it; its text may not have been kept.
    const auto at = std::lower_bound(findings_.begin(), findings_.end(), span.begin,
                                     [&](const Finding& finding, std::uint64_t begin) {
                                       return finding.location.document != document
                                                  ? finding.location.document < document
                                                  : finding.location.begin < begin;
                                     });
    if (at != findings_.end() && at->location.document == document &&
        at->location.begin == span.begin && at->location.end == span.end) {
      out.excerpt = at->excerpt;
      out.location = at->location;
      return out;
    }
    out.excerpt = excerpt({texts_[document]->bytes(), 0}, span, sources_[document]->matches);
    out.location = texts_[document]->locate(span);
    return out;
  }
  std::string masked(std::string_view made_of_text) const override {
    constexpr std::size_t kLongest = 300;
    return secrets_.masked(made_of_text.substr(0, kLongest));
  }

 private:
  const std::vector<std::unique_ptr<Source>>& sources_;
  const std::vector<std::unique_ptr<Text>>& texts_;
  const std::vector<Finding>& findings_;  // sorted
  const SecretList& secrets_;
};

}  // namespace

Audit::Audit(std::unique_ptr<State> state) : state_(std::move(state)) {}
Audit::~Audit() = default;
Audit::Audit(Audit&&) noexcept = default;
Audit& Audit::operator=(Audit&&) noexcept = default;

Result<Audit> Audit::open(const Catalog& catalog, Options options) {
  constexpr std::size_t kKeyBytes = 32;
  if (!options.fingerprint_key.empty() && options.fingerprint_key.size() < kKeyBytes) {
    return Error{ErrorCode::kUsage, "fingerprint_key", "must have 32 bytes or more"};
  }
  for (const std::string& known : options.baseline) {
    const bool keyed = known.starts_with("k1:");
    if (!keyed && !known.starts_with("p1:") && !known.starts_with("s1:")) {
      return Error{ErrorCode::kUsage, "baseline", "holds something that is no fingerprint"};
    }
    if (keyed != !options.fingerprint_key.empty()) {
      return Error{ErrorCode::kUsage, "baseline",
                   keyed ? "was made with a fingerprint key: give the same key"
                         : "was made without a fingerprint key: make it anew with this key"};
    }
  }
  Catalog used = catalog;
  for (const UserRules& rules : options.rules) {
    Result<Catalog> with = used.with(rules.name, rules.text);
    if (!with) return with.error();
    used = *with;
  }
  if (used.data().rules.empty())
    return Error{ErrorCode::kData, "catalog", "is empty: there is nothing to look for"};
  auto state = std::make_unique<State>(std::move(used), std::move(options));
  return Audit(std::move(state));
}

Status Audit::begin(DocumentInfo info) {
  if (!state_) return finished("begin");
  State& state = *state_;
  if (state.stream) return Error{ErrorCode::kState, "begin", "the document before has not ended"};
  auto source = std::make_unique<Source>();
  source->index = static_cast<std::uint32_t>(state.sources.size());
  source->info = std::move(info);
  state.sources.push_back(std::move(source));
  const DocumentInfo& opened = state.sources.back()->info;
  state.mask_keys_in(opened.uri);
  if (opened.kind == DocumentKind::kMappings) {
    const auto output =
        std::find_if(state.sources.begin(), state.sources.end(), [&](const auto& known) {
          return known->info.uri == opened.maps && known->info.role == Role::kOutput;
        });
    for (const std::string& name : opened.sources) state.mask_keys_in(name);
    state.origins.begin_map(
        output == state.sources.end() ? state.sources.back()->index : (*output)->index,
        opened.sources, {opened.from_line, opened.from_column});
  }
  state.stream = std::make_unique<BlockStream>(
      [&state](const Window& window, std::uint64_t begin, std::uint64_t end) {
        state.read_block(window, begin, end);
      });
  return ok();
}

Status Audit::feed(std::string_view bytes) {
  if (!state_) return finished("feed");
  State& state = *state_;
  if (!state.stream) return Error{ErrorCode::kState, "feed", "no document has begun"};
  Source& source = *state.sources.back();
  source.bytes += bytes.size();
  if (source.info.kind == DocumentKind::kMappings) {
    state.origins.feed_map(bytes);
    return ok();
  }
  if (state.options.mode == Mode::kAudit && source.info.role == Role::kOutput) {
    const Limits& limits = state.options.limits;
    const std::uint64_t room = std::min(limits.text_bytes - source.text.size(),
                                        limits.total_text_bytes - state.text_bytes);
    const std::string_view kept =
        bytes.substr(0, static_cast<std::size_t>(std::min<std::uint64_t>(room, bytes.size())));
    source.text.append(kept);
    state.text_bytes += kept.size();
  }
  state.stream->feed(bytes);
  return ok();
}

Status Audit::end() {
  if (!state_) return finished("end");
  State& state = *state_;
  if (!state.stream) return Error{ErrorCode::kState, "end", "no document has begun"};
  state.stream->end();
  state.stream.reset();
  Source& source = *state.sources.back();
  if (source.info.kind == DocumentKind::kMappings) state.origins.end_map();
  source.bytes += source.info.clean_bytes;
  source.lines = LineMap();
  if (state.options.mode == Mode::kScan) source.matches = {};
  state.report.documents.push_back({printable(source.info.uri), source.info.role, source.bytes});
  return ok();
}

std::uint64_t Audit::found() const { return state_ ? state_->report.findings.size() : 0; }

Result<Report> Audit::finish() {
  if (!state_) return finished("finish");
  State& state = *state_;
  if (state.stream) return Error{ErrorCode::kState, "finish", "the last document has not ended"};
  Report& report = state.report;
  report.catalog_digest = state.catalog.digest();
  report.catalog_as_of = state.catalog.as_of();
  report.language = state.phrasebook.language();
  report.keys_only = state.options.mode == Mode::kScan;
  for (const Ignore& ignore : state.options.ignores) state.mask_keys_in(ignore.reason);
  state.secrets.seal();
  for (DocumentRow& row : report.documents) row.uri = state.secrets.masked(row.uri);
  std::vector<std::string> reasons =
      state.origins.finish(state.phrasebook, state.catalog.data().shapes, report.documents);
  for (const auto& [finding, reason] : state.marked) reasons[finding] = reason;
  state.sort_findings(reasons);
  state.number_fingerprints();
  state.suppress_known(reasons);
  std::vector<std::unique_ptr<Text>> texts;
  std::vector<DocumentHits> hits;
  for (const auto& source : state.sources) {
    texts.push_back(std::make_unique<Text>(source->index, source->info.uri, source->text));
    if (state.options.mode != Mode::kAudit || source->info.role == Role::kOrigin) continue;
    hits.push_back(state.read_text(*source, *texts.back()));
  }
  state.tell_limits();
  const SourceExcerpts excerpts(state.sources, texts, report.findings, state.secrets);
  assess(state.catalog.data(), state.options, hits, excerpts, state.phrasebook, report);
  Report out = std::move(report);
  state_.reset();
  return out;
}

}  // namespace stoprule
