#include "config/implied.h"

#include <algorithm>

#include "config/attach.h"
#include "text/characters.h"

namespace stoprule {

ImpliedEndpoints::ImpliedEndpoints(const Surroundings& around, WrittenEndpoints& written)
    : around_(around), written_(written) {
  note_bases();
}

// The vendor's own first host; empty where it has none that can be named.
void ImpliedEndpoints::imply(std::string_view id, EndpointDraft& draft) const {
  draft.hit.vendor = id;
  draft.hit.host_implied = true;
  draft.hit.configured = true;
  draft.owner = id;
  const Vendor* vendor = around_.catalog().vendor(id);
  if (vendor == nullptr || vendor->hosts.empty()) return;
  const VendorHost& host = vendor->hosts.front();
  if (host.suffix || host.host.find('*') != std::string_view::npos) return fill_host(host, draft);
  draft.hit.host = host.host;
  draft.hit.port = host.port;
  draft.hit.path = host.path.find('*') == std::string_view::npos ? host.path : std::string_view();
}

// A cloud's customer has a host by region or by resource: where the text tells which, it is named.
void ImpliedEndpoints::fill_host(const VendorHost& host, EndpointDraft& draft) const {
  constexpr std::size_t kLongestPart = 40;
  const Signal* part = around_.nearest(draft, host.suffix ? Meaning::kResource : Meaning::kRegion,
                                       SignalIndex::kApart);
  if (part == nullptr) return;
  const std::string_view value = around_.text(around_.signals().resolved(part->field).value);
  const bool plain =
      !value.empty() && value.size() <= kLongestPart &&
      std::all_of(value.begin(), value.end(), [](char c) { return is_alnum(c) || c == '-'; });
  if (!plain) return;
  const std::string label = lowered(value);
  draft.hit.host = host.host;
  if (host.suffix) {
    draft.hit.host.insert(0, label + ".");
  } else {
    draft.hit.host.replace(host.host.find('*'), 1, label);
  }
}

// Whether a vendor's default can be named; each customer of a cloud has a host of their own.
bool ImpliedEndpoints::has_first_host(std::string_view id) const {
  const Vendor* vendor = around_.catalog().vendor(id);
  return vendor == nullptr || vendor->hosts.empty() ||
         (!vendor->hosts.front().suffix &&
          vendor->hosts.front().host.find('*') == std::string_view::npos);
}

// Where base URLs were given: by block and vendor outside of client calls, by vendor, and by
// group.
void ImpliedEndpoints::note_bases() {
  given_.assign(around_.outline().groups.size(), false);
  for (std::size_t i = 0; i < written_.drafts.size(); ++i) {
    const EndpointDraft& draft = written_.drafts[i];
    if (!draft.has_base) continue;
    given_[draft.group] = true;
    given_[around_.group(draft.group).parent] = true;
    if (!draft.hit.configured) continue;
    based_vendors_.insert(draft.hit.vendor);
    if (around_.signals().client_of(draft.group) == nullptr) {
      block_bases_.try_emplace({around_.signals().block_of(draft.group), draft.hit.vendor}, i);
    }
  }
}

bool ImpliedEndpoints::is_cloud(std::string_view id) const {
  const Vendor* vendor = around_.catalog().vendor(id);
  return vendor != nullptr && vendor->kind == VendorKind::kCloudPlatform;
}

// `openai.chat.completions.create(…)` asks a module's own client, or one of that name that the
// text makes itself: then the call that makes it is the endpoint.
bool ImpliedEndpoints::asks_made_client(const ClientCall& client) const {
  const auto asks = [&](const ClientCall& one) {
    return around_.text(one.callee).ends_with(".create");
  };
  const std::vector<ClientCall>& clients = around_.signals().clients();
  return asks(client) && std::any_of(clients.begin(), clients.end(), [&](const ClientCall& other) {
           return other.vendor == client.vendor && !asks(other);
         });
}

void ImpliedEndpoints::add_clients() {
  const std::vector<ClientCall>& clients = around_.signals().clients();
  for (std::size_t i = 0; i < clients.size(); ++i) {
    const ClientCall& client = clients[i];
    // A base URL that is set elsewhere: known only where all of the vendor's hosts are of one
    // kind.
    if (written_.client_has_base[i] &&
        (written_.client_told_base[i] || has_first_host(client.vendor)))
      continue;
    if (asks_made_client(client)) continue;
    EndpointDraft draft;
    draft.group = client.group;
    draft.at = client.callee.end;
    draft.stem = fold_name(client.vendor);
    imply(client.vendor, draft);
    draft.hit.location = client.callee;
    draft.hit.compatible = true;
    const auto stands = [&](Meaning means) { return around_.nearest(draft, means, 3) != nullptr; };
    const bool argued = stands(Meaning::kApiKey) || stands(Meaning::kModel) ||
                        (is_cloud(client.vendor) && stands(Meaning::kRegion)) ||
                        has_positional_key(around_, draft.group);
    if (!argued && !imports(client.vendor)) continue;
    // openai.api_base = … in the same block: the client goes there.
    if (EndpointDraft* base = base_in_block(client)) {
      if (base->hit.model.empty()) base->hit.model = model_beside(around_, draft);
      continue;
    }
    written_.drafts.push_back(std::move(draft));
  }
}

EndpointDraft* ImpliedEndpoints::base_in_block(const ClientCall& client) {
  const auto found =
      block_bases_.find({around_.signals().block_of(client.group), std::string(client.vendor)});
  return found == block_bases_.end() ? nullptr : &written_.drafts[found->second];
}

// A package of the vendor, or of a framework, is named in the text; looked for once a vendor.
bool ImpliedEndpoints::imports(std::string_view id) {
  const auto [known, fresh] = imports_.try_emplace(id, false);
  if (!fresh) return known->second;
  const Vendor* vendor = around_.catalog().vendor(id);
  const auto named = [&](std::string_view package) {
    return around_.bytes().find(package) != std::string_view::npos;
  };
  known->second =
      (vendor != nullptr && std::any_of(vendor->sdk.begin(), vendor->sdk.end(), named)) ||
      std::any_of(around_.catalog().shapes.frameworks.begin(),
                  around_.catalog().shapes.frameworks.end(), named);
  return known->second;
}

void ImpliedEndpoints::add_providers() {
  for (const Signal& signal : around_.signals().all()) {
    if (signal.name.means != Meaning::kProvider || !signal.field.quoted == signal.field.code)
      continue;
    const std::string_view vendor = around_.names().provider_of(around_.text(signal.field.value));
    if (vendor.empty() || around_.group(signal.field.group).kind == GroupKind::kBlock) continue;
    EndpointDraft draft;
    draft.group = signal.field.group;
    draft.at = signal.field.value.begin;
    draft.stem = fold_name(around_.text(signal.field.value));
    imply(vendor, draft);
    draft.hit.location = signal.field.value;
    if (around_.nearest(draft, Meaning::kModel, 1) == nullptr &&
        around_.nearest(draft, Meaning::kApiKey, 1) == nullptr)
      continue;
    if (given_[draft.group] || based_vendors_.count(std::string(vendor)) != 0) continue;
    written_.drafts.push_back(std::move(draft));
  }
}

void ImpliedEndpoints::add_choices() {
  for (const Signal& signal : around_.signals().all()) {
    if (signal.name.means == Meaning::kSwitch) {
      const std::string on = lowered(around_.text(signal.field.value));
      const bool based =
          std::any_of(block_bases_.begin(), block_bases_.end(), [&](const auto& base) {
            return base.first.first == around_.signals().block_of(signal.field.group);
          });
      if (!based && (on == "1" || on == "true" || on == "yes" || on == "on"))
        add_choice(signal, signal.name.vendor, signal.field.name);
    } else if (signal.name.means == Meaning::kModel) {
      add_choice(signal, chosen_by_model(signal), signal.field.value);
    }
  }
}

void ImpliedEndpoints::add_choice(const Signal& signal, std::string_view vendor, Span location) {
  if (vendor.empty()) return;
  EndpointDraft draft;
  draft.group = signal.field.group;
  draft.at = signal.field.value.begin;
  imply(vendor, draft);
  draft.hit.location = location;
  written_.drafts.push_back(std::move(draft));
}

std::string_view ImpliedEndpoints::chosen_by_model(const Signal& signal) const {
  const std::string_view model = around_.text(signal.field.value);
  const std::size_t sign = model.find_first_of("/:");
  if (!signal.field.quoted && signal.field.code) return {};
  if (sign == std::string_view::npos || sign == 0 || model.size() > kLongestModel) return {};
  std::uint32_t group = signal.field.group;
  for (int level = 0; level < 2 && !given_[group]; ++level) {
    const std::string_view label = around_.text(around_.group(group).label);
    const std::string callee = fold_name(label.substr(label.find_last_of(".:") + 1));
    for (const PrefixedModels& known : around_.catalog().shapes.prefixed_models) {
      if (std::find(known.in.begin(), known.in.end(), callee) == known.in.end()) continue;
      if (known.vendor.empty()) return around_.names().vendor_of(model.substr(0, sign));
      return model[sign] == '/' ? known.vendor : std::string_view();
    }
    group = around_.group(group).parent;
  }
  return {};
}

void ImpliedEndpoints::add_keys(const std::vector<bool>& used) {
  for (std::size_t i = 0; i < around_.signals().all().size(); ++i) {
    const Signal& signal = around_.signals().all()[i];
    if (signal.name.means != Meaning::kApiKey || used[i]) continue;
    const KeyValue key = around_.signals().key(signal);
    std::string_view vendor = signal.name.vendor;
    bool is_public = signal.name.is_public;
    if (vendor.empty() && key.source == KeySource::kEnv) {
      const NameMeaning named = around_.names().read(key.name);
      if (named.means == Meaning::kApiKey) vendor = named.vendor;
      is_public = around_.names().is_public(key.name);
    }
    if (vendor.empty() || !implies_endpoint(vendor, key.source)) continue;
    // A client's argument is that client's key, whatever it is called.
    if (signal.client != UINT32_MAX && around_.signals().clients()[signal.client].vendor != vendor)
      continue;
    // In prose only what is assigned; a table of variables explains them.
    const bool prose = around_.block(signal.field.group).syntax == Syntax::kProse;
    if (prose && signal.field.labelled) continue;
    EndpointDraft draft;
    draft.group = signal.field.group;
    draft.at = signal.field.value.begin;
    draft.stem = signal.name.stem;
    draft.key = &signal;
    imply(vendor, draft);
    draft.hit.location = signal.field.name;
    draft.hit.compatible = signal.name.compatible;
    draft.hit.in_front_end = is_public;
    written_.drafts.push_back(std::move(draft));
  }
  if (written_.drafts.empty()) add_named_keys();
  if (written_.drafts.empty()) add_named_services();
  if (written_.drafts.empty()) add_named_models();
}

// getenv("OPENAI_API_KEY"), new Client('GEMINI_API_KEY'): where nothing else is told, the name of
// a vendor's variable in code tells whose key is used.
void ImpliedEndpoints::add_named_keys() {
  for (const Field& field : around_.outline().fields) {
    if (!field.name.empty() || !field.quoted || around_.block(field.group).syntax != Syntax::kCode)
      continue;
    const std::string_view name = around_.text(field.value);
    if (name.size() > kLongestModel || name.find('_') == std::string_view::npos ||
        std::any_of(name.begin(), name.end(), [](char c) { return is_letter(c) && !is_upper(c); }))
      continue;
    const NameMeaning meaning = around_.names().read(name);
    if (meaning.means != Meaning::kApiKey || meaning.vendor.empty() ||
        !implies_endpoint(meaning.vendor, KeySource::kEnv))
      continue;
    EndpointDraft draft;
    draft.group = field.group;
    draft.at = field.value.begin;
    draft.stem = meaning.stem;
    imply(meaning.vendor, draft);
    draft.hit.location = field.value;
    draft.hit.compatible = meaning.compatible;
    draft.hit.in_front_end = meaning.is_public;
    draft.hit.key_source = KeySource::kEnv;
    draft.hit.key_name = name;
    written_.drafts.push_back(std::move(draft));
  }
}

// boto3.client("bedrock-runtime"): the argument names whose client is made.
void ImpliedEndpoints::add_named_services() {
  for (const Field& field : around_.outline().fields) {
    const bool named = !field.name.empty() && fold_name(around_.text(field.name)) != "servicename";
    if (named || !field.quoted) continue;
    const Group& call = around_.group(field.group);
    if (call.kind != GroupKind::kCall || !fold_name(around_.text(call.label)).ends_with("client"))
      continue;
    const std::string_view vendor = around_.names().vendor_of(around_.text(field.value));
    if (vendor.empty()) continue;
    EndpointDraft draft;
    draft.group = field.group;
    draft.at = field.value.begin;
    imply(vendor, draft);
    draft.hit.location = field.value;
    written_.drafts.push_back(std::move(draft));
  }
}

// BEDROCK_MODEL_ID: a cloud's credentials say nothing of models, so the model's name tells that it
// is used for them.
void ImpliedEndpoints::add_named_models() {
  for (const Signal& signal : around_.signals().all()) {
    const std::string_view vendor = signal.name.vendor;
    if (signal.name.means != Meaning::kModel || vendor.empty() || signal.name.compatible ||
        has_first_host(vendor) || !around_.names_ai(signal))
      continue;
    add_choice(signal, vendor, signal.field.name);
  }
}

bool ImpliedEndpoints::implies_endpoint(std::string_view id, KeySource source) const {
  const Vendor* vendor = around_.catalog().vendor(id);
  if (vendor == nullptr || vendor->kind == VendorKind::kService) return false;
  // What a gateway asks of its own users says nothing of where it sends them.
  if (vendor->kind == VendorKind::kGatewaySelfhost && !written_.drafts.empty()) return false;
  const bool named = !vendor->hosts.empty() && !vendor->hosts.front().suffix &&
                     vendor->hosts.front().host.find('*') == std::string_view::npos;
  // An empty slot of a template implies nothing that can't be named, nor an app's backend.
  return source != KeySource::kNone || (named && vendor->kind != VendorKind::kConsumerApp);
}

bool ImpliedEndpoints::is_superseded(const EndpointDraft& draft) const {
  if (!draft.hit.host_implied || !draft.hit.compatible || draft.hit.in_front_end) return false;
  return based_vendors_.count(draft.hit.vendor) != 0 &&
         around_.signals().client_of(draft.group) == nullptr;
}

}  // namespace stoprule
