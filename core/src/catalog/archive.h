// archive.h - the catalog as bytes. A struct says once, in `describe`, what its fields are; writing
// and reading both follow that. Numbers are LEB128, strings their length and bytes: the same blob
// for every target, and read without copying text.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

namespace stoprule {

class BlobWriter {
 public:
  template <class... T>
  void operator()(const T&... fields) {
    (one(fields), ...);
  }
  const std::string& bytes() const { return out_; }

 private:
  void number(std::uint64_t value) {
    for (; value >= 0x80; value >>= 7) out_.push_back(static_cast<char>(value | 0x80));
    out_.push_back(static_cast<char>(value));
  }
  void one(std::string_view text) {
    number(text.size());
    out_.append(text);
  }
  template <class T>
  void one(const std::vector<T>& list) {
    number(list.size());
    for (const T& item : list) one(item);
  }
  template <class T>
  void one(const T& value) {
    if constexpr (std::is_integral_v<T> || std::is_enum_v<T>) {
      number(static_cast<std::uint64_t>(value));
    } else {
      describe(*this, const_cast<T&>(value));  // describe() reads and writes; a writer only reads
    }
  }
  std::string out_;
};

/// Reads what BlobWriter wrote with the same structs; the blob is trusted (it is embedded) and must
/// outlive the strings.
class BlobReader {
 public:
  explicit BlobReader(std::string_view blob) : in_(blob) {}
  template <class... T>
  void operator()(T&... fields) {
    (one(fields), ...);
  }

 private:
  std::uint64_t number() {
    std::uint64_t value = 0;
    for (int shift = 0;; shift += 7) {
      const auto byte = static_cast<unsigned char>(in_[at_++]);
      value |= static_cast<std::uint64_t>(byte & 0x7f) << shift;
      if (byte < 0x80) return value;
    }
  }
  void one(std::string_view& text) {
    const auto size = static_cast<std::size_t>(number());
    text = in_.substr(at_, size);
    at_ += size;
  }
  template <class T>
  void one(std::vector<T>& list) {
    list.resize(static_cast<std::size_t>(number()));
    for (T& item : list) one(item);
  }
  template <class T>
  void one(T& value) {
    if constexpr (std::is_integral_v<T> || std::is_enum_v<T>) {
      value = static_cast<T>(number());
    } else {
      describe(*this, value);
    }
  }
  std::string_view in_;
  std::size_t at_ = 0;
};

}  // namespace stoprule
