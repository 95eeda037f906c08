// advise: the smallest changes that reach a target, and the answers worth finding out.
#include <fmt/format.h>

#include "base/text.hpp"
#include "cli/commands.hpp"
#include "cli/studies.hpp"
#include "program/access.hpp"

namespace openrisk::cli {
namespace {

struct AdviseOptions {
  std::string card, until;
  std::vector<std::string> allow;
  RunOptions run;
  StudyOptions study;
};

bool check_allowed(const std::vector<std::string>& allow, Session& session) {
  std::vector<std::string> paths;
  for (const Fact& fact : builtin_vocabulary().facts()) paths.push_back(fact.path);
  for (const std::string& path : allow) {
    const Fact* fact = builtin_vocabulary().find(path);
    if (path == access_fact) continue;
    if (fact == nullptr)
      session.diagnostics.add(Code::unknown_fact, {}, "no fact is called '" + visible(path) + "'",
                              did_you_mean(path, paths));
    else
      session.diagnostics.add(Code::usage, {},
                              fact->effort ? "'" + path + "' needs no --allow"
                                           : "'" + path + "' is nothing that a developer can change",
                              "--allow is about " + std::string(access_fact));
    return false;
  }
  return true;
}

// The gates of --policy, or what --until asks.
std::optional<Target> find_target(const AdviseOptions& options, Settings& settings, Session& session) {
  Loaded& rubric = settings.rubrics.front();
  if (options.until.empty() == options.run.policy.empty()) {
    session.diagnostics.add(Code::usage, {}, "advice needs one target",
                            "write --until MEASURE=BAND, or --policy FILE");
    return std::nullopt;
  }
  if (!options.until.empty()) return read_target(rubric.program, options.until, session.diagnostics);
  if (!rubric.policy) return std::nullopt;
  return Target{rubric.policy->policy->id.text, *rubric.policy, settings.ignore_waivers};
}

}  // namespace

int advise_command(const Args& args, Session& session) {
  AdviseOptions options;
  Arguments arguments("advise", "[OPTIONS] CARD",
                      "The smallest sets of changes that reach a target for the high end, and the answers "
                      "worth finding out.");
  arguments.positional("CARD", options.card, "a file, or -");
  arguments.option("--until", "MEASURE=BAND", options.until,
                   "the target; also MEASURE<=NUMBER, or >= for what is better high");
  arguments.repeatable("--allow", "FACT", options.allow, "let advice change weights.access too");
  add_policy_options(arguments, options.run);
  add_study_options(arguments, options.study);
  add_run_options(arguments, options.run);
  session.add_strict(arguments);
  session.add_options(arguments);
  arguments.example("openrisk advise release.yaml --until threats.ncii_csam.closed=moderate");
  arguments.example("openrisk advise release.yaml --policy strict");
  if (const auto status = session.parse(arguments, args)) return *status;
  const auto outputs = read_study_outputs(options.study, session);
  if (!outputs || !check_allowed(options.allow, session)) return session.finish(Status::trouble);
  std::optional<Settings> settings = load_settings(options.run, session);
  if (!settings) return session.finish(Status::trouble);
  if (settings->rubrics.size() > 1) {
    session.diagnostics.add(Code::usage, {}, "advice is about one rubric");
    return session.finish(Status::trouble);
  }
  const std::optional<Target> target = find_target(options, *settings, session);
  if (!target) return session.finish(Status::trouble);
  const Loaded& rubric = settings->rubrics.front();
  std::optional<Card> card = read_study_card(options.card, *settings, session);
  const std::optional<BoundCard> bound =
      card ? bind_study_card(rubric.program, std::move(*card), session) : std::nullopt;
  if (!bound) return session.finish(Status::trouble);
  session.flush();
  const Advice advice =
      advise(rubric.program, bound->card, *target, {settings->request.date, rubric.over, options.allow, 3});
  const bool written =
      write_study(*outputs, study_context(*settings, session), session,
                  [&](const StudyContext& with) { return render(rubric.program, advice, *target, with); });
  return session.finish(written ? Status::done : Status::trouble);
}

}  // namespace openrisk::cli
