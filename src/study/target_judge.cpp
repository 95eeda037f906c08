#include "study/target_judge.hpp"

#include <algorithm>
#include <set>

#include "assessment/frameworks.hpp"

namespace openrisk {

TargetJudge::TargetJudge(const Program& program, const Target& target, const AdviceRequest& request)
    : program_(program),
      target_(target),
      request_(request),
      measures_(study_measures(program, request.over)) {
  using GateKind = CompiledGate::Kind;
  std::set<std::string> names;
  for (const CompiledGate& gate : target.policy.gates) {
    const std::string& name = gate.written->measure.text;
    names.insert(name);
    classifies_ = classifies_ || gate.kind == GateKind::ladder || gate.kind == GateKind::group;
    if (gate.kind == GateKind::measure) only_.push_back(name);
    if (gate.kind != GateKind::over) continue;
    const std::string subject = name.substr(0, name.rfind('.') + 1);
    for (const BaselineCard& other : request.over) only_.push_back(subject + other.name);
  }
  names.insert(only_.begin(), only_.end());
  for (std::size_t i = 0; i < measures_.size(); ++i)
    if (names.count(measures_[i].id) > 0) targets_.push_back(i);
}

std::optional<JudgedCard> TargetJudge::judge(Card card) {
  std::optional<BoundCard> made = bound(program_, std::move(card));
  if (!made) return std::nullopt;
  ++tried_;
  Request request = numbers_only(request_.date, only_);  // other gates judge by themselves
  request.over = request_.over;
  request.doubt = std::any_of(target_.policy.gates.begin(), target_.policy.gates.end(),
                              [](const CompiledGate& gate) { return gate.written->claims == Claims::doubt; });
  JudgedCard judged{std::move(*made), {}, {}};
  judged.assessment = assess(program_, judged.card.answers, request);
  if (classifies_) {
    judged.assessment.ladders = assess_ladders(program_, judged.card.answers);
    judged.assessment.checks = assess_checks(program_, judged.card.answers);
  }
  judged.result = openrisk::judge(program_, target_.policy, judged.card.card, judged.card.answers,
                                  judged.assessment, target_.ignore_waivers);
  return judged;
}

Verdicts TargetJudge::verdicts(const PolicyResult& result) {
  Verdicts verdicts;
  verdicts.reached = Tri::yes;
  for (std::size_t i = 0; i < result.gates.size(); ++i) {
    const GateResult& gate = result.gates[i];
    if (gate.verdict != Verdict::fail) continue;
    if (verdicts.reached == Tri::yes) verdicts.gate = i;
    verdicts.reached = both(verdicts.reached, gate.outcome == GateOutcome::failed ? Tri::no : Tri::unknown);
    if (gate.value)
      verdicts.badness += gate.gate->at_least ? gate.gate->threshold - gate.value->low()
                                              : gate.value->high() - gate.gate->threshold;
    verdicts.badness += 100;  // a gate less outweighs any number
  }
  return verdicts;
}

// No score of a threat asks whether something is known, but other conditions may, and `known` of a fact is no
// while the fact is left open: such a gate can fail without being out of reach.
bool TargetJudge::bounds(const CompiledGate& gate) const {
  const bool threat =
      std::any_of(program_.subjects.begin(), program_.subjects.end(), [&](const CompiledSubject& one) {
        return one.kind == Kind::threat && gate.written->measure.text.starts_with(one.name() + ".");
      });
  return threat || std::none_of(gate.reads.begin(), gate.reads.end(), [&](FactId fact) {
           return std::any_of(
               program_.conditions.begin(), program_.conditions.end(),
               [&](const ConditionNode& node) { return node.asks_card() && node.fact == fact; });
         });
}

bool TargetJudge::never(const PolicyResult& result) const {
  return std::any_of(result.gates.begin(), result.gates.end(), [&](const GateResult& gate) {
    return gate.verdict == Verdict::fail && gate.outcome == GateOutcome::failed && bounds(*gate.gate);
  });
}

// A need that is not met stays so while the facts that decided it say what they say: needs that share none of
// them take a change each. What does not apply may come to apply by another fact, so it bounds nothing.
int TargetJudge::least(const JudgedCard& judged) const {
  std::set<FactId> counted;
  int least = 0;
  const auto count = [&](const NeedResult& need) {
    const std::vector<FactId>& facts = need.outcome.because;
    const bool bounding =
        need.met() == Tri::no && std::none_of(facts.begin(), facts.end(), [&](FactId fact) {
          return counted.count(fact) > 0 || judged.card.answers[fact].standing == Standing::not_applicable;
        });
    if (!bounding) return;
    counted.insert(facts.begin(), facts.end());
    ++least;
  };
  for (const GateResult& gate : judged.result.gates) {
    if (gate.verdict != Verdict::fail || gate.gate->kind != CompiledGate::Kind::ladder) continue;
    for (const LadderResult& ladder : judged.assessment.ladders)
      if (gate.gate->written->measure.text == "ladders." + ladder.ladder->written->id.text)
        for (std::size_t i = 0; i <= static_cast<std::size_t>(gate.gate->threshold); ++i)
          for (const NeedResult& need : ladder.rungs[i].needs) count(need);
  }
  return least;
}

std::vector<Reading> TargetJudge::target_readings(const Assessment& assessment) const {
  const std::vector<Reading> all = readings(measures_, assessment);
  std::vector<Reading> some;
  for (std::size_t target : targets_) some.push_back(all[target]);
  return some;
}

Assessment TargetJudge::whole(const Card& card) const {
  Request request = numbers_only(request_.date);
  request.over = request_.over;
  return assess(program_, bound(program_, card)->answers, request);
}

}  // namespace openrisk
