// The smallest sets of changes, by deepening: whatever else a set holds, it changes a fact that some gate
// which is not reached reads. So the search branches over the facts of one such gate at a time, and what it
// does not visit cannot reach the target. A card in which every candidate is left open bounds all sets at
// once: where that card fails a gate for certain, no set of any size can mend it.
#include <algorithm>
#include <map>
#include <set>

#include "program/access.hpp"
#include "study/answers.hpp"
#include "study/candidates.hpp"
#include "study/target_judge.hpp"

namespace openrisk {
namespace {

constexpr std::size_t most_sets = 10;       // that are worked out in full
constexpr std::size_t most_tried = 200000;  // cards; nothing shipped comes near

// A change of one candidate: its place among the candidates, and its value among those of the candidate.
using Choice = std::pair<std::size_t, std::size_t>;
using Choices = std::vector<Choice>;  // sorted

class Adviser {
 public:
  Adviser(const Program& program, const Card& card, const Target& target, const AdviceRequest& request)
      : program_(program),
        vocabulary_(*program.vocabulary),
        card_(card),
        target_(target),
        request_(request),
        judge_(program, target, request) {
    for (const CompiledGate& gate : target.policy.gates) reads_.insert(gate.reads.begin(), gate.reads.end());
  }

  Advice run();

 private:
  void describe(Advice& advice) const;
  bool out_of_reach(Advice& advice);
  void search(Advice& advice);
  void deepen(Choices& choices, int left);
  void climb();
  std::optional<Verdicts> judge(const Choices& choices);
  Card changed(const Choices& choices) const;
  bool takes(const Choices& choices, std::size_t candidate) const;
  ChangeSet change_set(const Choices& choices) const;
  void write_sets(Advice& advice);

