// stoprule.h - the whole public interface. Pure functions of their inputs: no files, network,
// clock, output or exceptions. Surfaces (CLI, plugin, page, extension) collect documents, feed them
// to an Audit, and show the report that comes back.
//
//   Audit audit = std::move(*Audit::open(Catalog::builtin(), {}));
//   (void)audit.begin({.uri = "offer.md"});
//   (void)audit.feed(text);
//   (void)audit.end();
//   std::string json = *render(*audit.finish(), "json");
#pragma once
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "stoprule/report.h"
#include "stoprule/result.h"

namespace stoprule {

struct CatalogData;
class KeyIndex;
class KeyMatcher;
class WordIndex;

/// Vendors, rules and phrases, checked and immutable. Cheap to copy, safe to share between threads.
class Catalog {
 public:
  static const Catalog& builtin();  ///< core/data, embedded
  explicit Catalog(std::shared_ptr<const CatalogData> data);

  /// Adds one vendor file's worth of user rules (the schema of core/data/README.md).
  /// kData with the place in `name` where the text breaks the schema.
  Result<Catalog> with(std::string_view name, std::string_view vendor_json) const;

  std::string_view digest() const;  ///< "sha256:" and 64 hex digits, of the data
  std::string_view as_of() const;   ///< YYYY-MM-DD, the newest row's
  const CatalogData& data() const { return *data_; }
  const KeyIndex& index() const;
  const KeyMatcher& matcher() const;
  const WordIndex& words() const;

 private:
  struct Derived;
  std::shared_ptr<const CatalogData> data_;
  std::shared_ptr<const Derived> derived_;
};

enum class Mode : std::uint8_t {
  kAudit,  ///< everything: keys, endpoints, claims, answers, routes, verdict
  kScan,   ///< keys and where they go; streams, whatever the size
};

enum class DocumentKind : std::uint8_t {
  kAuto,      ///< from the name, then from the first bytes
  kText,      ///< prose, configuration, source code
  kScript,    ///< what a front-end build puts out
  kMappings,  ///< the `mappings` of a source map of an output that was read before
};

struct DocumentInfo {
  std::string uri = {};  ///< relative, POSIX form; shown, never opened
  Role role = Role::kOutput;
  DocumentKind kind = DocumentKind::kAuto;
  bool local = false;  ///< git-ignored or outside a repository: a literal key here is a warning
  bool first_party = false;  ///< a source of the caller's own: its inline markers count
  /// Bytes that are not fed, since another instance found nothing in them.
  std::uint64_t clean_bytes = 0;
  /// Of mappings: the output's and the sources' uris, and where a section of an indexed map begins
  /// (0-based).
  std::string maps = {};
  std::vector<std::string> sources = {};
  std::uint64_t from_line = 0, from_column = 0;
};

/// A limit that was hit is named in Report::incomplete, with what was read and what is left.
struct Limits {
  std::uint64_t text_bytes = 16u << 20;         ///< of one document, for routes, claims and configs
  std::uint64_t total_text_bytes = 256u << 20;  ///< of all documents, for the same
  std::uint64_t findings = 10000;               ///< of one report
  std::uint64_t claims = 2000;                  ///< of one report
  std::uint64_t endpoints = 2000;               ///< of one report
  std::uint64_t decode_depth = 4;               ///< encodings inside encodings
  std::uint64_t decoded_bytes = 64u << 20;      ///< made by decoders, of one document
};

/// A file of the user's own rules, in the schema of core/data/README.md (one vendor).
struct UserRules {
  std::string name;  ///< shown in errors
  std::string text;
};

/// A value that the caller knows to be secret: looked for exactly, and as encoded.
struct OwnSecret {
  std::string name, value, file;  ///< "STRIPE_KEY", and where it was read, for people
};

/// Findings that somebody answers for. What is empty covers everything; one of rule, path and
/// fingerprint is not.
struct Ignore {
  std::string rule, path, fingerprint;  ///< path: a pattern, as path_matches() reads it
  std::string reason;                   ///< required
  std::string until;                    ///< YYYY-MM-DD, the last day; empty: for good
};

struct Options {
  Mode mode = Mode::kAudit;
  std::string language = "en";        ///< of messages; falls back to English
  std::string today;                  ///< YYYY-MM-DD; empty: age and expiry are not judged
  std::string fingerprint_key;        ///< at least 32 bytes, or empty
  std::vector<std::string> baseline;  ///< known fingerprints: their findings are suppressed
  std::vector<UserRules> rules;
  std::vector<OwnSecret> secrets;
  std::vector<Ignore> ignores;
  Limits limits = {};
};

/// The options' JSON form, used by every surface, with the names above:
/// {"mode":"scan","language":"zh","rules":[{"name":"mine.json","text":"{...}"}],"limits":{"findings":100}}.
/// kUsage for an unknown name or a value out of range.
Result<Options> parse_options(std::string_view json);
/// {"uri":"a.js","role":"origin","kind":"script","local":true}
Result<DocumentInfo> parse_document_info(std::string_view json);

/// A question to explain() or choose(): {"id":"claim/no_ban","language":"zh"},
/// {"answers":{...},"language":"zh"}.
struct Query {
  std::string id, answers, language;  ///< answers: JSON text
};
Result<Query> parse_query(std::string_view json);

/// A line of --ndjson: {"id":1,"text":"...","uri":"a.md"}. On an error `id` still holds what could
/// be read.
struct Line {
  std::string id = "null";  ///< JSON text
  std::string text, uri;
};
Status parse_line(std::string_view json, Line& line);
/// {"error":{"code":"usage","where":"...","message":"..."}}
std::string render_error(const Error& error);

/// One run over some documents. Not thread-safe; make one a thread.
class Audit {
 public:
  /// kUsage for a fingerprint key that is too short or a baseline made in another mode; kData for
  /// user rules.
  static Result<Audit> open(const Catalog& catalog, Options options);
  ~Audit();
  Audit(Audit&&) noexcept;
  Audit& operator=(Audit&&) noexcept;

  /// Documents one after another: begin, any number of feeds, end. However a document is cut into
  /// pieces, the report is the same. kState when called out of order.
  Status begin(DocumentInfo info);
  Status feed(std::string_view bytes);  ///< not kept after the call unless it must be
  Status end();
  /// Keys found so far, those of outputs only: what origins are worth reading for.
  std::uint64_t found() const;

  Result<Report> finish();  ///< once, after the last end()

 private:
  struct State;
  explicit Audit(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

std::span<const std::string_view>
formats();  ///< "json", "pretty", "sarif", "junit", "github", "markdown"
/// kUsage for an unknown format. JSON is one line without a newline at its end.
Result<std::string> render(const Report& report, std::string_view format);

/// What a rule, claim, route, check or vendor means and where that comes from, as JSON; kUsage if
/// unknown.
Result<std::string> explain(const Catalog& catalog, std::string_view id, std::string_view language);
/// The guided choice "which route do I need": answers so far as JSON in, next question or route as
/// JSON out.
Result<std::string> choose(const Catalog& catalog, std::string_view answers_json,
                           std::string_view language);

std::string_view version();

}  // namespace stoprule
