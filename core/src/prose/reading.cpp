#include "prose/reading.h"

#include <algorithm>
#include <array>

#include "text/characters.h"

namespace stoprule {
namespace {

// The end of an address: where white space, a closing bracket, a quote or another script begins.
std::size_t address_end(std::string_view text, std::size_t at) {
  while (at < text.size() && static_cast<std::uint8_t>(text[at]) > ' ' &&
         static_cast<std::uint8_t>(text[at]) < 0x80 &&
         std::string_view(")>]\"'|<,").find(text[at]) == std::string_view::npos) {
    ++at;
  }
  return at;
}

// "example.com/x", "index.md": letters or digits, a dot, at least two letters.
struct DottedName {
  std::size_t end = 0;   // of the whole of it; 0 where there is none
  std::size_t read = 0;  // no other begins in [at, read) where none begins at `at`
};
DottedName dotted_name(std::string_view text, std::size_t at) {
  const auto part = [](char c) { return is_alnum(c) || c == '-' || c == '_'; };
  std::size_t end = at;
  bool dotted = false;
  while (end < text.size() &&
         (part(text[end]) || text[end] == '.' || text[end] == '/' || text[end] == '@')) {
    if (text[end] == '.' && end > at && end + 2 < text.size() && is_alnum(text[end - 1]) &&
        is_letter(text[end + 1]) && part(text[end + 2])) {
      dotted = true;
    }
    ++end;
  }
  const std::size_t read = end;
  while (end > at && (text[end - 1] == '.' || text[end - 1] == '/')) --end;
  return {dotted ? end : 0, read};
}

std::size_t tag_end(std::string_view text, std::size_t at) {
  constexpr std::size_t kLongestTag = 400;
  const std::size_t close =
      text.substr(0, std::min(text.size(), at + kLongestTag)).find_first_of(">\n", at);
  return close == std::string_view::npos || text[close] != '>' ? 0 : close + 1;
}

bool is_block_tag(std::string_view tag) {  // behind the '<' and '/'
  constexpr std::string_view kBlocks[] = {"br", "p",     "li",    "div",     "tr",     "td", "th",
                                          "h1", "h2",    "h3",    "h4",      "h5",     "h6", "ul",
                                          "ol", "table", "title", "summary", "section"};
  return std::any_of(std::begin(kBlocks), std::end(kBlocks), [&](std::string_view name) {
    return tag.starts_with(name) && tag.size() > name.size() && !is_alnum(tag[name.size()]);
  });
}

struct ScriptCounts {
  std::array<std::size_t, 7> letters{};
  std::size_t& operator[](Script script) { return letters[static_cast<std::size_t>(script)]; }
};

ScriptCounts count_scripts(std::string_view text) {
  ScriptCounts counts;
  for (std::size_t at = 0; at < text.size();) {
    const auto byte = static_cast<std::uint8_t>(text[at]);
    if (byte < 0x80) {
      if (is_letter(text[at])) ++counts[Script::kLatin];
      ++at;
      continue;
    }
    const CodePoint c = decode_at(text, at);
    at += c.size;
    if (c.value >= 0x3400 && c.value <= 0x9fff)
      ++counts[Script::kHan];
    else if (c.value >= 0x3041 && c.value <= 0x30ff)
      ++counts[Script::kKana];
    else if (c.value >= 0xac00 && c.value <= 0xd7a3)
      ++counts[Script::kHangul];
    else if (c.value >= 0x400 && c.value <= 0x52f)
      ++counts[Script::kCyrillic];
    else if (c.value >= 0x600 && c.value <= 0x6ff)
      ++counts[Script::kArabic];
    else if (c.value >= 0x900 && c.value <= 0x97f)
      ++counts[Script::kDevanagari];
  }
  return counts;
}

}  // namespace

Reading::Reading(const WordIndex& words, const Text& text)
    : words_(words), text_(text), folded_(text.folded()), prose_(folded_.text()) {
  blank_links();
  join_wrapped_lines();
  cut_sentences();
  find_phrases();
}

// Same length: offsets stay.
void Reading::blank_links() {
  const std::string_view text = prose_;
  const auto blank = [&](std::size_t begin, std::size_t end, char with) {
    std::fill(prose_.begin() + static_cast<std::ptrdiff_t>(begin),
              prose_.begin() + static_cast<std::ptrdiff_t>(end), with);
  };
  std::size_t plain_until = 0;  // no dotted name begins before
  for (std::size_t at = 0; at < text.size();) {
    const char c = text[at];
    std::size_t end = 0;
    if (c == '<') {
      end = at + 1 < text.size() &&
                    (is_letter(text[at + 1]) || text[at + 1] == '/' || text[at + 1] == '!')
                ? tag_end(text, at)
                : 0;
      if (end != 0) {
        std::string_view name = text.substr(at + 1, end - at - 1);
        if (name.starts_with('/')) name.remove_prefix(1);
        const bool link =
            name.find("://") != std::string_view::npos && name.find(' ') == std::string_view::npos;
        const bool block = is_block_tag(name);
        blank(at, end, link ? kLinkByte : ' ');
        if (block) prose_[at] = '\n';
      }
    } else if (c == ']' && at + 1 < text.size() && text[at + 1] == '(') {
      end = address_end(text, at + 2);
      if (end < text.size() && end > at + 2) blank(at + 2, end, kLinkByte);
    } else if (is_letter(c) && (at == 0 || !is_alnum(text[at - 1]))) {
      const std::string_view rest = text.substr(at);
      if (rest.starts_with("https://") || rest.starts_with("http://") || rest.starts_with("www.")) {
        end = address_end(text, at);
      } else if (at >= plain_until) {
        const DottedName name = dotted_name(text, at);
        end = name.end;
        plain_until = name.read;
      }
      if (end != 0) blank(at, end, kLinkByte);
      while (end == 0 && at + 1 < text.size() && is_letter(text[at + 1])) ++at;
    }
    at = std::max(at + 1, end);
  }
}

namespace {

// Behind quote marks: what kind of line is this?
struct LineStart {
  std::size_t begin = 0;  // of its words
  std::uint8_t heading = 0;
  bool item = false;  // a list's
  bool row = false;   // a table's
};

LineStart line_start(std::string_view text, std::size_t begin, std::size_t end) {
  LineStart out{begin};
  while (out.begin < end && (text[out.begin] == '>' || text[out.begin] == ' ')) ++out.begin;
  std::size_t at = out.begin;
  while (at < end && text[at] == '#' && at - out.begin < 6) ++at;
  if (at > out.begin && at < end && text[at] == ' ') {
    out.heading = static_cast<std::uint8_t>(at - out.begin);
    out.begin = at + 1;
    return out;
  }
  at = out.begin;
  if (at >= end) return out;
  out.row = text[at] == '|';
  out.item = text[at] == '-' || text[at] == '*' || text[at] == '+' ||
             text.substr(at).starts_with("•") || text.substr(at).starts_with("·") ||
             text.substr(at).starts_with("✓") || text.substr(at).starts_with("✗");
  while (at < end && text[at] >= '0' && text[at] <= '9') ++at;
  if (at > out.begin && at < end && (text[at] == '.' || text[at] == ')')) out.item = true;
  return out;
}

}  // namespace

// A line that goes on below in the middle of a sentence is one line. Only scripts with spaces and
// cases show it.
void Reading::join_wrapped_lines() {
  constexpr std::size_t kShortLine = 40;
  const std::string_view bytes = text_.bytes();
  std::size_t begin = 0;
  for (std::size_t at = prose_.find('\n'); at != std::string::npos && at + 1 < prose_.size();
       at = prose_.find('\n', at + 1)) {
    const std::size_t next = at + 1;
    const bool lower =
        is_letter(prose_[next]) &&
        bytes[source(static_cast<std::uint32_t>(next), static_cast<std::uint32_t>(next + 1))
                  .begin] >= 'a';
    const LineStart start = line_start(prose_, begin, at);
    const char last = at == 0 ? '.' : prose_[at - 1];
    if (lower && at - begin >= kShortLine && start.heading == 0 && !start.row &&
        std::string_view(".!?:;|").find(last) == std::string_view::npos) {
      prose_[at] = ' ';
    }
    begin = next;
  }
}

void Reading::cut_sentences() {
  std::size_t begin = 0;
  while (begin < prose_.size()) {
    const std::size_t end = std::min(prose_.find('\n', begin), prose_.size());
    const LineStart start = line_start(prose_, begin, end);
    if (start.begin < end) {
      if (start.heading != 0) {
        std::uint32_t parent = section_;
        while (parent != 0 && sections_[parent].level >= start.heading)
          parent = sections_[parent].parent;
        section_ = static_cast<std::uint32_t>(sections_.size());
        sections_.push_back({static_cast<std::uint32_t>(sentences_.size()), parent, start.heading});
        sentences_.push_back(
            {static_cast<std::uint32_t>(start.begin),
             static_cast<std::uint32_t>(std::min<std::size_t>(end, start.begin + kSentenceBytes)),
             section_, start.heading, false});
      } else if (start.row) {
        for (std::size_t cell = start.begin + 1; cell < end;) {
          const std::size_t bar = std::min(prose_.find('|', cell), end);
          cut_line(static_cast<std::uint32_t>(cell), static_cast<std::uint32_t>(bar));
          if (!sentences_.empty()) sentences_.back().row = true;
          cell = bar + 1;
        }
      } else {
        cut_line(static_cast<std::uint32_t>(start.begin), static_cast<std::uint32_t>(end));
      }
    }
    begin = end + 1;
  }
}

void Reading::cut_line(std::uint32_t begin, std::uint32_t end) {
  const std::string_view text = prose_;
  std::uint32_t from = begin;
  for (std::uint32_t at = begin; at < end; ++at) {
    const char c = text[at];
    bool stop = at - from >= kSentenceBytes - 4 && (static_cast<std::uint8_t>(c) & 0xc0) != 0x80;
    std::uint32_t behind = at;
    if (c == '!' || c == '?' || c == ';' || (c == '.' && (at + 1 >= end || text[at + 1] == ' '))) {
      stop = true;
      behind = at + 1;
    } else if (text.substr(at, 3) == "。") {
      stop = true;
      behind = at + 3;
    }
    if (!stop) continue;
    while (behind < end && (text[behind] == '!' || text[behind] == '?')) ++behind;
    sentences_.push_back({from, behind, section_, 0, false});
    from = behind;
    at = std::max(at, behind == 0 ? 0 : behind - 1);
  }
  if (from < end) sentences_.push_back({from, end, section_, 0, false});
}

std::uint32_t Reading::sentence_at(std::uint32_t offset) const {
  const auto after =
      std::upper_bound(sentences_.begin(), sentences_.end(), offset,
                       [](std::uint32_t value, const Sentence& s) { return value < s.begin; });
  return after == sentences_.begin() ? 0
                                     : static_cast<std::uint32_t>(after - sentences_.begin() - 1);
}

// English is looked for in every text; another language where its script or its function words
// show.
void Reading::find_phrases() {
  const auto& languages = catalog().claims.languages;
  ScriptCounts scripts = count_scripts(prose_);
  const FunctionWords::Counts found = words_.function_words().count(prose_);
  constexpr std::size_t kFewWords = 60;
  const std::vector<std::uint32_t> starts = phrase_starts(prose_);
  constexpr std::size_t kShortText = 300;
  const std::size_t latin = scripts[Script::kLatin];
  bool other_script = false;
  for (const Script script : {Script::kHan, Script::kKana, Script::kHangul, Script::kCyrillic,
                              Script::kArabic, Script::kDevanagari}) {
    other_script = other_script || scripts[script] * 8 >= latin + 1;
  }
  std::size_t most = 0;
  for (std::size_t i = 0; i < languages.size(); ++i) {
    const ClaimLanguage& language = languages[i];
    bool present = false;
    std::size_t weight = 0;
    if (language.script == Script::kLatin) {
      const std::size_t top = *std::max_element(found.hits.begin(), found.hits.end());
      weight = found.hits[i] * 4;
      // Too few words to tell: any may be, but beside another script Latin words are English.
      present = (found.words <= kFewWords && (found.hits[i] > 0 || !other_script)) ||
                (found.hits[i] >= (found.words <= kShortText ? 1 : 3) && found.hits[i] * 8 >= top);
    } else {
      weight = scripts[language.script];
      present = weight > 0;
      // Japanese is written with both; Han characters alone are Chinese.
      if (language.script == Script::kKana)
        weight = weight * 8 >= scripts[Script::kHan] ? weight + scripts[Script::kHan] : 0;
      if (language.script == Script::kHan && scripts[Script::kKana] * 8 >= weight)
        present = weight > 0 && scripts[Script::kKana] == 0;
    }
    if (weight > most) {
      most = weight;
      main_language_ = static_cast<std::uint8_t>(i);
    }
    if (present || language.id == "en") {
      words_.phrases(i).find(prose_, starts, static_cast<std::uint8_t>(i), mentions_);
    }
  }
  std::stable_sort(mentions_.begin(), mentions_.end(), [](const PhraseHit& a, const PhraseHit& b) {
    return a.begin != b.begin ? a.begin < b.begin : a.end > b.end;
  });
}

}  // namespace stoprule
