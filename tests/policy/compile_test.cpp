// Policies are checked like rubrics: every complaint with its code and place.
#include "openrisk/policy.hpp"
#include "support/toy.hpp"

using namespace openrisk;
using namespace openrisk::toy;

namespace {

std::vector<std::string> complaints_of(const std::string& policy) {
  Toy toy(one_stage(rule("fluent", "capabilities.text >= fluent")));
  REQUIRE(toy.program);
  Diagnostics found;
  std::optional<Policy> read = read_policy(toy.sources.add("policy.yaml", policy), found);
  if (read)
    compile_policy(*toy.program, std::make_shared<const Policy>(*std::move(read)), toy.sources, found);
  return sorted(complaints(found));
}

}  // namespace

TEST_CASE("what is wrong with a policy is said with its place") {
  struct Row {
    std::vector<std::string> codes;
    std::string policy;  // after the first line
  };
  const std::string toy = "rubric: toy\n";
  const std::vector<Row> rows{
      {{}, toy + "gates: [{id: g, require: released}]\n"},
      {{"missing-key"}, toy + "gates: [{id: ^g}]\n"},
      {{"unknown-key"},
       toy + "gates: [{id: g, measure: threats.spam.closed, level: low, require: ^released}]\n"},
      {{"unknown-key"}, toy + "gates: [{id: g, require: released, level: ^low}]\n"},
      {{"unknown-measure"}, toy + "gates: [{id: g, measure: ^threats.spam, level: low}]\n"},
      {{"unknown-measure"}, toy + "gates: [{id: g, measure: ^threats.spma.closed, level: low}]\n"},
      {{"missing-key"}, toy + "gates: [{id: g, measure: ^threats.spam.closed}]\n"},
      {{"unknown-value"}, toy + "gates: [{id: g, measure: threats.spam.closed, level: ^hihg}]\n"},
      {{"unknown-value"}, toy + "gates: [{id: g, measure: threats.spam.closed, level: ^negligible}]\n"},
      {{"unknown-value"}, toy + "gates: [{id: g, measure: threats.spam.closed, level: ^101}]\n"},
      {{"unknown-value"}, toy + "gates: [{id: g, measure: threats.spam.closed, level: ^nan}]\n"},
      {{"unknown-fact"}, toy + "gates: [{id: g, require: \"^weights.acess >= open\"}]\n"},
      {{"type-mismatch"}, toy + "gates: [{id: g, require: \"^outputs >= open\"}]\n"},
      {{"unknown-fact"}, toy + "gates: [{id: g, require: released, message: \"at ^{weights.acess}\"}]\n"},
      {{"duplicate-id"}, toy + "gates: [{id: g, require: released}, {id: ^g, require: released}]\n"},
      {{"empty-policy"}, toy + "gates: ^[]\n"},
      {{"unknown-key"}, toy + "gates: [{id: g, require: released, ^acton: warn}]\n"},
      {{"policy-mismatch"}, "rubric: ^other\ngates: [{id: g, require: \"weights.access >= open\"}]\n"},
      {{"policy-mismatch"}, "rubric: {id: toy, version: ^\"2.*\"}\ngates: [{id: g, require: released}]\n"},
      {{}, "rubric: {id: toy, version: \"1.*\"}\ngates: [{id: g, require: released}]\n"},
      {{"rewards-silence"},
       toy + "gates: [{id: ^g, measure: threats.spam.closed, level: low, unknown: pass}]\n"},
      {{"rewards-silence"}, toy + "gates: [{id: ^g, require: data.filtered, unknown: pass}]\n"},
      {{},
       toy + "gates: [{id: g, require: data.filtered, unknown: pass}, "
             "{id: h, require: \"known(data.filtered)\"}]\n"},
      // asked only of some: a disjunction does not require, and a warning does not either
      {{"rewards-silence"},
       toy + "gates: [{id: ^g, require: data.filtered, unknown: pass}, "
             "{id: h, require: \"known(data.filtered) or released\"}]\n"},
      {{"rewards-silence"},
       toy + "gates: [{id: ^g, require: data.filtered, unknown: pass}, "
             "{id: h, require: \"known(data.filtered)\", action: warn}]\n"},
      {{"not-a-date"},
       toy + "gates: [{id: g, require: released}]\n"
             "waivers: [{gate: g, release: \"*\", until: ^2026-02-30, reason: r, by: b}]\n"},
      {{"missing-key"},
       toy + "gates: [{id: g, require: released}]\n"
             "waivers: [^{gate: g, release: \"*\", until: 2026-02-03, by: b}]\n"},
  };
  for (const Row& row : rows) {
    std::string policy = "openrisk: policy/1\n" + row.policy;
    const std::vector<std::string> places = take_marks(policy);
    INFO(policy);
    CHECK(complaints_of(policy) == at(row.codes, places));
  }
}
