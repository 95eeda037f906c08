#include "study/answers.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <cstdlib>

namespace openrisk {
namespace {

// Numbers are tried just below and above every place where something changes; people read the place.
std::string readable(const std::string& number) {
  return fmt::format("{:g}", std::round(std::strtod(number.c_str(), nullptr) * 1e6) / 1e6);
}

// From the first number of a range to one more.
std::string range(const std::string& known, const std::string& more) {
  const std::string first = known.substr(0, known.find(" to "));
  return first == more ? first : first + " to " + more;
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
      if (vocabulary_[finding.fact].type == FactType::number) value = readable(value);
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
    else if (vocabulary_[finding.fact].type == FactType::number && same + 1 == finding.outcomes.end())
      same->value = range(same->value, outcome.value);
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
    const bool settled = answer.stated() && answer.sourced && !answer.partial;
    if (answer.standing == Standing::not_applicable || settled) continue;
    if (std::optional<WorthFinding> found = finder.find(fact)) all.push_back(std::move(*found));
  }
  std::stable_sort(all.begin(), all.end(),
                   [](const WorthFinding& a, const WorthFinding& b) { return a.settles > b.settles; });
  return all;
}

}  // namespace openrisk
