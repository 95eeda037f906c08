// Tables for changes, targets, options and dominance; the shipped rubric for what holds for any card.
#include "openrisk/study.hpp"

#include "base/file.hpp"
#include "study/study.hpp"
#include "support/catch.hpp"
#include "support/toy.hpp"

using namespace openrisk;

namespace {

Reading at(double low, double high) { return {Tri::yes, {low, high}, {}, true}; }
StudyMeasure risk() {
  return {"threats.t.closed", "t", "closed", StudyMeasure::Scale::threat, {}, {}, false, false};
}
StudyMeasure benefit() { return {"benefits.b", "b", "", StudyMeasure::Scale::benefit, {}, {}, false, false}; }

struct Shipped {
  Program program = *builtin_program("science-2024");
};

Card card_of(const std::string& text, const std::string& release = "") {
  static Sources sources;
  Diagnostics diagnostics;
  auto card =
      read_card(sources.add("card.yaml", "openrisk: card/1\nrelease: {name: x" + release + "}\n" + text),
                builtin_vocabulary(), diagnostics);
  REQUIRE(card);
  return *card;
}

}  // namespace

TEST_CASE("which way a measure moved") {
  const struct {
    Reading from, to;
    Change risk, benefit;
  } table[] = {
      {at(5, 30), at(5, 30), Change::same, Change::same},
      {at(5, 30), at(5, 20), Change::undecided, Change::undecided},
      {at(5, 30), at(10, 30), Change::undecided, Change::undecided},
      {at(6, 6), at(4.8, 6), Change::undecided, Change::undecided},
      {at(6, 6), at(5, 5), Change::better, Change::worse},
      {at(5, 30), at(4, 20), Change::better, Change::worse},
      {at(5, 30), at(6, 31), Change::worse, Change::better},
      {at(5, 30), at(10, 20), Change::undecided, Change::undecided},
      {at(5, 30), at(1, 40), Change::undecided, Change::undecided},
      {at(5, 30), {Tri::no, {}, {}, true}, Change::better, Change::worse},
      {{Tri::no, {}, {}, true}, at(1, 2), Change::worse, Change::better},
  };
  for (const auto& row : table) {
    CAPTURE(row.from.value.low(), row.from.value.high(), row.to.value.low(), row.to.value.high());
    CHECK(change_between(risk(), row.from, row.to) == row.risk);
    CHECK(change_between(benefit(), row.from, row.to) == row.benefit);
  }
}

TEST_CASE("an increase is a higher high end of a threat or burden, and nothing else") {
  const auto increased = [](const StudyMeasure& measure, const Reading& from, const Reading& to) {
    Since since;
    since.measures.push_back({measure, from, to, change_between(measure, from, to)});
    return since.increased();
  };
  CHECK(increased(risk(), at(5, 30), at(5, 31)));
  CHECK_FALSE(increased(risk(), at(5, 30), at(20, 30)));
  CHECK(increased(risk(), {Tri::no, {}, {}, true}, at(0, 1)));
  CHECK_FALSE(increased(risk(), at(5, 30), {Tri::no, {}, {}, true}));
  CHECK_FALSE(increased(benefit(), at(5, 30), at(50, 60)));
}

TEST_CASE("dominance compares ends, benefits the other way round") {
  const std::vector<StudyMeasure> both{risk(), benefit()};
  const auto beats = [&](Reading r1, Reading b1, Reading r2, Reading b2) {
    return dominates(both, {r1, b1}, {r2, b2});
  };
  CHECK(beats(at(1, 5), at(50, 60), at(1, 6), at(50, 60)));
  CHECK(beats(at(1, 5), at(50, 61), at(1, 5), at(50, 60)));
  CHECK_FALSE(beats(at(1, 5), at(50, 60), at(1, 5), at(50, 60)));
  CHECK_FALSE(beats(at(1, 5), at(40, 60), at(1, 6), at(50, 60)));
  CHECK_FALSE(beats(at(0, 7), at(50, 60), at(1, 6), at(50, 60)));
  CHECK(beats({Tri::no, {}, {}, true}, at(50, 60), at(1, 6), at(50, 60)));
}

