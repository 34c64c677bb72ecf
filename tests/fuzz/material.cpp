#include "material.h"

#include <algorithm>
#include <iterator>
#include <string_view>
#include <vector>

#include "catalog/catalog_data.h"
#include "made/encoded.h"
#include "made/made_key.h"
#include "stoprule/stoprule.h"

// libFuzzer's, called by the mutator below.
extern "C" std::size_t LLVMFuzzerMutate(std::uint8_t* data, std::size_t size, std::size_t max_size);

namespace stoprule {
namespace {

constexpr std::string_view kSigns[] = {" ",
                                       "\n",
                                       "\r",
                                       "\t",
                                       "\"",
                                       "'",
                                       "`",
                                       "=",
                                       ":",
                                       ",",
                                       ";",
                                       "(",
                                       ")",
                                       "[",
                                       "]",
                                       "{",
                                       "}",
                                       "<",
                                       ">",
                                       "/",
                                       "\\",
                                       "%",
                                       "&",
                                       "+",
                                       "\"+\"",
                                       "\",\"",
                                       "].join(\"\")",
                                       ".concat(\"",
                                       "\".split(\"\").reverse()",
                                       "atob(\"",
                                       "String.fromCharCode(",
                                       "\\x",
                                       "\\u{",
                                       "&#x",
                                       "%25",
                                       "data:text/plain;base64,",
                                       "://",
                                       "@",
                                       "base_url: ",
                                       "\"api_key\": \"",
                                       "export A=",
                                       "[section]\n",
                                       "- name: ",
                                       "\xef\xbb\xbf",
                                       "\xff\xfe",
                                       "\xf0\x9f\x98\x80",
                                       "\xed\xa0\x80",
                                       "```\n",
                                       "<script>",
                                       "| a | b |\n",
                                       "# ",
                                       "curl "};

std::string_view pick(const std::vector<std::string_view>& words, std::uint64_t number) {
  return words.empty() ? std::string_view() : words[number % words.size()];
}

std::string encoded(std::string_view text, std::uint64_t how) {
  std::string out;
  for (const char c : text) {
    const auto byte = static_cast<std::uint8_t>(c);
    switch (how % 6) {
      case 0:
        out += hex_bytes({&c, 1}, "\\x");
        break;
      case 1:
        out += hex_bytes({&c, 1}, "%");
        break;
      case 2:
        out += "&#" + std::to_string(byte) + ";";
        break;
      case 3:
        out += std::to_string(byte) + ",";
        break;
      case 4:
        out += {c, '\0'};
        break;
      default:
        out += hex_bytes({&c, 1}, "");
    }
  }
  return out;
}

std::string unpadded(std::string_view bytes) { return base64(bytes, "+/", false); }

}  // namespace

std::string material(std::uint64_t number) {
  const CatalogData& catalog = Catalog::builtin().data();
  const std::uint64_t kind = number % 8, which = number / 8;
  const KeyRule& rule = catalog.rules[which % catalog.rules.size()];
  const Vendor& vendor = catalog.vendors[which % catalog.vendors.size()];
  const std::uint64_t more = which / catalog.rules.size();
  switch (kind) {
    case 0:
      return made_key(rule, more % 64).text;
    case 1:
      return std::string(made_key(rule, more % 64).secret());
    case 2:
      return encoded(made_key(rule, more % 8).secret(), more);
    case 3:
      return unpadded(made_key(rule, more % 64).text);
    case 4:
      return std::string(pick(rule.near, more));
    case 5:
      return vendor.hosts.empty()
                 ? std::string(vendor.name)
                 : "https://" + std::string(vendor.hosts[more % vendor.hosts.size()].host);
    default:
      return std::string(kSigns[which % std::size(kSigns)]);
  }
}

}  // namespace stoprule

extern "C" std::size_t LLVMFuzzerCustomMutator(std::uint8_t* data, std::size_t size,
                                               std::size_t max_size, unsigned seed) {
  if (seed % 4 == 0) return LLVMFuzzerMutate(data, size, max_size);
  const std::uint64_t number = std::uint64_t{seed} * 0x9e3779b97f4a7c15 >> 20;
  const std::string piece = stoprule::material(number);
  if (piece.size() > max_size) return LLVMFuzzerMutate(data, size, max_size);
  const std::size_t at = size == 0 ? 0 : number % (size + 1);
  const std::size_t kept = std::min(size - at, max_size - std::min(max_size, at + piece.size()));
  if (at + piece.size() > max_size) return LLVMFuzzerMutate(data, size, max_size);
  std::copy_backward(data + at, data + at + kept, data + at + kept + piece.size());
  std::copy(piece.begin(), piece.end(), data + at);
  return at + piece.size() + kept;
}
