// What a developer could change about a card, as far as a target reads it.
#pragma once

#include <set>
#include <string>
#include <vector>

#include "study/study.hpp"

namespace openrisk {

struct Candidate {
  FactId fact = 0;
  std::vector<std::string> values;  // other than what the card says
};

// Facts of `reads` that apply and can be changed before release: never capabilities and evaluations, and how
// the weights are released only where `allow` names it.
std::vector<Candidate> candidates(const Program& program, const BoundCard& card,
                                  const std::set<FactId>& reads, const std::vector<std::string>& allow);

}  // namespace openrisk
