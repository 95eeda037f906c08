// Cards are compared by the ends of their intervals. The unknowns of two cards are independent, so one lies
// above the other for certain exactly when its low end is above the other's high end.
#include <algorithm>

#include "study/study.hpp"

namespace openrisk {
namespace {

Order order_of(const Reading& above, const Reading& below) {
  const Interval &a = above.value, &b = below.value;
  if (a.low() > b.high()) return Order::certain;
  const bool as_high = a.low() >= b.low() && a.high() >= b.high();
  return as_high && a != b ? Order::possible : Order::undecided;
}

HeldBack held_back(const Vocabulary& vocabulary, const Card& card, FactId fact) {
  const Statement* statement = card.find(fact);
  return {vocabulary[fact].path, said(vocabulary, card, fact),
          statement == nullptr || statement->standing == Standing::unknown};
}

// The facts behind what is not met, with what the card says.
class Against {
 public:
  Against(const Vocabulary& vocabulary, const Card& card) : vocabulary_(vocabulary), card_(card) {}

  void take(const Outcome& outcome) {
    for (const auto* list : {&outcome.because, &outcome.missing})
      for (FactId fact : *list) {
        HeldBack one = held_back(vocabulary_, card_, fact);
        if (std::find(all_.begin(), all_.end(), one) == all_.end()) all_.push_back(std::move(one));
      }
  }

  std::vector<HeldBack> all() { return std::move(all_); }

 private:
  const Vocabulary& vocabulary_;
  const Card& card_;
  std::vector<HeldBack> all_;
};

std::vector<HeldBack> against_ladder(const LadderResult& ladder, Against against) {
  const auto next = static_cast<std::size_t>(ladder.certain + 1);
  if (next < ladder.rungs.size())
    for (const NeedResult& need : ladder.rungs[next].needs)
      if (need.met() != Tri::yes) against.take(need.outcome);
  return against.all();
}

// The facts that would raise an end of a benefit if the card said something else, the furthest first.
std::vector<HeldBack> against_benefit(const Program& program, const std::string& measure, const Card& card,
                                      const Reading& now) {
  const Vocabulary& vocabulary = *program.vocabulary;
  const Request request = numbers_only({}, {measure});
  std::vector<std::pair<double, FactId>> gains;
  for (FactId fact : facts_of_measure(program, measure)) {
    double most = 0;
    for (const std::string& value : telling_values(program, fact)) {
      Card changed = card;
      if (!assign(changed, vocabulary, fact, value)) continue;
      const auto made = bound(program, std::move(changed));
      if (!made) continue;
      const Assessment assessment = assess(program, made->answers, request);
      if (const Measure* found = assessment.find(measure))
        most = std::max(most, found->value.low() - now.value.low());
    }
    if (most > 0) gains.emplace_back(most, fact);
  }
  std::stable_sort(gains.begin(), gains.end(),
                   [](const auto& a, const auto& b) { return a.first > b.first; });
  std::vector<HeldBack> all;
  for (const auto& [gain, fact] : gains) all.push_back(held_back(vocabulary, card, fact));
  return all;
}

std::vector<std::vector<HeldBack>> held_against(const std::vector<StudyMeasure>& measures, const Card& card,
                                                const Assessment& assessment) {
  std::vector<std::vector<HeldBack>> all(measures.size());
  const bool reasons = std::any_of(assessment.subjects.begin(), assessment.subjects.end(),
                                   [](const SubjectResult& subject) { return !subject.paths.empty(); });
  const std::vector<Reading> now = readings(measures, assessment);
  const Against none(*assessment.program->vocabulary, card);
  for (std::size_t i = 0; i < measures.size(); ++i) {
    for (const LadderResult& ladder : assessment.ladders)
      if (measures[i].id == "ladders." + ladder.ladder->written->id.text)
        all[i] = against_ladder(ladder, none);
    for (const SubjectResult& subject : assessment.subjects)
      if (reasons && subject.subject->kind == Kind::benefit && measures[i].id == subject.subject->name())
        all[i] = against_benefit(*assessment.program, measures[i].id, card, now[i]);
  }
  return all;
}

}  // namespace

std::string_view name_of(Order order) {
  switch (order) {
    case Order::certain: return "certain";
    case Order::possible: return "possible";
    case Order::undecided: return "undecided";
  }
  return "";
}

ComparisonRow comparison_row(const std::vector<StudyMeasure>& measures, const Card& card,
                             const Assessment& assessment) {
  return {study_card(card, *assessment.program->vocabulary), readings(measures, assessment),
          held_against(measures, card, assessment)};
}

std::optional<Ranking> rank(const Comparison& comparison, std::string_view measure) {
  const auto found = std::find_if(comparison.measures.begin(), comparison.measures.end(),
                                  [&](const StudyMeasure& one) { return one.id == measure; });
  if (found == comparison.measures.end()) return std::nullopt;
  Ranking ranking;
  ranking.measure = static_cast<std::size_t>(found - comparison.measures.begin());
  const auto reading = [&](std::size_t card) -> const Reading& {
    return comparison.rows[card].readings[ranking.measure];
  };
  std::vector<double> lows, highs;
  for (std::size_t card = 0; card < comparison.rows.size(); ++card) {
    if (reading(card).applies == Tri::no) continue;
    ranking.order.push_back({card, 1, 1});
    lows.push_back(reading(card).value.low());
    highs.push_back(reading(card).value.high());
  }
  std::sort(ranking.order.begin(), ranking.order.end(),
            [&](const Ranking::Place& a, const Ranking::Place& b) {
              const Interval &x = reading(a.card).value, &y = reading(b.card).value;
              if (x.high() != y.high()) return x.high() > y.high();
              if (x.low() != y.low()) return x.low() > y.low();
              return comparison.rows[a.card].card.path < comparison.rows[b.card].card.path;
            });
  std::sort(lows.begin(), lows.end());
  std::sort(highs.begin(), highs.end());
  const std::size_t count = ranking.order.size();
  for (Ranking::Place& place : ranking.order) {
    const Interval& value = reading(place.card).value;
    // Above for certain: those whose low end is above this high end.
    place.best =
        1 + static_cast<std::size_t>(lows.end() - std::upper_bound(lows.begin(), lows.end(), value.high()));
    place.worst = count - static_cast<std::size_t>(std::lower_bound(highs.begin(), highs.end(), value.low()) -
                                                   highs.begin());
  }
  ranking.all_pairs = count <= most_cards_with_all_pairs;
  for (std::size_t i = 0; i < count; ++i) {
    const std::size_t end = ranking.all_pairs ? count : std::min(count, i + 2);
    for (std::size_t j = i + 1; j < end; ++j) {
      const std::size_t above = ranking.order[i].card, below = ranking.order[j].card;
      ranking.pairs.push_back({above, below, order_of(reading(above), reading(below))});
    }
  }
  return ranking;
}

}  // namespace openrisk
