#include "study/target_judge.hpp"

#include <algorithm>

namespace openrisk {

TargetJudge::TargetJudge(const Program& program, const Target& target, const AdviceRequest& request)
    : program_(program), target_(target), request_(request) {
  for (const CompiledGate& gate : target.policy.gates) {
    const std::string& name = gate.written->measure.text;
    if (gate.kind == CompiledGate::Kind::measure) only_.push_back(name);
    if (gate.kind != CompiledGate::Kind::over) continue;
    const std::string subject = name.substr(0, name.rfind('.') + 1);
    for (const BaselineCard& other : request.over) only_.push_back(subject + other.name);
  }
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

Assessment TargetJudge::whole(const Card& card) const {
  Request request = numbers_only(request_.date);
  request.over = request_.over;
  return assess(program_, bound(program_, card)->answers, request);
}

}  // namespace openrisk
