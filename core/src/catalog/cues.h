// cues.h - the words that point to a kind of route (core/data/routes/<language>.json).
#pragma once
#include <cstdint>
#include <string_view>
#include <vector>

#include "catalog/json.h"

namespace stoprule {

/// What a cue says; core/data/README.md has a line on each. The names in the files follow this order.
enum class Cue : std::uint8_t {
  kAi,            ///< the text is about AI models at all
  kAccess,        ///< about calling them: key, endpoint, quota, price of tokens
  kTrialCredit,   ///< a starting credit or voucher
  kPrice,         ///< paid use
  kOwnMachine,    ///< a model that runs on the reader's hardware
  kGateway,       ///< software that one hosts, in front of one's own keys
  kPassThrough,   ///< a proxy that forwards whatever key comes with a request
  kOwnKey,        ///< each user brings a key
  kAppPlan,       ///< an app's subscription
  kAppUse,        ///< an app used by hand
  kMirror,        ///< a copy of an app on another site
  kAppSession,    ///< an app's session token or cookie, used from code
  kCoRent,        ///< one app account for several strangers
  kRelay,         ///< somebody in between who resells or relays
  kHosted,        ///< a third party's servers run the model
  kPlatform,      ///< the vendor's own console, billing and limits
  kHygiene,       ///< how to keep one's own key safe
  kAccountTrade,  ///< accounts or keys for sale by the piece
  kKeyCheck,      ///< other people's keys collected or tried in bulk
  kCompatible,    ///< a vendor's name that only says which protocol is spoken
};
inline constexpr std::size_t kCues = 20;

}  // namespace stoprule
