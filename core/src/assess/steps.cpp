#include "assess/steps.h"

#include <algorithm>
#include <string>

#include "text/names.h"

namespace stoprule {
namespace {

std::string_view page(const Vendor& vendor, std::string_view name) {
  for (const Page& entry : vendor.pages) {
    if (entry.name == name) return entry.url;
  }
  return {};
}

/// The variable that holds the vendor's key: the first that is named like one.
std::string key_variable(const Vendor& vendor) {
  for (const std::string_view name : vendor.env) {
    if (name.ends_with("KEY") || name.ends_with("TOKEN")) return std::string(name);
  }
  return "API_KEY";
}

bool speaks(const Vendor& vendor, std::string_view protocol) {
  return !vendor.protocols.empty() && vendor.protocols.front().starts_with(protocol);
}

/// One minimal request, the key from the environment; empty where the vendor's form is not known.
std::string minimal_request(const Vendor& vendor) {
  if (vendor.test_url.empty() || vendor.test_model.empty()) return {};
  const std::string key = "$" + key_variable(vendor);
  const std::string model(vendor.test_model);
  std::string url(vendor.test_url);
  std::string header, body;
  if (speaks(vendor, "anthropic")) {
    header = "-H \"x-api-key: " + key + "\" -H \"anthropic-version: 2023-06-01\"";
    body = "{\"model\":\"" + model +
           "\",\"max_tokens\":5,\"messages\":[{\"role\":\"user\",\"content\":\"ping\"}]}";
  } else if (speaks(vendor, "gemini") || speaks(vendor, "google")) {
    header = "-H \"x-goog-api-key: " + key + "\"";
    body = "{\"contents\":[{\"parts\":[{\"text\":\"ping\"}]}]}";
  } else if (speaks(vendor, "openai-responses")) {
    header = "-H \"Authorization: Bearer " + key + "\"";
    body = "{\"model\":\"" + model + "\",\"input\":\"ping\"}";
  } else {
    header = "-H \"Authorization: Bearer " + key + "\"";
    body = "{\"model\":\"" + model +
           "\",\"max_tokens\":5,\"messages\":[{\"role\":\"user\",\"content\":\"ping\"}]}";
  }
  return "curl -sS -D - " + url + " " + header + " -H \"Content-Type: application/json\" -d '" +
         body + "'";
}

class Steps {
 public:
  explicit Steps(const Phrasebook& phrasebook) : phrasebook_(phrasebook) {}

  void add(std::string_view id, std::string_view vendor, std::string_view url = {},
           std::string command = {}) {
    steps_.push_back(
        {phrasebook_.message(id, {{"provider", vendor}}), std::string(url), std::move(command)});
  }

  void official_test(const Vendor& vendor) {
    const std::string variable = key_variable(vendor);
    add("check.account", vendor.name, page(vendor, "docs"));
    add("check.key", vendor.name, page(vendor, "keys"));
    add("check.environment", vendor.name, {}, "read -rs " + variable + " && export " + variable);
    add("check.billing", vendor.name, page(vendor, "billing"));
    add("check.limit", vendor.name, page(vendor, "limits"));
    add("check.request", vendor.name, {}, minimal_request(vendor));
    add("check.usage", vendor.name, page(vendor, "usage"));
  }

  void before_production() {
    for (const std::string_view id :
         {"production.server_side", "production.budget", "production.fallback"}) {
      add(id, {});
    }
  }

  void ask(const Route& route) {
    const std::string whom = route.name.empty() ? phrasebook_.text("provider.unnamed") : route.name;
    for (const Question question : route.blocked_by) {
      add("ask." + std::string(name_of(question)), whom);
    }
  }

  std::vector<Step> take() { return std::move(steps_); }

 private:
  const Phrasebook& phrasebook_;
  std::vector<Step> steps_;
};

bool own_account(RouteId route) {
  return route == RouteId::kOfficialPlatform || route == RouteId::kTrialCredit ||
         route == RouteId::kProviderRoute;
}

}  // namespace

std::vector<Step> checks_for(const CatalogData& catalog, const Phrasebook& phrasebook, Level level,
                             const std::vector<Route>& routes) {
  Steps steps(phrasebook);
  if (routes.empty() || level == Level::kNone) return {};
  const Route& route = routes.front();
  const Vendor* vendor = catalog.vendor(route.provider);
  if (level == Level::kStop) {
    // The way out of a stop is the official one, where a vendor is named beside it.
    const auto official = std::find_if(routes.begin(), routes.end(), [](const Route& other) {
      return other.id == RouteId::kOfficialPlatform && !other.provider.empty();
    });
    if (official != routes.end()) steps.official_test(*catalog.vendor(official->provider));
    return steps.take();
  }
  switch (route.id) {
    case RouteId::kOfficialPlatform:
    case RouteId::kTrialCredit:
    case RouteId::kProviderRoute:
      if (route.id == RouteId::kTrialCredit) steps.add("check.credit", route.name);
      if (level == Level::kEvaluate) steps.ask(route);
      if (vendor != nullptr && route.level == Level::kProceed) steps.official_test(*vendor);
      if (route.level == Level::kEvaluate) steps.add("check.harmless_data", route.name);
      break;
    case RouteId::kAppAccess:
      steps.add("check.app_or_api", route.name);
      if (level == Level::kEvaluate) steps.ask(route);
      break;
    case RouteId::kUserPays:
      for (const std::string_view id : {"check.consent", "check.key_storage", "check.abuse"}) {
        steps.add(id, route.name);
      }
      break;
    case RouteId::kOpenWeight:
      for (const std::string_view id :
           {"check.model_identity", "check.model_licence", "check.host_limits"}) {
        steps.add(id, route.name);
      }
      break;
    case RouteId::kUnknown:
    case RouteId::kCopiedKey:
    case RouteId::kNone:
      steps.ask(route);
      steps.add("check.harmless_data", route.name);
      break;
  }
  if (own_account(route.id) && level == Level::kProceed) steps.before_production();
  return steps.take();
}

std::vector<Step> remediation_for(const CatalogData& catalog, const Phrasebook& phrasebook,
                                  const std::vector<std::string_view>& vendors) {
  Steps steps(phrasebook);
  for (const std::string_view id : vendors) {
    const Vendor* vendor = catalog.vendor(id);
    const std::string name(vendor != nullptr ? vendor->name : phrasebook.text("provider.unnamed"));
    const auto url = [&](std::string_view wanted, std::string_view otherwise) {
      if (vendor == nullptr) return std::string_view();
      const std::string_view found = page(*vendor, wanted);
      return found.empty() ? page(*vendor, otherwise) : found;
    };
    steps.add("remediate.rotate", name, url("rotate", "keys"));
    steps.add("remediate.usage", name, url("usage", ""));
    steps.add("remediate.limits", name, url("limits", ""));
    steps.add("remediate.billing", name, url("billing", ""));
  }
  if (!vendors.empty()) steps.add("remediate.who_else", "");
  return steps.take();
}

}  // namespace stoprule
