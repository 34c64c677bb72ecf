#include "catalog/json.h"

#include <algorithm>
#include <nlohmann/json.hpp>

namespace stoprule {

using Json = nlohmann::ordered_json;

namespace {

struct Problem {
  bool found = false;
  std::string where, message;
};

bool deeper_than(const Json& value, int levels) {
  if (!value.is_structured()) return false;
  if (levels == 0) return true;
  return std::any_of(value.begin(), value.end(),
                     [&](const Json& child) { return deeper_than(child, levels - 1); });
}

// What the parser calls. It keeps where a text stops being JSON: without exceptions parse() does
// not say so.
class Builder {
 public:
  Json value;
  std::size_t mistake = 0;  ///< how many bytes were read when it was met

  bool null() { return put(nullptr); }
  bool boolean(bool is) { return put(is); }
  bool number_integer(Json::number_integer_t number) { return put(number); }
  bool number_unsigned(Json::number_unsigned_t number) { return put(number); }
  bool number_float(Json::number_float_t number, const std::string&) { return put(number); }
  bool string(std::string& text) { return put(std::move(text)); }
  bool binary(Json::binary_t&) { return false; }
  bool start_object(std::size_t) { return open(Json::object()); }
  bool start_array(std::size_t) { return open(Json::array()); }
  bool end_object() { return close(); }
  bool end_array() { return close(); }
  bool key(std::string& name) {
    key_ = std::move(name);
    return true;
  }
  bool parse_error(std::size_t read, const std::string&, const Json::exception&) {
    mistake = read;
    return false;
  }

 private:
  template <class T>
  bool put(T&& what) {
    place() = std::forward<T>(what);
    return true;
  }
  bool open(Json container) {
    Json& at = place();
    at = std::move(container);
    open_.push_back(&at);  // stays where it is until it is closed
    return true;
  }
  bool close() {
    open_.pop_back();
    return true;
  }
  Json& place() {
    if (open_.empty()) return value;
    Json& around = *open_.back();
    if (!around.is_array()) return around[key_];
    around.push_back(nullptr);
    return around.back();
  }

  std::vector<Json*> open_;
  std::string key_;
};

// Of the last of `read` bytes, for people.
std::string place_of(std::string_view text, std::size_t read) {
  const std::string_view before = text.substr(0, read == 0 ? 0 : read - 1);
  const auto line = 1 + std::count(before.begin(), before.end(), '\n');
  const std::size_t column = before.size() - (before.rfind('\n') + 1) + 1;  // npos + 1 is 0
  return "line " + std::to_string(line) + ", column " + std::to_string(column);
}

}  // namespace

struct JsonObject::Node {
  const Json& value;
  std::string file, path;  // path is "" at the top, then "keys[0]"
  StringArena& arena;
  Problem& first;
  std::vector<std::string> seen;

  const Json* find(std::string_view key) {
    seen.emplace_back(key);
    const auto found = value.find(std::string(key));
    return found == value.end() || found->is_null() ? nullptr : &*found;
  }
  std::string place(std::string_view key) const {
    std::string out = file + ": " + path;
    if (!path.empty() && !key.empty()) out += '.';
    return out.append(key);
  }
  void fail(std::string where, std::string message) {
    if (!first.found) first = {true, std::move(where), std::move(message)};
  }
  std::string_view keep(const Json& text) { return arena.keep(text.get_ref<const std::string&>()); }

