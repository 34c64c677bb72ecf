#include "verify/source_map.h"

#include <algorithm>
#include <array>
#include <limits>
#include <utility>

#include "text/characters.h"

namespace stoprule {
namespace {

constexpr std::uint8_t kNoDigit = 64;
constexpr std::array<std::uint8_t, 256> kDigits = [] {
  std::array<std::uint8_t, 256> out{};
  out.fill(kNoDigit);
  for (std::size_t i = 0; i < kBase64Digits.size(); ++i)
    out[static_cast<std::uint8_t>(kBase64Digits[i])] = static_cast<std::uint8_t>(i);
  return out;
}();

}  // namespace

MappingReader::MappingReader(std::vector<MapPlace> wanted, MapPlace start)
    : wanted_(std::move(wanted)),
      originals_(wanted_.size()),
      line_(start.line),
      column_(static_cast<std::int64_t>(start.column)) {
  next_ = static_cast<std::size_t>(std::lower_bound(wanted_.begin(), wanted_.end(), start) -
                                   wanted_.begin());
}

void MappingReader::feed(std::string_view mappings) {
  constexpr std::uint32_t kMore = 32, kValueBits = 5, kMostBits = 35;
  for (const char c : mappings) {
    if (broken_ || next_ == wanted_.size()) return;
    if (c == ',' || c == ';') {
      end_segment();
      if (c == ';') end_line();
      continue;
    }
    const std::uint8_t digit = kDigits[static_cast<std::uint8_t>(c)];
    if (digit == kNoDigit || shift_ >= kMostBits || field_ == std::size(fields_)) {
      broken_ = true;
      return;
    }
    value_ |= std::uint64_t{digit & (kMore - 1)} << shift_;
    shift_ += kValueBits;
    if ((digit & kMore) != 0) continue;
    const auto size = static_cast<std::int64_t>(value_ >> 1);
    fields_[field_++] = (value_ & 1) != 0 ? -size : size;
    value_ = 0;
    shift_ = 0;
  }
}

void MappingReader::end() {
  end_segment();
  if (!broken_) end_line();
}

void MappingReader::end_segment() {
  const std::size_t fields = std::exchange(field_, 0);
  if (shift_ != 0) broken_ = true;  // the segment ends inside a number
  if (fields == 0 || broken_) return;
  column_ += fields_[0];
  if (column_ < 0) {
    broken_ = true;
    return;
  }
  give_up_to(static_cast<std::uint64_t>(column_));
  last_ = {};
  if (fields < 4) return;  // generated text that comes from nowhere
  source_ += fields_[1];
  original_line_ += fields_[2];
  original_column_ += fields_[3];
  if (source_ < 0 || source_ > std::numeric_limits<std::int32_t>::max() || original_line_ < 0 ||
      original_column_ < 0) {
    broken_ = true;
    return;
  }
  last_ = {
      static_cast<std::uint32_t>(source_),
      {static_cast<std::uint64_t>(original_line_), static_cast<std::uint64_t>(original_column_)},
      true};
}

// Decides the places of this line before `column`: they belong to the segment before.
void MappingReader::give_up_to(std::uint64_t column) {
  while (next_ < wanted_.size() && wanted_[next_] < MapPlace{line_, column})
    originals_[next_++] = last_;
}

void MappingReader::end_line() {
  give_up_to(std::numeric_limits<std::uint64_t>::max());
  ++line_;
  column_ = 0;
  last_ = {};
}

}  // namespace stoprule
