// Policies by id or path, ready to be compiled.
#pragma once

#include <memory>
#include <optional>
#include <string>

#include "cli/session.hpp"
#include "openrisk/policy.hpp"

namespace openrisk::cli {

// Reads it; nothing where there was an error.
std::shared_ptr<const Policy> load_policy(const Source& source, Session& session);

// The rubric that a policy names, with the policy compiled against it.
struct PolicyProgram {
  Program program;
  CompiledPolicy policy;
};
std::optional<PolicyProgram> compile_with_rubric(std::shared_ptr<const Policy> policy, Session& session);

}  // namespace openrisk::cli
