// Lints about how the weights can be reached: who is not served cannot misuse, and what protects a
// service protects no released weights.
#include <fmt/format.h>

#include "program/access.hpp"
#include "program/lint.hpp"
#include "program/walk.hpp"

namespace openrisk {

namespace {

// Whether a test tells a serving-layer value of its fact from what lies below it.
bool reads_serving_layer(const Program& program, const ConditionNode& test) {
  const Fact& fact = (*program.vocabulary)[test.fact];
  if (fact.layer == Layer::serving) return true;
  if (test.op != ConditionNode::Op::level_in) return false;
  for (std::size_t rank = 1; rank < fact.values.size(); ++rank)
    if (fact.values[rank].layer == Layer::serving && (test.bits >> rank & 1) != (test.bits >> (rank - 1) & 1))
      return true;
  return false;
}

}  // namespace

void lint_threat_gates(const Program& program, Diagnostics& diagnostics) {
  const Fact* access = access_of(*program.vocabulary);
  if (access == nullptr) return;
  const std::uint8_t hosted = *access->rank_of(hosted_value);
  for (const CompiledSubject& subject : program.subjects) {
    if (subject.kind != Kind::threat) continue;
    bool gated = true;
    for (std::uint8_t rank = 0; rank < hosted; ++rank)
      gated = gated && fold(program, subject.applies, {{{access->id, rank}}}) == Tri::no;
    if (!gated)
      diagnostics.add(
          Code::threat_gate,
          subject.written->applies.empty() ? subject.written->span : subject.written->applies.span,
          fmt::format("'{}' can apply to weights that nobody outside can use", subject.id),
          "begin with `weights.access >= hosted and …`");
  }
}

void lint_serving_layer(const Program& program, Diagnostics& diagnostics) {
  const Fact* access = access_of(*program.vocabulary);
  if (access == nullptr) return;
  auto check = [&](ConditionId condition, const Span& span) {
    for (std::size_t rank = *access->rank_of(hosted_value) + 1u; rank < access->values.size(); ++rank) {
      const PartialFacts released{{{access->id, static_cast<std::uint8_t>(rank)}}};
      for (ConditionId live : live_tests(program, condition, released)) {
        const ConditionNode& test = program.conditions[live];
        if (!test.is_test() || !reads_serving_layer(program, test)) continue;
        diagnostics.add(Code::serving_layer, span,
                        fmt::format("'{}' still counts when weights.access is {}",
                                    (*program.vocabulary)[test.fact].path, access->values[rank].id),
                        "add `weights.access <= hosted and …`");
        return;
      }
    }
  };
  for (const CompiledSubject& subject : program.subjects) {
    if (subject.kind != Kind::threat) continue;
    check(subject.applies, subject.written->applies.span);
    for (const CompiledPath& path : subject.paths) check(path.applies, path.written->applies.span);
    for_each_rule(subject, [&](const CompiledRule& rule, Role) {
      check(rule.when, span_of(rule));
      if (rule.graded && has_serving_layer((*program.vocabulary)[rule.fact]))
        diagnostics.add(
            Code::serving_layer, rule.written->graded->fact.span,
            fmt::format("'{}' is graded whatever weights.access is", (*program.vocabulary)[rule.fact].path),
            "use rules with `weights.access <= hosted and …`");
    });
  }
}

}  // namespace openrisk
