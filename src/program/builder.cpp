// Nodes are hash-consed: before a node is appended, an equal one is looked up. Conjunctions and
// disjunctions are flattened, their parts sorted and folded, so that `a and b` and `b and a` are one
// node. The sharing lets the solver see at once that release and baseline ask the same thing.
#include <algorithm>
#include <functional>

#include "program/conditions.hpp"

namespace openrisk {

namespace {

using Op = ConditionNode::Op;

std::size_t hash_of(const ConditionNode& n, const std::vector<ConditionId>& children) {
  std::size_t h = static_cast<std::size_t>(n.op);
  auto mix = [&h](std::size_t v) {
    h = (h ^ v) * 0x9E3779B97F4A7C15ull;
    h ^= h >> 29;
  };
  mix(static_cast<std::size_t>(n.compare));
  mix(n.fact);
  mix(n.index);
  mix(n.bits);
  mix(std::hash<double>{}(n.constant));
  for (ConditionId c : children) mix(c);
  return h;
}

}  // namespace

ConditionBuilder::ConditionBuilder(Program& program) : program_(program) {
  for (ConditionId id = 0; id < program.conditions.size(); ++id) {  // what was built before
    const ConditionNode& node = program.conditions[id];
    const auto first = program.children.begin() + node.first_child;
    known_.emplace(hash_of(node, {first, first + node.child_count}), id);
  }
  ConditionNode node;
  node.op = Op::never;
  intern(node, {});
  node.op = Op::always;
  intern(node, {});
}

ConditionId ConditionBuilder::intern(const ConditionNode& node, const std::vector<ConditionId>& children) {
  const std::size_t hash = hash_of(node, children);
  auto [first, last] = known_.equal_range(hash);
  for (auto it = first; it != last; ++it) {
    const ConditionNode& old = program_.conditions[it->second];
    if (old.op == node.op && old.compare == node.compare && old.fact == node.fact &&
        old.index == node.index && old.bits == node.bits && old.constant == node.constant &&
        old.child_count == children.size() &&
        std::equal(children.begin(), children.end(), program_.children.begin() + old.first_child))
      return it->second;
  }
  ConditionNode fresh = node;
  fresh.first_child = static_cast<std::uint32_t>(program_.children.size());
  fresh.child_count = static_cast<std::uint32_t>(children.size());
  program_.children.insert(program_.children.end(), children.begin(), children.end());
  const auto id = static_cast<ConditionId>(program_.conditions.size());
  program_.conditions.push_back(fresh);
  known_.emplace(hash, id);
  return id;
}

ConditionId ConditionBuilder::test(ConditionNode node) { return intern(node, {}); }

ConditionId ConditionBuilder::applicable(FactId fact) {
  const ConditionId condition = program_.applies[fact];
  if (condition == always) return always;
  ConditionNode node;
  node.op = Op::applicable;
  node.fact = fact;
  return intern(node, {condition});
}

ConditionId ConditionBuilder::gated(ConditionNode node) {
  return conjunction({applicable(node.fact), test(node)});
}

ConditionId ConditionBuilder::negation(ConditionId child) {
  if (child == never) return always;
  if (child == always) return never;
  const ConditionNode& inner = program_.conditions[child];
  if (inner.op == Op::negation) return program_.children[inner.first_child];
  ConditionNode node;
  node.op = Op::negation;
  return intern(node, {child});
}

ConditionId ConditionBuilder::conjunction(const std::vector<ConditionId>& parts) {
  return combine(Op::conjunction, parts);
}

ConditionId ConditionBuilder::disjunction(const std::vector<ConditionId>& parts) {
  return combine(Op::disjunction, parts);
}

ConditionId ConditionBuilder::combine(Op op, const std::vector<ConditionId>& parts) {
  const ConditionId neutral = op == Op::conjunction ? always : never;
  const ConditionId settling = op == Op::conjunction ? never : always;
  std::vector<ConditionId> flat;
  for (ConditionId part : parts) {
    const ConditionNode& node = program_.conditions[part];
    if (part == settling) return settling;
    if (part == neutral) continue;
    if (node.op == op)
      flat.insert(flat.end(), program_.children.begin() + node.first_child,
                  program_.children.begin() + node.first_child + node.child_count);
    else
      flat.push_back(part);
  }
  std::sort(flat.begin(), flat.end());
  flat.erase(std::unique(flat.begin(), flat.end()), flat.end());
  if (flat.empty()) return neutral;
  if (flat.size() == 1) return flat.front();
  ConditionNode node;
  node.op = op;
  return intern(node, flat);
}

}  // namespace openrisk
