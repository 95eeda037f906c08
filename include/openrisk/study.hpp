// Studies: what several assessments say together. A comparison, a ranking and what lies behind a difference;
// what changed since an earlier card; a release under every option; the smallest changes that reach a target;
// and a number worked out by hand. All of it rests on `assess` alone.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "openrisk/assessment.hpp"
#include "openrisk/card.hpp"
#include "openrisk/policy.hpp"
#include "openrisk/program.hpp"

namespace openrisk {

// What one card gives for one measure. Percent; of a ladder the number of rungs that are certain and
// possible.
struct Reading {
  Tri applies = Tri::yes;  // no: there is no number
  Interval value;
  BandRange band;
  bool exact = true;
  friend bool operator==(const Reading&, const Reading&) = default;
};

// A measure of a rubric, with what is needed to show it.
struct StudyMeasure {
  enum class Scale : std::uint8_t { threat, burden, benefit, ladder, share };  // share: of a group of checks

  std::string id;  // "threats.ncii_csam.closed", "ladders.mof", "checks.supply_chain"
  std::string title;
  std::string baseline;  // "closed"; "" for a score, a ladder, a group of checks
  Scale scale = Scale::threat;
  Bands bands;                     // of a number with bands
  std::vector<std::string> rungs;  // ladder: the titles, lowest first
  bool counts_silence =
      false;             // a rule asks whether a fact is stated: silence counts as if it were not there
  bool counted = false;  // all its numbers are defined by the framework: a count, and no alarm

