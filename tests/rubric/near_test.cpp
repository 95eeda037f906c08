// What an extension adds beside something of nearly the same name.
#include "rubric/near.hpp"

#include "reading.hpp"
#include "support/catch.hpp"

using namespace openrisk;

TEST_CASE("an id that is nearly one of what is extended is asked about") {
  const std::string judged = "range: [0, 1], basis: judged, why: w, source: []";
  const std::string rule = "{when: weights.signed, by: 0.1, " + judged + "}";
  const std::string regime = "{title: T, jurisdiction: eu, status: proposed, effect: E, source: statute}";
  const std::string check = "{group: g, title: T, when: weights.signed, remedy: r, source: survey}";
  const std::string stage = "{title: T, share: 20, range: [10, 30], basis: judged, why: w, source: []}";
  const std::string near = "near-id 6:";
  const std::pair<std::string, std::vector<std::string>> table[] = {
      {"threats: {imagery: {absorb: {takedwon: " + rule + "}}}\n", {near + "30"}},
      {"threats: [{id: imagery, absorb: [{id: take-down, by: 0.15, " + judged + "}]}]\n", {near + "39"}},
      {"threats: {imagery: {absorb: {warnings: " + rule + "}}}\n", {}},
      {"threats: {imagery: {absorb: {takedown: ~, takedwon: " + rule + "}}}\n", {}},   // renamed
      {"threats: {imagery: {absorb: {takedown: {}, takedwon: " + rule + "}}}\n", {}},  // both are meant
      {"threats: [{id: imagery, absorb: [{id: takedown}, {id: takedwon, by: 0.15, " + judged + "}]}]\n", {}},
      {"threats: {imagery: {paths: {desktop: {stages: {makes: " + stage + "}}}}}\n", {near + "48"}},
      {"burdens: {data_liability: {regimes: {old_bil: " + regime + "}}}\n", {near + "38"}},
      {"burdens: {data_liability: {regimes: {new_bill: " + regime + "}}}\n", {}},
      {"burdens: {data_liability: {regimes: {old_bill2: " + regime + "}}}\n", {}},
      {"checks: {contcat: " + check + "}\n", {near + "10"}},
      {"checks: {signed: {title: T}}\n", {}},
      {"worlds: {close: {title: T}}\n", {near + "10"}},
      {"worlds: {closed: {title: T}, close: {title: T}}\n", {}},
      {"let: {relased: weights.signed}\n", {near + "7"}},
  };
  for (const auto& [patch, expected] : table) {
    INFO(patch);
    const Outcome outcome = patched(patch);
    CHECK(complaints(outcome.diagnostics) == expected);
    CHECK(outcome.rubric);
  }
}

TEST_CASE("where a misspelt id lacks what only an addition has to say, the help names what was meant") {
  const std::pair<std::string, std::string> table[] = {
      {"threats: {imagery: {paths: {dekstop: {stages: {make: {share: 60}}}}}}\n", "desktop"},
      {"threats: [{id: imagery, paths: [{id: desktp, applies: weights.signed}]}]\n", "desktop"},
      {"threats: {imagery: {paths: {desktop: {stages: {mkae: {share: 60}}}}}}\n", "make"},
      {"threats: {imagery: {absorb: {takedwon: {by: 0.1}}}}\n", "takedown"},
      {"threats:\n  imagery:\n    absorb:\n      - id: takedwon\n        by: 0.1\n", "takedown"},
      {"threats: {imagry: {consequence: None.}}\n", "imagery"},
  };
  for (const auto& [patch, meant] : table) {
    INFO(patch);
    const Outcome outcome = patched(patch);
    CHECK_FALSE(outcome.rubric);
    CHECK_FALSE(outcome.diagnostics.all().empty());
    for (const Diagnostic& one : outcome.diagnostics.all()) {
      INFO(one.message << ": " << one.help);
      CHECK(one.code != Code::near_id);
      CHECK(one.help.find("did you mean '" + meant + "'?") != std::string::npos);
    }
  }
  const Outcome other = patched("threats: {imagery: {absorb: {counselling: {by: 0.1}}}}\n");
  REQUIRE(other.diagnostics.all().size() == 1);
  CHECK(other.diagnostics.all()[0].help.empty());
}

TEST_CASE("ids that differ in a number or a word are no misspellings of each other") {
  const std::vector<std::string> there{"training-data", "level_1", "article-53", "service-refuses-malware",
                                       "platforms-act-on-behaviour"};
  for (const char* id : {"training-code", "level_2", "article-54", "article-53-2", "service-refuses-spam",
                         "platforms", "a", ""}) {
    INFO(id);
    CHECK_FALSE(misspelt_id(id, there));
  }
  const std::pair<const char*, const char*> slips[] = {
      {"trainig-data", "training-data"},
      {"training_data", "training-data"},
      {"trainingdata", "training-data"},
      {"artcile-53", "article-53"},
      {"service-refuse-malware", "service-refuses-malware"},
      {"platforms-act-on-behavior", "platforms-act-on-behaviour"},
      {"platforms-act-behaviour", "platforms-act-on-behaviour"},
  };
  for (const auto& [id, meant] : slips) {
    INFO(id);
    CHECK(misspelt_id(id, there) == meant);
  }
}
