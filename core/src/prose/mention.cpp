#include "prose/mention.h"

#include <algorithm>
#include <string>

#include "prose/words.h"
#include "text/fold.h"

namespace stoprule {
namespace {

// Plain lower-case words are what folding makes of them; most names are.
bool is_folded(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || c == ' ' || c == '-' || c == '.' || c == '/' ||
           (c >= '4' && c <= '9');
  });
}

bool host_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-'; }

// "console.groq.com" is Groq's for a host groq.com; "mygroq.com", "groq.com.example.org" are not.
bool is_host_there(std::string_view text, std::size_t begin, std::size_t end) {
  if (begin > 0 && (host_letter(text[begin - 1]) || text[begin - 1] == '@')) return false;
  if (end >= text.size()) return true;
  if (text[end] == '.') return end + 1 >= text.size() || !host_letter(text[end + 1]);
  return !host_letter(text[end]);
}

// A name inside an address ("github.com/someone/openai-thing") or a file name says nothing of who
// is named, unless it is a project's own.
bool is_name_there(std::string_view text, std::size_t begin, std::size_t end, bool project) {
  if (!stands_alone(text, begin, end)) return false;
  if (project) return begin == 0 || (text[begin - 1] != '-' && text[begin - 1] != '_');
  const char before = begin > 0 ? text[begin - 1] : ' ';
  const char after = end < text.size() ? text[end] : ' ';
  const bool joined_after = (after == '.' || after == '_' || after == '/' || after == '@') &&
                            end + 1 < text.size() && host_letter(text[end + 1]);
  return before != '/' && before != '.' && before != '@' && before != '_' && !joined_after;
}

}  // namespace

NameIndex::NameIndex(const CatalogData& catalog) {
  for (std::uint32_t i = 0; i < catalog.vendors.size(); ++i) {
    const Vendor& vendor = catalog.vendors[i];
    if (vendor.kind == VendorKind::kService) continue;
    const bool project =
        vendor.kind == VendorKind::kReverseProxy || vendor.kind == VendorKind::kKeySharing;
    for (const std::string_view name : vendor.names) add(name, i, false, project);
    for (const std::string_view variable : vendor.env) add(variable, i, false);
    for (const std::string_view host : vendor.site_hosts) add(host, i, true);
    for (const VendorHost& host : vendor.hosts) {
      if (host.host.find('*') != std::string_view::npos || host.host == "localhost") continue;
      add(host.path.empty() ? host.host : arena_.keep(host.host, host.path), i, true);
    }
  }
  phrases_.build();
}

void NameIndex::add(std::string_view name, std::uint32_t vendor, bool host, bool project) {
  if (!is_folded(name)) name = arena_.keep(fold(name).text());
  if (name.empty()) return;
  phrases_.add(name, static_cast<std::uint32_t>(names_.size()));
  names_.push_back({vendor, host, project});
}

std::vector<Mention> NameIndex::find(const Text& text) const {
  const Folded& folded = text.folded();
  const std::string_view words = folded.text();
  std::vector<Mention> mentions;
  std::size_t told_until = 0;  // the longest name at a place is the one that is meant
  phrases_.find_at_words(words, [&](std::uint32_t id, std::size_t begin, std::size_t end) {
    if (begin < told_until) return;
    const Name& name = names_[id];
    if (name.host ? !is_host_there(words, begin, end)
                  : !is_name_there(words, begin, end, name.project))
      return;
    told_until = end;
    mentions.push_back(
        {name.vendor, name.host, folded.source(begin, end), static_cast<std::uint32_t>(begin)});
  });
  return mentions;
}

}  // namespace stoprule