TEST_CASE("targets say what they ask, or why they cannot") {
  const struct {
    const char* text;
    bool good;
    Code code;
  } table[] = {
      {"threats.ncii_csam.closed=moderate", true, {}},
      {"threats.ncii_csam.closed<=12.5", true, {}},
      {"benefits.transparency>=50", true, {}},
      {"benefits.transparency=high", true, {}},
      {"checks.responsible_release>=50", true, {}},
      {"threats.ncii_csam.closed=severe", false, Code::usage},
      {"threats.ncii_csam.closed>=5", false, Code::usage},
      {"benefits.transparency<=5", false, Code::usage},
      {"threats.ncii_csam.closed", false, Code::usage},
      {"threats.ncii_csam.closed=12", false, Code::usage},
      {"threats.ncii.closed=low", false, Code::unknown_measure},
      {"threats.ncii_csam.closed=lots", false, Code::unknown_value},
      {"", false, Code::unknown_measure},
  };
  for (const auto& row : table) {
    CAPTURE(row.text);
    Shipped shipped;
    Diagnostics diagnostics;
    const auto target = read_target(shipped.program, row.text, diagnostics);
    CHECK(target.has_value() == row.good);
    if (row.good)
      CHECK(diagnostics.all().empty());
    else
      CHECK(diagnostics.all().at(0).code == row.code);
  }
}

TEST_CASE("`=` is at most the band, `<=` at most the number") {
  Shipped shipped;
  Diagnostics diagnostics;
  const Card card = card_of(
      "outputs: [image]\nweights: {access: open}\ndata: {nsfw_filtered: false, csam_scan: none}\n"
      "capabilities: {photorealism: high, likeness: adaptable}\n");
  const auto made = bound(shipped.program, card);
  const double high =
      assess(shipped.program, made->answers, numbers_only({})).find("threats.ncii_csam.closed")->value.high();
  const auto reached = [&](const std::string& text) {
    const auto target = read_target(shipped.program, text, diagnostics);
    return advise(shipped.program, card, *target, {{}, {}, {}, 0}).reached;
  };
  CHECK(reached("threats.ncii_csam.closed<=" + std::to_string(high)) == Tri::yes);
  CHECK(reached("threats.ncii_csam.closed<=" + std::to_string(high - 0.01)) != Tri::yes);
}

TEST_CASE("the hosted option is exactly the closed baseline, for any card") {
  Shipped shipped;
  for (const std::string& text :
       {std::string("outputs: [image]\nweights: {access: open}\n"), std::string("outputs: [text, code]\n"),
        std::string(),
        std::string("outputs: [speech]\nsafeguards: {moderation: false}\nmodel: {safety_removed: true}\n")}) {
    CAPTURE(text);
    const OptionStudy study = study_options(shipped.program, card_of(text), {});
    for (const OptionResult& option : study.options) {
      if (option.option->id.text != "hosted") continue;
      REQUIRE(option.card);
      for (std::size_t i = 0; i < study.measures.size(); ++i)
        if (study.measures[i].baseline == "closed" && study.measures[i].is_risk() &&
            option.readings[i].applies != Tri::no)
          CHECK(option.readings[i].value == Interval{0, 0});
    }
  }
}

TEST_CASE("options say what cannot be taken back, and which one the card describes") {
  Shipped shipped;
  const OptionStudy study =
      study_options(shipped.program, card_of("outputs: [text]\nweights: {access: open}\n"), {});
  REQUIRE(study.options.size() == 5);
  CHECK(study.options[0].irrevocable == Tri::no);
  CHECK(study.options[1].irrevocable == Tri::no);
  CHECK(study.options[3].irrevocable == Tri::yes);
  CHECK_FALSE(study.options[0].as_is);
  CHECK(study.options[3].as_is);
}

