// `extends`: the whole tree of a rubric.
#pragma once

#include "node/node.hpp"
#include "openrisk/rubric.hpp"
#include "rubric/near.hpp"

namespace openrisk {

struct WholeTree {
  Node root;     // without `extends`, and without the cases of what is extended
  Span extends;  // the name of what is extended; `root.span` where nothing is
  std::vector<NearId> near;
};

// Parses a rubric and puts it over what it extends, and so on; checks only what concerns `extends`.
std::optional<WholeTree> whole_tree(const Source& source, RubricFinder& finder, Diagnostics& diagnostics);

}  // namespace openrisk
