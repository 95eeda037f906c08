// What can be judged only of the whole rubric. Nothing here needs the vocabulary.
#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "base/text.hpp"
#include "rubric/condition.hpp"
#include "rubric/parts.hpp"

namespace openrisk {
namespace {

// Calls `cite` with every list of source ids and `ask` with every condition.
template <typename Cite, typename Ask>
class Walk {
 public:
  Walk(Cite cite, Ask ask) : cite_(cite), ask_(ask) {}

  void rubric(const Rubric& rubric) {
    for (const World& world : rubric.worlds) settings(world.set);
    for (const Option& option : rubric.options) settings(option.set);
    for (const auto& [name, condition] : rubric.lets) ask_(condition);
    for (const Subject& one : rubric.subjects) subject(one);
    for (const Ladder& ladder : rubric.ladders) {
      ask_(ladder.applies);
      for (const Rung& rung : ladder.rungs)
        for (const Need& need : rung.needs) {
          both(need.when, need.sources);
          ask_(need.applies);
        }
    }
    for (const Check& check : rubric.checks) {
      both(check.when, check.sources);
      ask_(check.applies);
    }
    for (const ReferenceCondition& condition : rubric.reference) cite_(condition.sources);
  }

 private:
  void both(const Text& condition, const std::vector<Text>& sources) {
    ask_(condition);
    cite_(sources);
  }

  void settings(const std::vector<Setting>& all) {
    for (const Setting& setting : all) cite_(setting.sources);
  }

  void rules(const std::vector<Rule>& all) {
    for (const Rule& rule : all) both(rule.when, rule.by.sources);
  }

  void subject(const Subject& subject) {
    ask_(subject.applies);
    for (const Evidence& evidence : subject.evidence) cite_(evidence.sources);
    for (const Path& path : subject.paths) {
      ask_(path.applies);
      if (path.ceiling) cite_(path.ceiling->sources);
      for (const Stage& stage : path.stages) {
        cite_(stage.share.sources);
        rules(stage.raise);
        rules(stage.lower);
      }
    }
    rules(subject.absorb);
    for (const Regime& regime : subject.regimes) both(regime.applies, regime.sources);
  }

