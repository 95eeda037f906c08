// Cases: reading, judging, coverage.
#include "openrisk/cases.hpp"

#include <algorithm>

#include "base/file.hpp"
#include "rubric/find.hpp"
#include "support/catch.hpp"
#include "support/complaints.hpp"

using namespace openrisk;

namespace {

const Date today = *parse_date("2026-11-22");

// A rubric with one of everything that can be expected of.
constexpr const char* rubric_text = R"(openrisk: rubric/1
id: toy
title: Toy
version: 1.0.0
authors: [{name: the tests}]
as_of: 2026-01-01
review_by: 2027-01-01
sources: {paper: {title: A paper, read: full}}
bands: {low: 2, moderate: 10, high: 25, severe: 50}
worlds:
  closed:
    title: Behind an API
    set:
      weights.access: hosted
      model.safety_removed: false
      safeguards.moderation: {value: true, source: paper}
      safeguards.output_filter: {value: true, source: paper}
      safeguards.rate_limit: {value: true, source: paper}
      safeguards.identity_check: {value: false, source: paper}
      safeguards.consent_check: {value: false, source: paper}
      safeguards.provenance_metadata: {value: false, source: paper}
      safeguards.watermark: {value: none, source: paper}
threats:
  - id: spam
    title: Spam
    consequence: Many are bothered.
    applies: "weights.access >= hosted and outputs has text"
    identification: Somebody.
    existing_risk: Some.
    existing_defences: Some.
    evidence: [{id: none, grade: G0, sign: "0", source: paper, says: Nothing.}]
    assumptions: [None.]
    absorb: []
    paths:
      - id: mail
        title: By mail
        actor: {who: a group, resources: servers}
        stages:
          - {id: send, title: Send, share: 60, range: [50, 70], basis: judged, why: Much., source: [paper]}
          - id: write
            title: Write
            share: 40
            range: [30, 50]
            basis: judged
            why: Little.
            source: [paper]
            raise:
              - {id: fluent, when: "capabilities.text >= fluent", by: 0.5, range: [0.4, 0.6], basis: judged, why: A, source: [paper]}
            lower:
              - {id: moderated, when: "weights.access <= hosted and safeguards.moderation", by: 0.5, range: [0.4, 0.6],
                 basis: judged, why: A, source: [paper]}
benefits:
  - id: reuse
    title: Reuse
    about: Whether it can be reused.
    factors:
      - id: all
        title: All
        share: 100
        range: [100, 100]
        basis: judged
        why: All.
        source: [paper]
        raise:
          - {id: open, when: "weights.access >= open", by: 0.8, range: [0.7, 0.9], basis: judged, why: A, source: [paper]}
ladders:
  - id: openness
    title: Openness
    rungs:
      - {id: inside, title: Inside, needs: [{id: a, title: A, when: "weights.access >= internal", source: paper}]}
      - {id: open, title: Open, needs: [{id: b, title: B, when: "weights.access >= open", source: paper}]}
checks:
  - {id: contact, group: practices, title: Contact, when: "monitoring.incident_contact", remedy: Do., source: paper}
  - {id: filter, group: practices, title: Filter, when: "data.nsfw_filtered", applies: "outputs has image", remedy: Do., source: paper}
)";

// The shipped facts and licences, from their files: nothing is embedded here.
template <typename T>
T shipped(const std::string& name, std::optional<T> (*read)(const Source&, Diagnostics&)) {
  Sources sources;
  Diagnostics diagnostics;
  const std::string path = std::string(OPENRISK_ROOT) + "/rubrics/" + name;
  std::optional<T> found = read(sources.add(path, read_file(path, diagnostics).value()), diagnostics);
  return std::move(found).value();
}

const Vocabulary& vocabulary() {
  static const Vocabulary all = shipped<Vocabulary>("vocabulary.yaml", read_vocabulary);
  return all;
}

