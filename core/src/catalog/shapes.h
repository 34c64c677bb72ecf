// shapes.h - how real tools spell base URL, key, model and provider (core/data/shapes.json), and
// which model names are open-weight (core/data/models.json). core/data/README.md says how each list
// is compared.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "catalog/json.h"

namespace stoprule {

enum class Meaning : std::uint8_t {
  kNone,
  kBaseUrl,
  kApiKey,
  kKeyName,      ///< the value names the variable that holds the key
  kBaseUrlName,  ///< the same for the base URL
  kModel,
  kProvider,
  kProtocol,
  kRegion,    ///< fills the `*` of a cloud's host
  kResource,  ///< the label before a cloud's suffix
  kSwitch,    ///< set on, it chooses a vendor: CLAUDE_CODE_USE_BEDROCK
};

struct FieldNames {
  Meaning means = Meaning::kNone;
  std::vector<std::string_view> strong, weak;
};
struct NameEndings {
  Meaning means = Meaning::kNone;
  std::vector<std::string_view> ends;
};
struct NamePrefix {
  std::string_view begins, vendor;
  bool compatible = false;  ///< a base URL beside it decides, not the name
};
struct ClientCalls {
  std::string_view vendor;
  std::vector<std::string_view> calls;
};
/// Calls and objects in which a model's name begins with its provider: "bedrock/claude…".
struct PrefixedModels {
  std::vector<std::string_view> in;  ///< folded
  std::string_view vendor;           ///< whose gateway takes it; empty: the provider that is named
};
struct PathProtocol {
  std::string_view path, protocol;
};
struct KeyHeader {
  std::string_view header, scheme, vendor;  ///< lower-case
};
enum class MarkPlace : std::uint8_t { kSuffix, kPath, kCode };
struct SideMark {
  MarkPlace where = MarkPlace::kSuffix;
  std::string_view text;
  bool proves = false;
};
struct Reference {
  std::string_view open, close;
};

struct Shapes {
  std::vector<FieldNames> fields;
  std::vector<NameEndings> endings;
  std::vector<NamePrefix> prefixes;
  std::vector<std::string_view> generic;  ///< stems that name no vendor: "llm"
  std::vector<std::string_view> holders;  ///< objects that have settings and name no vendor: "self"
  std::vector<ClientCalls> clients;
  std::vector<std::string_view> frameworks;
  std::vector<PrefixedModels> prefixed_models;
  std::vector<PathProtocol> paths;
  std::vector<KeyHeader> key_headers;
  std::vector<std::string_view> key_queries;
  std::vector<std::string_view> address_words;  ///< lower-case; a base URL follows them in prose
  std::vector<std::string_view> public_env;
  std::vector<SideMark> front_end, server;
  std::vector<std::string_view> placeholders, placeholder_parts;
  std::uint32_t placeholder_repeated = 0;
  std::vector<Reference> references;

  /// Whether a build hands what a variable of this name holds to everybody.
  bool is_public_env(std::string_view name) const;
};

struct Models {
  std::vector<std::string_view> makers, open, closed;
  bool sized_is_open = false;  ///< a parameter count in an unknown name says open
};
enum class Weights : std::uint8_t { kUnknown, kOpen, kClosed };

void load_shapes(JsonObject& json, Shapes& shapes);
void load_models(JsonObject& json, Models& models);

/// Whether the weights of the model that `name` names are published.
Weights weights_of(const Models& models, std::string_view name);

/// `name` as the lists compare it: lower case (ASCII), without "-", "_", "." and spaces.
std::string fold_name(std::string_view name);

template <class A>
void describe(A& archive, FieldNames& names) {
  archive(names.means, names.strong, names.weak);
}
template <class A>
void describe(A& archive, NameEndings& endings) {
  archive(endings.means, endings.ends);
}
template <class A>
void describe(A& archive, NamePrefix& prefix) {
  archive(prefix.begins, prefix.vendor, prefix.compatible);
}
template <class A>
void describe(A& archive, ClientCalls& client) {
  archive(client.vendor, client.calls);
}
template <class A>
void describe(A& archive, PrefixedModels& models) {
  archive(models.in, models.vendor);
}
template <class A>
void describe(A& archive, PathProtocol& path) {
  archive(path.path, path.protocol);
}
template <class A>
void describe(A& archive, KeyHeader& header) {
  archive(header.header, header.scheme, header.vendor);
}
template <class A>
void describe(A& archive, SideMark& mark) {
  archive(mark.where, mark.text, mark.proves);
}
template <class A>
void describe(A& archive, Reference& reference) {
  archive(reference.open, reference.close);
}
template <class A>
void describe(A& archive, Shapes& shapes) {
  archive(shapes.fields, shapes.endings, shapes.prefixes, shapes.generic, shapes.holders,
          shapes.clients, shapes.frameworks, shapes.prefixed_models, shapes.paths,
          shapes.key_headers, shapes.key_queries, shapes.address_words, shapes.public_env,
          shapes.front_end, shapes.server, shapes.placeholders, shapes.placeholder_parts,
          shapes.placeholder_repeated, shapes.references);
}
template <class A>
void describe(A& archive, Models& models) {
  archive(models.makers, models.open, models.closed, models.sized_is_open);
}

}  // namespace stoprule
