// Whether another release can speak for this one, fact by fact.
#include "openrisk/assessment.hpp"
#include "support/toy.hpp"

using namespace openrisk;
using namespace openrisk::toy;

namespace {

struct ReferenceRow {
  std::string release, other;
  CheckState state;
};

ReferenceResult compared(const std::string& conditions, const ReferenceRow& row) {
  Toy toy(head + "reference:\n" + conditions +
          "checks: [{id: c, group: g, title: C, when: released, remedy: r, source: paper}]\n");
  REQUIRE(toy.program);
  const Answers answers = toy.bind(row.release);
  Request request;
  request.date = *parse_date("2026-06-01");
  request.over.push_back({"other", toy.bind(row.other)});
  const Assessment result = assess(*toy.program, answers, request);
  REQUIRE(result.references.size() == 1);
  CHECK(result.references.front().name == "other");
  return result.references.front();
}

std::string condition(const std::string& what) {
  return "  - {id: a, title: A, remedy: r, source: paper, " + what + "}\n";
}

void check(const std::string& what, const std::vector<ReferenceRow>& rows) {
  for (const ReferenceRow& row : rows) {
    INFO(what << "\n" << row.release << "\n" << row.other);
    const ReferenceResult result = compared(condition(what), row);
    REQUIRE(result.items.size() == 1);
    CHECK(result.items.front().state == row.state);
    CHECK(result.items.front().because.empty() == (row.state == CheckState::unknown));
    const Interval met = row.state == CheckState::met       ? Interval{100, 100}
                         : row.state == CheckState::not_met ? Interval{0, 0}
                                                            : Interval{0, 100};
    CHECK(result.met == met);
  }
}

const std::string nothing = "";  // of a card

constexpr CheckState met = CheckState::met, broken = CheckState::not_met, open = CheckState::unknown;

}  // namespace

TEST_CASE("a release is no more than its reference, for every kind of fact") {
  check("at_most: weights.access", {
                                       {"weights: {access: gated}", "weights: {access: gated}", met},
                                       {"weights: {access: hosted}", "weights: {access: gated}", met},
                                       {"weights: {access: open}", "weights: {access: gated}", broken},
                                       {"weights: {access: unknown}", "weights: {access: gated}", open},
                                       {"weights: {access: gated}", nothing, open},
                                       {"weights: {access: none}", nothing, met},  // nothing is less
                                       {nothing, "weights: {access: open}", met},  // nothing is more
                                       {"weights: {access: withheld}", "weights: {access: open}", met},
                                   });
  check("at_most: data.filtered", {{"data: {filtered: true}", "data: {filtered: false}", broken},
                                   {"data: {filtered: false}", nothing, met},
                                   {nothing, "data: {filtered: false}", open}});
  check("at_most: evals.score", {{"evals: {score: 0.5}", "evals: {score: 0.5}", met},
                                 {"evals: {score: 0.51}", "evals: {score: 0.5}", broken},
                                 {"evals: {score: 0}", nothing, open}});
  check("at_most: outputs", {{"outputs: [text]", "outputs: [text, image]", met},
                             {"outputs: [text, audio]", "outputs: [text, image]", broken},
                             {"outputs: {value: [text], partial: true}", "outputs: [text, image]", open},
                             {"outputs: [audio]", "outputs: {value: [text], partial: true}", open},
                             {"outputs: {value: [audio], partial: true}", "outputs: [text]", broken}});
}

TEST_CASE("a later day is more than an earlier one") {
  Toy toy(head + "reference:\n" + condition("at_most: release.date") +
          "checks: [{id: c, group: g, title: C, when: released, remedy: r, source: paper}]\n");
  REQUIRE(toy.program);
  const auto on = [&](const char* day) {
    Answers answers = toy.bind(nothing);
    answers.facts[toy.fact("release.date")].standing = Standing::stated;
    answers.facts[toy.fact("release.date")].value = *parse_date(day);
    return answers;
  };
  const auto state = [&](const char* day) {
    Request request;
    request.over.push_back({"other", on("2026-01-02")});
    return assess(*toy.program, on(day), request).references.front().items.front().state;
  };
  CHECK(state("2026-01-02") == met);
  CHECK(state("2026-01-03") == broken);
}

TEST_CASE("what is asked the other way round is answered the other way round") {
  check("at_least: data.filtered", {{"data: {filtered: true}", "data: {filtered: false}", met},
                                    {"data: {filtered: false}", "data: {filtered: true}", broken},
                                    {nothing, "data: {filtered: true}", open},
                                    {nothing, "data: {filtered: false}", met}});
}

TEST_CASE("what does not apply is no more than anything, and no measure for anything") {
  const std::string text = "outputs: [text]", image = "outputs: [image]\ndata: {faces: some}";
  check("at_most: data.faces", {{text, image, met}, {image, text, open}, {text, text, met}});
}

TEST_CASE("one fact that breaks a condition outweighs what is unknown, and both are named") {
  const ReferenceResult result = compared(
      condition("at_most: [weights.access, evals.score], at_least: data.filtered") +
          "  - {id: b, title: B, remedy: r, source: paper, at_most: outputs}\n",
      {"weights: {access: open}\noutputs: [text]", "weights: {access: hosted}\noutputs: [text]", open});
  REQUIRE(result.items.size() == 2);
  CHECK(result.items[0].state == CheckState::not_met);
  CHECK(result.items[0].because.size() == 1);
  CHECK(result.items[0].missing.size() == 2);
  CHECK(result.items[1].state == CheckState::met);
  CHECK(result.met == Interval{50, 50});
}
