// result.h - a value or an error; what std::expected will be when C++23 is here.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <variant>

namespace stoprule {

enum class ErrorCode : std::uint8_t {
  kUsage,  ///< an option or argument that makes no sense
  kData,   ///< a rule, vendor or phrase file that breaks its schema
  kState,  ///< calls in the wrong order
};

/// `where` is what a person opens to mend it: "vendors/groq.json: keys[0].token".
/// Neither field ever holds scanned text.
struct Error {
  ErrorCode code = ErrorCode::kUsage;
  std::string where;
  std::string message;
};

template <class T>
class [[nodiscard]] Result {
 public:
  Result(T value) : state_(std::move(value)) {}      // NOLINT(google-explicit-constructor)
  Result(Error error) : state_(std::move(error)) {}  // NOLINT(google-explicit-constructor)

  explicit operator bool() const { return state_.index() == 0; }
  T& operator*() { return *std::get_if<0>(&state_); }
  const T& operator*() const { return *std::get_if<0>(&state_); }
  T* operator->() { return std::get_if<0>(&state_); }
  const T* operator->() const { return std::get_if<0>(&state_); }
  const Error& error() const { return *std::get_if<1>(&state_); }

 private:
  std::variant<T, Error> state_;
};

/// For calls that give nothing back.
using Status = Result<std::monostate>;
inline Status ok() { return std::monostate{}; }

}  // namespace stoprule
