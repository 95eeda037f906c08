#include "program/walk.hpp"

namespace openrisk {

using Op = ConditionNode::Op;

Tri fold(const Program& program, ConditionId condition, const PartialFacts& facts) {
  const ConditionNode& node = program.conditions[condition];
  switch (node.op) {
    case Op::never: return Tri::no;
    case Op::always: return Tri::yes;
    case Op::level_in:
      for (const auto& [fact, rank] : facts.ranks)
        if (fact == node.fact) return tri((node.bits >> rank & 1) != 0);
      return Tri::unknown;
    case Op::applicable: return fold(program, program.children[node.first_child], facts);
    case Op::negation: return negate(fold(program, program.children[node.first_child], facts));
    case Op::conjunction:
    case Op::disjunction: {
      Tri result = node.op == Op::conjunction ? Tri::yes : Tri::no;
      for (std::uint32_t i = 0; i < node.child_count; ++i) {
        const Tri part = fold(program, program.children[node.first_child + i], facts);
        result = node.op == Op::conjunction ? both(result, part) : either(result, part);
      }
      return result;
    }
    default: return Tri::unknown;
  }
}

std::set<ConditionId> live_tests(const Program& program, ConditionId condition, const PartialFacts& facts) {
  std::set<ConditionId> live;
  if (fold(program, condition, facts) != Tri::unknown) return live;
  const ConditionNode& node = program.conditions[condition];
  if (node.child_count == 0) return {condition};
  for (std::uint32_t i = 0; i < node.child_count; ++i)
    live.merge(live_tests(program, program.children[node.first_child + i], facts));
  return live;
}

std::set<FactId> facts_read(const Program& program, ConditionId condition, bool with_applicability) {
  std::set<FactId> facts;
  const ConditionNode& node = program.conditions[condition];
  if (node.op >= Op::level_in && node.op <= Op::known) facts.insert(node.fact);
  if (node.op == Op::applicable && !with_applicability) return facts;
  for (std::uint32_t i = 0; i < node.child_count; ++i)
    facts.merge(facts_read(program, program.children[node.first_child + i], with_applicability));
  return facts;
}

void for_each_test(const Program& program, ConditionId condition, int sign,
                   const std::function<void(const ConditionNode&, int sign)>& visit) {
  const ConditionNode& node = program.conditions[condition];
  if (node.is_test()) visit(node, sign);
  const int below = node.op == Op::negation ? -sign : sign;
  for (std::uint32_t i = 0; i < node.child_count; ++i)
    for_each_test(program, program.children[node.first_child + i], below, visit);
}

void for_each_rule(const CompiledSubject& subject,
                   const std::function<void(const CompiledRule&, Role)>& visit) {
  for (const CompiledPath& path : subject.paths)
    for (const CompiledStage& stage : path.stages) {
      for (const CompiledRule& rule : stage.raise) visit(rule, Role::raise);
      for (const CompiledRule& rule : stage.lower) visit(rule, Role::lower);
    }
  for (const CompiledRule& rule : subject.absorb) visit(rule, Role::absorb);
}

namespace {

// Parts that nothing can change do not count.
bool asks_if_known(const Program& program, ConditionId condition) {
  const ConditionNode& node = program.conditions[condition];
  if (node.op == Op::known) return true;
  bool any = false;
  for (std::uint32_t i = 0; i < node.child_count && !any; ++i)
    any = asks_if_known(program, program.children[node.first_child + i]);
  return any && fold(program, condition, {}) == Tri::unknown;
}

}  // namespace

bool counts_silence(const Program& program, const CompiledSubject& subject) {
  bool any = false;
  for_each_rule(subject,
                [&](const CompiledRule& rule, Role) { any = any || asks_if_known(program, rule.when); });
  return any;
}

Span span_of(const CompiledRule& rule) {
  return rule.written->when.empty() ? rule.written->span : rule.written->when.span;
}

}  // namespace openrisk
