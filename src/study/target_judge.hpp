// Whether a card reaches a target, and how far it is from it.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "study/study.hpp"

namespace openrisk {

// What the target says of one card.
struct Verdicts {
  Tri reached = Tri::no;
  std::size_t gate = 0;  // one that is not reached
  double badness = 0;    // how far the gates are from being reached, in points
};

// A card with what the target's measures are, and how they are judged.
struct JudgedCard {
  BoundCard card;
  Assessment assessment;
  PolicyResult result;
};

class TargetJudge {
 public:
  TargetJudge(const Program& program, const Target& target, const AdviceRequest& request);

  // Nothing where the card contradicts itself.
  std::optional<JudgedCard> judge(Card card);
  static Verdicts verdicts(const PolicyResult& result);

  // Whether no card at all can reach the target that agrees with this one in all that it states: a gate fails
  // for certain, and nothing that is open could help it.
  bool never(const PolicyResult& result) const;

  // How many changes are needed at the least, by what is not met.
  int least(const JudgedCard& judged) const;

  // All measures of a card that contradicts nothing.
  Assessment whole(const Card& card) const;

  // The measures that gates look at, among those of the study; and what a card that was judged gives for
  // them.
  const std::vector<std::size_t>& targets() const { return targets_; }
  std::vector<Reading> target_readings(const Assessment& assessment) const;
  std::size_t tried() const { return tried_; }

 private:
  bool bounds(const CompiledGate& gate) const;

  const Program& program_;
  const Target& target_;
  const AdviceRequest& request_;
  std::vector<std::string> only_;  // the numbers that gates look at
  bool classifies_ = false;        // gates look at ladders or checks
  std::vector<StudyMeasure> measures_;
  std::vector<std::size_t> targets_;
  std::size_t tried_ = 0;
};

}  // namespace openrisk
