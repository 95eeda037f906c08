// Puts an assessment together: for every subject its problems (without baseline, and over each), their
// measures, then paths, stages and rules with the reasons of the release.
#include <algorithm>
#include <deque>
#include <numeric>
#include <tuple>

#include "assessment/compared.hpp"
#include "assessment/doubt.hpp"
#include "assessment/frameworks.hpp"
#include "assessment/measure.hpp"
#include "assessment/outcome.hpp"
#include "base/in_parallel.hpp"

namespace openrisk {

namespace {

// The order in which a rubric was written, which results keep.
template <typename Result, typename Written>
void as_written(std::vector<Result>& results, Written written) {
  std::sort(results.begin(), results.end(),
            [&](const Result& a, const Result& b) { return written(a) < written(b); });
}

class SubjectAssessor {
 public:
  SubjectAssessor(const Program& program, const Answers& answers, const Answers* doubted,
                  const Request& request, const std::vector<double>& numbers, const CompiledSubject& subject)
      : program_(program),
        answers_(answers),
        doubted_(doubted),
        request_(request),
        numbers_(numbers),
        subject_(subject),
        release_(program, answers, program.worlds.front()) {}

  SubjectResult run();

 private:
  Outcome applies() const;
  const Problem& plain();  // without a baseline
  void add_measures(SubjectResult& result);
  void add_reasons(SubjectResult& result);
  Measure measured(const Problem& problem, const Compared& compared);
  PathResult path(std::size_t index);
  StageResult stage(std::size_t path, std::size_t index);
  RuleResult rule(const CompiledRule& rule, bool raises);
  Interval effect(const CompiledRule& rule) const;
  void count(const std::vector<RuleResult>& rules, BasisCount& basis) const;
  void count(NumberId number, BasisCount& basis) const;
  void name_deciding(SubjectResult& result) const;

