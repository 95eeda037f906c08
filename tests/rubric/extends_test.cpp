#include <cmath>

#include "node/node.hpp"
#include "reading.hpp"
#include "rubric/extends.hpp"
#include "rubric/merge.hpp"
#include "support/catch.hpp"

using namespace openrisk;

namespace {

// What a patch should amount to: the small rubric with its head, edited.
std::string edited(std::vector<std::pair<std::string, std::string>> edits) {
  std::string text = small_text();
  edits.insert(edits.end(), {{"id: small", "id: ours"},
                             {"title: A small rubric for tests", "title: Ours"},
                             {"version: 1.2.0", "version: '1'"}});
  for (const auto& [old, now] : edits) text = with(text, old, now);
  Sources sources;
  Diagnostics diagnostics;
  Shelf shelf;
  const auto rubric = read_rubric(sources.add("edited.yaml", text), shelf, diagnostics);
  REQUIRE(rubric);
  return dump(*rubric);
}

void check_same(const std::string& patch, std::vector<std::pair<std::string, std::string>> edits) {
  INFO(patch);
  const Outcome outcome = patched(patch);
  CHECK(complaints(outcome.diagnostics).empty());
  REQUIRE(outcome.rubric);
  CHECK(dump(*outcome.rubric) == edited(std::move(edits)));
}

std::vector<double> shares(const Path& path) {
  std::vector<double> all;
  for (const Stage& stage : path.stages) all.push_back(stage.share.value);
  return all;
}

}  // namespace

TEST_CASE("an empty extension changes the head only") { check_same("", {}); }

TEST_CASE("one effect, one text, one band is replaced at its depth") {
  check_same("threats: [{id: imagery, absorb: [{id: takedown, by: 0.15}]}]\n",
             {{"by: 0.2, range: [0.1, 0.3]", "by: 0.15, range: [0.1, 0.3]"}});
  check_same("threats: {imagery: {absorb: {takedown: {by: 0.15}}}}\n",
             {{"by: 0.2, range: [0.1, 0.3]", "by: 0.15, range: [0.1, 0.3]"}});
  check_same("bands: {severe: 60}\n", {{"severe: 50}", "severe: 60}"}});
  check_same("worlds: {closed: {set: {safeguards.watermark: none}}}\n",
             {{"safeguards.watermark: {value: serving, source: survey}", "safeguards.watermark: none"}});
  check_same("threats: [{id: imagery, assumptions: [Another]}]\n",
             {{"- Editing skill is the bottleneck.", "- Another"}});
  check_same("let: {released: 'weights.access >= open'}\n",
             {{"\"weights.access >= gated\"", "\"weights.access >= open\""}});
}

TEST_CASE("an effect that names its fact replaces a whole effect, a part of it merges") {
  check_same(
      "threats: {pathogens: {paths: {novice: {stages: {plan: {raise: {answers: {by: {level: "
      "capabilities.biology, "
      "steps: {none: 0, expert: 0.5}}}}}}}}}}\n",
      {{"{curve: evals.vct, points: [[0.22, 0.1], [0.4, 0.2], [0.6, 0.5]]}",
        "{level: capabilities.biology, steps: {none: 0, expert: 0.5}}"}});
  check_same(
      "threats: {pathogens: {paths: {novice: {stages: {plan: {raise: {answers: {by: {points: [[0, 0], [1, "
      "0.5]]}}}}}}}}}\n",
      {{"points: [[0.22, 0.1], [0.4, 0.2], [0.6, 0.5]]", "points: [[0, 0], [1, 0.5]]"}});
}

