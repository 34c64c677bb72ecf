// messages.h - every sentence that a person reads, by id and language.
#pragma once
#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "catalog/json.h"
#include "stoprule/report.h"

namespace stoprule {

struct MessageText {
  std::string_view id, text;  ///< text may hold {name} places
};
struct MessageLanguage {
  std::string_view language;       ///< BCP 47: the file's name
  std::vector<MessageText> texts;  ///< sorted by id
};
struct Messages {
  std::vector<MessageLanguage> languages;  ///< English first, complete: the loader checks it
};

/// A file is one object: { "verdict.stop": "...", ... }.
void load_messages(std::string_view language, JsonObject& json, Messages& messages);

/// Looks messages up in one language, English where it has none. An unknown id gives its id as
/// text: a test makes sure that none is.
class Phrasebook {
 public:
  Phrasebook(const Messages& messages, std::string_view language);
  using Values = std::initializer_list<std::pair<std::string_view, std::string_view>>;
  Message message(std::string_view id, Values values = {}) const;
  std::string text(std::string_view id, Values values = {}) const;
  std::string_view language() const { return language_; }

 private:
  const std::vector<MessageText>* wanted_;
  const std::vector<MessageText>* english_;
  std::string_view language_;
};

template <class A>
void describe(A& archive, MessageText& message) {
  archive(message.id, message.text);
}
template <class A>
void describe(A& archive, MessageLanguage& language) {
  archive(language.language, language.texts);
}
template <class A>
void describe(A& archive, Messages& messages) {
  archive(messages.languages);
}

}  // namespace stoprule