TEST_CASE("with the release allowed, advice has a branch for every way of releasing") {
  Shipped shipped;
  Diagnostics diagnostics;
  const Card card = card_of(
      "outputs: [image]\nweights: {access: open}\ndata: {nsfw_filtered: false, csam_scan: none}\n"
      "capabilities: {photorealism: high, likeness: adaptable}\n"
      "safeguards: {moderation: false, output_filter: false}\n");
  const auto target = read_target(shipped.program, "threats.ncii_csam.closed=moderate", diagnostics);
  const Advice advice = advise(shipped.program, card, *target, {{}, {}, {"weights.access"}, 3});
  std::vector<std::string> ways;
  std::size_t first = 0;
  for (const AdviceBranch& branch : advice.branches) {
    const std::string way = branch.release ? branch.release->to : "as it is";
    ways.push_back(way);
    CAPTURE(way);
    CHECK((branch.found > 0) == (way == "hosted" || way == "internal"));
    if (way == "hosted") CHECK(advice.sets.at(first).steps.size() == 2);
    if (way == "internal") {
      CHECK(branch.also == std::vector<std::string>{"none"});
      CHECK(advice.sets.at(first).steps.size() == 1);
    }
    first += branch.listed;
  }
  CHECK(ways == std::vector<std::string>{"as it is", "gated", "hosted", "internal"});
}

TEST_CASE("weights are out where copies cannot be called back and the day of release is past") {
  Shipped shipped;
  Diagnostics diagnostics;
  const auto target = read_target(shipped.program, "threats.ncii_csam.closed=low", diagnostics);
  const struct {
    const char* card;
    bool out;
  } table[] = {
      {"weights: {access: open}\n", true},
      {"weights: {access: gated}\n", true},
      {"weights: {access: hosted}\n", false},
      {"weights: {access: unknown}\n", false},
      {"weights: {access: open, irrevocable: false}\n", false},
  };
  for (const auto& row : table) {
    CAPTURE(row.card);
    const std::string what = std::string("outputs: [image]\n") + row.card;
    const auto out = [&](const char* day) {
      const Card card = card_of(what, std::string(", date: ") + day);
      return advise(shipped.program, card, *target, {*parse_date("2026-11-22"), {}, {}, 0}).weights_out;
    };
    CHECK(out("2026-11-22") == row.out);
    CHECK_FALSE(out("2026-11-23"));
    CHECK_FALSE(out("unknown"));
  }
}

TEST_CASE("a ladder says how many changes it asks for, and what answers would make of it") {
  Sources sources;
  Diagnostics diagnostics;
  Program program =
      *compile(builtin_vocabulary(), builtin_licenses(),
               std::make_shared<const Rubric>(*builtin_rubric("osaid-1.0")), sources, diagnostics);
  const Card card = card_of(
      "weights: {access: open, license: Llama 3.1}\n"
      "code: {training: {access: described}, inference: {access: open, license: MIT}}\n"
      "data: {pretraining: {access: described}}\n");
  const auto target = read_target(program, "ladders.osaid=open_source_ai", diagnostics);
  REQUIRE(target);
  const Advice advice = advise(program, card, *target, {{}, {}, {}, 2});
  CHECK(advice.reached == Tri::no);
  REQUIRE(advice.branches.size() == 1);
  CHECK(advice.branches[0].at_least == 3);  // the licence, the code, the data
  CHECK(advice.branches[0].changes == 2);
  REQUIRE(advice.sets.size() == 1);
  CHECK(advice.sets[0].steps.size() >= 3);
  for (const WorthFinding& finding : advice.answers)
    for (const AnswerOutcome& one : finding.outcomes)
      for (const Reading& reading : one.readings) CHECK(reading.applies == Tri::yes);
}

