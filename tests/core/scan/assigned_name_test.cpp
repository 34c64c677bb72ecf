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
}

TEST(AssignedName, StandsBeforeItsType) {
  EXPECT_EQ(name_in("val name: String? = \"@\""), "name");
  EXPECT_EQ(name_in("const NAME: &'static str = \"@\""), "NAME");
  EXPECT_EQ(name_in("const NAME: &str = \"@\""), "NAME");
  EXPECT_EQ(name_in("name: Optional[str] = '@'"), "name");
  EXPECT_EQ(name_in("var name string = `@`"), "name");
  EXPECT_EQ(name_in("run: NAME = @"), "NAME");  // no type
  EXPECT_EQ(name_in("string = '@'"), "string");
}

TEST(AssignedName, StandsApart) {
  EXPECT_EQ(name_in("ENV A_NAME @"), "A_NAME");
  EXPECT_EQ(name_in("a_name\t@"), "a_name");
  EXPECT_EQ(name_in("name: |-\n    @"), "name");
  EXPECT_EQ(name_in("name =\r\n  '@'"), "name");
  EXPECT_EQ(name_in("<name>\n  @"), "name");
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

}  // namespace
}  // namespace stoprule
