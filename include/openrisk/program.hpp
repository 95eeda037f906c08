// A rubric compiled against a vocabulary: names are ids, conditions are a flat array, and a card is
// bound to it. After `bind` nothing can go wrong.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "openrisk/base.hpp"
#include "openrisk/card.hpp"
#include "openrisk/license.hpp"
#include "openrisk/logic.hpp"
#include "openrisk/rubric.hpp"
#include "openrisk/vocabulary.hpp"

namespace openrisk {

using ConditionId = std::uint32_t;  // index into Program::conditions
using NumberId = std::uint32_t;     // index into Program::numbers

// One node of a condition; children come before their parents. A test of a fact that does not apply
// is no: every test of such a fact stands in a conjunction with its `applicable` node.
struct ConditionNode {
  enum class Op : std::uint8_t {
    never,            // no
    always,           // yes
    level_in,         // the level's rank is among `bits` (a bool fact: rank 0 is false, 1 true)
    number,           // the number, or the date in days, COMPARE `constant`
    text_in,          // the text is among texts[index]
    has_any,          // the set shares a member with `bits`
    has_all,          // the set has all of `bits`
    license_flag,     // attribute `index` of the licence is yes
    license_number,   // attribute `index` COMPARE `constant`; no where there is no such number
    license_known,    // the licence was resolved
    license_written,  // the licence is written exactly as one of texts[index]
    known,            // the fact is stated or n/a
    applicable,       // the world sets the fact, or the condition of the child holds
    negation,
    conjunction,
    disjunction,
  };
  enum class Compare : std::uint8_t { eq, ne, lt, le, gt, ge };

  Op op = Op::never;
  Compare compare = Compare::eq;
  FactId fact = 0;
  std::uint32_t index = 0;  // licence attribute, or list of texts
  std::uint64_t bits = 0;
  double constant = 0;
  std::uint32_t first_child = 0;  // into Program::children
  std::uint32_t child_count = 0;

  // A test of a value, which every world and completion answers anew; the others ask about the card.
  bool is_test() const { return op >= Op::level_in && op <= Op::license_number; }
  bool asks_card() const { return op >= Op::license_known && op <= Op::known; }
};

// A number of the rubric. Every judgement can be moved within its range.
struct Number {
  double value = 0;
  double low = 0;
  double high = 0;
  Basis basis = Basis::judged;
  std::string name;  // "threats.disinformation.influence-operation.produce.share"
};

struct CompiledRule {
  std::string id;
  ConditionId when = 0;  // includes that a graded fact applies
  NumberId by = 0;       // the effect; graded: a factor on the height of `points`
  bool graded = false;
  bool steps = false;
  FactId fact = 0;                                // graded only
  std::vector<std::pair<double, double>> points;  // steps: (rank, effect); curve: (value, effect)
  bool needs_evidence = false;
  const Rule* written = nullptr;

  // The height of the points at `x`: piecewise linear, constant outside; steps: the last one reached.
  double height(double x) const;
};

struct CompiledStage {
  std::string id;
  NumberId share = 0;
  std::vector<CompiledRule> raise;  // in the order of ids, like all rules and stages here
  std::vector<CompiledRule> lower;
  const Stage* written = nullptr;
};

struct CompiledPath {
  std::string id;
  ConditionId applies = 0;
  std::optional<NumberId> ceiling;
  std::vector<CompiledStage> stages;
  const Path* written = nullptr;
};

struct CompiledRegime {
  ConditionId applies = 0;
  const Regime* written = nullptr;
};

struct CompiledSubject {
  Kind kind = Kind::threat;
  std::string id;
  ConditionId applies = 0;
  std::vector<CompiledPath> paths;
  std::vector<CompiledRule> absorb;
  std::vector<std::size_t> over;  // worlds; 0 is `existing`
  Bands bands;
  std::vector<CompiledRegime> regimes;
  const Subject* written = nullptr;

  std::string name() const;  // "threats.ncii_csam"
};

// One fact set by a world.
struct CompiledSetting {
  FactId fact = 0;
  Standing standing = Standing::stated;
  Value value;
  ResolvedLicense license;  // of a licence fact
};

struct CompiledWorld {
  std::string id;
  std::vector<CompiledSetting> set;
};

struct CompiledNeed {
  ConditionId when = 0;
  ConditionId applies = 0;
  const Need* written = nullptr;
};

struct CompiledRung {
  std::vector<CompiledNeed> needs;
  const Rung* written = nullptr;
};

struct CompiledLadder {
  ConditionId applies = 0;
  std::vector<CompiledRung> rungs;
  const Ladder* written = nullptr;
};

struct CompiledCheck {
  ConditionId when = 0;
  ConditionId applies = 0;
  const Check* written = nullptr;
};

struct CompiledReference {
  std::vector<FactId> at_most, at_least;
  const ReferenceCondition* written = nullptr;
};

// "when the condition holds, the fact has the value": constrains what a card can be.
struct CompiledImplication {
  ConditionId when = 0;
  FactId fact = 0;
  ConditionId holds = 0;  // the test that the fact has the value
};

// Vocabulary and licences must outlive the program; the rubric is part of it.
struct Program {
  const Vocabulary* vocabulary = nullptr;
  const Licenses* licenses = nullptr;
  std::shared_ptr<const Rubric> rubric;

  std::vector<ConditionNode> conditions;
  std::vector<ConditionId> children;
  std::vector<std::vector<std::string>> texts;
  std::vector<Number> numbers;
  std::vector<ConditionId> applies;  // by fact: does it make sense at all
  std::vector<CompiledImplication> implications;
  std::vector<CompiledWorld> worlds;  // 0 is `existing`, which sets nothing
  std::vector<CompiledWorld> options;
  std::vector<CompiledSubject> subjects;  // in the rubric's order
  std::vector<CompiledLadder> ladders;
  std::vector<CompiledCheck> checks;
  std::vector<CompiledReference> reference;
  std::vector<std::pair<const Text*, ConditionId>> written_conditions;  // every condition, for coverage

  std::optional<std::size_t> world(std::string_view id) const;
};

// Resolves names, checks types and lints. `sources` has the texts that the rubric was read from, for
// spans inside conditions. Nothing is returned when there was an error.
std::optional<Program> compile(const Vocabulary& vocabulary, const Licenses& licenses,
                               std::shared_ptr<const Rubric> rubric, const Sources& sources,
                               Diagnostics& diagnostics);

// A rubric that openrisk ships, compiled with the built-in vocabulary and licences; nothing if there is none.
std::optional<Program> builtin_program(std::string_view id);

// What a card says about one fact, ready to be read by conditions.
struct Answer {
  Standing standing = Standing::unknown;
  Value value;
  bool partial = false;
  bool sourced = false;     // evidence, not just a claim
  ResolvedLicense license;  // of a stated licence fact
  Span span;

  bool stated() const { return standing == Standing::stated; }
};

// A card as a program sees it: one answer per fact of the vocabulary.
struct Answers {
  std::vector<Answer> facts;
  const Answer& operator[](FactId fact) const { return facts[fact]; }
};

// The one place where card and rubric meet: resolves licences, settles which facts apply, reports
// `n/a` that is none, statements that contradict each other, and values that count for nothing.
std::optional<Answers> bind(const Program& program, const Card& card, Diagnostics& diagnostics);

}  // namespace openrisk
