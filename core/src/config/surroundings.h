// surroundings.h - one text as an endpoint sees it: what is said near it, and whether the text is
// about AI at all.
#pragma once
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "catalog/catalog_data.h"
#include "catalog/hosts.h"
#include "config/blocks.h"
#include "config/endpoint.h"
#include "config/names.h"
#include "config/outline.h"
#include "config/signals.h"
#include "config/url.h"

namespace stoprule {

inline constexpr std::size_t kLongestModel = 96;  ///< bytes of a model's name

/// An endpoint on its way: where it stands, and what of it is known.
struct EndpointDraft {
  EndpointHit hit;
  std::uint32_t group = 0;
  std::uint64_t at = 0;
  std::string stem;             ///< of the name that spelled it
  std::string_view owner;       ///< the catalog id that the host belongs to, or empty
  const Signal* key = nullptr;  ///< found already
  bool has_base = false;        ///< the base URL is given, rather than the vendor's default
};

class Surroundings {
 public:
  /// All arguments must outlive it.
  Surroundings(const CatalogData& catalog, const NameReader& names, std::string_view bytes,
               const std::vector<Block>& blocks, const Outline& outline);

  const CatalogData& catalog() const { return catalog_; }
  const NameReader& names() const { return names_; }
  const Outline& outline() const { return outline_; }
  const std::vector<Block>& blocks() const { return blocks_; }
  const SignalIndex& signals() const { return signals_; }
  std::string_view bytes() const { return bytes_; }
  std::string_view text(Span span) const { return signals_.text(span); }

  const Group& group(std::uint32_t index) const { return outline_.groups[index]; }
  /// The block around a group, as an index into the blocks.
  std::size_t block_index(std::uint32_t group) const;
  const Block& block(std::uint32_t group) const { return blocks_[block_index(group)]; }

  /// Whether the block around `group` names an AI vendor, model or client: a generic BASE_URL means
  /// something only there.
  bool block_speaks(std::uint32_t group) const { return speaks_[block_index(group)]; }
  /// Whether the text does anywhere; looked up once, for what nothing else decides.
  bool document_speaks() const;
  bool names_ai(const Signal& signal) const;
  /// Whether the catalog has it as a way to models.
  bool is_route(std::string_view vendor) const;

  /// The signal of that meaning that belongs to the draft most closely; null if none stands within
  /// `farthest`.
  const Signal* nearest(const EndpointDraft& draft, Meaning means, int farthest) const;

  /// The fields without a name that stand in `group`, in order: a call's arguments.
  std::span<const std::uint32_t> arguments_of(std::uint32_t group) const;

  HostMatch find(const Url& url) const;
  /// The protocol that a path shows; empty if it shows none.
  std::string_view protocol_of(std::string_view path) const;

 private:
  bool fits(const EndpointDraft& draft, const Signal& signal, int relation) const;
  bool mentions_model_vendor() const;

  const CatalogData& catalog_;
  const NameReader& names_;
  std::string_view bytes_;
  const std::vector<Block>& blocks_;
  const Outline& outline_;
  SignalIndex signals_;
  std::vector<std::uint32_t> block_groups_;  // of each block, its group
  std::vector<bool> speaks_;                 // of each block
  mutable std::optional<bool> document_;
  // Made on first use: of each group where its arguments end in `arguments_`.
  mutable std::vector<std::uint32_t> argument_ends_, arguments_;
};

}  // namespace stoprule
