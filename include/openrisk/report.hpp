// The report: what an assessment says, selected and ordered, as plain values that outlive the program.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "openrisk/assessment.hpp"
#include "openrisk/base.hpp"
#include "openrisk/card.hpp"
#include "openrisk/logic.hpp"
#include "openrisk/policy.hpp"
#include "openrisk/program.hpp"
#include "openrisk/study.hpp"

namespace openrisk {

// One card assessed with one rubric: `report/1`, member by member in the order in which it is written.
// Intervals and numbers are percent with at most two decimals unless a comment says otherwise.
// A card that could not be assessed has only its path, the date and diagnostics: see `refused`.
struct Report {
  struct Tool {
    std::string name;
    std::string version;
  };

  struct Release {
    std::string name, version, developer;  // "" where the card does not say
    std::string path;
    std::string sha256;
  };

  struct RubricInfo {
    std::string id, title, version;
    Date as_of, review_by;
    std::string sha256;
    bool review_overdue = false;  // the report's date lies after `review_by`
    std::string about;
    std::vector<Author> authors;
  };

  // What a measure is compared over.
  struct Baseline {
    std::string id;
    std::string title;
    std::string why;
    bool release = false;  // another release, not a world of the rubric
  };

  // A fact that decided a condition, with what the card says and the line where it says it (0: nowhere).
  struct Reason {
    std::string fact;
    std::uint32_t line = 0;
    std::string value;  // as a card would write it; "unknown", "withheld" or "n/a"
  };

  struct Missing {
    std::string fact;
    bool source = false;  // a claim for which a source would settle something
    std::string question;
    double settles = 0;  // points, of both ends together
    double points = 0;   // of the width of its measure that one answer can take away
  };

  struct Fragile {
    std::string judgement;  // "threats.T.PATH.STAGE.share"
    double value = 0;
    Interval range;
    BandRange from, to;
    bool graded = false;  // percent of the height of a curve or of steps
  };

  struct Measure {
    std::string baseline;  // "" for a score
    Interval value;
    bool exact = true;
    BandRange band;
    Interval doubted;
    BandRange doubted_band;
    Interval judgement;
    std::vector<Missing> missing;
    std::vector<Fragile> fragile;
    std::string path;  // threats: id of the path that decides over this baseline
  };

  enum class Effect : std::uint8_t { raises, lowers, absorbs };

  struct Rule {
    std::string id;
    Tri truth = Tri::unknown;
    Interval by;
    std::string why;
    std::vector<Reason> because;
    std::vector<std::string> missing;  // facts
    std::vector<std::string> sources;  // ids of Report::sources
    Effect effect = Effect::raises;
    std::string when;  // as the rubric writes it; "" always holds
    bool needs_evidence = false;
    std::string graded;  // the fact that its effect depends on: `range` is percent of that effect; "" none
    Basis basis = Basis::judged;
    Interval range;
    Interval ends;  // the effect with its judgement at either end of the range, percent
  };

  struct Stage {
    std::string id, title;
    double share = 0;
    Interval reduction;
    Interval contribution;
    std::vector<Rule> rules;
    std::string why;
    Basis basis = Basis::judged;
    Interval range;  // of the share
    std::vector<std::string> sources;
  };

  // A path that does not apply has no stages, uplift or marginal.
  struct Path {
    std::string id, title;
    Actor actor;
    Tri applies = Tri::yes;
    std::string reason;
    Interval uplift;
    std::vector<std::pair<std::string, Interval>> marginal;  // by baseline
    std::vector<Stage> stages;
    std::optional<double> ceiling;
  };

  struct EvidenceEntry {
    std::string id, grade, sign;
    std::optional<Date> date;
    std::string baseline, outcome;
    std::vector<std::string> sources;
    std::string says;
  };

  // The best grade among the entries of evidence, with every sign that has it; grade "" without any.
  struct BestEvidence {
    std::string grade;
    std::vector<std::string> signs;
  };

  struct Steps {
    std::string identification, existing_risk, existing_defences;
    std::vector<EvidenceEntry> evidence;
    std::vector<Rule> absorb;
    std::vector<std::string> assumptions;
  };

  // full: text and at least one source; partial: text only.

  struct RegimeEntry {
    std::string id, title, jurisdiction;
    RegimeStatus status = RegimeStatus::in_force;
    std::optional<Date> from, until;
    Reach reach = Reach::no;  // never `no`: what does not reach a card is left out
    std::string effect;
    std::vector<Reason> because;
    std::vector<std::string> missing;
    std::vector<std::string> sources;
  };

  // A threat, burden or benefit; what its kind does not have stays empty.
  struct Subject {
    Kind kind = Kind::threat;
    std::string id, title;
    std::string consequence;  // threats
    Tri applies = Tri::yes;
    std::string reason;
    std::string path, bottleneck;   // threats: ids of the path that decides over the first baseline and its
                                    // largest stage left
    std::optional<Measure> score;   // burdens and benefits
    std::vector<Measure> marginal;  // over each baseline
    Interval uplift, absorbed;
    std::vector<Path> paths;  // burdens and benefits: one, whose stages are the factors
    Steps steps;
    std::vector<std::pair<std::string, Given>> argument;  // threats: by step, in order
    std::vector<RegimeEntry> regimes;
    std::string about;  // burdens and benefits
    std::vector<std::string> caveats;
    bool counts_silence = false;  // what the card does not state counts as if it were not there
    BestEvidence best_evidence;
    BasisCount basis;
    Bands bands;
  };

  struct NeedEntry {
    std::string id, title;
    Tri truth = Tri::unknown;
    std::vector<Reason> because;
    std::vector<std::string> missing;
    std::vector<std::string> sources;
  };

