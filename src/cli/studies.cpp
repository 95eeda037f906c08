#include "cli/studies.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "cli/outputs.hpp"
#include "study/study.hpp"

namespace openrisk::cli {
namespace {

std::optional<StudyFormat> study_format_named(const std::string& name, Session& session) {
  const std::optional<StudyFormat> format = parse_study_format(name);
  if (!format) {
    std::string help = did_you_mean(name, study_format_names());
    if (help.empty()) help = "formats: " + join(study_format_names(), ", ");
    session.diagnostics.add(Code::usage, {}, "no format of this command is called '" + visible(name) + "'",
                            help);
  }
  return format;
}

std::optional<StudyFormat> study_format_by_ending(const std::string& file) {
  if (file.ends_with(".json")) return StudyFormat::json;
  if (file.ends_with(".csv")) return StudyFormat::csv;
  if (file.ends_with(".md")) return StudyFormat::markdown;
  if (file.ends_with(".txt")) return StudyFormat::text;
  return std::nullopt;
}

}  // namespace

void add_study_options(Arguments& arguments, StudyOptions& options) {
  arguments.option("-f,--format", "FORMAT", options.format, "text, markdown, json or csv");
  arguments.words(study_format_names());
  arguments.repeatable("-o,--output", "[FORMAT=]FILE", options.outputs,
                       "write to a file; - is standard output");
}

std::optional<std::vector<StudyOutput>> read_study_outputs(const StudyOptions& options, Session& session) {
  std::optional<StudyFormat> wanted;
  if (!options.format.empty()) {
    wanted = study_format_named(options.format, session);
    if (!wanted) return std::nullopt;
  }
  std::vector<StudyOutput> outputs;
  for (const std::string& value : options.outputs) {
    const std::size_t equals = value.find('=');
    const bool named = equals != std::string::npos && value.find_first_of("/.") > equals;
    const std::string file = named ? value.substr(equals + 1) : value;
    std::optional<StudyFormat> format =
        named ? study_format_named(value.substr(0, equals), session) : study_format_by_ending(file);
    if (named && !format) return std::nullopt;
    if (!format) format = wanted;
    const bool twice =
        std::any_of(outputs.begin(), outputs.end(), [&](const StudyOutput& o) { return o.file == file; });
    if (!format || file.empty() || twice) {
      session.diagnostics.add(Code::usage, {},
                              twice          ? "'" + visible(file) + "' is named by two outputs"
                              : file.empty() ? "--output '" + visible(value) + "' names no file"
                                             : "the ending of '" + visible(file) + "' names no format",
                              "write FORMAT=FILE, with one of " + join(study_format_names(), ", "));
      return std::nullopt;
    }
    outputs.push_back({*format, file});
  }
  const bool served = std::any_of(outputs.begin(), outputs.end(),
                                  [&](const StudyOutput& output) { return output.format == wanted; });
  if (outputs.empty() || (wanted && !served))
    outputs.insert(outputs.begin(), {wanted.value_or(StudyFormat::text), "-"});
  return outputs;
}

StudyContext study_context(const Settings& settings, const Session& session) {
  StudyContext context;
  context.version = OPENRISK_VERSION;
  context.date = settings.request.date;
  context.assumed = settings.assignments;
  context.options.width = session.width();
  context.options.utf8 = session.utf8();
  return context;
}

std::optional<Card> read_study_card(const std::string& path, const Settings& settings, Session& session,
                                    bool assumed) {
  CardTexts texts({path}, session.in());
  std::optional<CardText> text = texts.next();
  if (!text) {
    session.diagnostics.add(Code::nothing_to_assess, {}, "there is no card in '" + visible(path, 4096) + "'");
    return std::nullopt;
  }
  session.diagnostics.add_all(text->unreadable);
  if (text->unreadable.has_errors()) return std::nullopt;
  if (texts.next()) {
    session.diagnostics.add(Code::usage, {}, "'" + visible(path, 4096) + "' holds more than one card",
                            "this command is about one card: name it");
    return std::nullopt;
  }
  std::optional<Card> card = read_card(session.sources.add(text->name, std::move(text->text)),
                                       builtin_vocabulary(), session.diagnostics);
  if (!card) return std::nullopt;
  Diagnostics checked;  // when the settings were made
  for (const std::string& assignment : settings.assignments)
    if (assumed) set_fact(*card, assignment, builtin_vocabulary(), checked);
  return card;
}

StudyCard with_path(StudyCard card) {
  card.name += " (" + card.path + ")";
  return card;
}

std::optional<BoundCard> bind_study_card(const Program& program, Card card, Session& session) {
  std::optional<Answers> answers = bind(program, card, session.diagnostics);
  if (!answers) return std::nullopt;
  return BoundCard{std::move(card), std::move(*answers)};
}

void complain_of_measure(const std::string& measure, const Program& program, const BoundCard& card,
                         Session& session) {
  using Scale = StudyMeasure::Scale;
  const std::vector<StudyMeasure> measures = study_measures(program);
  const auto found = std::find_if(measures.begin(), measures.end(),
                                  [&](const StudyMeasure& one) { return one.id == measure; });
  const auto complain = [&](Code code, const std::string& what, const std::string& help) {
    session.diagnostics.add(code, {}, "'" + visible(measure, 120) + "' " + what, help);
  };
  if (found == measures.end()) {
    std::vector<std::string> names;
    for (const StudyMeasure& one : measures)
      if (one.is_score()) names.push_back(one.id);
    const auto below = std::find_if(names.begin(), names.end(),
                                    [&](const std::string& name) { return name.starts_with(measure + "."); });
    return complain(
        Code::unknown_measure, "is no measure of the rubric",
        below == names.end() ? did_you_mean(measure, names) : "name its baseline, as in '" + *below + "'");
  }
  if (!found->is_score())
    return complain(Code::usage,
                    found->scale == Scale::ladder ? "is a ladder: it has rungs, and no number that is judged"
                                                  : "counts checks, and has no number that is judged",
                    "`openrisk assess` shows what is met");
  const Assessment assessment = assess(program, card.answers, numbers_only({}));
  for (const SubjectResult& subject : assessment.subjects) {
    if (!measure.starts_with(subject.subject->name()) || subject.applies.truth != Tri::no) continue;
    std::vector<std::string> facts;
    for (FactId fact : subject.applies.because)
      facts.push_back((*program.vocabulary)[fact].path + " = " +
                      visible(said(*program.vocabulary, card.card, fact), 120));
    return complain(Code::usage, "does not apply to this card: " + join(facts, ", "),
                    "`openrisk assess` lists what applies");
  }
  complain(Code::usage, "cannot be worked out by hand: no single answers give its ends",
           "`openrisk assess` has its interval");
}

bool write_study_text(const StudyOutput& output, std::string_view text, Session& session) {
  return write_output(output.file, text, session);
}

}  // namespace openrisk::cli