TEST_CASE("null removes, a new id is appended, an empty list empties") {
  check_same("checks: {contact: ~}\n", {{"  - {id: contact, group: monitoring, title: There is a contact, "
                                         "when: \"monitoring.incident_contact\",\n"
                                         "     remedy: Name one., source: survey}\n",
                                         ""}});
  check_same(
      "checks: [{id: fresh, group: g, title: Fresh, when: weights.signed, remedy: r, source: survey}]\n",
      {{"     remedy: Name one., source: survey}\n",
        "     remedy: Name one., source: survey}\n  - {id: fresh, group: g, title: Fresh, when: "
        "weights.signed, "
        "remedy: r, source: survey}\n"}});
  check_same("checks: {fresh: {group: g, title: Fresh, when: weights.signed, remedy: r, source: survey}}\n",
             {{"     remedy: Name one., source: survey}\n",
               "     remedy: Name one., source: survey}\n  - {id: fresh, group: g, title: Fresh, when: "
               "weights.signed, "
               "remedy: r, source: survey}\n"}});
  check_same(
      "burdens: [{id: data_liability, regimes: []}]\nsources: {statute: {title: Another}}\n",
      {{"{title: A statute,", "{title: Another,"},
       {"    regimes:\n      - {id: disclosure, title: Disclosure of training data, jurisdiction: eu, "
        "status: "
        "in_force,\n         since: 2024-06-13, from: 2025-08-02, until: 2030-01-01, applies: \"release.date "
        ">= 2025-08-02 and "
        "release.jurisdictions has eu\",\n         effect: A summary has to be published., source: "
        "statute}\n      "
        "- {id: old_bill, title: A bill, jurisdiction: us-ca, status: failed, effect: It would have asked "
        "for "
        "audits.,\n         source: [statute]}\n",
        ""}});
  check_same("options: {hosted: {why: ~, world: ~, set: {weights.access: hosted}}}\n",
             {{"world: closed, why: as the world closed}", "set: {weights.access: hosted}}"}});
}

TEST_CASE("a list that is new may be written by ids as well") {
  check_same(
      "threats: {imagery: {paths: {desktop: {stages: {spread: {lower: {slow: {when: weights.signed, by: 0.1, "
      "range: [0, 0.2], basis: judged, why: w, source: []}}}}}}}}\n",
      {{"            why: Accounts and channels stay what they were.\n            source: []\n",
        "            why: Accounts and channels stay what they were.\n            source: []\n            "
        "lower: "
        "[{id: slow, when: weights.signed, by: 0.1, range: [0, 0.2], basis: judged, why: w, source: "
        "[]}]\n"}});
  check_same(
      "ladders: {second: {title: T, rungs: {one: {title: O, needs: {a: {title: A, when: "
      "weights.signed, why: w}}}}}}\n",
      {{"\nchecks:\n",
        "  - {id: second, title: T, rungs: [{id: one, title: O, needs: [{id: a, title: A, when: "
        "weights.signed, why: w}]}]}\n\nchecks:\n"}});
}

TEST_CASE("the siblings of a changed share scale to 100") {
  const Outcome outcome = patched("threats: {imagery: {paths: {desktop: {stages: {make: {share: 60}}}}}}\n");
  CHECK(complaints(outcome.diagnostics).empty());
  REQUIRE(outcome.rubric);
  const Path& path = outcome.rubric->subjects[0].paths[0];
  CHECK(shares(path) == std::vector<double>{24, 60, 16});
  CHECK(path.stages[0].share.range == std::pair{20.0, 45.0});

  const Outcome both = patched(
      "burdens: [{id: data_liability, factors: [{id: visible, share: 70}, {id: content, share: 30}]}]\n");
  REQUIRE(both.rubric);
  CHECK(shares(both.rubric->subjects[2].paths[0]) == std::vector<double>{70, 30});

  const Outcome added = patched(
      "threats: {imagery: {paths: {desktop: {stages: {find: {title: Find, share: 20, range: [10, 30], "
      "basis: judged, why: w, source: []}}}}}}\n");
  REQUIRE(added.rubric);
  CHECK(shares(added.rubric->subjects[0].paths[0]) == std::vector<double>{24, 40, 16, 20});

  const Outcome removed = patched("threats: {imagery: {paths: {desktop: {stages: {spread: ~}}}}}\n");
  REQUIRE(removed.rubric);
  CHECK(shares(removed.rubric->subjects[0].paths[0]) == std::vector<double>{37.5, 62.5});
  CHECK(removed.rubric->subjects[0].paths[0].stages[1].share.range == std::pair{30.0, 62.5});
}