const Licenses& licenses() {
  static const Licenses all = shipped<Licenses>("licenses.yaml", read_licenses);
  return all;
}

struct Toy {
  Sources sources;
  Diagnostics diagnostics;
  std::optional<Program> program;

  explicit Toy(const std::string& more = "") {
    const Source& source = sources.add("toy.yaml", rubric_text + more);
    ShippedRubrics finder(sources);
    std::optional<Rubric> rubric = read_rubric(source, finder, diagnostics);
    REQUIRE(rubric);
    program = compile(vocabulary(), licenses(), std::make_shared<const Rubric>(std::move(*rubric)), sources,
                      diagnostics);
    REQUIRE(program);
    REQUIRE(complaints(diagnostics).empty());
  }

  // The cases under a head of two lines, so that the first of them stands in line 4.
  std::optional<Cases> read(const std::string& cases) {
    const Source& source = sources.add("toy.cases.yaml", "openrisk: cases/1\nrubric: toy\ncases:\n" + cases);
    return read_cases(source, vocabulary(), diagnostics);
  }
};

// A case over a fluent, open text model, with these expectations from line 6 on.
std::string expecting(
    const std::string& expectations,
    const std::string& card = "outputs: [text], weights: {access: open}, capabilities: {text: fluent}") {
  return "  - name: one\n    card: {" + card + "}\n    expect:\n      " + expectations + "\n";
}

struct Outcomes {
  bool passed = false;
  std::vector<std::string> complaints;
};

Outcomes judge(const std::string& cases) {
  Toy toy;
  const std::optional<Cases> read = toy.read(cases);
  REQUIRE(read);
  const std::vector<CaseResult> results = run_cases(*toy.program, *read, today, toy.diagnostics);
  const bool passed =
      std::all_of(results.begin(), results.end(), [](const CaseResult& one) { return one.passed; });
  return {passed, complaints(toy.diagnostics)};
}

}  // namespace

TEST_CASE("expectations that hold") {
  for (const char* expectation : {
           "threats.spam.existing: {low: 20, high: 20, band: moderate}",
           "threats.spam.existing: {low: \"20\", high: \"== 20\"}",
           "threats.spam.existing: {low: \">= 20\", high: \"<= 20\"}",
           "threats.spam.existing: {low: \"> 19.99\", high: \"<20.01\", band: [moderate, moderate]}",
           "threats.spam.existing: {low: \"!= 3\"}",
           "threats.spam.closed: {low: 10, high: 10}",
           "threats.spam: {applies: yes}",
           "benefits.reuse: {low: 80, high: 80, applies: yes, band: severe}",
           "benefits.reuse.closed: {low: 80}",
           "ladders.openness: {certain: open, possible: open, applies: yes}",
           "checks.practices: {low: 0, high: 100}",
           "checks.practices.contact: unknown",
           "checks.practices.filter: not_applicable",
           "checks.practices.filter: {applies: no}",
       }) {
    INFO(expectation);
    const Outcomes verdict = judge(expecting(expectation));
    CHECK(verdict.passed);
    CHECK(verdict.complaints.empty());
  }
}

TEST_CASE("expectations that do not hold point at themselves") {
  struct Row {
    std::string expectation, complaint;
  };
  for (const Row& row : std::vector<Row>{
           {"threats.spam.existing: {low: 21}", "case-failed 7:36"},
           {"threats.spam.existing: {high: \"< 20\"}", "case-failed 7:37"},
           {"threats.spam.existing: {high: \"> 20\"}", "case-failed 7:37"},
           {"threats.spam.existing: {high: \"!= 20\"}", "case-failed 7:37"},
           {"threats.spam.existing: {band: [low, moderate]}", "case-failed 7:7"},
           {"threats.spam: {applies: unknown}", "case-failed 7:7"},
           {"ladders.openness: {certain: inside}", "case-failed 7:35"},
           {"ladders.openness: {possible: none}", "case-failed 7:36"},
           {"checks.practices.contact: met", "case-failed 7:7"},
           {"checks.practices: {low: 50}", "case-failed 7:31"},
       }) {
    INFO(row.expectation);
    const Outcomes verdict = judge(expecting(row.expectation));
    CHECK(!verdict.passed);
    CHECK(verdict.complaints == std::vector<std::string>{row.complaint});
  }
}

