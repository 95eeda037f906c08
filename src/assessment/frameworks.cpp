#include "assessment/frameworks.hpp"

#include <algorithm>

#include "assessment/outcome.hpp"

namespace openrisk {

namespace {

// Where a legal rule stood on a day; one that is adopted without a day is still to come.
RegimeStatus status_at(const Regime& regime, Date date) {
  if (regime.since && date < *regime.since) return RegimeStatus::proposed;
  if (regime.status == RegimeStatus::failed || regime.status == RegimeStatus::proposed) return regime.status;
  if (regime.from) return date < *regime.from ? RegimeStatus::adopted : RegimeStatus::in_force;
  return regime.status;
}

Reach reach_of(const Regime& regime, RegimeStatus status, Tri applies, Date date) {
  if (applies == Tri::no || (regime.until && *regime.until < date)) return Reach::no;
  if (status == RegimeStatus::failed) return Reach::precedent;
  if (applies == Tri::unknown || status == RegimeStatus::proposed) return Reach::possible;
  return status == RegimeStatus::adopted ? Reach::later : Reach::now;
}

}  // namespace

Interval share_met(std::size_t yes, std::size_t unknown, std::size_t all) {
  if (all == 0) return {};
  const double unit = 100.0 / static_cast<double>(all);
  return {round_score(unit * static_cast<double>(yes)),
          round_score(unit * static_cast<double>(yes + unknown))};
}

Tri NeedResult::met() const {
  if (!counts() || outcome.truth == Tri::yes) return Tri::yes;
  return outcome.truth == Tri::no && applies.truth == Tri::yes ? Tri::no : Tri::unknown;
}

std::size_t CheckGroup::counted() const {
  return static_cast<std::size_t>(std::count_if(items.begin(), items.end(), [](const CheckResult& item) {
    return item.state != CheckState::not_applicable;
  }));
}

std::vector<LadderResult> assess_ladders(const Program& program, const Answers& answers) {
  std::vector<LadderResult> results;
  for (const CompiledLadder& ladder : program.ladders) {
    LadderResult result;
    result.ladder = &ladder;
    result.applies = evaluate(program, answers, ladder.applies);
    Tri reached = result.applies.truth;
    for (const CompiledRung& rung : ladder.rungs) {
      RungResult r;
      r.rung = &rung;
      std::size_t yes = 0, unknown = 0, all = 0;
      for (const CompiledNeed& need : rung.needs) {
        r.needs.push_back(
            {&need, evaluate(program, answers, need.applies), evaluate(program, answers, need.when)});
        const Tri met = r.needs.back().met();
        reached = both(reached, met);
        if (!r.needs.back().counts()) continue;
        ++all;
        yes += met == Tri::yes;
        unknown += met == Tri::unknown;
      }
      r.met = all == 0 ? Interval{100, 100} : share_met(yes, unknown, all);  // nothing is asked
      if (reached == Tri::yes) result.certain = static_cast<int>(result.rungs.size());
      if (reached != Tri::no) result.possible = static_cast<int>(result.rungs.size());
      result.rungs.push_back(std::move(r));
    }
    results.push_back(std::move(result));
  }
  return results;
}

std::vector<CheckGroup> assess_checks(const Program& program, const Answers& answers) {
  std::vector<CheckGroup> groups;
  for (const CompiledCheck& check : program.checks) {
    const std::string& name = check.written->group.text;
    auto group =
        std::find_if(groups.begin(), groups.end(), [&](const CheckGroup& g) { return g.group == name; });
    if (group == groups.end()) group = groups.insert(groups.end(), CheckGroup{name, {}, {}});
    CheckResult result;
    result.check = &check;
    result.applies = evaluate(program, answers, check.applies);
    result.outcome = evaluate(program, answers, check.when);
    const Tri truth = result.outcome.truth;
    if (result.applies.truth == Tri::no)
      result.state = CheckState::not_applicable;
    else if (truth == Tri::yes)
      result.state = CheckState::met;  // met, whether or not it applies
    else
      result.state =
          truth == Tri::no && result.applies.truth == Tri::yes ? CheckState::not_met : CheckState::unknown;
    group->items.push_back(std::move(result));
  }
  for (CheckGroup& group : groups) {
    std::size_t met = 0, unknown = 0, all = 0;
    for (const CheckResult& item : group.items) {
      met += item.state == CheckState::met;
      unknown += item.state == CheckState::unknown;
      all += item.state != CheckState::not_applicable;
    }
    group.met = share_met(met, unknown, all);
  }
  return groups;
}

std::vector<RegimeResult> assess_regimes(const Program& program, const Answers& answers,
                                         const CompiledSubject& subject, Date date) {
  std::vector<RegimeResult> results;
  for (const CompiledRegime& regime : subject.regimes) {
    RegimeResult result;
    result.regime = &regime;
    result.applies = evaluate(program, answers, regime.applies);
    result.status = status_at(*regime.written, date);
    result.reach = reach_of(*regime.written, result.status, result.applies.truth, date);
    results.push_back(std::move(result));
  }
  return results;
}

}  // namespace openrisk
