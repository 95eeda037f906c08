// Every open fact is given, one after the other, a value that leaves the end where it is; bounds are exact,
// so there always is one among the values that tell. What is left is a card without unknowns, whose rules
// hold or do not, and sums and products that anybody can repeat. A claim without a source leaves open what is
// shown: the few rules that ask for evidence are then tried both ways.
#include <algorithm>
#include <cmath>

#include "assessment/outcome.hpp"
#include "study/study.hpp"

namespace openrisk {
namespace {

constexpr std::size_t most_open_rules = 12;

class Deriver {
 public:
  Deriver(const Program& program, const CompiledSubject& subject, const CompiledWorld* baseline,
          const Answers& answers)
      : program_(program), subject_(subject), release_(program, answers, program.worlds.front()) {
    if (baseline != nullptr) base_.emplace(program, answers, *baseline);
  }

  // The first way to read what is shown that gives `value`; nothing where there is none.
  std::optional<Derivation> find(double value) {
    const Derivation first = work_out();
    if (first.value == value) return first;
    std::vector<const CompiledRule*> open = open_;
    if (open.size() > most_open_rules) return std::nullopt;
    for (std::size_t ways = 1; ways < (std::size_t{1} << open.size()); ++ways) {
      taken_.clear();
      for (std::size_t i = 0; i < open.size(); ++i)
        if ((ways >> i & 1) != 0) taken_.push_back(open[i]);
      const Derivation other = work_out();
      if (other.value == value) return other;
    }
    return std::nullopt;
  }

 private:
  bool holds(const CompiledRule& rule, const WorldView& world, bool raises) {
    const Tri said = evaluate_in(program_, world, rule.when).truth;
    if (!rule.needs_evidence) return said == Tri::yes;
    const Tri shown = evaluate_in(program_, world, rule.when, true).truth;
    const Tri truth = raises ? either(said, shown) : both(said, shown);
    if (truth != Tri::unknown) return truth == Tri::yes;
    if (std::find(open_.begin(), open_.end(), &rule) == open_.end()) open_.push_back(&rule);
    return std::find(taken_.begin(), taken_.end(), &rule) != taken_.end();
  }

  double effect(const CompiledRule& rule, const WorldView& world) const {
    const double by = program_.numbers[rule.by].value;
    if (!rule.graded) return by;
    const Answer& answer = world[rule.fact];
    if (!answer.stated()) return 0;
    const auto* level = std::get_if<Level>(&answer.value);
    return std::clamp(by * rule.height(level != nullptr ? level->rank : std::get<double>(answer.value)), 0.0,
                      1.0);
  }

  double left(const std::vector<CompiledRule>& rules, const WorldView& world, bool raises,
              std::vector<DerivedRule>& into) {
    double product = 1;
    into.clear();
    for (const CompiledRule& rule : rules) {
      if (!holds(rule, world, raises)) continue;
      into.push_back({rule.id, effect(rule, world)});
      product *= 1 - into.back().by;
    }
    return product;
  }

  double uplift(const CompiledPath& path, const WorldView& world, bool baseline,
                std::vector<DerivedStage>& stages) {
    if (evaluate_in(program_, world, subject_.applies).truth != Tri::yes ||
        evaluate_in(program_, world, path.applies).truth != Tri::yes)
      return 0;
    double sum = 0;
    for (std::size_t i = 0; i < path.stages.size(); ++i) {
      DerivedStage& stage = stages[i];
      const double eased =
          1 - left(path.stages[i].raise, world, true, baseline ? stage.base_raise : stage.raise);
      const double kept = left(path.stages[i].lower, world, false, baseline ? stage.base_lower : stage.lower);
      (baseline ? stage.base_reduction : stage.reduction) = eased * kept;
      sum += stage.share * eased * kept;
    }
    return path.ceiling ? std::min(sum, program_.numbers[*path.ceiling].value) : sum;
  }

  Derivation work_out() {
    open_.clear();
    Derivation best;
    best.value = -1;
    std::vector<DerivedRule> absorb;
    const double kept = left(subject_.absorb, release_, false, absorb);
    for (const CompiledPath& path : subject_.paths) {
      Derivation one;
      one.path = path.id;
      one.path_title = path.written->title;
      one.absorb = absorb;
      for (const CompiledStage& stage : path.stages) {
        DerivedStage derived;
        derived.id = stage.id;
        derived.title = stage.written->title;
        derived.share = program_.numbers[stage.share].value;
        one.stages.push_back(std::move(derived));
      }
      if (path.ceiling) one.ceiling = program_.numbers[*path.ceiling].value;
      one.uplift = uplift(path, release_, false, one.stages);
      if (base_) one.base_uplift = uplift(path, *base_, true, one.stages);
      one.value = round_score(std::max(0.0, one.uplift - one.base_uplift) * kept);
      if (one.value <= best.value) continue;
      best = std::move(one);
      order_ = &path;
    }
    if (order_ != nullptr) as_written(best, *order_);
    return best;
  }

