#include "node/node.hpp"
#include "reading.hpp"
#include "support/catch.hpp"

using namespace openrisk;

namespace {

Outcome read(const std::string& text, const std::string& name = "r.yaml") {
  Outcome outcome;
  Shelf shelf;
  outcome.rubric = read_rubric(outcome.sources.add(name, text), shelf, outcome.diagnostics);
  return outcome;
}

struct Edit {
  const char* old;
  const char* now;
};

struct Case {
  std::vector<Edit> edits;            // of the small rubric
  std::vector<const char*> expected;  // "code needle": the needle's | is the place
};

void check(const std::vector<Case>& table) {
  for (const Case& row : table) {
    std::string text = small_text();
    for (const Edit& edit : row.edits) text = with(text, edit.old, edit.now);
    std::vector<std::string> expected;
    bool error = false;
    for (const std::string line : row.expected) {
      const std::size_t blank = line.find(' ');
      expected.push_back(line.substr(0, blank) + " " + place(text, line.substr(blank + 1)));
      error = error || line.substr(0, blank) != "unused-source";
    }
    const Outcome outcome = read(text);
    INFO(row.edits[0].now);
    CHECK(complaints(outcome.diagnostics) == expected);
    CHECK(outcome.rubric.has_value() == !error);
  }
}

}  // namespace

TEST_CASE("the small rubric is read without a complaint") {
  const Outcome outcome = read(small_text());
  CHECK(complaints(outcome.diagnostics).empty());
  REQUIRE(outcome.rubric);
  const Rubric& rubric = *outcome.rubric;
  REQUIRE(rubric.subjects.size() == 4);
  CHECK(rubric.subjects[0].id.text == "imagery");
  CHECK(rubric.subjects[2].kind == Kind::burden);
  CHECK(rubric.subjects[2].paths.size() == 1);
  CHECK(rubric.subjects[2].paths[0].stages.size() == 2);
  const Rule& curve = rubric.subjects[1].paths[0].stages[0].raise[0];
  REQUIRE(curve.graded);
  CHECK(curve.graded->fact.text == "evals.vct");
  CHECK(curve.graded->points == std::vector<std::pair<double, double>>{{0.22, 0.1}, {0.4, 0.2}, {0.6, 0.5}});
  CHECK(curve.by.value == 1);
  CHECK(curve.by.range == std::pair{0.5, 1.5});
  const Rule& steps = rubric.subjects[0].paths[0].stages[0].raise[0];
  REQUIRE(steps.graded);
  CHECK(steps.graded->steps);
  CHECK(steps.graded->levels[2].first.text == "built_in");
  CHECK(steps.graded->levels[2].second == 0.9);
  CHECK(rubric.worlds[1].set[1].value.text == "unknown");
  CHECK(rubric.options[2].set[1].value.text == "[safetensors, gguf]");
  CHECK(rubric.sha256.size() == 64);
}

TEST_CASE("YAML and JSON give the same rubric") {
  Sources sources;
  Diagnostics diagnostics;
  const auto tree = parse(sources.add("small.yaml", small_text()), diagnostics);
  REQUIRE(tree);
  const Outcome yaml = read(small_text()), json = read(to_json(*tree), "r.json");
  CHECK(complaints(json.diagnostics).empty());
  REQUIRE(yaml.rubric);
  REQUIRE(json.rubric);
  CHECK(dump(*yaml.rubric) == dump(*json.rubric));
  CHECK(yaml.rubric->sha256 == json.rubric->sha256);
  const Outcome other = read(with(small_text(), "version: 1.2.0", "version: 1.2.1"));
  REQUIRE(other.rubric);
  CHECK(other.rubric->sha256 != yaml.rubric->sha256);
}

