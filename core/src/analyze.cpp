// analyze.cpp - the pipeline, top to bottom: bytes to blocks, blocks to confirmed keys, whole texts
// to endpoints, claims and answers, everything to one report.
#include <algorithm>
#include <map>
#include <memory>
#include <utility>

#include "assess/assess.h"
#include "catalog/catalog_data.h"
#include "scan/key_index.h"
#include "scan/stream.h"
#include "stoprule/stoprule.h"
#include "text/kind.h"
#include "text/text.h"
#include "text/wipe.h"
#include "verify/hidden_keys.h"
#include "verify/ignore.h"
#include "verify/key_finding.h"
#include "verify/match.h"
#include "verify/origin.h"
#include "verify/own_secrets.h"
#include "verify/reading.h"
#include "verify/redact.h"

namespace stoprule {
namespace {

Error finished(std::string_view call) {
  return {ErrorCode::kState, std::string(call), "the audit is finished: open another"};
}

// One document while it is read, and what assess() needs of it afterwards.
struct Source {
  DocumentInfo info;
  std::uint32_t index = 0;
  bool kind_known = false, script = false;
  LineMap lines;
  std::vector<KeyMatch> matches;  // sorted by place
  std::string text;               // audit mode, up to the limits
  std::uint64_t bytes = 0, decoded = 0, left_encoded = 0;
  ~Source() { wipe(text); }
};

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

struct Audit::State {
  State(Catalog used, Options given)
      : catalog(std::move(used)),
        options(std::move(given)),
        phrasebook(catalog.data().messages, options.language),
        hidden_keys(catalog.index(), catalog.matcher(), options.limits),
        own_secrets(options.secrets, catalog.index(), catalog.matcher()),
        origins(secrets, report.findings) {}

  void read_block(const Window& window, std::uint64_t begin, std::uint64_t end);
  void add_finding(const Window& window, const KeyMatch& match, std::uint64_t block_end);
  void join_own(const Window& window, std::uint64_t begin, std::uint64_t end,
                std::vector<KeyMatch>& found);
  Finding made_finding(const Window& window, const KeyMatch& match) const;
  std::pair<Window, KeyMatch> as_said(const Window& window, const KeyMatch& match) const;
  DocumentHits read_text(const Source& source, const Text& text);
  void sort_findings(std::vector<std::string>& reasons);
  void number_fingerprints();
  void suppress_known(const std::vector<std::string>& reasons);
  void tell_limits();

