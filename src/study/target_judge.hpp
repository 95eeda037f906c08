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

  // All measures of a card that contradicts nothing.
  Assessment whole(const Card& card) const;

  const std::vector<std::string>& measures() const { return only_; }  // that gates look at
  std::size_t tried() const { return tried_; }

 private:
  bool bounds(const CompiledGate& gate) const;

  const Program& program_;
  const Target& target_;
  const AdviceRequest& request_;
  std::vector<std::string> only_;
  std::size_t tried_ = 0;
};

}  // namespace openrisk
