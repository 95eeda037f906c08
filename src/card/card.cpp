#include "openrisk/card.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "card/suggest.hpp"
#include "card/value.hpp"

namespace openrisk {
namespace {

struct TextWriter {
  const Fact& fact;

  std::string operator()(bool value) const { return value ? "true" : "false"; }
  std::string operator()(double value) const { return number_text(value); }
  std::string operator()(Date value) const { return to_string(value); }
  std::string operator()(const std::string& value) const { return value; }
  std::string operator()(const std::vector<std::string>& value) const {
    return "[" + join(value, ", ") + "]";
  }
  std::string operator()(Level value) const {
    return value.rank < fact.values.size() ? fact.values[value.rank].id : std::string();
  }
  std::string operator()(Members value) const {
    std::vector<std::string> ids;
    for (std::size_t i = 0; i < fact.values.size(); ++i) {
      if (value.bits >> i & 1u) ids.push_back(fact.values[i].id);
    }
    return (*this)(ids);
  }
};

}  // namespace

std::string_view name_of(Standing standing) {
  switch (standing) {
    case Standing::stated: return "stated";
    case Standing::unknown: return "unknown";
    case Standing::withheld: return "withheld";
    case Standing::not_applicable: return "n/a";
  }
  return "";
}

const Statement* Card::find(FactId fact) const {
  const auto found =
      std::lower_bound(statements.begin(), statements.end(), fact,
                       [](const Statement& statement, FactId id) { return statement.fact < id; });
  return found != statements.end() && found->fact == fact ? &*found : nullptr;
}

std::string Card::text(const Vocabulary& vocabulary, std::string_view path_of_fact) const {
  const Fact* fact = vocabulary.find(path_of_fact);
  const Statement* statement = fact ? find(fact->id) : nullptr;
  if (!statement || statement->standing != Standing::stated) return "";
  const bool is_text =
      fact->type == FactType::text || fact->type == FactType::license || fact->type == FactType::date;
  return is_text ? to_text(*fact, statement->value) : "";
}

std::string to_text(const Fact& fact, const Value& value) { return std::visit(TextWriter{fact}, value); }

bool set_fact(Card& card, std::string_view assignment, const Vocabulary& vocabulary,
              Diagnostics& diagnostics) {
  const std::size_t equals = assignment.find('=');
  if (equals == assignment.npos) {
    diagnostics.add(Code::usage, {}, "'" + visible(assignment) + "' sets nothing", "write FACT=VALUE");
    return false;
  }
  const std::string_view path = trim(assignment.substr(0, equals));
  const Fact* fact = vocabulary.find(path);
  if (!fact) {
    diagnostics.add(Code::unknown_fact, {}, "no fact is called '" + visible(path) + "'",
                    suggest_path(vocabulary, path));
    return false;
  }
  Statement statement;
  statement.assumed = true;
  if (!read_value(node_of_text(assignment.substr(equals + 1), *fact), *fact, {}, statement, diagnostics))
    return false;
  const auto place = std::lower_bound(card.statements.begin(), card.statements.end(), fact->id,
                                      [](const Statement& other, FactId id) { return other.fact < id; });
  if (place != card.statements.end() && place->fact == fact->id) {
    *place = std::move(statement);
  } else {
    card.statements.insert(place, std::move(statement));
  }
  return true;
}

}  // namespace openrisk
