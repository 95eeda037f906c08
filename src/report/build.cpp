// The frame of a report: whom it is about, what it is compared over, and what is worth finding first.
#include <algorithm>
#include <map>
#include <tuple>

#include "report/builder.hpp"

namespace openrisk {
namespace {

Report::Release build_release(const Program& program, const Card& card) {
  const auto text = [&](std::string_view path) { return card.text(*program.vocabulary, path); };
  return {text("release.name"), text("release.version"), text("release.developer"), card.path, card.sha256};
}

Report::RubricInfo build_rubric(const Rubric& rubric, Date date) {
  return {rubric.id.text,   rubric.title,  rubric.version,          rubric.as_of,
          rubric.review_by, rubric.sha256, date > rubric.review_by, rubric.about,
          rubric.authors};
}

Report::Baseline build_baseline(const Rubric& rubric, const std::string& id) {
  if (id == "existing") {
    return {id, "technology before foundation models",
            "what the shares of the stages measure: the effort that it took before generative foundation "
            "models, with search engines, editors, scripts and hired labour",
            false};
  }
  for (const World& world : rubric.worlds) {
    if (world.id.text == id) return {id, world.title, world.why, false};
  }
  return {id, id, "another release, already out", true};
}

// Each baseline once, in the order in which measures name them.
std::vector<Report::Baseline> build_baselines(const Rubric& rubric, const Assessment& assessment) {
  std::vector<Report::Baseline> out;
  for (const SubjectResult& subject : assessment.subjects) {
    for (const Measure& measure : subject.measures) {
      const bool seen = std::any_of(out.begin(), out.end(),
                                    [&](const Report::Baseline& b) { return b.id == measure.baseline; });
      if (!seen) out.push_back(build_baseline(rubric, measure.baseline));
    }
  }
  return out;
}

// The answers that settle most of some measure. Measures that spread over several bands come before
// those that do not, and among them threats, then burdens, then benefits.
std::vector<Report::AnswerEntry> build_answers(const ReportBuilder& builder, const Assessment& assessment) {
  struct Found {
    Report::AnswerEntry entry;
    std::pair<bool, Kind> rank;  // settled already, kind
  };
  std::map<std::pair<FactId, bool>, Found> best;
  const auto look = [&](const Measure& measure, Kind kind) {
    const std::pair rank{measure.band.first == measure.band.second, kind};
    for (const Missing& missing : measure.missing) {
      if (missing.settles <= 0) continue;
      const Found found{{builder.missing(missing, measure), measure.name}, rank};
      const auto [known, fresh] = best.try_emplace({missing.fact, missing.source}, found);
      const Found& old = known->second;
      if (rank < old.rank || (rank == old.rank && found.entry.missing.points > old.entry.missing.points))
        known->second = found;
    }
  };
  for (const SubjectResult& subject : assessment.subjects) {
    if (subject.applies.truth == Tri::no) continue;
    if (subject.score) look(*subject.score, subject.subject->kind);
    for (const Measure& measure : subject.measures) look(measure, subject.subject->kind);
  }
  std::vector<Found> order;
  for (const auto& [key, found] : best) order.push_back(found);
  std::sort(order.begin(), order.end(), [&](const Found& a, const Found& b) {
    const Report::Missing &x = a.entry.missing, &y = b.entry.missing;
    return std::tie(a.rank, y.points, x.fact, x.source) < std::tie(b.rank, x.points, y.fact, y.source);
  });
  std::vector<Report::AnswerEntry> out;
  for (Found& found : order) out.push_back(std::move(found.entry));
  return out;
}

Report::Complaint build_complaint(const Diagnostic& diagnostic, const Sources* sources) {
  const Source* source = sources ? sources->find(diagnostic.span.source) : nullptr;
  return {std::string(page_of(diagnostic.code).name),
          diagnostic.severity,
          diagnostic.message,
          diagnostic.help,
          source ? source->name : "",
          diagnostic.span.begin};
}

bool is_settled(const Report::Subject& threat) {
  return std::all_of(threat.marginal.begin(), threat.marginal.end(), [](const Report::Measure& measure) {
    return measure.band.first == measure.band.second;
  });
}

Report::Summary build_summary(const std::vector<Report::Subject>& threats) {
  Report::Summary summary;
  for (const Report::Subject& threat : threats) {
    ++summary.threats;
    if (threat.applies == Tri::unknown) ++summary.may_apply;
    if (threat.applies != Tri::yes) continue;
    ++summary.apply;
    if (is_settled(threat)) ++summary.settled;
  }
  return summary;
}

}  // namespace

Report build_report(const Program& program, const Card& card, const Answers& answers,
                    const Assessment& assessment, const ReportContext& context) {
  ReportBuilder builder{program, card, answers};
  find_roles(builder);
  Report report;
  report.tool = {context.tool, context.version};
  report.date = assessment.date;
  report.card = build_release(program, card);
  report.rubric = build_rubric(*program.rubric, assessment.date);
  for (const SubjectResult& result : assessment.subjects) {
    auto& list = result.subject->kind == Kind::threat   ? report.threats
                 : result.subject->kind == Kind::burden ? report.burdens
                                                        : report.benefits;
    list.push_back(build_subject(builder, result));
  }
  for (const LadderResult& ladder : assessment.ladders)
    report.ladders.push_back(build_ladder(builder, ladder));
  for (const CheckGroup& group : assessment.checks) report.checks.push_back(build_checks(builder, group));
  for (const ReferenceResult& reference : assessment.references)
    if (!reference.items.empty()) report.checks.push_back(build_reference(builder, reference));
  if (context.policy != nullptr) report.gates = build_gates(builder, *context.policy, context.policy_path);
  report.facts = build_facts(builder);
  for (const Diagnostic& diagnostic : context.diagnostics) {
    report.diagnostics.push_back(build_complaint(diagnostic, context.sources));
  }
  report.summary = build_summary(report.threats);
  report.judgements = context.judgements;
  report.baselines = build_baselines(*program.rubric, assessment);
  report.answers = build_answers(builder, assessment);
  for (const Report::FactEntry& fact : report.facts) {
    if (fact.assumed) report.assumed.push_back(fact.path);
  }
  for (const Citation& source : program.rubric->sources) {
    if (builder.cited.contains(source.id.text)) report.sources.push_back(source);
  }
  return report;
}

}  // namespace openrisk
