// origin.h - where a finding's value comes from: the same value in sources, configuration and .env
// files, the place that a source map leads to, and the places that read it by name.
#pragma once
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "catalog/messages.h"
#include "catalog/shapes.h"
#include "scan/anchor_index.h"
#include "stoprule/report.h"
#include "stoprule/stoprule.h"
#include "text/text.h"
#include "text/window.h"
#include "verify/match.h"
#include "verify/redact.h"
#include "verify/source_map.h"

namespace stoprule {

/// An origin document that is being read.
struct OriginDocument {
  std::uint32_t index;
  std::string_view uri;
  bool first_party;
  const LineMap& lines;
  const std::vector<KeyMatch>& matches;  ///< sorted by place
};

class OriginTrace {
 public:
  /// Findings are added to `findings` by its owner, only at its end; `secrets` are those of
  /// findings.
  OriginTrace(const SecretList& secrets, std::vector<Finding>& findings)
      : secrets_(secrets), findings_(findings) {}

  /// The finding is of this secret: its value is looked for.
  void want(std::uint32_t secret, std::size_t finding);

  /// What lies in [begin, end) of an origin document, block by block.
  void read(const Window& window, std::uint64_t begin, std::uint64_t end,
            const OriginDocument& document);

  /// A source map's mappings for the findings of output `document`; its sources are read after it.
  void begin_map(std::uint32_t document, const std::vector<std::string>& sources, MapPlace start);
  void feed_map(std::string_view mappings) { map_->feed(mappings); }
  void end_map();

  /// Mapped places in sources without a text get a row in `documents`. Then each finding's message
  /// says where its value comes from. Gives by finding the reason of an inline marker, or nothing.
  std::vector<std::string> finish(const Phrasebook& phrasebook, const Shapes& shapes,
                                  std::vector<DocumentRow>& documents);

 private:
  struct Mapped {
    std::string source;
    MapPlace place;
    bool read = false;
  };
  struct Name {
    std::string text;                   // "VITE_KEY"
    std::vector<std::size_t> findings;  // whose value an .env file keeps under it
  };
  void add(std::size_t finding, const Origin& origin);
  void index();
  void read_value(const Window& window, std::size_t at, std::uint32_t secret, std::uint64_t end,
                  const OriginDocument& document);
  void read_use(const Window& window, std::size_t at, const Name& name, std::uint64_t end,
                const OriginDocument& document);
  void read_mapped(const Window& window, std::uint64_t begin, std::uint64_t end,
                   const OriginDocument& document);
  Origin origin_at(const Window& window, Span span, std::uint64_t end,
                   const OriginDocument& document) const;

  const SecretList& secrets_;
  std::vector<Finding>& findings_;
  std::map<std::uint32_t, std::vector<std::size_t>> wanted_;  // findings by secret
  std::vector<Name> names_;
  std::map<std::size_t, std::string> inline_reasons_;                         // by finding
  std::map<std::size_t, Mapped> mapped_;                                      // by finding
  std::map<std::string, std::vector<std::size_t>, std::less<>> mapped_into_;  // by source
  std::unique_ptr<MappingReader> map_;
  std::vector<std::size_t> map_findings_;  // those that map_ was asked for, in its order
  std::vector<std::string> map_sources_;
  std::vector<std::uint32_t> searched_;  // secrets; the index holds them first, then names
  std::unique_ptr<AnchorIndex> index_;   // none while it has to be made anew
};

}  // namespace stoprule
