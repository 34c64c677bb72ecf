#include "verify/origin.h"

#include <algorithm>
#include <utility>

#include "scan/assigned_name.h"
#include "text/characters.h"
#include "verify/ignore.h"

namespace stoprule {
namespace {

constexpr std::size_t kShortest = 8;      ///< bytes of a value that is looked for
constexpr std::size_t kMost = 20;         ///< origins of one finding
constexpr std::size_t kMostNames = 1000;  ///< variables whose uses are looked for
constexpr std::size_t kShortestName = 4;
constexpr std::size_t kLongestChain = 128;  ///< bytes of "import.meta.env.NAME"

bool is_name_char(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
         c == '$';
}
bool is_chain_char(char c) { return is_name_char(c) || c == '.' || c == '?'; }

// "import.meta.env." or "process.env[": an environment that is read.
bool reads_environment(std::string_view before) {
  while (!before.empty() &&
         std::string_view(".?[\"'`").find(before.back()) != std::string_view::npos)
    before.remove_suffix(1);
  return before == "env" || before.ends_with(".env");
}

// import { NAME, OTHER } from "$env/static/public": an environment that is imported by name. `last`
// is behind the name.
bool imported_from_environment(std::string_view text, std::size_t last) {
  constexpr std::size_t kLongestList = 1000;
  constexpr std::string_view kFrom = "from", kModules[] = {"$env/", "astro:env/"};
  std::string_view rest = text.substr(last, kLongestList);
  const std::size_t end = rest.find('}');
  if (end == std::string_view::npos) return false;
  const auto in_list = [](char c) { return is_name_char(c) || is_space(c) || c == ','; };
  if (!std::all_of(rest.begin(), rest.begin() + static_cast<std::ptrdiff_t>(end), in_list))
    return false;
  const auto skip = [&](std::string_view those) {
    rest.remove_prefix(std::min(rest.find_first_not_of(those), rest.size()));
  };
  rest.remove_prefix(end + 1);
  skip(" \n");
  if (!rest.starts_with(kFrom)) return false;
  rest.remove_prefix(kFrom.size());
  skip(" \"'");
  return std::any_of(std::begin(kModules), std::end(kModules),
                     [&](std::string_view module) { return rest.starts_with(module); });
}

// The name that the value at `at` is held under. A bundler's `define` takes source text:
// __KEY__: JSON.stringify("...").
std::string_view held_under(std::string_view text, std::size_t at) {
  const auto name_before = [&](std::size_t place) {
    const Span name = assigned_name(text, place);
    return text.substr(name.begin, name.end - name.begin);
  };
  const std::string_view name = name_before(at);
  if (name != "JSON.stringify") return name;
  return name_before(static_cast<std::size_t>(name.data() - text.data()));
}

bool is_env_file(std::string_view uri) {
  const std::string_view name = uri.substr(uri.rfind('/') + 1);
  return name.starts_with(".env") || name.ends_with(".env");
}

std::string place_of(const Origin& origin, const std::vector<DocumentRow>& documents) {
  return documents[origin.location.document].uri + ":" + std::to_string(origin.location.line);
}

const Origin* first(const Finding& finding, OriginKind how) {
  for (const Origin& origin : finding.original) {
    if (origin.how == how) return &origin;
  }
  return nullptr;
}

// Where the value stands, where maps lead to, who reads it by name. With the value at hand, a
// map that leads into a package is off: bundlers map what they made up to the module before it.
void settle(std::vector<Origin>& original, const std::vector<DocumentRow>& documents) {
  std::stable_sort(original.begin(), original.end(),
                   [](const Origin& a, const Origin& b) { return a.how < b.how; });
  if (original.empty() || original.front().how != OriginKind::kValue) return;
  std::erase_if(original, [&](const Origin& origin) {
    return origin.how == OriginKind::kMapped &&
           documents[origin.location.document].uri.find("node_modules/") != std::string::npos;
  });
}

}  // namespace

void OriginTrace::want(std::uint32_t secret, std::size_t finding) {
  wanted_[secret].push_back(finding);
  index_.reset();
}

void OriginTrace::index() {
  if (index_) return;
  std::vector<AnchorIndex::Entry> entries;
  searched_.clear();
  for (const auto& [secret, findings] : wanted_) {
    if (secrets_.secret(secret).size() >= kShortest) searched_.push_back(secret);
  }
  std::uint32_t value = 0;
  for (const std::uint32_t secret : searched_)
    entries.push_back({secrets_.secret(secret), value++, false});
  for (const Name& name : names_) entries.push_back({name.text, value++, false});
  index_ = std::make_unique<AnchorIndex>(std::move(entries));
}

void OriginTrace::add(std::size_t finding, const Origin& origin) {
  std::vector<Origin>& known = findings_[finding].original;
  if (known.size() < kMost) known.push_back(origin);
}

void OriginTrace::read(const Window& window, std::uint64_t begin, std::uint64_t end,
                       const OriginDocument& document) {
  if (wanted_.empty()) return;
  index();
  const std::size_t names = names_.size();
  index_->look_all(window.bytes, window.index(begin), window.index(end),
                   [&](std::size_t at, std::uint32_t value) {
                     if (value < searched_.size())
                       read_value(window, at, searched_[value], end, document);
                     else
                       read_use(window, at, names_[value - searched_.size()], end, document);
                   });
  read_mapped(window, begin, end, document);
  if (names_.size() != names) index_.reset();  // from the next block on they are looked for too
}

// The line around a place, with whatever else is secret near it masked too.
Origin OriginTrace::origin_at(const Window& window, Span span, std::uint64_t end,
                              const OriginDocument& document) const {
  constexpr std::uint64_t kLongestSecret = 4096;
  const std::uint64_t from =
      std::max(window.offset, span.begin - std::min(span.begin, kContextSide + kLongestSecret));
  const std::uint64_t to = std::min(window.offset + window.bytes.size(), span.end + kContextSide);
  std::vector<KeyMatch> known;
  const auto near = std::lower_bound(
      document.matches.begin(), document.matches.end(), from,
      [](const KeyMatch& match, std::uint64_t place) { return match.secret.end <= place; });
  for (auto match = near; match != document.matches.end() && match->secret.begin < to; ++match)
    known.push_back(*match);
  index_->look_all(
      window.bytes, window.index(from), window.index(to), [&](std::size_t at, std::uint32_t value) {
        if (value >= searched_.size()) return;
        KeyMatch match;
        match.secret.begin = window.offset + at;
        match.secret.end = match.secret.begin + secrets_.secret(searched_[value]).size();
        // What a rule found there is masked as its finding shows it.
        const bool ruled = std::any_of(known.begin(), known.end(), [&](const KeyMatch& other) {
          return other.secret.begin <= match.secret.begin && match.secret.end <= other.secret.end;
        });
        if (!ruled) known.push_back(match);
      });
  std::sort(known.begin(), known.end(),
            [](const KeyMatch& a, const KeyMatch& b) { return a.secret < b.secret; });
  Origin origin;
  const auto first = document.lines.at(span.begin, window.bytes, window.offset);
  const auto last = span.end <= end
                        ? document.lines.at(span.end, window.bytes, window.offset)
                        : LineMap::Position{first.line, first.column + (span.end - span.begin)};
  origin.location = {document.index, span.begin, span.end,   first.line,
                     first.column,   last.line,  last.column};
  origin.excerpt = line_around(window, span, {window.offset, std::max(end, span.end)}, known);
  return origin;
}

void OriginTrace::read_value(const Window& window, std::size_t at, std::uint32_t secret,
                             std::uint64_t end, const OriginDocument& document) {
  const std::uint64_t begin = window.offset + at;
  Origin origin = origin_at(window, {begin, begin + secrets_.secret(secret).size()}, end, document);
  origin.through = printable(held_under(window.bytes, at));
  const std::string_view reason =
      document.first_party ? ignored_on_line_before(window.bytes, at) : std::string_view();
  const std::vector<std::size_t>& findings = wanted_[secret];
  for (const std::size_t finding : findings) {
    add(finding, origin);
    if (!reason.empty()) inline_reasons_.emplace(finding, printable(reason));
  }
  if (!is_env_file(document.uri) || origin.through.size() < kShortestName) return;
  const auto known = std::find_if(names_.begin(), names_.end(),
                                  [&](const Name& one) { return one.text == origin.through; });
  if (known == names_.end() && names_.size() < kMostNames) {
    names_.push_back({origin.through, findings});
  } else if (known != names_.end()) {
    for (const std::size_t finding : findings) {
      if (std::find(known->findings.begin(), known->findings.end(), finding) ==
          known->findings.end())
        known->findings.push_back(finding);
    }
  }
}

void OriginTrace::read_use(const Window& window, std::size_t at, const Name& name,
                           std::uint64_t end, const OriginDocument& document) {
  const std::string_view text = window.bytes;
  std::size_t last = at + name.text.size();
  if (last < text.size() && is_name_char(text[last])) return;
  std::size_t begin = at;
  const bool quoted = begin > 0 && (text[begin - 1] == '"' || text[begin - 1] == '\'');
  if (quoted) --begin;
  if (quoted && begin > 0 && text[begin - 1] == '[') --begin;
  const std::size_t least = at - std::min(at, kLongestChain);
  while (begin > least && is_chain_char(text[begin - 1])) --begin;
  const bool imported = begin == at && imported_from_environment(text, last);
  if (!imported && !reads_environment(text.substr(begin, at - begin))) return;
  if (quoted) last = std::min(last + 2, text.size());
  Origin origin = origin_at(window, {window.offset + begin, window.offset + last}, end, document);
  origin.how = OriginKind::kUse;
  origin.through = printable(text.substr(begin, last - begin));
  for (const std::size_t finding : name.findings) add(finding, origin);
}

void OriginTrace::begin_map(std::uint32_t document, const std::vector<std::string>& sources,
                            MapPlace start) {
  std::vector<std::pair<MapPlace, std::size_t>> wanted;
  for (const auto& [secret, findings] : wanted_) {
    for (const std::size_t finding : findings) {
      const Location& at = findings_[finding].location;
      if (at.document == document) wanted.push_back({{at.line - 1, at.column - 1}, finding});
    }
  }
  std::sort(wanted.begin(), wanted.end());
  std::vector<MapPlace> places;
  map_findings_.clear();
  for (const auto& [place, finding] : wanted) {
    places.push_back(place);
    map_findings_.push_back(finding);
  }
  map_sources_ = sources;
  map_ = std::make_unique<MappingReader>(std::move(places), start);
}

void OriginTrace::end_map() {
  map_->end();
  const std::vector<MappingReader::Original>& originals = map_->originals();
  for (std::size_t i = 0; i < originals.size(); ++i) {
    if (!originals[i].found || originals[i].source >= map_sources_.size()) continue;
    const std::string& source = map_sources_[originals[i].source];
    mapped_[map_findings_[i]] = {source, originals[i].place};
    mapped_into_[source].push_back(map_findings_[i]);
  }
  map_.reset();
}

void OriginTrace::read_mapped(const Window& window, std::uint64_t begin, std::uint64_t end,
                              const OriginDocument& document) {
  const auto place_at = [&](std::uint64_t offset) {
    const auto at = document.lines.at(offset, window.bytes, window.offset);
    return MapPlace{at.line - 1, at.column - 1};
  };
  const auto into = mapped_into_.find(document.uri);
  if (into == mapped_into_.end()) return;
  for (const std::size_t finding : into->second) {
    Mapped& mapped = mapped_[finding];
    if (mapped.read || mapped.source != document.uri) continue;  // a later section leads elsewhere
    if (mapped.place < place_at(begin) || mapped.place >= place_at(end)) continue;
    std::uint64_t low = begin, high = end;  // the first byte that stands at the place or behind it
    while (low < high) {
      const std::uint64_t middle = low + (high - low) / 2;
      if (place_at(middle) < mapped.place)
        low = middle + 1;
      else
        high = middle;
    }
    const std::string_view text = window.bytes;
    const std::size_t at = window.index(low);
    std::size_t last = at;
    while (last < text.size() && last < at + kLongestChain && is_chain_char(text[last])) ++last;
    const std::string_view chain = text.substr(at, last - at);
    const std::size_t name_at = chain.rfind('.') + 1;
    const bool reads = name_at > 0 && reads_environment(chain.substr(0, name_at));
    const std::uint64_t span_end =
        low + (reads ? chain.size() : std::min<std::uint64_t>(1, end - low));
    Origin origin = origin_at(window, {low, span_end}, end, document);
    origin.how = OriginKind::kMapped;
    if (reads) {
      origin.through = printable(chain);
    } else {
      const Span name = assigned_name(text, at);
      origin.through = printable(text.substr(name.begin, name.end - name.begin));
    }
    add(finding, origin);
    mapped.read = true;
  }
}

std::vector<std::string> OriginTrace::finish(const Phrasebook& phrasebook, const Shapes& shapes,
                                             std::vector<DocumentRow>& documents) {
  for (const auto& [finding, mapped] : mapped_) {
    if (mapped.read) continue;
    const std::string uri = secrets_.masked(printable(mapped.source));
    auto row = std::find_if(documents.begin(), documents.end(), [&](const DocumentRow& known) {
      return known.uri == uri && known.role == Role::kOrigin;
    });
    if (row == documents.end()) row = documents.insert(row, {uri, Role::kOrigin, 0});
    Origin origin;
    origin.how = OriginKind::kMapped;
    origin.location.document = static_cast<std::uint32_t>(row - documents.begin());
    origin.location.line = origin.location.end_line = mapped.place.line + 1;
    origin.location.column = origin.location.end_column = mapped.place.column + 1;
    add(finding, origin);
  }
  for (Finding& finding : findings_) {
    settle(finding.original, documents);
    if (finding.original.empty() || finding.exposure != Exposure::kNever ||
        finding.severity == Severity::kNote) {
      continue;
    }
    const Origin *value = first(finding, OriginKind::kValue),
                 *use = first(finding, OriginKind::kUse);
    const Origin* mapped = first(finding, OriginKind::kMapped);
    const bool env = value != nullptr && is_env_file(documents[value->location.document].uri);
    std::string traced;
    std::string_view instead = "instead.source";
    if (env) {
      instead = shapes.is_public_env(value->through) ? "instead.env" : "instead.env_private";
    }
    if (env && use == nullptr && mapped != nullptr && mapped->through.ends_with(value->through))
      use = mapped;
    if (env && use != nullptr) {
      traced = phrasebook.text("trace.env_use", {{"from", place_of(*value, documents)},
                                                 {"name", use->through},
                                                 {"use", place_of(*use, documents)}});
    } else if (env) {
      traced = phrasebook.text("trace.env",
                               {{"from", place_of(*value, documents)}, {"name", value->through}});
    } else {
      const Origin& from = value != nullptr    ? *value
                           : mapped != nullptr ? *mapped
                                               : finding.original.front();
      traced = phrasebook.text("trace.source", {{"from", place_of(from, documents)}});
    }
    finding.message.text += " " + traced + " " + phrasebook.text(instead);
  }
  std::vector<std::string> reasons(findings_.size());
  for (const auto& [finding, reason] : inline_reasons_) reasons[finding] = reason;
  return reasons;
}

}  // namespace stoprule
