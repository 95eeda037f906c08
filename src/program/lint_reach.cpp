// Paths and rules that can never count. What a threat and a path ask before it stands over every rule: what
// is asked twice, once each way, is asked in vain. Facts are given values one after another, and a branch is
// left as soon as one of the conditions is no; where that takes too long, nothing is said. A rule counts if
// it can hold in the release or in any world; a world adds only that what it sets applies.
#include <fmt/format.h>

#include "program/conditions.hpp"
#include "program/lint.hpp"
#include "program/rows.hpp"
#include "program/walk.hpp"

namespace openrisk {

namespace {

constexpr int most_steps = 4096;

// Whether conditions can hold together in a world.
class Together {
 public:
  Together(const Program& program, const std::vector<ConditionId>& parts, const CompiledWorld& world)
      : program_(program), parts_(parts) {
    for (const CompiledSetting& setting : world.set) {
      set_.insert(setting.fact);
      known_ = known_ && setting.standing != Standing::not_applicable;
    }
  }

  bool possible() {
    if (!known_) return true;
    auto rows = rows_of_facts(program_, parts_);
    if (!rows) return true;
    rows_ = *std::move(rows);
    return try_from(0);
  }

 private:
  Tri truth_of(ConditionId id) const {
    const ConditionNode& node = program_.conditions[id];
    switch (node.op) {
      case ConditionNode::Op::never: return Tri::no;
      case ConditionNode::Op::always: return Tri::yes;
      case ConditionNode::Op::applicable:
        return set_.count(node.fact) > 0 ? Tri::yes : truth_of(program_.children[node.first_child]);
      case ConditionNode::Op::negation: return negate(truth_of(program_.children[node.first_child]));
      case ConditionNode::Op::conjunction:
      case ConditionNode::Op::disjunction: {
        const bool conjunction = node.op == ConditionNode::Op::conjunction;
        Tri result = tri(conjunction);
        for (std::uint32_t i = 0; i < node.child_count; ++i) {
          const Tri part = truth_of(program_.children[node.first_child + i]);
          result = conjunction ? both(result, part) : either(result, part);
        }
        return result;
      }
      default: {
        const auto it = given_.find(id);
        return it == given_.end() ? Tri::unknown : tri(it->second);
      }
    }
  }

  bool try_from(std::size_t depth) {
    if (++steps_ > most_steps) return true;
    Tri all = Tri::yes;
    for (ConditionId part : parts_) all = both(all, truth_of(part));
    if (all != Tri::unknown || depth == rows_.size()) return all != Tri::no;
    for (const Row& row : rows_[depth]) {
      for (const auto& [test, truth] : row) given_[test] = truth;
      if (try_from(depth + 1)) return true;
    }
    for (const auto& [test, truth] : rows_[depth].front()) given_.erase(test);
    return false;
  }

  const Program& program_;
  const std::vector<ConditionId>& parts_;
  std::set<FactId> set_;
  bool known_ = true;  // no world makes a fact n/a
  std::vector<std::vector<Row>> rows_;
  Row given_;
  int steps_ = 0;
};

// In the release (the world `existing` sets nothing), in a world, or with an option.
bool can_hold(const Program& program, const std::vector<ConditionId>& parts) {
  for (const auto* worlds : {&program.worlds, &program.options})
    for (const CompiledWorld& world : *worlds)
      if (Together(program, parts, world).possible()) return true;
  return false;
}

// Whether a condition that can hold by itself cannot where `above` does.
bool in_vain(const Program& program, std::vector<ConditionId> above, ConditionId condition) {
  above.push_back(condition);
  return condition != ConditionBuilder::always && !can_hold(program, above) && can_hold(program, {condition});
}

}  // namespace

void lint_reach(const Program& program, Diagnostics& diagnostics) {
  for (const CompiledSubject& subject : program.subjects) {
    if (!can_hold(program, {subject.applies})) continue;
    const auto check = [&](const CompiledRule& rule, const std::vector<ConditionId>& above, bool raise) {
      // What was shown may be other than what was said, of which the conditions above are.
      if ((raise && rule.needs_evidence) || !in_vain(program, above, rule.when)) return;
      diagnostics.add(Code::unreachable, span_of(rule),
                      fmt::format("'{}' never holds where '{}' applies", rule.id, subject.id),
                      "what applies asks for the opposite: correct one of the two, or remove the rule");
    };
    for (const CompiledPath& path : subject.paths) {
      const std::vector<ConditionId> above{subject.applies, path.applies};
      if (in_vain(program, {subject.applies}, path.applies)) {
        diagnostics.add(Code::unreachable, path.written->applies.span,
                        fmt::format("the path '{}' never applies where '{}' does", path.id, subject.id),
                        "what the threat asks settles it: correct one of the two, or remove the path");
        continue;
      }
      if (!can_hold(program, {path.applies})) continue;
      for (const CompiledStage& stage : path.stages) {
        for (const CompiledRule& rule : stage.raise) check(rule, above, true);
        for (const CompiledRule& rule : stage.lower) check(rule, above, false);
      }
    }
    for (const CompiledRule& rule : subject.absorb) check(rule, {subject.applies}, false);
  }
}

}  // namespace openrisk
