// By deepening: whatever else a set holds, it changes a fact that moves some gate which is not reached. So
// the search branches over the facts of one such gate at a time, and what it does not visit cannot reach the
// target. A card in which every candidate is left open bounds all sets at once: where that card fails a gate
// for certain, no set of any size can mend it.
#include "study/change_search.hpp"

#include <algorithm>

#include "program/access.hpp"
#include "program/walk.hpp"

namespace openrisk {
namespace {

constexpr std::size_t most_tried = 200000;  // cards; nothing shipped comes near

Choices with(const Choices& choices, const Choice& more) {
  Choices all = choices;
  all.insert(std::upper_bound(all.begin(), all.end(), more), more);
  return all;
}

Choices without(const Choices& choices, const Choices& fewer) {
  Choices rest;
  std::set_difference(choices.begin(), choices.end(), fewer.begin(), fewer.end(), std::back_inserter(rest));
  return rest;
}

// With the facts that what these say forces, or is forced by: one of them may have to change so that another
// can.
std::set<FactId> entangled(const Program& program, std::set<FactId> facts) {
  const auto take_in = [&](const std::set<FactId>& together) {
    const auto before = facts.size();
    if (std::any_of(together.begin(), together.end(), [&](FactId fact) { return facts.count(fact) > 0; }))
      facts.insert(together.begin(), together.end());
    return facts.size() > before;
  };
  for (bool grows = true; grows;) {
    grows = false;
    for (const CompiledImplication& implication : program.implications) {
      std::set<FactId> together = facts_read(program, implication.when);
      together.insert(implication.fact);
      grows = take_in(together) || grows;
    }
    for (const Fact& fact : program.vocabulary->facts()) {
      std::set<FactId> together = facts_read(program, program.applies[fact.id]);
      together.insert(fact.id);
      grows = (facts.count(fact.id) > 0 && take_in(together)) || grows;
    }
  }
  return facts;
}

}  // namespace

ChangeSearch::ChangeSearch(const Program& program, const BoundCard& card, const Target& target,
                           const AdviceRequest& request)
    : program_(program),
      vocabulary_(*program.vocabulary),
      card_(card),
      request_(request),
      judge_(program, target, request) {
  std::set<FactId> moving;
  for (const CompiledGate& gate : target.policy.gates) {
    reads_.insert(gate.reads.begin(), gate.reads.end());
    moves_.push_back(entangled(program, {gate.reads.begin(), gate.reads.end()}));
    moving.insert(moves_.back().begin(), moves_.back().end());
  }
  candidates_ = openrisk::candidates(program, card, moving, request.allow);
  for (std::size_t c = 0; c < candidates_.size(); ++c)
    if (vocabulary_[candidates_[c].fact].path == access_fact) release_ = c;
}

Card ChangeSearch::changed(const Choices& choices) const {
  Card card = card_.card;
  const Fact* irrevocable = vocabulary_.find(irrevocable_fact);
  for (const auto& [candidate, value] : choices) {
    assign(card, vocabulary_, candidates_[candidate].fact, candidates_[candidate].values[value]);
    if (candidate == release_ && irrevocable != nullptr)  // it follows from how the weights are released
      take_over(card, {}, irrevocable->id);
  }
  return card;
}

std::optional<Verdicts> ChangeSearch::verdicts(const Choices& choices) {
  const auto known = judged_.find(choices);
  if (known != judged_.end()) return known->second;
  const std::optional<JudgedCard> judged = judge_.judge(changed(choices));
  const auto verdicts = judged ? std::optional(TargetJudge::verdicts(judged->result)) : std::nullopt;
  return judged_.emplace(choices, verdicts).first->second;
}

bool ChangeSearch::reaches(const Choices& choices) {
  const std::optional<Verdicts> all = verdicts(choices);
  return all && all->reached == Tri::yes;
}

// Whether a candidate can still be changed beside these.
bool ChangeSearch::is_open(std::size_t candidate, const Choices& choices) const {
  return candidate != release_ && std::none_of(choices.begin(), choices.end(),
                                               [&](const Choice& one) { return one.first == candidate; });
}

Card ChangeSearch::all_open(const Choices& base) const {
  Card card = changed(base);
  for (std::size_t c = 0; c < candidates_.size(); ++c)
    if (is_open(c, base)) assign(card, vocabulary_, candidates_[c].fact, "unknown");
  return card;
}

bool ChangeSearch::out_of_reach(const Choices& base, AdviceBranch& branch) {
  const std::optional<JudgedCard> open = judge_.judge(all_open(base));
  if (!open || !judge_.never(open->result)) return false;
  branch.floor = judge_.target_readings(open->assessment);
  return true;
}

void ChangeSearch::deepen(Choices& choices, int left) {
  if (judge_.tried() > most_tried || !visited_.insert(choices).second) return;
  const std::optional<Verdicts> now = verdicts(choices);
  if (now && now->reached == Tri::yes) {
    if (left == 0) found_.push_back(choices);
    return;
  }
  if (left == 0) return;
  // A card that contradicts itself says nothing of gates: any candidate may mend it.
  const std::set<FactId>* moves = now ? &moves_[now->gate] : nullptr;
  for (std::size_t c = 0; c < candidates_.size(); ++c) {
    if (moves != nullptr && moves->count(candidates_[c].fact) == 0) continue;
    if (!is_open(c, choices)) continue;
    for (std::size_t v = 0; v < candidates_[c].values.size(); ++v) {
      Choices more = with(choices, {c, v});
      deepen(more, left - 1);
    }
  }
}

// Past the search: the best change after the other as long as that helps.
std::optional<Choices> ChangeSearch::climb(const Choices& base) {
  Choices choices = base;
  std::optional<Verdicts> at = verdicts(choices);
  while (at && at->reached != Tri::yes) {
    std::optional<Verdicts> best;
    Choices next;
    for (std::size_t c = 0; c < candidates_.size(); ++c) {
      if (!is_open(c, choices)) continue;
      for (std::size_t v = 0; v < candidates_[c].values.size(); ++v) {
        Choices more = with(choices, {c, v});
        const std::optional<Verdicts> then = verdicts(more);
        if (!then || (best && best->badness <= then->badness)) continue;
        best = then;
        next = std::move(more);
      }
    }
    if (!best || (best->reached != Tri::yes && best->badness >= at->badness)) return std::nullopt;
    at = best;
    choices = std::move(next);
  }
  if (!at) return std::nullopt;
  return needed(std::move(choices), base);
}

// Where no single change helps: from all candidates open, one after the other takes what the card says, or
// else the first value with which those that are still open can reach the target.
std::optional<Choices> ChangeSearch::narrow(const Choices& base) {
  const auto possible = [&](const Card& card) {
    const std::optional<JudgedCard> judged = judge_.judge(card);
    return judged && TargetJudge::verdicts(judged->result).reached != Tri::no;
  };
  Card card = all_open(base);
  if (!possible(card)) return std::nullopt;
  Choices choices = base;
  for (std::size_t c = 0; c < candidates_.size(); ++c) {
    if (!is_open(c, choices)) continue;
    const FactId fact = candidates_[c].fact;
    Card next = card;
    take_over(next, card_.card, fact);
    if (card_.answers[fact].stated() && possible(next)) {
      card = std::move(next);
      continue;
    }
    for (std::size_t v = 0; v < candidates_[c].values.size(); ++v) {
      assign(next, vocabulary_, fact, candidates_[c].values[v]);
      if (!possible(next)) continue;
      card = std::move(next);
      choices = with(choices, {c, v});
      break;
    }
  }
  if (!reaches(choices)) return std::nullopt;
  return needed(std::move(choices), base);
}

// Without the changes that it reaches the target without.
Choices ChangeSearch::needed(Choices choices, const Choices& base) {
  for (const Choice& one : without(choices, base)) {
    Choices fewer = without(choices, {one});
    if (reaches(fewer)) choices = std::move(fewer);
  }
  return choices;
}

FoundChanges ChangeSearch::run(const Choices& base) {
  FoundChanges all;
  AdviceBranch& branch = all.branch;
  const int given = static_cast<int>(base.size());
  found_.clear();
  if (out_of_reach(base, branch)) {
    branch.complete = true;
    return all;
  }
  if (const std::optional<JudgedCard> judged = judge_.judge(changed(base)))
    branch.at_least = given + judge_.least(*judged);
  branch.changes = std::clamp(branch.at_least - 1, 0, request_.most_changes);
  for (int changes = std::max({1, given, branch.at_least});
       changes <= request_.most_changes && found_.empty(); ++changes) {
    visited_.clear();
    Choices choices = base;
    deepen(choices, changes - given);
    branch.changes = changes;
  }
  std::size_t open = 0;
  for (std::size_t c = 0; c < candidates_.size(); ++c) open += is_open(c, base);
  const bool all_tried = static_cast<std::size_t>(std::max(0, branch.changes - given)) >= open;
  branch.complete = (!found_.empty() || all_tried) && judge_.tried() <= most_tried;
  if (found_.empty()) {
    std::optional<Choices> some = climb(base);
    if (!some) some = narrow(base);
    if (some) {
      branch.complete = static_cast<int>(some->size()) == branch.at_least;
      found_.push_back(std::move(*some));
    }
  }
  const std::size_t before = found_.size();
  if (!base.empty())
    std::erase_if(found_, [&](const Choices& choices) { return reaches(without(choices, base)); });
  branch.needless = before > 0 && found_.empty();
  branch.found = found_.size();
  all.sets = std::move(found_);
  return all;
}

}  // namespace openrisk
