// Laws 2 and 3: what a card says more never widens a threat, and a card that is its own closed world adds
// nothing over it.
#include <fmt/format.h>

#include "assessment/doubt.hpp"
#include "assessment/laws_support.hpp"
#include "assessment/measure.hpp"
#include "support/catch.hpp"

namespace openrisk::laws {

namespace {

using random::GenCard;
using random::GenFact;
using random::Leaf;

struct Step {
  std::string what;
  GenCard card;
};

// One more thing that the card says: an open fact answered, a partial set completed, or a claim sourced.
std::optional<Step> one_more(const Built& built, random::Dice& dice) {
  const GenFact& fact = dice.pick(built.c.facts);
  Step step{fact.path, built.c.card};
  if (built.answers[built.vocabulary.find(fact.path)->id].standing == Standing::not_applicable)
    return std::nullopt;
  Leaf& leaf = step.card[fact.path];
  if (leaf.value.empty() || leaf.open() || leaf.value == "other") {
    leaf = {random::some_value(fact, dice), dice.chance(50), false};
    step.what += " = " + leaf.value + (leaf.sourced ? " (sourced)" : "");
  } else if (leaf.partial && dice.chance(50)) {
    leaf.partial = false;
    step.what += " completed";
  } else if (!leaf.sourced) {
    leaf.sourced = true;
    step.what += " sourced";
  } else {
    return std::nullopt;
  }
  return step;
}

// Both ends of every problem under a limit that is soon reached.
struct Ends {
  Bound low, high;
};
std::vector<Ends> outer(const Built& built, const Answers& answers, int limit) {
  std::vector<Ends> bounds;
  Scope scope;
  scope.limit = limit;
  const std::vector<double> values = numbers(built.program);
  for (const Posed& posed : problems(built, answers))
    bounds.push_back(
        {solve(posed.problem, values, End::low, scope), solve(posed.problem, values, End::high, scope)});
  return bounds;
}

void compare(Built& built, const Assessment& before, const Assessment& after, const std::string& what) {
  for (std::size_t i = 0; i < before.subjects.size(); ++i) {
    const SubjectResult &old = before.subjects[i], &now = after.subjects[i];
    if (old.subject->kind == Kind::benefit && now.score->value.low() < old.score->value.low())
      fail(built,
           fmt::format("{}: {} {}", what, old.score->name, change(old.score->value, now.score->value)));
    if (old.subject->kind != Kind::threat) continue;
    for (std::size_t m = 0; m < old.measures.size(); ++m) {
      const Measure &a = old.measures[m], &b = now.measures[m];
      if (!a.value.contains(b.value))
        fail(built, fmt::format("{}: {} {}", what, a.name, change(a.value, b.value)));
      if (!a.doubted.contains(b.doubted))
        fail(built, fmt::format("{}: {} doubted {}", what, a.name, change(a.doubted, b.doubted)));
      if (!a.doubted.contains(a.value))
        fail(built, fmt::format("{} doubted: {}", a.name, change(a.doubted, a.value)));
    }
  }
}

}  // namespace

TEST_CASE("law 2: an answer or a source never widens a threat, nor lowers what a benefit is sure of") {
  std::size_t steps = 0;
  random::Wishes wishes;
  wishes.open = 55;
  each_case(2, 700, wishes, [&](Built& built, random::Dice& dice) {
    if (!possible(built, built.answers)) return;
    // One release under two names: what is answered of one is answered of the other, which this is not about.
    if (say_the_same(built.answers, built.other)) return;
    const Assessment before = assess(built.program, built.answers, built.quick());
    for (int i = 0; i < 6; ++i) {
      const std::optional<Step> step = one_more(built, dice);
      if (!step) continue;
      const std::optional<Answers> answers = built.bind(step->card);
      if (!answers || !possible(built, *answers)) continue;
      ++steps;
      compare(built, before, assess(built.program, *answers, built.quick()), step->what);
    }
  });
  CHECK(steps > 100);
}

TEST_CASE("law 2: outer bounds are nested too") {
  std::size_t steps = 0;
  each_case(12, 400, {}, [&](Built& built, random::Dice& dice) {
    const std::optional<Step> step = one_more(built, dice);
    if (!step || !possible(built, built.answers)) return;
    const std::optional<Answers> answers = built.bind(step->card);
    if (!answers || !possible(built, *answers)) return;
    const int limit = static_cast<int>(dice.below(30));
    const std::vector<Ends> before = outer(built, built.answers, limit),
                            after = outer(built, *answers, limit);
    const std::vector<Posed> posed = problems(built, built.answers);
    for (std::size_t i = 0; i < before.size(); ++i) {
      if (posed[i].subject->kind != Kind::threat) continue;
      // An answer can need more evaluations: an end that was exact can then widen to an outer one.
      const Ends &old = before[i], &now = after[i];
      steps += !old.low.exact + !old.high.exact;
      if ((!old.low.exact && now.low.value < old.low.value - 1e-9) ||
          (!old.high.exact && now.high.value > old.high.value + 1e-9))
        fail(built, fmt::format("{}: {} under limit {} {}", step->what, posed[i].name(), limit,
                                change({old.low.value, old.high.value}, {now.low.value, now.high.value})));
    }
  });
  CHECK(steps > 100);
}

TEST_CASE("law 3: a card that is its own closed world has no marginal risk over it") {
  std::size_t threats = 0, open = 0, claims = 0;
  random::Wishes wishes;
  wishes.open = 60;
  each_case(3, 700, wishes, [&](Built& built, random::Dice& dice) {
    GenCard card = built.c.card;
    for (const auto& [path, value] : built.c.worlds.front().set) {
      card[path] = {value, dice.chance(50), false};
      claims += !card[path].sourced;
    }
    const std::optional<Answers> answers = built.bind(card);
    if (!answers || !possible(built, *answers)) return;
    // A value of a fact that may not apply is one that the world changes.
    for (const auto& [path, value] : built.c.worlds.front().set)
      if (evaluate(built.program, *answers, built.program.applies[built.vocabulary.find(path)->id]).truth !=
          Tri::yes)
        return;
    for (const Answer& answer : answers->facts) open += answer.standing == Standing::unknown;
    Scope scope;
    scope.limit = static_cast<int>(dice.below(30));
    scope.stage_limit = dice.chance(50) ? evaluation_limit : static_cast<int>(dice.below(10));
    const std::vector<double> values = numbers(built.program);
    for (const Posed& posed : problems(built, *answers)) {
      if (posed.baseline != "closed") continue;
      ++threats;
      for (const Interval value :
           {solve_both(posed.problem, values).value, solve_both(posed.problem, values, scope).value})
        if (value != Interval{0, 0})
          fail(built, fmt::format("{} is [{}, {}] with\n{}", posed.name(), value.low(), value.high(),
                                  random::card_text(card)));
    }
  });
  CHECK(threats > 50);
  CHECK(open > 50);
  CHECK(claims > 50);
}

}  // namespace openrisk::laws
