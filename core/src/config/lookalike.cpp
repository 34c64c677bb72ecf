#include "config/lookalike.h"

#include <algorithm>
#include <optional>
#include <vector>

#include "text/characters.h"

namespace stoprule {
namespace {

// RFC 3492 with its parameters; nothing where the label is no valid punycode.
std::optional<std::vector<std::uint32_t>> decode_punycode(std::string_view label) {
  constexpr std::uint32_t kBase = 36, kMin = 1, kMax = 26, kSkew = 38, kDamp = 700;
  std::vector<std::uint32_t> out;
  const std::size_t dash = label.rfind('-');
  std::size_t at = 0;
  if (dash != std::string_view::npos) {
    for (const char c : label.substr(0, dash)) out.push_back(static_cast<unsigned char>(c));
    at = dash + 1;
  }
  std::uint32_t code = 128, bias = 72;
  std::uint64_t i = 0;
  while (at < label.size()) {
    const std::uint64_t old = i;
    std::uint64_t weight = 1;
    for (std::uint32_t k = kBase;; k += kBase) {
      if (at >= label.size()) return std::nullopt;
      const char c = label[at++];
      const std::uint32_t digit = is_digit(c) ? static_cast<std::uint32_t>(c - '0') + 26
                                              : static_cast<std::uint32_t>(to_lower(c) - 'a');
      if (digit >= kBase) return std::nullopt;
      i += digit * weight;
      const std::uint32_t threshold = k <= bias ? kMin : k >= bias + kMax ? kMax : k - bias;
      if (digit < threshold) break;
      weight *= kBase - threshold;
      if (weight > UINT32_MAX || i > UINT32_MAX) return std::nullopt;
    }
    const auto size = static_cast<std::uint64_t>(out.size()) + 1;
    std::uint64_t delta = old == 0 ? (i - old) / kDamp : (i - old) / 2;
    delta += delta / size;
    std::uint32_t k = 0;
    for (; delta > ((kBase - kMin) * kMax) / 2; k += kBase) delta /= kBase - kMin;
    bias = k + static_cast<std::uint32_t>((kBase - kMin + 1) * delta / (delta + kSkew));
    code += static_cast<std::uint32_t>(i / size);
    i %= size;
    if (code > 0x10ffff) return std::nullopt;
    out.insert(out.begin() + static_cast<std::ptrdiff_t>(i), code);
    ++i;
  }
  return out;
}

// The ASCII letter that a code point looks like; "" for what looks like none. Facts: Unicode's
// confusables, the letters that occur in such host names.
std::string_view letter_like(std::uint32_t code) {
  struct Pair {
    std::uint32_t code;
    std::string_view letter;
  };
  static constexpr Pair kPairs[] = {
      {0xe0, "a"},   {0xe1, "a"},   {0xe2, "a"},  {0xe3, "a"},  {0xe4, "a"},  {0xe5, "a"},
      {0xe7, "c"},   {0xe8, "e"},   {0xe9, "e"},  {0xea, "e"},  {0xeb, "e"},  {0xec, "i"},
      {0xed, "i"},   {0xee, "i"},   {0xef, "i"},  {0xf1, "n"},  {0xf2, "o"},  {0xf3, "o"},
      {0xf4, "o"},   {0xf5, "o"},   {0xf6, "o"},  {0xf8, "o"},  {0xf9, "u"},  {0xfa, "u"},
      {0xfb, "u"},   {0xfc, "u"},   {0xfd, "y"},  {0x101, "a"}, {0x103, "a"}, {0x107, "c"},
      {0x10d, "c"},  {0x113, "e"},  {0x117, "e"}, {0x119, "e"}, {0x131, "i"}, {0x12b, "i"},
      {0x142, "l"},  {0x144, "n"},  {0x14d, "o"}, {0x15b, "s"}, {0x161, "s"}, {0x3b1, "a"},
      {0x3b5, "e"},  {0x3b9, "i"},  {0x3bd, "v"}, {0x3bf, "o"}, {0x3c1, "p"}, {0x3c5, "u"},
      {0x430, "a"},  {0x435, "e"},  {0x43e, "o"}, {0x440, "p"}, {0x441, "c"}, {0x443, "y"},
      {0x445, "x"},  {0x455, "s"},  {0x456, "i"}, {0x457, "i"}, {0x458, "j"}, {0x4bb, "h"},
      {0x501, "d"},  {0x51b, "q"},  {0x51d, "w"}, {0x578, "n"}, {0x585, "o"}, {0x1ea1, "a"},
      {0x1eb9, "e"}, {0x1ecd, "o"}, {0x1e05, "b"}};
  const auto found = std::find_if(std::begin(kPairs), std::end(kPairs),
                                  [&](const Pair& pair) { return pair.code == code; });
  return found == std::end(kPairs) ? std::string_view() : found->letter;
}

void append_letter(std::uint32_t code, std::string& out) {
  if (code < 0x80) {
    out.push_back(static_cast<char>(code));
  } else {
    const std::string_view letter = letter_like(code);
    out.append(letter.empty() ? "?" : letter);
  }
}

// UTF-8 of up to three bytes, as hosts are written; anything else gives "?".
void append_unicode(std::string_view label, std::string& out) {
  for (std::size_t at = 0; at < label.size();) {
    const auto byte = static_cast<unsigned char>(label[at]);
    const std::size_t length = byte < 0x80                   ? 1
                               : byte >= 0xc2 && byte < 0xe0 ? 2
                               : byte >= 0xe0 && byte < 0xf0 ? 3
                                                             : 1;
    std::uint32_t code = length == 1 ? byte : byte & (length == 2 ? 0x1fu : 0x0fu);
    for (std::size_t i = 1; i < length && at + i < label.size(); ++i) {
      code = code << 6 | (static_cast<unsigned char>(label[at + i]) & 0x3fu);
    }
    append_letter(byte >= 0x80 && length == 1 ? 0xfffd : code, out);
    at += length;
  }
}

char digit_like(char c) {
  switch (c) {
    case '0':
      return 'o';
    case '1':
      return 'l';
    case '3':
      return 'e';
    case '5':
      return 's';
    default:
      return c;
  }
}

// "open-ai-proxy" has the word "openai"? Compared without hyphens, at the begin or end of the label
// or of a part of it.
bool has_brand(std::string_view label, std::string_view brand) {
  std::string joined;
  for (const char c : label) {
    if (c != '-' && c != '_') joined.push_back(c);
  }
  if (joined.starts_with(brand) || joined.ends_with(brand)) return true;
  std::size_t begin = 0;
  while (begin <= label.size()) {
    const std::size_t end = std::min(label.find_first_of("-_", begin), label.size());
    if (label.substr(begin, end - begin) == brand) return true;
    begin = end + 1;
  }
  return false;
}

// "l", "i" and "1" are one stroke each: anthroplc, googleapls.
std::string one_stroke(std::string_view text) {
  std::string out(text);
  std::replace(out.begin(), out.end(), 'i', 'l');
  return out;
}

// Two letters in turned order or one twice: opeani, deepseeek. In a long brand also one letter more
// or less inside: anthrophic. Other changes make other words: openapi, replicated.
bool misspells(std::string_view label, std::string_view brand) {
  constexpr std::size_t kLong = 8;
  if (label.size() + 1 < brand.size() || label.size() > brand.size() + 1) return false;
  const std::size_t shorter = std::min(label.size(), brand.size());
  std::size_t same = 0;
  while (same < shorter && label[same] == brand[same]) ++same;
  const std::string_view a = label.substr(same), b = brand.substr(same);
  if (label.size() == brand.size()) {
    return a.size() >= 2 && a[0] == b[1] && a[1] == b[0] && a.substr(2) == b.substr(2);
  }
  const bool more = label.size() > brand.size();
  if ((more ? a.substr(1) : a) != (more ? b : b.substr(1))) return false;
  const bool twice = more && same > 0 && a[0] == label[same - 1];
  return twice || (brand.size() >= kLong && same > 0 && same + 1 < shorter);
}

// The label that a company registers: "openai" of api.openai.com.
std::string_view brand_of(std::string_view host) {
  const std::size_t last = host.rfind('.');
  if (last == std::string_view::npos || last == 0) return {};
  const std::size_t before = host.rfind('.', last - 1);
  return host.substr(before + 1, last - before - 1);  // npos + 1 is 0
}

// Fewer letters are words of everyday names.
constexpr std::size_t kShortestBrand = 6;

}  // namespace

std::string skeleton_of(std::string_view host) {
  std::string out;
  for (std::size_t begin = 0; begin <= host.size();) {
    const std::size_t end = std::min(host.find('.', begin), host.size());
    const std::string_view label = host.substr(begin, end - begin);
    const auto decoded =
        label.starts_with("xn--") ? decode_punycode(label.substr(4)) : std::nullopt;
    if (decoded) {
      for (const std::uint32_t code : *decoded) append_letter(code, out);
    } else {
      append_unicode(label, out);
    }
    if (end < host.size()) out.push_back('.');
    begin = end + 1;
  }
  return out;
}

std::uint32_t imitated_vendor(const CatalogData& catalog, std::string_view host) {
  if (host.size() > 253) return UINT32_MAX;
  const std::string plain = skeleton_of(host);
  std::string letters = plain;
  std::transform(letters.begin(), letters.end(), letters.begin(), digit_like);
  std::uint32_t branded = UINT32_MAX;
  for (std::uint32_t i = 0; i < catalog.vendors.size(); ++i) {
    const Vendor& vendor = catalog.vendors[i];
    // Nobody imitates those who stand in between.
    const bool known = vendor.kind == VendorKind::kFirstPartyModelVendor ||
                       vendor.kind == VendorKind::kInferenceHost ||
                       vendor.kind == VendorKind::kAggregator ||
                       vendor.kind == VendorKind::kCloudPlatform;
    if (!known) continue;
    for (const VendorHost& row : vendor.hosts) {
      if (row.host.find('.') == std::string_view::npos ||
          row.host.find('*') != std::string_view::npos || row.suffix)
        continue;
      // The whole name in other letters, or as the first labels of another name.
      if (plain == row.host || letters == row.host) return i;
      if (plain.size() > row.host.size() && plain.starts_with(row.host) &&
          plain[row.host.size()] == '.')
        return i;
      const std::string_view brand = brand_of(row.host);
      const std::string_view domain = row.host.substr(row.host.rfind(brand));
      const bool theirs = host.ends_with(domain) && (host.size() == domain.size() ||
                                                     host[host.size() - domain.size() - 1] == '.');
      if (theirs) continue;  // another host of theirs
      if (branded != UINT32_MAX || brand.size() < kShortestBrand) continue;
      for (std::size_t begin = 0; begin <= letters.size();) {
        const std::size_t end = std::min(letters.find('.', begin), letters.size());
        const std::string_view label = std::string_view(letters).substr(begin, end - begin);
        const std::string_view label_as_written =
            std::string_view(plain).substr(begin, end - begin);
        if (has_brand(label, brand) || has_brand(label_as_written, brand) ||
            has_brand(one_stroke(label), one_stroke(brand)) || misspells(label, brand))
          branded = i;
        begin = end + 1;
      }
    }
  }
  return branded;
}

}  // namespace stoprule
