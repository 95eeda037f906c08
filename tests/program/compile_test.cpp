// Names to ids, types, and what is refused, at its place inside the scalar.
#include <cmath>

#include "support/toy.hpp"

using namespace openrisk;
using namespace openrisk::toy;

namespace {

ConditionId only_condition(const Toy& toy) {
  REQUIRE(toy.program);
  REQUIRE(toy.program->written_conditions.size() == 1);
  return toy.program->written_conditions.front().second;
}

const Number& number(const Program& program, const std::string& name) {
  for (const Number& one : program.numbers)
    if (one.name == name) return one;
  FAIL("no number is called " << name);
  return program.numbers.front();
}

}  // namespace

TEST_CASE("a condition is refused where it is wrong") {
  struct Row {
    std::string condition, code;  // no code: accepted
  };
  const Row table[] = {
      {"^weights.acess >= open", "unknown-fact"},
      {"data.filtered and ^relesed", "unknown-fact"},
      {"known(^weights.acess)", "unknown-fact"},
      {"^weights.license.oss", "unknown-fact"},
      {"weights.access >= ^opne", "unknown-value"},
      {"weights.access in [gated, ^opne]", "unknown-value"},
      {"outputs has ^txt", "unknown-value"},
      {"outputs has any [text, ^imag]", "unknown-value"},
      {"data.filtered == ^yes", "unknown-value"},
      {"weights.access >= ^3", "type-mismatch"},
      {"not ^outputs", "type-mismatch"},
      {"^capabilities.text", "type-mismatch"},
      {"^outputs == text", "type-mismatch"},
      {"^weights.access has open", "type-mismatch"},
      {"^evals.score in [0.5]", "type-mismatch"},
      {"^evals.score >= high", "type-mismatch"},
      {"release.date >= ^2024-13-01", "condition-syntax"},
      {"^release.date >= 2024", "type-mismatch"},
      {"^release.base_models == a", "type-mismatch"},
      {"^weights.license == MIT", "type-mismatch"},
      {"^weights.license.osi == true", "type-mismatch"},
      {"^weights.license.user_cap", "type-mismatch"},
      {"^weights.license.user_cap > many", "type-mismatch"},
      {"^released == true", "type-mismatch"},
      {"^data.filtered > false", "not-ordered"},
      {"^release.name > 'X'", "not-ordered"},
      {R"(release.name == 'a\u00e9\tb' and ^acess)", "unknown-fact"},  // YAML's escapes before the place
      {"release.name == 'é' or evals.score >= ^43", "out-of-range"},
      {"^weights.access >= none and data.filtered", "constant-condition"},
      {"^weights.access < none or data.filtered", "constant-condition"},
      {"data.filtered", ""},
      {"data.filtered != true", ""},
      {"outputs has all [text, image]", ""},
      {"evals.score >= 0.5 and evals.parameters > 1e9", ""},
      {"release.date >= 2024-12-31", ""},
      {"release.name in ['X', 'Y']", ""},
      {"weights.license.user_cap > 100 and weights.license.known", ""},
      {"known(release.base_models)", ""},
      {"released", ""},
  };
  for (const Row& row : table) {
    std::string text = asking(row.condition);
    const auto places = take_marks(text);
    const Toy toy(text);
    CAPTURE(row.condition);
    const std::vector<std::string> found = complaints(toy.diagnostics);
    if (row.code.empty()) {
      CHECK(found.empty());
      CHECK(toy.program);
      continue;
    }
    REQUIRE(!found.empty());
    CHECK(found.front() == row.code + " " + places.at(0));
    CHECK(toy.program.has_value() == (row.code == "constant-condition"));
  }
}

TEST_CASE("the span of a complaint ends where the word ends") {
  const Toy toy(asking("data.filtered and weights.acess >= open"));
  REQUIRE(toy.diagnostics.all().size() == 1);
  const Span span = toy.diagnostics.all().front().span;
  CHECK(span.begin.line == span.end.line);
  CHECK(span.end.column - span.begin.column == std::string("weights.acess").size());
}

