// redact.h - the one way from scanned text to a string that leaves: secrets masked, controls and
// broken UTF-8 replaced, clipped.
#pragma once
#include <deque>
#include <map>
#include <span>
#include <string>
#include <string_view>

#include "scan/phrases.h"
#include "text/window.h"
#include "verify/match.h"

namespace stoprule {

inline constexpr std::string_view kMask = "********";
inline constexpr std::size_t kExcerptBytes = 240;  ///< of evidence, before it is clipped
inline constexpr std::size_t kContextSide = 60;  ///< bytes of the line shown on each side of a key

/// A secret with its rule's own prefix of `shown` bytes, and the last four characters if 20 or more
/// are hidden.
std::string masked_secret(std::string_view secret, std::size_t shown);

/// Text for people: one line, no control or direction characters, valid UTF-8.
std::string printable(std::string_view text);

/// The bytes of `span` with every secret in it masked, printable; at most `limit` bytes of text,
/// "…" where cut.
std::string excerpt(const Window& window, Span span, std::span<const KeyMatch> secrets,
                    std::size_t limit = kExcerptBytes);

/// The part of its line around `span`, within [from, to), masked and printable.
std::string line_around(const Window& window, Span span, Span within,
                        std::span<const KeyMatch> secrets);

/// The secrets found, each once, for one Audit only; wiped at its end. Masks what stands for them
/// inside strings that were made of text (hosts, paths, names).
class SecretList {
 public:
  SecretList() = default;
  ~SecretList();
  SecretList(const SecretList&) = delete;
  SecretList& operator=(const SecretList&) = delete;

  /// What is shown instead of `secret`. Gives its index.
  std::uint32_t add(std::string_view secret, std::string mask);
  std::string_view secret(std::uint32_t index) const { return entries_[index].secret; }
  /// After the last add(), before the first masked().
  void seal();
  std::string masked(std::string_view text) const;

 private:
  struct Entry {
    std::string secret, mask;
  };
  std::deque<Entry> entries_;  // stay where they are
  std::map<std::string_view, std::uint32_t> known_;
  Phrases phrases_;
};

}  // namespace stoprule
