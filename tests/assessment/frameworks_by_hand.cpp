// Ladders, checks and regimes, by hand.
#include <cmath>

#include "openrisk/assessment.hpp"
#include "support/toy.hpp"

using namespace openrisk;
using namespace openrisk::toy;

namespace {

Assessment assessed(Toy& toy, const std::string& card, const std::string& date = "2026-06-01") {
  REQUIRE(toy.program);
  Request request;
  request.date = *parse_date(date);
  return assess(*toy.program, toy.bind(card), request);
}

bool about(const Interval& found, double low, double high) {
  UNSCOPED_INFO("[" << found.low() << ", " << found.high() << "]");
  return std::abs(found.low() - low) < 0.01 && std::abs(found.high() - high) < 0.01;
}

const std::string ladder = head + R"(ladders:
  - id: openness
    title: t
    applies: "weights.access >= internal"
    rungs:
      - {id: low, title: t, needs: [{id: a, title: t, when: "weights.access >= hosted", source: paper}]}
      - {id: mid, title: t, needs: [{id: b, title: t, when: "released", source: paper}, {id: c, title: t, when: "data.filtered", why: w}]}
      - {id: top, title: t, needs: [{id: d, title: t, when: "weights.irrevocable", source: paper}]}
)";

const std::string check_list = head + R"(checks:
  - {id: a, group: one, title: t, when: "data.filtered", remedy: r, source: paper}
  - {id: b, group: one, title: t, when: "weights.irrevocable", applies: "outputs has text", remedy: r, source: paper}
  - {id: c, group: one, title: t, when: "released", remedy: r, source: paper}
  - {id: d, group: two, title: t, when: "weights.license.osi", remedy: r, source: paper}
)";

}  // namespace

TEST_CASE("a ladder runs from the rung that is certain to the rung that is possible") {
  struct Row {
    std::string card;
    int certain, possible;
    Interval mid;  // how much of the second rung is met
  };
  const Row table[] = {
      {"weights: {access: none}", -1, -1, {0, 50}},
      {"weights: {access: internal}", -1, -1, {0, 50}},
      {"weights: {access: hosted}", 0, 0, {0, 50}},
      {"weights: {access: open}", 0, 2, {50, 100}},
      {"weights: {access: open, irrevocable: true}", 0, 2, {50, 100}},
      {"weights: {access: open, irrevocable: false}", 0, 1, {50, 100}},
      {"weights: {access: open}\ndata: {filtered: true}", 1, 2, {100, 100}},
      {"weights: {access: open, irrevocable: true}\ndata: {filtered: true}", 2, 2, {100, 100}},
      // A rung stands on the one below, whatever it needs itself.
      {"weights: {access: open, irrevocable: true}\ndata: {filtered: false}", 0, 0, {50, 50}},
      {"", -1, 2, {0, 100}},
  };
  Toy toy(ladder);
  for (const Row& row : table) {
    CAPTURE(row.card);
    const Assessment result = assessed(toy, row.card);
    const LadderResult& openness = result.ladders.at(0);
    CHECK(openness.certain == row.certain);
    CHECK(openness.possible == row.possible);
    CHECK(about(openness.rungs.at(1).met, row.mid.low(), row.mid.high()));
  }
}

