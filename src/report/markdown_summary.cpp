// How to read a Markdown report, and what comes out in short.
#include <fmt/format.h>

#include <algorithm>

#include "report/escape.hpp"
#include "report/markdown_parts.hpp"
#include "report/words.hpp"

namespace openrisk {

bool MarkdownReport::scores() const {
  return !(report_.threats.empty() && report_.burdens.empty() && report_.benefits.empty());
}

void MarkdownReport::how_to_read() {
  heading(2, scores() ? "How to read the numbers" : "What the rubric asks");
  if (!report_.rubric.about.empty()) paragraph(markdown_text(report_.rubric.about));
  if (scores()) return how_to_read_scores();
  paragraph(
      "What is certain holds whatever the facts turn out to be that the card leaves open; what is possible "
      "is the most that they can still make of it. A share of checks is a range for the same reason.");
}

void MarkdownReport::how_to_read_scores() {
  const bool threats = !report_.threats.empty();
  std::string text;
  if (threats)
    text =
        "A number of a threat is the part of an attacker's effort, in percent, that this release removes "
        "beyond a baseline, after the defences that can answer it. Effort is a proxy for risk: it leaves out "
        "how many attackers there are, whether they succeed, how bad the harm is, and what defenders gain "
        "beyond the defences that are listed. ";
  text +=
      "Every number is an interval: its true least and greatest value over everything that the card leaves "
      "open. ";
  if (threats) text += "No order holds across threats. ";
  text +=
      std::string("In brackets behind a number of the rubric stand its basis (") +
      (threats ? "measured, derived or judged" : "measured, derived, judged, or defined by the framework") +
      ") and the range that its sources leave plausible; behind a reason, its sources.";
  paragraph(text);
  for (const auto& baseline : report_.baselines) {
    line("- Over " + markdown_code(baseline.id, 100) + ", " +
         (baseline.release ? "another release" : markdown_text(mid_sentence(without_stop(baseline.title)))) +
         ". " + markdown_text(sentence(baseline.why)));
  }
  const bool releases = std::any_of(report_.baselines.begin(), report_.baselines.end(),
                                    [](const Report::Baseline& baseline) { return baseline.release; });
  if (threats && !releases) line("- Not compared with models already released.");
  if (threats || !report_.baselines.empty()) line();
}

void MarkdownReport::summary_rows(const std::vector<Report::Subject>& list, bool evidence) {
  std::vector<std::string> baselines;  // those of this kind, in order of first use
  bool scores = false;
  for (const auto& subject : list) {
    scores = scores || subject.score.has_value();
    for (const auto& measure : subject.marginal) {
      if (std::find(baselines.begin(), baselines.end(), measure.baseline) == baselines.end()) {
        baselines.push_back(measure.baseline);
      }
    }
  }
  std::vector<std::string> titles{""};
  if (scores) titles.emplace_back("Score");
  for (const auto& baseline : baselines) titles.push_back("Over " + markdown_code(baseline, 60));
  if (evidence) titles.emplace_back("Best evidence");
  table(titles);
  for (const auto& subject : list) {
    std::vector<std::string> cells{markdown_text(subject.title)};
    if (subject.applies == Tri::no) {
      cells.push_back("does not apply: " + markdown_code(subject.reason, 300));
      cells.resize(titles.size());
      row(cells);
      continue;
    }
    if (subject.applies == Tri::unknown) cells[0] += " (may apply)";
    if (scores) cells.push_back(subject.score ? measure_words(*subject.score, tone_of(subject)) : "");
    for (const auto& baseline : baselines) {
      const auto found =
          std::find_if(subject.marginal.begin(), subject.marginal.end(),
                       [&](const Report::Measure& measure) { return measure.baseline == baseline; });
      cells.push_back(found == subject.marginal.end() ? "" : measure_words(*found, tone_of(subject)));
    }
    if (evidence) cells.push_back(best_evidence_words(subject.best_evidence));
    row(cells);
  }
  line();
}

void MarkdownReport::summary() {
  heading(2, "Summary");
  const auto adds = [](const std::vector<Report::Subject>& list) {
    return std::any_of(list.begin(), list.end(),
                       [](const Report::Subject& subject) { return !subject.marginal.empty(); });
  };
  if (!report_.threats.empty()) summary_rows(report_.threats, true);
  if (!report_.burdens.empty()) {
    paragraph(std::string("Burdens: how exposed the developer is") +
              (adds(report_.burdens) ? ", and how much of that openness adds." : "."));
    summary_rows(report_.burdens, false);
  }
  if (!report_.benefits.empty()) {
    paragraph(report_.threats.empty() ? "Benefits: from 0 to 100, higher is more."
                                      : "Benefits stand beside the risks and are never netted against them.");
    summary_rows(report_.benefits, false);
  }
  if (report_.threats.empty()) frameworks_summary();
  first_answers();
}

// Where there is no threat, the classes and shares are what a reader looks for.
void MarkdownReport::frameworks_summary() {
  if (report_.ladders.empty() && report_.checks.empty()) return;
  table({"", "Result"});
  for (const Report::LadderEntry& ladder : report_.ladders)
    row({markdown_text(ladder.title),
         ladder.applies == Tri::no ? "does not apply" : markdown_text(ladder_words(ladder))});
  for (const Report::CheckList& checks : report_.checks)
    row({markdown_text(group_words(checks.group)), checks_words(checks)});
  line();
}

void MarkdownReport::first_answers() {
  if (report_.answers.empty()) return;
  paragraph("Worth finding out first:");
  for (std::size_t i = 0; i < std::min<std::size_t>(3, report_.answers.size()); ++i) {
    const Report::AnswerEntry& answer = report_.answers[i];
    const std::string what =
        answer.missing.source ? "a source for what the card claims" : answer.missing.question;
    line(fmt::format("{}. {}: {} (settles up to {} points of {})", i + 1, markdown_code(answer.missing.fact),
                     markdown_text(what), two_digits(answer.missing.points),
                     markdown_code(answer.measure, 200)));
  }
  line();
}

}  // namespace openrisk