TEST_CASE("what a threat must say") {
  check({
      {{{"    identification: Single people with a desktop computer and photographs of a person they know.\n",
         ""}},
       {"missing-step id: |imagery"}},
      {{{"existing_risk: Image editors need hours and skill.", "existing_risk: ''"}},
       {"missing-step existing_risk: |''"}},
      {{{"    existing_defences: Screening of orders.\n", ""}}, {"missing-step id: |pathogens"}},
      {{{"    evidence:\n      - {id: wet_lab, grade: G3, sign: \"0\", date: 2026-02-01, source: trial, "
         "says: No "
         "difference in the laboratory.}\n",
         "    evidence: []\n"}},
       {"missing-step evidence: |[]"}},
      {{{"    absorb: []\n", ""}}, {"missing-step id: |pathogens"}},
      {{{"    assumptions:\n      - Editing skill is the bottleneck.\n", ""}}, {"missing-step id: |imagery"}},
      {{{"consequence: Harm to single people that spreads and cannot be undone.", "consequence: \" \""}},
       {"missing-consequence id: |imagery"}},
      {{{"        actor: {who: a novice, resources: a garage}\n", ""}}, {"missing-actor id: |novice"}},
      {{{"{who: a novice, resources: a garage}", "{who: a novice}"}},
       {"missing-actor actor: |{who: a novice}"}},
  });
}

TEST_CASE("every number has its reasons") {
  check({
      {{{"            why: Half of the hours in the survey.\n", ""}},
       {"missing-reason share: |50\n            range: [30, 60]"}},
      {{{"            range: [60, 90]\n            basis: judged\n", ""}}, {"missing-reason share: |75"}},
      {{{"            why: Hands and equipment.\n            source: []\n",
         "            why: Hands and equipment.\n"}},
       {"missing-reason share: |75"}},
      {{{"            basis: measured\n            why: Half of the hours in the survey.\n            "
         "source: [survey, trial]",
         "            basis: measured\n            why: Half of the hours in the survey.\n            "
         "source: []"}},
       {"missing-reason share: |50\n            range: [30, 60]"}},
      {{{"by: 0.9, range: [0.8, 0.95],\n                 basis: measured,", "by: 0.9,"}},
       {"missing-reason by: |0.9, why"}},
      {{{"range: [0.5, 1.5],\n                 basis: derived, why: Answers replace searching., ",
         "why: Because., "}},
       {"missing-reason by: |{curve"}},
      {{{"{value: 30, range: [20, 40], basis: judged, why: Synthesis is screened., source: [survey]}", "30"}},
       {"missing-reason ceiling: |30"}},
      {{{"{value: 30, range: [20, 40], basis: judged,", "{value: 30, range: [20, 40], basis: guessed,"}},
       {"unknown-value basis: |guessed"}},
  });
}

TEST_CASE("ranges, shares, bands and curves hold together") {
  check({
      {{{"range: [20, 45]", "range: [31, 45]"}}, {"range-excludes range: |[31, 45]"}},
      {{{"range: [20, 45]", "range: [45, 20]"}}, {"range-excludes range: |[45, 20]"}},
      {{{"range: [20, 45]", "range: [20, 101]"}}, {"range-excludes range: |[20, 101]"}},
      {{{"range: [0.8, 0.95]", "range: [0.8, 1.05]"}}, {"range-excludes range: |[0.8, 1.05]"}},
      {{{"range: [0.5, 1.5]", "range: [0.5, 0.9]"}},
       {"range-excludes range: |[0.5, 0.9],\n                 basis: derived"}},
      {{{"range: [0.5, 1.5]", "range: [0.5, 2.1]"}}, {"range-excludes range: |[0.5, 2.1]"}},
      {{{"range: [0.5, 1.5]", "range: [0.5, 2]"}}, {}},
      {{{"range: [20, 45]", "range: [20]"}}, {"wrong-kind range: |[20]"}},
      {{{"share: 75", "share: 74.9"}}, {"shares-sum - |id: novice"}},
      {{{"share: 75", "share: 75.0000000001"}}, {}},
      {{{"share: 40", "share: 39"}}, {"shares-sum - |id: data_liability"}},
      {{{"bands: {low: 2, moderate: 10, high: 25", "bands: {low: 2, moderate: 25, high: 25"}},
       {"out-of-range high: |25, severe: 50"}},
      {{{"bands: {low: 1,", "bands: {low: 0,"}}, {"out-of-range low: |0"}},
      {{{"[0.4, 0.2]", "[0.2, 0.2]"}}, {"curve-order |[0.2, 0.2]"}},
      {{{"[0.4, 0.2]", "[0.4, 0.05]"}}, {"curve-order |[0.4, 0.05]"}},
      {{{"[0.22, 0.1]", "[0.22, -0.1]"}}, {"curve-order |[0.22, -0.1]"}},
      {{{"adaptable: 0.5", "adaptable: 5"}}, {"out-of-range adaptable: |5"}},
      {{{"until: 2030-01-01", "until: 2024-01-01"}}, {"out-of-range until: |2024"}},
      {{{"review_by: 2027-05-21", "review_by: 2026-05-21"}}, {"out-of-range review_by: |2026"}},
  });
}

