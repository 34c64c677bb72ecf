// Which keys a page may hold: by their form, by their name, and by what stands beside them. The
// keys are made from the rules when the test runs.
#include <gtest/gtest.h>

#include <string>
#include <string_view>

#include "made/made_key.h"
#include "made/made_report.h"

namespace stoprule {
namespace {

struct Row {
  std::string_view text, rule;
  Exposure exposure;
};

constexpr Exposure kNever = Exposure::kNever, kPublic = Exposure::kPublic,
                   kConditional = Exposure::kConditional;

constexpr Row kRows[] = {
    // The form says it.
    {"posthog.init('{{key:posthog-project-key}}')", "posthog-project-key", kPublic},
    {"SENTRY={{key:sentry-dsn}}", "sentry-dsn", kPublic},
    {"const t = '{{key:datadog-client-token}}'", "datadog-client-token", kPublic},
    {"loadStripe('{{key:stripe-publishable-key-long}}')", "stripe-publishable-key-long", kPublic},
    {"key: '{{key:paystack-public-key}}'", "paystack-public-key", kPublic},
    {"pk = '{{key:magic-publishable-key}}'", "magic-publishable-key", kPublic},
    {"createClient(url, '{{key:supabase-publishable-key}}')", "supabase-publishable-key", kPublic},
    {"<div data-sitekey='{{key:cloudflare-turnstile-site-key}}'>", "cloudflare-turnstile-site-key",
     kPublic},
    {"k = '{{key:pubnub-subscribe-key}}'", "pubnub-subscribe-key", kPublic},
    {"id = '{{key:twilio-account-sid}}'", "twilio-account-sid", kPublic},
    // The name does.
    {"clerkKey: '{{key:clerk-publishable-key}}'", "clerk-publishable-key", kPublic},
    {"AMPLITUDE_API_KEY={{key:amplitude-api-key}}", "amplitude-api-key", kPublic},
    {"mixpanel.init('{{key:mixpanel-project-token}}')", "mixpanel-project-token", kPublic},
    {"NEXT_PUBLIC_ONESIGNAL_APP_ID={{key:onesignal-app-id}}", "onesignal-app-id", kPublic},
    {"optimizelySdkKey: '{{key:optimizely-sdk-key}}'", "optimizely-sdk-key", kPublic},
    {"OPTIMIZELY_API_TOKEN={{key:optimizely-token-short}}", "optimizely-token-short", kNever},
    {"OPTIMIZELY_TOKEN={{key:optimizely-token}}", "optimizely-token", kNever},
    {"ALGOLIA_APPLICATION_ID={{key:algolia-application-id}}", "algolia-application-id", kPublic},
    {"\"name\": \"ALGOLIA_APP_ID\", \"value\": \"{{key:algolia-application-id}}\"",
     "algolia-application-id", kPublic},
    // What stands beside it does.
    {"firebaseConfig = { apiKey: '{{key:google-api-key}}', authDomain: 'a.firebaseapp.com' }",
     "google-api-key", kPublic},
    {"fetch('https://generativelanguage.googleapis.com/v1beta/models?key={{key:google-api-key}}')",
     "google-api-key", kNever},
    {"const key = '{{key:google-api-key}}'", "google-api-key", kConditional},
    {"ALGOLIA_SEARCH_KEY={{key:algolia-api-key}}", "algolia-api-key", kPublic},
    {"ALGOLIA_ADMIN_KEY={{key:algolia-api-key}}", "algolia-api-key", kNever},
};

TEST(Exposure, IsDecidedByFormNameAndPlace) {
  for (const Row& row : kRows) {
    const std::string text = with_made_keys(Catalog::builtin().data(), row.text) + "\n";
    const Report report = made_scan(text, {.uri = "app.txt"});
    ASSERT_EQ(report.findings.size(), 1u) << row.text;
    const Finding& finding = report.findings[0];
    EXPECT_EQ(finding.rule_id, "key/" + std::string(row.rule)) << row.text;
    EXPECT_EQ(finding.exposure, row.exposure) << row.text;
    EXPECT_EQ(finding.severity, row.exposure == kNever    ? Severity::kError
                                : row.exposure == kPublic ? Severity::kNote
                                                          : Severity::kWarning)
        << row.text;
  }
}

TEST(Exposure, OfAFileThatStaysHereIsNoLeakUnlessTheNameShipsIt) {
  const auto severity = [](std::string_view text) {
    const std::string made = with_made_keys(Catalog::builtin().data(), text) + "\n";
    return made_scan(made, {.uri = ".env", .local = true}).findings.at(0).severity;
  };
  EXPECT_EQ(severity("GROQ_API_KEY={{key:groq-api-key}}"), Severity::kWarning);
  EXPECT_EQ(severity("VITE_GROQ_API_KEY={{key:groq-api-key}}"), Severity::kError);
  EXPECT_EQ(severity("export NEXT_PUBLIC_LLM={{key:groq-api-key}}"), Severity::kError);
}

// A module's data begins behind a byte that no text holds.
TEST(Exposure, IsShownInALineOfText) {
  const std::string key = with_made_keys(Catalog::builtin().data(), "{{key:groq-api-key}}");
  const std::string made = std::string("asm\1\0\xff\v", 7) + key + std::string("\0x\1", 3);
  const Finding finding = made_scan(made, {.uri = "app.wasm"}).findings.at(0);
  EXPECT_EQ(finding.context, finding.excerpt);
}

// Shapeless and public: without its name it is nobody's.
TEST(Exposure, OfWhatHasNoNameRaisesNoAlarm) {
  for (const std::string_view text :
       {"// optimizely\nexport const key = '{{key:optimizely-sdk-key}}'",
        "export const id = '{{key:algolia-application-id}}'",
        "export const id = '{{key:amplitude-api-key}}'"}) {
    const std::string made = with_made_keys(Catalog::builtin().data(), text) + "\n";
    for (const Finding& finding : made_scan(made, {.uri = "app.txt"}).findings)
      EXPECT_EQ(finding.severity, Severity::kNote) << text << ' ' << finding.rule_id;
  }
}

}  // namespace
}  // namespace stoprule
