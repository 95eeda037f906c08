// The assessment: what a program says about a card. Pure and total.
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "openrisk/logic.hpp"
#include "openrisk/program.hpp"

namespace openrisk {

// The truth of a condition with the facts that decided it. A settled result has no missing facts.
struct Outcome {
  Tri truth = Tri::unknown;
  std::vector<FactId> because;
  std::vector<FactId> missing;
};

enum class Band : std::uint8_t { negligible, low, moderate, high, severe };
std::string_view name_of(Band band);
std::optional<Band> parse_band(std::string_view text);
Band band_of(double percent, const Bands& bands);

using BandRange = std::pair<Band, Band>;  // of the low and the high end

// A fact worth knowing: by how much a single answer to it can narrow the interval, in points.
struct Missing {
  FactId fact = 0;
  bool source = false;  // a claim for which a source would settle something; else an open answer
  double settles = 0;
};

// A judgement of which one end of the range moves an end of the interval to another band.
struct Fragile {
  NumberId number = 0;
  BandRange from;
  BandRange to;
  double move = 0;  // the larger move of the two ends, in points
};

// How many numbers stand behind a score, by how they were reached.
struct BasisCount {
  int measured = 0, derived = 0, judged = 0, defined = 0;
  int total() const { return measured + derived + judged + defined; }
};

// One number of the assessment: an interval in percent, rounded to two decimals.
struct Measure {
  std::string name;      // "threats.ncii_csam.closed", "burdens.open_data_liability"
  std::string baseline;  // "existing", "closed", the name of a card, or "" for a score
  Interval value;
  bool exact = true;    // false: an outer bound
  int evaluations = 0;  // stages evaluated for the costlier end
  BandRange band;
  Interval doubted;  // with bare claims that only the developer can check taken as unknown
  BandRange doubted_band;
  Interval judgement;            // with all numbers at the ends of their ranges together
  std::vector<Missing> missing;  // most settling first
  std::vector<Fragile> fragile;  // largest move first
};

struct RuleResult {
  const CompiledRule* rule = nullptr;
  Outcome outcome;  // in the release
  Interval by;      // the effect when it holds: an interval where a graded fact is unknown
};

struct StageResult {
  const CompiledStage* stage = nullptr;
  Interval reduction;     // in the release, 0 to 1
  Interval contribution;  // in the release, percent of the path
  std::vector<RuleResult> raise;
  std::vector<RuleResult> lower;
};

struct PathResult {
  const CompiledPath* path = nullptr;
  Outcome applies;
  Interval uplift;                 // of the release
  std::vector<Interval> marginal;  // in the order of SubjectResult::measures
  std::vector<StageResult> stages;
};

// status: reaches this card now, will from its date, may (a fact is open), is only a precedent, or not.
enum class Reach : std::uint8_t { now, later, possible, precedent, no };
std::string_view name_of(Reach reach);

struct RegimeResult {
  const CompiledRegime* regime = nullptr;
  Outcome applies;
  RegimeStatus status = RegimeStatus::in_force;  // on the day of the assessment
  Reach reach = Reach::no;
};

struct SubjectResult {
  const CompiledSubject* subject = nullptr;
  Outcome applies;
  std::optional<Measure> score;   // burdens and benefits
  std::vector<Measure> measures;  // over each baseline
  Interval uplift;                // of the release, before `absorb`
  Interval absorbed;              // what `absorb` takes away, percent
  std::size_t path = 0;           // the path that decides over the first baseline
  std::size_t bottleneck = 0;     // its stage with the most effort left
  std::vector<PathResult> paths;
  std::vector<RuleResult> absorb;
  std::vector<RegimeResult> regimes;
  BasisCount basis;  // of the shares and rules that are not settled no

  // The path that decides a measure, by its index: that of the largest high end; of equals the one that
  // decides over the first baseline, else the first by id. Over the first baseline where the measure is none
  // of `measures`.
  std::size_t deciding(std::string_view measure) const;
};

struct NeedResult {
  const CompiledNeed* need = nullptr;
  Outcome applies;
  Outcome outcome;