TEST_CASE("graded effects stand where they may, and whole") {
  check({
      {{{"by: 0.2, range: [0.1, 0.3], basis: judged,\n         why: Hosts",
         "by: {level: safeguards.watermark, steps: {none: 0, weights: 0.2}}, range: [0.1, 1], basis: "
         "judged,\n"
         "         why: Hosts"}},
       {"evidence-with-curve needs: |evidence}\n      - {id: detector",
        "curve-use by: |{level: safeguards.watermark"}},
      {{{"by: 0.1,\n         range: [0, 0.2]",
         "by: {curve: evals.cybench, points: [[0, 0], [1, 0.1]]},\n         range: [0, 1]"}},
       {"curve-use by: |{curve: evals.cybench"}},
      {{{"by: 0.3, range: [0.1, 0.5]",
         "by: {curve: evals.cybench, points: [[0, 0], [1, 0.1]]}, range: [0.1, 1.5]"}},
       {"evidence-with-curve needs: |evidence}\n          - id: make"}},
      {{{"{curve: evals.vct, points: [[0.22, 0.1], [0.4, 0.2], [0.6, 0.5]]}", "{curve: evals.vct}"}},
       {"missing-key by: |{curve: evals.vct}"}},
      {{{"{level: capabilities.likeness, steps: {none: 0, adaptable: 0.5, built_in: 0.9}}",
         "{steps: {none: 0, adaptable: 0.5, built_in: 0.9}}"}},
       {"missing-key by: |{steps"}},
      {{{"{level: capabilities.likeness, steps: {none: 0, adaptable: 0.5, built_in: 0.9}}",
         "{level: capabilities.likeness, steps: {}}"}},
       {"missing-key steps: |{}}"}},
      {{{"{curve: evals.vct, points", "{curve: evals.vct, level: capabilities.biology, points"}},
       {"unknown-key level: |capabilities.biology, points"}},
  });
}

TEST_CASE("citations, worlds and ids name something") {
  check({
      {{{"by: 0.6, range: [0.4, 0.8], basis: judged, why: The concept has to be learned again., source: "
         "[trial]",
         "by: 0.6, range: [0.4, 0.8], basis: judged, why: The concept has to be learned again., source: "
         "[trail]"}},
       {"unknown-source source: [|trail]"}},
      {{{"safeguards.moderation: {value: true, source: survey}",
         "safeguards.moderation: {value: true, source: survy}"}},
       {"unknown-source source: |survy"}},
      {{{"bands: {low: 2,", "  extra: {title: Extra, read: full}\nbands: {low: 2,"}},
       {"unused-source |extra:"}},
      {{{"over: [closed, undisclosed]", "over: [closed, undisclose]"}}, {"unknown-world |undisclose]"}},
      {{{"over: [closed, undisclosed]", "over: [closed, closed]"}}, {"duplicate-id [closed, |closed]"}},
      {{{"over: [existing, closed]", "over: []"}}, {"empty-rubric over: |[]"}},
      {{{"over: [closed, undisclosed]", "over: []"}}, {}},  // a burden has its score
      {{{"world: closed", "world: existing"}}, {"unknown-world world: |existing"}},
      {{{"  undisclosed:\n    title", "  existing:\n    title"},
        {"over: [closed, undisclosed]", "over: [closed]"}},
       {"bad-id |existing:\n    title"}},
      {{{"  released: \"weights", "  not: \"weights"}}, {"bad-id |not: \"weights"}},
      {{{"{id: concept_removal,", "{id: likeness,"}}, {"duplicate-id id: |likeness, when"}},
      {{{"{id: photorealistic,", "{id: share,"}}, {"bad-id id: |share, when"}},
      {{{"- id: designer", "- id: novice"}}, {"duplicate-id id: |novice\n        title: An expert"}},
      {{{"  - id: pathogens", "  - id: Pathogens"}}, {"bad-id id: |Pathogens"}},
  });
}

