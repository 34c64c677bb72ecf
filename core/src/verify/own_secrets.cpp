#include "verify/own_secrets.h"

#include <algorithm>

#include "text/characters.h"
#include "text/wipe.h"

namespace stoprule {
namespace {

constexpr std::size_t kShortest = 8;
constexpr std::size_t kLongest = 2048;  ///< of a form: so much of a value is not there by chance
constexpr std::string_view kLowerHex = "0123456789abcdef", kUpperHex = "0123456789ABCDEF";

// What stands in front-end code for a thousand reasons: words, numbers, versions, plain addresses.
bool is_trivial(std::string_view value) {
  const auto all = [&](auto accept) { return std::all_of(value.begin(), value.end(), accept); };
  if (all([](char c) { return is_digit(c) || c == '.' || c == '-' || c == ':'; })) return true;
  if (all([&](char c) { return c == value[0]; })) return true;
  for (const std::string_view word : {"undefined", "disabled", "production", "development",
                                      "localhost", "anonymous", "debugger"}) {
    if (value == word) return true;
  }
  const std::size_t scheme = value.find("://");
  if (scheme == std::string_view::npos) return false;
  return value.find_first_of("@?#=", scheme) == std::string_view::npos;
}

bool is_public(std::string_view value, const KeyMatcher& matcher) {
  const std::string text = "\"" + std::string(value) + "\"";
  const Window window{text, 0};
  KeySearch search;
  bool known = false, secret = false;
  matcher.find(window, 0, text.size(), false, search, [&](const KeyMatch& match) {
    if (match.secret.end - match.secret.begin < value.size()) return;
    (matcher.rule(match).exposure == Exposure::kPublic ? known : secret) = true;
  });
  return known && !secret;
}

// The base64 of `value` where `skipped` bytes stand before it: only the characters that depend on
// nothing else.
std::string base64_inside(std::string_view value, std::size_t skipped, std::string_view last_two) {
  constexpr std::string_view kLetters = kBase64Digits.substr(0, 62);  // the last two differ
  const std::size_t bits = (skipped + value.size()) * 8;
  std::string out;
  for (std::size_t bit = (skipped * 8 + 5) / 6 * 6; bit + 6 <= bits; bit += 6) {
    std::uint32_t digit = 0;
    for (std::size_t i = bit; i < bit + 6; ++i) {
      const auto byte = static_cast<std::uint8_t>(value[i / 8 - skipped]);
      digit = digit << 1 | (byte >> (7 - i % 8) & 1u);
    }
    out.push_back(digit < kLetters.size() ? kLetters[digit] : last_two[digit - kLetters.size()]);
  }
  return out;
}

template <class Escape>
std::string escaped(std::string_view value, const Escape& escape) {
  std::string out;
  for (const char c : value) escape(c, out);
  return out;
}

void put_hex(char c, std::string_view digits, std::string& out) {
  const auto byte = static_cast<std::uint8_t>(c);
  out.push_back(digits[byte >> 4]);
  out.push_back(digits[byte & 15]);
}

std::string percent(std::string_view value, std::string_view digits) {
  return escaped(value, [&](char c, std::string& out) {
    const bool plain = is_letter(c) || is_digit(c) ||
                       std::string_view("-_.!~*'()").find(c) != std::string_view::npos;
    if (plain) return out.push_back(c);
    out.push_back('%');
    put_hex(c, digits, out);
  });
}

std::string in_quotes(std::string_view value, char quote) {
  return escaped(value, [&](char c, std::string& out) {
    if (c == '\n') return void(out.append("\\n"));
    if (c == '\r') return void(out.append("\\r"));
    if (c == '\t') return void(out.append("\\t"));
    if (c == '\\' || c == quote) out.push_back('\\');
    out.push_back(c);
  });
}

std::string each_with(std::string_view value, std::string_view before, std::string_view digits) {
  return escaped(value, [&](char c, std::string& out) {
    out.append(before);
    put_hex(c, digits, out);
  });
}

std::string html(std::string_view value) {
  return escaped(value, [](char c, std::string& out) {
    switch (c) {
      case '&':
        return void(out.append("&amp;"));
      case '<':
        return void(out.append("&lt;"));
      case '>':
        return void(out.append("&gt;"));
      case '"':
        return void(out.append("&quot;"));
      default:
        out.push_back(c);
    }
  });
}

}  // namespace

OwnSecrets::OwnSecrets(const std::vector<OwnSecret>& secrets, const KeyMatcher& matcher) {
  for (std::uint32_t i = 0; i < secrets.size(); ++i) {
    const std::string_view value = secrets[i].value;
    std::string_view why;
    if (value.size() < kShortest) {
      why = "unchecked.short";
    } else if (is_trivial(value)) {
      why = "unchecked.trivial";
    } else if (is_public(value, matcher)) {
      why = "unchecked.public";
    }
    if (!why.empty()) {
      unchecked_.push_back({i, why});
      continue;
    }
    add(i, std::string(value), "");
    for (std::size_t skipped = 0; skipped < 3; ++skipped) {
      for (const std::string_view last_two : {"+/", "-_"})
        add(i, base64_inside(value, skipped, last_two), "base64");
    }
    add(i, in_quotes(value, '"'), "escapes");
    add(i, in_quotes(value, '\''), "escapes");
    for (const std::string_view digits : {kUpperHex, kLowerHex}) {
      add(i, percent(value, digits), "percent");
      add(i, each_with(value, "%", digits), "percent");
      add(i, each_with(value, "\\x", digits), "escapes");
      add(i, each_with(value, "\\u00", digits), "escapes");
      add(i, each_with(value, "", digits), "hex");
    }
    add(i, html(value), "html");
  }
  if (forms_.empty()) return;
  std::vector<AnchorIndex::Entry> entries;
  for (std::uint32_t i = 0; i < forms_.size(); ++i) entries.push_back({forms_[i].text, i, false});
  index_ = std::make_unique<AnchorIndex>(std::move(entries));
}

OwnSecrets::~OwnSecrets() {
  for (Form& form : forms_) wipe(form.text);
}

void OwnSecrets::add(std::uint32_t secret, std::string text, std::string_view hidden_by) {
  if (text.size() > kLongest) text.resize(kLongest);
  const bool known = std::any_of(forms_.begin(), forms_.end(), [&](const Form& form) {
    return form.secret == secret && form.text == text;
  });
  if (!known) forms_.push_back({std::move(text), secret, hidden_by});
}

std::vector<OwnMatch> OwnSecrets::find(const Window& window, std::uint64_t begin,
                                       std::uint64_t end) const {
  std::vector<OwnMatch> out;
  if (!index_) return out;
  index_->look_all(window.bytes, window.index(begin), window.index(end),
                   [&](std::size_t at, std::uint32_t which) {
                     const Form& form = forms_[which];
                     const std::uint64_t from = window.offset + at;
                     out.push_back({{from, from + form.text.size()}, form.secret, form.hidden_by});
                   });
  std::sort(out.begin(), out.end(), [](const OwnMatch& a, const OwnMatch& b) {
    if (a.span.begin != b.span.begin) return a.span.begin < b.span.begin;
    if (a.span.end != b.span.end) return a.span.end > b.span.end;
    return a.secret < b.secret;
  });
  std::uint64_t taken = begin;
  std::erase_if(out, [&](const OwnMatch& match) {
    if (match.span.begin < taken) return true;
    taken = match.span.end;
    return false;
  });
  return out;
}

}  // namespace stoprule
