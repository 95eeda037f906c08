// Card × Program → Answers. What a card says about one fact is held against what it says about the
// others: which facts make sense at all, and which values force each other.
#include <fmt/format.h>

#include "base/text.hpp"
#include "license/expression.hpp"
#include "program/truth.hpp"
#include "program/walk.hpp"

namespace openrisk {

namespace {

// A question after a licence that was meant; empty where none is near.
std::string nearest_license(const Licenses& licenses, const std::string& text) {
  std::vector<std::string> names;
  for (const License& license : licenses.licenses) {
    names.push_back(license.id);
    names.insert(names.end(), license.aliases.begin(), license.aliases.end());
  }
  const std::string question = did_you_mean(text, names);
  return question.empty() ? "" : "; " + question;
}

class Binder {
 public:
  Binder(const Program& program, const Card& card, Diagnostics& diagnostics)
      : program_(program),
        card_(card),
        diagnostics_(diagnostics),
        answers_(empty(program)),
        release_(program, answers_, program.worlds.front()) {}

  Answers run() {
    for (const Statement& statement : card_.statements) answers_.facts[statement.fact] = answer(statement);
    for (const Fact& fact : program_.vocabulary->facts()) settle(fact);
    for (const CompiledImplication& implication : program_.implications) contradiction(implication);
    arguments();
    return std::move(answers_);
  }

 private:
  Answer answer(const Statement& statement);
  void settle(const Fact& fact);
  void contradiction(const CompiledImplication& implication);
  void arguments();
  Tri truth_of(ConditionId condition) const { return truth(program_, release_, condition); }
  static Answers empty(const Program& program) {
    Answers answers;
    answers.facts.resize(program.vocabulary->facts().size());
    return answers;
  }
  bool says_the_same(const Fact& fact, const Answer& answer) const;

  const Program& program_;
  const Card& card_;
  Diagnostics& diagnostics_;
  Answers answers_;
  WorldView release_;  // sees every change of `answers_`
};

Answer Binder::answer(const Statement& statement) {
  Answer answer;
  answer.standing = statement.standing;
  answer.value = statement.value;
  answer.partial = statement.partial;
  answer.sourced = statement.standing == Standing::stated && statement.sourced();
  answer.span = statement.span;
  const Fact& fact = (*program_.vocabulary)[statement.fact];
  if (fact.type != FactType::license || !answer.stated()) return answer;
  const std::string& text = std::get<std::string>(statement.value);
  if (program_.licenses->empty_statement(text)) {
    answer.standing = Standing::unknown;
    answer.sourced = false;
    return answer;
  }
  answer.license = program_.licenses->resolve(text);
  if (answer.license.known) return answer;
  const std::vector<std::string> parts = unknown_parts(*program_.licenses, text);
  if (parts.empty())
    diagnostics_.add(Code::unresolved_license, statement.span,
                     fmt::format("the licence '{}' is not known to openrisk", visible(text)),
                     "its terms are taken as unknown" + nearest_license(*program_.licenses, text));
  else
    diagnostics_.add(Code::unresolved_license, statement.span,
                     fmt::format("of the licence '{}' a part is not known to openrisk: '{}'", visible(text),
                                 visible(join(parts, "', '"))),
                     "what that part allows is taken as unknown");
  return answer;
}

// A level at its lowest, or a value that the vocabulary forces, says the same as "does not apply".
bool Binder::says_the_same(const Fact& fact, const Answer& answer) const {
  if (const auto* level = std::get_if<Level>(&answer.value)) return level->rank == 0;
  if (const auto* flag = std::get_if<bool>(&answer.value)) return !*flag;
  if (const auto* members = std::get_if<Members>(&answer.value)) return members->bits == 0;
  for (const CompiledImplication& implication : program_.implications)
    if (implication.fact == fact.id && truth_of(implication.when) == Tri::yes &&
        truth_of(implication.holds) == Tri::yes)
      return true;
  return false;
}

void Binder::settle(const Fact& fact) {
  Answer& answer = answers_.facts[fact.id];
  const ConditionId applies = program_.applies[fact.id];
  if (program_.conditions[applies].op == ConditionNode::Op::always) {
    if (answer.standing == Standing::not_applicable)
      diagnostics_.add(Code::applies_after_all, answer.span,
                       fmt::format("'{}' applies to every release", fact.path),
                       "write `unknown`, or its value");
    return;
  }
  const Tri truth = truth_of(applies);
  if (answer.standing == Standing::not_applicable && truth != Tri::no) {
    diagnostics_.add(
        Code::applies_after_all, answer.span,
        fmt::format("'{}' {} to this release", fact.path, truth == Tri::yes ? "applies" : "may apply"),
        fmt::format("it applies when {}; write `unknown`, or state what settles it", fact.applies));
    return;
  }
  if (truth != Tri::no) return;
  if (!answer.stated())
    answer.standing = Standing::not_applicable;
  else if (!says_the_same(fact, answer))
    diagnostics_.add(Code::does_not_apply, answer.span,
                     fmt::format("'{}' does not apply to this release", fact.path),
                     fmt::format("it applies when {}; the value counts for nothing", fact.applies));
}

void Binder::contradiction(const CompiledImplication& implication) {
  const Answer& answer = answers_[implication.fact];
  if (!answer.stated() || truth_of(implication.when) != Tri::yes || truth_of(implication.holds) != Tri::no)
    return;
  const Vocabulary& vocabulary = *program_.vocabulary;
  const Fact& fact = vocabulary[implication.fact];
  // The implications of a program stand in the order in which the vocabulary writes them.
  auto left = &implication - program_.implications.data();
  const Implication* written = nullptr;
  for (const Fact& other : vocabulary.facts())
    for (const Implication& one : other.implies)
      if (left-- == 0) written = &one;
  Diagnostic& diagnostic = diagnostics_.add(
      Code::contradiction, answer.span,
      fmt::format("'{} = {}' contradicts the rest of the card", fact.path, to_text(fact, answer.value)),
      written == nullptr ? "" : fmt::format("it is {} when {}", written->value, written->when));
  for (const FactId other : facts_read(program_, implication.when))
    if (answers_[other].stated())
      diagnostic.labels.push_back({answers_[other].span, "'" + vocabulary[other].path + "' is stated here"});
}

void Binder::arguments() {
  std::vector<std::string> threats;
  for (const CompiledSubject& subject : program_.subjects)
    if (subject.kind == Kind::threat) threats.push_back(subject.id);
  std::string_view previous;  // the steps of one threat stand together
  for (const ArgumentStep& step : card_.argument) {
    bool found = threats.empty() || step.threat == previous;
    for (const std::string& threat : threats) found = found || threat == step.threat;
    if (!found)
      diagnostics_.add(Code::unknown_threat, step.threat_span,
                       fmt::format("the rubric has no threat called '{}'", visible(step.threat)),
                       did_you_mean(step.threat, threats));
    previous = step.threat;
  }
}

}  // namespace

std::optional<Answers> bind(const Program& program, const Card& card, Diagnostics& diagnostics) {
  const std::size_t errors = diagnostics.errors();
  Answers answers = Binder(program, card, diagnostics).run();
  if (diagnostics.errors() > errors) return std::nullopt;
  return answers;
}

}  // namespace openrisk
