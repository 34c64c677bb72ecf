// oracles.h - what must hold of every report, whatever was read. A fuzzer ends where it does not.
#pragma once
#include <span>
#include <string>
#include <string_view>

#include "stoprule/stoprule.h"

namespace stoprule {

/// Prints and aborts.
[[noreturn]] void broken(std::string_view what, std::string_view details = {});

/// An audit of one document that is fed in pieces of about `piece` bytes; 0: whole.
Report audit_of(std::string_view text, const DocumentInfo& info, const Options& options,
                std::size_t piece);

/// Places lie within the report's documents, all output is UTF-8 without controls, and none of it
/// holds eight characters of what a finding hides.
void check(const Report& report, std::span<const std::string_view> texts);

}  // namespace stoprule
