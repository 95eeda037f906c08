// Comparisons for people: per measure a table with bars, a ranking with the positions that are possible, and
// what lies behind a difference.
#include <fmt/format.h>

#include <algorithm>

#include "base/text.hpp"
#include "report/study_sheets.hpp"
#include "report/study_words.hpp"
#include "report/words.hpp"

namespace openrisk {
namespace {

constexpr std::size_t most_pairs = 12;

std::string place_words(const Ranking::Place& place) {
  return place.best == place.worst ? fmt::format("{}", place.best)
                                   : fmt::format("{} to {}", place.best, place.worst);
}

void add_titles(Table& table, const StudyMeasure& measure) {
  for (std::string& title : reading_titles(measure)) table.head.push_back(std::move(title));
}

void add_ranking(Sheet& sheet, const Comparison& comparison, const Ranking& ranking) {
  const StudyMeasure& measure = comparison.measures[ranking.measure];
  sheet.heading(measure_title(measure));
  Table table{{"place", "release"}, {}};
  add_titles(table, measure);
  for (const Ranking::Place& place : ranking.order) {
    std::vector<Cell> row{number(place_words(place)), plain(comparison.rows[place.card].card.name)};
    for (Cell& cell : reading_cells(measure, comparison.rows[place.card].readings[ranking.measure]))
      row.push_back(std::move(cell));
    table.rows.push_back(std::move(row));
  }
  sheet.table(std::move(table));
  std::vector<std::string> silent;
  for (const ComparisonRow& row : comparison.rows)
    if (row.readings[ranking.measure].applies == Tri::no) silent.push_back(row.card.name);
  if (!silent.empty()) sheet.paragraph("It does not apply to " + join(silent, ", ") + ".");
  std::size_t certain = 0, possible = 0, equal = 0;
  std::vector<std::string> open;
  for (const Ranking::Pair& pair : ranking.pairs) {
    certain += pair.order == Order::certain;
    possible += pair.order == Order::possible;
    if (pair.order != Order::undecided) continue;
    const Interval& value = comparison.rows[pair.above].readings[ranking.measure].value;
    if (value.width() == 0 && value == comparison.rows[pair.below].readings[ranking.measure].value)
      ++equal;
    else
      open.push_back(comparison.rows[pair.above].card.name + " and " + comparison.rows[pair.below].card.name);
  }
  sheet.paragraph(
      fmt::format("1 is the highest. Pairs{}: {} certain {}, {} possible (both ends "
                  "point one way, but the "
                  "intervals overlap), {} equal, {} undecided.",
                  ranking.all_pairs ? "" : " of neighbours", certain,
                  measure.counts_silence ? "by what the cards state" : "whatever the open facts are",
                  possible, equal, open.size()));
  if (measure.counts_silence)
    sheet.paragraph(
        "What a card does not state counts as not there in this measure: stating more can raise it, and turn "
        "the order.");
  if (open.empty()) return;
  const std::size_t more = open.size() - std::min(open.size(), most_pairs);
  open.resize(std::min(open.size(), most_pairs));
  if (more > 0) open.push_back(fmt::format("and {} more pairs", more));
  sheet.paragraph("Undecided:");
  sheet.bullets(std::move(open));
}

// Which part of a report a measure belongs to.
std::string part_of(const StudyMeasure& measure) {
  using Scale = StudyMeasure::Scale;
  switch (measure.scale) {
    case Scale::threat: return "Threats: the higher, the more effort is removed";
    case Scale::burden: return "Burdens: the higher, the more exposed the developer";
    case Scale::benefit: return "Benefits: the higher, the better";
    case Scale::ladder:
    case Scale::share: return "Ladders and checks";
  }
  return "";
}

void add_measures(Sheet& sheet, const Comparison& comparison) {
  std::string part;
  for (std::size_t m = 0; m < comparison.measures.size(); ++m) {
    const StudyMeasure& measure = comparison.measures[m];
    if (std::string next = part_of(measure); next != part) {
      part = std::move(next);
      sheet.heading(part);
    }
    Table table{{"release"}, {}};
    add_titles(table, measure);
    std::vector<std::string> silent;
    for (std::size_t c = 0; c < comparison.rows.size(); ++c) {
      const Reading& reading = comparison.rows[c].readings[m];
      if (reading.applies == Tri::no) {
        silent.push_back(comparison.rows[c].card.name);
        continue;
      }
      std::vector<Cell> row{plain(comparison.rows[c].card.name)};
      for (Cell& cell : reading_cells(measure, reading)) row.push_back(std::move(cell));
      table.rows.push_back(std::move(row));
    }
    sheet.subheading(measure_title(measure));
    sheet.table(std::move(table));
    if (!silent.empty()) sheet.paragraph("It does not apply to " + join(silent, ", ") + ".");
  }
}

// What the page was made with.
std::string rubrics_words(const std::vector<Comparison>& comparisons, const StudyContext& context) {
  std::vector<std::string> rubrics;
  for (const Comparison& one : comparisons)
    rubrics.push_back(one.program->rubric->id.text + " " + one.program->rubric->version);
  std::string words = "rubrics " + join(rubrics, ", ") + "; report of " + to_string(context.date);
  if (!context.assumed.empty()) words += "; assumed of every card by --set: " + join(context.assumed, ", ");
  return words;
}

}  // namespace

Sheet comparison_sheet(const std::vector<Comparison>& comparisons, const std::optional<Ranking>& ranking,
                       const StudyContext& context) {
  Sheet sheet;
  for (const Comparison& comparison : comparisons) {
    const bool ranked = ranking && &comparison == &comparisons.front();
    // Side by side, tables of every measure would hide what is compared: JSON and CSV have them.
    if (!ranked && comparisons.size() > 1) continue;
    sheet.title(fmt::format("{} {}: {}", comparison.rows.size(),
                            comparison.rows.size() == 1 ? "release" : "releases",
                            comparison.program->rubric->title));
    if (ranked)
      add_ranking(sheet, comparison, *ranking);
    else
      add_measures(sheet, comparison);
    close_sheet(sheet, *comparison.program,
                ranked ? std::vector{comparison.measures[ranking->measure].id} : ids_of(comparison.measures),
                context);
  }
  if (comparisons.size() > 1) {
    add_frameworks(sheet, comparisons, context);
    sheet.closing(rubrics_words(comparisons, context));
  }
  if (!context.diagnostics.empty()) {
    std::vector<std::string> items;
    for (const Report::Complaint& one : context.diagnostics) items.push_back(one.path + ": " + one.message);
    sheet.heading("Not compared");
    sheet.bullets(std::move(items));
  }
  return sheet;
}

Sheet since_sheet(const Program& program, const Since& since, const StudyContext& context) {
  Sheet sheet;
  sheet.title(fmt::format("{}: what changed since {}", since.new_card.name, since.old_card.path));
  if (since.facts.empty()) sheet.paragraph("The card says the same.");
  Table facts{{"fact", "was", "is"}, {}};
  for (const FactChange& change : since.facts) {
    const auto with_support = [](const std::string& value, const std::string& support) {
      return support.empty() ? value : value + " (" + support + ")";
    };
    facts.rows.push_back({code((*program.vocabulary)[change.fact].path),
                          plain(with_support(change.from, change.from_support)),
                          plain(with_support(change.to, change.to_support))});
  }
  sheet.table(std::move(facts));
  Table table{{"measure", "was", "is", "change"}, {}};
  for (const MeasureChange& change : since.measures)
    if (change.change != Change::same)
      table.rows.push_back({code(change.measure.id), plain(reading_words(change.measure, change.from)),
                            plain(reading_words(change.measure, change.to)),
                            plain(std::string(change_word(change)))});
  sheet.heading("Measures");
  if (table.rows.empty()) sheet.paragraph("No measure changed.");
  sheet.table(std::move(table));
  if (!since.gates.empty()) {
    sheet.heading("Gates");
    Table gates{{"gate", "was", "is", ""}, {}};
    for (const GateSince& gate : since.gates)
      gates.rows.push_back({code(gate.id), plain(std::string(name_of(gate.from))),
                            plain(std::string(name_of(gate.to))),
                            plain(gate.change == GateChange::none ? "" : std::string(name_of(gate.change)))});
    sheet.table(std::move(gates));
  }
  std::vector<std::string> measures;
  for (const MeasureChange& change : since.measures) measures.push_back(change.measure.id);
  close_sheet(sheet, program, measures, context);
  return sheet;
}

}  // namespace openrisk
