#include "report/json_writer.h"

#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

#include "catalog/json.h"

namespace stoprule {
namespace {

TEST(JsonWriter, WritesPartsAsTheyCome) {
  JsonWriter out;
  out.object([&] {
    out.name("empty");
    out.array(std::vector<int>{}, [&](int item) { out.write(item); });
    out.name("list");
    out.array(std::vector<std::uint64_t>{1, 18446744073709551615u},
              [&](std::uint64_t item) { out.write(item); });
    out.name("inner");
    out.object([&] {
      out.name("yes");
      out.write(true);
    });
    out.name("text");
    out.write("a");
  });
  EXPECT_EQ(out.take(),
            R"({"empty":[],"list":[1,18446744073709551615],"inner":{"yes":true},"text":"a"})");
}

TEST(JsonWriter, SpellsStringsAsTheLibraryDoes) {
  for (const std::string_view text :
       {"", "plain", "\"quoted\\", "line\nend\t\x01\x1f\x7f", "h\xC3\xA9 \xF0\x9F\x94\x91",
        "\xEF\xBF\xBD", "cut \xE2\x82", "\xC0\xAF", "\xED\xA0\x80", "\x80", "\xF4\x90\x80\x80"}) {
    JsonWriter out;
    out.write(text);
    EXPECT_EQ(out.take(), json_quoted(text)) << text;
  }
}

}  // namespace
}  // namespace stoprule
