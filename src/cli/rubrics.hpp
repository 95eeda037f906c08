// Rubrics by id or path, ready to use.
#pragma once

#include <optional>
#include <string>

#include "cli/session.hpp"
#include "openrisk/program.hpp"

namespace openrisk::cli {

inline constexpr const char* default_rubric = "science-2024";

// Reads and compiles; nothing where there was an error. A shipped rubric by its id needs no reading: it
// was checked when the program was built, and has no positions.
std::optional<Program> load_rubric(const Source& source, Session& session);
std::optional<Program> load_rubric(const std::string& id_or_path, Session& session);

// Whether there is a rubric of an id or at a path that a file names; a diagnostic at the name where there is
// none.
bool check_rubric_named(const Text& name, Session& session);

}  // namespace openrisk::cli
