#include "study/answers.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>

namespace openrisk {
namespace {

// Numbers are tried just below and above every place where something changes; people read the place.
std::string readable(const std::string& number) {
  double value = 0;
  std::from_chars(number.data(), number.data() + number.size(), value);
  return fmt::format("{:g}", std::round(value * 1e6) / 1e6);
}

class Finder {
 public:
  Finder(const Program& program, const BoundCard& card, const Advice& advice, TargetJudge& judge)
      : program_(program), vocabulary_(*program.vocabulary), card_(card), advice_(advice), judge_(judge) {
    for (std::size_t target : advice.targets) now_.push_back(advice.as_is[target]);
  }

  // Nothing where no answer changes anything.
  std::optional<WorthFinding> find(FactId fact) {
    const Answer& answer = card_.answers[fact];
    WorthFinding finding{fact, answer.stated() && !answer.partial, {}, false};
    if (finding.source)
      with_a_source(finding);
    else if (vocabulary_[fact].type == FactType::number)
      with_numbers(finding);
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
      if (!assign(answered, vocabulary_, finding.fact, value)) continue;
      complete(answered, finding.fact, value);
      add(finding, std::move(answered), std::move(value));
    }
  }

  // The answer to a list that is silent on the rest holds what it lists.
  void complete(Card& answered, FactId fact, std::string& value) const {
    const Statement* listed = card_.card.find(fact);
    if (listed == nullptr || !listed->partial) return;
    for (Statement& statement : answered.statements) {
      if (statement.fact != fact) continue;
      auto& members = std::get<Members>(statement.value);
      members.bits |= std::get<Members>(listed->value).bits;
      value = to_text(vocabulary_[fact], members);
    }
  }

  // Numbers in a row that come to the same are one answer, from the first to the last.
  void with_numbers(WorthFinding& finding) {
    std::string last;
    const auto close = [&](std::size_t known) {
      if (known > 0 && finding.outcomes[known - 1].value != last)
        finding.outcomes[known - 1].value += " to " + last;
    };
    for (const std::string& value : telling_values(program_, finding.fact)) {
      Card answered = card_.card;
      if (!assign(answered, vocabulary_, finding.fact, value)) continue;
      std::optional<AnswerOutcome> one = outcome(std::move(answered), readable(value));
      if (!one) continue;
      const std::size_t known = finding.outcomes.size();
      const std::string text = one->value;
      if (known == 0 || !same(finding.outcomes.back(), *one)) {
        close(known);
        finding.outcomes.push_back(std::move(*one));
      }
      last = text;
    }
    close(finding.outcomes.size());
  }

  static bool same(const AnswerOutcome& one, const AnswerOutcome& other) {
    return one.reached == other.reached && one.readings == other.readings;
  }

  // Nothing for a card that contradicts itself, which cannot be the answer.
  std::optional<AnswerOutcome> outcome(Card card, std::string value) {
    const std::optional<JudgedCard> judged = judge_.judge(std::move(card));
    if (!judged) return std::nullopt;
    return AnswerOutcome{std::move(value), TargetJudge::verdicts(judged->result).reached,
                         judge_.target_readings(judged->assessment)};
  }

  // Answers that come to the same are one.
  void add(WorthFinding& finding, Card card, std::string value) {
    std::optional<AnswerOutcome> one = outcome(std::move(card), std::move(value));
    if (!one) return;
    const auto known = std::find_if(finding.outcomes.begin(), finding.outcomes.end(),
                                    [&](const AnswerOutcome& other) { return same(other, *one); });
    if (known == finding.outcomes.end())
      finding.outcomes.push_back(std::move(*one));
    else
      known->value += ", " + one->value;
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
    const bool settled = answer.stated() && answer.sourced && !answer.partial;
    if (answer.standing == Standing::not_applicable || settled) continue;
    if (std::optional<WorthFinding> found = finder.find(fact)) all.push_back(std::move(*found));
  }
  std::stable_sort(all.begin(), all.end(),
                   [](const WorthFinding& a, const WorthFinding& b) { return a.settles > b.settles; });
  return all;
}

}  // namespace openrisk
