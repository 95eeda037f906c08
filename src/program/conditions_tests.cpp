// Typing of tests. Every comparison becomes one of a few tests: levels and booleans a mask of ranks, sets a
// mask of members, numbers and dates a comparison with a constant. Nothing is converted: a value of another
// type is an error that points at it.
#include "program/conditions.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/text.hpp"
#include "card/value.hpp"
#include "node/node.hpp"
#include "program/truth.hpp"

namespace openrisk {

namespace {

using Op = ConditionNode::Op;
using Compare = ConditionNode::Compare;

std::optional<Compare> compare_of(const std::string& text) {
  static const std::pair<const char*, Compare> table[] = {{"==", Compare::eq}, {"!=", Compare::ne},
                                                          {"<", Compare::lt},  {"<=", Compare::le},
                                                          {">", Compare::gt},  {">=", Compare::ge}};
  for (const auto& [name, compare] : table)
    if (text == name) return compare;
  return std::nullopt;
}

std::vector<std::string> ids_of(const Fact& fact) {
  if (fact.type == FactType::boolean) return {"false", "true"};
  std::vector<std::string> ids;
  for (const FactValue& value : fact.values) ids.push_back(value.id);
  return ids;
}

std::string how_to_ask(const Fact& fact) {
  switch (fact.type) {
    case FactType::boolean: return fmt::format("write '{0}' or 'not {0}'", fact.path);
    case FactType::level: return fmt::format("compare it with one of {}", join(ids_of(fact), ", "));
    case FactType::set: return fmt::format("ask '{} has …', 'has any […]' or 'has all […]'", fact.path);
    case FactType::number: return "compare it with a number";
    case FactType::date: return "compare it with a date such as 2026-01-31";
    case FactType::license:
      return fmt::format("ask for a term of it, for instance '{}.noncommercial'", fact.path);
    case FactType::text: return "compare it with == or != and a text in quotes";
    case FactType::text_list:
      return fmt::format("only 'known({})' can be asked of a list of texts", fact.path);
  }
  return {};
}

}  // namespace

ConditionId ConditionCompiler::name(const Condition& node, const Text& text) {
  if (auto it = lets_.find(node.text); it != lets_.end()) return let(it->second, node, text);
  std::string attribute;
  if (program_.vocabulary->find(node.text) == nullptr)
    if (const Fact* fact = license_of(node.text, attribute))
      return license_attribute(node, *fact, attribute, text);
  const Fact* fact = fact_of(node, text);
  if (fact == nullptr) return ConditionBuilder::always;
  if (fact->type != FactType::boolean)
    return mismatch(node, text, fmt::format("'{}' is a {}, not a condition", fact->path, name_of(fact->type)),
                    how_to_ask(*fact));
  ConditionNode test;
  test.op = Op::level_in;
  test.fact = fact->id;
  test.bits = 0b10;
  return builder_.gated(test);
}

ConditionId ConditionCompiler::license_attribute(const Condition& node, const Fact& fact,
                                                 const std::string& attribute, const Text& text) {
  ConditionNode test;
  test.fact = fact.id;
  if (attribute == "known") {
    test.op = Op::license_known;
    return builder_.test(test);
  }
  if (attribute == "written")
    return mismatch(node, text, fmt::format("'{}' is a text", node.text),
                    fmt::format("write {} in [..]", node.text));
  const std::size_t index = *program_.licenses->attribute(attribute);
  test.index = static_cast<std::uint32_t>(index);
  if (!program_.licenses->attributes[index].number) {
    if (node.kind != Condition::Kind::name)
      return mismatch(node, text, fmt::format("'{}' is yes or no", node.text),
                      "use it alone, or after `not`");
    test.op = Op::license_flag;
    return builder_.gated(test);
  }
  if (node.kind != Condition::Kind::compare)
    return mismatch(node, text, fmt::format("'{}' is a number", node.text),
                    "compare it, for instance with > 0");
  const std::optional<double> constant = number_of(node.values.front().text);
  if (!constant)
    return mismatch(node, text, fmt::format("'{}' is not a number", visible(node.values.front().text)), {});
  test.op = Op::license_number;
  test.compare = *compare_of(node.compare);
  test.constant = *constant;
  return builder_.gated(test);
}

ConditionId ConditionCompiler::compare(const Condition& node, const Text& text) {
  std::string attribute;
  if (program_.vocabulary->find(node.text) == nullptr)
    if (const Fact* fact = license_of(node.text, attribute))
      return license_attribute(node, *fact, attribute, text);
  const Fact* fact = fact_of(node, text);
  if (fact == nullptr) return ConditionBuilder::always;
  switch (fact->type) {
    case FactType::level:
    case FactType::boolean: return compare_ranks(node, *fact, text);
    case FactType::number:
    case FactType::date: return compare_scalar(node, *fact, text);
    case FactType::text: return compare_text(node, *fact, text);
    case FactType::set:
    case FactType::text_list:
    case FactType::license:
      return mismatch(node, text,
                      fmt::format("a {} cannot be compared with '{}'", name_of(fact->type),
                                  visible(node.values.front().text)),
                      how_to_ask(*fact));
  }
  return ConditionBuilder::always;
}

std::optional<std::uint8_t> ConditionCompiler::rank(const Fact& fact, const Condition::Word& word,
                                                    const Text& text) {
  const std::vector<std::string> ids = ids_of(fact);
  const auto it = std::find(ids.begin(), ids.end(), word.text);
  if (it != ids.end()) return static_cast<std::uint8_t>(it - ids.begin());
  std::string help = did_you_mean(word.text, ids);
  if (help.empty()) help = fmt::format("one of {}", join(ids, ", "));
  diagnostics_.add(number_of(word.text) ? Code::type_mismatch : Code::unknown_value,
                   condition_span(text, sources_, word.begin, word.end),
                   fmt::format("'{}' has no value '{}'", fact.path, visible(word.text)), help);
  return std::nullopt;
}

ConditionId ConditionCompiler::compare_ranks(const Condition& node, const Fact& fact, const Text& text) {
  const Compare op = *compare_of(node.compare);
  const std::optional<std::uint8_t> value = rank(fact, node.values.front(), text);
  if (!value) return ConditionBuilder::always;
  if (fact.type == FactType::boolean && op != Compare::eq && op != Compare::ne) {
    diagnostics_.add(Code::not_ordered, condition_span(text, sources_, node.begin, node.end),
                     fmt::format("'{}' is yes or no and has no order", fact.path), how_to_ask(fact));
    return ConditionBuilder::always;
  }
  const int count = fact.type == FactType::boolean ? 2 : static_cast<int>(fact.values.size());
  ConditionNode test;
  test.op = Op::level_in;
  test.fact = fact.id;
  for (int r = 0; r < count; ++r)
    if (openrisk::compare(op, r, *value)) test.bits |= 1ull << r;
  const std::uint64_t all = (count >= 64 ? 0 : (1ull << count)) - 1;
  if (test.bits == 0 || test.bits == all)
    diagnostics_.add(
        Code::constant_condition, condition_span(text, sources_, node.begin, node.end),
        fmt::format("this is {} for every value of '{}'", test.bits == 0 ? "no" : "yes", fact.path));
  return builder_.gated(test);
}

ConditionId ConditionCompiler::compare_scalar(const Condition& node, const Fact& fact, const Text& text) {
  const Condition::Word& word = node.values.front();
  ConditionNode test;
  test.op = Op::number;
  test.fact = fact.id;
  test.compare = *compare_of(node.compare);
  if (fact.type == FactType::date) {
    const std::optional<Date> date = parse_date(word.text);
    if (!date)
      return mismatch(node, text, fmt::format("'{}' is not a date", visible(word.text)), how_to_ask(fact));
    test.constant = date->days;
    return builder_.gated(test);
  }
  const std::optional<double> number = number_of(word.text);
  if (!number)
    return mismatch(node, text, fmt::format("'{}' is not a number", visible(word.text)), how_to_ask(fact));
  test.constant = *number;
  if (!within(fact, *number))
    diagnostics_.add(Code::out_of_range, condition_span(text, sources_, word.begin, word.end),
                     fmt::format("'{}' is never {}", fact.path, word.text), bounds_help(fact, *number));
  return builder_.gated(test);
}

ConditionId ConditionCompiler::compare_text(const Condition& node, const Fact& fact, const Text& text) {
  if (node.compare != "==" && node.compare != "!=") {
    diagnostics_.add(Code::not_ordered, condition_span(text, sources_, node.begin, node.end),
                     fmt::format("'{}' is a text and has no order", fact.path), how_to_ask(fact));
    return ConditionBuilder::always;
  }
  ConditionNode test;
  test.op = Op::text_in;
  test.fact = fact.id;
  test.index = static_cast<std::uint32_t>(program_.texts.size());
  program_.texts.push_back({node.values.front().text});
  if (node.compare == "==") return builder_.gated(test);
  return builder_.conjunction({builder_.applicable(fact.id), builder_.negation(builder_.test(test))});
}

std::optional<std::vector<Condition::Word>> ConditionCompiler::words_of(const Condition& node,
                                                                        const Text& text) {
  if (!node.list) return node.values;
  std::vector<std::string> names;
  if (lists_ != nullptr) {
    for (const auto& [name, words] : *lists_) {
      names.push_back(name.text);
      if (name.text != node.list->text) continue;
      std::vector<Condition::Word> all;
      for (const Text& word : words) all.push_back({word.text, node.list->begin, node.list->end});
      return all;
    }
  }
  const std::string help = did_you_mean(node.list->text, names);
  diagnostics_.add(Code::unknown_value, condition_span(text, sources_, node.list->begin, node.list->end),
                   fmt::format("no list is called '{}'", visible(node.list->text)),
                   help.empty() ? "write in [a, b], or give the list under `lists`" : help);
  return std::nullopt;
}

ConditionId ConditionCompiler::written(const Condition& node, const Fact& fact,
                                       const std::vector<Condition::Word>& words, const Text& text) {
  if (words.empty()) return mismatch(node, text, "an empty list", "give it words");
  ConditionNode test;
  test.op = Op::license_written;
  test.fact = fact.id;
  test.index = static_cast<std::uint32_t>(program_.texts.size());
  program_.texts.emplace_back();
  for (const Condition::Word& word : words) program_.texts.back().push_back(word.text);
  return builder_.gated(test);
}

ConditionId ConditionCompiler::among(const Condition& node, const Text& text) {
  const auto words = words_of(node, text);
  if (!words) return ConditionBuilder::always;
  std::string attribute;
  if (program_.vocabulary->find(node.text) == nullptr)
    if (const Fact* license = license_of(node.text, attribute); license != nullptr && attribute == "written")
      return written(node, *license, *words, text);
  const Fact* fact = fact_of(node, text);
  if (fact == nullptr) return ConditionBuilder::always;
  ConditionNode test;
  test.fact = fact->id;
  if (fact->type == FactType::text) {
    test.op = Op::text_in;
    test.index = static_cast<std::uint32_t>(program_.texts.size());
    program_.texts.emplace_back();
    for (const Condition::Word& word : *words) program_.texts.back().push_back(word.text);
    return builder_.gated(test);
  }
  if (fact->type != FactType::level)
    return mismatch(
        node, text,
        fmt::format("`in` asks a level or a text, and '{}' is a {}", fact->path, name_of(fact->type)),
        how_to_ask(*fact));
  test.op = Op::level_in;
  for (const Condition::Word& word : *words)
    if (const auto value = rank(*fact, word, text)) test.bits |= 1ull << *value;
  return builder_.gated(test);
}

ConditionId ConditionCompiler::members(const Condition& node, const Text& text) {
  const Fact* fact = fact_of(node, text);
  if (fact == nullptr) return ConditionBuilder::always;
  if (fact->type != FactType::set)
    return mismatch(node, text,
                    fmt::format("`has` asks a set, and '{}' is a {}", fact->path, name_of(fact->type)),
                    how_to_ask(*fact));
  ConditionNode test;
  test.op = node.kind == Condition::Kind::has_all ? Op::has_all : Op::has_any;
  test.fact = fact->id;
  for (const Condition::Word& word : node.values)
    if (const auto value = rank(*fact, word, text)) test.bits |= 1ull << *value;
  return builder_.gated(test);
}

}  // namespace openrisk
