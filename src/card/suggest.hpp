// What a misspelt or misplaced fact was probably meant to be.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "openrisk/vocabulary.hpp"

namespace openrisk {

// A help line for the unknown fact `path`, whose part from `key` on is the key that was written: the
// full path where the key is right elsewhere, the nearest sibling, or the nearest path; or "".
std::string suggest_fact(const Vocabulary& vocabulary, std::string_view path, std::size_t key);

// A help line for an unknown fact `path` where any full path can stand and nothing else: in --set, or as what
// an effect is graded by.
std::string suggest_path(const Vocabulary& vocabulary, std::string_view path);

// The names that can follow `path`, each once, in the order of the vocabulary; "" gives the outermost.
std::vector<std::string> names_below(const Vocabulary& vocabulary, std::string_view path);

}  // namespace openrisk
