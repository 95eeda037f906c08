#include "cli/policies.hpp"

#include "cli/rubrics.hpp"

namespace openrisk::cli {

std::shared_ptr<const Policy> load_policy(const Source& source, Session& session) {
  std::optional<Policy> policy = read_policy(source, session.diagnostics);
  return policy ? std::make_shared<const Policy>(std::move(*policy)) : nullptr;
}

std::optional<PolicyProgram> compile_with_rubric(std::shared_ptr<const Policy> policy, Session& session) {
  if (!check_rubric_named(policy->rubric, session)) return std::nullopt;
  std::optional<Program> program = load_rubric(policy->rubric.text, session);
  if (!program) return std::nullopt;
  std::optional<CompiledPolicy> compiled =
      compile_policy(*program, std::move(policy), session.sources, session.diagnostics);
  if (!compiled) return std::nullopt;
  return PolicyProgram{std::move(*program), std::move(*compiled)};
}

}  // namespace openrisk::cli