TEST_CASE("a derivation takes a value for a fact only where its end hangs on it") {
  Shipped shipped;
  const Card card = card_of(
      "outputs: [image]\nweights: {access: open}\ndata: {csam_scan: none}\n"
      "capabilities: {photorealism: high, likeness: adaptable}\n");
  const std::vector<Derivation> ends =
      derive(shipped.program, card, numbers_only({}), "threats.ncii_csam.existing");
  REQUIRE(ends.size() == 2);
  for (const Derivation& end : ends) {
    std::vector<std::string> taken;
    for (const Step& step : end.taken) taken.push_back(builtin_vocabulary()[step.fact].path);
    const auto has = [&](const char* path) { return std::count(taken.begin(), taken.end(), path) > 0; };
    CHECK(has("data.nsfw_filtered"));
    for (const char* serving : {"safeguards.moderation", "safeguards.output_filter", "safeguards.rate_limit"})
      CHECK_FALSE(has(serving));  // of weights that are out they say nothing
  }
}

TEST_CASE("a difference names what moves a stage, what is the same, and what makes no difference") {
  Shipped shipped;
  const std::string both =
      "outputs: [image]\nweights: {access: open}\ncapabilities: {photorealism: high, likeness: adaptable}\n";
  const auto card = [&](const std::string& more) { return *bound(shipped.program, card_of(both + more)); };
  const Differences found = differences(
      shipped.program,
      card("data: {nsfw_filtered: false, csam_scan: none}\nsafeguards: {output_filter: false}\n"),
      card("data: {nsfw_filtered: true, csam_scan: none}\nsafeguards: {output_filter: true}\n"), {});
  const auto path = [](FactId fact) { return builtin_vocabulary()[fact].path; };
  bool seen = false;
  for (const Difference& difference : found.measures) {
    if (difference.measure.id != "threats.ncii_csam.existing") continue;
    seen = true;
    REQUIRE_FALSE(difference.stages.empty());
    for (const StageDifference& stage : difference.stages)
      for (FactId fact : stage.facts) CHECK(path(fact) == "data.nsfw_filtered");
    CHECK(difference.first_total.high() == difference.first.value.high());
  }
  CHECK(seen);
  REQUIRE(found.idle.size() == 1);
  CHECK(path(found.idle[0]) == "safeguards.output_filter");
  for (const auto& [measure, reading] : found.same)
    for (const Difference& difference : found.measures) CHECK(measure.id != difference.measure.id);
}

TEST_CASE("a fact that another one forces has its value in a difference") {
  Shipped shipped;
  const auto card = [&](const std::string& text) { return *bound(shipped.program, card_of(text)); };
  const Differences found =
      differences(shipped.program, card("outputs: [text, image]\ncapabilities: {text: fluent}\n"),
                  card("outputs: [image]\n"), {});
  for (const Difference& difference : found.measures)
    for (const FactDifference& fact : difference.facts)
      if (builtin_vocabulary()[fact.fact].path == "capabilities.text") CHECK(fact.second != "unknown");
}

TEST_CASE("advice changes no capability, and the release only where that is allowed") {
  Shipped shipped;
  Diagnostics diagnostics;
  const Card card = card_of(
      "outputs: [image]\nweights: {access: open}\ndata: {nsfw_filtered: false, csam_scan: none}\n"
      "capabilities: {photorealism: high, likeness: built_in}\n");
  const auto target = read_target(shipped.program, "threats.ncii_csam.closed=low", diagnostics);
  const Advice without = advise(shipped.program, card, *target, {{}, {}, {}, 3});
  CHECK_FALSE(without.within_reach);
  CHECK(without.searched.complete);
  const Advice with = advise(shipped.program, card, *target, {{}, {}, {"weights.access"}, 3});
  REQUIRE(with.within_reach);
  for (const ChangeSet& set : with.sets)
    for (const Step& step : set.steps) {
      const Fact& fact = builtin_vocabulary()[step.fact];
      CHECK_FALSE(fact.path.starts_with("capabilities."));
      CHECK_FALSE(fact.path.starts_with("evals."));
    }
}