  const Program& program_;
  const Vocabulary& vocabulary_;
  const Card& card_;
  const Target& target_;
  const AdviceRequest& request_;
  TargetJudge judge_;
  std::set<FactId> reads_;  // of the target
  std::vector<Candidate> candidates_;
  std::map<Choices, std::optional<Verdicts>> judged_;
  std::set<Choices> visited_;  // at the depth at hand
  std::vector<Choices> found_;
};

Card Adviser::changed(const Choices& choices) const {
  Card card = card_;
  for (const auto& [candidate, value] : choices)
    assign(card, vocabulary_, candidates_[candidate].fact, candidates_[candidate].values[value]);
  return card;
}

std::optional<Verdicts> Adviser::judge(const Choices& choices) {
  const auto known = judged_.find(choices);
  if (known != judged_.end()) return known->second;
  const std::optional<JudgedCard> judged = judge_.judge(changed(choices));
  const auto verdicts = judged ? std::optional(TargetJudge::verdicts(judged->result)) : std::nullopt;
  return judged_.emplace(choices, verdicts).first->second;
}

bool Adviser::takes(const Choices& choices, std::size_t candidate) const {
  return std::any_of(choices.begin(), choices.end(),
                     [&](const Choice& one) { return one.first == candidate; });
}

bool Adviser::out_of_reach(Advice& advice) {
  Card card = card_;
  for (const Candidate& candidate : candidates_) assign(card, vocabulary_, candidate.fact, "unknown");
  const std::optional<JudgedCard> open = judge_.judge(std::move(card));
  if (!open || !judge_.never(open->result)) return false;
  const std::vector<Reading> all = readings(advice.measures, open->assessment);
  for (std::size_t target : advice.targets) advice.floor.push_back(all[target]);
  return true;
}

void Adviser::deepen(Choices& choices, int left) {
  if (judge_.tried() > most_tried || !visited_.insert(choices).second) return;
  const std::optional<Verdicts> verdicts = judge(choices);
  if (verdicts && verdicts->reached == Tri::yes) {
    if (left == 0) found_.push_back(choices);
    return;
  }
  if (left == 0) return;
  // A card that contradicts itself says nothing of gates: any candidate may mend it.
  const std::vector<FactId>* reads = verdicts ? &target_.policy.gates[verdicts->gate].reads : nullptr;
  for (std::size_t c = 0; c < candidates_.size(); ++c) {
    const FactId fact = candidates_[c].fact;
    if (reads != nullptr && std::find(reads->begin(), reads->end(), fact) == reads->end()) continue;
    if (takes(choices, c)) continue;
    for (std::size_t v = 0; v < candidates_[c].values.size(); ++v) {
      const auto place =
          choices.insert(std::upper_bound(choices.begin(), choices.end(), Choice{c, v}), {c, v});
      const auto at = place - choices.begin();
      deepen(choices, left - 1);
      choices.erase(choices.begin() + at);
    }
  }
}

// Past the search: the best change after the other as long as that helps; then those that were not needed are
// taken back.
void Adviser::climb() {
  Choices choices;
  std::optional<Verdicts> at = judge(choices);
  while (at && at->reached != Tri::yes) {
    std::optional<Verdicts> best;
    Choices next;
    for (std::size_t c = 0; c < candidates_.size(); ++c) {
      if (takes(choices, c)) continue;
      for (std::size_t v = 0; v < candidates_[c].values.size(); ++v) {
        Choices more = choices;
        more.insert(std::upper_bound(more.begin(), more.end(), Choice{c, v}), {c, v});
        const std::optional<Verdicts> verdicts = judge(more);
        if (!verdicts || (best && best->badness <= verdicts->badness)) continue;
        best = verdicts;
        next = std::move(more);
      }
    }
    if (!best || (best->reached != Tri::yes && best->badness >= at->badness)) return;
    at = best;
    choices = std::move(next);
  }
  if (!at) return;
  for (std::size_t i = choices.size(); i-- > 0;) {
    Choices fewer = choices;
    fewer.erase(fewer.begin() + static_cast<std::ptrdiff_t>(i));
    const std::optional<Verdicts> verdicts = judge(fewer);
    if (verdicts && verdicts->reached == Tri::yes) choices = std::move(fewer);
  }
  found_.push_back(std::move(choices));
}

ChangeSet Adviser::change_set(const Choices& choices) const {
  ChangeSet set;
  for (const auto& [candidate, value] : choices) {
    const Fact& fact = vocabulary_[candidates_[candidate].fact];
    set.steps.push_back({fact.id, said(vocabulary_, card_, fact.id), candidates_[candidate].values[value],
                         fact.effort.value_or(Effort::high)});
  }
  return set;
}

// Least effort first, then the targets' measures that lie best.
void Adviser::write_sets(Advice& advice) {
  struct Weighed {
    ChangeSet set;
    const Choices* choices = nullptr;
    double distance = 0;
  };
  std::vector<Weighed> sets;
  for (const Choices& choices : found_) {
    Weighed one{change_set(choices), &choices, 0};
    const std::vector<Reading> after = readings(advice.measures, judge_.judge(changed(choices))->assessment);
    for (std::size_t target : advice.targets)
      one.distance += advice.measures[target].higher_is_better() ? -after[target].value.low()
                                                                 : after[target].value.high();
    sets.push_back(std::move(one));
  }
  std::stable_sort(sets.begin(), sets.end(), [](const Weighed& a, const Weighed& b) {
    const int first = a.set.effort(), second = b.set.effort();
    return first != second ? first < second : a.distance < b.distance;
  });
  advice.searched.found = sets.size();
  if (sets.size() > most_sets) sets.resize(most_sets);
  for (Weighed& one : sets) {
    one.set.readings = readings(advice.measures, judge_.whole(changed(*one.choices)));
    advice.sets.push_back(std::move(one.set));
  }
}

// What the target is about, and what can be changed.
void Adviser::describe(Advice& advice) const {
  for (std::size_t i = 0; i < advice.measures.size(); ++i) {
    const std::string& id = advice.measures[i].id;
    const std::vector<CompiledGate>& gates = target_.policy.gates;
    const bool asked = std::any_of(gates.begin(), gates.end(), [&](const CompiledGate& gate) {
      return gate.written->measure.text == id;
    });
    const std::vector<std::string>& looked_at = judge_.measures();
    if (asked || std::find(looked_at.begin(), looked_at.end(), id) != looked_at.end())
      advice.targets.push_back(i);
  }
  advice.searched.candidates = candidates_.size();
  for (const Candidate& candidate : candidates_) {
    advice.candidates.push_back(candidate.fact);
    advice.allows_release = advice.allows_release || vocabulary_[candidate.fact].path == access_fact;
  }
}

void Adviser::search(Advice& advice) {
  const bool never = out_of_reach(advice);
  for (int changes = 1; changes <= request_.most_changes && found_.empty() && !never; ++changes) {
    visited_.clear();
    Choices choices;
    deepen(choices, changes);
    advice.searched.changes = changes;
  }
  advice.searched.complete = never || (!found_.empty() && judge_.tried() <= most_tried);
  if (found_.empty() && !never) climb();
  advice.within_reach = !found_.empty();
  write_sets(advice);
}

Advice Adviser::run() {
  Advice advice;
  advice.card = study_card(card_, vocabulary_);
  advice.measures = study_measures(program_, request_.over);
  const std::optional<BoundCard> card = bound(program_, card_);
  if (!card) return advice;
  candidates_ = candidates(program_, *card, reads_, request_.allow);
  describe(advice);
  advice.as_is = readings(advice.measures, judge_.whole(card_));
  if (const std::optional<Verdicts> now = judge({})) advice.reached = now->reached;
  if (advice.reached == Tri::yes) {
    advice.within_reach = advice.searched.complete = true;
    return advice;
  }
  search(advice);
  advice.answers = worth_finding(program_, *card, advice, reads_, judge_);
  advice.searched.tried = judge_.tried();
  return advice;
}

}  // namespace

int ChangeSet::effort() const {
  int sum = 0;
  for (const Step& step : steps) sum += static_cast<int>(step.effort) + 1;
  return sum;
}

Advice advise(const Program& program, const Card& card, const Target& target, const AdviceRequest& request) {
  return Adviser(program, card, target, request).run();
}

}  // namespace openrisk
