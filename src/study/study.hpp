// What the studies share: cards that are changed and bound again.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "openrisk/decisions.hpp"

namespace openrisk {

// Nothing where the card contradicts itself.
std::optional<BoundCard> bound(const Program& program, Card card);

// What a card says of a fact, as it would write it: "open", "unknown", "withheld", "n/a".
std::string said(const Vocabulary& vocabulary, const Card& card, FactId fact);

// Lets a card say a value, as --set does. False where the value is none.
bool assign(Card& card, const Vocabulary& vocabulary, FactId fact, std::string_view value);

// Lets a card say of a fact what another card says, or as little.
void take_over(Card& card, const Card& from, FactId fact);

// Copies of the weights cannot be called back: the card says so, or it is released as an option that does.
bool cannot_be_called_back(const Program& program, const BoundCard& card);

// Values that tell a program's conditions and effects about a fact apart, as a card would write them: every
// level and truth; numbers at, below and above every constant; the sets that conditions ask about; one
// licence for every row of terms. In the order of the vocabulary, each once.
std::vector<std::string> telling_values(const Program& program, FactId fact);

// The facts that a measure reads, in the order of the vocabulary; empty for an unknown name.
std::vector<FactId> facts_of_measure(const Program& program, std::string_view measure);

}  // namespace openrisk
