// The lints: what makes the laws of the engine hold, and what is probably a mistake.
#pragma once

#include "openrisk/program.hpp"

namespace openrisk {

// Runs every lint; each reports with the span of what it complains about.
void lint(const Program& program, const Sources& sources, Diagnostics& diagnostics);

// One lint per file, named after what it keeps.
void lint_threat_gates(const Program&, Diagnostics&);   // applies begins with weights.access >= hosted
void lint_serving_layer(const Program&, Diagnostics&);  // law 4
void lint_directions(const Program&, Diagnostics&);     // laws 5 and 7
void lint_disclosure(const Program&, Diagnostics&);     // law 2: no `known` in threats
void lint_curves(const Program&, Diagnostics&);         // exact bounds
void lint_overlaps(const Program&, Diagnostics&);       // two raises that read one fact
void lint_constants(const Program&, const Sources&, Diagnostics&);  // conditions that decide nothing
void lint_reach(const Program&, Diagnostics&);                      // paths and rules that never count
void lint_worlds(const Program&, Diagnostics&);                     // a closed world that is none
void lint_sizes(const Program&, Diagnostics&);                      // at most 64 tests of a fact in a subject

}  // namespace openrisk
