// Conditions compiled: syntax → typed flat nodes, equal ones shared.
#pragma once

#include <string>
#include <unordered_map>
#include <vector>

#include "openrisk/program.hpp"
#include "rubric/condition.hpp"

namespace openrisk {

// Appends nodes to a program. Equal nodes get equal ids, so two conditions are the same iff their ids are.
class ConditionBuilder {
 public:
  explicit ConditionBuilder(Program& program);

  static constexpr ConditionId never = 0;
  static constexpr ConditionId always = 1;

  ConditionId test(ConditionNode node);   // a test, without asking whether its fact applies
  ConditionId gated(ConditionNode node);  // a test that is no where its fact does not apply
  ConditionId applicable(FactId fact);    // `always` for a fact without `applies`
  ConditionId negation(ConditionId child);
  ConditionId conjunction(const std::vector<ConditionId>& parts);  // flattened, folded
  ConditionId disjunction(const std::vector<ConditionId>& parts);

 private:
  ConditionId combine(ConditionNode::Op op, const std::vector<ConditionId>& parts);
  ConditionId intern(const ConditionNode& node, const std::vector<ConditionId>& children);

  Program& program_;
  std::unordered_multimap<std::size_t, ConditionId> known_;
};

// Resolves the names of conditions: facts, licence attributes and the `let` names of a rubric.
class ConditionCompiler {
 public:
  ConditionCompiler(Program& program, ConditionBuilder& builder, const Sources& sources,
                    Diagnostics& diagnostics)
      : program_(program), builder_(builder), sources_(sources), diagnostics_(diagnostics) {}

  void add_let(const Text& name, const Text& condition);
  // Lists of words by name; they must outlive the compiler.
  void add_lists(const std::vector<std::pair<Text, std::vector<Text>>>& lists) { lists_ = &lists; }

  // The condition's id; `always` for an empty text and, after an error was reported, for a broken one.
  ConditionId compile(const Text& text);

  // Reports what is wrong with a let that nothing used.
  void check_let(const Text& name);

  std::vector<std::string> names() const;  // every name a condition can begin with

 private:
  struct Let {
    Text condition;
    enum class State : std::uint8_t { fresh, running, done } state = State::fresh;
    ConditionId id = ConditionBuilder::always;
  };
  ConditionId compile(const Condition& node, const Text& text);
  ConditionId name(const Condition& node, const Text& text);
  ConditionId let(Let& let, const Condition& node, const Text& text);
  void settle(Let& let);
  ConditionId compare(const Condition& node, const Text& text);
  ConditionId compare_ranks(const Condition& node, const Fact& fact, const Text& text);
  ConditionId compare_scalar(const Condition& node, const Fact& fact, const Text& text);
  ConditionId compare_text(const Condition& node, const Fact& fact, const Text& text);
  ConditionId among(const Condition& node, const Text& text);
  ConditionId written(const Condition& node, const Fact& fact, const std::vector<Condition::Word>& words,
                      const Text& text);
  // The words that `in` asks for; nothing, with a diagnostic, where no list has that name.
  std::optional<std::vector<Condition::Word>> words_of(const Condition& node, const Text& text);
  ConditionId members(const Condition& node, const Text& text);
  ConditionId license_attribute(const Condition& node, const Fact& fact, const std::string& attribute,
                                const Text& text);
  const Fact* fact_of(const Condition& node, const Text& text);
  const Fact* license_of(const std::string& name, std::string& attribute) const;
  std::optional<std::uint8_t> rank(const Fact& fact, const Condition::Word& word, const Text& text);
  ConditionId mismatch(const Condition& node, const Text& text, std::string message, std::string help);

  Program& program_;
  ConditionBuilder& builder_;
  const Sources& sources_;
  Diagnostics& diagnostics_;
  std::unordered_map<std::string, Let> lets_;
  const std::vector<std::pair<Text, std::vector<Text>>>* lists_ = nullptr;
};

}  // namespace openrisk
