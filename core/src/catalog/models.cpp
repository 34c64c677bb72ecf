// models.cpp - a model's name to "are its weights published": core/data/README.md, "Model names".
#include <algorithm>

#include "catalog/shapes.h"
#include "text/characters.h"

namespace stoprule {
namespace {

bool is_lower(char c) { return is_letter(c) && !is_upper(c); }

/// How much of `name` the best of `patterns` takes; an exact name counts more than any beginning.
std::size_t longest_fit(const std::vector<std::string_view>& patterns, std::string_view name) {
  std::size_t best = 0;
  for (std::string_view pattern : patterns) {
    const bool open_ended = pattern.ends_with('*');
    if (open_ended) pattern.remove_suffix(1);
    if (open_ended ? name.starts_with(pattern) : name == pattern) {
      best = std::max(best, 2 * pattern.size() + (open_ended ? 0 : 1));
    }
  }
  return best;
}

Weights listed(const Models& models, std::string_view name) {
  const std::size_t open = longest_fit(models.open, name);
  const std::size_t closed = longest_fit(models.closed, name);
  if (open == closed) return Weights::kUnknown;
  return open > closed ? Weights::kOpen : Weights::kClosed;
}

/// "meta.llama" -> "llama"; "openai-gpt-5" -> "gpt-5"; unchanged where no maker stands in front.
std::string_view without_maker(const Models& models, std::string_view name) {
  const std::size_t dot = name.find('.');
  if (dot != std::string_view::npos && dot > 0 &&
      std::all_of(name.begin(), name.begin() + static_cast<std::ptrdiff_t>(dot), is_lower)) {
    return name.substr(dot + 1);
  }
  for (const std::string_view maker : models.makers) {
    if (name.size() > maker.size() && name.starts_with(maker) && name[maker.size()] == '-') {
      return name.substr(maker.size() + 1);
    }
  }
  return name;
}

/// "8b", "1.5b", "8x22b", "a3b", "e4b" between separators.
bool has_parameter_count(std::string_view name) {
  std::size_t begin = 0;
  while (begin < name.size()) {
    std::size_t end = name.find_first_of("-:/", begin);
    if (end == std::string_view::npos) end = name.size();
    std::string_view part = name.substr(begin, end - begin);
    begin = end + 1;
    if (part.size() > 2 && (part[0] == 'a' || part[0] == 'e')) part.remove_prefix(1);
    if (part.size() < 2 || part.back() != 'b' || !is_digit(part[0])) continue;
    part.remove_suffix(1);
    if (std::all_of(part.begin(), part.end(),
                    [](char c) { return is_digit(c) || c == '.' || c == 'x'; })) {
      return true;
    }
  }
  return false;
}

}  // namespace

Weights weights_of(const Models& models, std::string_view name) {
  std::string lower;
  for (const char c : name.substr(0, 256)) {
    lower.push_back(c == '_' ? '-' : c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c);
  }
  std::string_view whole = lower;
  whole.remove_prefix(whole.rfind('/') + 1);  // npos + 1 is 0
  std::string_view rest = whole.substr(0, whole.find_first_of(":@"));
  while (!rest.empty()) {
    const Weights weights = listed(models, rest);
    if (weights != Weights::kUnknown) return weights;
    const std::string_view shorter = without_maker(models, rest);
    if (shorter == rest) break;
    rest = shorter;
  }
  return models.sized_is_open && has_parameter_count(whole) ? Weights::kOpen : Weights::kUnknown;
}

}  // namespace stoprule
