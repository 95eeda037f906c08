#include "assessment/classes.hpp"

#include <algorithm>
#include <cmath>
#include <set>

namespace openrisk {

namespace {

using Op = ConditionNode::Op;

class Classes {
 public:
  Classes(const Program& program, const Fact& fact, const Answer* answer, const Asked& asked)
      : program_(program), fact_(fact), answer_(answer), tests_(asked.tests), graded_(asked.graded) {}

  std::vector<ValueClass> all() {
    const bool whole = answer_ != nullptr && !answer_->partial && fact_.type != FactType::license;
    if (whole) {
      add(*answer_);
      return std::move(classes_);
    }
    switch (fact_.type) {
      case FactType::boolean:
        for (bool value : {false, true}) add(value);
        break;
      case FactType::level:
        for (std::size_t rank = 0; rank < fact_.values.size(); ++rank)
          add(Level{static_cast<std::uint8_t>(rank)});
        break;
      case FactType::number: numbers(); break;
      case FactType::date: dates(); break;
      case FactType::text: texts(); break;
      case FactType::set: members(); break;
      case FactType::license: licenses(); break;
      case FactType::text_list: add(std::string{}); break;
    }
    auto less = [](const ValueClass& a, const ValueClass& b) {
      return a.truths != b.truths ? a.truths < b.truths : a.heights < b.heights;
    };
    std::sort(classes_.begin(), classes_.end(), less);
    classes_.erase(std::unique(classes_.begin(), classes_.end()), classes_.end());
    return std::move(classes_);
  }

 private:
  void add(Value value) {
    Answer answer;
    answer.standing = Standing::stated;
    answer.value = std::move(value);
    add(answer);
  }

  void add(const Answer& answer) {
    ValueClass c;
    for (std::size_t i = 0; i < tests_.size(); ++i)
      if (test(program_, program_.conditions[tests_[i]], answer) == Tri::yes) c.truths |= 1ull << (i & 63);
    for (const CompiledRule* rule : graded_) {
      const auto* level = std::get_if<Level>(&answer.value);
      c.heights.push_back(rule->height(level != nullptr ? level->rank : std::get<double>(answer.value)));
    }
    classes_.push_back(std::move(c));
  }

  double clamp(double x) const {
    if (fact_.min && x < *fact_.min) return *fact_.min;
    return fact_.max && x > *fact_.max ? *fact_.max : x;
  }

  void numbers() {
    std::vector<double> cuts{clamp(0)};
    for (ConditionId id : tests_) cuts.push_back(program_.conditions[id].constant);
    for (const CompiledRule* rule : graded_)
      for (const auto& [x, y] : rule->points) cuts.push_back(x);
    const std::size_t count = cuts.size();
    for (std::size_t i = 0; i < count; ++i) {
      cuts.push_back(std::nextafter(cuts[i], -INFINITY));
      cuts.push_back(std::nextafter(cuts[i], INFINITY));
    }
    if (fact_.min) cuts.push_back(*fact_.min);
    if (fact_.max) cuts.push_back(*fact_.max);
    std::set<double> distinct;
    for (double x : cuts) distinct.insert(clamp(x));
    for (double x : distinct) add(x);
  }

  void dates() {
    std::set<std::int32_t> days{0};
    for (ConditionId id : tests_)
      for (int step : {-1, 0, 1})
        days.insert(static_cast<std::int32_t>(program_.conditions[id].constant) + step);
    for (std::int32_t day : days) add(Date{day});
  }

  void texts() {
    std::set<std::string> named;
    for (ConditionId id : tests_)
      for (const std::string& text : program_.texts[program_.conditions[id].index]) named.insert(text);
    for (const std::string& text : named) add(text);
    std::string other = "?";
    while (named.count(other) > 0) other += "?";
    add(other);
  }

  void members() {
    std::uint64_t asked = 0;
    for (ConditionId id : tests_) asked |= program_.conditions[id].bits;
    const std::uint64_t listed = answer_ != nullptr ? std::get<Members>(answer_->value).bits : 0;
    const std::uint64_t open = asked & ~listed;
    std::uint64_t set = 0;
    do {
      add(Members{set | listed});
      set = (set - open) & open;
    } while (set != 0);
  }

  // Every row of the table, or the one that is known, with the terms that it leaves open tried both ways.
  void licenses() {
    std::vector<std::uint32_t> asked;
    for (ConditionId id : tests_)
      if (program_.conditions[id].op == Op::license_flag || program_.conditions[id].op == Op::license_number)
        asked.push_back(program_.conditions[id].index);
    std::sort(asked.begin(), asked.end());
    asked.erase(std::unique(asked.begin(), asked.end()), asked.end());
    std::vector<Terms> rows;
    if (answer_ != nullptr && answer_->license.known)
      rows.push_back(answer_->license.terms);
    else
      rows = program_.licenses->rows;
    std::vector<Terms> tried;
    for (Terms& row : rows) {
      row.resize(program_.licenses->attributes.size());
      for (std::uint32_t i = 0; i < row.size(); ++i)
        if (std::find(asked.begin(), asked.end(), i) == asked.end()) row[i] = Term{};
      if (std::find(tried.begin(), tried.end(), row) != tried.end()) continue;
      tried.push_back(row);
      expand(row, asked, 0);
    }
  }

  void expand(Terms& row, const std::vector<std::uint32_t>& asked, std::size_t at) {
    if (at == asked.size()) {
      Answer answer;
      answer.standing = Standing::stated;
      answer.value = std::string{};
      answer.license = {true, "", "", row};
      add(answer);
      return;
    }
    Term& term = row[asked[at]];
    if (term.state != Term::State::unknown) return expand(row, asked, at + 1);
    for (double value : open_values(asked[at])) {
      term = {Term::State::stated, value};
      expand(row, asked, at + 1);
    }
    term = {Term::State::none, 0};
    expand(row, asked, at + 1);
    term = Term{};
  }

  std::vector<double> open_values(std::uint32_t attribute) const {
    if (!program_.licenses->attributes[attribute].number) return {0, 1};
    std::vector<double> values;
    for (ConditionId id : tests_) {
      const ConditionNode& node = program_.conditions[id];
      if (node.op != Op::license_number || node.index != attribute) continue;
      for (double x :
           {std::nextafter(node.constant, -INFINITY), node.constant, std::nextafter(node.constant, INFINITY)})
        values.push_back(x);
    }
    return values;
  }

  const Program& program_;
  const Fact& fact_;
  const Answer* answer_;
  const std::vector<ConditionId>& tests_;
  const std::vector<const CompiledRule*>& graded_;
  std::vector<ValueClass> classes_;
};

}  // namespace

std::vector<ValueClass> value_classes(const Program& program, FactId fact, const Answer* answer,
                                      const Asked& asked) {
  return Classes(program, (*program.vocabulary)[fact], answer, asked).all();
}

}  // namespace openrisk
