#include <fmt/format.h>

#include "cli/commands.hpp"
#include "cli/outputs.hpp"
#include "cli/shipped.hpp"

namespace openrisk::cli {
namespace {

// {0}: the id.
constexpr std::string_view skeleton =
    R"yaml(# A policy to start from. It is valid as it stands: change one gate at a time and run
#   openrisk policy check {0}.yaml --strict
#   openrisk policy test {0}.yaml
#   openrisk assess release.yaml --policy {0}.yaml
# `openrisk policy show starter` is a whole one.
openrisk: policy/1
id: {0}
title: A policy to start from
rubric: {{id: science-2024, version: "1.*"}}     # the numbers that the gates were chosen for

gates:
  - id: weights-said
    require: "known(weights.access)"           # yes passes, no fails, unknown is open
    message: say how open the weights are
    why: everything else depends on it
  - id: imagery
    measure: threats.ncii_csam.closed          # over the same model behind an API
    level: high                                # must stay below
    action: fail                               # when it does not: fail or warn
    unknown: warn                              # when the card leaves it open: fail, warn or pass
    message: "outputs are {{outputs}}: filter the training images, or keep the weights"
    why: what this organisation does not want to make easier

# waivers:
#   - {{gate: imagery, release: "My model 1.*", until: 2027-03-01, reason: why, by: who answers for it}}

cases:
  - name: a text model passes
    card: {{outputs: {{value: [text], source: example}}, weights: {{access: {{value: open, source: example}}}}}}
    expect: {{gates.weights-said: pass, gates.imagery: pass}}
  - name: a card that does not say how open the weights are fails
    card: {{outputs: [text]}}
    expect: {{verdict: fail, gates.weights-said: fail}}
)yaml";

}  // namespace

int policy_new(const Args& args, Session& session) {
  std::string id;
  NewFile file;
  Arguments arguments("policy new", "[OPTIONS] ID", "Write a small policy to start from, with its cases.");
  arguments.positional("ID", id, "its id, and the name of its file without .yaml");
  add_new_file(arguments, file);
  session.add_options(arguments);
  arguments.example("openrisk policy new house-rules -o house-rules.yaml");
  if (const auto status = session.parse(arguments, args)) return *status;
  if (!check_new_id(shipped_policies, id, session) || !is_free(file, session))
    return session.finish(Status::trouble);
  write_output(file.name, fmt::format(skeleton, id), session);
  return session.finish();
}

}  // namespace openrisk::cli
