// What the two halves of `attest` have in common: files under the names of a statement, and the statement
// made.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "cli/setup.hpp"

namespace openrisk::cli {

struct AttestOptions {
  std::vector<std::string> files, subjects;
  std::string verify, rubric, output = "-";
  RunOptions run;
};

// The name of a file in the statement of a card in `folder`: its path below that folder, or its last part.
std::string subject_name(const std::string& file, const std::filesystem::path& folder);
std::filesystem::path folder_of(const std::string& file);

struct MadeStatement {
  std::string json;
  Verdict verdict = Verdict::pass;
  std::string policy;                // "policy 'starter': fail (imagery)"; "" without one
  std::vector<std::string> sources;  // files that the card cites
};

// The statement of a card, the first of `files`, about all of them, at a moment in seconds since 1970.
// Nothing, with diagnostics, where a file cannot be had or the card cannot be assessed.
std::optional<MadeStatement> make_statement(const std::vector<std::string>& files, const Settings& settings,
                                            const std::vector<std::string>& over, std::int64_t seconds,
                                            std::size_t jobs, Session& session);

// Holds a statement against a fresh one.
int verify_statement(AttestOptions& options, Session& session);

}  // namespace openrisk::cli
