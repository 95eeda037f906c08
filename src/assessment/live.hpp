// What is still open in some part of a problem.
#pragma once

#include <algorithm>
#include <cstdint>
#include <memory_resource>
#include <utility>
#include <vector>

#include "assessment/problem.hpp"

namespace openrisk {

// The tests of a variable, one bit each.
using Mask = std::uint64_t;

// Per open variable the tests and the heights that matter. A handful of entries, made and dropped many
// times in a search: they live in its arena.
class Live {
 public:
  explicit Live(std::pmr::memory_resource* arena) : tests_(arena), heights_(arena) {}

  void add_tests(VariableId variable, Mask mask) {
    for (auto& [v, m] : tests_) {
      if (v != variable) continue;
      m |= mask;
      return;
    }
    if (tests_.capacity() == 0) tests_.reserve(few);
    tests_.emplace_back(variable, mask);
  }
  void add_height(VariableId variable, std::uint8_t slot) {
    if (heights_.capacity() == 0) heights_.reserve(few);
    heights_.emplace_back(variable, slot);
  }
  void merge(const Live& other) {
    for (const auto& [v, m] : other.tests_) add_tests(v, m);
    heights_.insert(heights_.end(), other.heights_.begin(), other.heights_.end());
  }

  bool empty() const { return tests_.empty() && heights_.empty(); }
  Mask mask(VariableId variable) const {
    for (const auto& [v, m] : tests_)
      if (v == variable) return m;
    return 0;
  }
  bool has(VariableId variable) const {
    for (const auto& [v, m] : tests_)
      if (v == variable) return true;
    for (const auto& [v, slot] : heights_)
      if (v == variable) return true;
    return false;
  }
  bool touches(const Live& other) const {
    for (const auto& [v, m] : tests_)
      if (other.has(v)) return true;
    for (const auto& [v, slot] : heights_)
      if (other.has(v)) return true;
    return false;
  }
  template <typename Holds>
  bool all_heights(VariableId variable, Holds holds) const {
    for (const auto& [v, slot] : heights_)
      if (v == variable && !holds(slot)) return false;
    return true;
  }

  // In the order of their numbers, each once.
  std::pmr::vector<VariableId> variables() const {
    std::pmr::vector<VariableId> all(tests_.get_allocator());
    all.reserve(tests_.size() + heights_.size());
    for (const auto& [v, m] : tests_) all.push_back(v);
    for (const auto& [v, slot] : heights_) all.push_back(v);
    std::sort(all.begin(), all.end());
    all.erase(std::unique(all.begin(), all.end()), all.end());
    return all;
  }

 private:
  static constexpr std::size_t few = 8;  // growing there costs more than what is left free
  std::pmr::vector<std::pair<VariableId, Mask>> tests_;
  std::pmr::vector<std::pair<VariableId, std::uint8_t>> heights_;
};

}  // namespace openrisk
