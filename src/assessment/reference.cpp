// Whether another release can speak for this one: fact by fact, whether the release stays within it. What
// either leaves open is open here.
#include "assessment/frameworks.hpp"

namespace openrisk {
namespace {

// Whether nothing can be more, or less, than the answer.
bool is_most(const Fact& fact, const Answer& answer) {
  if (const auto* yes = std::get_if<bool>(&answer.value)) return *yes;
  if (const auto* level = std::get_if<Level>(&answer.value)) return level->rank + 1u == fact.values.size();
  return false;
}

bool is_least(const Answer& answer) {
  if (const auto* yes = std::get_if<bool>(&answer.value)) return !*yes;
  if (const auto* level = std::get_if<Level>(&answer.value)) return level->rank == 0;
  if (const auto* set = std::get_if<Members>(&answer.value)) return set->bits == 0 && !answer.partial;
  return false;
}

bool is_at_most(const Value& one, const Value& other) {
  if (const auto* yes = std::get_if<bool>(&one)) return !*yes || std::get<bool>(other);
  if (const auto* level = std::get_if<Level>(&one)) return *level <= std::get<Level>(other);
  if (const auto* date = std::get_if<Date>(&one)) return *date <= std::get<Date>(other);
  return std::get<double>(one) <= std::get<double>(other);
}

// Whether `one` is at most `other`. What does not apply is no more than anything.
Tri is_at_most(const Fact& fact, const Answer& one, const Answer& other) {
  if (one.standing == Standing::not_applicable) return Tri::yes;
  if (one.stated() && is_least(one)) return Tri::yes;
  if (other.stated() && is_most(fact, other)) return Tri::yes;
  if (!one.stated() || !other.stated()) return Tri::unknown;
  const auto* members = std::get_if<Members>(&one.value);
  if (members == nullptr) return tri(is_at_most(one.value, other.value));
  if ((members->bits & ~std::get<Members>(other.value).bits) != 0)
    return other.partial ? Tri::unknown : Tri::no;
  return one.partial ? Tri::unknown : Tri::yes;
}

// Sorts the facts of a condition by what they say of it.
struct Seen {
  std::vector<FactId> met, broken, open;

  void add(Tri holds, FactId fact) {
    (holds == Tri::yes ? met : holds == Tri::no ? broken : open).push_back(fact);
  }
};

}  // namespace

ReferenceResult assess_reference(const Program& program, const Answers& answers, const BaselineCard& other) {
  ReferenceResult result;
  result.name = other.name;
  std::size_t met = 0, unknown = 0;
  for (const CompiledReference& condition : program.reference) {
    Seen seen;
    for (const FactId id : condition.at_most)
      seen.add(is_at_most((*program.vocabulary)[id], answers[id], other.answers[id]), id);
    for (const FactId id : condition.at_least)
      seen.add(is_at_most((*program.vocabulary)[id], other.answers[id], answers[id]), id);
    ReferenceCheck check;
    check.condition = &condition;
    check.state = !seen.broken.empty() ? CheckState::not_met
                  : !seen.open.empty() ? CheckState::unknown
                                       : CheckState::met;
    check.because = check.state == CheckState::met ? std::move(seen.met) : std::move(seen.broken);
    check.missing = std::move(seen.open);
    met += check.state == CheckState::met;
    unknown += check.state == CheckState::unknown;
    result.items.push_back(std::move(check));
  }
  result.met = share_met(met, unknown, result.items.size());
  return result;
}

}  // namespace openrisk