  Cite cite_;
  Ask ask_;
};

// A key that is there without a word would otherwise read as a condition that always holds.
void check_condition(const Text& condition, Complaints& complaints) {
  if (condition.empty() && condition.span.begin.line > 0)
    complaints.add(Code::condition_syntax, condition.span, "an empty condition",
                   "leave the key out if it always holds");
}

void check_sources_and_conditions(const Rubric& rubric, Complaints& complaints) {
  std::vector<std::string> known;
  for (const Citation& citation : rubric.sources) known.push_back(citation.id.text);
  const std::set<std::string_view> listed(known.begin(), known.end());
  std::set<std::string_view> cited;
  const auto cite = [&](const std::vector<Text>& sources) {
    for (const Text& source : sources) {
      cited.insert(source.text);
      if (!listed.contains(source.text))
        complaints.add(Code::unknown_source, source.span,
                       fmt::format("no source is called '{}'", visible(source.text)),
                       did_you_mean(source.text, known));
    }
  };
  Walk(cite, [&](const Text& condition) { check_condition(condition, complaints); }).rubric(rubric);
  for (const Citation& citation : rubric.sources)
    // A source of the rubric that this one extends may lose its last citation without anyone's fault.
    if (!cited.contains(citation.id.text) && citation.id.span.source == rubric.span.source)
      complaints.add(Code::unused_source, citation.id.span,
                     fmt::format("the source '{}' is cited nowhere", visible(citation.id.text)));
}

void check_needs(const Rubric& rubric, Complaints& complaints) {
  for (const Ladder& ladder : rubric.ladders)
    for (const Rung& rung : ladder.rungs)
      for (const Need& need : rung.needs)
        if (need.sources.empty() && need.why.empty())
          complaints.add(Code::unsourced_need, need.id.span,
                         fmt::format("the need '{}' has no source and no why", visible(need.id.text)),
                         "name who asks it with `source`, or say `why` it is asked");
}

void check_worlds(const Rubric& rubric, Complaints& complaints) {
  std::vector<std::string> known;
  for (const World& world : rubric.worlds) known.push_back(world.id.text);
  const auto check = [&](const Text& world) {
    if (std::find(known.begin(), known.end(), world.text) == known.end())
      complaints.add(Code::unknown_world, world.span,
                     fmt::format("no world is called '{}'", visible(world.text)),
                     did_you_mean(world.text, known));
  };
  for (const Option& option : rubric.options)
    if (!option.world.empty()) check(option.world);
  known.emplace_back("existing");
  for (const Subject& subject : rubric.subjects) {
    if (!subject.over) continue;
    std::set<std::string_view> seen;
    for (const Text& world : *subject.over) {
      check(world);
      if (!seen.insert(world.text).second)
        complaints.add(Code::duplicate_id, world.span, fmt::format("'{}' stands twice", visible(world.text)));
    }
  }
}

bool has_rule(const Subject& subject) {
  for (const Path& path : subject.paths)
    for (const Stage& stage : path.stages)
      if (!stage.raise.empty()) return true;
  return false;
}

void check_subject(const Subject& subject, Complaints& complaints) {
  const std::string id = visible(subject.id.text);
  const bool threat = subject.kind == Kind::threat;
  bool whole = true;
  const auto empty = [&](const Span& span, std::string message) {
    complaints.add(Code::empty_rubric, span, std::move(message));
    whole = false;
  };
  if (subject.paths.empty()) empty(subject.id.span, fmt::format("the threat '{}' has no paths", id));
  for (const Path& path : subject.paths)
    if (path.stages.empty())
      empty(threat ? path.id.span : subject.id.span,
            threat ? fmt::format("the path '{}' has no stages", visible(path.id.text))
                   : fmt::format("'{}' has no factors", id));
  if (whole && !has_rule(subject))
    empty(subject.id.span, fmt::format("nothing raises '{}': it has no rule under `raise`", id));
}

void check_emptiness(const Rubric& rubric, Complaints& complaints) {
  if (rubric.subjects.empty() && rubric.ladders.empty() && rubric.checks.empty())
    complaints.add(Code::empty_rubric, rubric.span, "a rubric that assesses nothing",
                   "add at least one threat, burden, benefit, ladder or check");
  for (const Subject& subject : rubric.subjects) check_subject(subject, complaints);
  for (const Ladder& ladder : rubric.ladders) {
    if (ladder.rungs.empty())
      complaints.add(Code::empty_rubric, ladder.id.span,
                     fmt::format("the ladder '{}' has no rungs", visible(ladder.id.text)));
    for (const Rung& rung : ladder.rungs)
      if (rung.needs.empty())
        complaints.add(Code::empty_rubric, rung.id.span,
                       fmt::format("the rung '{}' needs nothing", visible(rung.id.text)));
  }
}

bool is_id(std::string_view text) {
  return !text.empty() && text[0] >= 'a' && text[0] <= 'z' &&
         std::all_of(text.begin(), text.end(), [](char c) {
           return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_' || c == '-' || c == '.';
         });
}

// The measures that a rubric names as its headline must be its own.
void check_headline(const Rubric& rubric, Complaints& complaints) {
  std::vector<std::string> names;
  for (const Subject& subject : rubric.subjects)
    if (subject.kind == Kind::benefit) names.push_back("benefits." + subject.id.text);
  for (const Ladder& ladder : rubric.ladders) names.push_back("ladders." + ladder.id.text);
  for (const Check& check : rubric.checks) names.push_back("checks." + check.group.text);
  for (const Text& name : rubric.headline)
    if (std::find(names.begin(), names.end(), name.text) == names.end())
      complaints.add(Code::unknown_measure, name.span,
                     fmt::format("no benefit, ladder or group of checks is called '{}'", visible(name.text)),
                     did_you_mean(name.text, names));
}

// Keys that are ids, and ids that would name two things in a report.
void check_names(const Rubric& rubric, Complaints& complaints) {
  const auto reserved = [&](const Text& id, std::string_view word) {
    if (id.text == word)
      complaints.add(Code::bad_id, id.span, fmt::format("'{}' is a word of openrisk here", word),
                     "choose another id");
  };
  const auto key = [&](const Text& id) {
    if (!is_id(id.text))
      complaints.add(Code::bad_id, id.span, fmt::format("'{}' is not an id", visible(id.text)),
                     "ids are lower-case letters, digits, _, - and ., beginning with a letter");
  };
  for (const Citation& citation : rubric.sources) key(citation.id);
  for (const World& world : rubric.worlds) {
    key(world.id);
    reserved(world.id, "existing");
  }
  std::vector<const Text*> names;
  for (const auto& [name, condition] : rubric.lets) names.push_back(&name);
  for (const auto& [name, words] : rubric.lists) names.push_back(&name);
  for (const Text* one : names)
    if (const Text& name = *one; !is_condition_name(name.text))
      complaints.add(Code::bad_id, name.span,
                     fmt::format("no condition can use the name '{}'", visible(name.text)),
                     "names are lower-case letters, digits and _, beginning with a letter, and no keyword");
  for (const Subject& subject : rubric.subjects)
    for (const Path& path : subject.paths) {
      reserved(path.id, "absorb");
      for (const Stage& stage : path.stages) {
        reserved(stage.id, "ceiling");
        for (const Rule& rule : stage.raise) reserved(rule.id, "share");
        for (const Rule& rule : stage.lower) reserved(rule.id, "share");
      }
    }
}

}  // namespace

void check_rubric(const Rubric& rubric, Complaints& complaints) {
  check_emptiness(rubric, complaints);
  check_needs(rubric, complaints);
  check_names(rubric, complaints);
  check_headline(rubric, complaints);
  check_worlds(rubric, complaints);
  check_sources_and_conditions(rubric, complaints);
}

}  // namespace openrisk