  Catalog catalog;
  Options options;
  Phrasebook phrasebook;
  HiddenKeys hidden_keys;
  OwnSecrets own_secrets;
  SecretList secrets;
  Report report;
  std::vector<std::unique_ptr<Source>> sources;
  std::unique_ptr<BlockStream> stream;  // of the open document
  OriginTrace origins;
  std::map<std::uint64_t, std::string> marked;  // by finding: the reason of an inline marker
  RunMap runs;
  std::vector<Candidate> candidates;
  std::vector<HiddenKey> hidden;  // of the block: what KeyMatch::hidden means
  std::vector<OwnMatch> own;      // and KeyMatch::own
  std::uint64_t text_bytes = 0, claims_read = 0, endpoints_read = 0;
  std::uint64_t left_findings = 0, left_claims = 0, left_endpoints = 0;  // past their limits
};

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
  if (opened.kind == DocumentKind::kMappings) {
    const auto output =
        std::find_if(state.sources.begin(), state.sources.end(), [&](const auto& known) {
          return known->info.uri == opened.maps && known->info.role == Role::kOutput;
        });
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

void Audit::State::read_block(const Window& window, std::uint64_t begin, std::uint64_t end) {
  Source& source = *sources.back();
  if (!source.kind_known) {
    source.kind_known = true;
    const DocumentKind kind = source.info.kind == DocumentKind::kAuto
                                  ? kind_of(source.info.uri, window.bytes)
                                  : source.info.kind;
    source.script = kind == DocumentKind::kScript;
    hidden_keys.begin_document(utf16_of(window.bytes));
  }
  source.lines.feed(window.at({begin, end}));
  candidates.clear();
  map_block(window, begin, end, runs);
  catalog.index().find(window, begin, end, source.script, runs, candidates);
  std::vector<KeyMatch> found;
  for (const Candidate& candidate : candidates) {
    if (std::optional<KeyMatch> match = catalog.matcher().match(window, candidate))
      found.push_back(*match);
  }
  hidden.clear();
  hidden_keys.find(window, begin, end, source.script, runs, hidden);
  for (std::uint32_t i = 0; i < hidden.size(); ++i) {
    found.push_back(hidden[i].match);
    found.back().hidden = i + 1;
  }
  source.decoded = hidden_keys.decoded_bytes();
  source.left_encoded = hidden_keys.bytes_left();
  resolve_overlaps(catalog.data(), found);
  if (!options.secrets.empty()) join_own(window, begin, end, found);
  // What the block before has found already may reach into this one.
  const std::uint64_t taken = source.matches.empty() ? 0 : source.matches.back().secret.end;
  std::erase_if(found, [&](const KeyMatch& match) { return match.secret.begin < taken; });
  source.matches.insert(source.matches.end(), found.begin(), found.end());
  if (source.info.role == Role::kOrigin) {
    return origins.read(
        window, begin, end,
        {source.index, source.info.uri, source.info.first_party, source.lines, source.matches});
  }
  for (const KeyMatch& match : found) add_finding(window, match, end);
}

void Audit::State::add_finding(const Window& window, const KeyMatch& match,
                               std::uint64_t block_end) {
  const Source& source = *sources.back();
  const auto [said, in_said] = as_said(window, match);
  const std::string_view secret = said.at(in_said.secret);
  // Masked, even if not told.
  if (match.hidden != 0) (void)secrets.add(window.at(match.secret), std::string(kMask));
  const std::uint32_t index = secrets.add(secret, masked_secret(secret, in_said.shown));
  if (report.findings.size() >= options.limits.findings) {
    ++left_findings;
    return;
  }
  Finding finding = made_finding(window, match);
  const auto begin = source.lines.at(match.secret.begin, window.bytes, window.offset);
  const auto end = source.lines.at(match.secret.end, window.bytes, window.offset);
  finding.location = {source.index, match.secret.begin, match.secret.end, begin.line,
                      begin.column, end.line,           end.column};
  const Span within{window.offset, std::max(block_end, match.secret.end)};
  finding.context = line_around(window, match.secret, within, source.matches);
  if (source.info.first_party) {
    const std::string_view reason =
        ignored_on_line_before(window.bytes, window.index(match.secret.begin));
    if (!reason.empty()) marked.emplace(report.findings.size(), printable(reason));
  }
  const auto own_value = [&] {
    const std::string& of_caller = options.secrets[own[match.own - 1].secret].value;
    return secrets.add(of_caller, masked_secret(of_caller, 0));
  };
  const std::uint32_t value = match.own == 0 ? index : own_value();
  if (!match.placeholder) origins.want(value, report.findings.size());
  report.findings.push_back(std::move(finding));
}

// What the caller gave as secret: a key that a rule has found is known by its name too, the rest
// stands beside what rules found.
void Audit::State::join_own(const Window& window, std::uint64_t begin, std::uint64_t end,
                            std::vector<KeyMatch>& found) {
  own = own_secrets.find(window, begin, end);
  std::vector<KeyMatch> beside;
  for (std::uint32_t i = 0; i < own.size(); ++i) {
    const Span span = own[i].span;
    const auto over = std::find_if(found.begin(), found.end(), [&](const KeyMatch& match) {
      return match.secret.begin < span.end && span.begin < match.secret.end;
    });
    if (over != found.end()) {
      over->own = i + 1;
      continue;
    }
    KeyMatch match;
    match.secret = span;
    match.own = i + 1;
    beside.push_back(match);
  }
  found.insert(found.end(), beside.begin(), beside.end());
  std::sort(found.begin(), found.end(),
            [](const KeyMatch& a, const KeyMatch& b) { return a.secret < b.secret; });
}

Finding Audit::State::made_finding(const Window& window, const KeyMatch& match) const {
  const KeyContext context{catalog.data(), phrasebook, options, sources.back()->info.local};
  const std::string_view around =
      surroundings(window.bytes, window.index(match.secret.begin), window.index(match.secret.end));
  if (match.rule == KeyMatch::kNoRule) {
    const OwnMatch& known = own[match.own - 1];
    return own_finding(context, options.secrets[known.secret], known.hidden_by, around);
  }
  const auto [said, in_said] = as_said(window, match);
  Finding finding = key_finding(context, said, in_said, around);
  if (match.hidden != 0) finding.hidden_by = hidden[match.hidden - 1].by;
  if (match.own == 0) return finding;
  finding.severity = Severity::kError;
  finding.exposure = Exposure::kNever;
  finding.facts.push_back({"value_of", printable(options.secrets[own[match.own - 1].secret].name)});
  return finding;
}

// An encoded key stands in what was decoded; its place and what is around it are the document's.
std::pair<Window, KeyMatch> Audit::State::as_said(const Window& window,
                                                  const KeyMatch& match) const {
  if (match.hidden == 0) return {window, match};
  const HiddenKey& key = hidden[match.hidden - 1];
  return {Window{key.text->text(), 0}, key.said};
}

// Lets what is more than `room` go; gives how many those were.
template <class T>
static std::uint64_t cut_to(std::vector<T>& rows, std::uint64_t room) {
  const std::uint64_t left = rows.size() - std::min<std::uint64_t>(rows.size(), room);
  rows.resize(rows.size() - static_cast<std::size_t>(left));
  return left;
}

DocumentHits Audit::State::read_text(const Source& source, const Text& text) {
  const CatalogData& data = catalog.data();
  DocumentHits hits;
  hits.document = source.index;
  hits.local = source.info.local;
  hits.front_end = source.script;
  std::vector<EndpointHit> endpoints = read_endpoints(data, text);
  left_endpoints += cut_to(endpoints, options.limits.endpoints - endpoints_read);
  endpoints_read += endpoints.size();
  for (EndpointHit& hit : endpoints) {
    // The form of a literal key beside the endpoint helps to tell whose it is.
    std::string_view prefix;
    std::string shown;
    if (!hit.key.empty()) {
      const auto at = std::lower_bound(
          source.matches.begin(), source.matches.end(), hit.key.begin,
          [](const KeyMatch& match, std::uint64_t place) { return match.secret.end <= place; });
      if (at != source.matches.end() && at->secret.begin < hit.key.end) {
        shown = text.bytes().substr(at->secret.begin, at->shown);
        prefix = shown;
      }
    }
    EndpointMatch match;
    match.match = match_route(data, hit, prefix);
    match.hit = std::move(hit);
    hits.endpoints.push_back(std::move(match));
  }
  if (!source.script) {
    const WordIndex& words = catalog.words();
    const Reading reading(words, text);
    Statements statements = find_statements(reading);
    hits.claims = std::move(statements.claims);
    hits.warns = statements.warns;
    left_claims += cut_to(hits.claims, options.limits.claims - claims_read);
    claims_read += hits.claims.size();
    hits.answers = find_answers(reading);
    hits.diagnoses = words.errors().find(text);
    hits.mentions = words.names().find(text);
    hits.hints = words.hints().find(text);
    hits.hints.insert(hits.hints.end(), statements.hints.begin(), statements.hints.end());
    std::stable_sort(hits.hints.begin(), hits.hints.end(), [](const HintHit& a, const HintHit& b) {
      return a.location.begin < b.location.begin;
    });
  }
  return hits;
}

// By document, place and rule; `reasons` are by finding and go along.
void Audit::State::sort_findings(std::vector<std::string>& reasons) {
  std::vector<std::pair<Finding, std::string>> rows;
  for (std::size_t i = 0; i < report.findings.size(); ++i)
    rows.emplace_back(std::move(report.findings[i]), std::move(reasons[i]));
  std::stable_sort(rows.begin(), rows.end(), [](const auto& a, const auto& b) {
    const Location &at = a.first.location, &other = b.first.location;
    if (at.document != other.document) return at.document < other.document;
    if (at.begin != other.begin) return at.begin < other.begin;
    return a.first.rule_id < b.first.rule_id;
  });
  for (std::size_t i = 0; i < rows.size(); ++i) {
    report.findings[i] = std::move(rows[i].first);
    reasons[i] = std::move(rows[i].second);
  }
}

// Fingerprints without a secret byte in them get an ordinal, so that two findings under one name
// stay two.
void Audit::State::number_fingerprints() {
  std::map<std::string, std::uint32_t> seen;
  for (Finding& finding : report.findings) {
    if (!finding.fingerprint.starts_with("s1:")) continue;
    const std::uint32_t ordinal = ++seen[finding.fingerprint];
    finding.fingerprint += "-" + std::to_string(ordinal);
  }
}

void Audit::State::suppress_known(const std::vector<std::string>& reasons) {
  std::sort(options.baseline.begin(), options.baseline.end());
  std::vector<Finding> open;
  for (std::size_t i = 0; i < report.findings.size(); ++i) {
    Finding& finding = report.findings[i];
    const Ignore* expired = nullptr;
    const Ignore* ignore =
        ignore_of(options.ignores, finding, sources[finding.location.document]->info.uri,
                  options.today, &expired);
    if (std::binary_search(options.baseline.begin(), options.baseline.end(), finding.fingerprint)) {
      const bool blind = finding.fingerprint.starts_with("s1:");
      report.suppressed.push_back({std::move(finding), "baseline",
                                   blind ? phrasebook.text("suppressed.blind") : std::string()});
    } else if (ignore != nullptr) {
      report.suppressed.push_back({std::move(finding), "config", printable(ignore->reason)});
    } else if (!reasons[i].empty()) {
      report.suppressed.push_back({std::move(finding), "inline", reasons[i]});
    } else {
      if (expired != nullptr) finding.facts.push_back({"ignored_until", expired->until});
      open.push_back(std::move(finding));
    }
  }
  report.findings = std::move(open);
}

void Audit::State::tell_limits() {
  const auto tell = [&](std::string_view message, std::uint32_t document, std::uint64_t read,
                        std::uint64_t left) {
    if (left == 0) return;
    report.incomplete.push_back({phrasebook.message(message, {{"read", std::to_string(read)},
                                                              {"left", std::to_string(left)}}),
                                 document, read, left});
  };
  tell("incomplete.findings", 0, options.limits.findings, left_findings);
  tell("incomplete.claims", 0, options.limits.claims, left_claims);
  tell("incomplete.endpoints", 0, options.limits.endpoints, left_endpoints);
  for (const auto& source : sources)
    tell("incomplete.decoded", source->index, source->decoded, source->left_encoded);
  for (const OwnSecrets::Unchecked& unchecked : own_secrets.unchecked()) {
    const OwnSecret& secret = options.secrets[unchecked.secret];
    const std::string name = secret.file.empty() ? secret.name : secret.file + ": " + secret.name;
    report.incomplete.push_back(
        {phrasebook.message("incomplete.value",
                            {{"name", printable(name)}, {"why", phrasebook.text(unchecked.why)}}),
         0, 0, 0});
  }
  if (options.mode != Mode::kAudit) return;
  for (const auto& source : sources) {
    if (source->info.role != Role::kOutput) continue;
    tell("incomplete.text", source->index, source->text.size(),
         source->bytes - source->text.size());
  }
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
  std::vector<std::string> reasons = state.origins.finish(state.phrasebook, report.documents);
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
  state.secrets.seal();
  for (DocumentRow& row : report.documents) row.uri = state.secrets.masked(row.uri);
  const SourceExcerpts excerpts(state.sources, texts, report.findings, state.secrets);
  assess(state.catalog.data(), state.options, hits, excerpts, state.phrasebook, report);
  Report out = std::move(report);
  state_.reset();
  return out;
}

}  // namespace stoprule
