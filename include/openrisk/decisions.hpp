// What a release would be if it were made otherwise: its options, the smallest changes that reach a target, and
// how one number comes about. Pure, like the studies that it rests on.
#pragma once

#include "openrisk/study.hpp"

namespace openrisk {

// --- release options

struct OptionResult {
  const Option* option = nullptr;
  std::optional<BoundCard> card;  // nothing where the option contradicts the card
  std::vector<Reading> readings;
  Tri irrevocable = Tri::unknown;         // copies of the weights cannot be called back
  bool as_is = false;                     // the option changes nothing that the card says
  std::vector<std::size_t> dominated_by;  // options that are no worse anywhere and better somewhere
};

// What one option makes worse or better than the one before it, by its first measure of every subject.
struct OptionStep {
  std::size_t from = 0, to = 0;
  std::vector<std::size_t> worse, better, undecided;  // measures
  bool irrevocable = false;                           // nothing can be taken back from here on
};

struct OptionStudy {
  StudyCard card;
  std::vector<StudyMeasure> measures;
  std::vector<Reading> as_is;         // the card as it is
  std::vector<OptionResult> options;  // in the order of the rubric
  std::vector<OptionStep> steps;      // between options that are possible
};

OptionStudy study_options(const Program& program, const Card& card, Date date);

// Whether the second column is no worse than the first anywhere, end by end, and better somewhere.
bool dominates(const std::vector<StudyMeasure>& measures, const std::vector<Reading>& better,
               const std::vector<Reading>& worse);

// --- advice

// What is to be reached: gates of a policy, or one gate made of "MEASURE=BAND", "MEASURE<=NUMBER" or, for
// what is better high, "MEASURE>=NUMBER". A risk is at most in the band, a benefit at least.
struct Target {
  std::string text;  // as it was written; the id of a policy
  CompiledPolicy policy;
  bool ignore_waivers = false;
};
// Adds a gate to `program`: bind cards after this.
std::optional<Target> read_target(Program& program, std::string_view text, Diagnostics& diagnostics);

// One change of one fact.
struct Step {
  FactId fact = 0;
  std::string from, to;
  Effort effort = Effort::low;
};

struct ChangeSet {
  std::vector<Step> steps;        // in the order of the vocabulary
  std::vector<Reading> readings;  // of all measures, afterwards
  int effort() const;             // low 1, medium 2, high 3, summed
};

// One answer that an open fact can have, and what the target's measures are then.
struct AnswerOutcome {
  std::string value;
  Tri reached = Tri::unknown;
  std::vector<Reading> readings;  // of Advice::targets
};

struct WorthFinding {
  FactId fact = 0;
  bool source = false;  // a claim for which a source is wanted
  std::vector<AnswerOutcome> outcomes;
  bool settles = false;  // one of them settles the target
};

struct AdviceRequest {
  Date date;
  std::vector<BaselineCard> over;
  std::vector<std::string> allow;  // facts that may change although they belong to the options
  int most_changes = 3;
};

// The smallest sets with one way of releasing the weights: as the card has it, or changed where that is
// allowed. A set counts that would not reach the target without that change.
struct AdviceBranch {
  std::optional<Step> release;        // nothing: as the card has it
  std::vector<std::string> also;      // further values of that fact, of which all the same holds
  int changes = 0;                    // sets of up to so many changes were searched
  int at_least = 0;                   // so many changes are needed, by what is not met
  bool complete = false;              // a smallest set was found, or there is none of any size
  bool needless = false;              // what reaches the target with the change reaches it without
  std::size_t found = 0, listed = 0;  // sets of the smallest size; those in Advice::sets
  std::vector<Reading> floor;  // of the targets, whatever the candidates are set to; where that misses them
};

struct Advice {
  StudyCard card;
  std::vector<StudyMeasure> measures;
  std::vector<Reading> as_is;
  std::vector<std::size_t> targets;  // measures that the target is about
  std::vector<FactId> candidates;    // what can be changed
  bool allows_release = false;       // how the weights are released is among them
  bool weights_out = false;          // the day of release is past, and copies cannot be called back
  Tri reached = Tri::unknown;        // by the card as it is
  std::vector<AdviceBranch> branches;
  std::vector<ChangeSet> sets;  // branch by branch: fewest changes; then least effort, most effect
  std::vector<WorthFinding> answers;
  bool within_reach = false;  // a set was found, or nothing has to change
  // What was searched in all branches: every set of up to `changes` changes out of `candidates` facts;
  // `complete`: no larger set can do either, or a smallest one was found.
  struct Searched {
    int changes = 0;
    std::size_t candidates = 0;
    bool complete = false;
    std::size_t tried = 0;  // cards
    std::size_t found = 0;  // sets of the smallest size
  } searched;
};

Advice advise(const Program& program, const Card& card, const Target& target, const AdviceRequest& request);

// --- a number by hand

// One factor of a stage: a rule that holds, and what it leaves.
struct DerivedRule {
  std::string id;
  double by = 0;
};

struct DerivedStage {
  std::string id, title;
  double share = 0;
  std::vector<DerivedRule> raise, lower;            // that hold in the release
  std::vector<DerivedRule> base_raise, base_lower;  // that hold in the baseline
  double reduction = 0, base_reduction = 0;
};

// An end of a measure worked out with every open fact at a value that gives that end.
struct Derivation {
  std::string measure, title, baseline;
  bool high = true;
  double value = 0;         // rounded, as reported
  std::vector<Step> taken;  // open facts: the value that was taken (from what the card says)
  std::string path, path_title;
  std::vector<DerivedStage> stages;
  std::optional<double> ceiling;
  double uplift = 0, base_uplift = 0;
  std::vector<DerivedRule> absorb;
};

// Both ends; nothing where there is no such measure or it does not apply, or an end could not be pinned down
// to single values.
std::vector<Derivation> derive(const Program& program, const Card& card, const Request& request,
                               std::string_view measure);

}  // namespace openrisk
