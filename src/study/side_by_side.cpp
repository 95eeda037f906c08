#include <algorithm>

#include "openrisk/study.hpp"

namespace openrisk {
namespace {

using Scale = StudyMeasure::Scale;

constexpr double far_apart = 0.5;

// What a release risks or owes is no matter of openness: only what a rubric calls its headline can be.
std::vector<std::size_t> headline(const Comparison& comparison) {
  std::vector<std::size_t> named, scored;
  const std::vector<Text>& wanted = comparison.program->rubric->headline;
  for (std::size_t i = 0; i < comparison.measures.size(); ++i) {
    const StudyMeasure& measure = comparison.measures[i];
    if (std::any_of(wanted.begin(), wanted.end(), [&](const Text& text) { return text.text == measure.id; }))
      named.push_back(i);
    if (measure.scale == Scale::ladder || (measure.scale == Scale::benefit && measure.baseline.empty()))
      scored.push_back(i);
  }
  return named.empty() ? scored : named;
}

Interval height(const StudyMeasure& measure, const Reading& reading) {
  if (measure.scale != Scale::ladder) return {reading.value.low() / 100, reading.value.high() / 100};
  const auto rungs = static_cast<double>(measure.rungs.size());
  const double bottom = rungs > 1 ? 1 : 0;
  const auto at = [&](double count) { return std::max(0.0, count - bottom) / (rungs - bottom); };
  return {at(reading.value.low()), at(reading.value.high())};
}

std::vector<ScalePlace> places_of(const std::vector<Comparison>& comparisons, std::size_t card) {
  std::vector<ScalePlace> places;
  for (std::size_t r = 0; r < comparisons.size(); ++r)
    for (std::size_t m : headline(comparisons[r])) {
      const Reading& reading = comparisons[r].rows[card].readings[m];
      if (reading.applies != Tri::no) places.push_back({r, m, height(comparisons[r].measures[m], reading)});
    }
  return places;
}

std::optional<Gap> widest_gap(const std::vector<ScalePlace>& places) {
  std::optional<Gap> widest;
  double most = 0;
  for (const ScalePlace& above : places)
    for (const ScalePlace& below : places) {
      const double gap = above.height.low() - below.height.high();
      if (above.rubric == below.rubric || gap < far_apart || gap <= most) continue;
      most = gap;
      widest = Gap{above, below};
    }
  return widest;
}

OppositeOrder order_of(const SideBySide& all, std::size_t first, std::size_t second) {
  OppositeOrder order{first, second, {}, {}};
  for (const ScalePlace& a : all.places[first])
    for (const ScalePlace& b : all.places[second]) {
      if (a.rubric != b.rubric || a.measure != b.measure) continue;
      if (a.height.low() > b.height.high()) order.for_first.push_back(a);
      if (b.height.low() > a.height.high()) order.for_second.push_back(b);
    }
  return order;
}

}  // namespace

SideBySide side_by_side(const std::vector<Comparison>& comparisons) {
  SideBySide all;
  if (comparisons.empty()) return all;
  const std::size_t cards = comparisons.front().rows.size();
  for (std::size_t card = 0; card < cards; ++card) {
    all.places.push_back(places_of(comparisons, card));
    all.gaps.push_back(widest_gap(all.places.back()));
  }
  if (cards > most_cards_with_all_pairs) return all;
  for (std::size_t a = 0; a < cards; ++a)
    for (std::size_t b = a + 1; b < cards; ++b)
      if (OppositeOrder order = order_of(all, a, b); !order.for_first.empty() && !order.for_second.empty())
        all.opposite.push_back(std::move(order));
  return all;
}

}  // namespace openrisk
