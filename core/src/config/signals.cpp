#include "config/signals.h"

#include <algorithm>

#include "config/url.h"
#include "text/characters.h"

namespace stoprule {
namespace {

constexpr std::uint32_t kNone = UINT32_MAX;
constexpr int kHops = 3;  // variables that are set from variables

bool is_variable_name(std::string_view name) {
  return !name.empty() && name.size() <= 64 && !is_digit(name[0]) &&
         std::all_of(name.begin(), name.end(),
                     [](char c) { return is_alnum(c) || c == '_' || c == '.' || c == '$'; });
}

// `{…}` or `[{…}]`: what it holds has names of its own.
bool is_object(std::string_view value) {
  const std::size_t first = value.find_first_not_of("[@ \t\r\n");
  return first != std::string_view::npos && value[first] == '{' && !value.starts_with("{env:") &&
         !value.starts_with("{{");
}

std::string_view after_dot(std::string_view name) {
  while (name.starts_with('$')) name.remove_prefix(1);
  return name.substr(name.rfind('.') + 1);
}

}  // namespace

SignalIndex::SignalIndex(const CatalogData& catalog, const NameReader& names,
                         std::string_view bytes, const Outline& outline)
    : catalog_(catalog), names_(names), bytes_(bytes), outline_(outline) {
  // Parents come before their children, so one pass settles what is inherited.
  blocks_.resize(outline.groups.size());
  for (std::uint32_t i = 0; i < outline.groups.size(); ++i) {
    blocks_[i] =
        outline.groups[i].kind == GroupKind::kBlock ? i : blocks_[outline.groups[i].parent];
  }
  find_clients();
  for (std::size_t i = 0; i < outline.fields.size(); ++i) {
    if (!add_pair(i)) add(outline.fields[i]);
  }
  std::stable_sort(signals_.begin(), signals_.end(), [](const Signal& a, const Signal& b) {
    return a.field.value.begin < b.field.value.begin;
  });
}

void SignalIndex::find_clients() {
  group_clients_.assign(outline_.groups.size(), kNone);
  for (std::uint32_t i = 0; i < outline_.groups.size(); ++i) {
    const Group& group = outline_.groups[i];
    if (group.kind == GroupKind::kCall) {
      const std::string_view vendor = names_.client_of(text(group.label));
      if (!vendor.empty()) {
        group_clients_[i] = static_cast<std::uint32_t>(clients_.size());
        clients_.push_back({i, vendor, group.label});
        continue;
      }
    }
    if (group.kind != GroupKind::kBlock) group_clients_[i] = group_clients_[group.parent];
  }
}

void SignalIndex::add(const Field& field) {
  if (field.name.empty()) return add_argument(field);
  NameMeaning meaning = names_.read(text(field.name));
  if (meaning.means != Meaning::kNone) {
    // A "type" may be anything's.
    const bool says = meaning.means != Meaning::kProvider || meaning.strong ||
                      !names_.provider_of(text(field.value)).empty();
    if (says && (meaning.means == Meaning::kBaseUrl || !is_object(text(field.value))))
      add(field, std::move(meaning));
  } else if (!add_assignment(field)) {
    add_inner(field);
  }
}

// openai("gpt-4o"), init_chat_model("gpt-4o", …), new OpenAIApi(settings, "https://…/v1"): what an
// argument without a name is, it says itself.
void SignalIndex::add_argument(const Field& field) {
  constexpr std::size_t kShortest = 2, kLongest = 96;
  const Group& call = outline_.groups[field.group];
  const std::string_view value = text(field.value);
  if (!field.quoted || call.kind != GroupKind::kCall || value.size() < kShortest ||
      value.size() > kLongest || value.find(' ') != std::string_view::npos)
    return;
  NameMeaning meaning;
  meaning.strong = true;
  const std::uint32_t client = group_clients_[field.group];
  const bool direct = client != kNone && clients_[client].group == field.group;
  if (starts_url(value, 0)) {
    const std::string_view last = value.substr(value.rfind('/') + 1);
    const bool file = value.rfind('/') > 8 && last.find('.') != std::string_view::npos;
    meaning.means = direct && !file ? Meaning::kBaseUrl : Meaning::kNone;
  } else {
    const std::string_view callee = after_dot(text(call.label));
    const std::string_view vendor = direct ? std::string_view() : names_.vendor_of(callee);
    if (!direct && vendor.empty() && !takes_model(callee)) return;
    // GEMINI_API_KEY is a variable, whatever it begins with.
    const bool named = std::any_of(value.begin(), value.end(),
                                   [](char c) { return is_letter(c) && !is_upper(c); });
    if (!named ||
        weights_of(catalog_.models, value.substr(value.find(':') + 1)) == Weights::kUnknown)
      return;
    meaning.means = Meaning::kModel;
    if (!vendor.empty()) {
      group_clients_[field.group] = static_cast<std::uint32_t>(clients_.size());
      clients_.push_back({field.group, vendor, call.label});
    }
  }
  if (meaning.means != Meaning::kNone) add(field, std::move(meaning));
}

// A call of a framework that takes a model's name: init_chat_model("openai:gpt-4o").
bool SignalIndex::takes_model(std::string_view callee) const {
  const std::string folded = fold_name(callee);
  return std::any_of(catalog_.shapes.prefixed_models.begin(), catalog_.shapes.prefixed_models.end(),
                     [&](const PrefixedModels& known) {
                       return std::find(known.in.begin(), known.in.end(), folded) != known.in.end();
                     });
}

// Environment="NAME=value", --set openai.apiKey=value: the name stands in the value.
bool SignalIndex::add_assignment(const Field& field) {
  constexpr std::size_t kLongestName = 64;
  if (field.code && !field.quoted) return false;
  const std::string_view value = text(field.value);
  const std::size_t sign = value.substr(0, kLongestName).find('=');
  if (sign == std::string_view::npos || sign == 0) return false;
  const std::string_view name = value.substr(0, sign);
  if (!std::all_of(name.begin(), name.end(),
                   [](char c) { return is_alnum(c) || c == '_' || c == '.' || c == '-'; }))
    return false;
  NameMeaning meaning = names_.read(name);
  if (meaning.means == Meaning::kNone || !meaning.strong) return false;
  Field inner = field;
  inner.name = {field.value.begin, field.value.begin + sign};
  inner.value.begin += sign + 1;
  add(inner, std::move(meaning));
  return true;
}

// "model": {"provider": "openai", "name": "gpt-4o"}: the object's name says what its own is.
void SignalIndex::add_inner(const Field& field) {
  const std::string_view name = text(field.name);
  if (name != "name" && name != "id" && name != "value" && name != "default") return;
  const Group& around = outline_.groups[field.group];
  if (around.kind != GroupKind::kObject || around.label.empty()) return;
  NameMeaning meaning = names_.read(text(around.label));
  if (meaning.means == Meaning::kModel && meaning.strong) add(field, std::move(meaning));
}

void SignalIndex::add(const Field& field, NameMeaning meaning) {
  Signal signal;
  signal.field = field;
  signal.name = std::move(meaning);
  signal.client = group_clients_[field.group];
  // A section or an object named after a vendor names it: [openai], spring.ai.openai.
  std::uint32_t group = field.group;
  for (int level = 0; level < 4 && signal.name.vendor.empty(); ++level) {
    const Group& around = outline_.groups[group];
    if (around.kind != GroupKind::kObject) break;
    const std::string_view label = text(around.label);
    signal.name.vendor = names_.vendor_of(label);
    if (signal.name.vendor.empty()) signal.name.vendor = names_.vendor_of(after_dot(label));
    group = around.parent;
    if (!signal.name.vendor.empty()) {
      signal.name.compatible = true;
      if (signal.name.stem.empty()) signal.name.stem = fold_name(after_dot(label));
    }
  }
  signals_.push_back(std::move(signal));
}

// {"name": "OPENAI_API_KEY", "value": "..."}, {"key": "Authorization", "value": "Bearer ..."}, and
// Kubernetes' valueFrom.
bool SignalIndex::add_pair(std::size_t index) {
  const Field& first = outline_.fields[index];
  const std::string_view label = text(first.name);
  if (label != "name" && label != "key" && label != "Name" && label != "Key") return false;
  if (index + 1 >= outline_.fields.size() || first.value.end - first.value.begin > 128)
    return false;
  const Field& second = outline_.fields[index + 1];
  Field pair = second;
  pair.name = first.value;
  pair.group = outline_.groups[first.group].parent;
  if (second.group == first.group) {
    const std::string_view value = text(second.name);
    if (value != "value" && value != "Value") return false;
    add(pair);
    return true;
  }
  std::uint32_t group = second.group;
  for (int level = 0; level < 3; ++level) {
    const Group& around = outline_.groups[group];
    if (around.parent == first.group && text(around.label) == "valueFrom") {
      pair.value = around.label;
      const std::size_t before = signals_.size();
      add(pair);
      if (signals_.size() > before) signals_.back().from_store = true;
      return true;
    }
    if (around.kind == GroupKind::kBlock) break;
    group = around.parent;
  }
  return false;
}

int SignalIndex::relation(std::uint32_t a, std::uint32_t b) const {
  if (a == b) return outline_.groups[a].kind == GroupKind::kBlock ? kFlat : 0;
  if (blocks_[a] != blocks_[b]) return kElsewhere;
  // Later groups can't be around earlier ones: climb from the later of both until they meet.
  int steps = 0;
  std::uint32_t from = a, to = b;
  bool climbed_a = false, climbed_b = false;
  while (from != to && steps < 12) {
    if (from > to) {
      from = outline_.groups[from].parent;
      climbed_a = true;
    } else {
      to = outline_.groups[to].parent;
      climbed_b = true;
    }
    ++steps;
  }
  if (from != to) return kApart;
  const bool block = outline_.groups[from].kind == GroupKind::kBlock;
  if (!climbed_a || !climbed_b) return block ? kFlat + 1 : std::min(steps, 3);
  return block ? kApart : std::min(2 + steps, kFlat - 1);
}

const ClientCall* SignalIndex::client_of(std::uint32_t group) const {
  const std::uint32_t client = group_clients_[group];
  return client == kNone ? nullptr : &clients_[client];
}

const Field* SignalIndex::variable(std::string_view name, std::uint64_t before) const {
  if (!has_variables_) {
    for (std::uint32_t i = 0; i < outline_.fields.size(); ++i) {
      const std::string_view written = after_dot(text(outline_.fields[i].name));
      if (is_variable_name(written)) variables_.emplace_back(written, i);
    }
    std::sort(variables_.begin(), variables_.end(), [&](const auto& a, const auto& b) {
      if (a.first != b.first) return a.first < b.first;
      return outline_.fields[a.second].value.begin < outline_.fields[b.second].value.begin;
    });
    has_variables_ = true;
  }
  const auto after =
      std::partition_point(variables_.begin(), variables_.end(), [&](const auto& entry) {
        return entry.first < name ||
               (entry.first == name && outline_.fields[entry.second].value.end < before);
      });
  if (after == variables_.begin() || std::prev(after)->first != name) return nullptr;
  return &outline_.fields[std::prev(after)->second];
}

Field SignalIndex::resolved(Field field) const {
  for (int hop = 0; hop < kHops && !field.quoted && field.code; ++hop) {
    const std::string_view value = text(field.value);
    if (!is_variable_name(value)) break;
    const Field* set = variable(after_dot(value), field.value.begin);
    if (set == nullptr || set->value.begin == field.value.begin) break;
    field.value = set->value;
    field.quoted = set->quoted;
    field.code = set->code;
  }
  return field;
}

KeyValue SignalIndex::key(const Signal& signal) const {
  KeyValue key;
  if (signal.from_store) {
    key.source = KeySource::kEnv;
    key.name = text(signal.field.name);
    return key;
  }
  Field field = resolved(signal.field);
  for (int hop = 0; hop < kHops; ++hop) {
    key = read_key_value(catalog_.shapes, bytes_, field.value, field.code && !field.quoted);
    if (!key.names_variable) break;
    const Field* set = variable(after_dot(key.name), field.value.begin);
    if (set == nullptr || set->value.begin >= field.value.begin) break;
    const Field next = resolved(*set);
    const KeyValue through =
        read_key_value(catalog_.shapes, bytes_, next.value, next.code && !next.quoted);
    if (through.source == KeySource::kNone) break;
    field = next;
  }
  // A value that only repeats its own name is a placeholder.
  if (key.source == KeySource::kLiteral &&
      fold_name(text(key.span)) == fold_name(text(signal.field.name))) {
    key = {};
    key.source = KeySource::kPlaceholder;
  }
  return key;
}

std::size_t SignalIndex::at(std::uint64_t offset) const {
  const auto found =
      std::lower_bound(signals_.begin(), signals_.end(), offset,
                       [](const Signal& a, std::uint64_t b) { return a.field.value.begin < b; });
  return static_cast<std::size_t>(found - signals_.begin());
}

}  // namespace stoprule
