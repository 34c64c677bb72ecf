// signals.h - the fields of an outline that say something about an endpoint, and how far apart two
// of them stand.
#pragma once
#include <cstdint>
#include <string_view>
#include <utility>
#include <vector>

#include "catalog/catalog_data.h"
#include "config/key_value.h"
#include "config/names.h"
#include "config/outline.h"

namespace stoprule {

struct Signal {
  Field field;
  NameMeaning name;
  bool from_store = false;            ///< the value comes from a secret store (valueFrom)
  std::uint32_t client = UINT32_MAX;  ///< index of the call that it is an argument of
};

struct ClientCall {
  std::uint32_t group = 0;
  std::string_view vendor;
  Span callee;
};

class SignalIndex {
 public:
  SignalIndex(const CatalogData& catalog, const NameReader& names, std::string_view bytes,
              const Outline& outline);

  const std::vector<Signal>& all() const { return signals_; }  ///< sorted by place
  const std::vector<ClientCall>& clients() const { return clients_; }

  std::string_view text(Span span) const {
    return bytes_.substr(span.begin, span.end - span.begin);
  }
  /// How closely two groups belong together: 0 the same, then inside each other, then within one
  /// call or object, and kApart for what only shares its block, or not even that.
  int relation(std::uint32_t a, std::uint32_t b) const;
  static constexpr int kFlat = 6;
  static constexpr int kApart = 8;
  static constexpr int kElsewhere = 9;  ///< another block

  std::uint32_t block_of(std::uint32_t group) const { return blocks_[group]; }
  /// The client call around `group`, or null.
  const ClientCall* client_of(std::uint32_t group) const;

  /// The key that a signal gives, through the code's own variables.
  KeyValue key(const Signal& signal) const;
  /// Where the text of a value stands, through the code's own variables; empty if it can't be told.
  Field resolved(Field field) const;

  /// Indices of the signals from the first whose place is at or behind `offset`.
  std::size_t at(std::uint64_t offset) const;

 private:
  void add(const Field& field);
  void add(const Field& field, NameMeaning meaning);
  bool add_pair(std::size_t index);
  void add_argument(const Field& field);
  bool takes_model(std::string_view callee) const;
  bool add_assignment(const Field& field);
  void add_inner(const Field& field);
  void find_clients();
  const Field* variable(std::string_view name, std::uint64_t before) const;

  const CatalogData& catalog_;
  const NameReader& names_;
  std::string_view bytes_;
  const Outline& outline_;
  std::vector<Signal> signals_;
  std::vector<ClientCall> clients_;
  std::vector<std::uint32_t> blocks_;  // of each group
  std::vector<std::uint32_t>
      group_clients_;  // of each group: the innermost client call, as an index
  mutable std::vector<std::pair<std::string_view, std::uint32_t>>
      variables_;  // name, field; sorted; made on first use
  mutable bool has_variables_ = false;
};

}  // namespace stoprule