TEST_CASE("expectations of what is not there") {
  struct Row {
    std::string expectation, complaint;
  };
  for (const Row& row : std::vector<Row>{
           {"threats.spma.existing: {low: 20}", "unknown-measure 7:7"},
           {"threats.spam.undisclosed: {low: 20}", "unknown-measure 7:7"},
           {"spam: {low: 20}", "unknown-measure 7:7"},
           {"checks.practices.contcat: met", "unknown-measure 7:7"},
           {"threats.spam: {low: 20}", "wrong-kind 7:7"},
           {"ladders.openness: {low: 20}", "wrong-kind 7:7"},
           {"threats.spam.existing: {certain: open}", "wrong-kind 7:7"},
           {"threats.spam.existing: met", "wrong-kind 7:7"},
           {"ladders.openness: {certain: opne}", "unknown-value 7:35"},
           {"ladders.openness: open", "unknown-value 7:25"},
           {"ladders.openness: met", "wrong-kind 7:7"},
           {"checks.practices.contact: mett", "unknown-value 7:33"},
           {"checks.practices: met", "wrong-kind 7:7"},
       }) {
    INFO(row.expectation);
    const Outcomes verdict = judge(expecting(row.expectation));
    CHECK(!verdict.passed);
    CHECK(verdict.complaints == std::vector<std::string>{row.complaint});
  }
}

TEST_CASE("a complaint says what can be expected instead") {
  struct Row {
    std::string expectation, help;
  };
  for (const Row& row : std::vector<Row>{
           {"ladders.openness: open",
            "write {certain: RUNG, possible: RUNG}; the rungs are none, inside, open"},
           {"ladders.openness: {low: 20}",
            "write {certain: RUNG, possible: RUNG}; the rungs are none, inside, open"},
           {"checks.practices.contact: open", "write met, not_met, unknown or not_applicable"},
           {"checks.practices: open", "write {low: \">= 25\", high: 40}, with one end or both"},
           {"threats.spam.argument.evidence: open", "write full, partial or absent"},
           {"threats.spam: {low: 20}", "a threat is scored over a baseline: threats.ID.BASELINE"},
       }) {
    INFO(row.expectation);
    Toy toy;
    const std::optional<Cases> read = toy.read(expecting(row.expectation));
    REQUIRE(read);
    run_cases(*toy.program, *read, today, toy.diagnostics);
    REQUIRE(toy.diagnostics.all().size() == 1);
    CHECK(toy.diagnostics.all()[0].help == row.help);
  }
}

TEST_CASE("cases that cannot be read") {
  struct Row {
    std::string cases, complaint;
  };
  for (const Row& row : std::vector<Row>{
           {expecting("threats.spam.existing: {low: much}"), "not-a-number 7:36"},
           {expecting("threats.spam.existing: {low: \">=\"}"), "not-a-number 7:36"},
           {expecting("threats.spam.existing: {band: [high, low]}"), "wrong-kind 7:37"},
           {expecting("threats.spam.existing: {lwo: 3}"), "unknown-key 7:31"},
           {expecting("threats.spam.existing: {}"), "missing-key 7:7"},
           {"  - name: one\n    card: {}\n    expect: {}\n", "missing-key 4:11"},
           {expecting("threats.spam: {applies: no}") + expecting("threats.spam: {applies: no}"),
            "duplicate-id 8:11"},
           {expecting("threats.spam: {applies: no}", "wieghts: {access: open}"), "unknown-fact 5:12"},
           {expecting("threats.spam: {applies: no}", "weights: {access: opne}"), "unknown-value 5:30"},
       }) {
    INFO(row.cases);
    Toy toy;
    CHECK(!toy.read(row.cases));
    CHECK(complaints(toy.diagnostics) == std::vector<std::string>{row.complaint});
  }
}

