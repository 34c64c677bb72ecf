// once.h - a value that is made when it is first asked for, by whichever thread is first.
#pragma once
#include <mutex>
#include <optional>

namespace stoprule {

template <class T>
class Once {
 public:
  /// Made of `arguments` by the first call.
  template <class... A>
  const T& get(const A&... arguments) const {
    std::call_once(flag_, [&] { value_.emplace(arguments...); });
    return *value_;
  }

 private:
  mutable std::once_flag flag_;
  mutable std::optional<T> value_;
};

}  // namespace stoprule