  void child(const Json& object, const std::string& key,
             const std::function<void(JsonObject&)>& read) {
    const std::string where = path.empty() ? key : path + "." + key;
    if (!object.is_object()) return fail(file + ": " + where, "must be an object");
    Node node{object, file, where, arena, first, {}};
    JsonObject reader(&node);
    read(reader);
    node.reject_unknown();
  }
  void reject_unknown() {
    for (const auto& entry : value.items()) {
      if (std::find(seen.begin(), seen.end(), entry.key()) == seen.end()) {
        fail(place(entry.key()), "is not a field that this place knows");
      }
    }
  }
};

bool JsonObject::has(std::string_view key) const {
  return node_->value.find(std::string(key)) != node_->value.end();
}

std::string_view JsonObject::text(std::string_view key) {
  const Json* value = node_->find(key);
  if (value == nullptr) return {};
  if (!value->is_string()) {
    problem(key, "must be a string");
    return {};
  }
  return node_->keep(*value);
}

std::string_view JsonObject::need_text(std::string_view key) {
  const std::string_view value = text(key);
  if (value.empty()) problem(key, "is required");
  return value;
}

std::int64_t JsonObject::number(std::string_view key, std::int64_t fallback) {
  const Json* value = node_->find(key);
  if (value == nullptr) return fallback;
  if (!value->is_number_integer()) {
    problem(key, "must be a whole number");
    return fallback;
  }
  return value->get<std::int64_t>();
}

bool JsonObject::flag(std::string_view key, bool fallback) {
  const Json* value = node_->find(key);
  if (value == nullptr) return fallback;
  if (!value->is_boolean()) {
    problem(key, "must be true or false");
    return fallback;
  }
  return value->get<bool>();
}

static std::vector<std::string_view> string_list(JsonObject::Node& node, const Json& value,
                                                 std::string_view key) {
  std::vector<std::string_view> out;
  if (!value.is_array()) {
    node.fail(node.place(key), "must be an array of strings");
    return out;
  }
  for (const Json& item : value) {
    if (!item.is_string()) {
      node.fail(node.place(key) + "[" + std::to_string(out.size()) + "]", "must be a string");
      return out;
    }
    out.push_back(node.keep(item));
  }
  return out;
}

std::vector<std::string_view> JsonObject::texts(std::string_view key) {
  const Json* value = node_->find(key);
  return value == nullptr ? std::vector<std::string_view>{} : string_list(*node_, *value, key);
}

void JsonObject::object(std::string_view key, const std::function<void(JsonObject&)>& read) {
  if (const Json* value = node_->find(key)) node_->child(*value, std::string(key), read);
}

void JsonObject::objects(std::string_view key, const std::function<void(JsonObject&)>& read) {
  const Json* value = node_->find(key);
  if (value == nullptr) return;
  if (!value->is_array()) return problem(key, "must be an array of objects");
  std::size_t index = 0;
  for (const Json& item : *value) {
    node_->child(item, std::string(key) + "[" + std::to_string(index++) + "]", read);
  }
}

void JsonObject::each_text(
    std::string_view key,
    const std::function<void(std::string_view name, std::string_view text)>& read) {
  object(key, [&](JsonObject& map) {
    for (const std::string_view name : map.keys()) read(name, map.text(name));
  });
}

void JsonObject::each_texts(
    std::string_view key,
    const std::function<void(std::string_view name, const std::vector<std::string_view>&)>& read) {
  object(key, [&](JsonObject& map) {
    for (const std::string_view name : map.keys()) read(name, map.texts(name));
  });
}

std::string_view JsonObject::raw(std::string_view key) {
  const Json* value = node_->find(key);
  return value == nullptr
             ? std::string_view{}
             : node_->arena.keep(value->dump(-1, ' ', false, Json::error_handler_t::replace));
}

std::vector<std::string_view> JsonObject::keys() const {
  std::vector<std::string_view> out;
  for (const auto& entry : node_->value.items()) out.push_back(node_->arena.keep(entry.key()));
  std::sort(out.begin(), out.end());  // whatever their order in the file
  return out;
}

std::size_t JsonObject::choice(std::string_view key, const std::vector<std::string_view>& names) {
  const std::string_view value = text(key);
  if (value.empty()) return 0;
  const auto found = std::find(names.begin(), names.end(), value);
  if (found != names.end()) return static_cast<std::size_t>(found - names.begin());
  std::string message = "must be one of";
  for (const std::string_view name : names) {
    if (!name.empty()) message.append(" ").append(name);
  }
  problem(key, std::move(message));
  return 0;
}

std::string_view JsonObject::keep(std::string_view text) { return node_->arena.keep(text); }

void JsonObject::problem(std::string_view key, std::string message) {
  node_->fail(node_->place(key), std::move(message));
}

std::string JsonObject::place(std::string_view key) const { return node_->place(key); }

Status read_json(std::string_view file, std::string_view text, StringArena& arena,
                 const std::function<void(JsonObject&)>& read, ErrorCode code) {
  // The parser builds without recursion, but destroying a deep tree recurses: refuse it by its
  // brackets.
  std::size_t depth = 0, deepest = 0;
  for (const char c : text) {
    if (c == '[' || c == '{') deepest = std::max(deepest, ++depth);
    if ((c == ']' || c == '}') && depth > 0) --depth;
  }
  if (deepest > 512) return Error{code, std::string(file), "is nested too deeply"};
  Builder builder;
  if (!Json::sax_parse(text, &builder, Json::input_format_t::json, true, true)) {
    return Error{code, std::string(file), "is not valid JSON: " + place_of(text, builder.mistake)};
  }
  const Json& value = builder.value;
  if (!value.is_object()) return Error{code, std::string(file), "must hold one JSON object"};
  if (deeper_than(value, 64)) return Error{code, std::string(file), "is nested too deeply"};
  Problem first;
  JsonObject::Node node{value, std::string(file), "", arena, first, {}};
  JsonObject reader(&node);
  read(reader);
  node.reject_unknown();
  if (first.found) return Error{code, first.where, first.message};
  return ok();
}

std::string json_quoted(std::string_view text) {
  return Json(text).dump(-1, ' ', false, Json::error_handler_t::replace);
}

}  // namespace stoprule
