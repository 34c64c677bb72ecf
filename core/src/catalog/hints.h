// hints.h - the words that point to a kind of route (core/data/routes/<language>.json).
#pragma once
#include <cstdint>
#include <string_view>
#include <vector>

#include "catalog/json.h"

namespace stoprule {

/// What a hint says; the names in the data follow this order (hints.cpp).
enum class Hint : std::uint8_t {
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
  kKeyPool,       ///< several keys or accounts used in turn
  kAppToken,      ///< an app's sign-in token used as an API key
  kSharedKey,     ///< a key handed out for everybody
  kFreeOffer,     ///< free use of models, by nobody in particular
  kSignUp,        ///< where the reader signs up for a key
  kCompatible,    ///< a vendor's name that only says which protocol is spoken
  kSoftware,      ///< how to fetch and start a program
  kPlanApart,     ///< an app's plan that does not cover the API
};
inline constexpr std::size_t kHints = 27;
/// The hint of a name in the data; kHints: there is none.
std::size_t hint_named(std::string_view name);

struct HintPhrase {
  std::string_view phrase;  ///< folded; without the "*" that says that its last word may go on
  Hint hint = Hint::kAi;
  bool open = false;  ///< its last word may go on
};
struct HintLanguage {
  std::string_view language;  ///< BCP 47: the file's name
  std::vector<std::string_view>
      deny;  ///< folded words that deny a hint when they stand right before it
  std::vector<HintPhrase> phrases;
};
struct Hints {
  std::vector<HintLanguage> languages;
};

/// A file is { "deny": [...], "trial_credit": [...], ... }. Phrases are whole words of any case,
/// width and spacing.
void load_hints(std::string_view language, JsonObject& json, StringArena& arena, Hints& hints);

template <class A>
void describe(A& archive, HintPhrase& phrase) {
  archive(phrase.phrase, phrase.hint, phrase.open);
}
template <class A>
void describe(A& archive, HintLanguage& language) {
  archive(language.language, language.deny, language.phrases);
}
template <class A>
void describe(A& archive, Hints& hints) {
  archive(hints.languages);
}

}  // namespace stoprule