TEST_CASE("a let that uses itself is refused, and one that is called like a fact") {
  const auto with_let = [](const std::string& let) {
    std::string text = asking("data.filtered");
    const std::string old = "let: {released: \"weights.access >= gated\"}\n";
    text.replace(text.find(old), old.size(), "let: {" + let + "}\n");
    return text;
  };
  struct Row {
    std::string let, condition, code;
  };
  const Row table[] = {
      {R"(a: "b", b: "data.filtered and ^a")", "a", "circular"},
      {R"(a: "not ^a")", "a", "circular"},
      {R"(^outputs: "data.filtered")", "data.filtered", "duplicate-id"},
      {R"(idle: "^weights.acess >= open")", "data.filtered", "unknown-fact"},  // though nothing uses it
      {R"(idle: "not ^idle")", "data.filtered", "circular"},
  };
  for (const Row& row : table) {
    std::string text = with_let(row.let);
    text.replace(text.find("when: \"data.filtered\""), 21, "when: \"" + row.condition + "\"");
    const auto places = take_marks(text);
    const Toy toy(text);
    CAPTURE(row.let);
    CHECK(complaints(toy.diagnostics) == at({row.code}, places));
    CHECK_FALSE(toy.program);
  }
}

TEST_CASE("graded effects are typed against their fact") {
  struct Row {
    std::string by, code;
  };
  const Row table[] = {
      {"{curve: ^evals.scor, points: [[0, 0], [1, 1]]}", "unknown-fact"},
      {"{curve: ^capabilities.text, points: [[0, 0], [1, 1]]}", "type-mismatch"},
      {"{level: ^evals.score, steps: {none: 0}}", "type-mismatch"},
      {"{level: capabilities.text, steps: {none: 0, ^fluet: 0.5}}", "unknown-value"},
      {"^{level: capabilities.text, steps: {fluent: 0.5, expert: 0.2}}", "curve-order"},
      {"{level: capabilities.text, steps: {expert: 0.5, fluent: 0.2}}", ""},  // the order written is free
      {"{curve: evals.score, points: [[0, 0], [1, 1]]}", ""},
      {"{curve: evals.score, points: [[0, 0], [^1.01, 1]]}", "out-of-range"},
      {"{curve: evals.score, points: [[^-0.1, 0], [1, 1]]}", "out-of-range"},
      {"{curve: evals.parameters, points: [[0, 0], [1e30, 1]]}", ""},
  };
  for (const Row& row : table) {
    std::string text = one_stage(rule("a", "", row.by, "[1, 1]"));
    const auto places = take_marks(text);
    const Toy toy(text);
    CAPTURE(row.by);
    CHECK(complaints(toy.diagnostics) == (row.code.empty() ? places : at({row.code}, places)));
    CHECK(toy.program.has_value() == row.code.empty());
  }
}

TEST_CASE("the settings of worlds and options are read as a card would be") {
  struct Row {
    std::string set, code;
  };
  const Row table[] = {
      {"{^weights.acess: open}", "unknown-fact"},
      {"{weights.access: ^opne}", "unknown-value"},
      {"{data.filtered: ^maybe}", "wrong-kind"},
      {"{weights.access: open, weights.license: MIT, outputs: [text], evals.score: 0.5}", ""},
  };
  for (const Row& row : table) {
    std::string text = asking("data.filtered") + "options: [{id: o, title: t, set: " + row.set + "}]\n";
    const auto places = take_marks(text);
    const Toy toy(text);
    CAPTURE(row.set);
    CHECK(complaints(toy.diagnostics) == (row.code.empty() ? places : at({row.code}, places)));
  }
}

TEST_CASE("an option takes the settings of a world, and its own before them") {
  const Toy toy(asking("data.filtered") +
                "options: [{id: o, title: t, world: closed, set: {weights.access: open}}]\n");
  REQUIRE(toy.program);
  REQUIRE(toy.program->options.size() == 1);
  const CompiledWorld& option = toy.program->options.front();
  CHECK(option.set.size() == 3);
  int seen = 0;
  for (const CompiledSetting& setting : option.set)
    if (setting.fact == toy.fact("weights.access")) {
      CHECK(std::get<Level>(setting.value).rank == 4);
      ++seen;
    }
  CHECK(seen == 1);
  CHECK(toy.program->world("existing") == std::size_t{0});
  CHECK(toy.program->world("closed") == std::size_t{1});
  CHECK_FALSE(toy.program->world("open"));
}

