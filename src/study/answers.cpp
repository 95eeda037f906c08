#include "study/answers.hpp"

#include <algorithm>

namespace openrisk {
namespace {

class Finder {
 public:
  Finder(const Program& program, const BoundCard& card, const Advice& advice, TargetJudge& judge)
      : program_(program), vocabulary_(*program.vocabulary), card_(card), advice_(advice), judge_(judge) {
    for (std::size_t target : advice.targets) now_.push_back(advice.as_is[target]);
  }

  // Nothing where no answer changes anything.
  std::optional<WorthFinding> find(FactId fact) {
    WorthFinding finding{fact, card_.answers[fact].stated(), {}, false};
    if (finding.source)
      with_a_source(finding);
    else
      with_answers(finding);
    const std::vector<AnswerOutcome>& all = finding.outcomes;
    const bool matters = std::any_of(all.begin(), all.end(), [&](const AnswerOutcome& one) {
      return one.reached != advice_.reached || one.readings != now_;
    });
    if (!matters) return std::nullopt;
    finding.settles = advice_.reached == Tri::unknown &&
                      std::any_of(all.begin(), all.end(),
                                  [](const AnswerOutcome& one) { return one.reached != Tri::unknown; });
    return finding;
  }

 private:
  void with_a_source(WorthFinding& finding) {
    Card sourced = card_.card;
    for (Statement& statement : sourced.statements)
      if (statement.fact == finding.fact) statement.assumed = true;
    add(finding, std::move(sourced), said(vocabulary_, card_.card, finding.fact) + ", with a source");
  }

  void with_answers(WorthFinding& finding) {
    for (std::string& value : telling_values(program_, finding.fact)) {
      Card answered = card_.card;
      if (assign(answered, vocabulary_, finding.fact, value))
        add(finding, std::move(answered), std::move(value));
    }
  }

  // Answers that come to the same are one; a card that contradicts itself cannot be the answer.
  void add(WorthFinding& finding, Card card, std::string value) {
    const std::optional<JudgedCard> judged = judge_.judge(std::move(card));
    if (!judged) return;
    AnswerOutcome outcome{std::move(value), TargetJudge::verdicts(judged->result).reached,
                          judge_.target_readings(judged->assessment)};
    const auto same =
        std::find_if(finding.outcomes.begin(), finding.outcomes.end(), [&](const AnswerOutcome& other) {
          return other.reached == outcome.reached && other.readings == outcome.readings;
        });
    if (same == finding.outcomes.end())
      finding.outcomes.push_back(std::move(outcome));
    else
      same->value += ", " + outcome.value;
  }

  const Program& program_;
  const Vocabulary& vocabulary_;
  const BoundCard& card_;
  const Advice& advice_;
  TargetJudge& judge_;
  std::vector<Reading> now_;
};

}  // namespace

std::vector<WorthFinding> worth_finding(const Program& program, const BoundCard& card, const Advice& advice,
                                        const std::set<FactId>& reads, TargetJudge& judge) {
  Finder finder(program, card, advice, judge);
  std::vector<WorthFinding> all;
  for (FactId fact : reads) {
    const Answer& answer = card.answers[fact];
    if (answer.standing == Standing::not_applicable || (answer.stated() && answer.sourced)) continue;
    if (std::optional<WorthFinding> found = finder.find(fact)) all.push_back(std::move(*found));
  }
  std::stable_sort(all.begin(), all.end(),
                   [](const WorthFinding& a, const WorthFinding& b) { return a.settles > b.settles; });
  return all;
}

}  // namespace openrisk
