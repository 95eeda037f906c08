// Depth-first over the few variables that tie parts of a problem together; what remains splits into
// stages, and inside a stage into groups of rules, each solved alone. Five ideas keep it small:
// values are classes that the live tests cannot tell apart; a class that another one beats on every
// test is dropped; a variable with one class left takes it before anything is tried; once no open
// variable is shared between stages, the best of a sum is the sum of the bests; and of the pairs
// (release, baseline) of a group only the corners can be best.
#include "assessment/solver.hpp"

#include <algorithm>

#include "assessment/search.hpp"

namespace openrisk {

Search::Search(const Problem& problem, const std::vector<double>& numbers, End end, const Scope& scope)
    : problem_(problem),
      numbers_(numbers),
      maximise_(end == End::high),
      scope_(scope),
      limit_(scope.limit),
      assigned_(problem.variables.size(), unassigned),
      directions_(problem.variables.size()) {
  if (!problem.variables.empty()) polarities();
}

Bound Search::run(const std::array<Held, 2>& held) {
  arena_.release();
  evaluations_ = 0;
  exhausted_ = false;
  limit_ = scope_.limit;
  if (remembers_)
    assigned_ = settled_;
  else
    std::fill(assigned_.begin(), assigned_.end(), unassigned);
  for (const Held& one : held)
    if (one.value_class != unassigned) assigned_[one.variable] = one.value_class;
  settle();
  Bound bound;
  const std::optional<double> best = search();
  bound.evaluations = evaluations_;
  bound.exact = !exhausted_;
  if (exhausted_)
    bound.value = outer();
  else if (best)
    bound.value = *best;
  else
    bound.possible = false;
  return bound;
}

void Search::remember() {
  std::fill(assigned_.begin(), assigned_.end(), unassigned);
  settle_once(bound());
  settled_ = assigned_;
  remembers_ = true;
}

Live Search::open_at_first() {
  std::fill(assigned_.begin(), assigned_.end(), unassigned);
  return open();
}

bool Search::varies() {
  std::fill(assigned_.begin(), assigned_.end(), unassigned);
  Live live = nothing();
  open_parts(live);
  return !live.empty();
}

// Collects what unsettled constraints leave open; false where one cannot be kept.
bool Search::constrained(Live& live) const {
  if (!scope_.constraints) return true;
  for (const Constraint& c : problem_.constraints) {
    const Tri when = eval(c.when), holds = eval(c.holds);
    if (when == Tri::no || holds == Tri::yes) continue;
    if (when == Tri::yes && holds == Tri::no) return false;
    collect(c.when, live);
    if (when == Tri::yes) collect(c.holds, live);
  }
  return true;
}

Live Search::open() const {
  Live live = nothing();
  constrained(live);
  open_parts(live);
  return live;
}

// Collects what the value itself depends on.
void Search::open_parts(Live& live) const {
  auto applies = [&](FormulaId release, FormulaId baseline) {
    if (!scope_.applies) return true;
    if (eval(release) == Tri::no) return false;
    collect(release, live);
    if (with_baseline()) collect(baseline, live);
    return true;
  };
  if (!applies(problem_.release_applies, problem_.baseline_applies)) return;
  for (const ProblemPath& path : problem_.paths) {
    if (!in_scope(path) || !applies(path.release, path.baseline)) continue;
    each_stage(path, [&](const ProblemStage& stage) {
      if (!is_open(stage.variables)) return;
      collect(stage.raise, live);
      collect(stage.lower, live);
    });
  }
  if (scope_.absorb && is_open(problem_.absorb_variables)) collect(problem_.absorb, live);
}

// Gives each variable that has one best class this class; false where none has. As all of them are judged
// before any is given, none of the classes depends on another one.
bool Search::settle_once(const Live& bound) {
  bool any = false;
  const Live all = open();
  for (VariableId v : all.variables()) {
    if (bound.has(v)) continue;
    const auto kept = choices(v, all, true);
    if (kept.size() != 1) continue;
    assigned_[v] = kept.front();
    any = true;
  }
  return any;
}

// What constraints may bind, on either side of them.
Live Search::bound() const {
  Live bound = nothing();
  if (!scope_.constraints) return bound;
  for (const Constraint& c : problem_.constraints) {
    collect(c.when, bound);
    collect(c.holds, bound);
  }
  return bound;
}

// Settles what no constraint may bind, as long as that leaves other variables with one best class.
void Search::settle() {
  if (problem_.variables.empty()) return;
  const Live kept = bound();
  while (settle_once(kept)) {
  }
}

bool Search::is_open(const std::vector<VariableId>& variables) const {
  return std::any_of(variables.begin(), variables.end(),
                     [this](VariableId v) { return assigned_[v] == unassigned; });
}

// Branches on the variable that ties most parts together, until the rest is independent.
std::optional<double> Search::search() {
  if (exhausted_) return std::nullopt;
  Live bound = nothing();
  if (!constrained(bound)) return std::nullopt;
  if (scope_.applies && bound.empty() && eval(problem_.release_applies) == Tri::no) return 0.0;

  Live all = nothing();
  std::pmr::vector<int> units(problem_.variables.size(), 0, &arena_);
  constexpr int always = 1000;
  auto unit = [&](const Live& live, int weight) {
    if (live.empty()) return;
    for (VariableId v : live.variables()) units[v] += weight;
    all.merge(live);
  };
  unit(bound, always);
  Live scope = nothing();
  auto applies = [&](FormulaId release, FormulaId baseline) {
    if (!scope_.applies) return;
    collect(release, scope);
    if (with_baseline()) collect(baseline, scope);
  };
  applies(problem_.release_applies, problem_.baseline_applies);
  for (const ProblemPath& path : problem_.paths) {
    if (!in_scope(path) || (scope_.applies && eval(path.release) == Tri::no)) continue;
    applies(path.release, path.baseline);
    each_stage(path, [&](const ProblemStage& stage) {
      if (!is_open(stage.variables)) return;
      Live live = nothing();
      collect(stage.raise, live);
      collect(stage.lower, live);
      unit(live, 1);
    });
  }
  unit(scope, always);
  if (scope_.absorb && is_open(problem_.absorb_variables)) {
    Live live = nothing();
    collect(problem_.absorb, live);
    unit(live, 1);
  }

  const auto most = std::max_element(units.begin(), units.end());
  if (most == units.end() || *most < 2) return leaf();
  const auto variable = static_cast<VariableId>(most - units.begin());
  std::optional<double> best;
  for (const std::int16_t choice : choices(variable, all, !bound.has(variable))) {
    assigned_[variable] = choice;
    if (const std::optional<double> value = search()) best = best ? better(*best, *value) : *value;
    assigned_[variable] = unassigned;
    if (exhausted_) return std::nullopt;
  }
  return best;
}

// No open variable ties two parts: every stage, and the defences, take their own best.
double Search::leaf() {
  if (scope_.only_absorb) return 100 * absorbed();
  double value = 0;
  for (const ProblemPath& path : problem_.paths) {
    if (!in_scope(path) || (scope_.applies && !holds(path.release))) continue;
    value = std::max(value, path_value(path));
  }
  return scope_.absorb ? value * absorbed() : value;
}

double Search::stage_value(const ProblemStage& stage, bool baseline) {
  std::string key;
  if (remembers_) {
    const auto number = static_cast<std::uint32_t>(stage.share);  // no two stages have one share
    key.append(reinterpret_cast<const char*>(&number), sizeof number);
    key += baseline ? '+' : '-';
    for (VariableId v : stage.variables) key.append(reinterpret_cast<const char*>(&assigned_[v]), 2);
    if (const auto found = known_.find(key); found != known_.end()) return found->second;
  }
  std::optional<double> best;
  for (const Point& p : stage_points(stage, true, baseline)) {
    const double value = p.release - p.baseline;
    best = best ? better(*best, value) : value;
  }
  if (remembers_ && !exhausted_) known_.emplace(std::move(key), best.value_or(0));
  return best.value_or(0);
}

double Search::path_value(const ProblemPath& path) {
  const bool baseline =
      with_baseline() && (!scope_.applies || (holds(problem_.baseline_applies) && holds(path.baseline)));
  if (!path.ceiling || scope_.stage != Scope::all) {
    double sum = 0;
    each_stage(path, [&](const ProblemStage& stage) { sum += stage_value(stage, baseline); });
    return sum;
  }
  Points sums({{0, 0}}, &arena_);
  each_stage(path, [&](const ProblemStage& stage) {
    Points next(&arena_);
    for (const Point& p : stage_points(stage, false, baseline))
      for (const Point& s : sums) next.push_back({s.release + p.release, s.baseline + p.baseline});
    if (!count(next.size())) return;
    keep_best(next, maximise_ ? Wish{1, -1} : Wish{-1, 1}, false);
    sums = std::move(next);
  });
  const double ceiling = numbers_[*path.ceiling];
  std::optional<double> best;
  for (const Point& p : sums) {
    const double value = std::min(ceiling, p.release) - std::min(ceiling, p.baseline);
    best = best ? better(*best, value) : value;
  }
  return best.value_or(0);
}

Bound solve(const Problem& problem, const std::vector<double>& numbers, End end, const Scope& scope) {
  return Search(problem, numbers, end, scope).run();
}

}  // namespace openrisk