  struct RungEntry {
    std::string id, title;
    Interval met;
  };

  struct LadderEntry {
    std::string id, title;
    std::string certain, possible;  // ids of rungs; "": none
    std::vector<RungEntry> rungs;
    std::string next;              // the rung above `certain`; "": there is none
    std::vector<NeedEntry> needs;  // of `next`, those that are not met for certain
    Tri applies = Tri::yes;
    std::string reason;
    std::string about;
  };

  struct CheckEntry {
    std::string id, title;
    CheckState result = CheckState::unknown;
    std::vector<Reason> because;
    std::string remedy;
    std::vector<std::string> missing;
    std::vector<std::string> sources;
  };

  struct CheckList {
    std::string group;
    Interval met;
    std::vector<CheckEntry> items;

    std::size_t counted() const;  // those that apply, or may
  };

  // A value as JSON has it; numbers, dates and levels as the card writes them.
  using FactValue = std::variant<std::monostate, bool, double, std::string, std::vector<std::string>>;

  struct FactEntry {
    std::string path;
    Standing standing = Standing::unknown;
    FactValue value;         // nothing where nothing is stated
    bool sourced = false;    // evidence, else a claim; meaningful with a value
    std::uint32_t line = 0;  // 0: the card does not mention it
    std::vector<std::string> sources;
    std::string text;      // the value as a card would write it
    bool partial = false;  // a set that is silent on the rest
    bool assumed = false;  // by --set
    std::string note;
    std::string resolved;  // a licence: its id or expression; "" unresolved
  };

  struct Complaint {
    std::string code;
    Severity severity = Severity::warning;
    std::string message, help;
    std::string path;  // of the file
    Position position;
  };

  // An answer worth finding, with the measure in which it settles most.
  struct AnswerEntry {
    Missing missing;
    std::string measure;
  };

  // An exception that stands in a policy.
  struct WaiverEntry {
    std::string gate, release;  // the glob
    Date until;
    std::string reason, by, ticket;
    std::string state;  // "used", "ignored", "expired", "orphaned", "unneeded", "elsewhere"

    bool is_news() const { return state != "elsewhere"; }  // to whoever looks at this release
  };

  // One gate of the policy, with the place in the card that matters most for it.
  struct GateEntry {
    std::string id, measure, level, require;
    Verdict action = Verdict::fail, unknown = Verdict::fail;
    Claims claims = Claims::trust;
    GateOutcome outcome = GateOutcome::passed;
    Verdict verdict = Verdict::pass;   // after waivers
    Verdict unwaived = Verdict::pass;  // what the gate itself says
    std::optional<Interval> value;
    std::string why;                      // a sentence: what was seen and what was asked
    std::string message, reason;          // the policy's own words: to the reader, and why the gate is there
    std::optional<Reason> fact;           // the statement that decides, or that is missing
    std::optional<std::string> question;  // to put to the developer, where an answer could decide
    std::vector<Reason> because;
    std::vector<std::string> missing;
    std::optional<WaiverEntry> waiver;

    // Nothing is left to do about it, whatever its verdict.
    bool settled() const { return outcome == GateOutcome::passed || outcome == GateOutcome::not_applicable; }
    bool waived() const { return verdict != unwaived; }
  };

  struct Gates {
    std::string policy, title, path, sha256;
    Verdict verdict = Verdict::pass;
    bool ignored_waivers = false;
    std::vector<GateEntry> results;  // in the policy's order
    std::vector<WaiverEntry> idle;   // waivers that waive nothing; those for other releases last
  };

  struct Summary {
    int threats = 0;
    int apply = 0;
    int may_apply = 0;
    int settled = 0;  // of those that apply: one band over every baseline
  };

  // What became of an earlier card: its report, and how every measure moved.
  struct Earlier {
    std::string path;
    std::vector<MeasureChange> measures;
    bool increased = false;  // the high end of a threat or burden rose
    std::shared_ptr<const Report> report;
  };

  Tool tool;
  Date date;
  Release card;
  RubricInfo rubric;
  std::vector<Subject> threats, burdens, benefits;
  std::vector<LadderEntry> ladders;
  std::vector<CheckList> checks;
  std::optional<Gates> gates;    // when a policy is given
  std::vector<FactEntry> facts;  // what the rubric reads or the card mentions
  std::vector<Complaint> diagnostics;
  std::optional<Earlier> earlier;  // when a baseline card is given
  Summary summary;
  bool judgements = true;  // false: the ranges of judgements were not tried
  std::vector<Baseline> baselines;
  std::vector<AnswerEntry> answers;  // most settling first
  std::vector<std::string> assumed;  // paths of facts that --set gave
  std::vector<Citation> sources;     // what the report cites, in the rubric's order

  // Not a report but the reasons why there is none: for formats that CI reads, in which nothing may look
  // as if it had passed.
  bool refused() const { return rubric.id.empty(); }
};

std::string_view name_of(Report::Effect effect);  // "raise", "lower", "absorb"

// What a report needs beside the assessment.
struct ReportContext {
  std::string tool = "openrisk";
  std::string version;
  const Sources* sources = nullptr;     // names of the files that diagnostics point into
  std::vector<Diagnostic> diagnostics;  // those to include
  const PolicyResult* policy = nullptr;
  std::string policy_path;  // as the user named it
  bool judgements = true;   // Request::fragile: their ranges were tried
};

// Selects and orders; computes no score. The report holds no pointer into its arguments.
Report build_report(const Program& program, const Card& card, const Answers& answers,
                    const Assessment& assessment, const ReportContext& context);

}  // namespace openrisk
