// implied.h - the endpoints that a text does not write out: a client, a provider or a key alone
// means the vendor's own host, unless a base URL replaces it.
#pragma once
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "config/written.h"

namespace stoprule {

class ImpliedEndpoints {
 public:
  /// Adds to the drafts of `written`; both arguments must outlive it.
  ImpliedEndpoints(const Surroundings& around, WrittenEndpoints& written);

  void add_clients();
  /// `provider: ollama` beside a model or a key, without a base URL.
  void add_providers();
  /// A vendor's key without any base URL: the vendor's own host. `used`: of each signal, whether it
  /// is some endpoint's key already.
  void add_keys(const std::vector<bool>& used);
  /// CLAUDE_CODE_USE_BEDROCK=1, and a model that begins with its provider: "bedrock/claude…".
  void add_choices();
  /// A default that the same text replaces: OPENAI_API_KEY in one block, OPENAI_BASE_URL in the
  /// next.
  bool is_superseded(const EndpointDraft& draft) const;

 private:
  void imply(std::string_view id, EndpointDraft& draft) const;
  void fill_host(const VendorHost& host, EndpointDraft& draft) const;
  void add_choice(const Signal& signal, std::string_view vendor, Span location);
  std::string_view chosen_by_model(const Signal& signal) const;
  bool has_first_host(std::string_view id) const;
  bool asks_made_client(const ClientCall& client) const;
  bool is_cloud(std::string_view id) const;
  void note_bases();
  EndpointDraft* base_in_block(const ClientCall& client);
  bool imports(std::string_view id);
  void add_named_keys();
  void add_named_services();
  void add_named_models();
  bool implies_endpoint(std::string_view id, KeySource source) const;

  const Surroundings& around_;
  WrittenEndpoints& written_;
  std::map<std::pair<std::uint32_t, std::string>, std::size_t>
      block_bases_;  // block and vendor: a draft's index
  std::set<std::string> based_vendors_;
  std::map<std::string_view, bool> imports_;  // vendor: a package of it is named
  std::vector<bool> given_;                   // of each group: a base URL stands in it
};

}  // namespace stoprule
