#include "config/attach.h"

#include "config/front_end.h"
#include "text/characters.h"

namespace stoprule {
namespace {

// "/v1beta/models/gemini-…:generateContent", "/openai/deployments/…"
std::string model_in_path(std::string_view path) {
  const std::size_t at = path.find("/models/");
  if (at == std::string_view::npos) return {};
  const std::string_view rest = path.substr(at + 8);
  const std::string_view model = rest.substr(0, rest.find_first_of(":/?"));
  return model.find_first_of("{$<") == std::string_view::npos ? std::string(model) : std::string();
}

// new OpenAI("…"), AddOpenAIChatCompletion("gpt-…", apiKey): the first argument that can be a key.
KeyValue positional_key(const Surroundings& around, std::uint32_t group) {
  for (const std::uint32_t index : around.arguments_of(group)) {
    const Field& field = around.outline().fields[index];
    if (starts_url(around.bytes(), field.value.begin)) continue;
    // An object or a list holds settings, which have names of their own.
    const std::string_view written = around.text(field.value);
    if (!field.quoted && (written.starts_with('{') || written.starts_with('['))) continue;
    KeyValue key =
        read_key_value(around.catalog().shapes, around.bytes(), field.value, !field.quoted);
    const bool model =
        field.quoted && weights_of(around.catalog().models, written) != Weights::kUnknown;
    const bool plausible = key.source == KeySource::kEnv || key.source == KeySource::kLiteral ||
                           written.starts_with("sk-");
    if (plausible && !model) return key;
  }
  return {};
}

}  // namespace

bool has_positional_key(const Surroundings& around, std::uint32_t group) {
  const KeyValue key = positional_key(around, group);
  return key.source == KeySource::kLiteral ||
         (key.source == KeySource::kEnv && !key.names_variable);
}

std::string model_beside(const Surroundings& around, const EndpointDraft& draft) {
  const Signal* model =
      around.nearest(draft, Meaning::kModel, draft.hit.configured ? SignalIndex::kApart : 1);
  if (model == nullptr) return {};
  const Field field = around.signals().resolved(model->field);
  std::string_view value = around.text(field.value);
  if (field.code && !field.quoted) {
    const std::size_t quote = value.find_first_of("\"'");
    if (quote == std::string_view::npos) return {};
    value = value.substr(quote + 1, value.find(value[quote], quote + 1) - quote - 1);
  }
  while (!value.empty() &&
         (value.front() == '`' || value.front() == '*' || is_blank(value.front())))
    value.remove_prefix(1);
  value = value.substr(0, value.find_first_of("`,*\r\n"));
  while (!value.empty() && is_blank(value.back())) value.remove_suffix(1);
  const bool plain = !value.empty() && value.size() <= kLongestModel &&
                     value.find_first_of("<{[($ ") == std::string_view::npos;
  return plain ? std::string(value) : std::string();
}

Attacher::Attacher(const Surroundings& around, std::string_view uri)
    : around_(around), uri_(uri), used_(around.signals().all().size()) {}

void Attacher::attach(EndpointDraft& draft) {
  EndpointHit& hit = draft.hit;
  const int farthest = hit.configured ? SignalIndex::kApart : 1;
  const Signal* key =
      draft.key != nullptr ? draft.key : around_.nearest(draft, Meaning::kApiKey, farthest);
  if (hit.key_in_url) key = nullptr;
  if (key != nullptr) {
    const KeyValue value = around_.signals().key(*key);
    hit.key_source = value.source;
    hit.key = value.span;
    hit.key_name =
        value.source == KeySource::kEnv ? value.name : std::string(around_.text(key->field.name));
    hit.in_front_end =
        hit.in_front_end || key->name.is_public || around_.names().is_public(value.name);
    used_[static_cast<std::size_t>(key - around_.signals().all().data())] = true;
  } else if (const Signal* name = around_.nearest(draft, Meaning::kKeyName, 1)) {
    hit.key_source = KeySource::kEnv;
    hit.key_name = around_.text(name->field.value);
  } else if (around_.signals().client_of(draft.group) != nullptr && !hit.key_in_url) {
    const KeyValue value = positional_key(around_, draft.group);
    hit.key_source = value.source;
    hit.key = value.span;
    hit.key_name = value.name;
  }
  if (hit.model.empty()) hit.model = model_beside(around_, draft);
  if (hit.model.empty()) hit.model = model_in_path(hit.path);
  if (const Signal* provider = around_.nearest(draft, Meaning::kProvider, 1);
      provider != nullptr && hit.vendor.empty()) {
    hit.vendor = around_.names().provider_of(around_.text(provider->field.value));
    hit.compatible = true;
  }
  if (hit.configured && !hit.in_front_end) hit.in_front_end = is_front_end(draft.group);
}

bool Attacher::is_front_end(std::uint32_t group) {
  const std::size_t index = around_.block_index(group);
  const Block& block = around_.blocks()[index];
  if (block.syntax == Syntax::kYaml || block.syntax == Syntax::kToml) return false;
  if (front_ends_.empty()) front_ends_.resize(around_.blocks().size());
  std::optional<bool>& known = front_ends_[index];
  if (!known)
    known = runs_in_browser(around_.catalog().shapes, uri_, block.tag, around_.text(block.span));
  return *known;
}

}  // namespace stoprule
