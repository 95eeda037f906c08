#include "program/lint.hpp"

namespace openrisk {

void lint(const Program& program, const Sources& sources, Diagnostics& diagnostics) {
  lint_threat_gates(program, diagnostics);
  lint_serving_layer(program, diagnostics);
  lint_directions(program, diagnostics);
  lint_disclosure(program, diagnostics);
  lint_curves(program, diagnostics);
  lint_overlaps(program, diagnostics);
  lint_constants(program, sources, diagnostics);
  lint_reach(program, diagnostics);
  lint_worlds(program, diagnostics);
  lint_sizes(program, diagnostics);
}

}  // namespace openrisk