TEST_CASE("conditions that say the same are one node") {
  const auto id = [](const std::string& condition) {
    // Both in one rubric: ids are comparable only within a program.
    const Toy toy(
        head + "checks:\n" + "  - {id: a, group: g, title: t, when: \"" + condition +
        "\", remedy: r, source: paper}\n  - {id: b, group: g, title: t, when: \"data.filtered and " +
        "weights.access >= gated\", remedy: r, source: paper}\n");
    REQUIRE(toy.program);
    const auto& written = toy.program->written_conditions;
    return written.at(0).second == written.at(1).second;
  };
  CHECK(id("weights.access >= gated and data.filtered"));
  CHECK(id("released and data.filtered"));
  CHECK(id("data.filtered == true and not not weights.access in [open, gated]"));
  CHECK(id("data.filtered and data.filtered and released"));
  CHECK(id("data.filtered and (released and data.filtered)"));
  CHECK_FALSE(id("weights.access >= gated or data.filtered"));
  CHECK_FALSE(id("weights.access >= open and data.filtered"));
  CHECK_FALSE(id("not (released and data.filtered)"));
}

TEST_CASE("numbers have a name, a value, a range and a basis") {
  const Toy toy(threats(
      threat("spam",
             path("mail", stage("b_write", 40, rule("z", "capabilities.text >= fluent", "0.5", "[0.4, 0.6]"),
                                "", "[30, 50]") +
                              stage("a_send", 60, rule("fast", "released") + rule("early", "data.filtered"))),
             "weights.access >= hosted", rule("takedown", "data.filtered", "0.1", "[0, 0.2]"))));
  REQUIRE(toy.program);
  const Program& program = *toy.program;
  CHECK(number(program, "threats.spam.mail.b_write.share").value == 40);
  CHECK(number(program, "threats.spam.mail.b_write.share").low == 30);
  CHECK(number(program, "threats.spam.mail.b_write.share").high == 50);
  CHECK(number(program, "threats.spam.mail.b_write.z").high == 0.6);
  CHECK(number(program, "threats.spam.absorb.takedown").basis == Basis::judged);
  // Sums run in the order of ids.
  const CompiledSubject& spam = program.subjects.front();
  CHECK(spam.name() == "threats.spam");
  CHECK(spam.paths.front().stages.front().id == "a_send");
  CHECK(spam.paths.front().stages.front().raise.front().id == "early");
  CHECK(spam.over == std::vector<std::size_t>{0, 1});
  CHECK(spam.bands.severe == 50);
}

TEST_CASE("curves are linear between their points, steps hold until the next") {
  CompiledRule curve;
  curve.points = {{0.2, 0.1}, {0.4, 0.5}, {0.8, 0.5}};
  CompiledRule steps;
  steps.steps = true;
  steps.points = {{1, 0.3}, {3, 0.9}};
  struct Row {
    const CompiledRule* rule;
    double x, height;
  };
  for (const Row& row : std::vector<Row>{{&curve, 0, 0.1},
                                         {&curve, 0.2, 0.1},
                                         {&curve, 0.3, 0.3},
                                         {&curve, 0.6, 0.5},
                                         {&curve, 1, 0.5},
                                         {&steps, 0, 0},
                                         {&steps, 1, 0.3},
                                         {&steps, 2, 0.3},
                                         {&steps, 3, 0.9},
                                         {&steps, 4, 0.9}}) {
    CAPTURE(row.x);
    CHECK(std::abs(row.rule->height(row.x) - row.height) < 1e-12);
  }
}

TEST_CASE("`needs: evidence` and the fact of a graded effect are part of the rule") {
  const Toy toy(
      one_stage(rule("a", "data.filtered", "0.5", "[0.5, 0.5]", ", needs: evidence") +
                rule("b", "", "{level: capabilities.photorealism, steps: {none: 0, high: 0.5}}", "[1, 1]")));
  REQUIRE(toy.program);
  const std::vector<CompiledRule>& raise = toy.program->subjects.front().paths.front().stages.front().raise;
  CHECK(raise.at(0).needs_evidence);
  CHECK_FALSE(raise.at(1).needs_evidence);
  CHECK(raise.at(1).graded);
  CHECK(raise.at(1).fact == toy.fact("capabilities.photorealism"));
  // The rule holds only where its fact makes sense.
  CHECK(toy.program->conditions[raise.at(1).when].op == ConditionNode::Op::applicable);
}

TEST_CASE("a shared test is one condition node") {
  const Toy toy(asking("evals.score >= 0.5 and (evals.score >= 0.5 or data.filtered)"));
  int tests = 0;
  for (const ConditionNode& node : toy.program->conditions) tests += node.op == ConditionNode::Op::number;
  CHECK(tests == 1);
  CHECK(only_condition(toy) > 1);
}