TEST_CASE("what assesses nothing is an error") {
  const std::string head =
      "openrisk: rubric/1\nid: r\ntitle: t\nversion: 1\nauthors: [{name: n}]\n"
      "as_of: 2026-01-01\nreview_by: 2027-01-01\n";
  const std::pair<std::string, std::vector<std::string>> table[] = {
      {"about: nothing\n", {"empty-rubric 1:1"}},
      {"threats: []\nchecks: []\n", {"empty-rubric 1:1"}},
      {"ladders: [{id: l, title: t, rungs: []}]\n", {"empty-rubric 8:16"}},
      {"ladders: [{id: l, title: t, rungs: [{id: r, title: t, needs: []}]}]\n", {"empty-rubric 8:42"}},
      {"burdens: [{id: b, title: t, about: a}]\n", {"empty-rubric 8:16"}},
      {"benefits:\n  - {id: b, title: t, about: a, factors: [{id: f, title: t, share: 100, basis: judged, "
       "why: w, "
       "source: []}]}\n",
       {"empty-rubric 9:10"}},
      {"threats:\n  - {id: x, title: t, consequence: c, identification: i, existing_risk: r, "
       "existing_defences: d,\n"
       "     evidence: [{grade: G0, sign: \"0\", source: s, says: s}], absorb: [], assumptions: [a], paths: "
       "[{id: p, "
       "title: t,\n     actor: {who: w, resources: r}, stages: []}]}\nsources: {s: {title: t, read: full}}\n",
       {"empty-rubric 10:105"}},
      {"threats:\n  - {id: x, title: t, consequence: c, identification: i, existing_risk: r, "
       "existing_defences: d,\n"
       "     evidence: [{grade: G0, sign: \"0\", source: s, says: s}], absorb: [], assumptions: [a]}\n"
       "sources: {s: {title: t, read: full}}\n",
       {"empty-rubric 9:10"}},
  };
  for (const auto& [body, expected] : table) {
    INFO(body);
    const Outcome outcome = read(head + body);
    CHECK(complaints(outcome.diagnostics) == expected);
    CHECK_FALSE(outcome.rubric);
  }
}

TEST_CASE("what does not fit the shape is reported, and the rest is still judged") {
  check({
      {{{"title: Make the images", "titel: Make the images"}},
       {"unknown-key |titel", "missing-key - |id: make"}},
      {{{"share: 75", "share: 075"}}, {"not-a-number share: |075"}},
      {{{"share: 75", "share: most"}}, {"wrong-kind share: |most"}},
      {{{"as_of: 2026-11-21", "as_of: 2026-11-31"}}, {"not-a-date as_of: |2026-11-31"}},
      {{{"assumptions:\n      - Editing skill is the bottleneck.", "assumptions: Editing skill."}},
       {"wrong-kind assumptions: |Editing"}},
      {{{"share: 75", "share:"}, {"range: [20, 45]", "range: [31, 45]"}},
       {"blank-value |share:\n            range: [60", "range-excludes range: |[31, 45]"}},
  });
}

TEST_CASE("a condition without a word is no condition") {
  check({
      {{{"applies: \"outputs has biological_sequence\"", "applies: \"\""}},
       {"condition-syntax applies: |\"\""}},
      {{{"when: \"weights.signed\"", "when: \"\""}}, {"condition-syntax when: |\"\""}},
      {{{"images: \"outputs has any [image, video]\"", "images: ''"}}, {"condition-syntax images: |''"}},
  });
}

TEST_CASE("another format, or a newer version, is refused") {
  for (const char* first : {"openrisk: card/1", "openrisk: rubric/2", "openrisk: rubric"}) {
    const Outcome outcome = read(with(small_text(), "openrisk: rubric/1", first));
    CHECK(complaints(outcome.diagnostics) == std::vector<std::string>{"wrong-format 2:11"});
    CHECK_FALSE(outcome.rubric);
  }
}
