// Sensitivity and derivations for people.
#include <fmt/format.h>

#include <algorithm>

#include "base/text.hpp"
#include "report/study_sheets.hpp"
#include "report/study_words.hpp"
#include "report/words.hpp"

namespace openrisk {
namespace {

constexpr std::size_t most_swings = 15;

std::string percent(double value) { return fmt::format("{:.6g}", value); }

std::string product_words(const std::vector<DerivedRule>& rules) {
  std::vector<std::string> factors;
  for (const DerivedRule& rule : rules)
    factors.push_back(fmt::format("(1 - {}) [{}]", percent(rule.by), rule.id));
  return join(factors, " x ");
}

// "(1 - (1 - 0.5) [fluent] x (1 - 0.2) [tools]) x (1 - 0.3) [filtered]"; 0 where no rule holds.
std::string reduction_words(const std::vector<DerivedRule>& raise, const std::vector<DerivedRule>& lower) {
  if (raise.empty()) return "0 (no rule holds)";
  return "(1 - " + product_words(raise) + ")" + (lower.empty() ? "" : " x " + product_words(lower));
}

void add_sum(Sheet& sheet, const Derivation& end, bool baseline) {
  std::vector<std::string> lines;
  double sum = 0;
  for (const DerivedStage& stage : end.stages) {
    const double reduction = baseline ? stage.base_reduction : stage.reduction;
    sum += stage.share * reduction;
    const std::string how = baseline ? reduction_words(stage.base_raise, stage.base_lower)
                                     : reduction_words(stage.raise, stage.lower);
    lines.push_back(fmt::format("{}: {} x {} = {}", stage.title, percent(stage.share), how,
                                percent(stage.share * reduction)));
  }
  sheet.bullets(std::move(lines));
  const double uplift = baseline ? end.base_uplift : end.uplift;
  std::string words = fmt::format("The sum is {}.", percent(sum));
  if (uplift == 0 && sum > 0)
    words += " The path does not apply there: 0.";
  else if (end.ceiling && uplift < sum)
    words += fmt::format(" The ceiling of the path makes it {}.", percent(uplift));
  sheet.paragraph(words);
}

}  // namespace

Sheet sensitivity_sheet(const Program& program, const StudyCard& card, const Swings& swings,
                        const StudyContext& context) {
  Sheet sheet;
  sheet.title(fmt::format("{}: which judgements of the rubric matter most", card.name));
  sheet.paragraph(
      "Each judgement alone moves to either end of its range; the bar spans what the number becomes. A mark "
      "(*) says that a band changes.");
  const std::vector<StudyMeasure> all = study_measures(program);
  const auto kind = [&](const std::string& name) {
    const auto found =
        std::find_if(all.begin(), all.end(), [&](const StudyMeasure& one) { return one.id == name; });
    return found == all.end() ? Kind::threat : kind_of(*found);
  };
  for (const auto& [measure, moves] : swings) {
    sheet.heading(measure->name);
    sheet.paragraph(fmt::format("{} ({}); with all judgements at their ends {}", range_words(measure->value),
                                band_words(measure->band, kind(measure->name)),
                                range_words(measure->judgement)));
    Table table{{"judgement", "range", "", "from, to", ""}, {}};
    for (std::size_t i = 0; i < std::min(moves.size(), most_swings); ++i) {
      const Swing& swing = moves[i];
      const Number& number = program.numbers[swing.number];
      const Interval span{std::min(swing.at_low.low(), swing.at_high.low()),
                          std::max(swing.at_low.high(), swing.at_high.high())};
      const bool flips = swing.flips(measure->band);
      std::string name = number.name.substr(number.name.find('.') + 1);
      table.rows.push_back({code(std::move(name)),
                            plain(fmt::format("{:g} ({:g} to {:g})", number.value, number.low, number.high)),
                            {"", Bar{span, {}}, false, false},
                            plain(range_words(swing.at_low) + " | " + range_words(swing.at_high)),
                            plain(flips ? "*" : "")});
    }
    if (moves.empty()) sheet.paragraph("No single judgement moves it.");
    sheet.table(std::move(table));
    if (moves.size() > most_swings)
      sheet.paragraph(fmt::format("{} more move it less.", moves.size() - most_swings));
  }
  std::vector<std::string> measures;
  for (const auto& [measure, moves] : swings) measures.push_back(measure->name);
  close_sheet(sheet, program, measures, context);
  return sheet;
}

Sheet derivation_sheet(const Program& program, const StudyCard& card, const std::vector<Derivation>& ends,
                       const StudyContext& context) {
  Sheet sheet;
  const Derivation& any = ends.front();
  sheet.title(fmt::format("{}: {} worked out by hand", card.name, any.measure));
  for (const Derivation& end : ends) {
    sheet.heading(ends.size() == 1
                      ? fmt::format("The number, {}", percent(end.value))
                      : fmt::format("The {} end, {}", end.high ? "high" : "low", percent(end.value)));
    if (!end.taken.empty()) {
      sheet.paragraph("It hangs on open facts, taken here at values that give this end:");
      Table taken{{"fact", "the card says", "taken as"}, {}};
      for (const Step& step : end.taken)
        taken.rows.push_back({code((*program.vocabulary)[step.fact].path), plain(step.from), plain(step.to)});
      sheet.table(std::move(taken));
    }
    sheet.paragraph(any.path_title.empty()
                        ? "The release:"
                        : fmt::format("The path that decides is '{}'. The release:", end.path_title));
    add_sum(sheet, end, false);
    const bool taken_away = std::any_of(end.stages.begin(), end.stages.end(),
                                        [](const DerivedStage& stage) { return !stage.base_raise.empty(); });
    if (taken_away) {
      sheet.paragraph(fmt::format("The baseline '{}':", end.baseline));
      add_sum(sheet, end, true);
    }
    const double left = std::max(0.0, end.uplift - end.base_uplift);
    std::string words =
        taken_away ? fmt::format("{} - {} = {}", percent(end.uplift), percent(end.base_uplift), percent(left))
                   : percent(left);
    if (!end.absorb.empty()) words += " x " + product_words(end.absorb) + ", what defences leave";
    sheet.paragraph(words + fmt::format("; rounded to two decimals: {}", percent(end.value)));
  }
  close_sheet(sheet, program, {any.measure}, context);
  return sheet;
}

}  // namespace openrisk
