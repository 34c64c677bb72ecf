// report.h - the one report. Every surface shows this and nothing else; its JSON form is described
// by report.schema.json beside this file. Nothing in it can hold a secret: excerpts are redacted
// when made.
#pragma once
#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace stoprule {

enum class Level : std::uint8_t { kNone, kProceed, kEvaluate, kStop };  ///< in order of weight
enum class RouteId : std::uint8_t {
  kNone,
  kUnknown,
  kOfficialPlatform,
  kAppAccess,
  kTrialCredit,
  kProviderRoute,
  kUserPays,
  kOpenWeight,
  kCopiedKey,
};
enum class Question : std::uint8_t { kOwner, kPayer, kLimits, kTerms, kSupport };
inline constexpr std::size_t kQuestions = 5;
enum class AnswerState : std::uint8_t { kMissing, kClaimed, kShown, kContradicted };
enum class Severity : std::uint8_t { kNote, kWarning, kError };  ///< SARIF's levels
enum class Exposure : std::uint8_t { kNever, kPublic, kConditional };
enum class Validity : std::uint8_t {
  kPattern,
  kContext,
  kStructure,
  kChecksum,
  kChecksumFailed,
  kExact,  ///< a value that the caller gave
};
enum class ClaimStatus : std::uint8_t { kAsserted, kNegated, kAttributed, kUnrelated };
enum class KeySource : std::uint8_t { kNone, kLiteral, kEnv, kPlaceholder };
enum class Role : std::uint8_t { kOutput, kOrigin };

/// A place in a document. Offsets are bytes; lines end at LF, CRLF or CR; columns count UTF-16
/// units, an invalid UTF-8 sequence as WHATWG decoding replaces it. Lines and columns are 1-based.
struct Location {
  std::uint32_t document = 0;
  std::uint64_t begin = 0, end = 0;
  std::uint64_t line = 1, column = 1;
  std::uint64_t end_line = 1, end_column = 1;
};

/// What a statement rests on: words of a document (`location`), or a row of the registry
/// (`vendor`).
struct Evidence {
  std::string excerpt;  ///< redacted
  std::optional<Location> location;
  std::string vendor;  ///< catalog id; empty for text
  std::string url, as_of;
};

struct Answer {
  AnswerState state = AnswerState::kMissing;
  bool from_registry = false;
  std::vector<Evidence> evidence;
};
using Answers = std::array<Answer, kQuestions>;  ///< indexed by Question

/// A sentence for people: the id is permanent, the text is in the language that was asked for.
struct Message {
  std::string id, text;
};
struct Reason {
  Message message;
  std::vector<Evidence> evidence;
};

struct Verdict {
  Level level = Level::kNone;
  std::vector<Question> blocked_by;
  Message summary;
  std::vector<Reason> because;
  Message next;
};

struct Route {
  RouteId id = RouteId::kUnknown;
  std::string provider;  ///< catalog id, or empty
  std::string name;      ///< the provider's name, or the host
  Level level = Level::kNone;
  std::vector<Question> blocked_by;
  Answers answers;
  std::vector<Evidence> evidence;
};

struct ClaimNeed {
  Question question = Question::kOwner;
  AnswerState state = AnswerState::kMissing;
};
struct Claim {
  std::string type;  ///< "unlimited_use"
  ClaimStatus status = ClaimStatus::kAsserted;
  std::string language;          ///< BCP 47
  std::vector<ClaimNeed> needs;  ///< what would have to be shown, and whether it is
  std::string excerpt;
  Location location;
};

struct Endpoint {
  std::string host;        ///< as written; empty only when host_implied could not be named
  std::uint16_t port = 0;  ///< 0: the scheme's
  std::string path, protocol, model, provider;
  RouteId route = RouteId::kUnknown;
  KeySource key_source = KeySource::kNone;
  std::string key_name;  ///< the variable that the key is read from
  bool in_front_end = false, host_implied = false;
  std::string not_vendor;          ///< catalog id of the vendor whose host this only looks like
  std::vector<Message> conflicts;  ///< what contradicts what
  Location location;
};

enum class OriginKind : std::uint8_t {
  kValue,   ///< the same value stands here
  kMapped,  ///< a source map leads here
  kUse,     ///< the variable that holds it is read here
};

/// Where the value of a finding comes from.
struct Origin {
  OriginKind how = OriginKind::kValue;
  Location location;  ///< without offsets where a source map names a text that it does not hold
  std::string excerpt, through;  ///< "import.meta.env.VITE_OPENAI_KEY"
};

struct Fact {
  std::string name, value;  ///< decoded offline: "account_id", "role", "expires"
};

struct Finding {
  std::string rule_id;  ///< "key/groq-api-key"
  std::string service;  ///< catalog id
  Severity severity = Severity::kError;
  Exposure exposure = Exposure::kNever;
  Validity validity = Validity::kPattern;
  std::string hidden_by;  ///< "base64", "base64 in percent"; empty when it stands in the open
  std::string excerpt;    ///< the key, masked
  std::string context;    ///< the line around it, clipped and masked
  std::string fingerprint;
  Message message;
  std::string sent_to;  ///< host or client that it is used with
  std::vector<Fact> facts;
  Location location;
  std::vector<Origin> original;
};

struct Suppressed {
  Finding finding;
  std::string by, reason;  ///< "baseline", "inline", "config"
};

struct Diagnosis {
  std::string id;  ///< "insufficient_quota"
  std::string
      owner;  ///< the limit's owner: billing, credit, usage_limit, rate_limit, model_access, ...
  std::string vendor;
  Message text, fix;
  Location location;
};

struct Step {
  Message message;
  std::string url, command;
};

/// What was not read, and why; never silent.
struct Incomplete {
  Message message;
  std::uint32_t document = 0;
  std::uint64_t read = 0, left = 0;  ///< bytes; of findings, claims and endpoints how many
};

struct DocumentRow {
  std::string uri;
  Role role = Role::kOutput;
  std::uint64_t bytes = 0;
};

struct Report {
  bool keys_only = false;  ///< a scan: formats for people leave the route out; not in JSON
  std::string catalog_digest, catalog_as_of;
  std::string language = "en";
  std::vector<DocumentRow> documents;
  Verdict verdict;
  RouteId route = RouteId::kNone;
  std::vector<Route> routes;
  Answers answers;
  std::vector<Claim> claims;
  std::vector<Endpoint> endpoints;
  std::vector<Finding> findings;  ///< sorted by document, begin, rule
  std::vector<Diagnosis> diagnoses;
  std::vector<Step> checks, remediation;
  std::vector<Suppressed> suppressed;
  std::vector<Incomplete> incomplete;
};

}  // namespace stoprule