TEST_CASE("scaled shares are rounded and sum to 100 whatever they were") {
  Sources sources;
  Diagnostics diagnostics;
  for (int first = 1; first < 99; ++first) {
    const std::string text = fmt::format(
        "{{\"stages\":[{{\"id\":\"a\",\"share\":{}}},{{\"id\":\"b\",\"share\":7,\"range\":[6,8]}},{{\"id\":"
        "\"c\",\"share\":11}},"
        "{{\"id\":\"d\",\"share\":3.3}}]}}",
        first);
    auto tree = parse(sources.add("s.json", text), diagnostics);
    REQUIRE(tree);
    Node& stages = tree->entries[0].value;
    scale_shares(stages, {"a"});
    double sum = 0;
    for (const Node& stage : stages.items) {
      const double share = number_of(*stage.get("share")).value();
      CHECK(share > 0);
      CHECK(std::abs(share - std::round(share * 1e6) / 1e6) < 1e-9);
      sum += share;
    }
    CHECK(std::abs(sum - 100) < 1e-9);
    CHECK(number_of(*stages.items[0].get("share")) == first);
    const double b = number_of(*stages.items[1].get("share")).value();
    CHECK(number_of(stages.items[1].get("range")->items[0]) == std::min(b, 6.0));
    CHECK(number_of(stages.items[1].get("range")->items[1]) == std::max(b, 8.0));
  }
}

TEST_CASE("a broken extension is reported where it stands") {
  const std::pair<std::string, std::vector<std::string>> table[] = {
      {"threats: {imagery: {paths: {desktop: {stages: {make: {share: 60, range: [61, 70]}}}}}}\n",
       {"range-excludes 6:73"}},
      {"threats: {imagery: {paths: {desktop: {stages: {make: {share: 100}}}}}}\n",
       {"range-excludes " + place(small_text(), "range: |[30, 60]"), "shares-sum 6:38"}},
      {"checks: {contacts: ~}\n", {"unknown-key 6:10"}},
      {"bands: {lowest: ~}\n", {"unknown-key 6:9"}},
      {"checks: [{group: g}]\n", {"missing-key 6:10"}},
      {"checks: [{id: signed, title: a}, {id: signed, title: b}]\n", {"duplicate-id 6:39"}},
      {"checks: {signed: {id: other}}\n", {"bad-id 6:23"}},
      {"threats: {imagery: {consequence: ~}}\n", {"missing-consequence 6:11"}},
      {"worlds: {undisclosed: ~}\n",
       {"unknown-world " + place(small_text(), "over: [closed, |undisclosed]")}},
  };
  for (const auto& [patch, expected] : table) {
    INFO(patch);
    const Outcome outcome = patched(patch);
    CHECK(complaints(outcome.diagnostics) == expected);
    CHECK_FALSE(outcome.rubric);
  }
}

TEST_CASE("what is merged keeps the source that it comes from") {
  const Outcome outcome = patched("threats: {imagery: {absorb: {takedown: {by: 0.15}}}}\n");
  REQUIRE(outcome.rubric);
  const Rule& rule = outcome.rubric->subjects[0].absorb[0];
  CHECK(outcome.sources.find(rule.by.span.source)->name == "ours.yaml");
  CHECK(outcome.sources.find(rule.when.span.source)->name == "small.yaml");
  CHECK(outcome.sources.find(outcome.rubric->span.source)->name == "ours.yaml");
}

