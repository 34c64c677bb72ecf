// own_secrets.h - the values that a user gives as secret, looked for exactly, and as encoded.
#pragma once
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "catalog/catalog_data.h"
#include "scan/anchor_index.h"
#include "stoprule/stoprule.h"
#include "text/window.h"
#include "verify/match.h"

namespace stoprule {

/// Where one of them stands.
struct OwnMatch {
  Span span;
  std::uint32_t secret = 0;    ///< index into the list that was given
  std::string_view hidden_by;  ///< "base64"; empty in the open
};

class OwnSecrets {
 public:
  /// `secrets` must outlive it. Values that can't be told from ordinary text, and those that
  /// `matcher` knows as public, are not looked for.
  OwnSecrets(const std::vector<OwnSecret>& secrets, const KeyMatcher& matcher);
  ~OwnSecrets();
  OwnSecrets(const OwnSecrets&) = delete;
  OwnSecrets& operator=(const OwnSecrets&) = delete;

  struct Unchecked {
    std::uint32_t secret;
    std::string_view why;  ///< a message's id
  };
  const std::vector<Unchecked>& unchecked() const { return unchecked_; }

  /// Those that begin in [begin, end), sorted; of two that overlap the longer.
  std::vector<OwnMatch> find(const Window& window, std::uint64_t begin, std::uint64_t end) const;

 private:
  struct Form {
    std::string text;
    std::uint32_t secret;
    std::string_view hidden_by;
  };
  void add(std::uint32_t secret, std::string text, std::string_view hidden_by);

  std::vector<Form> forms_;
  std::vector<Unchecked> unchecked_;
  std::unique_ptr<AnchorIndex> index_;  // of forms_; none where there is nothing to look for
};

}  // namespace stoprule
