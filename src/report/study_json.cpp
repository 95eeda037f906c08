// Comparisons, differences and baselines as JSON.
#include "report/study_json.hpp"

#include "report/study_json_parts.hpp"

namespace openrisk {
namespace {

using namespace study_json;
using report_json::list;

json ranking_of(const Comparison& comparison, const Ranking& ranking) {
  const auto path = [&](std::size_t index) { return comparison.rows[index].card.path; };
  return {{"measure", comparison.measures[ranking.measure].id},
          {"order", list(ranking.order,
                         [&](const Ranking::Place& place) {
                           return json{{"card", path(place.card)}, {"position", {place.best, place.worst}}};
                         })},
          {"all_pairs", ranking.all_pairs},
          {"pairs", list(ranking.pairs, [&](const Ranking::Pair& pair) {
             return json{{"a", path(pair.above)}, {"b", path(pair.below)}, {"order", name_of(pair.order)}};
           })}};
}

// What several rubrics say of one release, and of two.
json beside(const std::vector<Comparison>& comparisons) {
  const SideBySide all = side_by_side(comparisons);
  const auto place = [&](const ScalePlace& one) {
    const Comparison& comparison = comparisons[one.rubric];
    return json{{"rubric", comparison.program->rubric->id.text},
                {"measure", comparison.measures[one.measure].id}};
  };
  const auto path = [&](std::size_t card) { return comparisons.front().rows[card].card.path; };
  json gaps = json::array();
  for (std::size_t card = 0; card < all.gaps.size(); ++card)
    if (all.gaps[card])
      gaps.push_back({{"card", path(card)},
                      {"above", place(all.gaps[card]->above)},
                      {"below", place(all.gaps[card]->below)}});
  return {{"gaps", std::move(gaps)}, {"opposite", list(all.opposite, [&](const OppositeOrder& order) {
                                        return json{{"first", path(order.first)},
                                                    {"second", path(order.second)},
                                                    {"first_higher", list(order.for_first, place)},
                                                    {"second_higher", list(order.for_second, place)}};
                                      })}};
}

}  // namespace

std::string comparison_json(const std::vector<Comparison>& comparisons, const std::optional<Ranking>& ranking,
                            const StudyContext& context) {
  std::vector<json> all;
  for (const Comparison& comparison : comparisons) {
    json out = head("comparison/1", *comparison.program, context);
    out["cards"] = list(comparison.rows, [](const ComparisonRow& row) { return card(row.card); });
    json measures = json::array();
    for (std::size_t m = 0; m < comparison.measures.size(); ++m) {
      const StudyMeasure& measure = comparison.measures[m];
      json rows = json::array();
      for (std::size_t c = 0; c < comparison.rows.size(); ++c) {
        json row{{"card", comparison.rows[c].card.path}};
        merge(row, reading(measure, comparison.rows[c].readings[m]));
        if (const auto& against = comparison.rows[c].against[m]; !against.empty())
          row["against"] =
              list(against, [](const HeldBack& one) { return json(one.fact + " = " + one.said); });
        rows.push_back(std::move(row));
      }
      json one{{"id", measure.id}, {"title", measure.title}};
      if (measure.scale == StudyMeasure::Scale::ladder) one["rungs"] = measure.rungs;
      one["rows"] = std::move(rows);
      measures.push_back(std::move(one));
    }
    out["measures"] = std::move(measures);
    if (ranking && all.empty()) out["ranking"] = ranking_of(comparison, *ranking);
    all.push_back(tail(std::move(out), context));
  }
  return whole(all, "comparisons/1", comparisons.size() > 1 ? beside(comparisons) : json::object());
}

std::string difference_json(const Program& program, const Differences& differences, const StudyCard& first,
                            const StudyCard& second, const StudyContext& context) {
  const Vocabulary& vocabulary = *program.vocabulary;
  json out = head("difference/1", program, context);
  out["first"] = card(first);
  out["second"] = card(second);
  out["measures"] = list(differences.measures, [&](const Difference& difference) {
    json one{{"id", difference.measure.id},
             {"first", reading(difference.measure, difference.first)},
             {"second", reading(difference.measure, difference.second)},
             {"path", report_json::text_or_null(difference.path)}};
    one["stages"] = list(difference.stages, [&](const StageDifference& stage) {
      return json{{"id", stage.id},
                  {"title", stage.title},
                  {"first", report_json::interval(stage.first)},
                  {"second", report_json::interval(stage.second)},
                  {"facts", list(stage.facts, [&](FactId fact) { return json(vocabulary[fact].path); })}};
    });
    one["facts"] = list(difference.facts, [&](const FactDifference& fact) {
      return json{
          {"fact", vocabulary[fact.fact].path},
          {"first", fact.first},
          {"second", fact.second},
          {"with_second", fact.with_second ? reading(difference.measure, *fact.with_second) : json(nullptr)}};
    });
    return one;
  });
  out["same"] = list(differences.same, [](const auto& one) {
    return json{{"id", one.first.id}, {"both", reading(one.first, one.second)}};
  });
  out["idle"] = list(differences.idle, [&](FactId fact) { return json(vocabulary[fact].path); });
  return text(tail(std::move(out), context));
}

std::string since_json(const Program& program, const std::vector<Since>& since, const StudyContext& context) {
  std::vector<json> all;
  for (const Since& one : since) {
    json out = head("baseline/1", program, context);
    out["old"] = card(one.old_card);
    out["new"] = card(one.new_card);
    out["increased"] = one.increased();
    out["facts"] = list(one.facts, [&](const FactChange& change) {
      return json{{"path", (*program.vocabulary)[change.fact].path},
                  {"from", change.from},
                  {"to", change.to},
                  {"from_support", report_json::text_or_null(change.from_support)},
                  {"to_support", report_json::text_or_null(change.to_support)}};
    });
    out["measures"] = list(one.measures, [&](const MeasureChange& change) {
      return json{{"id", change.measure.id},
                  {"from", reading(change.measure, change.from)},
                  {"to", reading(change.measure, change.to)},
                  {"change", name_of(change.change)}};
    });
    out["gates"] = list(one.gates, [&](const GateSince& gate) {
      return json{{"id", gate.id},
                  {"from", name_of(gate.from)},
                  {"to", name_of(gate.to)},
                  {"change", name_of(gate.change)}};
    });
    all.push_back(tail(std::move(out), context));
  }
  return whole(all, "baselines/1");
}

}  // namespace openrisk