  bool counts() const { return applies.truth != Tri::no; }  // else it is not asked
  Tri met() const;  // yes where it is not asked; unknown where only that is open
};

struct RungResult {
  const CompiledRung* rung = nullptr;
  Interval met;  // share of the needs that count, percent
  std::vector<NeedResult> needs;
};

struct LadderResult {
  const CompiledLadder* ladder = nullptr;
  Outcome applies;
  int certain = -1;   // index of the highest rung that is certainly reached; -1: none
  int possible = -1;  // index of the highest rung that may be reached
  std::vector<RungResult> rungs;
};

enum class CheckState : std::uint8_t { met, not_met, unknown, not_applicable };
std::string_view name_of(CheckState state);

struct CheckResult {
  const CompiledCheck* check = nullptr;
  Outcome applies;
  Outcome outcome;
  CheckState state = CheckState::unknown;
};

// The checks of one group; `met` is the share of those that apply, unknowns never dropped.
struct CheckGroup {
  std::string group;
  Interval met;  // 0 where none applies
  std::vector<CheckResult> items;

  std::size_t counted() const;  // those that apply, or may
};

// A condition of the rubric on a release that this one is compared with: the facts that break it, or else
// those that meet it, and those that one of the two leaves open.
struct ReferenceCheck {
  const CompiledReference* condition = nullptr;
  CheckState state = CheckState::unknown;
  std::vector<FactId> because, missing;
};

struct ReferenceResult {
  std::string name;  // of the other release
  Interval met;      // the share of conditions, percent
  std::vector<ReferenceCheck> items;
};

// Another release that results are compared over.
struct BaselineCard {
  std::string name;
  Answers answers;
};

// What to assess. Without anything but numbers an assessment costs a small part of what a report needs.
struct Request {
  Date date;
  std::vector<BaselineCard> over;
  bool missing = true;  // find which answers settle how much
  bool fragile = true;  // find which judgements matter
  bool reasons = true;  // paths, stages, rules and regimes
  bool doubt = true;    // the interval with unproven claims taken as unknown; else it is the value
  std::optional<std::vector<std::string>> only = {};  // names of measures: nothing else is made
  std::size_t jobs = 1;                               // threads; the result does not depend on them
};

// A request for the numbers of all measures, or of some, and nothing else.
Request numbers_only(Date date);
Request numbers_only(Date date, std::vector<std::string> only);

struct Assessment {
  const Program* program = nullptr;
  Date date;
  std::vector<SubjectResult> subjects;  // in the rubric's order
  std::vector<LadderResult> ladders;
  std::vector<CheckGroup> checks;
  std::vector<ReferenceResult> references;  // one for each of Request::over

  // The measure with this name, or null: threats.ID.BASELINE, burdens.ID, burdens.ID.BASELINE, …
  const Measure* find(std::string_view measure) const;
};

// Assesses bound answers. `program` must outlive the result.
Assessment assess(const Program& program, const Answers& answers, const Request& request);

// What a measure becomes when one judgement alone moves to either end of its range.
struct Swing {
  NumberId number = 0;
  Interval at_low, at_high;
  BandRange band_low, band_high;

  double reach(const Interval& value) const;  // the largest move of an end of `value`, in points
  bool flips(const BandRange& band) const { return band_low != band || band_high != band; }
};

// Every judgement that moves an end of a measure, the furthest first; nothing for an unknown name. A share's
// siblings scale, so that the sum stays 100.
std::vector<Swing> sensitivity(const Program& program, const Answers& answers, const Request& request,
                               std::string_view measure);

// The truth of one condition for a card in a world (index into Program::worlds), with reasons.
Outcome evaluate(const Program& program, const Answers& answers, ConditionId condition,
                 std::size_t world = 0);

}  // namespace openrisk
