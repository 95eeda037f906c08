// Options and advice for people.
#include <fmt/format.h>

#include <algorithm>

#include "base/text.hpp"
#include "report/study_sheets.hpp"
#include "report/study_words.hpp"
#include "report/words.hpp"

namespace openrisk {
namespace {

using Scale = StudyMeasure::Scale;

constexpr std::size_t most_answers = 8;

// --- options

std::string heading_of(Scale scale) {
  return scale == Scale::threat ? "Threats" : scale == Scale::burden ? "Burdens" : "Benefits";
}

// A row per measure under the name of its subject; subjects that apply under no option are named below.
void add_options_table(Sheet& sheet, const OptionStudy& study, Scale scale) {
  std::vector<const OptionResult*> shown;
  for (const OptionResult& option : study.options)
    if (option.card) shown.push_back(&option);
  Table table;
  table.head = {""};
  for (const OptionResult* option : shown) table.head.push_back(option->option->id.text);
  std::vector<std::string> silent;
  std::string last;
  for (std::size_t m = 0; m < study.measures.size(); ++m) {
    const StudyMeasure& measure = study.measures[m];
    if (measure.scale != scale) continue;
    const bool applies = std::any_of(shown.begin(), shown.end(), [&](const OptionResult* option) {
      return option->readings[m].applies != Tri::no;
    });
    if (measure.title != last && !applies) silent.push_back(measure.title);
    if (measure.title != last && applies && !measure.baseline.empty()) {
      table.rows.push_back({plain(measure.title)});
      table.rows.back().resize(table.head.size());
    }
    last = measure.title;
    if (!applies) continue;
    std::vector<Cell> row{plain(measure.baseline.empty() ? measure.title : "over " + measure.baseline)};
    for (const OptionResult* option : shown) {
      const Reading& reading = option->readings[m];
      row.push_back(number(reading.applies == Tri::no ? "-" : number_words(measure, reading)));
    }
    table.rows.push_back(std::move(row));
  }
  if (table.rows.empty() && silent.empty()) return;
  sheet.heading(heading_of(scale));
  sheet.table(std::move(table));
  if (!silent.empty()) sheet.paragraph("Under no option: " + join(silent, ", ") + ".");
}

// "Innovation from 34 to 64"
std::string moved(const OptionStudy& study, const OptionStep& step,
                  const std::vector<std::size_t>& measures) {
  const auto words = [](const Reading& reading) {
    return reading.applies == Tri::no ? std::string("nothing") : dashed(reading.value);
  };
  std::vector<std::string> all;
  for (std::size_t m : measures)
    all.push_back(fmt::format("{} from {} to {}", study.measures[m].title,
                              words(study.options[step.from].readings[m]),
                              words(study.options[step.to].readings[m])));
  return all.empty() ? "nothing" : join(all, "; ");
}

std::string step_words(const OptionStudy& study, const OptionStep& step) {
  std::string text = fmt::format("{} to {}: costs {}. Gives {}.", study.options[step.from].option->id.text,
                                 study.options[step.to].option->id.text, moved(study, step, step.worse),
                                 moved(study, step, step.better));
  if (!step.undecided.empty()) text += " Undecided: " + moved(study, step, step.undecided) + ".";
  if (step.irrevocable) text += " From here on nothing can be taken back.";
  return text;
}

// --- advice

std::string step_text(const Program& program, const Step& step) {
  return fmt::format("{}: {} to {} ({} effort)", (*program.vocabulary)[step.fact].path, step.from, step.to,
                     name_of(step.effort));
}

std::string target_words(const Advice& advice, const Target& target) {
  if (advice.reached == Tri::yes)
    return fmt::format("{} already reaches {}: nothing has to change.", advice.card.name, target.text);
  const std::string now = advice.reached == Tri::no ? "does not reach" : "may or may not reach";
  return fmt::format("{} {} {}.", advice.card.name, now, target.text);
}

std::string search_words(const Program& program, const Advice& advice) {
  const Advice::Searched& searched = advice.searched;
  if (advice.within_reach && searched.complete && searched.changes == 1) return "One change is enough.";
  if (advice.within_reach && searched.complete)
    return fmt::format(
        "No smaller set does: {} {} can be changed, and every set of fewer than {} was ruled out.",
        searched.candidates, searched.candidates == 1 ? "fact" : "facts", searched.changes);
  if (advice.within_reach)
    return fmt::format("No set of up to {} changes does. The set below does; it may not be the smallest.",
                       searched.changes);
  if (searched.complete) {
    std::vector<std::string> facts, least;
    for (FactId fact : advice.candidates) facts.push_back((*program.vocabulary)[fact].path);
    for (std::size_t t = 0; t < advice.floor.size() && advice.floor.size() == 1; ++t)
      least.push_back(dashed({advice.floor[t].value.low(), advice.floor[t].value.low()}));
    return fmt::format(
        "Not within reach by what a developer can change{}: whatever {} set to, it is missed{}.",
        facts.empty() ? "" : " (" + join(facts, ", ") + ")", facts.size() == 1 ? "it is" : "they are",
        least.empty() ? "" : "; the best end that is left is " + join(least, ", "));
  }
  return fmt::format("No set of up to {} changes out of {} facts does, and larger ones were not all tried.",
                     searched.changes, searched.candidates);
}

void add_sets(Sheet& sheet, const Program& program, const Advice& advice) {
  sheet.heading("Changes that reach it");
  sheet.paragraph(search_words(program, advice));
  std::size_t number = 0;
  for (const ChangeSet& set : advice.sets) {
    std::vector<std::string> steps;
    for (const Step& step : set.steps) steps.push_back(step_text(program, step));
    std::vector<std::string> effects;
    for (std::size_t m = 0; m < advice.measures.size(); ++m) {
      const StudyMeasure& measure = advice.measures[m];
      const bool asked = std::find(advice.targets.begin(), advice.targets.end(), m) != advice.targets.end();
      const bool beside = measure.scale == Scale::threat || (measure.is_score() && measure.baseline.empty());
      if (asked || (beside && advice.as_is[m] != set.readings[m]))
        effects.push_back(measure.id + ": " + from_to_words(measure, advice.as_is[m], set.readings[m]));
    }
    if (effects.size() == advice.targets.size())
      effects.emplace_back("no other threat, burden or benefit changes");
    sheet.paragraph(fmt::format("Set {}: {}", ++number, join(steps, "; ")));
    sheet.bullets(std::move(effects));
  }
  if (advice.searched.found > advice.sets.size())
    sheet.paragraph(fmt::format("{} more sets of the same size reach it too.",
                                advice.searched.found - advice.sets.size()));
}

void add_answers(Sheet& sheet, const Program& program, const Advice& advice) {
  if (advice.answers.empty()) return;
  sheet.heading("Answers worth finding out");
  Table table{{"fact", "answer", "target", "the measure is then"}, {}};
  for (std::size_t i = 0; i < std::min(advice.answers.size(), most_answers); ++i) {
    const WorthFinding& finding = advice.answers[i];
    bool first = true;
    for (const AnswerOutcome& one : finding.outcomes) {
      std::vector<std::string> then;
      for (std::size_t t = 0; t < one.readings.size(); ++t)
        then.push_back(number_words(advice.measures[advice.targets[t]], one.readings[t]));
      table.rows.push_back({code(first ? (*program.vocabulary)[finding.fact].path : ""), plain(one.value),
                            plain(one.reached == Tri::yes  ? "reached"
                                  : one.reached == Tri::no ? "missed"
                                                           : "open"),
                            plain(join(then, "; "))});
      first = false;
    }
  }
  sheet.table(std::move(table));
  if (advice.answers.size() > most_answers)
    sheet.paragraph(fmt::format("{} more open facts move it less or not to an end.",
                                advice.answers.size() - most_answers));
}

}  // namespace

Sheet option_sheet(const Program& program, const OptionStudy& study, const StudyContext& context) {
  Sheet sheet;
  sheet.title(fmt::format("{} under each release option", study.card.name));
  std::vector<std::string> legend;
  for (const OptionResult& option : study.options) {
    std::string text = option.option->id.text + ": " + option.option->title;
    if (!option.card) text += "; impossible, the card would contradict itself";
    if (option.as_is) text += "; this is what the card says";
    if (option.irrevocable == Tri::yes) text += "; irrevocable, copies cannot be called back";
    std::vector<std::string> by;
    for (std::size_t other : option.dominated_by) by.push_back(study.options[other].option->id.text);
    if (!by.empty()) text += "; dominated by " + join(by, ", ") + " (no worse anywhere, better somewhere)";
    legend.push_back(std::move(text));
  }
  sheet.bullets(std::move(legend));
  for (const Scale scale : {Scale::threat, Scale::burden, Scale::benefit})
    add_options_table(sheet, study, scale);
  sheet.heading("What each step costs and gives");
  std::vector<std::string> steps;
  for (const OptionStep& step : study.steps) steps.push_back(step_words(study, step));
  sheet.bullets(std::move(steps));
  sheet.paragraph(
      "Dominance compares the ends of the intervals, best with best and worst with worst; - marks what does "
      "not apply.");
  sheet.closing(closing_words(program, context));
  return sheet;
}

Sheet advice_sheet(const Program& program, const Advice& advice, const Target& target,
                   const StudyContext& context) {
  Sheet sheet;
  sheet.title(target_words(advice, target));
  for (std::size_t t : advice.targets)
    sheet.paragraph(advice.measures[t].id + (advice.as_is[t].applies == Tri::no ? " " : " is ") +
                    reading_words(advice.measures[t], advice.as_is[t]));
  if (advice.reached != Tri::yes) add_sets(sheet, program, advice);
  add_answers(sheet, program, advice);
  if (!advice.allows_release)
    sheet.paragraph(
        "How the weights are released is no advice but an option: `openrisk options` compares them.");
  sheet.closing(closing_words(program, context));
  return sheet;
}

}  // namespace openrisk