  const Program& program_;
  const Answers& answers_;
  const Answers* doubted_;
  const Request& request_;
  const std::vector<double>& numbers_;
  const CompiledSubject& subject_;
  WorldView release_;
  std::optional<Problem> plain_;
  std::deque<Problem> made_;
  std::vector<const Problem*> over_;  // one per measure over a baseline: `plain_` or one of `made_`
};

SubjectResult SubjectAssessor::run() {
  SubjectResult result;
  result.subject = &subject_;
  result.applies = applies();
  add_measures(result);
  if (request_.reasons) add_reasons(result);
  return result;
}

void SubjectAssessor::add_reasons(SubjectResult& result) {
  Scope uplift;
  uplift.baseline = uplift.absorb = false;
  result.uplift = rounded(solve_both(plain(), numbers_, uplift).value);
  Scope left;
  left.only_absorb = true;
  left.applies = false;
  const Interval after = solve_both(plain(), numbers_, left).value;
  result.absorbed = rounded({100 - after.high(), 100 - after.low()});
  for (std::size_t i = 0; i < subject_.paths.size(); ++i) result.paths.push_back(path(i));
  as_written(result.paths, [](const PathResult& p) { return p.path->written; });
  for (const CompiledRule& r : subject_.absorb) result.absorb.push_back(rule(r, false));
  as_written(result.absorb, [](const RuleResult& r) { return r.rule->written; });
  result.regimes = assess_regimes(program_, answers_, subject_, request_.date);
  name_deciding(result);
  for (const PathResult& p : result.paths) {
    if (p.applies.truth == Tri::no) continue;
    for (const StageResult& s : p.stages) {
      count(s.stage->share, result.basis);
      count(s.raise, result.basis);
      count(s.lower, result.basis);
    }
  }
  count(result.absorb, result.basis);
}

// A threat applies where its own condition holds and at least one of its paths does.
Outcome SubjectAssessor::applies() const {
  std::vector<Outcome> paths;
  for (const CompiledPath& p : subject_.paths) paths.push_back(evaluate_in(program_, release_, p.applies));
  const Outcome own = evaluate_in(program_, release_, subject_.applies);
  return paths.empty() ? own : all_of({own, any_of(paths)});
}

const Problem& SubjectAssessor::plain() {
  if (!plain_) plain_ = make_problem(program_, subject_, {&answers_, nullptr, nullptr});
  return *plain_;
}

Measure SubjectAssessor::measured(const Problem& problem, const Compared& compared) {
  MeasureInput input{&program_, &subject_, &answers_,        &problem,
                     nullptr,   &numbers_, request_.missing, request_.fragile};
  std::optional<Problem> doubted;
  if (doubted_ != nullptr) {
    ProblemWorlds doubtful = compared.comparison;
    doubtful.release = doubted_;
    doubted = make_problem(program_, subject_, doubtful);
    input.doubted = &*doubted;
  }
  Measure m = measure(input);
  m.baseline = compared.baseline;
  m.name = compared.name;
  return m;
}

void SubjectAssessor::add_measures(SubjectResult& result) {
  for (const Compared& compared : compared_measures(program_, answers_, request_, subject_)) {
    const bool alone = compared.comparison.baseline == nullptr;
    if (!alone) made_.push_back(make_problem(program_, subject_, compared.comparison));
    const Problem& problem = alone ? plain() : made_.back();
    if (compared.baseline.empty()) {
      result.score = measured(problem, compared);
    } else {
      over_.push_back(&problem);
      result.measures.push_back(measured(problem, compared));
    }
  }
}

PathResult SubjectAssessor::path(std::size_t index) {
  const CompiledPath& compiled = subject_.paths[index];
  PathResult result;
  result.path = &compiled;
  result.applies = all_of(
      {evaluate_in(program_, release_, subject_.applies), evaluate_in(program_, release_, compiled.applies)});
  if (result.applies.truth == Tri::no) return result;
  Scope scope;
  scope.path = index;
  for (const Problem* problem : over_)
    result.marginal.push_back(rounded(solve_both(*problem, numbers_, scope).value));
  scope.baseline = scope.absorb = false;
  result.uplift = rounded(solve_both(plain(), numbers_, scope).value);
  for (std::size_t i = 0; i < compiled.stages.size(); ++i) result.stages.push_back(stage(index, i));
  as_written(result.stages, [](const StageResult& s) { return s.stage->written; });
  return result;
}

StageResult SubjectAssessor::stage(std::size_t path, std::size_t index) {
  const CompiledStage& compiled = subject_.paths[path].stages[index];
  StageResult result;
  result.stage = &compiled;
  Scope scope;
  scope.path = path;
  scope.stage = index;
  scope.applies = scope.baseline = scope.absorb = false;
  const Interval contribution = solve_both(plain(), numbers_, scope).value;
  result.contribution = rounded(contribution);
  const double share = numbers_[compiled.share];
  const auto part = [share](double value) { return round_score(100 * value / share) / 100; };
  if (share > 0) result.reduction = {part(contribution.low()), part(contribution.high())};
  for (const CompiledRule& r : compiled.raise) result.raise.push_back(rule(r, true));
  for (const CompiledRule& r : compiled.lower) result.lower.push_back(rule(r, false));
  as_written(result.raise, [](const RuleResult& r) { return r.rule->written; });
  as_written(result.lower, [](const RuleResult& r) { return r.rule->written; });
  return result;
}

RuleResult SubjectAssessor::rule(const CompiledRule& rule, bool raises) {
  RuleResult result;
  result.rule = &rule;
  result.outcome = evaluate_in(program_, release_, rule.when);
  if (rule.needs_evidence) {
    const std::vector<Outcome> readings{result.outcome, evaluate_in(program_, release_, rule.when, true)};
    result.outcome = raises ? any_of(readings) : all_of(readings);
  }
  result.by = effect(rule);
  if (rule.graded && result.outcome.truth != Tri::no) {  // the fact that sets the effect is a reason too
    const bool stated = release_[rule.fact].stated();
    std::vector<FactId>& facts = stated ? result.outcome.because : result.outcome.missing;
    if (std::find(facts.begin(), facts.end(), rule.fact) == facts.end()) facts.push_back(rule.fact);
    if (!stated) result.outcome.truth = Tri::unknown;
  }
  return result;
}

Interval SubjectAssessor::effect(const CompiledRule& rule) const {
  const double by = numbers_[rule.by];
  if (!rule.graded) return {by, by};
  const Answer& answer = release_[rule.fact];
  double low = rule.points.front().second, high = rule.points.back().second;
  if (rule.steps && rule.points.front().first > 0) low = 0;
  if (answer.stated()) {
    const auto* level = std::get_if<Level>(&answer.value);
    low = high = rule.height(level != nullptr ? level->rank : std::get<double>(answer.value));
  }
  return {std::clamp(by * low, 0.0, 1.0), std::clamp(by * high, 0.0, 1.0)};
}

void SubjectAssessor::count(NumberId number, BasisCount& basis) const {
  switch (program_.numbers[number].basis) {
    case Basis::measured: ++basis.measured; break;
    case Basis::derived: ++basis.derived; break;
    case Basis::judged: ++basis.judged; break;
    case Basis::defined: ++basis.defined; break;
  }
}

void SubjectAssessor::count(const std::vector<RuleResult>& rules, BasisCount& basis) const {
  for (const RuleResult& rule : rules)
    if (rule.outcome.truth != Tri::no) count(rule.rule->by, basis);
}

// The path that decides, and its stage with the most effort left; of equals the first by id, so that the
// order of a file decides nothing.
void SubjectAssessor::name_deciding(SubjectResult& result) const {
  result.path = result.deciding("");
  if (result.paths.empty()) return;
  const std::vector<StageResult>& stages = result.paths[result.path].stages;
  auto left = [this](const StageResult& s) { return numbers_[s.stage->share] - s.contribution.high(); };
  for (std::size_t i = 1; i < stages.size(); ++i) {
    const StageResult &one = stages[i], &most = stages[result.bottleneck];
    if (left(one) > left(most) || (left(one) == left(most) && one.stage->id < most.stage->id))
      result.bottleneck = i;
  }
}

// The order in which threads take the subjects: one of many stages, taken last, would leave them idle.
std::vector<std::size_t> largest_first(const Program& program) {
  const auto stages = [&](std::size_t i) {
    std::size_t count = 0;
    for (const CompiledPath& path : program.subjects[i].paths) count += path.stages.size();
    return count;
  };
  std::vector<std::size_t> order(program.subjects.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(),
                   [&](std::size_t a, std::size_t b) { return stages(a) > stages(b); });
  return order;
}

}  // namespace

std::size_t SubjectResult::deciding(std::string_view measure) const {
  std::size_t over = 0;
  for (std::size_t i = 0; i < measures.size(); ++i)
    if (measures[i].name == measure) over = i;
  const auto rank = [over](const PathResult& p) {
    const Interval value = over < p.marginal.size() ? p.marginal[over] : p.uplift;
    return std::tuple{p.applies.truth != Tri::no, value.high(), value.low()};
  };
  std::size_t best = 0;
  for (std::size_t i = 1; i < paths.size(); ++i)
    if (rank(paths[i]) > rank(paths[best]) ||
        (rank(paths[i]) == rank(paths[best]) && paths[i].path->id < paths[best].path->id))
      best = i;
  if (over == 0 || paths.empty()) return best;
  const std::size_t first = deciding({});
  return rank(paths[first]) == rank(paths[best]) ? first : best;
}

Assessment assess(const Program& program, const Answers& answers, const Request& request) {
  Assessment result;
  result.program = &program;
  result.date = request.date;
  const std::vector<double> numbers = numbers_of(program);
  const std::optional<Answers> doubted = request.doubt ? doubt(program, answers) : std::nullopt;
  result.subjects.resize(program.subjects.size());
  const std::vector<std::size_t> order = largest_first(program);
  in_parallel(program.subjects.size(), request.jobs, [&](std::size_t turn) {
    const std::size_t i = order[turn];
    result.subjects[i] = SubjectAssessor(program, answers, doubted ? &*doubted : nullptr, request, numbers,
                                         program.subjects[i])
                             .run();
  });
  if (request.only) return result;
  result.ladders = assess_ladders(program, answers);
  result.checks = assess_checks(program, answers);
  for (const BaselineCard& other : request.over)
    result.references.push_back(assess_reference(program, answers, other));
  return result;
}

Request numbers_only(Date date) {
  Request request;
  request.date = date;
  request.missing = request.fragile = request.reasons = request.doubt = false;
  return request;
}

Request numbers_only(Date date, std::vector<std::string> only) {
  Request request = numbers_only(date);
  request.only = std::move(only);
  return request;
}

const Measure* Assessment::find(std::string_view measure) const {
  for (const SubjectResult& subject : subjects) {
    if (subject.score && subject.score->name == measure) return &*subject.score;
    for (const Measure& m : subject.measures)
      if (m.name == measure) return &m;
  }
  return nullptr;
}

}  // namespace openrisk
