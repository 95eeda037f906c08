// Which open facts, once known, bear on a target.
#pragma once

#include <set>

#include "study/target_judge.hpp"

namespace openrisk {

// Facts of `reads` that are open, or claimed without a source, with what every answer would make of the
// target's measures; those that could settle it first.
std::vector<WorthFinding> worth_finding(const Program& program, const BoundCard& card, const Advice& advice,
                                        const std::set<FactId>& reads, TargetJudge& judge);

}  // namespace openrisk
