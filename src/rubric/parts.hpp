// The parts of a rubric, read one by one: Node → value, with what is wrong reported on the way.
#pragma once

#include "node/node.hpp"
#include "openrisk/rubric.hpp"

namespace openrisk {

// Where complaints go. What stands in a shipped rubric has no text to show (its source is 0): it is shown
// where the rubric at hand extends it.
struct Complaints {
  Diagnostics& diagnostics;
  Span instead;

  Diagnostic& add(Code code, const Span& span, std::string message, std::string help = {}) {
    return diagnostics.add(code, span.source == 0 ? instead : span, std::move(message), std::move(help));
  }
};

Bands read_bands(const Node& node, Complaints& complaints);
std::vector<Stage> read_stages(const Node& owner, std::string_view key, Complaints& complaints);
std::vector<Rule> read_rules(const Node& owner, std::string_view key, Complaints& complaints);
std::optional<Judged> read_ceiling(const Node& path, Complaints& complaints);
Subject read_subject(const Node& node, Kind kind, Complaints& complaints);
std::vector<World> read_worlds(const Node& root);
std::vector<Option> read_options(const Node& root);
std::vector<Ladder> read_ladders(const Node& root);
std::vector<Check> read_checks(const Node& root);
std::vector<ReferenceCondition> read_reference(const Node& root);

// What can be judged only of the whole: citations, worlds, empty lists, names.
void check_rubric(const Rubric& rubric, Complaints& complaints);

}  // namespace openrisk
