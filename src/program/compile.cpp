// Rubric → Program: names become ids, numbers get names, and everything that is summed or multiplied is
// put in the order of ids, so that the order of a file never changes a result.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "base/text.hpp"
#include "card/suggest.hpp"
#include "card/value.hpp"
#include "program/access.hpp"
#include "program/conditions.hpp"
#include "program/lint.hpp"
#include "program/settings.hpp"

namespace openrisk {

namespace {

// Compiles the parts of one rubric into `program_`.
class Compiler {
 public:
  Compiler(Program& program, const Sources& sources, Diagnostics& diagnostics)
      : program_(program),
        diagnostics_(diagnostics),
        builder_(program),
        conditions_(program, builder_, sources, diagnostics) {}

  void run() {
    const Rubric& rubric = *program_.rubric;
    vocabulary();
    for (const auto& [name, condition] : rubric.lets) conditions_.add_let(name, condition);
    conditions_.add_lists(rubric.lists);
    worlds(rubric);
    for (const Subject& subject : rubric.subjects) program_.subjects.push_back(this->subject(subject));
    for (const Ladder& ladder : rubric.ladders) program_.ladders.push_back(this->ladder(ladder));
    for (const Check& check : rubric.checks) program_.checks.push_back(this->check(check));
    for (const ReferenceCondition& condition : rubric.reference)
      program_.reference.push_back(
          {ordered_facts(condition.at_most), ordered_facts(condition.at_least), &condition});
    for (const auto& [name, condition] : rubric.lets) conditions_.check_let(name);
  }

 private:
  void vocabulary();
  ConditionId applies_of(FactId fact, std::vector<char>& state);
  void worlds(const Rubric& rubric);
  ConditionId condition(const Text& text);
  NumberId number(const Judged& judged, std::string name);
  CompiledRule rule(const Rule& rule, const std::string& where);
  void graded(const Rule& rule, CompiledRule& compiled);
  CompiledStage stage(const Stage& stage, const std::string& where);
  CompiledPath path(const Path& path, const std::string& where, bool threat);
  CompiledSubject subject(const Subject& subject);
  CompiledLadder ladder(const Ladder& ladder);
  CompiledCheck check(const Check& check);
  const Fact* fact(const Text& path);
  std::vector<FactId> ordered_facts(const std::vector<Text>& paths);

