// json_writer.h - writes JSON as its parts come, without a tree of them in between: reports are
// long.
#pragma once
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>

namespace stoprule {

class JsonWriter {
 public:
  void write(std::string_view text);  ///< a string; broken UTF-8 is replaced
  void write(const std::string& text) { write(std::string_view(text)); }
  void write(const char* text) { write(std::string_view(text)); }
  template <class T>
  requires std::is_integral_v<T>
  void write(T value) {
    begin();
    if constexpr (std::is_same_v<T, bool>) {
      out_ += value ? "true" : "false";
    } else {
      out_ += std::to_string(value);
    }
  }
  /// {...}, of whatever `fields()` writes.
  template <class Fields>
  void object(const Fields& fields) {
    enclose('{', '}', fields);
  }
  /// [...], of what `item(one)` writes for each.
  template <class List, class Item>
  void array(const List& list, const Item& item) {
    enclose('[', ']', [&] {
      for (const auto& one : list) item(one);
    });
  }
  /// What is written next is the field's value.
  void name(std::string_view name) {
    write(name);
    out_ += ':';
    behind_value_ = false;
  }
  std::string take() { return std::move(out_); }

 private:
  void begin() {
    if (behind_value_) out_ += ',';
    behind_value_ = true;
  }
  template <class Inside>
  void enclose(char open, char close, const Inside& inside) {
    begin();
    out_ += open;
    behind_value_ = false;
    inside();
    out_ += close;
    behind_value_ = true;
  }

  std::string out_;
  bool behind_value_ = false;
};

}  // namespace stoprule
