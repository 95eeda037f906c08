#include "study/candidates.hpp"

#include <algorithm>

#include "program/access.hpp"

namespace openrisk {
namespace {

// Of a set that is stated in full one member less: to add one is no advice, and to complete a list is an
// answer.
std::vector<std::string> other_sets(const Program& program, const Fact& fact, const Statement* statement) {
  std::vector<std::string> values;
  const auto* members = statement == nullptr ? nullptr : std::get_if<Members>(&statement->value);
  if (members == nullptr || statement->standing != Standing::stated || statement->partial) return values;
  std::uint64_t asked = 0;
  for (const ConditionNode& node : program.conditions)
    if (node.is_test() && node.fact == fact.id) asked |= node.bits;
  for (std::uint64_t rest = asked & members->bits; rest != 0; rest &= rest - 1)
    values.push_back(to_text(fact, Members{members->bits & ~(rest & (~rest + 1))}));
  return values;
}

// Hiding what is public, and saying that there is nothing of the kind, is no advice.
void drop_less_open(std::vector<std::string>& values, const Statement* statement) {
  const auto* level = statement == nullptr ? nullptr : std::get_if<Level>(&statement->value);
  const std::size_t hidden = std::min<std::size_t>((level == nullptr ? 0u : level->rank) + 1u, values.size());
  values.erase(values.begin(), values.begin() + static_cast<std::ptrdiff_t>(hidden));
}

std::vector<std::string> other_values(const Program& program, const Card& card, const Fact& fact) {
  const Statement* statement = card.find(fact.id);
  if (fact.type == FactType::set) return other_sets(program, fact, statement);
  std::vector<std::string> values = telling_values(program, fact.id);
  if (fact.type == FactType::level && is_openness(fact) && fact.path != access_fact)
    drop_less_open(values, statement);
  std::erase(values, said(*program.vocabulary, card, fact.id));
  return values;
}

}  // namespace

std::vector<Candidate> candidates(const Program& program, const BoundCard& card,
                                  const std::set<FactId>& reads, const std::vector<std::string>& allow) {
  std::vector<Candidate> all;
  for (FactId id : reads) {
    const Fact& fact = (*program.vocabulary)[id];
    const bool allowed = std::find(allow.begin(), allow.end(), fact.path) != allow.end();
    if (card.answers[id].standing == Standing::not_applicable || is_capability(fact) || !fact.effort)
      continue;
    if (fact.path == access_fact && !allowed) continue;
    Candidate candidate{id, other_values(program, card.card, fact)};
    if (!candidate.values.empty()) all.push_back(std::move(candidate));
  }
  return all;
}

}  // namespace openrisk
