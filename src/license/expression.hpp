// Licence expressions: ids joined by OR, AND and WITH.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "openrisk/license.hpp"

namespace openrisk {

// Longer or deeper texts are no licence expressions.
inline constexpr std::size_t longest_license = 1000;
inline constexpr int deepest_expression = 32;

// Reads `text` as an expression over `licenses`. Nothing when it is none, or when no part of it is known.
std::optional<ResolvedLicense> resolve_expression(const Licenses& licenses, std::string_view text);

// The parts of an expression that are not known, as they are written; none where nothing of it is known, or
// where it is no expression.
std::vector<std::string> unknown_parts(const Licenses& licenses, std::string_view text);

}  // namespace openrisk
