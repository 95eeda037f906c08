// Advice for people.
#include <fmt/format.h>

#include <algorithm>

#include "base/text.hpp"
#include "program/access.hpp"
#include "report/study_sheets.hpp"
#include "report/study_words.hpp"
#include "report/words.hpp"

namespace openrisk {
namespace {

using Scale = StudyMeasure::Scale;

constexpr std::size_t most_answers = 8;

std::string target_words(const Advice& advice, const Target& target) {
  if (advice.reached == Tri::yes)
    return fmt::format("{} already reaches {}: nothing has to change.", advice.card.name, target.text);
  const std::string now = advice.reached == Tri::no ? "does not reach" : "may or may not reach";
  return fmt::format("{} {} {}.", advice.card.name, now, target.text);
}

class AdviceSheet {
 public:
  AdviceSheet(Sheet& sheet, const Program& program, const Advice& advice)
      : sheet_(sheet), vocabulary_(*program.vocabulary), advice_(advice) {}

  void add_changes() {
    sheet_.heading("Changes that reach it");
    if (advice_.weights_out)
      sheet_.paragraph(
          "The weights are out, and copies cannot be called back: what follows can only be done for the "
          "next release.");
    if (!advice_.sets.empty())
      sheet_.paragraph(
          "A change counts as made once the card names a source for it, not where it is only claimed.");
    std::size_t first = 0;
    for (const AdviceBranch& branch : advice_.branches) {
      if (advice_.allows_release) sheet_.subheading(title(branch));
      sheet_.paragraph(search_words(branch, first));
      for (std::size_t i = first; i < first + branch.listed; ++i) add_set(i);
      if (branch.found > branch.listed)
        sheet_.paragraph(
            fmt::format("{} more sets of the same size reach it too.", branch.found - branch.listed));
      first += branch.listed;
    }
  }

  void add_answers() {
    if (advice_.answers.empty()) return;
    sheet_.heading("Answers worth finding out");
    Table table{{"fact", "answer", "target", "the measure is then"}, {}};
    for (std::size_t i = 0; i < std::min(advice_.answers.size(), most_answers); ++i)
      add_answer(advice_.answers[i], table);
    sheet_.table(std::move(table));
    const std::size_t more = advice_.answers.size() - std::min(advice_.answers.size(), most_answers);
    if (more > 0)
      sheet_.paragraph(fmt::format("{} more open {} it less or not to an end.", more,
                                   more == 1 ? "fact moves" : "facts move"));
  }

 private:
  const std::string& path(FactId fact) const { return vocabulary_[fact].path; }

  std::string title(const AdviceBranch& branch) const {
    if (!branch.release) return fmt::format("With {} as it is", access_fact);
    std::vector<std::string> values{branch.release->to};
    values.insert(values.end(), branch.also.begin(), branch.also.end());
    return fmt::format("With {}: {}", access_fact, join(values, " or "));
  }

  std::string step_text(const Step& step) const {
    // One licence stands for all with its terms.
    const bool licence = vocabulary_[step.fact].type == FactType::license;
    return fmt::format("{}: {} to {}{} ({} effort)", path(step.fact), step.from, step.to,
                       licence ? ", or another licence with its terms" : "", name_of(step.effort));
  }

  std::string search_words(const AdviceBranch& branch, std::size_t first) const {
    if (branch.needless && branch.complete)
      return "It adds nothing: what reaches the target with it reaches it without.";
    if (branch.needless)
      return fmt::format(
          "No set of up to {} changes does. A larger one was found, which reaches the target without this "
          "change too.",
          branch.changes);
    if (branch.found > 0 && branch.complete) {
      const std::size_t size = advice_.sets[first].steps.size();
      if (size == 1) return branch.release ? "That alone is enough." : "One change is enough.";
      if (branch.at_least == static_cast<int>(size))
        return fmt::format("No smaller set does: what is not met asks for {} changes at least.", size);
      return fmt::format(
          "No smaller set does: {} can be changed, and every set of fewer than {} was ruled out.",
          facts(advice_.candidates.size()), branch.changes);
    }
    if (branch.complete) return missed_words(branch);
    std::string words = branch.at_least > branch.changes
                            ? fmt::format("What is not met asks for {} changes at least.", branch.at_least)
                            : fmt::format("No set of up to {} changes out of {} does.", branch.changes,
                                          facts(advice_.candidates.size()));
    return words + (branch.found > 0 ? " The set below reaches it; it may not be the smallest."
                                     : " Larger sets were not all tried; none was found.");
  }

