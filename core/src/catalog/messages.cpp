#include "catalog/messages.h"

#include <algorithm>

namespace stoprule {

void load_messages(std::string_view language, JsonObject& json, Messages& messages) {
  MessageLanguage loaded{language, {}};
  for (const std::string_view id : json.keys()) loaded.texts.push_back({id, json.need_text(id)});
  std::sort(loaded.texts.begin(), loaded.texts.end(),
            [](const MessageText& a, const MessageText& b) { return a.id < b.id; });
  messages.languages.push_back(std::move(loaded));
}

namespace {

const std::string_view* find_text(const std::vector<MessageText>& texts, std::string_view id) {
  const auto found =
      std::lower_bound(texts.begin(), texts.end(), id,
                       [](const MessageText& a, std::string_view b) { return a.id < b; });
  return found != texts.end() && found->id == id ? &found->text : nullptr;
}

const std::vector<MessageText>* texts_of(const Messages& messages, std::string_view language) {
  for (const MessageLanguage& entry : messages.languages) {
    if (entry.language == language) return &entry.texts;
  }
  return nullptr;
}

}  // namespace

Phrasebook::Phrasebook(const Messages& messages, std::string_view language)
    : wanted_(texts_of(messages, language)),
      english_(texts_of(messages, "en")),
      language_(language) {
  if (wanted_ == nullptr) {
    wanted_ = texts_of(messages, language.substr(0, language.find('-')));  // zh-CN is written in zh
  }
  if (wanted_ == nullptr) {
    wanted_ = english_;
    language_ = "en";
  }
}

std::string Phrasebook::text(std::string_view id, Values values) const {
  const std::string_view* found = wanted_ != nullptr ? find_text(*wanted_, id) : nullptr;
  if (found == nullptr && english_ != nullptr) found = find_text(*english_, id);
  if (found == nullptr) return std::string(id);
  std::string out;
  std::string_view rest = *found;
  for (;;) {
    const std::size_t open = rest.find('{');
    out.append(rest.substr(0, open));
    if (open == std::string_view::npos) return out;
    const std::size_t close = rest.find('}', open);
    if (close == std::string_view::npos) return out.append(rest.substr(open));
    const std::string_view name = rest.substr(open + 1, close - open - 1);
    for (const auto& [key, value] : values) {
      if (key == name) out.append(value);
    }
    rest.remove_prefix(close + 1);
  }
}

Message Phrasebook::message(std::string_view id, Values values) const {
  return {std::string(id), text(id, values)};
}

}  // namespace stoprule
