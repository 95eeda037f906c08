// The search for the smallest sets of changes that reach a target.
#pragma once

#include <map>
#include <optional>
#include <set>
#include <utility>
#include <vector>

#include "study/candidates.hpp"
#include "study/target_judge.hpp"

namespace openrisk {

// A change of one candidate: its place among the candidates, and its value among those of the candidate.
using Choice = std::pair<std::size_t, std::size_t>;
using Choices = std::vector<Choice>;  // sorted

// What a search came to; `branch` has its bounds.
struct FoundChanges {
  AdviceBranch branch;
  std::vector<Choices> sets;
};

class ChangeSearch {
 public:
  ChangeSearch(const Program& program, const BoundCard& card, const Target& target,
               const AdviceRequest& request);

  // The smallest sets that hold `base`, which is empty or one change of how the weights are released; no set
  // holds another such change.
  FoundChanges run(const Choices& base);

  const std::vector<Candidate>& candidates() const { return candidates_; }
  // The candidate that is how the weights are released.
  const std::optional<std::size_t>& release() const { return release_; }
  const std::set<FactId>& reads() const { return reads_; }  // of the target
  Card changed(const Choices& choices) const;
  TargetJudge& judge() { return judge_; }

 private:
  std::optional<Verdicts> verdicts(const Choices& choices);
  bool reaches(const Choices& choices);
  Card all_open(const Choices& base) const;
  bool out_of_reach(const Choices& base, AdviceBranch& branch);
  void deepen(Choices& choices, int left);
  std::optional<Choices> climb(const Choices& base);
  std::optional<Choices> narrow(const Choices& base);
  Choices needed(Choices choices, const Choices& base);
  bool is_open(std::size_t candidate, const Choices& choices) const;

  const Program& program_;
  const Vocabulary& vocabulary_;
  const BoundCard& card_;
  const AdviceRequest& request_;
  TargetJudge judge_;
  std::set<FactId> reads_;
  std::vector<std::set<FactId>> moves_;  // by gate: what it reads, and what is bound up with that
  std::vector<Candidate> candidates_;
  std::optional<std::size_t> release_;
  std::map<Choices, std::optional<Verdicts>> judged_;
  std::set<Choices> visited_;  // at the depth at hand
  std::vector<Choices> found_;
};

}  // namespace openrisk