TEST_CASE("no target is a number that is none") {
  const Shipped shipped;
  for (const char* text : {"threats.ncii_csam.closed<=nan", "threats.ncii_csam.closed<=-nan",
                           "threats.ncii_csam.closed<=inf", "threats.ncii_csam.closed<=101"}) {
    Diagnostics diagnostics;
    Program program = shipped.program;
    INFO(text);
    CHECK(!read_target(program, text, diagnostics));
    CHECK(diagnostics.has_errors());
  }
}

TEST_CASE("where no path gains over a baseline, the one that decides over the first stays") {
  const Shipped shipped;
  const Card card = card_of(
      "outputs: [text, image]\nweights: {access: hosted}\n"
      "capabilities: {text: fluent, photorealism: high, likeness: adaptable}\n");
  const auto with = bound(shipped.program, card);
  REQUIRE(with);
  std::size_t several = 0;
  for (const SubjectResult& subject : assess(shipped.program, with->answers, {}).subjects) {
    if (subject.subject->kind != Kind::threat || subject.applies.truth == Tri::no) continue;
    REQUIRE(subject.measures.size() > 1);
    several += subject.path != 0;  // else the first by id would do
    for (const Measure& measure : subject.measures)
      if (measure.value.high() == 0) CHECK(subject.deciding(measure.name) == subject.path);
  }
  CHECK(several > 0);
}

TEST_CASE("with the release, what follows from it changes too") {
  Shipped shipped;
  const Card card = card_of("outputs: [text]\nweights: {access: hosted, irrevocable: false}\n");
  Diagnostics diagnostics;
  const auto target = read_target(shipped.program, "ladders.openness=open", diagnostics);
  REQUIRE(target);
  const Advice advice = advise(shipped.program, card, *target, {{}, {}, {"weights.access"}, 3});
  REQUIRE(advice.sets.size() == 1);
  REQUIRE(advice.sets[0].steps.size() == 1);
  CHECK(advice.sets[0].steps[0].to == "open");
}

TEST_CASE("to complete a list is an answer, and nothing is ever added to one") {
  Shipped shipped;
  const Card card = card_of(
      "outputs: [image]\nweights: {access: open}\ndata: {sources: {value: [web_crawl], partial: true, "
      "source: "
      "a page}}\n");
  Diagnostics diagnostics;
  const auto target = read_target(shipped.program, "burdens.open_data_liability<=1", diagnostics);
  REQUIRE(target);
  const Advice advice = advise(shipped.program, card, *target, {{}, {}, {}, 2});
  const FactId sources = builtin_vocabulary().find("data.sources")->id;
  CHECK(std::count(advice.candidates.begin(), advice.candidates.end(), sources) == 0);
  const auto answer = std::find_if(advice.answers.begin(), advice.answers.end(),
                                   [&](const WorthFinding& one) { return one.fact == sources; });
  REQUIRE(answer != advice.answers.end());
  for (const AnswerOutcome& one : answer->outcomes) CHECK(one.value.find("web_crawl") != one.value.npos);
}

TEST_CASE("numbers in a row that come to the same are one answer") {
  Shipped shipped;
  const Card card = card_of("outputs: [text]\nweights: {access: open}\n");
  Diagnostics diagnostics;
  const auto target = read_target(shipped.program, "burdens.downstream_liability<=1", diagnostics);
  REQUIRE(target);
  const FactId flop = builtin_vocabulary().find("model.training_flop")->id;
  const Advice advice = advise(shipped.program, card, *target, {{}, {}, {}, 1});
  const auto answer = std::find_if(advice.answers.begin(), advice.answers.end(),
                                   [&](const WorthFinding& one) { return one.fact == flop; });
  REQUIRE(answer != advice.answers.end());
  for (std::size_t i = 0; i < answer->outcomes.size(); ++i) {
    CHECK(answer->outcomes[i].value.find(',') == std::string::npos);
    if (i > 0) CHECK(answer->outcomes[i].readings != answer->outcomes[i - 1].readings);
  }
}