  // Stages are worked out in the order of their ids, and shown in that of the rubric.
  static void as_written(Derivation& one, const CompiledPath& path) {
    std::vector<std::pair<const Stage*, DerivedStage>> stages;
    for (std::size_t i = 0; i < one.stages.size(); ++i)
      stages.emplace_back(path.stages[i].written, one.stages[i]);
    std::sort(stages.begin(), stages.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
    for (std::size_t i = 0; i < stages.size(); ++i) one.stages[i] = std::move(stages[i].second);
  }

  const Program& program_;
  const CompiledSubject& subject_;
  WorldView release_;
  std::optional<WorldView> base_;
  const CompiledPath* order_ = nullptr;
  std::vector<const CompiledRule*> open_, taken_;  // rules that ask for evidence; those read as holding
};

struct Named {
  const CompiledSubject* subject = nullptr;
  const CompiledWorld* baseline = nullptr;  // null: nothing is taken away
  std::string baseline_name;
};

std::optional<Named> find_named(const Program& program, std::string_view measure) {
  for (const CompiledSubject& subject : program.subjects) {
    if (subject.kind != Kind::threat && measure == subject.name()) return Named{&subject, nullptr, ""};
    for (std::size_t world : subject.over)
      if (measure == subject.name() + "." + program.worlds[world].id)
        return Named{&subject, world == 0 ? nullptr : &program.worlds[world], program.worlds[world].id};
  }
  return std::nullopt;
}

// One end with every open fact taken at a value.
std::optional<Derivation> derive_end(const Program& program, const Card& card, Date date,
                                     std::string_view measure, const Named& named, double end, bool high) {
  const Vocabulary& vocabulary = *program.vocabulary;
  const Request request = numbers_only(date, {std::string(measure)});
  std::optional<BoundCard> at = bound(program, card);
  std::vector<Step> taken;
  for (FactId fact : facts_of_measure(program, measure)) {
    const Answer& answer = at->answers[fact];
    if (answer.stated() && !answer.partial) continue;
    if (answer.standing == Standing::not_applicable) continue;
    for (const std::string& value : telling_values(program, fact)) {
      Card tried = at->card;
      if (!assign(tried, vocabulary, fact, value)) continue;
      std::optional<BoundCard> next = bound(program, std::move(tried));
      if (!next) continue;
      const Assessment assessment = assess(program, next->answers, request);
      const Measure* found = assessment.find(measure);
      if (found == nullptr || (high ? found->value.high() : found->value.low()) != end) continue;
      taken.push_back({fact, said(vocabulary, card, fact), value, Effort::low});
      at = std::move(next);
      break;
    }
  }
  std::optional<Derivation> derivation =
      Deriver(program, *named.subject, named.baseline, at->answers).find(end);
  if (!derivation) return std::nullopt;
  // What the end does not hang on is left open again.
  const auto value_of = [&](const Answers& answers) {
    const Assessment assessment = assess(program, answers, request);
    const Measure* found = assessment.find(measure);
    return found == nullptr ? std::nullopt : std::optional(found->value);
  };
  const std::optional<Interval> value = value_of(at->answers);
  for (std::size_t i = taken.size(); i-- > 0;) {
    Card fewer = at->card;
    take_over(fewer, card, taken[i].fact);
    std::optional<BoundCard> made = bound(program, std::move(fewer));
    if (!made || value_of(made->answers) != value) continue;
    auto still = Deriver(program, *named.subject, named.baseline, made->answers).find(end);
    if (!still) continue;
    at = std::move(made);
    derivation = std::move(still);
    taken.erase(taken.begin() + static_cast<std::ptrdiff_t>(i));
  }
  derivation->measure = measure;
  derivation->title = named.subject->written->title;
  derivation->baseline = named.baseline_name;
  derivation->high = high;
  derivation->taken = std::move(taken);
  return derivation;
}

}  // namespace

std::vector<Derivation> derive(const Program& program, const Card& card, const Request& request,
                               std::string_view measure) {
  std::vector<Derivation> both_ends;
  const std::optional<Named> named = find_named(program, measure);
  const std::optional<BoundCard> made = bound(program, card);
  if (!named || !made) return both_ends;
  const Assessment assessment =
      assess(program, made->answers, numbers_only(request.date, {std::string(measure)}));
  const Measure* found = assessment.find(measure);
  if (found == nullptr) return both_ends;
  for (const SubjectResult& subject : assessment.subjects)
    if (subject.subject == named->subject && subject.applies.truth == Tri::no) return both_ends;
  for (const bool high : {false, true}) {
    if (high && found->value.width() == 0) break;
    const double end = high ? found->value.high() : found->value.low();
    if (auto one = derive_end(program, card, request.date, measure, *named, end, high))
      both_ends.push_back(std::move(*one));
  }
  return both_ends;
}

}  // namespace openrisk
