// Merging trees: what an extending rubric says over what it extends.
#pragma once

#include "node/shape.hpp"
#include "rubric/near.hpp"

namespace openrisk {

// Puts `patch` over `base`, both mappings. Scalars replace; mappings merge by key; lists with ids, which
// the shape tells, merge by id at every depth, and new ids are appended; such a list may be written as a
// mapping from id to patch; a blank value removes; any other list replaces, and so does an empty one. Where
// a share of a path is stated, or a stage added or removed, the other shares scale so that the sum stays 100.
// What is added beside something of nearly the same id goes into `near`, unless the patch names that too.
void merge_into(Node& base, const Node& patch, const Shape& shape, std::vector<NearId>& near,
                Diagnostics& diagnostics);

// Scales the shares of `stages` that `stated` does not name so that all sum to 100; their ranges stay, and
// widen where they have to contain the new value. Nothing happens where the stated shares leave nothing.
void scale_shares(Node& stages, const std::vector<std::string>& stated);

}  // namespace openrisk
