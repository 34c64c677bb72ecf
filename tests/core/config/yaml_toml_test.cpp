// Our readers of YAML and TOML against libyaml and toml++, which the module can't afford: on valid
// text the same names with the same values. Natively only.
#ifndef __EMSCRIPTEN__
#include <gtest/gtest.h>
#include <yaml.h>

#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#define TOML_EXCEPTIONS 0
#include <toml++/toml.h>

#include "config/outline.h"
#include "config/toml.h"
#include "config/yaml.h"

namespace stoprule {
namespace {

using Pairs = std::multimap<std::string, std::string>;

// Names and scalar values; collections are told by what is in them.
Pairs ours(std::string_view text, void (*read)(std::string_view, Span, std::uint32_t, Outline&)) {
  Outline outline;
  read(text, {0, text.size()}, outline.add_block(), outline);
  Pairs pairs;
  for (const Field& field : outline.fields) {
    const std::string value(text.substr(field.value.begin, field.value.end - field.value.begin));
    const bool collection = !field.quoted && (value.starts_with('{') || value.starts_with('['));
    if (collection || field.name.empty()) continue;
    pairs.emplace(text.substr(field.name.begin, field.name.end - field.name.begin), value);
  }
  return pairs;
}

void walk(yaml_document_t& document, int index, const std::string& name, Pairs& pairs) {
  yaml_node_t* node = yaml_document_get_node(&document, index);
  if (node->type == YAML_SCALAR_NODE) {
    const std::string value(reinterpret_cast<const char*>(node->data.scalar.value),
                            node->data.scalar.length);
    if (!name.empty()) pairs.emplace(name, value);
  } else if (node->type == YAML_SEQUENCE_NODE) {
    for (auto* item = node->data.sequence.items.start; item < node->data.sequence.items.top;
         ++item) {
      walk(document, *item, "", pairs);
    }
  } else if (node->type == YAML_MAPPING_NODE) {
    for (auto* pair = node->data.mapping.pairs.start; pair < node->data.mapping.pairs.top; ++pair) {
      const yaml_node_t* key = yaml_document_get_node(&document, pair->key);
      walk(document, pair->value, reinterpret_cast<const char*>(key->data.scalar.value), pairs);
    }
  }
}

Pairs libyaml(std::string_view text) {
  yaml_parser_t parser;
  yaml_document_t document;
  yaml_parser_initialize(&parser);
  yaml_parser_set_input_string(&parser, reinterpret_cast<const unsigned char*>(text.data()),
                               text.size());
  Pairs pairs;
  EXPECT_EQ(yaml_parser_load(&parser, &document), 1) << text;
  if (yaml_document_get_root_node(&document) != nullptr) walk(document, 1, "", pairs);
  yaml_document_delete(&document);
  yaml_parser_delete(&parser);
  return pairs;
}

void walk(const toml::node& node, const std::string& name, Pairs& pairs) {
  if (const toml::table* table = node.as_table()) {
    for (const auto& [key, value] : *table) walk(value, std::string(key.str()), pairs);
  } else if (const toml::array* array = node.as_array()) {
    for (const toml::node& item : *array) walk(item, "", pairs);
  } else if (name.empty()) {
    return;
  } else if (const auto* text = node.as_string()) {
    pairs.emplace(name, text->get());
  } else if (const auto* number = node.as_integer()) {
    pairs.emplace(name, std::to_string(number->get()));
  } else if (const auto* flag = node.as_boolean()) {
    pairs.emplace(name, flag->get() ? "true" : "false");
  }
}

Pairs tomlplusplus(std::string_view text) {
  Pairs pairs;
  const toml::parse_result result = toml::parse(text);
  EXPECT_TRUE(result.succeeded()) << text;
  if (result.succeeded()) walk(result.table(), "", pairs);
  return pairs;
}

constexpr std::string_view kYaml[] = {
    "a: 1\nb: two words\nc: \"quoted # no comment\"\nd: 'single'\n",
    "a: # comment\n  b: x # comment\n  c:\n    d: https://relay.example/v1\ne: y\n",
    "list:\n  - name: one\n    url: https://one.example\n  - name: two\n    url: "
    "https://two.example\n",
    "list:\n- name: one\n  inner:\n    key: v\n- name: two\nafter: z\n",
    "- a: 1\n  b: 2\n-\n  c: 3\n",
    "a: {b: x, c: 'y', d: {e: z}}\nf: [g, h]\n",
    "a: &anchor x\nb: !!str y\nempty:\nnext: 1\n",
    "\"quoted key\": v\n'other key': w\nkey with spaces: x\n",
    "---\na: b\n...\n",
    "a:\r\n  b: c\r\nd: e\r\n",
    "deep:\n  - - x: 1\n    - y: 2\n",
};
constexpr std::string_view kToml[] = {
    "a = 1\nb = \"two words\"\nc = 'literal'\nd = true\n",
    "# comment\n[table]\nurl = \"https://relay.example/v1\" # comment\n\n[table.inner]\nkey = "
    "\"v\"\n",
    "[[list]]\nname = \"one\"\n[[list]]\nname = \"two\"\n",
    "inline = { a = \"x\", b = 2 }\narray = [ { c = \"y\" }, { c = \"z\" } ]\n",
    "\"quoted key\" = \"v\"\nbare-key_1 = \"w\"\n",
    "text = \"\"\"\nfirst\nsecond\"\"\"\nafter = \"x\"\n",
    "array = [\n  \"a\", # comment\n  \"b\",\n]\nafter = 'y'\n",
    "a = \"with # inside\"\r\nb = \"c\"\r\n",
};

TEST(Yaml, AgreesWithLibyaml) {
  for (const std::string_view text : kYaml) EXPECT_EQ(ours(text, read_yaml), libyaml(text)) << text;
}
TEST(Toml, AgreesWithTomlPlusPlus) {
  for (const std::string_view text : kToml)
    EXPECT_EQ(ours(text, read_toml), tomlplusplus(text)) << text;
}

}  // namespace
}  // namespace stoprule
#endif
