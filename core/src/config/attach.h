// attach.h - gives an endpoint the key, the model and the provider that stand beside it.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "config/surroundings.h"

namespace stoprule {

/// The model named beside a draft; empty if none is.
std::string model_beside(const Surroundings& around, const EndpointDraft& draft);

/// Whether a call has an argument without a name that is a key: new OpenAI("…"),
/// OpenAI::client(getenv("…")).
bool has_positional_key(const Surroundings& around, std::uint32_t group);

class Attacher {
 public:
  /// `uri` is the document's name.
  Attacher(const Surroundings& around, std::string_view uri);
  void attach(EndpointDraft& draft);
  /// Of each signal: it is some endpoint's key.
  const std::vector<bool>& used() const { return used_; }

 private:
  bool is_front_end(std::uint32_t group);

  const Surroundings& around_;
  std::string_view uri_;
  std::vector<bool> used_;
  std::vector<std::optional<bool>> front_ends_;  // of each block
};

}  // namespace stoprule
