// Laws of comparisons, baselines, options and derivations.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "assessment/laws_support.hpp"
#include "openrisk/study.hpp"
#include "study/study.hpp"
#include "support/catch.hpp"

namespace openrisk::laws {
namespace {

TEST_CASE("numbers alone are the numbers of the whole assessment") {
  each_case(73, 4000, {}, [](Built& built, random::Dice&) {
    const std::vector<StudyMeasure> measures = study_measures(built.program);
    Request whole;
    const std::vector<Reading> all = readings(measures, assess(built.program, built.answers, whole));
    const std::vector<Reading> quick =
        readings(measures, assess(built.program, built.answers, numbers_only({})));
    if (all != quick) fail(built, "numbers_only says something else");
    for (std::size_t i = 0; i < measures.size(); ++i) {
      if (!measures[i].is_score()) continue;
      const Assessment one = assess(built.program, built.answers, numbers_only({}, {measures[i].id}));
      const Measure* found = one.find(measures[i].id);
      if (found == nullptr || found->value != all[i].value)
        fail(built, measures[i].id + " alone is another number");
    }
  });
}

TEST_CASE("a card is no change of itself") {
  each_case(74, 1000, {}, [](Built& built, random::Dice&) {
    const Card card = built.read(built.c.card);
    const Assessment assessment = assess(built.program, built.answers, numbers_only({}));
    Since since;
    since.facts = fact_changes(built.vocabulary, card, card);
    since.measures = measure_changes(study_measures(built.program), assessment, assessment);
    const bool same = std::all_of(since.measures.begin(), since.measures.end(),
                                  [](const MeasureChange& change) { return change.change == Change::same; });
    if (!since.facts.empty() || !same || since.increased()) fail(built, "something changed");
    const Differences none = differences(built.program, {card, built.answers}, {card, built.answers}, {});
    if (!none.measures.empty() || !none.idle.empty()) fail(built, "a card differs from itself");
  });
}

// Whether a change between two cards runs the other way when they change places.
TEST_CASE("changes and differences are the same from both sides") {
  each_case(75, 1000, {}, [](Built& built, random::Dice&) {
    const std::vector<StudyMeasure> measures = study_measures(built.program);
    const Assessment a = assess(built.program, built.answers, numbers_only({}));
    const Assessment b = assess(built.program, built.other, numbers_only({}));
    const std::vector<MeasureChange> there = measure_changes(measures, a, b),
                                     back = measure_changes(measures, b, a);
    for (std::size_t i = 0; i < measures.size(); ++i) {
      const Change x = there[i].change, y = back[i].change;
      const bool mirrored = (x == Change::better && y == Change::worse) ||
                            (x == Change::worse && y == Change::better) ||
                            (x == y && (x == Change::same || x == Change::undecided));
      if (!mirrored)
        fail(built,
             measures[i].id + " changes " + std::string(name_of(x)) + " and " + std::string(name_of(y)));
    }
  });
}

// Every place that a card can have, by trying both ends of every interval.
TEST_CASE("a ranking gives the places that are possible") {
  random::Dice dice(76);
  Program program;
  for (int round = 0; round < 2000; ++round) {
    Comparison comparison;
    comparison.program = &program;
    comparison.measures.push_back({"m", "m", "", StudyMeasure::Scale::threat, {}, {}, false, false});
    const std::size_t count = 1 + dice.below(5);
    for (std::size_t i = 0; i < count; ++i) {
      const auto a = static_cast<double>(dice.below(8)), b = static_cast<double>(dice.below(8));
      comparison.rows.push_back({{fmt::format("c{}", i), fmt::format("c{}", i)},
                                 {{Tri::yes, dice.chance(40) ? Interval{a, a} : Interval{a, b}, {}, true}},
                                 {{}}});
    }
    const std::optional<Ranking> ranking = rank(comparison, "m");
    REQUIRE(ranking);
    const auto value = [&](std::size_t card, std::size_t bits) {
      const Interval& interval = comparison.rows[card].readings[0].value;
      return (bits >> card & 1) != 0 ? interval.high() : interval.low();
    };
    for (const Ranking::Place& place : ranking->order) {
      std::size_t best = count, worst = 1;
      for (std::size_t bits = 0; bits < (std::size_t{1} << count); ++bits) {
        std::size_t above = 0, below = 0;
        for (std::size_t other = 0; other < count; ++other) {
          above += value(other, bits) > value(place.card, bits);
          below += value(other, bits) < value(place.card, bits);
        }
        best = std::min(best, 1 + above);
        worst = std::max(worst, count - below);
      }
      CHECK(place.best == best);
      CHECK(place.worst == worst);
    }
    for (const Ranking::Pair& pair : ranking->pairs) {
      bool always = true;
      for (std::size_t bits = 0; bits < (std::size_t{1} << count); ++bits)
        always = always && value(pair.above, bits) > value(pair.below, bits);
      CHECK((pair.order == Order::certain) == always);
    }
    CHECK(ranking->pairs.size() == count * (count - 1) / 2);
  }
}

TEST_CASE("a derivation gives the number that it derives") {
  std::size_t derived = 0, all = 0;
  each_case(77, 1500, {}, [&](Built& built, random::Dice&) {
    const Card card = built.read(built.c.card);
    const auto made = bound(built.program, card);
    if (!made) return;
    const Assessment assessment = assess(built.program, made->answers, numbers_only({}));
    each_measure(assessment, [&](const SubjectResult& subject, const Measure& measure) {
      if (subject.applies.truth == Tri::no) return;
      const std::vector<Derivation> ends = derive(built.program, card, numbers_only({}), measure.name);
      all += measure.value.width() > 0 ? 2 : 1;
      derived += ends.size();
      for (const Derivation& end : ends) {
        const double expected = end.high || ends.size() == 1 ? measure.value.high() : measure.value.low();
        if (measure.value.width() > 0 && ends.size() < 2) continue;
        if (end.value != expected)
          fail(built, fmt::format("{} is {}, not {}", measure.name, expected, end.value));
        double release = 0, base = 0, left = 1;
        for (const DerivedStage& stage : end.stages) {
          const auto reduction = [](const std::vector<DerivedRule>& raise,
                                    const std::vector<DerivedRule>& lower) {
            double eased = 1, kept = 1;
            for (const DerivedRule& rule : raise) eased *= 1 - rule.by;
            for (const DerivedRule& rule : lower) kept *= 1 - rule.by;
            return (1 - eased) * kept;
          };
          release += stage.share * reduction(stage.raise, stage.lower);
          base += stage.share * reduction(stage.base_raise, stage.base_lower);
        }
        for (const DerivedRule& rule : end.absorb) left *= 1 - rule.by;
        const auto capped = [&](double sum) { return end.ceiling ? std::min(sum, *end.ceiling) : sum; };
        const double by_hand = std::max(0.0, capped(release) - capped(base)) * left;
        const bool path_applies = end.uplift > 0 || release == 0;
        if (path_applies && std::abs(by_hand - end.value) > 0.006)
          fail(built, fmt::format("{} by hand is {}, not {}", measure.name, by_hand, end.value));
      }
    });
  });
  INFO(derived << " of " << all << " ends derived");
  CHECK(derived * 100 > all * 85);  // a set or a licence can need a value that no condition names
}

}  // namespace
}  // namespace openrisk::laws
