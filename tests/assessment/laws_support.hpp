// Random cases, read and compiled by the ordinary code, for the laws of the engine.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "assessment/solver.hpp"
#include "openrisk/assessment.hpp"
#include "support/brute.hpp"
#include "support/generator.hpp"

namespace openrisk::laws {

// A case as the engine takes it. Its parts point at each other: it stays where it is.
struct Built {
  random::Case c;
  Sources sources;
  Vocabulary vocabulary;
  Licenses licenses;
  std::shared_ptr<const Rubric> rubric;
  Program program;
  Answers answers, other;  // of c.card and c.other

  Card read(const random::GenCard& card, random::Dice* order = nullptr);
  std::optional<Answers> bind(const random::GenCard& card,
                              random::Dice* order = nullptr);  // none: a contradiction
  Request request() const;                                     // over the other card too
  Request quick() const;                                       // without `missing` and `fragile`
};

// Builds a case; its rubric with lists in another order if `order` is given.
std::unique_ptr<Built> build(const random::Case& c, random::Dice* order = nullptr);

// Calls `law` with cases of the seeds salt·10⁶ + 1, +2, …: as many as `count` says for an optimised build,
// fewer in others; OPENRISK_CASES multiplies. Returns how many there were.
std::size_t each_case(std::uint64_t salt, std::size_t count, const random::Wishes& wishes,
                      const std::function<void(Built&, random::Dice&)>& law);

// Fails the running test with the case in full; the third failure ends it.
void fail(const Built& built, const std::string& what);

// "[1, 2] became [3, 4]"
std::string change(const Interval& before, const Interval& after);

// Everything that an assessment says but the number of evaluations; lists in the order of ids.
std::string fingerprint(const Program& program, const Assessment& assessment);

// What a subject says over one baseline ("" for none), ready to be solved.
struct Posed {
  const CompiledSubject* subject = nullptr;
  std::string baseline;
  Problem problem;
  std::string name() const { return subject->name() + (baseline.empty() ? "" : "." + baseline); }
};
std::vector<Posed> problems(const Built& built, const Answers& answers);
std::vector<double> numbers(const Program& program);

// Whether what the vocabulary forces leaves a card a completion, as far as the subjects can tell.
bool possible(const Built& built, const Answers& answers);

// Every measure of an assessment.
void each_measure(const Assessment& assessment,
                  const std::function<void(const SubjectResult&, const Measure&)>& visit);

}  // namespace openrisk::laws
