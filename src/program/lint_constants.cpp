// Conditions that decide nothing. A condition is tried with all values that its tests can tell apart,
// as long as there are few; if it never comes out yes, or never no, or a part of it never matters, it
// is reported. Values that the vocabulary excludes (a fact that does not apply, a forced value) are
// left out, so that "no image, but photorealistic" counts as never.
#include <fmt/format.h>

#include "program/conditions.hpp"
#include "program/lint.hpp"
#include "program/rows.hpp"
#include "program/walk.hpp"

namespace openrisk {

namespace {

using Op = ConditionNode::Op;

bool value_of(const Program& program, ConditionId id, const Row& row) {
  const ConditionNode& node = program.conditions[id];
  if (const auto it = row.find(id); it != row.end()) return it->second;
  switch (node.op) {
    case Op::always: return true;
    case Op::applicable: return value_of(program, program.children[node.first_child], row);
    case Op::negation: return !value_of(program, program.children[node.first_child], row);
    case Op::conjunction:
    case Op::disjunction: {
      const bool conjunction = node.op == Op::conjunction;
      for (std::uint32_t i = 0; i < node.child_count; ++i)
        if (value_of(program, program.children[node.first_child + i], row) != conjunction)
          return !conjunction;
      return conjunction;
    }
    default: return false;
  }
}

// What the trials of one condition have shown: of it, and of each of its parts.
struct Seen {
  bool yes = false, no = false;
};

class Trial {
 public:
  Trial(const Program& program, ConditionId condition) : program_(program), condition_(condition) {
    auto rows = rows_of_facts(program, {condition});
    if (!rows) return;
    rows_ = *std::move(rows);
    std::size_t trials = 1;
    for (const auto& of_fact : rows_)
      if (trials *= of_fact.size(); trials > most_rows) return;
    small_ = true;
  }

  // False where there is too much to try.
  bool run() {
    if (!small_) return false;
    const ConditionNode& node = program_.conditions[condition_];
    if (node.op == Op::conjunction || node.op == Op::disjunction) matters_.assign(node.child_count, false);
    Row row;
    go(0, row);
    return true;
  }

  Seen seen;
  const std::vector<bool>& matters() const { return matters_; }

 private:
  void go(std::size_t depth, Row& row) {
    if (depth < rows_.size()) {
      for (const Row& part : rows_[depth]) {
        for (const auto& [id, truth] : part) row[id] = truth;
        go(depth + 1, row);
      }
      return;
    }
    const bool truth = value_of(program_, condition_, row);
    (truth ? seen.yes : seen.no) = true;
    const ConditionNode& node = program_.conditions[condition_];
    for (std::size_t i = 0; i < matters_.size(); ++i) {
      const bool neutral = node.op == Op::conjunction;
      bool others = neutral;
      for (std::uint32_t k = 0; k < node.child_count; ++k)
        if (k != i && value_of(program_, program_.children[node.first_child + k], row) != neutral)
          others = !neutral;
      if (others == neutral && truth != neutral) matters_[i] = true;
    }
  }

  const Program& program_;
  ConditionId condition_;
  std::vector<std::vector<Row>> rows_;
  std::vector<bool> matters_;
  bool small_ = false;
};

}  // namespace

void lint_constants(const Program& program, const Sources&, Diagnostics& diagnostics) {
  for (const auto& [text, condition] : program.written_conditions) {
    if (condition == ConditionBuilder::never || condition == ConditionBuilder::always) {
      diagnostics.add(
          Code::constant_condition, text->span,
          fmt::format("this condition is always {}", condition == ConditionBuilder::always ? "yes" : "no"));
      continue;
    }
    Trial trial(program, condition);
    if (!trial.run()) continue;
    if (!trial.seen.yes || !trial.seen.no) {
      diagnostics.add(Code::constant_condition, text->span,
                      fmt::format("this condition is always {}", trial.seen.yes ? "yes" : "no"));
      continue;
    }
    const ConditionNode& node = program.conditions[condition];
    for (std::size_t i = 0; i < trial.matters().size(); ++i) {
      const ConditionNode& part = program.conditions[program.children[node.first_child + i]];
      if (trial.matters()[i] || part.op == Op::applicable) continue;
      const std::set<FactId> facts = facts_read(program, program.children[node.first_child + i]);
      diagnostics.add(Code::unreachable, text->span,
                      fmt::format("the part about '{}' never matters",
                                  facts.empty() ? "?" : (*program.vocabulary)[*facts.begin()].path),
                      "what stands beside it has settled the result");
      break;
    }
  }
}

}  // namespace openrisk
