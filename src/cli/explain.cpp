#include "base/text.hpp"
#include "cli/commands.hpp"
#include "cli/rubrics.hpp"
#include "cli/studies.hpp"
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

}  // namespace

int explain_command(const Args& args, Session& session) {
  std::string what, format = "text", rubric = default_rubric, card, date;
  Arguments arguments(
      "explain", "[OPTIONS] WHAT",
      "The page of a threat, burden, benefit, path, stage, rule, fact, regime, source, "
      "world, option, ladder, check, licence, band or diagnostic code; or one of the lists: "
      "facts, threats, burdens, benefits, ladders, checks, sources, worlds, options, codes, glossary.");
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
  arguments.example("openrisk explain unknown-fact");
  arguments.example("openrisk explain threats.ncii_csam.closed --card release.yaml");
  if (const auto status = session.parse(arguments, args)) return *status;
  if (format != "text" && format != "markdown") {
    session.diagnostics.add(Code::usage, {}, "pages have no format '" + visible(format) + "'",
                            "write text or markdown");
    return session.finish(Status::trouble);
  }
  if (!card.empty()) return derive_measure(what, card, rubric, date, format, session);
  const std::optional<Program> program = load_rubric(rubric, session);
  if (!program) return session.finish(Status::trouble);
  PageOptions options;
  options.style = format == "markdown" ? PageStyle::markdown : PageStyle::text;
  options.width = session.width();
  options.colour = session.colour_out();
  options.utf8 = session.utf8();
  if (const auto page = explain(*program, what, options, session.diagnostics)) session.print(*page);
  return session.finish();
}

}  // namespace openrisk::cli
