// Names in conditions: facts, terms of licences, and conditions that have a name. What is asked of a fact is
// typed in conditions_tests.cpp.
#include "program/conditions.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/text.hpp"

namespace openrisk {

using Op = ConditionNode::Op;

void ConditionCompiler::add_let(const Text& name, const Text& condition) {
  if (program_.vocabulary->find(name.text) != nullptr) {
    diagnostics_.add(Code::duplicate_id, name.span, fmt::format("'{}' is the name of a fact", name.text),
                     "choose another name for the `let`");
    return;
  }
  lets_.emplace(name.text, Let{condition, Let::State::fresh, ConditionBuilder::always});
}

void ConditionCompiler::check_let(const Text& name) {
  const auto found = lets_.find(name.text);
  if (found != lets_.end() && found->second.state == Let::State::fresh) settle(found->second);
}

std::vector<std::string> ConditionCompiler::names() const {
  std::vector<std::string> all;
  for (const Fact& fact : program_.vocabulary->facts()) {
    all.push_back(fact.path);
    if (fact.type != FactType::license) continue;
    for (const LicenseAttribute& attribute : program_.licenses->attributes)
      all.push_back(fact.path + "." + attribute.id);
    all.push_back(fact.path + ".known");
    all.push_back(fact.path + ".written");
  }
  for (const auto& [name, let] : lets_) all.push_back(name);
  std::sort(all.begin(), all.end());
  return all;
}

ConditionId ConditionCompiler::compile(const Text& text) {
  if (text.empty()) return ConditionBuilder::always;
  const std::optional<Condition> condition = parse_condition(text, sources_, diagnostics_);
  return condition ? compile(*condition, text) : ConditionBuilder::always;
}

ConditionId ConditionCompiler::compile(const Condition& node, const Text& text) {
  switch (node.kind) {
    case Condition::Kind::name: return name(node, text);
    case Condition::Kind::compare: return compare(node, text);
    case Condition::Kind::in: return among(node, text);
    case Condition::Kind::has:
    case Condition::Kind::has_any:
    case Condition::Kind::has_all: return members(node, text);
    case Condition::Kind::known: {
      const Fact* fact = fact_of(node, text);
      if (fact == nullptr) return ConditionBuilder::always;
      ConditionNode test;
      test.op = Op::known;
      test.fact = fact->id;
      return builder_.test(test);
    }
    case Condition::Kind::negation: return builder_.negation(compile(node.children.front(), text));
    case Condition::Kind::conjunction:
    case Condition::Kind::disjunction: {
      std::vector<ConditionId> parts;
      for (const Condition& child : node.children) parts.push_back(compile(child, text));
      return node.kind == Condition::Kind::conjunction ? builder_.conjunction(std::move(parts))
                                                       : builder_.disjunction(std::move(parts));
    }
  }
  return ConditionBuilder::always;
}

ConditionId ConditionCompiler::mismatch(const Condition& node, const Text& text, std::string message,
                                        std::string help) {
  diagnostics_.add(Code::type_mismatch, condition_span(text, sources_, node.begin, node.end),
                   std::move(message), std::move(help));
  return ConditionBuilder::always;
}

const Fact* ConditionCompiler::license_of(const std::string& name, std::string& attribute) const {
  const std::size_t dot = name.rfind('.');
  if (dot == std::string::npos) return nullptr;
  const Fact* fact = program_.vocabulary->find(std::string_view(name).substr(0, dot));
  if (fact == nullptr || fact->type != FactType::license) return nullptr;
  attribute = name.substr(dot + 1);
  if (attribute != "known" && attribute != "written" && !program_.licenses->attribute(attribute))
    return nullptr;
  return fact;
}

const Fact* ConditionCompiler::fact_of(const Condition& node, const Text& text) {
  const Fact* fact = program_.vocabulary->find(node.text);
  if (fact != nullptr) return fact;
  const Span span = condition_span(text, sources_, node.name_begin, node.name_end);
  if (lets_.count(node.text) > 0)
    diagnostics_.add(Code::type_mismatch, span, fmt::format("'{}' is a condition, not a fact", node.text),
                     "use it alone, without a comparison");
  else
    diagnostics_.add(Code::unknown_fact, span, fmt::format("no fact is called '{}'", visible(node.text)),
                     did_you_mean(node.text, names()));
  return nullptr;
}

ConditionId ConditionCompiler::let(Let& let, const Condition& node, const Text& text) {
  if (let.state == Let::State::running) {
    diagnostics_.add(Code::circular, condition_span(text, sources_, node.begin, node.end),
                     fmt::format("the definition of '{}' uses itself", node.text));
    return ConditionBuilder::always;
  }
  if (let.state == Let::State::fresh) settle(let);
  return let.id;
}

void ConditionCompiler::settle(Let& let) {
  let.state = Let::State::running;
  let.id = compile(let.condition);
  let.state = Let::State::done;
}

}  // namespace openrisk
