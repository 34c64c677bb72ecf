// names.h - how the report's enumerations are spelled, in one place for data, JSON and prose.
#pragma once
#include <string_view>

#include "stoprule/report.h"

namespace stoprule {

inline constexpr std::string_view kLevelNames[] = {"none", "proceed", "evaluate", "stop"};
inline constexpr std::string_view kRouteNames[] = {
    "none",           "unknown",   "official_platform", "app_access", "trial_credit",
    "provider_route", "user_pays", "open_weight",       "copied_key"};
inline constexpr std::string_view kQuestionNames[] = {"owner", "payer", "limits", "terms",
                                                      "support"};
inline constexpr std::string_view kAnswerStateNames[] = {"missing", "claimed", "shown",
                                                         "contradicted"};
inline constexpr std::string_view kSeverityNames[] = {"note", "warning", "error"};
inline constexpr std::string_view kExposureNames[] = {"never", "public", "conditional"};
inline constexpr std::string_view kValidityNames[] = {"pattern",  "context",         "structure",
                                                      "checksum", "checksum_failed", "exact"};
inline constexpr std::string_view kOriginKindNames[] = {"value", "mapped", "use"};
inline constexpr std::string_view kClaimStatusNames[] = {"asserted", "negated", "attributed",
                                                         "unrelated"};
inline constexpr std::string_view kKeySourceNames[] = {"none", "literal", "env", "placeholder"};
inline constexpr std::string_view kRoleNames[] = {"output", "origin"};

inline std::string_view name_of(Level v) { return kLevelNames[static_cast<int>(v)]; }
inline std::string_view name_of(RouteId v) { return kRouteNames[static_cast<int>(v)]; }
inline std::string_view name_of(Question v) { return kQuestionNames[static_cast<int>(v)]; }
inline std::string_view name_of(AnswerState v) { return kAnswerStateNames[static_cast<int>(v)]; }
inline std::string_view name_of(Severity v) { return kSeverityNames[static_cast<int>(v)]; }
inline std::string_view name_of(Exposure v) { return kExposureNames[static_cast<int>(v)]; }
inline std::string_view name_of(Validity v) { return kValidityNames[static_cast<int>(v)]; }
inline std::string_view name_of(OriginKind v) { return kOriginKindNames[static_cast<int>(v)]; }
inline std::string_view name_of(ClaimStatus v) { return kClaimStatusNames[static_cast<int>(v)]; }
inline std::string_view name_of(KeySource v) { return kKeySourceNames[static_cast<int>(v)]; }
inline std::string_view name_of(Role v) { return kRoleNames[static_cast<int>(v)]; }

}  // namespace stoprule
