#include "cli/one_card.hpp"

#include "cli/complaints.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "assessment/doubt.hpp"
#include "base/file.hpp"
#include "base/text.hpp"

namespace openrisk::cli {
namespace {

bool says_something(const Loaded& rubric, const Answers& answers) {
  for (std::size_t i = 0; i < answers.facts.size(); ++i)
    if (rubric.reads[i] && answers.facts[i].stated()) return true;
  return false;
}

// What waivers are not worth: they belong to the policy, but only a release shows it.
void complain_of_waivers(const PolicyResult& result, Diagnostics& diagnostics) {
  for (const IdleWaiver& idle : result.idle) {
    // Said when the policy was read, or no matter of this release.
    if (idle.code == Code::waiver_orphaned || idle.code == Code::waiver_elsewhere) continue;
    const Waiver& waiver = *idle.waiver;
    diagnostics.add(idle.code, {},
                    fmt::format("the waiver of '{}' for '{}', until {}, by {}", visible(waiver.gate.text),
                                visible(waiver.release), to_string(waiver.until), visible(waiver.by)),
                    std::string(page_of(idle.code).title));
  }
}

// A report of an earlier day says what held then: standard error says what has run out since.
void complain_of_the_past(const PolicyResult& result, Date date, Date today, Diagnostics& diagnostics) {
  for (const GateResult& gate : result.gates) {
    if (gate.waiver == nullptr || gate.waiver->until >= today || date >= today) continue;
    diagnostics.add(
        Code::waiver_expired, {},
        fmt::format("the waiver of '{}' counts on {}, the day of the report; it has run out since, on {}",
                    visible(gate.waiver->gate.text), to_string(date), to_string(gate.waiver->until)),
        "leave --date out to judge as of today");
  }
}

// The earlier card, assessed and judged in the same way. Its own complaints were made when it was read.
std::optional<Report::Earlier> earlier_card(const Loaded& rubric, const Settings& settings,
                                            const Sources& sources, const Assessment& now,
                                            Diagnostics& diagnostics) {
  const Card& card = *settings.baseline;
  const std::optional<Answers> answers = bind(rubric.program, card, diagnostics);
  if (!answers) return std::nullopt;
  ReportContext context;
  context.version = OPENRISK_VERSION;
  context.sources = &sources;
  Request request = settings.request;
  request.over = rubric.over;
  const Assessment then = assess(rubric.program, *answers, request);
  std::optional<PolicyResult> gates;
  if (rubric.policy) {
    gates = judge(rubric.program, *rubric.policy, card, *answers, then, settings.ignore_waivers);
    context.policy = &*gates;
    context.policy_path = settings.policy_path;
  }
  Since since;
  since.measures = measure_changes(study_measures(rubric.program, rubric.over), then, now);
  return Report::Earlier{
      card.path, since.measures, since.increased(),
      std::make_shared<const Report>(build_report(rubric.program, card, *answers, then, context))};
}

std::optional<Report> assess_with(const Loaded& rubric, const Card& card, const Settings& settings,
                                  const Sources& sources, Date today, std::vector<Diagnostic> about_text,
                                  Diagnostics& diagnostics) {
  const std::optional<Answers> answers = bind(rubric.program, card, diagnostics);
  if (!answers) return std::nullopt;
  if (!says_something(rubric, *answers))
    diagnostics.add(Code::nothing_stated, {},
                    "'" + visible(card.path, 4096) + "' states nothing that '" +
                        rubric.program.rubric->id.text + "' reads",
                    "`openrisk new card --outputs text` lists what it could state");
  ReportContext context;
  context.version = OPENRISK_VERSION;
  context.sources = &sources;
  context.judgements = settings.request.fragile;
  Request request = settings.request;
  request.over = rubric.over;
  const Assessment assessment = assess(rubric.program, *answers, request);
  std::optional<PolicyResult> gates;
  if (rubric.policy) {
    for (const BaselineCard& other : rubric.over) {
      if (!say_the_same(*answers, other.answers)) continue;
      diagnostics.add(Code::usage, {},
                      "'" + visible(card.path, 4096) + "' is compared with a card that says the same, '" +
                          other.name + "'",
                      "a release is no reference for itself: name another one after --over");
      return std::nullopt;
    }
    gates = judge(rubric.program, *rubric.policy, card, *answers, assessment, settings.ignore_waivers);
    complain_of_waivers(*gates, diagnostics);
    context.policy = &*gates;
    context.policy_path = settings.policy_path;
  }
  context.diagnostics = std::move(about_text);
  context.diagnostics.insert(context.diagnostics.end(), diagnostics.all().begin(), diagnostics.all().end());
  Report report = build_report(rubric.program, card, *answers, assessment, context);
  if (gates) complain_of_the_past(*gates, request.date, today, diagnostics);
  if (settings.baseline) report.earlier = earlier_card(rubric, settings, sources, assessment, diagnostics);
  return report;
}

}  // namespace

Loaded loaded(Program program) {
  Loaded rubric{std::move(program), {}};
  rubric.reads.assign(rubric.program.vocabulary->facts().size(), false);
  for (const ConditionNode& node : rubric.program.conditions)
    if (node.is_test() || node.asks_card()) rubric.reads[node.fact] = true;
  const auto mark = [&](const std::vector<CompiledRule>& rules) {
    for (const CompiledRule& rule : rules)
      if (rule.graded) rubric.reads[rule.fact] = true;
  };
  for (const CompiledSubject& subject : rubric.program.subjects) {
    mark(subject.absorb);
    for (const CompiledPath& path : subject.paths)
      for (const CompiledStage& stage : path.stages) {
        mark(stage.raise);
        mark(stage.lower);
      }
  }
  return rubric;
}

std::optional<Card> read_whole_card(const std::string& path, Session& session) {
  std::optional<std::string> text = read_file(path, session.diagnostics);
  if (!text) return std::nullopt;
  return read_card(session.sources.add(path, std::move(*text)), builtin_vocabulary(), session.diagnostics);
}

CardResult assess_card(const CardText& text, const Settings& settings, const Session& session) {
  CardResult result;
  Complaints complaints(text, session);
  complaints.add(text.unreadable);
  Sources sources;
  std::optional<Card> card;
  if (!text.unreadable.has_errors()) {
    Diagnostics reading;
    card = read_card_text(text, sources.add(text.name, text.text), reading);
    complaints.add_read(reading);
  }
  if (card) {
    Diagnostics checked;  // before any card was read
    for (const std::string& assignment : settings.assignments)
      set_fact(*card, assignment, builtin_vocabulary(), checked);
    const std::vector<Diagnostic> about_text = complaints.all();
    for (const Loaded& rubric : settings.rubrics) {
      Diagnostics binding;
      if (std::optional<Report> report = assess_with(rubric, *card, settings, sources,
                                                     session.environment().today, about_text, binding)) {
        if (report->gates) result.verdict = std::max(result.verdict, report->gates->verdict);
        if (report->earlier && report->earlier->increased && settings.fail_on_increase)
          result.increased = true;
        result.reports.push_back(std::move(*report));
      }
      complaints.add(binding);
    }
  }
  result.messages = complaints.shown();
  result.errors = complaints.errors();
  result.warnings = complaints.warnings();
  if (settings.records && result.reports.empty()) result.record = complaints.record();
  if (settings.refusals && result.errors > 0)
    result.reports.push_back(complaints.refusal(settings.request.date));
  return result;
}

}  // namespace openrisk::cli
