#include "cases/found.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "card/argument.hpp"

namespace openrisk {
namespace {

void find_subject(const Assessment& assessment, const Card& card, std::string_view name,
                  std::optional<Found>& found) {
  for (const SubjectResult& result : assessment.subjects) {
    const std::string whole = result.subject->name();
    if (name != whole && !name.starts_with(whole + ".")) continue;
    const std::string argument = whole + ".argument.";
    if (name.starts_with(argument) && result.subject->kind == Kind::threat) {
      const std::string_view step = name.substr(argument.size());
      if (std::find(argument_steps().begin(), argument_steps().end(), step) == argument_steps().end()) return;
      found = Found{};
      found->given = card.argued(result.subject->id, step);
      return;
    }
    for (const RegimeResult& regime : result.regimes) {
      if (name != whole + ".regimes." + regime.regime->written->id.text) continue;
      found = Found{};
      found->reach = regime.reach;
    }
    const Measure* measure = assessment.find(name);
    if (measure == nullptr && name != whole) continue;
    found = Found{};
    found->applies = result.applies.truth;
    if (measure != nullptr) {
      found->value = measure->value;
      found->band = measure->band;
    }
  }
}

void find_check(const Assessment& assessment, std::string_view name, std::optional<Found>& found) {
  for (const CheckGroup& group : assessment.checks) {
    const std::string whole = "checks." + group.group;
    if (name == whole) {
      found = Found{};
      found->value = group.met;
    }
    for (const CheckResult& item : group.items) {
      if (name != whole + "." + item.check->written->id.text) continue;
      found = Found{};
      found->state = item.state;
      found->applies = item.applies.truth;
    }
  }
}

void find_gate(const PolicyResult* policy, std::string_view name, std::optional<Found>& found) {
  if (policy == nullptr) return;
  if (name == "verdict") {
    found = Found{};
    found->verdict = policy->verdict;
  }
  for (const GateResult& gate : policy->gates) {
    if (name != "gates." + gate.gate->written->id.text) continue;
    found = Found{};
    found->verdict = gate.verdict;
  }
}

}  // namespace

std::optional<Found> find_expected(const Assessment& assessment, const PolicyResult* policy, const Card& card,
                                   std::string_view name) {
  std::optional<Found> found;
  find_subject(assessment, card, name, found);
  find_check(assessment, name, found);
  find_gate(policy, name, found);
  for (const LadderResult& ladder : assessment.ladders) {
    if (name != "ladders." + ladder.ladder->written->id.text) continue;
    found = Found{};
    found->applies = ladder.applies.truth;
    found->ladder = &ladder;
  }
  return found;
}

std::vector<std::string> rungs_of(const LadderResult& result) {
  std::vector<std::string> ids{"none"};
  for (const CompiledRung& rung : result.ladder->rungs) ids.push_back(rung.written->id.text);
  return ids;
}

std::string how_to_expect(const Found& found) {
  if (found.ladder != nullptr)
    return "write {certain: RUNG, possible: RUNG}; the rungs are " + join(rungs_of(*found.ladder), ", ");
  if (found.state) return "write met, not_met, unknown or not_applicable";
  if (found.reach) return "write now, later, possible, precedent or no";
  if (found.given) return "write full, partial or absent";
  if (found.verdict) return "write pass, warn or fail";
  if (found.value) return "write {low: \">= 25\", high: 40}, with one end or both";
  return "a threat is scored over a baseline: threats.ID.BASELINE";
}

}  // namespace openrisk