  std::string missed_words(const AdviceBranch& branch) const {
    std::vector<std::string> paths;
    for (FactId fact : advice_.candidates)
      if (!advice_.allows_release || path(fact) != access_fact) paths.push_back(path(fact));
    std::string words = "Not within reach by what a developer can change";
    if (!paths.empty())
      words += fmt::format(" ({}): whatever {} set to, it is missed", join(paths, ", "),
                           paths.size() == 1 ? "it is" : "they are");
    if (branch.floor.size() == 1) {
      const StudyMeasure& measure = advice_.measures[advice_.targets.front()];
      Reading best = branch.floor.front();
      const double end = measure.higher_is_better() ? best.value.high() : best.value.low();
      best.value = {end, end};
      words += fmt::format("; no change and no answer brings it {} {}",
                           measure.higher_is_better() ? "above" : "below", number_words(measure, best));
    }
    return words + ".";
  }

  static std::string facts(std::size_t count) {
    return fmt::format("{} {}", count, count == 1 ? "fact" : "facts");
  }

  void add_set(std::size_t index) {
    const ChangeSet& set = advice_.sets[index];
    std::vector<std::string> steps;
    for (const Step& step : set.steps) steps.push_back(step_text(step));
    std::vector<std::string> effects;
    for (std::size_t m = 0; m < advice_.measures.size(); ++m) {
      const StudyMeasure& measure = advice_.measures[m];
      const bool asked =
          std::find(advice_.targets.begin(), advice_.targets.end(), m) != advice_.targets.end();
      const bool beside = measure.scale == Scale::threat || (measure.is_score() && measure.baseline.empty());
      if (asked || (beside && advice_.as_is[m] != set.readings[m]))
        effects.push_back(measure.id + ": " + from_to_words(measure, advice_.as_is[m], set.readings[m]));
    }
    if (effects.size() == advice_.targets.size())
      effects.emplace_back("no other threat, burden or benefit changes");
    sheet_.paragraph(fmt::format("Set {}: {}", index + 1, join(steps, "; ")));
    sheet_.bullets(std::move(effects));
  }

  void add_answer(const WorthFinding& finding, Table& table) const {
    bool first = true;
    for (const AnswerOutcome& one : finding.outcomes) {
      std::vector<std::string> then;
      for (std::size_t t = 0; t < one.readings.size(); ++t)
        then.push_back(number_words(advice_.measures[advice_.targets[t]], one.readings[t]));
      table.rows.push_back({code(first ? path(finding.fact) : ""), plain(one.value),
                            plain(one.reached == Tri::yes  ? "reached"
                                  : one.reached == Tri::no ? "missed"
                                                           : "open"),
                            plain(join(then, "; "))});
      first = false;
    }
  }

  Sheet& sheet_;
  const Vocabulary& vocabulary_;
  const Advice& advice_;
};

}  // namespace

Sheet advice_sheet(const Program& program, const Advice& advice, const Target& target,
                   const StudyContext& context) {
  Sheet sheet;
  sheet.title(target_words(advice, target));
  for (std::size_t t : advice.targets)
    sheet.paragraph(advice.measures[t].id + (advice.as_is[t].applies == Tri::no ? " " : " is ") +
                    reading_words(advice.measures[t], advice.as_is[t]));
  AdviceSheet parts(sheet, program, advice);
  if (advice.reached != Tri::yes) parts.add_changes();
  parts.add_answers();
  if (!advice.allows_release)
    sheet.paragraph(
        "How the weights are released is no advice but an option: openrisk options compares them.");
  close_sheet(sheet, program, ids_of(advice.measures), context);
  return sheet;
}

}  // namespace openrisk
