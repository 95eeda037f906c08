#include <algorithm>
#include <cmath>
#include <functional>
#include <set>

#include "policy/measures.hpp"
#include "program/walk.hpp"
#include "study/study.hpp"

namespace openrisk {
namespace {

class Values {
 public:
  Values(const Program& program, FactId fact) : program_(program), fact_((*program.vocabulary)[fact]) {
    for (const ConditionNode& node : program.conditions)
      if (node.is_test() && node.fact == fact) tests_.push_back(&node);
  }

  std::vector<std::string> all() {
    switch (fact_.type) {
      case FactType::boolean:
        add(true);
        add(false);
        break;
      case FactType::level:
        for (std::size_t rank = 0; rank < fact_.values.size(); ++rank)
          add(Level{static_cast<std::uint8_t>(rank)});
        break;
      case FactType::number: numbers(); break;
      case FactType::date:
        for (const ConditionNode* test : tests_)
          for (const int step : {-1, 0, 1}) add(Date{static_cast<std::int32_t>(test->constant) + step});
        break;
      case FactType::set: sets(); break;
      case FactType::license: licenses(); break;
      case FactType::text:
        for (const ConditionNode* test : tests_)
          for (const std::string& text : program_.texts[test->index]) add(text);
        break;
      case FactType::text_list: break;
    }
    return std::move(values_);
  }

 private:
  void add(const Value& value) {
    std::string text = to_text(fact_, value);
    if (std::find(values_.begin(), values_.end(), text) == values_.end()) values_.push_back(std::move(text));
  }

  void numbers() {
    std::set<double> cuts;
    for (const ConditionNode* test : tests_) cuts.insert(test->constant);
    for (const CompiledSubject& subject : program_.subjects)
      for_each_rule(subject, [&](const CompiledRule& rule, Role) {
        if (rule.graded && rule.fact == fact_.id)
          for (const auto& [x, y] : rule.points) cuts.insert(x);
      });
    std::set<double> all;
    for (const double cut : cuts)
      for (const double x : {std::nextafter(cut, -INFINITY), cut, std::nextafter(cut, INFINITY)})
        if ((!fact_.min || x >= *fact_.min) && (!fact_.max || x <= *fact_.max)) all.insert(x);
    for (const double x : all) add(x);
  }

  void sets() {
    add(Members{});
    std::uint64_t every = 0;
    for (const ConditionNode* test : tests_) {
      add(Members{test->bits});
      every |= test->bits;
    }
    for (std::uint64_t rest = every; rest != 0; rest &= rest - 1) add(Members{rest & (~rest + 1)});
    add(Members{every});
  }

  void licenses() {
    std::vector<bool> seen(program_.licenses->rows.size());
    for (const License& license : program_.licenses->licenses) {
      if (!license.successor.empty() || seen[license.row]) continue;
      seen[license.row] = true;
      add(license.id);
    }
  }

  const Program& program_;
  const Fact& fact_;
  std::vector<const ConditionNode*> tests_;
  std::vector<std::string> values_;
};

}  // namespace

std::vector<std::string> telling_values(const Program& program, FactId fact) {
  return Values(program, fact).all();
}

std::vector<FactId> facts_of_measure(const Program& program, std::string_view measure) {
  std::string name(measure);
  // Over another release a threat reads what it reads over any world.
  if (!find_measure(program, name) && name.rfind('.') != name.npos) {
    name = name.substr(0, name.rfind('.')) + ".over";
  }
  const auto found = find_measure(program, name);
  return found ? found->reads : std::vector<FactId>{};
}

}  // namespace openrisk
