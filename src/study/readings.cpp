#include <algorithm>

#include "openrisk/study.hpp"
#include "program/walk.hpp"
#include "study/study.hpp"

namespace openrisk {
namespace {

StudyMeasure::Scale scale_of(Kind kind) {
  using Scale = StudyMeasure::Scale;
  return kind == Kind::threat ? Scale::threat : kind == Kind::burden ? Scale::burden : Scale::benefit;
}

bool is_counted(const Program& program, const CompiledSubject& subject) {
  bool all = true;
  const auto look = [&](NumberId number) { all = all && program.numbers[number].basis == Basis::defined; };
  for (const CompiledPath& path : subject.paths)
    for (const CompiledStage& stage : path.stages) look(stage.share);
  for_each_rule(subject, [&](const CompiledRule& rule, Role) { look(rule.by); });
  return all;
}

Reading reading_of(const Measure& measure, Tri applies) {
  return {applies, measure.value, measure.band, measure.exact};
}

}  // namespace

std::vector<StudyMeasure> study_measures(const Program& program, const std::vector<BaselineCard>& over) {
  std::vector<StudyMeasure> all;
  for (const CompiledSubject& subject : program.subjects) {
    const bool counted = is_counted(program, subject), silence = counts_silence(program, subject);
    const auto add = [&](const std::string& baseline) {
      StudyMeasure measure;
      measure.id = baseline.empty() ? subject.name() : subject.name() + "." + baseline;
      measure.title = subject.written->title;
      measure.baseline = baseline;
      measure.scale = scale_of(subject.kind);
      measure.bands = subject.bands;
      measure.counted = counted;
      measure.counts_silence = silence;
      all.push_back(std::move(measure));
    };
    if (subject.kind != Kind::threat) add("");
    for (std::size_t world : subject.over) add(program.worlds[world].id);
    for (const BaselineCard& other : over) add(other.name);
  }
  for (const CompiledLadder& ladder : program.ladders) {
    StudyMeasure measure;
    measure.id = "ladders." + ladder.written->id.text;
    measure.title = ladder.written->title;
    measure.scale = StudyMeasure::Scale::ladder;
    for (const CompiledRung& rung : ladder.rungs) measure.rungs.push_back(rung.written->title);
    all.push_back(std::move(measure));
  }
  for (const CompiledCheck& check : program.checks) {
    const std::string id = "checks." + check.written->group.text;
    if (std::any_of(all.begin(), all.end(), [&](const StudyMeasure& other) { return other.id == id; }))
      continue;
    StudyMeasure measure;
    measure.id = id;
    measure.title = check.written->group.text;
    measure.scale = StudyMeasure::Scale::share;
    all.push_back(std::move(measure));
  }
  return all;
}

std::vector<Reading> readings(const std::vector<StudyMeasure>& measures, const Assessment& assessment) {
  std::vector<Reading> all(measures.size());
  const auto put = [&](std::size_t& at, std::string_view id, const Reading& reading) {
    // Both sides come in the order of the rubric: the next one is nearly always the right one.
    for (std::size_t tried = 0; tried < measures.size(); ++tried, at = (at + 1) % measures.size()) {
      if (measures[at].id != id) continue;
      all[at] = reading;
      return;
    }
  };
  for (Reading& reading : all) reading.applies = Tri::no;
  std::size_t at = 0;
  for (const SubjectResult& subject : assessment.subjects) {
    if (subject.score) put(at, subject.score->name, reading_of(*subject.score, subject.applies.truth));
    for (const Measure& measure : subject.measures)
      put(at, measure.name, reading_of(measure, subject.applies.truth));
  }
  for (const LadderResult& ladder : assessment.ladders)
    put(at, "ladders." + ladder.ladder->written->id.text,
        {ladder.applies.truth, {ladder.certain + 1.0, ladder.possible + 1.0}, {}, true});
  for (const CheckGroup& group : assessment.checks) {
    const bool any = std::any_of(group.items.begin(), group.items.end(), [](const CheckResult& item) {
      return item.state != CheckState::not_applicable;
    });
    put(at, "checks." + group.group, {any ? Tri::yes : Tri::no, group.met, {}, true});
  }
  return all;
}

StudyCard study_card(const Card& card, const Vocabulary& vocabulary) {
  std::string name = card.text(vocabulary, "release.name");
  const std::string version = card.text(vocabulary, "release.version");
  if (name.empty()) {
    name = card.path;
  } else if (!version.empty()) {
    name += " " + version;
  }
  return {std::move(name), card.path};
}

std::optional<BoundCard> bound(const Program& program, Card card) {
  Diagnostics unseen;
  std::optional<Answers> answers = bind(program, card, unseen);
  if (!answers) return std::nullopt;
  return BoundCard{std::move(card), std::move(*answers)};
}

std::string said(const Vocabulary& vocabulary, const Card& card, FactId fact) {
  const Statement* statement = card.find(fact);
  if (statement == nullptr) return "unknown";
  if (statement->standing != Standing::stated) return std::string(name_of(statement->standing));
  return to_text(vocabulary[fact], statement->value) + (statement->partial ? " and perhaps more" : "");
}

bool assign(Card& card, const Vocabulary& vocabulary, FactId fact, std::string_view value) {
  Diagnostics unseen;
  return set_fact(card, vocabulary[fact].path + "=" + std::string(value), vocabulary, unseen);
}

void take_over(Card& card, const Card& from, FactId fact) {
  std::erase_if(card.statements, [&](const Statement& statement) { return statement.fact == fact; });
  const Statement* statement = from.find(fact);
  if (statement == nullptr) return;
  const auto place = std::lower_bound(card.statements.begin(), card.statements.end(), fact,
                                      [](const Statement& other, FactId id) { return other.fact < id; });
  card.statements.insert(place, *statement);
}

}  // namespace openrisk
