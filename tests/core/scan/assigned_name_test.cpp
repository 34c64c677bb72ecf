// What a value is called, in each way that names are given.
#include "scan/assigned_name.h"

#include <gtest/gtest.h>

#include <string>
#include <string_view>

namespace stoprule {
namespace {

// The value stands at `@`.
std::string name_in(std::string_view text) {
  const std::size_t at = text.rfind('@');
  const Span name = assigned_name(text, at);
  return std::string(text.substr(name.begin, name.end - name.begin));
}

TEST(AssignedName, StandsBeforeAnOperator) {
  EXPECT_EQ(name_in("A_NAME=@"), "A_NAME");
  EXPECT_EQ(name_in("a.name : '@'"), "a.name");
  EXPECT_EQ(name_in(R"("{\"name\":\"@\"}")"), "name");
  EXPECT_EQ(name_in("env['A_NAME'] ||= '@'"), "A_NAME");
  EXPECT_EQ(name_in("A_NAME ?= \"@\""), "A_NAME");
  EXPECT_EQ(name_in("env.NAME ?? \"@\""), "env.NAME");
  EXPECT_EQ(name_in("define('NAME', '@')"), "NAME");
  EXPECT_EQ(name_in("const string Name = $\"@\""), "Name");
  EXPECT_EQ(name_in("name = r\"@\""), "name");
  EXPECT_EQ(name_in("| name | @"), "name");
  EXPECT_EQ(name_in("X-Name: Bearer @"), "X-Name");
  EXPECT_EQ(name_in("<name>@"), "name");
  EXPECT_EQ(name_in("name <- \"@\""), "name");
  EXPECT_EQ(name_in("char name[] = \"@\""), "name");
}

TEST(AssignedName, StandsBeforeItsType) {
  EXPECT_EQ(name_in("val name: String? = \"@\""), "name");
  EXPECT_EQ(name_in("const NAME: &'static str = \"@\""), "NAME");
  EXPECT_EQ(name_in("const NAME: &str = \"@\""), "NAME");
  EXPECT_EQ(name_in("name: Optional[str] = '@'"), "name");
  EXPECT_EQ(name_in("var name string = `@`"), "name");
  EXPECT_EQ(name_in("run: NAME = @"), "NAME");  // no type
  EXPECT_EQ(name_in("string = '@'"), "string");
  EXPECT_EQ(name_in("public string Name { get; set; } = \"@\""), "Name");
}

TEST(AssignedName, StandsApart) {
  EXPECT_EQ(name_in("ENV A_NAME @"), "A_NAME");
  EXPECT_EQ(name_in("a_name\t@"), "a_name");
  EXPECT_EQ(name_in("name: |-\n    @"), "name");
  EXPECT_EQ(name_in("name =\r\n  '@'"), "name");
  EXPECT_EQ(name_in("<name>\n  @"), "name");
  EXPECT_EQ(name_in("ENV AN_KEY @"), "AN_KEY");
  EXPECT_EQ(name_in("run --a-token @ --more"), "--a-token");
  EXPECT_EQ(name_in("a word @"), "");
  EXPECT_EQ(name_in("path/a_name @"), "");
  EXPECT_EQ(name_in("[\"a\",\n \"@\""), "");
  EXPECT_EQ(name_in("a_name\n@"), "");
}

TEST(AssignedName, StandsInAPair) {
  EXPECT_EQ(name_in(R"({"name": "A", "value": "@"})"), "A");
  EXPECT_EQ(name_in("- name: A\n  value: @"), "A");
  EXPECT_EQ(name_in("<add key=\"A\" value=\"@\" />"), "A");
  EXPECT_EQ(name_in("<key>A</key>\n  <string>@</string>"), "A");
  EXPECT_EQ(name_in("<property><name>A</name>\n<value>@"), "A");
  EXPECT_EQ(name_in("variable \"a\" {\n  type = string\n  default = \"@\""), "a");
  EXPECT_EQ(name_in(R"([{"name": "A"}, {"value": "@"}])"), "value");
  EXPECT_EQ(name_in("value: @"), "value");
}

// The names around it, each in brackets.
std::string names_in(std::string_view text) {
  std::string out;
  for (const Span& name : names_around(text, text.find('@')))
    out += "[" + std::string(text.substr(name.begin, name.end - name.begin)) + "]";
  return out;
}

TEST(NamesAround, AreTheLineBeforeAndItsHeadings) {
  EXPECT_EQ(names_in("acme: { apiKey: '@' }"), "[apiKey][acme: { ]");
  EXPECT_EQ(names_in("a = 1; new Acme(apiKey = '@')"), "[apiKey][ new Acme(]");
  EXPECT_EQ(names_in("other:\n  x: 1\nacme:\n  on: true\n  # both\n  key: @"),
            "[key][  ][# both][acme:]");
  EXPECT_EQ(names_in("[other]\nx=1\n\n[acme]\non=1\nkey=@"), "[key][[acme]]");
  EXPECT_EQ(names_in("// Acme\nconst KEY = '@'"), "[KEY][const ][// Acme]");
  EXPECT_EQ(names_in("{\n  \"acme\": {\n    \"key\": \"@\"\n"), "[key][    \"][\"acme\": {][{]");
}

TEST(NamesAround, AreOfSecretsOnly) {
  EXPECT_EQ(names_in("acme:\n  hash: @"), "[hash]");
  EXPECT_EQ(names_in("acme {\n  @"), "[]");
}

TEST(NamesOther, WhatIsNoSecret) {
  EXPECT_EQ(names_other("acme_sha"), "sha");
  EXPECT_EQ(names_other("contentHash"), "hash");
  EXPECT_EQ(names_other("X-Trace-Id"), "traceid");
  EXPECT_EQ(names_other("rev"), "rev");
  for (const std::string_view name : {"hashKey", "apiKey", "prev", "sha_token", ""})
    EXPECT_EQ(names_other(name), "") << name;
}

}  // namespace
}  // namespace stoprule
