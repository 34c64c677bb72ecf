#include "catalog/compile.h"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

#include "catalog/archive.h"
#include "catalog/repeats.h"
#include "text/digest.h"

namespace stoprule {
namespace {

struct NamedPath {
  std::string_view folder, stem;
};
NamedPath split(std::string_view path) {  // "vendors/groq.json" -> vendors, groq
  const std::size_t slash = path.rfind('/');
  const std::size_t from = slash == std::string_view::npos ? 0 : slash + 1;
  return {path.substr(0, from == 0 ? 0 : slash), path.substr(from, path.rfind(".json") - from)};
}

Status load_vendor_file(const DataFile& file, StringArena& arena, CatalogData& data) {
  const auto index = static_cast<std::uint32_t>(data.vendors.size());
  Vendor vendor;
  const Status status = read_json(file.path, file.text, arena, [&](JsonObject& json) {
    load_vendor(json, index, arena, vendor, data.rules);
  });
  if (!status) return status.error();
  data.vendors.push_back(std::move(vendor));
  return ok();
}

Status load_file(const DataFile& file, StringArena& arena, CatalogData& data) {
  const auto [folder, stem] = split(file.path);
  if (folder == "vendors") {
    Status status = load_vendor_file(file, arena, data);
    if (status && data.vendors.back().id != stem) {
      return Error{ErrorCode::kData, std::string(file.path), "must have the id that its name says"};
    }
    return status;
  }
  const std::string_view name = arena.keep(stem);
  std::function<void(JsonObject&)> load;
  if (folder == "claims" && name == "concepts") {
    load = [&](JsonObject& json) { load_concepts(json, data.claims); };
  } else if (folder == "claims") {
    load = [&](JsonObject& json) { load_claim_language(name, json, data.claims); };
  } else if (folder == "routes") {
    load = [&](JsonObject& json) { load_hints(name, json, arena, data.hints); };
  } else if (file.path == "errors.json") {
    load = [&](JsonObject& json) { load_errors(json, arena, data.errors); };
  } else if (folder == "messages") {
    load = [&](JsonObject& json) { load_messages(name, json, data.messages); };
  } else if (file.path == "shapes.json") {
    load = [&](JsonObject& json) { load_shapes(json, data.shapes); };
  } else if (file.path == "models.json") {
    load = [&](JsonObject& json) { load_models(json, data.models); };
  } else {
    return Error{ErrorCode::kData, std::string(file.path), "is not a file that the catalog knows"};
  }
  return read_json(file.path, file.text, arena, load);
}

Status check(const CatalogData& data) {
  std::set<std::string_view> vendors, rules;
  std::map<std::tuple<std::string_view, std::string_view, std::uint16_t, bool>, std::string_view>
      hosts;  // to the vendor
  for (const Vendor& vendor : data.vendors) {
    if (!vendors.insert(vendor.id).second) {
      return Error{ErrorCode::kData, std::string(vendor.id), "is the id of two vendors"};
    }
    if (vendor.kind == VendorKind::kService) continue;  // whose hosts are no routes
    for (const VendorHost& row : vendor.hosts) {
      const auto [known, is_new] =
          hosts.try_emplace({row.host, row.path, row.port, row.suffix}, vendor.id);
      if (!is_new) {
        return Error{ErrorCode::kData, std::string(vendor.id),
                     "has the host " + std::string(row.host) + std::string(row.path) + ", which " +
                         std::string(known->second) + " has"};
      }
    }
  }
  for (const KeyRule& rule : data.rules) {
    if (!rules.insert(rule.id).second) {
      return Error{ErrorCode::kData, std::string(data.vendors[rule.vendor].id),
                   "has the key rule " + std::string(rule.id) + ", an id that another rule has"};
    }
  }
  return ok();
}

}  // namespace

const Vendor* CatalogData::vendor(std::string_view id) const {
  const auto found = std::find_if(vendors.begin(), vendors.end(),
                                  [&](const Vendor& vendor) { return vendor.id == id; });
  return found == vendors.end() ? nullptr : &*found;
}

Result<CatalogData> load_catalog(std::span<const DataFile> files) {
  std::vector<DataFile> sorted(files.begin(), files.end());
  std::sort(sorted.begin(), sorted.end(),
            [](const DataFile& a, const DataFile& b) { return a.path < b.path; });
  // Concepts are what the languages' phrases refer to.
  std::stable_partition(sorted.begin(), sorted.end(),
                        [](const DataFile& file) { return file.path == "claims/concepts.json"; });
  CatalogData data;
  auto arena = std::make_shared<StringArena>();
  data.arenas.push_back(arena);
  std::string everything;
  for (const DataFile& file : sorted) {
    const Status status = load_file(file, *arena, data);
    if (!status) return status.error();
    everything.append(file.path).append(1, '\0').append(file.text).append(1, '\0');
  }
  const Status status = check(data);
  if (!status) return status.error();
  for (const Vendor& vendor : data.vendors) {
    if (vendor.as_of.size() == 10) data.as_of = std::max(data.as_of, vendor.as_of);
  }
  data.digest = arena->keep("sha256:" + hex(sha256(everything)));
  return data;
}

Result<std::string> compile_catalog(std::span<const DataFile> files) {
  Result<CatalogData> data = load_catalog(files);
  if (!data) return data.error();
  leave_out_repeats(*data, *data->arenas.front());
  BlobWriter writer;
  describe(writer, *data);
  return writer.bytes();
}

Result<CatalogData> extend_catalog(const CatalogData& base, const DataFile& file) {
  CatalogData data = base;
  auto arena = std::make_shared<StringArena>();
  data.arenas.push_back(arena);
  Status status = load_vendor_file(file, *arena, data);
  if (!status) return status.error();
  status = check(data);
  if (!status) return status.error();
  data.digest =
      arena->keep("sha256:" + hex(sha256(std::string(base.digest) + std::string(file.text))));
  return data;
}

}  // namespace stoprule
