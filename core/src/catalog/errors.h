// errors.h - how vendors say that a request was stopped, and whose limit it was
// (core/data/errors.json).
#pragma once
#include <cstdint>
#include <string_view>
#include <vector>

#include "catalog/json.h"

namespace stoprule {

struct ErrorForm {
  std::string_view id;      ///< messages "diagnosis.<id>" and "diagnosis.<id>.fix"
  std::string_view owner;   ///< who keeps the limit: billing, credit, usage_limit, rate_limit,
                            ///< model_access, permission, credential
  std::string_view vendor;  ///< catalog id, or empty
  bool general = false;     ///< told only where nothing more precise is
  std::vector<std::string_view>
      codes;  ///< folded; words of their own, near something that looks like an error
  std::vector<std::string_view> messages;  ///< folded; sentences that stand for themselves
  std::vector<std::string_view> over;      ///< ids of what says the same error less precisely
};
struct Errors {
  std::vector<std::string_view> sources;
  std::vector<ErrorForm> forms;
  std::vector<std::string_view>
      marks;  ///< folded; what an error looks like: "\"error\"", "http/1.1 4", "exception"
};

void load_errors(JsonObject& json, StringArena& arena, Errors& errors);

template <class A>
void describe(A& archive, ErrorForm& form) {
  archive(form.id, form.owner, form.vendor, form.general, form.codes, form.messages, form.over);
}
template <class A>
void describe(A& archive, Errors& errors) {
  archive(errors.sources, errors.forms, errors.marks);
}

}  // namespace stoprule
