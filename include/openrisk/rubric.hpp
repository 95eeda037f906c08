// The rubric as written: texts, numbers and conditions, before names are resolved.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "openrisk/base.hpp"
#include "openrisk/logic.hpp"

namespace openrisk {

// A text of the rubric with the place it stands at.
struct Text {
  std::string text;
  Span span;
  bool empty() const { return text.empty(); }
};

// defined: the framework that the rubric restates says so itself.
enum class Basis : std::uint8_t { measured, derived, judged, defined };
std::string_view name_of(Basis basis);

// A number with its reasons: every share, effect and ceiling has one.
struct Judged {
  double value = 0;
  Span span;
  std::optional<std::pair<double, double>> range;  // what its sources leave plausible
  Span range_span;
  std::optional<Basis> basis;
  std::string why;
  std::vector<Text> sources;  // ids of Rubric::sources
};

// An effect that depends on a fact: a curve over a number, or steps over a level.
struct Graded {
  Text fact;
  bool steps = false;                             // else a curve
  std::vector<std::pair<double, double>> points;  // curve: (value, effect), piecewise linear
  std::vector<Span> point_spans;                  // where the value of each point stands
  std::vector<std::pair<Text, double>> levels;    // steps: (level value, effect)
  Span span;
};

struct Rule {
  Text id;
  Text when;  // empty: always holds
  Judged by;  // graded: value 1, and the range is a pair of factors on the height
  std::optional<Graded> graded;
  bool needs_evidence = false;
  Span span;
};

struct Stage {
  Text id;
  std::string title;
  Judged share;  // percent of the path
  std::vector<Rule> raise;
  std::vector<Rule> lower;
  Span span;
};

struct Actor {
  std::string who;
  std::string resources;
};

struct Path {
  Text id;
  std::string title;
  Actor actor;
  Text applies;
  std::optional<Judged> ceiling;  // percent
  std::vector<Stage> stages;
  Span span;
};

struct Evidence {
  Text id;
  std::string grade;  // G0 … G5
  std::string sign;   // "+", "0", "-"
  std::optional<Date> date;
  std::string baseline;
  std::string outcome;
  std::vector<Text> sources;
  std::string says;
  Span span;
};

// Lower ends of the bands above negligible, in percent, ascending.
struct Bands {
  double low = 0, moderate = 0, high = 0, severe = 0;
  Span span;
};

enum class RegimeStatus : std::uint8_t { in_force, adopted, proposed, failed };
std::string_view name_of(RegimeStatus status);

struct Regime {
  Text id;
  std::string title;
  std::string jurisdiction;
  RegimeStatus status = RegimeStatus::in_force;
  std::optional<Date> since;  // the day on which it was adopted, or failed; before it, it was proposed
  std::optional<Date> from;
  std::optional<Date> until;
  Text applies;
  std::string effect;
  std::vector<Text> sources;
  Span span;
};

// What a number is about: threats have paths, burdens and benefits one path of factors.
enum class Kind : std::uint8_t { threat, burden, benefit };
std::string_view plural_of(Kind kind);  // "threats", "burdens", "benefits": the prefix of a measure

struct Subject {
  Kind kind = Kind::threat;
  Text id;
  std::string title;
  std::string consequence;
  std::string about;
  Text applies;
  std::optional<Bands> bands;
  std::optional<std::vector<Text>> over;  // worlds; threats: "existing" and "closed" unless given
  std::string identification;
  std::string existing_risk;
  std::string existing_defences;
  std::vector<Evidence> evidence;
  std::vector<std::string> assumptions;
  std::vector<std::string> caveats;
  std::vector<Path> paths;  // burdens and benefits: exactly one, without actor
  std::vector<Rule> absorb;
  std::vector<Regime> regimes;
  Span span;
};

struct Setting {
  Text fact;
  Text value;  // as a card would write it; sets as "[a, b]"
  std::vector<Text> sources;
  std::string why;
};

struct World {
  Text id;
  std::string title;
  std::string why;
  std::vector<Setting> set;
  Span span;
};

struct Option {
  Text id;
  std::string title;
  std::string why;
  Text world;  // takes the settings of this world first
  std::vector<Setting> set;
  Span span;
};

struct Need {
  Text id;
  std::string title;
  Text when;
  Text applies;  // where it does not, the need is neither met nor counted
  std::string why;
  std::vector<Text> sources;
};

struct Rung {
  Text id;
  std::string title;
  std::vector<Need> needs;
  Span span;
};

struct Ladder {
  Text id;
  std::string title;
  std::string about;
  Text applies;
  std::vector<Rung> rungs;  // lowest first
  Span span;
};

struct Check {
  Text id;
  Text group;
  std::string title;
  Text when;
  Text applies;
  std::string remedy;
  std::vector<Text> sources;
  Span span;
};

// A condition on another release that a release is compared with: before the other can speak for it, the
// release may not exceed it in some facts, nor fall short of it in others.
struct ReferenceCondition {
  Text id;
  std::string title;
  std::vector<Text> at_most, at_least;  // facts that have an order, or are sets
  std::string remedy;
  std::vector<Text> sources;
};

struct Citation {
  Text id;
  std::string title;
  std::string url;
  std::string date;
  std::string read;  // full, excerpt or secondary
  std::string note;
};

struct Author {
  std::string name;
  std::string interests;
};

struct Rubric {
  Text id;
  std::string title;
  std::string version;
  std::string about;
  std::vector<Author> authors;
  Date as_of;
  Date review_by;
  std::string sha256;  // of the canonical JSON, after `extends`
  std::vector<Citation> sources;
  std::optional<Bands> bands;
  std::vector<World> worlds;
  std::vector<Option> options;
  std::vector<std::pair<Text, Text>> lets;                // name, condition
  std::vector<std::pair<Text, std::vector<Text>>> lists;  // name, words
  std::vector<Subject> subjects;                          // threats, then burdens, then benefits
  std::vector<Ladder> ladders;
  std::vector<Check> checks;
  std::vector<ReferenceCondition> reference;
  // Measures that stand for the rubric beside other rubrics; the higher, the more open.
  std::vector<Text> headline;
  Span span;
};

// Finds the text of a rubric that another one extends, by id or by path relative to `from`; null if
// there is none.
class RubricFinder {
 public:
  virtual ~RubricFinder() = default;
  virtual const Source* find(std::string_view id_or_path, const Source& from) = 0;
};

// Reads a rubric, with what it extends merged in by id at every depth.
std::optional<Rubric> read_rubric(const Source& source, RubricFinder& finder, Diagnostics& diagnostics);

// The ids of the rubrics that openrisk ships; one of them, without positions, and its text ("" when there
// is none).
std::vector<std::string> builtin_rubrics();
std::optional<Rubric> builtin_rubric(std::string_view id);
std::string_view builtin_rubric_text(std::string_view id);

}  // namespace openrisk
