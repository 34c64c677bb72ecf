#include "catalog/repeats.h"

#include <algorithm>
#include <string>
#include <utility>

#include "text/characters.h"

namespace stoprule {
namespace {

// Before what was left of a text that begins with its vendor's; a source that is one of its
// vendor's is the number of that, from kFirstSource. No text of the catalog begins with either.
constexpr char kRepeats = '\x01', kFirstSource = '\x02', kLastSource = '\x1f';

// "AI21 Labs" -> "ai21-labs"
std::string id_of(std::string_view name) {
  std::string id;
  for (const char c : name) {
    if (is_alnum(c)) {
      id += to_lower(c);
    } else if (!id.empty() && id.back() != '-') {
      id += '-';
    }
  }
  if (id.ends_with('-')) id.pop_back();
  return id;
}

// Calls visit(text, the vendor's text that it may begin with).
template <class Visit>
void each_text(CatalogData& data, Visit visit) {
  for (KeyRule& rule : data.rules) {
    const Vendor& vendor = data.vendors[rule.vendor];
    visit(rule.id, vendor.id);
    visit(rule.name, vendor.name);
    for (std::string_view& near : rule.near) visit(near, vendor.id);
  }
}

}  // namespace

void leave_out_repeats(CatalogData& data, StringArena& arena) {
  each_text(data, [&](std::string_view& text, std::string_view vendors) {
    if (text.starts_with(vendors)) text = arena.keep({&kRepeats, 1}, text.substr(vendors.size()));
  });
  std::uint32_t last = 0;
  for (KeyRule& rule : data.rules) {
    const auto& sources = data.vendors[rule.vendor].sources;
    const auto source = std::find(sources.begin(), sources.end(), rule.source) - sources.begin();
    if (source < static_cast<std::ptrdiff_t>(sources.size()) &&
        source <= kLastSource - kFirstSource)
      rule.source = arena.keep(std::string(1, static_cast<char>(kFirstSource + source)));
    rule.vendor -= std::exchange(last, rule.vendor);
  }
  for (Vendor& vendor : data.vendors) {
    if (vendor.id == id_of(vendor.name)) vendor.id = {};
  }
}

void put_back_repeats(CatalogData& data, StringArena& arena) {
  std::uint32_t last = 0;
  for (KeyRule& rule : data.rules) {
    rule.vendor = last += rule.vendor;
    if (rule.source.size() != 1) continue;
    const auto source = static_cast<std::size_t>(rule.source[0] - kFirstSource);
    rule.source = data.vendors[rule.vendor].sources[source];
  }
  for (Vendor& vendor : data.vendors) {
    if (vendor.id.empty()) vendor.id = arena.keep(id_of(vendor.name));
  }
  each_text(data, [&](std::string_view& text, std::string_view vendors) {
    if (text.starts_with(kRepeats)) text = arena.keep(vendors, text.substr(1));
  });
}

}  // namespace stoprule
