// What lies behind a difference: the stages of the path that decides, side by side, and every fact on which
// the cards differ, tried alone.
#include <algorithm>
#include <cmath>

#include "study/study.hpp"

namespace openrisk {
namespace {

Request with_reasons(Date date) {
  Request request = numbers_only(date);
  request.reasons = true;
  return request;
}

const SubjectResult* subject_of(const Assessment& assessment, const StudyMeasure& measure) {
  for (const SubjectResult& subject : assessment.subjects) {
    const std::string name = subject.subject->name();
    if (measure.id == name || measure.id.starts_with(name + ".")) return &subject;
  }
  return nullptr;
}

const PathResult* path_of(const SubjectResult& subject, std::string_view id) {
  for (const PathResult& path : subject.paths)
    if (path.path->id == id) return &path;
  return nullptr;
}

void add_facts(const std::vector<RuleResult>& rules, std::vector<FactId>& facts) {
  for (const RuleResult& rule : rules)
    for (const auto* list : {&rule.outcome.because, &rule.outcome.missing})
      for (FactId fact : *list)
        if (std::find(facts.begin(), facts.end(), fact) == facts.end()) facts.push_back(fact);
}

// The one value that the rest of a card leaves to a level or a yes or no that it does not state.
std::optional<std::string> forced(const Program& program, const BoundCard& card, FactId id) {
  const Fact& fact = (*program.vocabulary)[id];
  const bool stated = card.card.find(id) != nullptr || card.answers[id].standing != Standing::unknown;
  if (stated || (fact.type != FactType::level && fact.type != FactType::boolean)) return std::nullopt;
  std::optional<std::string> only;
  for (const std::string& value : telling_values(program, id)) {
    Card with = card.card;
    if (!assign(with, *program.vocabulary, id, value) || !bound(program, std::move(with))) continue;
    if (only) return std::nullopt;
    only = value;
  }
  return only;
}

// What a card says of a fact, or what follows from the rest of it.
std::string holds(const Program& program, const BoundCard& card, FactId fact) {
  if (card.answers[fact].standing == Standing::not_applicable) return "n/a";
  if (auto value = forced(program, card, fact)) return std::move(*value);
  return said(*program.vocabulary, card.card, fact);
}

// A fact on which two cards differ, and the first card with the second one's answer.
struct Swapped {
  FactId fact = 0;
  std::string first, second;
  std::optional<Assessment> assessment = {};  // nothing where that card would contradict itself
  std::vector<Reading> readings = {};
  bool moves = false;  // some measure
};

class Differ {
 public:
  Differ(const Program& program, const BoundCard& first, const BoundCard& second, Date date)
      : program_(program),
        first_(first),
        second_(second),
        date_(date),
        one_(assess(program, first.answers, with_reasons(date))),
        two_(assess(program, second.answers, with_reasons(date))) {}

  Differences run() {
    const std::vector<StudyMeasure> measures = study_measures(program_);
    const std::vector<Reading> ones = readings(measures, one_), twos = readings(measures, two_);
    Differences all;
    swap_facts(measures);
    for (std::size_t i = 0; i < measures.size(); ++i) {
      if (ones[i].applies == twos[i].applies && ones[i].value == twos[i].value) {
        if (ones[i].applies != Tri::no) all.same.emplace_back(measures[i], ones[i]);
        continue;
      }
      Difference difference;
      difference.measure = measures[i];
      difference.first = ones[i];
      difference.second = twos[i];
      stages(difference);
      facts(difference, i);
      all.measures.push_back(std::move(difference));
    }
    for (const Swapped& swapped : swapped_)
      if (!swapped.moves) all.idle.push_back(swapped.fact);
    return all;
  }

 private:
  // The first card with one answer of the second at a time.
  void swap_facts(const std::vector<StudyMeasure>& measures) {
    const Vocabulary& vocabulary = *program_.vocabulary;
    for (const Fact& fact : vocabulary.facts()) {
      if (said(vocabulary, first_.card, fact.id) == said(vocabulary, second_.card, fact.id)) continue;
      Swapped swapped{fact.id, holds(program_, first_, fact.id), holds(program_, second_, fact.id)};
      if (swapped.first == swapped.second) continue;
      Card changed = first_.card;
      if (second_.card.find(fact.id) != nullptr || swapped.second == "unknown")
        take_over(changed, second_.card, fact.id);
      else if (swapped.second != "n/a")
        assign(changed, vocabulary, fact.id, swapped.second);
      const auto card = swapped.second == "n/a" ? std::nullopt : bound(program_, std::move(changed));
      if (card) {
        swapped.assessment = assess(program_, card->answers, with_reasons(date_));
        swapped.readings = readings(measures, *swapped.assessment);
      }
      swapped_.push_back(std::move(swapped));
    }
  }

