// A threat, burden or benefit with its paths, stages and rules, in the rubric's order as the assessment has
// them.
#include <algorithm>

#include "card/argument.hpp"
#include "program/walk.hpp"
#include "report/builder.hpp"
#include "report/words.hpp"

namespace openrisk {
namespace {

Interval percent(Interval fraction) {
  return {round_score(100 * fraction.low()), round_score(100 * fraction.high())};
}

Report::Rule build_rule(ReportBuilder& builder, const RuleResult& result, Report::Effect effect) {
  const Rule& written = *result.rule->written;
  const Number& number = builder.program.numbers[result.rule->by];
  Report::Rule rule;
  rule.id = result.rule->id;
  rule.truth = result.outcome.truth;
  rule.by = percent(result.by);
  rule.why = written.by.why;
  rule.because = builder.reasons(result.outcome.because);
  rule.missing = builder.paths(result.outcome.missing);
  rule.sources = builder.cite(written.by.sources);
  rule.effect = effect;
  rule.when = written.when.text;
  rule.needs_evidence = result.rule->needs_evidence;
  if (result.rule->graded) rule.graded = builder.fact(result.rule->fact).path;
  rule.basis = number.basis;
  rule.range = percent(Interval(number.low, number.high));
  const auto scaled = [&](double by, double factor) { return std::min(1.0, by * factor); };
  rule.ends =
      rule.graded.empty()
          ? rule.range
          : percent(Interval(scaled(result.by.low(), number.low), scaled(result.by.high(), number.high)));
  return rule;
}

void add_rules(ReportBuilder& builder, std::vector<Report::Rule>& out, const std::vector<RuleResult>& results,
               Report::Effect effect) {
  for (const RuleResult& result : results) out.push_back(build_rule(builder, result, effect));
}

Report::Stage build_stage(ReportBuilder& builder, const StageResult& result) {
  const Stage& written = *result.stage->written;
  const Number& share = builder.program.numbers[result.stage->share];
  Report::Stage stage;
  stage.id = result.stage->id;
  stage.title = written.title;
  stage.share = round_score(share.value);
  stage.reduction = percent(result.reduction);
  stage.contribution = {round_score(result.contribution.low()), round_score(result.contribution.high())};
  add_rules(builder, stage.rules, result.raise, Report::Effect::raises);
  add_rules(builder, stage.rules, result.lower, Report::Effect::lowers);
  stage.why = written.share.why;
  stage.basis = share.basis;
  stage.range = {round_score(share.low), round_score(share.high)};
  stage.sources = builder.cite(written.share.sources);
  return stage;
}

Report::Path build_path(ReportBuilder& builder, const PathResult& result,
                        const std::vector<Measure>& measures) {
  const Path& written = *result.path->written;
  Report::Path path;
  path.id = result.path->id;
  path.title = written.title;
  path.actor = written.actor;
  path.applies = result.applies.truth;
  path.reason = outcome_words(result.applies.truth, builder.reasons(result.applies.because),
                              builder.paths(result.applies.missing));
  if (result.path->ceiling) path.ceiling = round_score(builder.program.numbers[*result.path->ceiling].value);
  if (path.applies == Tri::no) return path;
  path.uplift = {round_score(result.uplift.low()), round_score(result.uplift.high())};
  for (std::size_t i = 0; i < std::min(measures.size(), result.marginal.size()); ++i) {
    const Interval& marginal = result.marginal[i];
    path.marginal.emplace_back(measures[i].baseline,
                               Interval(round_score(marginal.low()), round_score(marginal.high())));
  }
  for (const StageResult& stage : result.stages) path.stages.push_back(build_stage(builder, stage));
  return path;
}

Report::Steps build_steps(ReportBuilder& builder, const SubjectResult& result) {
  const Subject& written = *result.subject->written;
  Report::Steps steps;
  steps.identification = written.identification;
  steps.existing_risk = written.existing_risk;
  steps.existing_defences = written.existing_defences;
  for (const Evidence& entry : written.evidence) {
    steps.evidence.push_back({entry.id.text, entry.grade, entry.sign, entry.date, entry.baseline,
                              entry.outcome, builder.cite(entry.sources), entry.says});
  }
  add_rules(builder, steps.absorb, result.absorb, Report::Effect::absorbs);
  steps.assumptions = written.assumptions;
  return steps;
}

Report::BestEvidence best_of(const std::vector<Evidence>& evidence) {
  Report::BestEvidence best;
  for (const Evidence& entry : evidence) best.grade = std::max(best.grade, entry.grade);  // "G0" < … < "G5"
  for (const char* sign : {"+", "0", "-"}) {
    const bool has = std::any_of(evidence.begin(), evidence.end(), [&](const Evidence& entry) {
      return entry.grade == best.grade && entry.sign == sign;
    });
    if (has) best.signs.emplace_back(sign);
  }
  return best;
}

std::vector<std::pair<std::string, Given>> build_argument(const Card& card, const std::string& threat) {
  std::vector<std::pair<std::string, Given>> argument;
  for (const std::string& step : argument_steps()) argument.emplace_back(step, card.argued(threat, step));
  return argument;
}

std::vector<Report::RegimeEntry> build_regimes(ReportBuilder& builder, const SubjectResult& result) {
  std::vector<Report::RegimeEntry> out;
  for (const RegimeResult& entry : result.regimes) {
    if (entry.reach == Reach::no) continue;
    const Regime& written = *entry.regime->written;
    out.push_back({written.id.text, written.title, written.jurisdiction, entry.status, written.from,
                   written.until, entry.reach, written.effect, builder.reasons(entry.applies.because),
                   builder.paths(entry.applies.missing), builder.cite(written.sources)});
  }
  return out;
}

}  // namespace

Report::Subject build_subject(ReportBuilder& builder, const SubjectResult& result) {
  const Subject& written = *result.subject->written;
  Report::Subject subject;
  subject.kind = result.subject->kind;
  subject.id = result.subject->id;
  subject.title = written.title;
  subject.consequence = written.consequence;
  subject.applies = result.applies.truth;
  subject.reason = outcome_words(result.applies.truth, builder.reasons(result.applies.because),
                                 builder.paths(result.applies.missing));
  const bool threat = subject.kind == Kind::threat;
  if (threat && subject.applies != Tri::no && result.path < result.paths.size()) {
    const PathResult& path = result.paths[result.path];
    subject.path = path.path->id;
    if (result.bottleneck < path.stages.size()) subject.bottleneck = path.stages[result.bottleneck].stage->id;
  }
  if (result.score) subject.score = builder.measure(*result.score);
  for (const Measure& measure : result.measures) {
    subject.marginal.push_back(builder.measure(measure));
    if (!subject.path.empty())
      subject.marginal.back().path = result.paths[result.deciding(measure.name)].path->id;
  }
  subject.uplift = {round_score(result.uplift.low()), round_score(result.uplift.high())};
  subject.absorbed = {round_score(result.absorbed.low()), round_score(result.absorbed.high())};
  for (const PathResult& path : result.paths)
    subject.paths.push_back(build_path(builder, path, result.measures));
  if (threat) {
    subject.steps = build_steps(builder, result);
    subject.argument = build_argument(builder.card, subject.id);
    subject.best_evidence = best_of(written.evidence);
  }
  subject.regimes = build_regimes(builder, result);
  subject.about = written.about;
  subject.caveats = written.caveats;
  subject.counts_silence = counts_silence(builder.program, *result.subject);
  subject.basis = result.basis;
  subject.bands = result.subject->bands;
  return subject;
}

}  // namespace openrisk
