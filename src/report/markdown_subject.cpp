// Threats, burdens and benefits in Markdown: the number with its path and actor first, the reasons in
// parts that fold.
#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <utility>

#include "base/text.hpp"
#include "report/escape.hpp"
#include "report/markdown_parts.hpp"
#include "report/words.hpp"

namespace openrisk {

namespace {

std::vector<const Report::Measure*> measures_of(const Report::Subject& subject) {
  std::vector<const Report::Measure*> measures;
  if (subject.score) measures.push_back(&*subject.score);
  for (const auto& measure : subject.marginal) measures.push_back(&measure);
  return measures;
}

}  // namespace

std::string MarkdownReport::actor(const Report::Path& path) const {
  return markdown_text(without_stop(path.actor.who)) + " (" +
         markdown_text(without_stop(path.actor.resources)) + ")";
}

// The path that decides, and where another one does.
std::string MarkdownReport::deciding_path(const Report::Subject& threat) const {
  std::string text = "**Path that decides.**";
  std::string last;
  std::vector<std::pair<std::string, std::string>> deciding;  // baseline, path
  for (const Report::Measure& measure : threat.marginal)
    deciding.emplace_back(measure.baseline, measure.path);
  if (deciding.empty()) deciding.emplace_back("", threat.path);
  for (const auto& [baseline, id] : deciding) {
    const auto entry = std::find_if(threat.paths.begin(), threat.paths.end(),
                                    [&, &id = id](const Report::Path& path) { return path.id == id; });
    if (entry == threat.paths.end() || entry->id == last) continue;
    if (!last.empty()) text += " Over " + markdown_code(baseline, 100) + " another one decides:";
    last = entry->id;
    text += " *" + markdown_text(entry->title) + "*, by " + actor(*entry) + ".";
  }
  return last.empty() ? "" : text;
}

void MarkdownReport::threat(const Report::Subject& threat) {
  heading(3, markdown_text(threat.title));
  if (threat.applies == Tri::no) {
    paragraph("Does not apply: " + markdown_code(threat.reason, 500) + ".");
    return;
  }
  if (threat.applies == Tri::unknown) {
    paragraph("May apply: " + markdown_code(threat.reason, 500) + ". The low ends are as if it did not.");
  }
  if (!threat.consequence.empty()) paragraph("**Consequence.** " + markdown_text(threat.consequence));
  if (const std::string deciding = deciding_path(threat); !deciding.empty()) paragraph(deciding);
  intervals(threat);
  paragraph(behind(threat));
  missing(threat);
  fragile(threat);
  paths(threat);
  steps(threat);
  argument(threat);
}

// What stands behind the numbers of a threat, in a few sentences.
std::string MarkdownReport::behind(const Report::Subject& threat) const {
  const auto possible = std::count_if(threat.paths.begin(), threat.paths.end(),
                                      [](const auto& path) { return path.applies != Tri::no; });
  std::string text = fmt::format("Before any comparison {} is {} percent: {}.",
                                 possible > 1 ? "the highest uplift of its paths" : "its uplift",
                                 range_words(threat.uplift), attempts_words(threat.uplift));
  for (const auto& entry : threat.paths) {
    if (entry.id != threat.path) continue;
    for (const auto& stage : entry.stages)
      if (stage.id == threat.bottleneck)
        text += " Most of the effort that is left: " + markdown_text(without_stop(stage.title)) + ".";
  }
  return text +
         fmt::format(" Best evidence: {}, {}. Of {}.", best_evidence_words(threat.best_evidence),
                     grade_words(threat.best_evidence.grade.empty() ? "G0" : threat.best_evidence.grade),
                     basis_words(threat.basis).substr(3));
}

void MarkdownReport::burden_or_benefit(const Report::Subject& subject) {
  heading(3, markdown_text(subject.title));
  if (!subject.about.empty()) paragraph(markdown_text(subject.about));
  if (subject.applies == Tri::no) {
    paragraph("Does not apply: " + markdown_code(subject.reason, 500) + ".");
    return;
  }
  for (const auto& caveat : subject.caveats) line("- Caveat: " + markdown_text(caveat));
  if (!subject.caveats.empty()) line();
  intervals(subject);
  paragraph("Of " + basis_words(subject.basis).substr(3) + ".");
  missing(subject);
  fragile(subject);
  regimes(subject);
  for (const auto& entry : subject.paths) {
    open_details("Factors and rules");
    stages(entry.stages, true);
    close_details();
  }
}

void MarkdownReport::intervals(const Report::Subject& subject) {
  const auto measures = measures_of(subject);
  if (measures.empty()) return;
  std::vector<std::string> titles{"Percent", "As the card states", "Unproven claims doubted"};
  if (report_.judgements) titles.emplace_back("Judgements at their ends");
  table(titles);
  bool exact = true;
  for (const auto* measure : measures) {
    exact = exact && measure->exact;
    const bool same = measure->doubted == measure->value;
    std::vector<std::string> cells{
        measure->baseline.empty() ? "Score" : "Over " + markdown_code(measure->baseline, 100),
        "**" + range_words(measure->value) + "** (" + band_words(measure->band, tone_of(subject)) + ")",
        same ? "the same"
             : range_words(measure->doubted) + " (" + band_words(measure->doubted_band, tone_of(subject)) +
                   ")"};
    if (report_.judgements) cells.push_back(range_words(measure->judgement));
    row(cells);
  }
  line();
  if (!exact) paragraph("At least one of these intervals is an outer bound: the true one lies within it.");
}

void MarkdownReport::regimes(const Report::Subject& subject) {
  if (subject.regimes.empty()) return;
  table({"Legal rule", "Where", "Standing", "Effect", "Because", "Sources"});
  for (const Report::RegimeEntry& regime : subject.regimes) {
    std::string status(name_of(regime.status));
    std::replace(status.begin(), status.end(), '_', ' ');
    const Tri truth = regime.reach == Reach::possible ? Tri::unknown : Tri::yes;
    row({markdown_text(regime.title), markdown_text(regime.jurisdiction),
         status + "; " + regime_words(regime), markdown_text(regime.effect),
         outcome(truth, regime.because, regime.missing), markdown_text(join(regime.sources, ", "))});
  }
  line();
}

void MarkdownReport::steps(const Report::Subject& threat) {
  open_details("The six steps of the marginal-risk framework");
  paragraph("**1. Threat identification.** " + markdown_text(threat.steps.identification));
  paragraph("**2. Existing risk.** " + markdown_text(threat.steps.existing_risk));
  paragraph("**3. Existing defences.** " + markdown_text(threat.steps.existing_defences));
  evidence(threat.steps);
  paragraph(fmt::format(
      "**5. Ease of defending.** Defences that can answer take away {} percent of what the release adds.",
      range_words(threat.absorbed)));
  for (const auto& entry : threat.steps.absorb)
    if (entry.truth != Tri::no) line("- " + rule(entry, false));
  if (!threat.steps.absorb.empty()) line();
  paragraph("**6. Uncertainty and assumptions.**");
  for (const auto& assumption : threat.steps.assumptions) line("- " + markdown_text(assumption));
  close_details();
}

void MarkdownReport::evidence(const Report::Steps& steps) {
  paragraph("**4. Evidence of marginal risk.**");
  if (steps.evidence.empty()) return;
  table({"Grade", "Sign", "Date", "Compared with", "Outcome", "Says", "Sources"});
  for (const auto& entry : steps.evidence)
    row({markdown_text(entry.grade), std::string(sign_words(entry.sign)),
         entry.date ? to_string(*entry.date) : "", markdown_text(entry.baseline),
         markdown_text(entry.outcome), markdown_text(entry.says), markdown_text(join(entry.sources, ", "))});
  line();
}

void MarkdownReport::argument(const Report::Subject& threat) {
  std::vector<std::string> marks;
  bool any = false;
  for (const auto& [step, given] : threat.argument) {
    any = any || given != Given::absent;
    marks.push_back(fmt::format("{}: {}", step_words(step), name_of(given)));
  }
  if (any) paragraph("The developer's own argument, step by step: " + join(marks, "; ") + ".");
}

void MarkdownReport::missing(const Report::Subject& subject) {
  std::vector<const Report::Missing*> order;
  std::map<std::string, std::vector<std::string>> settles;
  for (const auto* measure : measures_of(subject)) {
    for (const auto& entry : measure->missing) {
      const std::string most = two_digits(entry.points);
      if (most == "0") continue;
      auto& points = settles[entry.fact + (entry.source ? "!" : "")];
      if (points.empty()) order.push_back(&entry);
      points.push_back(most + (measure->baseline.empty() ? " of the score"
                                                         : " over " + markdown_code(measure->baseline, 100)));
    }
  }
  if (order.empty()) return;
  paragraph("What is missing, with the points by which one answer can narrow an interval:");
  for (const auto* entry : order)
    line("- " + std::string(entry->source ? "a source for " : "") + markdown_code(entry->fact) + ": up to " +
         join(settles[entry->fact + (entry->source ? "!" : "")], ", "));
  line();
}

// Judgements that move a measure to the same band stand in one line, named from the subject on.
void MarkdownReport::fragile(const Report::Subject& subject) {
  if (!report_.judgements || measures_of(subject).empty()) return;
  const std::string prefix = std::string(plural_of(subject.kind)) + "." + subject.id + ".";
  std::vector<std::string> lines;
  for (const auto* measure : measures_of(subject)) {
    std::vector<std::pair<std::string, std::vector<std::string>>> moves;  // the largest move first
    for (const auto& entry : measure->fragile) {
      const std::string move =
          band_words(entry.from, tone_of(subject)) + " becomes " + band_words(entry.to, tone_of(subject));
      auto found = std::find_if(moves.begin(), moves.end(), [&](const auto& m) { return m.first == move; });
      if (found == moves.end()) found = moves.insert(found, {move, {}});
      const bool own = entry.judgement.starts_with(prefix);
      found->second.push_back(
          markdown_code(own ? entry.judgement.substr(prefix.size()) : entry.judgement, 200) + " " +
          fragile_words(entry));
    }
    const std::string of =
        measure->baseline.empty() ? "score" : "over " + markdown_code(measure->baseline, 100);
    for (const auto& [move, entries] : moves)
      lines.push_back("- " + of + ", " + move + ": " + join(entries, ", "));
  }
  if (lines.empty()) {
    paragraph("No single judgement moves it to another band.");
    return;
  }
  paragraph("Judgements that alone move it to another band, with value and range:");
  for (const std::string& text : lines) line(text);
  line();
}

}  // namespace openrisk
