// From the tree of a checked licences file to licences.
#pragma once

#include "node/node.hpp"
#include "openrisk/license.hpp"

namespace openrisk {

// The text under a key; empty where there is none, or no scalar.
std::string text_of(const Node& node, std::string_view key);

// Takes every row; terms of the wrong kind and families that are not there become diagnostics.
Licenses read_rows(const Node& file, Diagnostics& diagnostics);

}  // namespace openrisk
