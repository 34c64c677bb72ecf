// archive.h - the catalog as bytes. A struct says once, in `describe`, what its fields are; writing
// and reading both follow that. What one field holds in all structs stands together, numbers
// (LEB128) apart from text (each string ends with a zero byte): what compresses well, is the same
// for every target, and is read without copying text.
#pragma once
#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

namespace stoprule {

/// LEB128.
inline void append_number(std::string& out, std::uint64_t value) {
  for (; value >= 0x80; value >>= 7) out.push_back(static_cast<char>(value | 0x80));
  out.push_back(static_cast<char>(value));
}
/// Of trusted bytes; `at` is moved behind it.
inline std::uint64_t next_number(const char*& at) {
  std::uint64_t value = 0;
  for (int shift = 0;; shift += 7) {
    const auto byte = static_cast<unsigned char>(*at++);
    value |= static_cast<std::uint64_t>(byte & 0x7f) << shift;
    if (byte < 0x80) return value;
  }
}

/// Numbers of append_number() that are left as they are until somebody needs them.
struct PackedNumbers {
  std::string_view bytes;
};

/// A field, whichever way leads to it; `Held` is its numbers and text.
template <class Held>
struct BlobColumn {
  Held numbers, text;
  std::vector<BlobColumn> fields;  ///< of structs; in the order of `describe`
};

/// Walks fields and columns alike: `Self` writes or reads.
template <class Self, class Held>
class BlobWalk {
 public:
  template <class... T>
  void operator()(T&... fields) {
    (field(fields), ...);
  }

 protected:
  using Column = BlobColumn<Held>;
  template <class T>
  void structure(T& value) {
    const std::size_t outer = std::exchange(next_, 0);
    describe(static_cast<Self&>(*this), value);
    next_ = outer;
  }
  Column& root() { return root_; }
  const Column& root() const { return root_; }
  Column& column() { return *column_; }

 private:
  template <class T>
  void field(T& value) {
    if (column_->fields.size() == next_) column_->fields.emplace_back();
    Column* const outer = column_;
    column_ = &outer->fields[next_++];
    static_cast<Self&>(*this).one(value);
    column_ = outer;
  }
  Column root_;
  Column* column_ = &root_;
  std::size_t next_ = 0;
};

// First the columns, each before its fields: how many bytes of numbers and of text it has, and how
// many fields. Then all numbers, then all text.
class BlobWriter : public BlobWalk<BlobWriter, std::string> {
 public:
  std::string bytes() const {
    std::string columns, numbers, text;
    collect(root(), columns, numbers, text);
    std::string out;
    append_number(out, columns.size());
    append_number(out, numbers.size());
    return out + columns + numbers + text;
  }

 private:
  friend class BlobWalk<BlobWriter, std::string>;
  static void collect(const Column& column, std::string& columns, std::string& numbers,
                      std::string& text) {
    append_number(columns, column.numbers.size());
    append_number(columns, column.text.size());
    append_number(columns, column.fields.size());
    numbers += column.numbers;
    text += column.text;
    for (const Column& field : column.fields) collect(field, columns, numbers, text);
  }
  void number(std::uint64_t value) { append_number(column().numbers, value); }
  void one(PackedNumbers packed) {
    number(packed.bytes.size());
    column().numbers += packed.bytes;
  }
  void one(std::string_view text) { column().text.append(text).push_back('\0'); }
  template <class T>
  void one(std::vector<T>& list) {
    number(list.size());
    for (T& item : list) one(item);
  }
  template <class T>
  void one(T& value) {
    if constexpr (std::is_integral_v<T> || std::is_enum_v<T>) {
      number(static_cast<std::uint64_t>(value));
    } else {
      structure(value);
    }
  }
};

/// Reads what BlobWriter wrote with the same structs; the blob is trusted (it is embedded) and must
/// outlive the strings.
class BlobReader : public BlobWalk<BlobReader, const char*> {
 public:
  explicit BlobReader(std::string_view blob) {
    const char* at = blob.data();
    const auto columns = static_cast<std::size_t>(next_number(at));
    const auto numbers = static_cast<std::size_t>(next_number(at));
    const char* number_at = at + columns;
    const char* text_at = number_at + numbers;
    place(root(), at, number_at, text_at);
  }

 private:
  friend class BlobWalk<BlobReader, const char*>;
  static void place(Column& column, const char*& at, const char*& numbers, const char*& text) {
    column.numbers = std::exchange(numbers, numbers + next_number(at));
    column.text = std::exchange(text, text + next_number(at));
    column.fields.resize(static_cast<std::size_t>(next_number(at)));
    for (Column& field : column.fields) place(field, at, numbers, text);
  }
  void one(PackedNumbers& packed) {
    const auto size = static_cast<std::size_t>(next_number(column().numbers));
    packed.bytes = {std::exchange(column().numbers, column().numbers + size), size};
  }
  void one(std::string_view& text) {
    text = {column().text, std::strlen(column().text)};
    column().text += text.size() + 1;
  }
  template <class T>
  void one(std::vector<T>& list) {
    list.resize(static_cast<std::size_t>(next_number(column().numbers)));
    for (T& item : list) one(item);
  }
  template <class T>
  void one(T& value) {
    if constexpr (std::is_integral_v<T> || std::is_enum_v<T>) {
      value = static_cast<T>(next_number(column().numbers));
    } else {
      structure(value);
    }
  }
};

}  // namespace stoprule