TEST_CASE("what breaks in a shipped rubric is shown where it is extended") {
  Sources sources;
  Diagnostics diagnostics;
  const Source shipped{0, "small.yaml", small_text()};
  Shelf shelf;
  shelf.put("small", shipped);
  CHECK_FALSE(
      read_rubric(sources.add("ours.yaml", extension_head + "sources: {trial: ~}\n"), shelf, diagnostics));
  REQUIRE_FALSE(diagnostics.all().empty());
  for (const Diagnostic& d : diagnostics.all()) {
    CHECK(d.code == Code::unknown_source);
    CHECK(d.span.begin == Position{5, 10});
    CHECK(d.span.source == 1);
  }
}

TEST_CASE("an extending rubric has its own id, title and version") {
  const std::string format = "openrisk: rubric/1\nextends: small\n";
  CHECK(complaints(patched("title: t\nversion: 1\n", format).diagnostics) ==
        std::vector<std::string>{"missing-key 1:1"});
  CHECK(complaints(patched("id: x\n", format).diagnostics) ==
        std::vector<std::string>{"missing-key 1:1", "missing-key 1:1"});
  CHECK(complaints(patched("id: small\ntitle: t\nversion: 1\n", format).diagnostics) ==
        std::vector<std::string>{"duplicate-id 3:5"});
}

TEST_CASE("cases of what is extended are not inherited") {
  Sources sources;
  Diagnostics diagnostics;
  Shelf shelf;
  shelf.put("small", sources.add("small.yaml", small_text()));
  const auto tree = whole_tree(sources.add("ours.yaml", extension_head), shelf, diagnostics);
  REQUIRE(tree);
  CHECK(tree->root.get("cases") == nullptr);
  CHECK(tree->root.get("extends") == nullptr);
  CHECK(tree->root.get("threats") != nullptr);
}

TEST_CASE("extends that leads nowhere or back is an error") {
  Sources sources;
  Shelf shelf;
  const auto rubric = [&](const std::string& id, const std::string& base) -> const Source& {
    return sources.add(id + ".yaml", with(with(extension_head, "id: ours", "id: " + id), "small", base));
  };
  const Source &self = rubric("self", "self"), &a = rubric("a", "b"), &b = rubric("b", "./a"),
               &lost = rubric("lost", "nowhere");
  const Source& again = sources.add("./a.yaml", a.text);
  shelf.put("self", self);
  shelf.put("b", b);
  shelf.put("./a", again);
  for (const Source* source : {&self, &a}) {
    Diagnostics diagnostics;
    CHECK_FALSE(read_rubric(*source, shelf, diagnostics));
    CHECK(complaints(diagnostics) == std::vector<std::string>{"circular 5:10"});
  }
  Diagnostics diagnostics;
  CHECK_FALSE(read_rubric(lost, shelf, diagnostics));
  CHECK(complaints(diagnostics) == std::vector<std::string>{"unknown-rubric 5:10"});
  Diagnostics list;
  CHECK_FALSE(read_rubric(sources.add("l.yaml", with(extension_head, "extends: small", "extends: [small]")),
                          shelf, list));
  CHECK(complaints(list) == std::vector<std::string>{"wrong-kind 5:10"});
}

TEST_CASE("a chain of extensions is followed") {
  Sources sources;
  Diagnostics diagnostics;
  Shelf shelf;
  shelf.put("small", sources.add("small.yaml", small_text()));
  shelf.put("ours",
            sources.add(
                "ours.yaml",
                extension_head + "threats: {imagery: {paths: {desktop: {stages: {make: {share: 60}}}}}}\n"));
  const std::string text =
      with(with(extension_head, "id: ours", "id: theirs"), "extends: small", "extends: ours") +
      "threats: {imagery: {paths: {desktop: {stages: {adapt: {share: 62}}}}}}\n";
  const auto rubric = read_rubric(
      sources.add("theirs.yaml", with(text, "share: 62", "share: 62, range: [50, 70]")), shelf, diagnostics);
  CHECK(complaints(diagnostics).empty());
  REQUIRE(rubric);
  CHECK(shares(rubric->subjects[0].paths[0]) == std::vector<double>{62, 30, 8});
}