TEST_CASE("the share of checks that is met, unknown ones never dropped") {
  struct Row {
    std::string card;
    std::vector<CheckState> states;
    Interval met;
  };
  using State = CheckState;
  const Row table[] = {
      {"", {State::unknown, State::unknown, State::unknown}, {0, 100}},
      {"data: {filtered: true}\nweights: {access: hosted, irrevocable: false}\noutputs: [text]",
       {State::met, State::not_met, State::not_met},
       {100.0 / 3, 100.0 / 3}},
      {"data: {filtered: true}\nweights: {access: hosted, irrevocable: false}\noutputs: [image]",
       {State::met, State::not_applicable, State::not_met},
       {50, 50}},
      // Whether it applies is open: what is not met may not apply, what is met is met.
      {"data: {filtered: true}\nweights: {access: open, irrevocable: false}",
       {State::met, State::unknown, State::met},
       {200.0 / 3, 100}},
      {"data: {filtered: true}\nweights: {access: open, irrevocable: true}",
       {State::met, State::met, State::met},
       {100, 100}},
      {"data: {filtered: false}\nweights: {access: open}\noutputs: [text]",
       {State::not_met, State::unknown, State::met},
       {100.0 / 3, 200.0 / 3}},
  };
  Toy toy(check_list);
  for (const Row& row : table) {
    CAPTURE(row.card);
    const Assessment result = assessed(toy, row.card);
    REQUIRE(result.checks.size() == 2);
    CHECK(result.checks.at(0).group == "one");
    CHECK(result.checks.at(1).items.size() == 1);
    for (std::size_t i = 0; i < row.states.size(); ++i)
      CHECK(name_of(result.checks.at(0).items.at(i).state) == name_of(row.states[i]));
    CHECK(about(result.checks.at(0).met, row.met.low(), row.met.high()));
  }
}

TEST_CASE("a regime reaches a card from its day to its last") {
  struct Row {
    std::string status, days, card, date;
    Reach reach;
  };
  const std::string text = "outputs: [text]", from = ", from: 2026-08-02", until = ", until: 2030-01-01";
  const Row table[] = {
      {"in_force", "", text, "2026-06-01", Reach::now},
      {"in_force", from, text, "2026-08-01", Reach::later},
      {"in_force", from, text, "2026-08-02", Reach::now},
      {"in_force", until, text, "2030-01-01", Reach::now},
      {"in_force", until, text, "2030-01-02", Reach::no},
      {"in_force", "", "", "2026-06-01", Reach::possible},
      {"in_force", "", "outputs: [image]", "2026-06-01", Reach::no},
      {"adopted", "", text, "2026-06-01", Reach::later},  // its day is not known yet
      {"adopted", from, text, "2026-06-01", Reach::later},
      {"adopted", from, text, "2026-09-01", Reach::now},
      {"proposed", "", text, "2026-06-01", Reach::possible},
      {"proposed", "", "outputs: [image]", "2026-06-01", Reach::no},
      {"failed", "", text, "2026-06-01", Reach::precedent},
      {"failed", from, text, "2026-09-01", Reach::precedent},
      {"failed", "", "", "2026-06-01", Reach::precedent},
      {"failed", "", "outputs: [image]", "2026-06-01", Reach::no},
  };
  for (const Row& row : table) {
    CAPTURE(row.status, row.days, row.card, row.date);
    Toy toy(head + measured("burdens", stage("a", 100, rule("a", "released")),
                            "    regimes: [{id: act, title: t, jurisdiction: eu, status: " + row.status +
                                row.days + ", applies: \"outputs has text\", effect: e, source: paper}]\n"));
    const Assessment result = assessed(toy, row.card, row.date);
    CHECK(name_of(result.subjects.at(0).regimes.at(0).reach) == name_of(row.reach));
  }
}

TEST_CASE("burdens and benefits have a score, and what openness adds") {
  Toy toy(head + measured("burdens", stage("a", 100,
                                           rule("a", "released", "0.6", "[0.6, 0.6]") +
                                               rule("b", "data.filtered", "0.5", "[0.5, 0.5]"))));
  const Assessment result = assessed(toy, "weights: {access: open}\ndata: {filtered: true}\n");
  const SubjectResult& burden = result.subjects.at(0);
  REQUIRE(burden.score);
  CHECK(about(burden.score->value, 80, 80));                      // 1 - 0.4 x 0.5
  CHECK(about(result.find("burdens.it.closed")->value, 30, 30));  // less the 50 that stay behind an API
  CHECK(result.find("burdens.it") == &*burden.score);
  CHECK(result.find("burdens.it.existing") == nullptr);
}
