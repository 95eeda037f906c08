// Options for people.
#include <fmt/format.h>

#include <algorithm>

#include "base/text.hpp"
#include "report/study_sheets.hpp"
#include "report/study_words.hpp"
#include "report/words.hpp"

namespace openrisk {
namespace {

using Scale = StudyMeasure::Scale;

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
    if (measure.subject() != last && !applies) silent.push_back(measure.title);
    if (measure.subject() != last && applies && !measure.baseline.empty()) {
      table.rows.push_back({plain(measure.title)});
      table.rows.back().resize(table.head.size());
    }
    last = measure.subject();
    if (!applies) continue;
    std::vector<Cell> row{plain(measure.baseline.empty() ? measure.title : "over " + measure.baseline)};
    for (const OptionResult* option : shown) {
      const Reading& reading = option->readings[m];
      row.push_back(number(reading.applies == Tri::no ? "n/a" : number_words(measure, reading)));
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
  for (std::size_t m : measures) {
    const std::string from = words(study.options[step.from].readings[m]),
                      to = words(study.options[step.to].readings[m]);
    all.push_back(study.measures[m].title + (from == to ? fmt::format(" hardly ({} still)", to)
                                                        : fmt::format(" from {} to {}", from, to)));
  }
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
      "Dominance compares the ends of the intervals, best with best and worst with worst; n/a: does not "
      "apply.");
  close_sheet(sheet, program, ids_of(study.measures), context);
  return sheet;
}

}  // namespace openrisk
