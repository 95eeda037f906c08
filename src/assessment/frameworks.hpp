// The parts of an assessment that classify instead of score: ladders, checks, references, regimes.
#pragma once

#include <vector>

#include "openrisk/assessment.hpp"

namespace openrisk {

// The share of outcomes that are yes, from those that are to those that may be; 0 of none.
Interval share_met(std::size_t yes, std::size_t unknown, std::size_t all);

std::vector<LadderResult> assess_ladders(const Program& program, const Answers& answers);
std::vector<CheckGroup> assess_checks(const Program& program, const Answers& answers);
ReferenceResult assess_reference(const Program& program, const Answers& answers, const BaselineCard& other);
std::vector<RegimeResult> assess_regimes(const Program& program, const Answers& answers,
                                         const CompiledSubject& subject, Date date);

}  // namespace openrisk
