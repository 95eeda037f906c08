// What a compiled program consists of. It begins with its rubric, so that the same bytes give either.
#pragma once

#include "base/archive.hpp"
#include "license/archive.hpp"
#include "openrisk/program.hpp"
#include "rubric/archive.hpp"

namespace openrisk {

template <class A>
void archive(A& a, Level& level) {
  a(level.rank);
}

template <class A>
void archive(A& a, Members& members) {
  a(members.bits);
}

template <class A>
void archive(A& a, ResolvedLicense& license) {
  auto& [known, expression, matched, terms] = license;
  a(known, expression, matched, terms);
}

template <class A>
void archive(A& a, ConditionNode& node) {
  auto& [op, compare, fact, index, bits, constant, first_child, child_count] = node;
  a(op, compare, fact, index, bits, constant, first_child, child_count);
}

template <class A>
void archive(A& a, Number& number) {
  auto& [value, low, high, basis, name] = number;
  a(value, low, high, basis, name);
}

template <class A>
void archive(A& a, CompiledRule& rule) {
  auto& [id, when, by, graded, steps, fact, points, needs_evidence, written] = rule;
  a(id, when, by, graded, steps, fact, points, needs_evidence, written);
}

template <class A>
void archive(A& a, CompiledStage& stage) {
  auto& [id, share, raise, lower, written] = stage;
  a(id, share, raise, lower, written);
}

template <class A>
void archive(A& a, CompiledPath& path) {
  auto& [id, applies, ceiling, stages, written] = path;
  a(id, applies, ceiling, stages, written);
}

template <class A>
void archive(A& a, CompiledRegime& regime) {
  auto& [applies, written] = regime;
  a(applies, written);
}

template <class A>
void archive(A& a, CompiledSubject& subject) {
  auto& [kind, id, applies, paths, absorb, over, bands, regimes, written] = subject;
  a(kind, id, applies, paths, absorb, over, bands, regimes, written);
}

template <class A>
void archive(A& a, CompiledSetting& setting) {
  auto& [fact, standing, value, license] = setting;
  a(fact, standing, value, license);
}

template <class A>
void archive(A& a, CompiledWorld& world) {
  auto& [id, set] = world;
  a(id, set);
}

template <class A>
void archive(A& a, CompiledNeed& need) {
  auto& [when, applies, written] = need;
  a(when, applies, written);
}

template <class A>
void archive(A& a, CompiledRung& rung) {
  auto& [needs, written] = rung;
  a(needs, written);
}

template <class A>
void archive(A& a, CompiledLadder& ladder) {
  auto& [applies, rungs, written] = ladder;
  a(applies, rungs, written);
}

template <class A>
void archive(A& a, CompiledCheck& check) {
  auto& [when, applies, written] = check;
  a(when, applies, written);
}

template <class A>
void archive(A& a, CompiledReference& reference) {
  auto& [at_most, at_least, written] = reference;
  a(at_most, at_least, written);
}

template <class A>
void archive(A& a, CompiledImplication& implication) {
  auto& [when, fact, holds] = implication;
  a(when, fact, holds);
}

// Vocabulary and licences have archives of their own: whoever takes the program back sets them.
template <class A>
void archive(A& a, Program& program) {
  auto& [vocabulary, licenses, rubric, conditions, children, texts, numbers, applies, implications, worlds,
         options, subjects, ladders, checks, reference, written_conditions] = program;
  static_cast<void>(vocabulary);
  static_cast<void>(licenses);
  a(rubric, conditions, children, texts, numbers, applies, implications, worlds, options, subjects, ladders,
    checks, reference, written_conditions);
}

}  // namespace openrisk
