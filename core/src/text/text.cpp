#include "text/text.h"

#include <algorithm>

#include "text/fold.h"
#include "text/survey.h"

namespace stoprule {
namespace {

// A character of one unit, or a unit of one.
inline void take(std::uint32_t unit, bool& after_cr, std::uint64_t& line, std::uint64_t& column) {
  const bool was_cr = after_cr;
  after_cr = unit == '\r';
  if (unit == '\n' || unit == '\r') {
    if (unit == '\r' || !was_cr) ++line;
    column = 1;
  } else {
    ++column;
  }
}

// The UTF-8 decoder of the WHATWG Encoding standard, reduced to counting: what is pending, packed
// as need (0-3) | seen << 2 | lower << 4 | upper << 12 | after_cr << 20 | four_bytes << 21.
struct Decoder {
  std::uint32_t need = 0, seen = 0, lower = 0x80, upper = 0xbf;
  bool after_cr = false;

  static Decoder unpack(std::uint32_t state) {
    return {state & 3, state >> 2 & 3, state >> 4 & 0xff, state >> 12 & 0xff,
            (state >> 20 & 1) != 0};
  }
  std::uint32_t pack() const {
    return need | seen << 2 | lower << 4 | upper << 12 | (after_cr ? 1u << 20 : 0);
  }
};

constexpr std::uint32_t kFreshState = 0x80u << 4 | 0xbfu << 12;

// Takes one byte; line and column are of what has been completed.
inline void decode_step(Decoder& d, std::uint8_t byte, std::uint64_t& line, std::uint64_t& column) {
  if (d.need != 0) {
    if (byte >= d.lower && byte <= d.upper) {
      d.lower = 0x80;
      d.upper = 0xbf;
      if (++d.seen == d.need) {
        column += d.need == 3 ? 2 : 1;
        d.need = d.seen = 0;
      }
      return;
    }
    ++column;  // the unfinished sequence reads as U+FFFD
    d.need = d.seen = 0;
    d.lower = 0x80;
    d.upper = 0xbf;
  }
  if (byte < 0x80) {
    take(byte, d.after_cr, line, column);
    return;
  }
  d.after_cr = false;
  if (byte >= 0xc2 && byte <= 0xdf) {
    d.need = 1;
  } else if (byte >= 0xe0 && byte <= 0xef) {
    d.need = 2;
    if (byte == 0xe0) d.lower = 0xa0;
    if (byte == 0xed) d.upper = 0x9f;
  } else if (byte >= 0xf0 && byte <= 0xf4) {
    d.need = 3;
    if (byte == 0xf0) d.lower = 0x90;
    if (byte == 0xf4) d.upper = 0x8f;
  } else {
    ++column;
  }
}

// UTF-16, packed as order | half << 4 | first << 8 | after_cr << 16 | kUnits.
struct Units {
  static constexpr std::uint32_t kUnits = 1u << 31;
  Utf16 order = Utf16::kNo;
  bool half = false, after_cr = false;
  char first = 0;

  static Units unpack(std::uint32_t state) {
    return {static_cast<Utf16>(state & 3), (state >> 4 & 1) != 0, (state >> 16 & 1) != 0,
            static_cast<char>(state >> 8 & 0xff)};
  }
  std::uint32_t pack() const {
    return kUnits | static_cast<std::uint32_t>(order) | (half ? 1u << 4 : 0) |
           static_cast<std::uint32_t>(static_cast<std::uint8_t>(first)) << 8 |
           (after_cr ? 1u << 16 : 0);
  }
  void count(std::string_view bytes, std::uint64_t& line, std::uint64_t& column) {
    for (const char c : bytes) {
      const std::uint32_t unit = half ? utf16_unit(first, c, order) : kByteOrderMark;
      if (unit != kByteOrderMark) take(unit, after_cr, line, column);
      first = c;
      half = !half;
    }
  }
};

constexpr std::size_t kStretch = 4096;

void count(std::string_view bytes, std::uint32_t& state, std::uint64_t& line,
           std::uint64_t& column) {
  if ((state & Units::kUnits) != 0) {
    Units units = Units::unpack(state);
    units.count(bytes, line, column);
    state = units.pack();
    return;
  }
  while (!bytes.empty()) {
    std::string_view stretch = bytes.substr(0, kStretch);
    bytes.remove_prefix(stretch.size());
    const Survey seen = survey(stretch);
    Decoder decoder = Decoder::unpack(state);
    if (!seen.has_cr && seen.lines != 0) {
      // Whatever was unfinished ends at the first LF; what counts stands behind the last.
      line += seen.lines - (decoder.after_cr && stretch.front() == '\n' ? 1 : 0);
      column = 1;
      decoder = Decoder();
      stretch.remove_prefix(stretch.rfind('\n') + 1);
      state = kFreshState;
    }
    if (state == kFreshState && seen.ascii && !seen.has_cr) {
      column += stretch.size();
      continue;
    }
    for (const char c : stretch) decode_step(decoder, static_cast<std::uint8_t>(c), line, column);
    state = decoder.pack();
  }
}

}  // namespace

LineMap::LineMap() : checkpoints_{{0, 1, 1, kFreshState}}, now_{0, 1, 1, kFreshState} {}

void LineMap::read_as(Utf16 order) {
  if (order == Utf16::kNo) return;
  Units units;
  units.order = order;
  now_.state = units.pack();
  checkpoints_.front().state = now_.state;
}

void LineMap::feed(std::string_view bytes) {
  while (!bytes.empty()) {
    const std::uint64_t to_step = kStep - now_.offset % kStep;
    const std::string_view part = bytes.substr(0, static_cast<std::size_t>(to_step));
    bytes.remove_prefix(part.size());
    count(part, now_.state, now_.line, now_.column);
    now_.offset += part.size();
    if (now_.offset % kStep == 0) checkpoints_.push_back(now_);
  }
}

std::uint64_t LineMap::checkpoint_before(std::uint64_t offset) const {
  return std::min<std::uint64_t>(offset / kStep, checkpoints_.size() - 1) * kStep;
}

LineMap::Position LineMap::at(std::uint64_t offset, std::string_view window,
                              std::uint64_t window_begin) const {
  const std::uint64_t from = checkpoint_before(offset);
  Checkpoint point = checkpoints_[static_cast<std::size_t>(from / kStep)];
  count(window.substr(static_cast<std::size_t>(from - window_begin),
                      static_cast<std::size_t>(offset - from)),
        point.state, point.line, point.column);
  return {point.line, point.column};
}

Text::Text(std::uint32_t index, std::string_view uri, std::string_view bytes)
    : index_(index), uri_(uri), bytes_(bytes) {
  lines_.read_as(utf16_of(bytes));
  lines_.feed(bytes);
}

Text::~Text() = default;

const Folded& Text::folded() const {
  if (!folded_) folded_ = std::make_unique<const Folded>(fold(bytes_));
  return *folded_;
}

Location Text::locate(Span span) const {
  const auto begin = lines_.at(span.begin, bytes_, 0);
  const auto end = lines_.at(span.end, bytes_, 0);
  return {index_, span.begin, span.end, begin.line, begin.column, end.line, end.column};
}

}  // namespace stoprule
