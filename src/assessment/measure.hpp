// One measure with all that is said about it: interval, bands, doubt, what is missing, what is fragile.
#pragma once

#include <string>
#include <vector>

#include "assessment/solver.hpp"

namespace openrisk {

// An interval with what it cost.
struct Solved {
  Interval value;
  bool exact = true;
  int evaluations = 0;
};

// Both ends of a scope, unrounded.
Solved solve_both(const Problem& problem, const std::vector<double>& numbers, const Scope& scope = {});

// The interval, rounded as scores are.
Interval rounded(const Interval& interval);

// Where a measure comes from. `doubted` is the same problem with doubtful claims left open.
struct MeasureInput {
  const Program* program = nullptr;
  const CompiledSubject* subject = nullptr;
  const Answers* answers = nullptr;
  const Problem* problem = nullptr;
  const Problem* doubted = nullptr;
  const std::vector<double>* numbers = nullptr;
  bool missing = true;
  bool fragile = true;
};

// The bands of both ends.
BandRange bands_of(const Interval& interval, const Bands& bands);

// Everything but its name and baseline.
Measure measure(const MeasureInput& input);

}  // namespace openrisk
