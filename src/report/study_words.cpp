#include "report/study_words.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/text.hpp"
#include "report/words.hpp"

namespace openrisk {

using Scale = StudyMeasure::Scale;

namespace {

std::string rung_words(const StudyMeasure& measure, double count) {
  const auto index = static_cast<std::size_t>(count);
  return index == 0 || index > measure.rungs.size() ? "no rung" : measure.rungs[index - 1];
}

}  // namespace

Kind kind_of(const StudyMeasure& measure) {
  return measure.scale == Scale::benefit || measure.counted ? Kind::benefit : Kind::threat;
}

std::string number_words(const StudyMeasure& measure, const Reading& reading) {
  if (reading.applies == Tri::no) return "does not apply";
  if (measure.scale == Scale::ladder) {
    if (measure.rungs.size() == 1)
      return reading.value.low() > 0 ? "yes" : reading.value.high() > 0 ? "open" : "no";
    const std::string certain = rung_words(measure, reading.value.low());
    const std::string possible = rung_words(measure, reading.value.high());
    return certain == possible ? certain : certain + " to " + possible;
  }
  return range_words(reading.value);
}

std::string level_words(const StudyMeasure& measure, const Reading& reading) {
  if (measure.scale == Scale::share) return reading.applies == Tri::no ? "" : "percent met";
  return measure.is_score() && reading.applies != Tri::no ? band_words(reading.band, kind_of(measure)) : "";
}

std::string reading_words(const StudyMeasure& measure, const Reading& reading) {
  if (measure.scale == Scale::share)
    return number_words(measure, reading) + " " + level_words(measure, reading);
  const std::string level = level_words(measure, reading);
  return number_words(measure, reading) + (level.empty() ? "" : " (" + level + ")");
}

std::string_view change_word(const MeasureChange& change) {
  const bool ladder = change.measure.scale == Scale::ladder;
  if (ladder && change.change == Change::better) return "higher";
  if (ladder && change.change == Change::worse) return "lower";
  return name_of(change.change);
}

std::vector<Cell> reading_cells(const StudyMeasure& measure, const Reading& reading) {
  if (measure.scale == Scale::ladder) return {plain(number_words(measure, reading))};
  const bool drawn = reading.applies != Tri::no;
  Cell picture;
  if (drawn) picture.bar = Bar{reading.value, measure.scale == Scale::share ? Bands{} : measure.bands};
  return {picture, {number_words(measure, reading), {}, drawn, false}, plain(level_words(measure, reading))};
}

std::vector<std::string> reading_titles(const StudyMeasure& measure) {
  switch (measure.scale) {
    case Scale::threat: return {"0 to 100", "percent", "band"};
    case Scale::burden:
    case Scale::benefit: return {"0 to 100", "score", "band"};
    case Scale::ladder: return {"rung"};
    case Scale::share: return {"0 to 100", "", ""};
  }
  return {};
}

std::string measure_title(const StudyMeasure& measure) {
  if (measure.scale == Scale::share) return group_words(measure.title);
  return measure.baseline.empty() ? measure.title : measure.title + ", over " + measure.baseline;
}

namespace {

bool shows_bands(const Sheet& sheet) {
  const auto banded = [](const Cell& cell) { return cell.bar && cell.bar->bands.severe > 0; };
  return std::any_of(sheet.blocks.begin(), sheet.blocks.end(), [&](const Block& block) {
    const Table* table = std::get_if<Table>(&block);
    return table != nullptr && std::any_of(table->rows.begin(), table->rows.end(), [&](const auto& row) {
             return std::any_of(row.begin(), row.end(), banded);
           });
  });
}

}  // namespace

void close_sheet(Sheet& sheet, const Program& program, const std::vector<std::string>& measures,
                 const StudyContext& context) {
  const Rubric& rubric = *program.rubric;
  std::vector<std::string> legend;
  const auto any = [&](std::string_view kind) {
    return std::any_of(measures.begin(), measures.end(),
                       [&](const std::string& id) { return id.starts_with(kind); });
  };
  if (any("threats."))
    legend.emplace_back(
        "threats: percent of an attacker's effort that the release removes beyond the baseline");
  if (any("burdens.")) legend.emplace_back("burdens: exposure of the developer, 0 to 100");
  if (any("benefits.")) legend.emplace_back("benefits: 0 to 100, high is good, never netted against risks");
  if (any("threats.")) legend.emplace_back("effort is a proxy for risk, and no order holds across threats");
  if (shows_bands(sheet)) {
    const bool utf8 = context.format == StudyFormat::markdown || context.options.utf8;
    legend.push_back(fmt::format("in bars {} marks where a band begins", utf8 ? "┆" : ":"));
  }
  if (!legend.empty()) sheet.closing(join(legend, "; "));
  std::string made = fmt::format("rubric {} {} as of {}, report of {}", rubric.id.text, rubric.version,
                                 to_string(rubric.as_of), to_string(context.date));
  if (!context.assumed.empty()) made += "; assumed of every card by --set: " + join(context.assumed, ", ");
  sheet.closing(std::move(made));
}

std::vector<std::string> ids_of(const std::vector<StudyMeasure>& measures) {
  std::vector<std::string> ids;
  for (const StudyMeasure& measure : measures) ids.push_back(measure.id);
  return ids;
}

std::string shown(const Sheet& sheet, const StudyContext& context) {
  return context.format == StudyFormat::markdown ? sheet_markdown(sheet) : sheet_text(sheet, context.options);
}

std::string from_to_words(const StudyMeasure& measure, const Reading& from, const Reading& to) {
  if (from == to) return number_words(measure, to);
  const bool plain = from.applies != Tri::no && to.applies != Tri::no;
  return number_words(measure, from) + (plain ? " becomes " : ", then ") + number_words(measure, to);
}

}  // namespace openrisk
