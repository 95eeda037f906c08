#include "assessment/sensitivity.hpp"

#include <algorithm>
#include <cmath>
#include <map>

#include "assessment/compared.hpp"

namespace openrisk {

namespace {

constexpr double whole = 100;

// A number that a problem reads, where, and for a share the other shares of its path.
struct Used {
  NumberId number = 0;
  std::size_t path = Scope::all;   // of the subject; all: what the defences leave
  std::vector<NumberId> siblings;  // shares only
};

std::vector<Used> used_numbers(const Problem& problem) {
  std::vector<Used> used;
  auto rules = [&](const std::vector<ProblemRule>& all, std::size_t path) {
    for (const ProblemRule& rule : all)
      used.push_back({rule.release != 0 ? rule.release_effect.by : rule.baseline_effect.by, path, {}});
  };
  for (const ProblemPath& path : problem.paths) {
    if (path.release == 0) continue;
    if (path.ceiling) used.push_back({*path.ceiling, path.index, {}});
    for (const ProblemStage& stage : path.stages) {
      Used share{stage.share, path.index, {}};
      for (const ProblemStage& other : path.stages)
        if (other.share != stage.share) share.siblings.push_back(other.share);
      used.push_back(std::move(share));
      rules(stage.raise, path.index);
      rules(stage.lower, path.index);
    }
  }
  rules(problem.absorb, Scope::all);
  return used;
}

// Sets a number; a share's siblings scale. False where the share is the whole path.
bool set(std::vector<double>& numbers, const Used& used, double value) {
  const double old = numbers[used.number];
  if (!used.siblings.empty()) {
    if (old >= whole) return false;
    for (NumberId sibling : used.siblings) numbers[sibling] *= (whole - value) / (whole - old);
  }
  numbers[used.number] = value;
  return true;
}

// Scales the shares of every path back to a sum of 100.
void normalise(const Problem& problem, std::vector<double>& numbers) {
  for (const ProblemPath& path : problem.paths) {
    double sum = 0;
    for (const ProblemStage& stage : path.stages) sum += numbers[stage.share];
    if (sum > 0)
      for (const ProblemStage& stage : path.stages) numbers[stage.share] *= whole / sum;
  }
}

// Every judgement at the end that lowers (raises) its own path: a path that decides nothing now may decide
// once all have moved.
Interval at_their_ends(const MeasureInput& input) {
  const Problem& problem = *input.problem;
  const std::vector<double>& plain = *input.numbers;
  std::vector<double> lowest = plain, highest = plain;
  std::map<std::size_t, Interval> unmoved;
  for (const Used& used : used_numbers(problem)) {
    const Number& number = input.program->numbers[used.number];
    if (number.low == number.high) continue;
    Scope scope;
    scope.path = used.path;
    const auto value = [&](const std::vector<double>& numbers) {
      return rounded(solve_both(problem, numbers, scope).value);
    };
    auto known = unmoved.find(used.path);
    if (known == unmoved.end()) known = unmoved.emplace(used.path, value(plain)).first;
    double least = known->second.low(), most = known->second.high();
    for (const double end : {number.low, number.high}) {
      std::vector<double> moved = plain;
      if (!set(moved, used, end)) continue;
      const Interval there = value(moved);
      if (there.low() < least) {
        least = there.low();
        lowest[used.number] = end;
      }
      if (there.high() > most) {
        most = there.high();
        highest[used.number] = end;
      }
    }
  }
  normalise(problem, lowest);
  normalise(problem, highest);
  return {round_score(solve(problem, lowest, End::low).value),
          round_score(solve(problem, highest, End::high).value)};
}

}  // namespace

double Swing::reach(const Interval& value) const {
  double most = 0;
  for (const Interval& moved : {at_low, at_high})
    most = std::max({most, std::abs(moved.low() - value.low()), std::abs(moved.high() - value.high())});
  return round_score(most);
}

std::vector<Swing> find_swings(const MeasureInput& input, const Interval& value) {
  const std::vector<double>& plain = *input.numbers;
  const Bands& bands = input.subject->bands;
  std::vector<Swing> swings;
  for (const Used& used : used_numbers(*input.problem)) {
    const Number& number = input.program->numbers[used.number];
    if (number.low == number.high) continue;
    const auto moved_to = [&](double end) {
      std::vector<double> moved = plain;
      return set(moved, used, end) ? rounded(solve_both(*input.problem, moved).value) : value;
    };
    Swing swing{used.number, moved_to(number.low), moved_to(number.high), {}, {}};
    swing.band_low = bands_of(swing.at_low, bands);
    swing.band_high = bands_of(swing.at_high, bands);
    if (swing.at_low != value || swing.at_high != value) swings.push_back(swing);
  }
  return swings;
}

void find_fragile(const MeasureInput& input, Measure& m) {
  for (const Swing& swing : find_swings(input, m.value)) {
    Fragile fragile{swing.number, m.band, m.band, 0};
    const auto look = [&](const Interval& value, const BandRange& bands) {
      const double move =
          std::max(std::abs(value.low() - m.value.low()), std::abs(value.high() - m.value.high()));
      if (bands != m.band && move > fragile.move) {
        fragile.to = bands;
        fragile.move = round_score(move);
      }
    };
    look(swing.at_low, swing.band_low);
    look(swing.at_high, swing.band_high);
    if (fragile.to != fragile.from) m.fragile.push_back(fragile);
  }
  std::stable_sort(m.fragile.begin(), m.fragile.end(), [&](const Fragile& a, const Fragile& b) {
    if (a.move != b.move) return a.move > b.move;
    return input.program->numbers[a.number].name < input.program->numbers[b.number].name;
  });
  const Interval ends = at_their_ends(input);
  m.judgement = {std::min(ends.low(), m.value.low()), std::max(ends.high(), m.value.high())};
}

std::vector<Swing> sensitivity(const Program& program, const Answers& answers, const Request& request,
                               std::string_view measure) {
  const std::vector<double> numbers = numbers_of(program);
  Request one = request;
  one.only = std::vector{std::string(measure)};
  std::vector<Swing> swings;
  for (const CompiledSubject& subject : program.subjects) {
    for (const Compared& compared : compared_measures(program, answers, one, subject)) {
      const Problem problem = make_problem(program, subject, compared.comparison);
      const Interval value = rounded(solve_both(problem, numbers).value);
      MeasureInput input{&program, &subject, &answers, &problem, nullptr, &numbers, false, false};
      swings = find_swings(input, value);
      std::stable_sort(swings.begin(), swings.end(), [&](const Swing& a, const Swing& b) {
        const double first = a.reach(value), second = b.reach(value);
        return first != second ? first > second
                               : program.numbers[a.number].name < program.numbers[b.number].name;
      });
    }
  }
  return swings;
}

}  // namespace openrisk
