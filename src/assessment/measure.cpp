#include "assessment/measure.hpp"

#include <algorithm>
#include <array>
#include <set>

#include "assessment/classes.hpp"
#include "assessment/search.hpp"
#include "assessment/sensitivity.hpp"

namespace openrisk {

namespace {

// Finds, for one open fact after the other, what a single answer to it would do to the interval.
class Missings {
 public:
  Missings(const MeasureInput& input, Search& low, Search& high, const Interval& all)
      : input_(input),
        problem_(*input.problem),
        numbers_(*input.numbers),
        all_(all),
        low_(low),
        high_(high) {}

  std::vector<Missing> find() {
    const bool open = all_.width() > 0;
    std::vector<Missing> found;
    std::vector<Question> questions;
    std::set<FactId> done;
    {
      const Live lowest = low_.open_at_first(), highest = high_.open_at_first();
      for (VariableId v : highest.variables()) {
        const Variable& variable = problem_.variables[v];
        if (variable.card != 0 || variable.in_world || !done.insert(variable.fact).second) continue;
        const bool source = (*input_.answers)[variable.fact].stated() && variable.shown;
        if (!source && open) questions.push_back(question(variable.fact, found.size(), lowest, highest));
        found.push_back({variable.fact, source, source && open ? by_source(v) : 0});
      }
    }
    for (const Question& q : questions) found[q.missing].settles = by_answer(q);
    const Vocabulary& vocabulary = *input_.program->vocabulary;
    std::sort(found.begin(), found.end(), [&](const Missing& a, const Missing& b) {
      return a.settles != b.settles ? a.settles > b.settles
                                    : vocabulary[a.fact].path < vocabulary[b.fact].path;
    });
    return found;
  }

 private:
  // An open fact with the answers that may move an end furthest.
  struct Question {
    std::size_t missing = 0;
    Opening opening;
    std::vector<int> lowest, highest;
  };

  Question question(FactId fact, std::size_t missing, const Live& lowest, const Live& highest) const {
    std::optional<VariableId> said, shown;
    for (std::size_t v = 0; v < problem_.variables.size(); ++v) {
      const Variable& variable = problem_.variables[v];
      if (variable.fact != fact || variable.card != 0 || variable.in_world) continue;
      (variable.shown ? shown : said) = static_cast<VariableId>(v);
    }
    if (!said) std::swap(said, shown);
    const Opening opening{*said, shown};
    return {missing, opening, low_.extremes(opening, lowest), high_.extremes(opening, highest)};
  }

  double by_answer(const Question& q) {
    double lowest_high = all_.high(), highest_low = all_.low();
    for (int c : q.lowest)
      if (const auto high = with(high_, q.opening, c, End::high)) lowest_high = std::min(lowest_high, *high);
    for (int c : q.highest)
      if (const auto low = with(low_, q.opening, c, End::low)) highest_low = std::max(highest_low, *low);
    return round_score(all_.high() - lowest_high + highest_low - all_.low());
  }

  // An end of the interval once the fact is one class of what can be said, and shown alike.
  std::optional<double> with(Search& search, const Opening& opening, int c, End end) const {
    std::array<Held, 2> held{Held{opening.said, static_cast<std::int16_t>(c)}, Held{}};
    Bound bound;
    if (opening.shown) {
      const ValueClass& chosen = problem_.variables[opening.said].classes[static_cast<std::size_t>(c)];
      const std::vector<ValueClass>& classes = problem_.variables[*opening.shown].classes;
      const auto same = std::find(classes.begin(), classes.end(), chosen);
      held[1] = {*opening.shown, static_cast<std::int16_t>(same - classes.begin())};
      if (same == classes.end()) {  // a licence that nobody else has
        Problem narrowed = problem_;
        narrowed.variables[*opening.shown].classes = {chosen};
        held[1].value_class = 0;
        bound = Search(narrowed, numbers_, end, {}).run(held);
        return bound.possible ? std::optional(bound.value) : std::nullopt;
      }
    }
    bound = search.run(held);
    return bound.possible ? std::optional(bound.value) : std::nullopt;
  }

  // A source for a claim: what is shown becomes what is said.
  double by_source(VariableId shown) const {
    Problem settled = problem_;
    Variable& variable = settled.variables[shown];
    variable.classes = value_classes(*input_.program, variable.fact, &(*input_.answers)[variable.fact],
                                     settled.asked[variable.group]);
    const Interval value = solve_both(settled, numbers_).value;
    return round_score(all_.high() - value.high() + value.low() - all_.low());
  }

  const MeasureInput& input_;
  const Problem& problem_;
  const std::vector<double>& numbers_;
  Interval all_;
  Search &low_, &high_;
};

}  // namespace

BandRange bands_of(const Interval& interval, const Bands& bands) {
  return {band_of(interval.low(), bands), band_of(interval.high(), bands)};
}

Interval rounded(const Interval& interval) {
  return {round_score(interval.low()), round_score(interval.high())};
}

Solved solve_both(const Problem& problem, const std::vector<double>& numbers, const Scope& scope) {
  Search least(problem, numbers, End::low, scope);
  Bound low, high;
  if (least.varies()) {
    Search most(problem, numbers, End::high, scope);
    least.remember();
    most.remember();
    low = least.run();
    high = most.run();
  } else {
    low = high = least.run();
  }
  if (!low.possible || !high.possible) {  // the card contradicts itself where nobody could tell before
    Scope free = scope;
    free.constraints = false;
    low = solve(problem, numbers, End::low, free);
    high = solve(problem, numbers, End::high, free);
  }
  return {{low.value, high.value}, low.exact && high.exact, std::max(low.evaluations, high.evaluations)};
}

Measure measure(const MeasureInput& input) {
  Measure m;
  Search low(*input.problem, *input.numbers, End::low, {}),
      high(*input.problem, *input.numbers, End::high, {});
  // What is kept is not counted again, so an interval is as exact whether or not more is asked about it.
  low.remember();
  high.remember();
  const Bound least = low.run(), most = high.run();
  const Solved solved = least.possible && most.possible
                            ? Solved{{least.value, most.value},
                                     least.exact && most.exact,
                                     std::max(least.evaluations, most.evaluations)}
                            : solve_both(*input.problem, *input.numbers);
  m.value = rounded(solved.value);
  m.exact = solved.exact;
  m.evaluations = solved.evaluations;
  m.band = bands_of(m.value, input.subject->bands);
  m.doubted = input.doubted == nullptr ? m.value : rounded(solve_both(*input.doubted, *input.numbers).value);
  m.doubted_band = bands_of(m.doubted, input.subject->bands);
  m.judgement = m.value;
  if (input.missing) m.missing = Missings(input, low, high, solved.value).find();
  if (input.fragile) find_fragile(input, m);
  return m;
}

}  // namespace openrisk
