// How much an interval hangs on the rubric's own judgements.
#pragma once

#include "assessment/measure.hpp"

namespace openrisk {

// Every judgement that moves `value`, in the order of the problem.
std::vector<Swing> find_swings(const MeasureInput& input, const Interval& value);

// Fills Measure::judgement and Measure::fragile. Every number is moved alone to either end of its
// range; the siblings of a share scale so that the sum stays 100. `judgement` moves all numbers
// together, each to the end that alone lowers (raises) the path that it belongs to.
void find_fragile(const MeasureInput& input, Measure& m);

}  // namespace openrisk
