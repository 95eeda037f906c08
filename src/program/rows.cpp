// Of levels and booleans every rank is tried, of numbers each constant and what lies to either side, of sets
// every subset of the members that are asked about.
#include "program/rows.hpp"

#include <algorithm>
#include <bit>
#include <cmath>

#include "card/value.hpp"
#include "program/truth.hpp"
#include "program/walk.hpp"

namespace openrisk {

namespace {

using Op = ConditionNode::Op;

// The rows of the tests of one fact, by its type.
class Rows {
 public:
  Rows(const Program& program, const std::vector<ConditionId>& tests)
      : program_(program),
        fact_((*program.vocabulary)[program.conditions[tests.front()].fact]),
        tests_(tests) {}

  std::optional<std::vector<Row>> all() {
    switch (program_.conditions[tests_.front()].op) {
      case Op::level_in: ranks(); break;
      case Op::number: numbers(); break;
      case Op::has_any:
      case Op::has_all: members(); break;
      default: independent(); break;
    }
    if (rows_.empty()) return std::nullopt;
    std::sort(rows_.begin(), rows_.end());
    rows_.erase(std::unique(rows_.begin(), rows_.end()), rows_.end());
    return rows_;
  }

 private:
  template <typename Truth>
  void add(Truth truth) {
    Row row;
    for (ConditionId id : tests_) row[id] = truth(program_.conditions[id]);
    rows_.push_back(std::move(row));
  }

  void ranks() {
    const std::size_t count = fact_.type == FactType::boolean ? 2 : fact_.values.size();
    for (std::size_t rank = 0; rank < count; ++rank)
      add([rank](const ConditionNode& n) { return (n.bits >> rank & 1) != 0; });
  }

  void numbers() {
    std::vector<double> cuts;
    for (ConditionId id : tests_) {
      const double c = program_.conditions[id].constant;
      const double step = std::max(1e-9, std::abs(c) * 1e-9);
      for (double x : {c - step, c, c + step})
        if (within(fact_, x)) cuts.push_back(x);
    }
    for (double x : cuts) add([x](const ConditionNode& n) { return compare(n.compare, x, n.constant); });
  }

  void members() {
    std::uint64_t asked = 0;
    for (ConditionId id : tests_) asked |= program_.conditions[id].bits;
    if ((std::uint64_t{1} << std::min(std::popcount(asked), 63)) > most_rows) return;
    std::uint64_t set = 0;
    do {  // every subset of the members that are asked about
      add([set](const ConditionNode& n) {
        return n.op == Op::has_any ? (set & n.bits) != 0 : (set & n.bits) == n.bits;
      });
      set = (set - asked) & asked;
    } while (set != 0);
  }

  // Texts, licence terms, `known`: taken as independent of each other.
  void independent() {
    if (tests_.size() > 10) return;
    for (std::size_t bits = 0; bits < (std::size_t{1} << tests_.size()); ++bits) {
      Row row;
      for (std::size_t i = 0; i < tests_.size(); ++i) row[tests_[i]] = (bits >> i & 1) != 0;
      rows_.push_back(std::move(row));
    }
  }

  const Program& program_;
  const Fact& fact_;
  const std::vector<ConditionId>& tests_;
  std::vector<Row> rows_;
};

}  // namespace

std::optional<std::vector<std::vector<Row>>> rows_of_facts(const Program& program,
                                                           const std::vector<ConditionId>& conditions) {
  std::map<std::pair<FactId, bool>, std::vector<ConditionId>> by_fact;
  std::vector<std::pair<FactId, bool>> order;
  std::set<ConditionId> seen;
  for (ConditionId condition : conditions)
    for (ConditionId id : live_tests(program, condition)) {
      if (!seen.insert(id).second) continue;
      const ConditionNode& node = program.conditions[id];
      const std::pair key{node.fact, node.is_test()};
      std::vector<ConditionId>& tests = by_fact[key];
      if (tests.empty()) order.push_back(key);
      tests.push_back(id);
    }
  std::vector<std::vector<Row>> all;
  for (const auto& key : order) {
    auto rows = Rows(program, by_fact[key]).all();
    if (!rows) return std::nullopt;
    all.push_back(*std::move(rows));
  }
  return all;
}

}  // namespace openrisk
