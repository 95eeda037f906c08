#include <algorithm>

#include "study/study.hpp"

namespace openrisk {
namespace {

std::string support_of(const Statement* statement) {
  if (statement == nullptr || statement->standing != Standing::stated) return "";
  return statement->sourced() ? "evidence" : "claim";
}

// Two gates are the same where they have the same id.
GateChange change_of(Verdict from, Verdict to) {
  if (to == Verdict::pass) return from == Verdict::pass ? GateChange::none : GateChange::mended;
  return to > from ? GateChange::fresh : GateChange::standing;
}

}  // namespace

std::string_view name_of(Change change) {
  switch (change) {
    case Change::better: return "better";
    case Change::worse: return "worse";
    case Change::same: return "same";
    case Change::undecided: return "undecided";
  }
  return "";
}

std::string_view name_of(GateChange change) {
  switch (change) {
    case GateChange::fresh: return "new";
    case GateChange::standing: return "standing";
    case GateChange::mended: return "mended";
    case GateChange::none: return "none";
  }
  return "";
}

Change change_between(const StudyMeasure& measure, const Reading& from, const Reading& to) {
  // What does not apply stands at the bottom of its scale.
  const Interval a = from.applies == Tri::no ? Interval{} : from.value;
  const Interval b = to.applies == Tri::no ? Interval{} : to.value;
  const bool up = b.low() > a.low() || b.high() > a.high();
  const bool down = b.low() < a.low() || b.high() < a.high();
  if (!up && !down) return Change::same;
  // An interval that only grew or shrank says that more or less is known, not where the number lies.
  if ((up && down) || a.contains(b) || b.contains(a)) return Change::undecided;
  return up == measure.higher_is_better() ? Change::better : Change::worse;
}

std::vector<FactChange> fact_changes(const Vocabulary& vocabulary, const Card& from, const Card& to) {
  std::vector<FactChange> changes;
  for (const Fact& fact : vocabulary.facts()) {
    FactChange change{fact.id, said(vocabulary, from, fact.id), said(vocabulary, to, fact.id),
                      support_of(from.find(fact.id)), support_of(to.find(fact.id))};
    if (change.from != change.to || change.from_support != change.to_support)
      changes.push_back(std::move(change));
  }
  return changes;
}

std::vector<MeasureChange> measure_changes(const std::vector<StudyMeasure>& measures, const Assessment& from,
                                           const Assessment& to) {
  const std::vector<Reading> before = readings(measures, from), after = readings(measures, to);
  std::vector<MeasureChange> changes;
  for (std::size_t i = 0; i < measures.size(); ++i)
    changes.push_back({measures[i], before[i], after[i], change_between(measures[i], before[i], after[i])});
  return changes;
}

std::vector<GateSince> gate_changes(const PolicyResult& from, const PolicyResult& to) {
  std::vector<GateSince> changes;
  for (const GateResult& now : to.gates) {
    GateSince since{now.gate->written->id.text, Verdict::pass, now.verdict, GateChange::none};
    for (const GateResult& then : from.gates)
      if (then.gate->written->id.text == since.id) since.from = then.verdict;
    since.change = change_of(since.from, since.to);
    changes.push_back(std::move(since));
  }
  return changes;
}

bool Since::increased() const {
  return std::any_of(measures.begin(), measures.end(), [](const MeasureChange& change) {
    if (!change.measure.is_risk() || change.to.applies == Tri::no) return false;
    const double before = change.from.applies == Tri::no ? 0 : change.from.value.high();
    return change.to.value.high() > before;
  });
}

}  // namespace openrisk
