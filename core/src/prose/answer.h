// answer.h - what a text itself says to the five questions.
#pragma once
#include <vector>

#include "catalog/catalog_data.h"
#include "stoprule/report.h"
#include "text/text.h"

namespace stoprule {

class Reading;
class WordIndex;

struct AnswerHit {
  Question question = Question::kOwner;
  AnswerState state =
      AnswerState::kClaimed;  ///< kShown: specific and checkable; kClaimed: mere assertion
  Span location;              ///< the exact words
};

/// All answers in the order of their places; linear in the text.
std::vector<AnswerHit> find_answers(const Reading& reading);
std::vector<AnswerHit> find_answers(const WordIndex& words, const Text& text);

}  // namespace stoprule
