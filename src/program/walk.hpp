// Walks over compiled conditions, shared by the lints.
#pragma once

#include <functional>
#include <set>
#include <vector>

#include "openrisk/program.hpp"

namespace openrisk {

// Three-valued truth where only some facts are given a rank (level or boolean); all others unknown.
struct PartialFacts {
  std::vector<std::pair<FactId, std::uint8_t>> ranks;
};
Tri fold(const Program& program, ConditionId condition, const PartialFacts& facts);

// The tests (and `known` nodes) that can still matter once `facts` are given.
std::set<ConditionId> live_tests(const Program& program, ConditionId condition,
                                 const PartialFacts& facts = {});

// The facts that a condition reads, vocabulary conditions behind `applicable` included or not.
std::set<FactId> facts_read(const Program& program, ConditionId condition, bool with_applicability = false);

// Calls `visit` for every test with +1 where it acts upwards on the condition, -1 where downwards;
// a test that occurs both ways is visited twice.
void for_each_test(const Program& program, ConditionId condition, int sign,
                   const std::function<void(const ConditionNode&, int sign)>& visit);

// Every rule of a subject with its role.
enum class Role : std::uint8_t { raise, lower, absorb };
void for_each_rule(const CompiledSubject& subject,
                   const std::function<void(const CompiledRule&, Role)>& visit);

// Whether a rule of a subject asks if a fact is stated: what nobody said then counts as if it were not there.
bool counts_silence(const Program& program, const CompiledSubject& subject);

// Where to point: the condition of a rule, or the rule.
Span span_of(const CompiledRule& rule);

}  // namespace openrisk
