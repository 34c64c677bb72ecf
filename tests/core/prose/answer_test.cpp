#include "prose/answer.h"

#include <gtest/gtest.h>

#include "stoprule/stoprule.h"
#include "text/names.h"

namespace stoprule {
namespace {

// The strongest state that the text gives the question.
AnswerState state(std::string_view text, Question question) {
  AnswerState best = AnswerState::kMissing;
  for (const AnswerHit& hit : find_answers(Catalog::builtin().words(), Text(0, "offer.md", text))) {
    if (hit.question == question) best = std::max(best, hit.state);
    EXPECT_LE(hit.location.end, text.size());
  }
  return best;
}

TEST(Answer, TellsASpecificAnswerFromAnAssertion) {
  const struct {
    Question question;
    AnswerState state;
    const char* text;
  } rows[] = {
      {Question::kOwner, AnswerState::kShown, "The service is operated by Example Relay GmbH."},
      {Question::kOwner, AnswerState::kMissing, "A quick service."},
      {Question::kPayer, AnswerState::kShown, "It costs $0.50 per million tokens."},
      {Question::kPayer, AnswerState::kClaimed, "It is completely free."},
      {Question::kLimits, AnswerState::kShown, "You get 60 requests per minute."},
      {Question::kLimits, AnswerState::kShown, "限制为每分钟 60 次请求。"},
      {Question::kLimits, AnswerState::kClaimed, "Usage is unlimited."},
      {Question::kLimits, AnswerState::kClaimed, "Unlimited, no rate limits."},
      {Question::kPayer, AnswerState::kMissing, "No billing."},
      {Question::kTerms, AnswerState::kShown,
       "See our [privacy policy](https://relay.test/privacy)."},
      {Question::kTerms, AnswerState::kClaimed, "All is private and secure."},
      {Question::kSupport, AnswerState::kShown, "Ask on [Discord](https://chat.test/x)."},
      {Question::kSupport, AnswerState::kClaimed, "24/7 support."},
      {Question::kSupport, AnswerState::kMissing, "Nothing here."},
  };
  for (const auto& row : rows) {
    EXPECT_EQ(name_of(state(row.text, row.question)), name_of(row.state)) << row.text;
  }
}

}  // namespace
}  // namespace stoprule