  // "threats.ncii_csam": the id without its baseline.
  std::string_view subject() const {
    return std::string_view(id).substr(0, id.size() - (baseline.empty() ? 0 : baseline.size() + 1));
  }
  bool is_risk() const { return scale == Scale::threat || scale == Scale::burden; }
  bool is_score() const { return is_risk() || scale == Scale::benefit; }  // a number with bands
  bool higher_is_better() const { return !is_risk(); }
};

// The measures of a program over its worlds and over other releases, in the order of the rubric, and what an
// assessment gives for each of them.
std::vector<StudyMeasure> study_measures(const Program& program, const std::vector<BaselineCard>& over = {});
std::vector<Reading> readings(const std::vector<StudyMeasure>& measures, const Assessment& assessment);

// A card as a study names it.
struct StudyCard {
  std::string name;  // "OLMo 2 13B 1124"
  std::string path;
  friend bool operator==(const StudyCard&, const StudyCard&) = default;
};
StudyCard study_card(const Card& card, const Vocabulary& vocabulary);

// --- comparison

// What one card gives for every measure.
// What keeps a ladder or a benefit from its top: what a card says of a fact, or leaves open.
struct HeldBack {
  std::string fact, said;
  bool open = false;
  friend bool operator==(const HeldBack&, const HeldBack&) = default;
};

struct ComparisonRow {
  StudyCard card;
  std::vector<Reading> readings;
  std::vector<std::vector<HeldBack>> against;  // by measure; nothing where the assessment has no reasons
};

// One rubric over many cards.
struct Comparison {
  const Program* program = nullptr;
  std::vector<StudyMeasure> measures;
  std::vector<ComparisonRow> rows;
};
ComparisonRow comparison_row(const std::vector<StudyMeasure>& measures, const Card& card,
                             const Assessment& assessment);

// How sure it is that one card lies above another, whatever their unknowns are: for certain (its low end is
// above the other's high end), possible (both of its ends are as high or higher, one is higher), undecided
// (neither, or the same).
enum class Order : std::uint8_t { certain, possible, undecided };
std::string_view name_of(Order order);

struct Ranking {
  // 1 is the highest; `best` to `worst` are the positions that a card can have.
  struct Place {
    std::size_t card = 0;
    std::size_t best = 1, worst = 1;
  };
  struct Pair {
    std::size_t above = 0, below = 0;
    Order order = Order::undecided;
  };
  std::size_t measure = 0;
  std::vector<Place> order;  // by high end, then low end, then path; cards without a number are left out
  std::vector<Pair> pairs;   // all of them, or of neighbours in the order alone
  bool all_pairs = true;
};

// Past so many cards a ranking lists pairs of neighbours only.
inline constexpr std::size_t most_cards_with_all_pairs = 64;

// Nothing where the comparison has no such measure.
std::optional<Ranking> rank(const Comparison& comparison, std::string_view measure);

// --- several rubrics side by side

// Scales differ, so what is compared is how far up its own scale a release stands.
struct ScalePlace {
  std::size_t rubric = 0;  // index of the comparison
  std::size_t measure = 0;
  Interval height;  // 0 to 1; the lowest of several rungs is 0
};

// Two results of different rubrics that lie at least half a scale apart for certain: those furthest apart.
struct Gap {
  ScalePlace above, below;
};

// Two releases, and the measures that put the first, or the second, higher for certain.
struct OppositeOrder {
  std::size_t first = 0, second = 0;
  std::vector<ScalePlace> for_first, for_second;  // their heights are those of the higher release
};

struct SideBySide {
  std::vector<std::vector<ScalePlace>> places;  // by card: what stands for every rubric and applies
  std::vector<std::optional<Gap>> gaps;         // by card
  std::vector<OppositeOrder> opposite;
};

// The comparisons have the same rows. For a rubric stand the measures of its `headline`, else its ladders and
// scores of benefits.
SideBySide side_by_side(const std::vector<Comparison>& comparisons);

// --- what lies behind a difference

// A fact on which two cards differ: what either says, and what the first card's number would be with the
// second one's answer.
struct FactDifference {
  FactId fact = 0;
  std::string first, second;
  std::optional<Reading> with_second;  // nothing where that card would contradict itself
};

struct StageDifference {
  std::string id, title;
  Interval first, second;  // contribution in percent
  std::vector<FactId> facts;
  double points() const;  // the larger difference of an end
};

// The path that decides for the first card, stage by stage in both; and the facts, the largest effect first.
struct Difference {
  StudyMeasure measure;
  Reading first, second;
  std::string path, path_title;        // of the first card
  std::string second_path;             // where another path decides for the second
  Interval first_total, second_total;  // of the path, before a baseline is taken away
  std::vector<StageDifference> stages;
  std::vector<FactDifference> facts;
};

struct Differences {
  std::vector<Difference> measures;  // on which the two differ
  std::vector<std::pair<StudyMeasure, Reading>> same;
  std::vector<FactId> idle;  // facts on which they differ, and none of which moves a measure by itself
};

// A card with what a program makes of it.
struct BoundCard {
  Card card;
  Answers answers;
};

Differences differences(const Program& program, const BoundCard& first, const BoundCard& second, Date date);

// --- since an earlier card

enum class Change : std::uint8_t { better, worse, same, undecided };
std::string_view name_of(Change change);

// better: the interval moved that way; worse: the other way round;
// undecided: one end each, or one interval lies within the other, so that only what is known has changed.
Change change_between(const StudyMeasure& measure, const Reading& from, const Reading& to);

struct FactChange {
  FactId fact = 0;
  std::string from, to;                  // "unknown", "withheld", "n/a" or the value
  std::string from_support, to_support;  // "claim", "evidence" or ""
};
std::vector<FactChange> fact_changes(const Vocabulary& vocabulary, const Card& from, const Card& to);

struct MeasureChange {
  StudyMeasure measure;
  Reading from, to;
  Change change = Change::same;
};

// What became of a gate: it fails now and did not before, fails as before, fails no more, or neither.
enum class GateChange : std::uint8_t { fresh, standing, mended, none };
std::string_view name_of(GateChange change);  // "new", "standing", "mended", "none"

struct GateSince {
  std::string id;
  Verdict from = Verdict::pass, to = Verdict::pass;
  GateChange change = GateChange::none;
};

struct Since {
  StudyCard old_card, new_card;
  std::vector<FactChange> facts;
  std::vector<MeasureChange> measures;  // all, in the order of the rubric
  std::vector<GateSince> gates;
  // The high end of a threat or burden rose, or one applies that did not.
  bool increased() const;
};

std::vector<MeasureChange> measure_changes(const std::vector<StudyMeasure>& measures, const Assessment& from,
                                           const Assessment& to);
std::vector<GateSince> gate_changes(const PolicyResult& from, const PolicyResult& to);

}  // namespace openrisk
