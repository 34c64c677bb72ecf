// blocks.cpp - a block of bytes to the findings in it.
#include <algorithm>
#include <utility>

#include "audit/state.h"
#include "text/kind.h"
#include "verify/ignore.h"
#include "verify/key_finding.h"

namespace stoprule {

void Audit::State::read_block(const Window& window, std::uint64_t begin, std::uint64_t end) {
  Source& source = *sources.back();
  if (!source.kind_known) {
    source.kind_known = true;
    const DocumentKind kind = source.info.kind == DocumentKind::kAuto
                                  ? kind_of(source.info.uri, window.bytes)
                                  : source.info.kind;
    source.script = kind == DocumentKind::kScript;
    const Utf16 order = utf16_of(window.bytes);
    hidden_keys.begin_document(order);
    source.lines.read_as(order);
  }
  source.lines.feed(window.at({begin, end}));
  std::vector<KeyMatch> found;
  catalog.matcher().find(window, begin, end, source.script, search,
                         [&](const KeyMatch& match) { found.push_back(match); });
  hidden.clear();
  hidden_keys.find(window, begin, end, source.script, search.runs, hidden);
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
    if (!reason.empty()) marked.emplace(report.findings.size(), reason);
  }
  const auto own_value = [&] {
    const std::string& of_caller = options.secrets[own[match.own - 1].secret].value;
    return secrets.add(of_caller, masked_secret(of_caller, 0));
  };
  const std::uint32_t value = match.own == 0 ? index : own_value();
  if (!match.placeholder) origins.want(value, report.findings.size());
  report.findings.push_back(std::move(finding));
}

// What is told with the report beside its documents: their names, what somebody says of a finding.
// A key in it is no finding, but no more to be seen.
void Audit::State::mask_keys_in(std::string_view told) {
  const Window window{told, 0};
  catalog.matcher().find(window, 0, told.size(), false, search, [&](const KeyMatch& match) {
    if (match.placeholder) return;
    const std::string_view secret = window.at(match.secret);
    (void)secrets.add(secret, masked_secret(secret, match.shown));
  });
  for (const OwnMatch& match : own_secrets.find(window, 0, told.size()))
    (void)secrets.add(window.at(match.span), std::string(kMask));
  mask_encoded_keys_in(told);
  // The slash of a path is a digit of base64: each of its names by itself.
  for (std::size_t at = 0, end = 0; end != std::string_view::npos; at = end + 1) {
    end = told.find('/', at);
    mask_encoded_keys_in(told.substr(at, end - at));
  }
}

void Audit::State::mask_encoded_keys_in(std::string_view told) {
  const Window window{told, 0};
  map_block(window, 0, told.size(), search.runs);
  hidden.clear();
  hidden_keys.begin_document(Utf16::kNo);
  hidden_keys.find(window, 0, told.size(), false, search.runs, hidden);
  for (const HiddenKey& key : hidden)
    (void)secrets.add(window.at(key.match.secret), std::string(kMask));
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

}  // namespace stoprule