  void stages(Difference& difference) {
    const SubjectResult* one = subject_of(one_, difference.measure);
    const SubjectResult* two = subject_of(two_, difference.measure);
    if (one == nullptr || one->paths.empty()) return;
    // Where the first card has no number, the path that decides for the second is what there is to show.
    const SubjectResult& deciding = one->applies.truth == Tri::no ? *two : *one;
    const std::string& measure = difference.measure.id;
    const PathResult& path = deciding.paths[deciding.deciding(measure)];
    difference.path = path.path->id;
    difference.path_title = path.path->written->title;
    const PathResult& other = two->paths[two->deciding(measure)];
    if (one->applies.truth != Tri::no && two->applies.truth != Tri::no && other.path != path.path)
      difference.second_path = other.path->written->title;
    const PathResult *a = path_of(*one, difference.path), *b = path_of(*two, difference.path);
    if (a != nullptr) difference.first_total = a->uplift;
    if (b != nullptr) difference.second_total = b->uplift;
    for (std::size_t i = 0; i < path.stages.size(); ++i) {
      StageDifference stage;
      stage.id = path.stages[i].stage->id;
      stage.title = path.stages[i].stage->written->title;
      for (const auto& [side, into] : {std::pair{a, &stage.first}, std::pair{b, &stage.second}}) {
        if (side == nullptr || i >= side->stages.size()) continue;
        *into = side->stages[i].contribution;
        add_facts(side->stages[i].raise, stage.facts);
        add_facts(side->stages[i].lower, stage.facts);
      }
      stage.facts = moving(difference, stage, i);
      if (stage.first != stage.second) difference.stages.push_back(std::move(stage));
    }
    std::stable_sort(
        difference.stages.begin(), difference.stages.end(),
        [](const StageDifference& x, const StageDifference& y) { return x.points() > y.points(); });
  }

  // Of the facts behind a stage those that change it, or that cannot be changed alone; all that differ where
  // none does.
  std::vector<FactId> moving(const Difference& difference, const StageDifference& stage,
                             std::size_t place) const {
    std::vector<FactId> differing, moving;
    for (const Swapped& swapped : swapped_) {
      if (std::find(stage.facts.begin(), stage.facts.end(), swapped.fact) == stage.facts.end()) continue;
      differing.push_back(swapped.fact);
      const SubjectResult* subject =
          swapped.assessment ? subject_of(*swapped.assessment, difference.measure) : nullptr;
      const PathResult* path = subject == nullptr ? nullptr : path_of(*subject, difference.path);
      const bool there = path != nullptr && place < path->stages.size();
      if (!swapped.assessment || (there ? path->stages[place].contribution : Interval{}) != stage.first)
        moving.push_back(swapped.fact);
    }
    return moving.empty() ? differing : moving;
  }

  void facts(Difference& difference, std::size_t measure) {
    const std::vector<FactId> reads = facts_of_measure(program_, difference.measure.id);
    for (Swapped& swapped : swapped_) {
      FactDifference one{swapped.fact, swapped.first, swapped.second, std::nullopt};
      if (swapped.assessment) {
        const Reading& with = swapped.readings[measure];
        if (with.value == difference.first.value && with.applies == difference.first.applies) continue;
        one.with_second = with;
      } else if (std::find(reads.begin(), reads.end(), swapped.fact) == reads.end()) {
        continue;
      }
      swapped.moves = true;
      difference.facts.push_back(std::move(one));
    }
    std::stable_sort(difference.facts.begin(), difference.facts.end(),
                     [&](const FactDifference& a, const FactDifference& b) {
                       return effect(difference, a) > effect(difference, b);
                     });
  }

  static double effect(const Difference& difference, const FactDifference& fact) {
    if (!fact.with_second) return 0;
    const Interval &a = difference.first.value, &b = fact.with_second->value;
    return std::max(std::abs(a.low() - b.low()), std::abs(a.high() - b.high()));
  }

  const Program& program_;
  const BoundCard &first_, &second_;
  Date date_;
  Assessment one_, two_;
  std::vector<Swapped> swapped_;
};

}  // namespace

double StageDifference::points() const {
  return std::max(std::abs(first.low() - second.low()), std::abs(first.high() - second.high()));
}

Differences differences(const Program& program, const BoundCard& first, const BoundCard& second, Date date) {
  return Differ(program, first, second, date).run();
}

}  // namespace openrisk
