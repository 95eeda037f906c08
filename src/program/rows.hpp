// What facts can be, as far as the tests of some conditions tell.
#pragma once

#include <map>
#include <optional>
#include <vector>

#include "openrisk/program.hpp"

namespace openrisk {

using Row = std::map<ConditionId, bool>;  // of the tests of one fact, which come out yes

inline constexpr std::size_t most_rows = 1u << 14;

// The rows of each fact that some conditions read, in the order in which they are first read; what the card
// says of a fact (`known`) apart from what it is. No row that can be is left out, and some may be impossible.
// Nothing where a fact has too many to try.
std::optional<std::vector<std::vector<Row>>> rows_of_facts(const Program& program,
                                                           const std::vector<ConditionId>& conditions);

}  // namespace openrisk
