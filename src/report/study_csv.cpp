// One row per card and measure, or per change, for notebooks and spreadsheets. A cell is empty where there is
// no number.
#include <fmt/format.h>

#include "base/text.hpp"
#include "report/study_json.hpp"
#include "report/study_words.hpp"

namespace openrisk {
namespace {

std::string plain_number(double value) { return fmt::format("{}", value); }

// low, high, band_low, band_high
std::vector<std::string> cells(const StudyMeasure& measure, const Reading& reading) {
  if (reading.applies == Tri::no) return {"", "", "", ""};
  const bool banded = measure.is_score();
  return {plain_number(reading.value.low()), plain_number(reading.value.high()),
          banded ? std::string(name_of(reading.band.first)) : "",
          banded ? std::string(name_of(reading.band.second)) : ""};
}

void append(std::vector<std::string>& row, std::vector<std::string> more) {
  row.insert(row.end(), std::make_move_iterator(more.begin()), std::make_move_iterator(more.end()));
}

}  // namespace

CsvRows comparison_csv(const std::vector<Comparison>& comparisons) {
  CsvRows rows{{"rubric", "card", "path", "measure", "baseline", "applies", "low", "high", "band_low",
                "band_high", "exact"}};
  for (const Comparison& comparison : comparisons)
    for (std::size_t c = 0; c < comparison.rows.size(); ++c)
      for (std::size_t m = 0; m < comparison.measures.size(); ++m) {
        const StudyMeasure& measure = comparison.measures[m];
        const Reading& reading = comparison.rows[c].readings[m];
        std::vector<std::string> row{comparison.program->rubric->id.text,
                                     comparison.rows[c].card.name,
                                     comparison.rows[c].card.path,
                                     measure.id,
                                     measure.baseline,
                                     std::string(name_of(reading.applies))};
        append(row, cells(measure, reading));
        row.emplace_back(reading.exact ? "true" : "false");
        rows.push_back(std::move(row));
      }
  return rows;
}

CsvRows difference_csv(const Program& program, const Differences& differences) {
  CsvRows rows{
      {"measure", "kind", "id", "first_low", "first_high", "second_low", "second_high", "first", "second"}};
  for (const Difference& difference : differences.measures) {
    for (const StageDifference& stage : difference.stages)
      rows.push_back({difference.measure.id, difference.path_title.empty() ? "factor" : "stage", stage.id,
                      plain_number(stage.first.low()), plain_number(stage.first.high()),
                      plain_number(stage.second.low()), plain_number(stage.second.high()), "", ""});
    for (const FactDifference& fact : difference.facts) {
      std::vector<std::string> row{difference.measure.id, "fact", (*program.vocabulary)[fact.fact].path,
                                   plain_number(difference.first.value.low()),
                                   plain_number(difference.first.value.high())};
      if (fact.with_second)
        append(row,
               {plain_number(fact.with_second->value.low()), plain_number(fact.with_second->value.high())});
      else
        append(row, {"", ""});
      append(row, {fact.first, fact.second});
      rows.push_back(std::move(row));
    }
  }
  return rows;
}

CsvRows since_csv(const std::vector<Since>& since) {
  CsvRows rows{{"card", "old", "measure", "from_low", "from_high", "from_band_low", "from_band_high",
                "to_low", "to_high", "to_band_low", "to_band_high", "change"}};
  for (const Since& one : since)
    for (const MeasureChange& change : one.measures) {
      std::vector<std::string> row{one.new_card.path, one.old_card.path, change.measure.id};
      append(row, cells(change.measure, change.from));
      append(row, cells(change.measure, change.to));
      row.emplace_back(name_of(change.change));
      rows.push_back(std::move(row));
    }
  return rows;
}

CsvRows option_csv(const OptionStudy& study) {
  CsvRows rows{{"card", "path", "option", "measure", "baseline", "applies", "low", "high", "band_low",
                "band_high", "dominated_by"}};
  for (const OptionResult& option : study.options) {
    if (!option.card) continue;
    std::vector<std::string> by;
    for (std::size_t other : option.dominated_by) by.push_back(study.options[other].option->id.text);
    for (std::size_t m = 0; m < study.measures.size(); ++m) {
      std::vector<std::string> row{study.card.name,
                                   study.card.path,
                                   option.option->id.text,
                                   study.measures[m].id,
                                   study.measures[m].baseline,
                                   std::string(name_of(option.readings[m].applies))};
      append(row, cells(study.measures[m], option.readings[m]));
      row.push_back(join(by, " "));
      rows.push_back(std::move(row));
    }
  }
  return rows;
}

CsvRows advice_csv(const Program& program, const Advice& advice) {
  CsvRows rows{{"set", "fact", "from", "to", "measure", "low", "high", "band_low", "band_high"}};
  for (std::size_t t : advice.targets) {  // set 0 is the card as it is
    std::vector<std::string> row{"0", "", "", "", advice.measures[t].id};
    append(row, cells(advice.measures[t], advice.as_is[t]));
    rows.push_back(std::move(row));
  }
  for (std::size_t i = 0; i < advice.sets.size(); ++i)
    for (const Step& step : advice.sets[i].steps)
      for (std::size_t t : advice.targets) {
        std::vector<std::string> row{fmt::format("{}", i + 1), (*program.vocabulary)[step.fact].path,
                                     step.from, step.to, advice.measures[t].id};
        append(row, cells(advice.measures[t], advice.sets[i].readings[t]));
        rows.push_back(std::move(row));
      }
  return rows;
}

CsvRows sensitivity_csv(const Program& program, const Swings& swings) {
  CsvRows rows{{"measure", "judgement", "value", "range_low", "range_high", "at_low_low", "at_low_high",
                "at_high_low", "at_high_high", "reach", "flips"}};
  for (const auto& [measure, moves] : swings)
    for (const Swing& swing : moves) {
      const Number& one = program.numbers[swing.number];
      const bool flips = swing.flips(measure->band);
      rows.push_back({measure->name, one.name, plain_number(one.value), plain_number(one.low),
                      plain_number(one.high), plain_number(swing.at_low.low()),
                      plain_number(swing.at_low.high()), plain_number(swing.at_high.low()),
                      plain_number(swing.at_high.high()), plain_number(swing.reach(measure->value)),
                      flips ? "true" : "false"});
    }
  return rows;
}

CsvRows derivation_csv(const std::vector<Derivation>& ends) {
  CsvRows rows{{"measure", "end", "stage", "share", "reduction", "baseline_reduction"}};
  for (const Derivation& end : ends)
    for (const DerivedStage& stage : end.stages)
      rows.push_back({end.measure, end.high ? "high" : "low", stage.id, plain_number(stage.share),
                      plain_number(stage.reduction), plain_number(stage.base_reduction)});
  return rows;
}

}  // namespace openrisk
