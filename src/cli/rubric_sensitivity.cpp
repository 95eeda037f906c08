// rubric sensitivity: which judgements of a rubric matter most for one release.
#include <fmt/format.h>

#include "base/text.hpp"
#include "cli/commands.hpp"
#include "cli/studies.hpp"

namespace openrisk::cli {

int rubric_sensitivity(const Args& args, Session& session) {
  std::string path, by;
  RunOptions run;
  StudyOptions study;
  Arguments arguments(
      "rubric sensitivity", "[OPTIONS] CARD",
      "Which judgements of a rubric matter most for this release, and which bands would flip.");
  arguments.positional("CARD", path, "a file, or -");
  arguments.option("--by", "MEASURE", by, "one measure only");
  add_study_options(arguments, study);
  add_run_options(arguments, run);
  session.add_strict(arguments);
  session.add_options(arguments);
  arguments.example("openrisk rubric sensitivity release.yaml --by threats.ncii_csam.closed");
  if (const auto status = session.parse(arguments, args)) return *status;
  const auto outputs = read_study_outputs(study, session);
  if (!outputs) return session.finish(Status::trouble);
  const std::optional<Settings> settings = load_settings(run, session);
  if (!settings) return session.finish(Status::trouble);
  if (settings->rubrics.size() > 1) {
    session.diagnostics.add(Code::usage, {}, "sensitivity is about one rubric");
    return session.finish(Status::trouble);
  }
  const Loaded& rubric = settings->rubrics.front();
  std::optional<Card> card = read_study_card(path, *settings, session);
  const std::optional<BoundCard> bound =
      card ? bind_study_card(rubric.program, std::move(*card), session) : std::nullopt;
  if (!bound) return session.finish(Status::trouble);
  Request request = settings->request;
  request.over = rubric.over;
  request.missing = request.reasons = false;
  if (!by.empty()) request.only = std::vector{by};
  const Assessment assessment = assess(rubric.program, bound->answers, request);
  std::vector<std::pair<const Measure*, std::vector<Swing>>> swings;
  for (const SubjectResult& subject : assessment.subjects) {
    if (subject.applies.truth == Tri::no) continue;
    const auto add = [&](const Measure& measure) {
      swings.emplace_back(&measure, sensitivity(rubric.program, bound->answers, request, measure.name));
    };
    if (subject.score) add(*subject.score);
    for (const Measure& measure : subject.measures) add(measure);
  }
  if (swings.empty()) {
    if (by.empty())
      session.diagnostics.add(Code::unknown_measure, {}, "nothing of this rubric applies to the card");
    else
      complain_of_measure(by, rubric.program, *bound, session);
    return session.finish(Status::trouble);
  }
  session.flush();
  const StudyCard named = study_card(bound->card, builtin_vocabulary());
  const bool written =
      write_study(*outputs, study_context(*settings, session), session,
                  [&](const StudyContext& with) { return render(rubric.program, named, swings, with); });
  return session.finish(written ? Status::done : Status::trouble);
}

}  // namespace openrisk::cli
