// Cases: what a rubric must say of some cards, and which of its conditions those cards exercise.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "openrisk/assessment.hpp"
#include "openrisk/card.hpp"
#include "openrisk/policy.hpp"
#include "openrisk/program.hpp"

namespace openrisk {

// What one end of an interval must be: ">= 25", "< 10", or a bare number for equality.
struct EndTest {
  ConditionNode::Compare compare = ConditionNode::Compare::eq;
  double value = 0;
  Text written;
};

// What one measure must be; what is not given is not looked at.
struct Expectation {
  Text measure;  // "threats.ncii_csam.closed", "ladders.mof", "checks.GROUP", "checks.GROUP.ID",
                 // "burdens.ID.regimes.ID"
  std::optional<EndTest> low;
  std::optional<EndTest> high;
  std::optional<BandRange> band;
  std::optional<Tri> applies;
  std::optional<CheckState> state;  // of one check
  std::optional<Reach> reach;       // of one regime
  std::optional<Given> given;       // of a step of the developer's argument, "threats.ID.argument.STEP"
  std::optional<Verdict> verdict;   // of a gate, "gates.ID", or of the policy, "verdict"
  Text certain, possible;           // ids of rungs, or "none"
  Text word;                        // one that no measure can be
  Span span;                        // of the whole expectation
};

struct Case {
  std::string name;
  Card card;
  std::optional<Date> date;
  std::vector<Expectation> expect;
  Span span;
};

struct Cases {
  Text rubric;  // the id of the rubric that they are about
  Text policy;  // or of the policy
  std::vector<Case> cases;
};

// Reads a file of cases, or the `cases` of a rubric (none is an empty list). Adds diagnostics for
// everything that is wrong; nothing is returned when there was an error.
std::optional<Cases> read_cases(const Source& source, const Vocabulary& vocabulary, Diagnostics& diagnostics);

struct CaseResult {
  const Case* written = nullptr;
  bool passed = false;
};

// Assesses every case, on `today` where it has no date. A missed expectation is `case_failed`, a measure that
// the program does not have `unknown_measure`, each at its place.
// With a policy its gates can be expected too.
std::vector<CaseResult> run_cases(const Program& program, const Cases& cases, Date today,
                                  Diagnostics& diagnostics, const CompiledPolicy* policy = nullptr);

// Reports every condition of the rubric's own text that no case sees yes, no or unknown: `case_coverage`.
void check_coverage(const Program& program, const std::vector<Cases>& cases, Diagnostics& diagnostics);

// Every name that an expectation can have.
std::vector<std::string> measure_names(const Program& program);

}  // namespace openrisk
