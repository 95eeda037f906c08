#include <algorithm>

#include "base/text.hpp"
#include "cli/commands.hpp"
#include "cli/policies.hpp"
#include "cli/rubrics.hpp"
#include "cli/shipped.hpp"
#include "cli/studies.hpp"
#include "openrisk/cases.hpp"
#include "report/pages.hpp"

namespace openrisk::cli {

namespace {

// A measure of one card, from shares and rules to the interval.
int derive_measure(const std::string& measure, const std::string& path, const std::string& rubric,
                   const std::string& date, const std::string& format, Session& session) {
  RunOptions run;
  run.rubrics = {rubric};
  run.date = date;
  const std::optional<Settings> settings = load_settings(run, session);
  if (!settings) return session.finish(Status::trouble);
  const Program& program = settings->rubrics.front().program;
  std::optional<Card> card = read_study_card(path, *settings, session);
  const std::optional<BoundCard> bound =
      card ? bind_study_card(program, std::move(*card), session) : std::nullopt;
  if (!bound) return session.finish(Status::trouble);
  const std::vector<Derivation> ends = derive(program, bound->card, settings->request, measure);
  if (ends.empty()) {
    complain_of_measure(measure, program, *bound, session);
    return session.finish(Status::trouble);
  }
  session.flush();
  const StudyOutput output{format == "markdown" ? StudyFormat::markdown : StudyFormat::text, "-"};
  const StudyCard named = study_card(bound->card, *program.vocabulary);
  const bool written =
      write_study({output}, study_context(*settings, session), session,
                  [&](const StudyContext& with) { return render(program, named, ends, with); });
  return session.finish(written ? Status::done : Status::trouble);
}

bool is_among(const std::vector<std::string>& ids, const std::string& id) {
  return std::find(ids.begin(), ids.end(), id) != ids.end();
}

// The cases in a rubric and in the file beside it.
std::size_t count_cases(const std::string& rubric, Session& session) {
  std::size_t count = 0;
  const Source* source = find_text(shipped_rubrics, rubric, session);
  if (source == nullptr) return 0;
  for (const Source* one : {source, cases_beside(shipped_rubrics, rubric, *source, session)}) {
    if (one == nullptr) continue;
    const std::optional<Cases> cases = read_cases(*one, builtin_vocabulary(), session.diagnostics);
    if (cases) count += cases->cases.size();
  }
  return count;
}

int explain_policy(const std::string& id, const PageOptions& options, Session& session) {
  const Source* source = find_text(shipped_policies, id, session);
  if (const auto policy = source != nullptr ? load_policy(*source, session) : nullptr)
    session.print(explain(*policy, options));
  return session.finish();
}

// The built-in rubrics that have such a page, where the one at hand has none: "add -r mof-1.0".
std::string where_else(const std::string& what, const PageOptions& options, Session& session) {
  std::vector<std::string> found;
  for (const std::string& id : builtin_rubrics()) {
    Diagnostics ignored;
    const std::optional<Program> program = load_rubric(id, session);
    if (program && explain(*program, what, options, ignored)) found.push_back("-r " + id);
  }
  return found.empty() ? "" : "another rubric has it: add " + join(found, ", or ");
}

int explain_of_rubric(const std::string& what, const std::string& rubric, PageOptions options,
                      Session& session) {
  const std::optional<Program> program = load_rubric(rubric, session);
  if (!program) return session.finish(Status::trouble);
  options.rubric = rubric;
  if (trim(what) == program->rubric->id.text) options.cases = count_cases(rubric, session);
  Diagnostics found;
  if (const auto page = explain(*program, what, options, found)) session.print(*page);
  for (const Diagnostic& diagnostic : found.all()) {
    const std::string help = where_else(what, options, session);
    session.diagnostics.add(diagnostic.code, diagnostic.span, diagnostic.message,
                            help.empty() ? diagnostic.help : help);
  }
  return session.finish();
}

}  // namespace

int explain_command(const Args& args, Session& session) {
  std::string what, format = "text", rubric = default_rubric, card, date;
  Arguments arguments(
      "explain", "[OPTIONS] WHAT",
      "The page of a rubric or policy, by its id; of what a rubric has: a threat, burden, benefit, path, "
      "stage, rule, regime, source, world, option, ladder, rung, check, group of checks or band; of a fact, "
      "licence, grade of evidence or diagnostic code; or one of the lists: facts, threats, burdens, "
      "benefits, ladders, checks, sources, worlds, options, grades, codes, glossary.");
  arguments.positional("WHAT", what, "a name in full, or the end of one");
  arguments.option("-r,--rubric", "ID|FILE", rubric, "whose pages (default science-2024)");
  arguments.words(builtin_rubrics());
  arguments.option("-f,--format", "FORMAT", format, "text or markdown");
  arguments.words({"text", "markdown"});
  arguments.option("--card", "CARD", card, "work a measure of this card out by hand");
  arguments.option("--date", "DAY", date, "the day of the assessment (default today)");
  session.add_options(arguments);
  arguments.example("openrisk explain weights.access");
  arguments.example("openrisk explain ncii_csam");
  arguments.example("openrisk explain osaid-1.0");
  arguments.example("openrisk explain unknown-fact");
  arguments.example("openrisk explain threats.ncii_csam.closed --card release.yaml");
  if (const auto status = session.parse(arguments, args)) return *status;
  if (format != "text" && format != "markdown") {
    session.diagnostics.add(Code::usage, {}, "pages have no format '" + visible(format) + "'",
                            "write text or markdown");
    return session.finish(Status::trouble);
  }
  if (!card.empty()) return derive_measure(what, card, rubric, date, format, session);
  PageOptions options;
  options.style = format == "markdown" ? PageStyle::markdown : PageStyle::text;
  options.width = session.width();
  options.colour = session.colour_out();
  options.utf8 = session.utf8();
  if (is_among(builtin_policies(), what)) return explain_policy(what, options, session);
  return explain_of_rubric(what, is_among(builtin_rubrics(), what) ? what : rubric, options, session);
}

}  // namespace openrisk::cli
