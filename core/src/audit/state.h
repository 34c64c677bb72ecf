// state.h - what an audit knows between its calls, and the steps that fill its report.
#pragma once
#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "assess/assess.h"
#include "scan/key_index.h"
#include "scan/stream.h"
#include "stoprule/stoprule.h"
#include "text/text.h"
#include "text/wipe.h"
#include "verify/hidden_keys.h"
#include "verify/match.h"
#include "verify/origin.h"
#include "verify/own_secrets.h"
#include "verify/redact.h"

namespace stoprule {

// One document while it is read, and what assess() needs of it afterwards.
struct Source {
  DocumentInfo info;
  std::uint32_t index = 0;
  bool kind_known = false, script = false;
  LineMap lines;
  std::vector<KeyMatch> matches;  // sorted by place
  std::string text;               // audit mode, up to the limits
  std::uint64_t bytes = 0, decoded = 0, left_encoded = 0;
  UnreadSettings unread_settings;
  ~Source() { wipe(text); }
};

struct Audit::State {
  State(Catalog used, Options given)
      : catalog(std::move(used)),
        options(std::move(given)),
        phrasebook(catalog.data().messages, options.language),
        hidden_keys(catalog.matcher(), options.limits),
        own_secrets(options.secrets, catalog.matcher()),
        origins(secrets, report.findings) {}

  // blocks.cpp: keys, while a document is fed.
  void read_block(const Window& window, std::uint64_t begin, std::uint64_t end);
  void add_finding(const Window& window, const KeyMatch& match, std::uint64_t block_end);
  void mask_keys_in(std::string_view told);
  void mask_encoded_keys_in(std::string_view told);
  void join_own(const Window& window, std::uint64_t begin, std::uint64_t end,
                std::vector<KeyMatch>& found);
  Finding made_finding(const Window& window, const KeyMatch& match) const;
  std::pair<Window, KeyMatch> as_said(const Window& window, const KeyMatch& match) const;
  // texts.cpp: endpoints, claims, answers, once a whole text is there.
  DocumentHits read_text(Source& source, const Text& text);
  // settle.cpp: what of it is told, and what was left.
  void sort_findings(std::vector<std::string>& reasons);
  void number_fingerprints();
  void suppress_known(const std::vector<std::string>& reasons);
  void tell_limits();

  Catalog catalog;
  Options options;
  Phrasebook phrasebook;
  HiddenKeys hidden_keys;
  OwnSecrets own_secrets;
  SecretList secrets;
  Report report;
  std::vector<std::unique_ptr<Source>> sources;
  std::unique_ptr<BlockStream> stream;  // of the open document
  OriginTrace origins;
  std::map<std::uint64_t, std::string> marked;  // by finding: the reason of an inline marker
  KeySearch search;
  std::vector<HiddenKey> hidden;  // of the block: what KeyMatch::hidden means
  std::vector<OwnMatch> own;      // and KeyMatch::own
  std::uint64_t text_bytes = 0, claims_read = 0, endpoints_read = 0;
  std::uint64_t left_findings = 0, left_claims = 0, left_endpoints = 0;  // past their limits
};

}  // namespace stoprule
