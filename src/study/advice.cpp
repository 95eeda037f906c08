// One search with the weights released as the card has it, and one for every other way where that is allowed.
#include <algorithm>

#include "program/access.hpp"
#include "study/answers.hpp"
#include "study/change_search.hpp"

namespace openrisk {
namespace {

constexpr std::string_view date_fact = "release.date";
constexpr std::size_t most_sets = 10;          // that are worked out in full
constexpr std::size_t most_sets_of_a_way = 3;  // where several ways of releasing stand side by side

class Adviser {
 public:
  Adviser(const Program& program, const BoundCard& card, const Target& target, const AdviceRequest& request)
      : program_(program),
        vocabulary_(*program.vocabulary),
        card_(card),
        target_(target),
        request_(request),
        search_(program, card, target, request) {}

  Advice run();

 private:
  void describe(Advice& advice);
  void branches(Advice& advice);
  void add(Advice& advice, const Choices& base);
  Step step(const Choice& choice) const;
  std::vector<ChangeSet> best_sets(const Advice& advice, const std::vector<Choices>& found, std::size_t most);

  const Program& program_;
  const Vocabulary& vocabulary_;
  const BoundCard& card_;
  const Target& target_;
  const AdviceRequest& request_;
  ChangeSearch search_;
};

Step Adviser::step(const Choice& choice) const {
  const Candidate& candidate = search_.candidates()[choice.first];
  const Fact& fact = vocabulary_[candidate.fact];
  return {fact.id, said(vocabulary_, card_.card, fact.id), candidate.values[choice.second],
          fact.effort.value_or(Effort::high)};
}

// Least effort first, then the targets' measures that lie best.
std::vector<ChangeSet> Adviser::best_sets(const Advice& advice, const std::vector<Choices>& found,
                                          std::size_t most) {
  struct Weighed {
    ChangeSet set;
    const Choices* choices = nullptr;
    double distance = 0;
  };
  std::vector<Weighed> sets;
  for (const Choices& choices : found) {
    Weighed one{{}, &choices, 0};
    for (const Choice& choice : choices) one.set.steps.push_back(step(choice));
    const std::vector<Reading> after =
        search_.judge().target_readings(search_.judge().judge(search_.changed(choices))->assessment);
    for (std::size_t t = 0; t < after.size(); ++t)
      one.distance += advice.measures[advice.targets[t]].higher_is_better() ? -after[t].value.low()
                                                                            : after[t].value.high();
    sets.push_back(std::move(one));
  }
  std::stable_sort(sets.begin(), sets.end(), [](const Weighed& a, const Weighed& b) {
    const int first = a.set.effort(), second = b.set.effort();
    return first != second ? first < second : a.distance < b.distance;
  });
  sets.resize(std::min(sets.size(), most));
  std::vector<ChangeSet> best;
  for (Weighed& one : sets) {
    one.set.readings = readings(advice.measures, search_.judge().whole(search_.changed(*one.choices)));
    best.push_back(std::move(one.set));
  }
  return best;
}

// What the target is about, and what can be changed.
void Adviser::describe(Advice& advice) {
  advice.targets = search_.judge().targets();
  advice.searched.candidates = search_.candidates().size();
  for (const Candidate& candidate : search_.candidates()) advice.candidates.push_back(candidate.fact);
  advice.allows_release = search_.release().has_value();
  const Fact* date = vocabulary_.find(date_fact);
  const Statement* said = date == nullptr ? nullptr : card_.card.find(date->id);
  const Date* day = said == nullptr ? nullptr : std::get_if<Date>(&said->value);
  advice.weights_out = day != nullptr && *day <= request_.date && cannot_be_called_back(program_, card_);
}

// Whether two ways of releasing come to the same: with the same further changes, the same numbers.
bool same_but_release(const Advice& advice, const AdviceBranch& one, const ChangeSet* first,
                      const AdviceBranch& other, const ChangeSet* second) {
  if (one.found != other.found || one.listed != other.listed || one.complete != other.complete ||
      one.needless != other.needless || one.changes != other.changes || one.floor != other.floor)
    return false;
  for (std::size_t i = 0; i < one.listed; ++i) {
    const auto differ = [&](const Step& a, const Step& b) {
      return a.fact != b.fact || (a.fact != one.release->fact && a.to != b.to);
    };
    if (!std::equal(first[i].steps.begin(), first[i].steps.end(), second[i].steps.begin(),
                    second[i].steps.end(), [&](const Step& a, const Step& b) { return !differ(a, b); }))
      return false;
    for (std::size_t m = 0; m < advice.measures.size(); ++m)
      if (advice.measures[m].is_score() && first[i].readings[m] != second[i].readings[m]) return false;
  }
  return true;
}

void Adviser::add(Advice& advice, const Choices& base) {
  FoundChanges found = search_.run(base);
  AdviceBranch& branch = found.branch;
  if (!base.empty()) branch.release = step(base.front());
  std::vector<ChangeSet> sets =
      best_sets(advice, found.sets, search_.release() ? most_sets_of_a_way : most_sets);
  branch.listed = sets.size();
  if (branch.release && !advice.branches.empty() && advice.branches.back().release) {
    AdviceBranch& last = advice.branches.back();
    const ChangeSet* before = advice.sets.data() + (advice.sets.size() - last.listed);
    if (same_but_release(advice, last, before, branch, sets.data())) {
      last.also.push_back(branch.release->to);
      return;
    }
  }
  std::move(sets.begin(), sets.end(), std::back_inserter(advice.sets));
  advice.branches.push_back(std::move(branch));
}

// The most open way first.
void Adviser::branches(Advice& advice) {
  add(advice, {});
  if (const auto release = search_.release())
    for (std::size_t v = search_.candidates()[*release].values.size(); v-- > 0;)
      add(advice, {Choice{*release, v}});
  advice.searched.complete = true;
  for (const AdviceBranch& branch : advice.branches) {
    advice.searched.changes = std::max(advice.searched.changes, branch.changes);
    advice.searched.complete = advice.searched.complete && branch.complete;
    advice.searched.found += branch.found;
  }
  advice.within_reach = !advice.sets.empty();
}

Advice Adviser::run() {
  Advice advice;
  advice.card = study_card(card_.card, vocabulary_);
  advice.measures = study_measures(program_, request_.over);
  describe(advice);
  advice.as_is = readings(advice.measures, search_.judge().whole(card_.card));
  if (const auto now = search_.judge().judge(card_.card))
    advice.reached = TargetJudge::verdicts(now->result).reached;
  if (advice.reached == Tri::yes) {
    advice.within_reach = advice.searched.complete = true;
    return advice;
  }
  branches(advice);
  advice.answers = worth_finding(program_, card_, advice, search_.reads(), search_.judge());
  advice.searched.tried = search_.judge().tried();
  return advice;
}

}  // namespace

int ChangeSet::effort() const {
  int sum = 0;
  for (const Step& step : steps) sum += static_cast<int>(step.effort) + 1;
  return sum;
}

Advice advise(const Program& program, const Card& card, const Target& target, const AdviceRequest& request) {
  const std::optional<BoundCard> made = bound(program, card);
  if (made) return Adviser(program, *made, target, request).run();
  Advice advice;
  advice.card = study_card(card, *program.vocabulary);
  advice.measures = study_measures(program, request.over);
  return advice;
}

}  // namespace openrisk