  Program& program_;
  Diagnostics& diagnostics_;
  ConditionBuilder builder_;
  ConditionCompiler conditions_;
};

template <typename T>
void sort_by_id(std::vector<T>& items) {
  std::sort(items.begin(), items.end(), [](const T& a, const T& b) { return a.id < b.id; });
}

// The facts' own conditions: when each makes sense, and what its values force on others.
void Compiler::vocabulary() {
  const std::vector<Fact>& facts = program_.vocabulary->facts();
  program_.applies.assign(facts.size(), ConditionBuilder::always);
  std::vector<char> state(facts.size(), 0);
  for (const Fact& fact : facts) applies_of(fact.id, state);
  for (const Fact& fact : facts) {
    for (const Implication& implication : fact.implies) {
      const Fact* target = program_.vocabulary->find(implication.fact);
      if (target == nullptr) {
        diagnostics_.add(Code::unknown_fact, implication.span,
                         fmt::format("no fact is called '{}'", visible(implication.fact)),
                         did_you_mean(implication.fact, conditions_.names()));
        continue;
      }
      const std::optional<ConditionNode> test =
          value_test(*program_.vocabulary, *target, implication.value, implication.span, diagnostics_);
      if (test)
        program_.implications.push_back(
            {conditions_.compile({implication.when, implication.span}), target->id, builder_.test(*test)});
    }
  }
}

// Compiles the `applies` of a fact after those of the facts that it reads.
ConditionId Compiler::applies_of(FactId id, std::vector<char>& state) {
  const Fact& fact = (*program_.vocabulary)[id];
  if (state[id] == 2 || fact.applies.empty()) return program_.applies[id];
  if (state[id] == 1) {
    diagnostics_.add(Code::circular, fact.applies_span,
                     fmt::format("'{}' applies depending on itself", fact.path));
    return ConditionBuilder::always;
  }
  state[id] = 1;
  for (const Fact& other : program_.vocabulary->facts())
    if (other.id != id && !other.applies.empty() && fact.applies.find(other.path) != std::string::npos)
      applies_of(other.id, state);
  program_.applies[id] = conditions_.compile({fact.applies, fact.applies_span});
  state[id] = 2;
  return program_.applies[id];
}

void Compiler::worlds(const Rubric& rubric) {
  program_.worlds.push_back({"existing", {}});
  for (const World& world : rubric.worlds)
    program_.worlds.push_back(
        {world.id.text, compile_settings(*program_.vocabulary, *program_.licenses, world.set, diagnostics_)});
  for (const Option& option : rubric.options) {
    CompiledWorld compiled{option.id.text, {}};
    if (const auto world = program_.world(option.world.text); world)  // read_rubric refuses other names
      compiled.set = program_.worlds[*world].set;
    for (CompiledSetting& setting :
         compile_settings(*program_.vocabulary, *program_.licenses, option.set, diagnostics_)) {
      std::erase_if(compiled.set, [&](const CompiledSetting& old) { return old.fact == setting.fact; });
      compiled.set.push_back(std::move(setting));
    }
    program_.options.push_back(std::move(compiled));
  }
}

ConditionId Compiler::condition(const Text& text) {
  if (text.empty()) return ConditionBuilder::always;
  const ConditionId id = conditions_.compile(text);
  program_.written_conditions.emplace_back(&text, id);
  return id;
}

NumberId Compiler::number(const Judged& judged, std::string name) {
  const auto range = judged.range.value_or(std::pair{judged.value, judged.value});
  program_.numbers.push_back(
      {judged.value, range.first, range.second, judged.basis.value_or(Basis::judged), std::move(name)});
  return static_cast<NumberId>(program_.numbers.size() - 1);
}

// Complains, and gives null, where there is no such fact.
const Fact* Compiler::fact(const Text& path) {
  const Fact* found = program_.vocabulary->find(path.text);
  if (found != nullptr) return found;
  diagnostics_.add(Code::unknown_fact, path.span, fmt::format("no fact is called '{}'", visible(path.text)),
                   suggest_path(*program_.vocabulary, path.text));
  return nullptr;
}

void Compiler::graded(const Rule& rule, CompiledRule& compiled) {
  const Graded& graded = *rule.graded;
  const Fact* fact = this->fact(graded.fact);
  if (fact == nullptr) return;
  const FactType wanted = graded.steps ? FactType::level : FactType::number;
  if (fact->type != wanted) {
    diagnostics_.add(Code::type_mismatch, graded.fact.span,
                     fmt::format("{} need a {}, and '{}' is a {}", graded.steps ? "steps" : "curves",
                                 name_of(wanted), fact->path, name_of(fact->type)));
    return;
  }
  compiled.graded = true;
  compiled.steps = graded.steps;
  compiled.fact = fact->id;
  compiled.points = graded.points;
  for (std::size_t i = 0; i < graded.points.size(); ++i)
    if (const double x = graded.points[i].first; !within(*fact, x))
      diagnostics_.add(Code::out_of_range, graded.point_spans[i],
                       fmt::format("'{}' is never {}", fact->path, number_text(x)), bounds_help(*fact, x));
  for (const auto& [value, effect] : graded.levels) {
    const auto rank = fact->rank_of(value.text);
    if (!rank) {
      std::vector<std::string> ids;
      for (const FactValue& v : fact->values) ids.push_back(v.id);
      diagnostics_.add(Code::unknown_value, value.span,
                       fmt::format("'{}' has no value '{}'", fact->path, visible(value.text)),
                       did_you_mean(value.text, ids));
      continue;
    }
    compiled.points.emplace_back(*rank, effect);
  }
  if (graded.steps) std::sort(compiled.points.begin(), compiled.points.end());
  for (std::size_t i = 1; i < compiled.points.size(); ++i)
    if (compiled.points[i].second < compiled.points[i - 1].second) {
      diagnostics_.add(Code::curve_order, graded.span,
                       fmt::format("the effect falls as '{}' rises", fact->path));
      break;
    }
}

CompiledRule Compiler::rule(const Rule& rule, const std::string& where) {
  CompiledRule compiled;
  compiled.id = rule.id.text;
  compiled.when = condition(rule.when);
  compiled.by = number(rule.by, where + "." + rule.id.text);
  compiled.needs_evidence = rule.needs_evidence;
  compiled.written = &rule;
  if (rule.graded) {
    graded(rule, compiled);
    if (compiled.graded)
      compiled.when = builder_.conjunction({builder_.applicable(compiled.fact), compiled.when});
  }
  return compiled;
}

CompiledStage Compiler::stage(const Stage& stage, const std::string& where) {
  CompiledStage compiled;
  const std::string name = where + "." + stage.id.text;
  compiled.id = stage.id.text;
  compiled.share = number(stage.share, name + ".share");
  for (const Rule& r : stage.raise) compiled.raise.push_back(rule(r, name));
  for (const Rule& r : stage.lower) compiled.lower.push_back(rule(r, name));
  sort_by_id(compiled.raise);
  sort_by_id(compiled.lower);
  compiled.written = &stage;
  return compiled;
}

CompiledPath Compiler::path(const Path& path, const std::string& where, bool threat) {
  CompiledPath compiled;
  const std::string name = threat ? where + "." + path.id.text : where;
  compiled.id = path.id.text;
  compiled.applies = condition(path.applies);
  if (path.ceiling) compiled.ceiling = number(*path.ceiling, name + ".ceiling");
  for (const Stage& s : path.stages) compiled.stages.push_back(stage(s, name));
  sort_by_id(compiled.stages);
  compiled.written = &path;
  return compiled;
}

CompiledSubject Compiler::subject(const Subject& subject) {
  CompiledSubject compiled;
  compiled.kind = subject.kind;
  compiled.id = subject.id.text;
  compiled.written = &subject;
  const std::string name = compiled.name();
  compiled.applies = condition(subject.applies);
  for (const Path& p : subject.paths) compiled.paths.push_back(path(p, name, subject.kind == Kind::threat));
  sort_by_id(compiled.paths);
  for (const Rule& r : subject.absorb) compiled.absorb.push_back(rule(r, name + ".absorb"));
  sort_by_id(compiled.absorb);
  if (subject.over) {
    for (const Text& world : *subject.over)
      if (const auto index = program_.world(world.text)) compiled.over.push_back(*index);
  } else {
    if (subject.kind == Kind::threat) compiled.over.push_back(0);
    if (const auto closed = program_.world(closed_world)) compiled.over.push_back(*closed);
  }
  const std::optional<Bands>& bands = subject.bands ? subject.bands : program_.rubric->bands;
  if (!bands)
    diagnostics_.add(Code::missing_key, subject.id.span,
                     fmt::format("nothing says where the bands of '{}' begin", visible(subject.id.text)),
                     "give the rubric, or this entry, `bands: {low: …, moderate: …, high: …, severe: …}`");
  compiled.bands = bands.value_or(Bands{});
  for (const Regime& regime : subject.regimes)
    compiled.regimes.push_back({condition(regime.applies), &regime});
  return compiled;
}

CompiledLadder Compiler::ladder(const Ladder& ladder) {
  CompiledLadder compiled;
  compiled.applies = condition(ladder.applies);
  compiled.written = &ladder;
  for (const Rung& rung : ladder.rungs) {
    CompiledRung r;
    r.written = &rung;
    for (const Need& need : rung.needs)
      r.needs.push_back({condition(need.when), condition(need.applies), &need});
    compiled.rungs.push_back(std::move(r));
  }
  return compiled;
}

CompiledCheck Compiler::check(const Check& check) {
  return {condition(check.when), condition(check.applies), &check};
}

std::vector<FactId> Compiler::ordered_facts(const std::vector<Text>& paths) {
  std::vector<FactId> facts;
  for (const Text& path : paths) {
    const Fact* fact = this->fact(path);
    if (fact == nullptr) continue;
    if (!fact->has_order())
      diagnostics_.add(
          Code::not_ordered, path.span,
          fmt::format("'{}' is a {}, of which none is more than another", fact->path, name_of(fact->type)),
          "name bools, levels, numbers, days or sets");
    facts.push_back(fact->id);
  }
  return facts;
}

}  // namespace

double CompiledRule::height(double x) const {
  if (points.empty()) return 0;
  if (steps) {
    double reached = 0;
    for (const auto& [rank, effect] : points)
      if (x >= rank) reached = effect;
    return reached;
  }
  if (x <= points.front().first) return points.front().second;
  for (std::size_t i = 1; i < points.size(); ++i) {
    const auto [x0, y0] = points[i - 1];
    const auto [x1, y1] = points[i];
    if (x <= x1) return y0 + (y1 - y0) * ((x - x0) / (x1 - x0));
  }
  return points.back().second;
}

std::string CompiledSubject::name() const { return fmt::format("{}.{}", plural_of(kind), id); }

std::optional<std::size_t> Program::world(std::string_view id) const {
  for (std::size_t i = 0; i < worlds.size(); ++i)
    if (worlds[i].id == id) return i;
  return std::nullopt;
}

std::optional<Program> compile(const Vocabulary& vocabulary, const Licenses& licenses,
                               std::shared_ptr<const Rubric> rubric, const Sources& sources,
                               Diagnostics& diagnostics) {
  Program program;
  program.vocabulary = &vocabulary;
  program.licenses = &licenses;
  program.rubric = std::move(rubric);
  const std::size_t errors = diagnostics.errors();
  Compiler(program, sources, diagnostics).run();
  // A rubric that openrisk ships was linted when it was built.
  if (diagnostics.errors() == errors && program.rubric->span.source != 0) lint(program, sources, diagnostics);
  if (diagnostics.errors() > errors) return std::nullopt;
  return program;
}

}  // namespace openrisk
