// Values of facts: from what a card writes, and back to text.
#pragma once

#include <string>
#include <string_view>

#include "node/node.hpp"
#include "openrisk/card.hpp"

namespace openrisk {

// Reads `node` as what `fact` holds, or as one of the words unknown, withheld and n/a, into the value,
// standing and span of `into`. What is wrong is reported at `node`, or at `fallback` where the node has
// no place of its own.
bool read_value(const Node& node, const Fact& fact, const Span& fallback, Statement& into,
                Diagnostics& diagnostics);

// What stands behind the `=` of an assignment, as the node that a card would have: sets and text lists
// are "[a, b]" or "a, b".
Node node_of_text(std::string_view text, const Fact& fact);

// The standing that a word stands for, also where it is quoted: JSON has no other way to write it.
std::optional<Standing> standing_of(const Node& node);

// Reports a key without a value.
void report_blank(const Span& span, std::string_view what, Diagnostics& diagnostics);

// The place to point at: the node's own, or that of its key.
Span place_of(const Node& node, const Span& fallback);

// A number in JSON's grammar, the shortest that reads back the same; whole numbers below 10^15 are
// written out.
std::string number_text(double number);

// Whether a number is within the least and the greatest value of a fact, and what to write where it is not.
bool within(const Fact& fact, double number);
std::string bounds_help(const Fact& fact, double number);

}  // namespace openrisk
