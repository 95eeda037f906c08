// What lies behind a difference between two cards, for people.
#include <fmt/format.h>

#include "base/text.hpp"
#include "report/study_sheets.hpp"
#include "report/study_words.hpp"
#include "report/words.hpp"

namespace openrisk {
namespace {

std::string paths_of(const Program& program, const std::vector<FactId>& facts) {
  std::vector<std::string> paths;
  for (FactId fact : facts) paths.push_back((*program.vocabulary)[fact].path);
  return join(paths, ", ");
}

class DifferenceSheet {
 public:
  DifferenceSheet(Sheet& sheet, const Program& program) : sheet_(sheet), program_(program) {}

  void add(const Difference& difference) {
    sheet_.heading(measure_title(difference.measure));
    Table table{{""}, {}};
    for (std::string& title : reading_titles(difference.measure)) table.head.push_back(std::move(title));
    add_row(table, difference, "A", difference.first);
    add_row(table, difference, "B", difference.second);
    sheet_.table(std::move(table));
    if (!difference.stages.empty()) add_stages(difference);
    if (!difference.facts.empty()) add_facts(difference);
    last_ = &difference;
  }

 private:
  static void add_row(Table& table, const Difference& difference, const char* name, const Reading& reading) {
    std::vector<Cell> row{plain(name)};
    for (Cell& cell : reading_cells(difference.measure, reading)) row.push_back(std::move(cell));
    table.rows.push_back(std::move(row));
  }

  // Over another baseline the release removes the same.
  bool repeats(const Difference& difference) const {
    if (last_ == nullptr || last_->measure.title != difference.measure.title ||
        last_->path != difference.path || last_->stages.size() != difference.stages.size())
      return false;
    for (std::size_t i = 0; i < difference.stages.size(); ++i)
      if (last_->stages[i].id != difference.stages[i].id) return false;
    return true;
  }

  void add_stages(const Difference& difference) {
    const bool threat = !difference.path_title.empty();
    const std::string totals = fmt::format("{} of A and {} of B in all", range_words(difference.first_total),
                                           range_words(difference.second_total));
    const std::string other = difference.second_path.empty()
                                  ? ""
                                  : fmt::format("For B another path decides: {}.", difference.second_path);
    if (repeats(difference)) {
      sheet_.paragraph(fmt::format("{} as above, {}; what the baseline {} gives by itself is taken away.",
                                   threat ? "Stages" : "Factors", totals, difference.measure.baseline));
      if (!other.empty()) sheet_.paragraph(other);
      return;
    }
    sheet_.paragraph(threat
                         ? fmt::format("Stages of '{}', percent of the effort that the release removes ({}):",
                                       difference.path_title, totals)
                         : fmt::format("Factors, in points ({}):", totals));
    Table table{{threat ? "stage" : "factor", "A", "B", "facts that move it"}, {}};
    for (const StageDifference& stage : difference.stages)
      table.rows.push_back({plain(stage.title), number(range_words(stage.first)),
                            number(range_words(stage.second)), plain(paths_of(program_, stage.facts))});
    sheet_.table(std::move(table));
    if (!other.empty()) sheet_.paragraph(other);
  }

  void add_facts(const Difference& difference) {
    Table facts{{"fact", "A", "B", "A with the answer of B"}, {}};
    std::vector<FactId> together;
    for (const FactDifference& fact : difference.facts) {
      if (fact.with_second)
        facts.rows.push_back({code((*program_.vocabulary)[fact.fact].path), plain(fact.first),
                              plain(fact.second),
                              plain(reading_words(difference.measure, *fact.with_second))});
      else
        together.push_back(fact.fact);
    }
    if (!facts.rows.empty()) sheet_.paragraph("A with one answer of B at a time:");
    sheet_.table(std::move(facts));
    if (!together.empty())
      sheet_.paragraph(
          "With one answer of B alone, A would contradict itself: " + paths_of(program_, together) + ".");
  }

  Sheet& sheet_;
  const Program& program_;
  const Difference* last_ = nullptr;
};

}  // namespace

Sheet difference_sheet(const Program& program, const Differences& differences, const StudyCard& first,
                       const StudyCard& second, const StudyContext& context) {
  Sheet sheet;
  sheet.title(fmt::format("Where A, {}, and B, {}, differ, and why", first.name, second.name));
  if (differences.measures.empty()) sheet.paragraph("They differ in no measure.");
  DifferenceSheet all(sheet, program);
  std::vector<std::string> ids;
  for (const Difference& difference : differences.measures) {
    all.add(difference);
    ids.push_back(difference.measure.id);
  }
  if (!differences.same.empty() || !differences.idle.empty()) sheet.heading("What makes no difference");
  std::vector<std::string> same;
  for (const auto& [measure, reading] : differences.same) {
    same.push_back(measure_title(measure) + ": " + reading_words(measure, reading));
    ids.push_back(measure.id);
  }
  if (!same.empty()) sheet.paragraph("The same of both:");
  sheet.bullets(std::move(same));
  if (!differences.idle.empty())
    sheet.paragraph("They differ in these facts too, none of which moves a measure by itself: " +
                    paths_of(program, differences.idle) + ".");
  close_sheet(sheet, program, ids, context);
  return sheet;
}

}  // namespace openrisk
