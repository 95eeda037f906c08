// The search for one end of one scope of a problem, which can be asked again with a fact held.
#pragma once

#include <array>
#include <cstddef>
#include <memory_resource>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "assessment/frontier.hpp"
#include "assessment/live.hpp"
#include "assessment/solver.hpp"

namespace openrisk {

// An open fact: what is said of it and, if that is open too, what is shown.
struct Opening {
  VariableId said = 0;
  std::optional<VariableId> shown;
};

// An open variable held at one of its classes.
struct Held {
  VariableId variable = 0;
  std::int16_t value_class = -1;  // -1: not held
};

class Search {
 public:
  Search(const Problem& problem, const std::vector<double>& numbers, End end, const Scope& scope);
  Search(const Search&) = delete;
  Search& operator=(const Search&) = delete;

  // The best value, with up to two variables held (a fact as said and as shown).
  Bound run(const std::array<Held, 2>& held = {});
  // Keeps what stages give and what is settled whatever is held: worth it where many runs follow.
  void remember();

  // Whether the two ends can differ: else one of them is both.
  bool varies();

  // What is open in the scope while nothing is held, and the classes of a fact among which the best answers
  // are then found. It lives until the next run.
  Live open_at_first();
  std::vector<int> extremes(const Opening& opening, const Live& open) const;

 private:
  using Rules = std::pmr::vector<const ProblemRule*>;
  static constexpr std::int16_t unassigned = -1;

  // --- truth
  Tri eval(FormulaId id) const;
  bool holds(FormulaId id) const { return eval(id) == Tri::yes; }
  void collect(FormulaId id, Live& live) const;
  void collect(const ProblemRule& rule, Live& live) const;
  void collect(const std::vector<ProblemRule>& rules, Live& live) const;
  double effect(const Effect& effect) const;

  // --- directions
  void polarities();
  void polarity(FormulaId id, int sign);
  void polarity(const ProblemRule& rule, int sign);
  bool beats(const ValueClass& a, const ValueClass& b, VariableId variable, Mask mask,
             const Live& live) const;
  std::pmr::vector<std::int16_t> choices(VariableId variable, const Live& live, bool free) const;

  // --- branching
  Live open() const;
  void open_parts(Live& live) const;
  bool is_open(const std::vector<VariableId>& variables) const;
  bool constrained(Live& live) const;
  Live bound() const;
  bool settle_once(const Live& bound);
  void settle();
  std::optional<double> search();
  double leaf();
  double path_value(const ProblemPath& path);
  double stage_value(const ProblemStage& stage, bool baseline);
  template <typename Visit>
  void each_choice(const std::pmr::vector<VariableId>& variables, const Live& live, std::size_t at,
                   const Visit& visit);

  // --- stages
  Points stage_points(const ProblemStage& stage, bool linear, bool baseline);
  Points pairs(const std::vector<ProblemRule>& rules, Wish wish, bool linear, bool baseline);
  Points group_points(const Rules& rules, const Live& live, Wish wish, bool linear, bool baseline);
  void multiply(Point& product, const ProblemRule& rule, bool baseline) const;
  double absorbed();

  // --- outer bounds
  double outer();
  double outer_stage(const ProblemPath& path, std::size_t stage, bool with_baseline);

  bool in_scope(const ProblemPath& path) const {
    return !scope_.only_absorb && (scope_.path == Scope::all || scope_.path == path.index);
  }
  template <typename Visit>
  void each_stage(const ProblemPath& path, const Visit& visit) const {
    for (std::size_t i = 0; i < path.stages.size(); ++i)
      if (scope_.stage == Scope::all || scope_.stage == i) visit(path.stages[i]);
  }
  bool with_baseline() const { return scope_.baseline && problem_.has_baseline; }
  double better(double a, double b) const { return maximise_ ? std::max(a, b) : std::min(a, b); }
  bool count(std::size_t n) {
    evaluations_ += static_cast<int>(n);
    if (evaluations_ > limit_) exhausted_ = true;
    return !exhausted_;
  }
  Live nothing() const { return Live(&arena_); }

  const Problem& problem_;
  const std::vector<double>& numbers_;
  const bool maximise_;
  const Scope scope_;
  int limit_;
  int evaluations_ = 0;
  bool exhausted_ = false;
  bool remembers_ = false;
  // By variable: the class that it is given, the one that is best whatever the others are, and the tests
  // and heights by the direction in which they push the value.
  struct Directions {
    Mask up = 0, down = 0;
    bool height_up = false, height_down = false;
  };
  std::vector<std::int16_t> assigned_, settled_;
  std::vector<Directions> directions_;
  std::unordered_map<std::string, double> known_;  // values of stages by what is assigned
  // What a run makes lives as long as the run; nearly all of it fits the buffer.
  std::array<std::byte, 16384> buffer_;
  mutable std::pmr::monotonic_buffer_resource arena_{buffer_.data(), buffer_.size()};
};

}  // namespace openrisk