TEST_CASE("a card that contradicts itself fails its case at its place") {
  const Outcomes verdict =
      judge(expecting("threats.spam: {applies: yes}", "outputs: [text], capabilities: {photorealism: high}"));
  CHECK(!verdict.passed);
  REQUIRE(!verdict.complaints.empty());
  CHECK(verdict.complaints.back() == "contradiction 5:58");
}

TEST_CASE("a case has a date of its own, or that of the run") {
  Toy toy;
  const std::optional<Cases> cases = toy.read(
      "  - {name: a, date: 2020-02-02, card: {}, expect: {threats.spam: {applies: unknown}}}\n"
      "  - {name: b, card: {}, expect: {threats.spam: {applies: unknown}}}\n");
  REQUIRE(cases);
  CHECK(cases->cases[0].date == parse_date("2020-02-02"));
  CHECK(!cases->cases[1].date);
  CHECK(run_cases(*toy.program, *cases, today, toy.diagnostics).size() == 2);
}

TEST_CASE("cases inside a rubric") {
  Toy toy("cases:\n  - {name: a, card: {}, expect: {threats.spam: {applies: unknown}}}\n");
  Diagnostics diagnostics;
  const std::optional<Cases> cases = read_cases(*toy.sources.find(1), vocabulary(), diagnostics);
  REQUIRE(cases);
  CHECK(cases->cases.size() == 1);
  CHECK(cases->rubric.text == "toy");
  const Toy none;
  const std::optional<Cases> empty = read_cases(*none.sources.find(1), vocabulary(), diagnostics);
  REQUIRE(empty);
  CHECK(empty->cases.empty());
}

TEST_CASE("every measure has one name") {
  const Toy toy;
  const std::vector<std::string> expected{
      "threats.spam",     "threats.spam.existing",    "threats.spam.closed",
      "benefits.reuse",   "benefits.reuse.closed",    "ladders.openness",
      "checks.practices", "checks.practices.contact", "checks.practices.filter"};
  CHECK(measure_names(*toy.program) == expected);
}

TEST_CASE("coverage: every condition is seen yes, no and unknown, or is reported") {
  Toy toy;
  const auto report = [&](const std::string& cases) {
    const std::optional<Cases> read = toy.read(cases);
    REQUIRE(read);
    Diagnostics diagnostics;
    check_coverage(*toy.program, {*read}, diagnostics);
    return complaints(diagnostics);
  };
  const std::string expect = "expect: {threats.spam: {applies: unknown}}}\n";
  const std::string nothing = "  - {name: a, card: {}, " + expect;
  const std::string most =
      "  - {name: b, card: {outputs: [text, image], weights: {access: open}, capabilities: {text: fluent}, "
      "data: {nsfw_filtered: true}, monitoring: {incident_contact: true}}, " +
      expect;
  const std::string least =
      "  - {name: c, card: {outputs: [text, image], weights: {access: none}, capabilities: {text: none}, "
      "data: {nsfw_filtered: false}, monitoring: {incident_contact: false}}, " +
      expect;
  const std::string hosted =
      "  - {name: d, card: {weights: {access: hosted}, safeguards: {moderation: true}}, " + expect;
  const std::string video = "  - {name: e, card: {outputs: [video]}, " + expect;
  CHECK(report(nothing + most + least + hosted + video).empty());
  CHECK(report(most + least).size() > 4);
  const std::vector<std::string> without = report(nothing + most + least + video);
  REQUIRE(without.size() == 1);
  CHECK(without[0].starts_with("case-coverage "));
}
