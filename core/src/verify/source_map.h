// source_map.h - the `mappings` of a source map (ECMA-426), read as they come and not kept: only
// what the places asked for map to.
#pragma once
#include <cstdint>
#include <string_view>
#include <vector>

namespace stoprule {

/// A place in generated or original text; both 0-based, columns in UTF-16 units.
struct MapPlace {
  std::uint64_t line = 0, column = 0;
  friend auto operator<=>(const MapPlace&, const MapPlace&) = default;
};

class MappingReader {
 public:
  struct Original {
    std::uint32_t source = 0;  ///< index into the map's sources
    MapPlace place;
    bool found = false;
  };

  /// `wanted` is sorted. `start` is where a section of an indexed map begins, else nothing.
  MappingReader(std::vector<MapPlace> wanted, MapPlace start);

  void feed(std::string_view mappings);  ///< pieces may end anywhere
  void end();
  /// For each wanted place what the last segment at or before it on its line maps to.
  const std::vector<Original>& originals() const { return originals_; }
  bool broken() const { return broken_; }  ///< what stands behind a broken place is not read

 private:
  void end_segment();
  void end_line();
  void give_up_to(std::uint64_t column);

  std::vector<MapPlace> wanted_;
  std::vector<Original> originals_;  // one each
  std::size_t next_ = 0;             // the first wanted place that is not decided
  std::uint64_t line_ = 0;
  std::int64_t column_ = 0, source_ = 0, original_line_ = 0, original_column_ = 0;
  std::int64_t fields_[5] = {};
  std::size_t field_ = 0;
  std::uint64_t value_ = 0;
  std::uint32_t shift_ = 0;
  Original last_;  // of the line's last segment
  bool broken_ = false;
};

}  // namespace stoprule
