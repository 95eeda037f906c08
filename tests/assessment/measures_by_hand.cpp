// Measures of a tiny rubric, computed by hand: bounds, what is missing, what is fragile.
#include <cmath>

#include "openrisk/assessment.hpp"
#include "support/toy.hpp"

using namespace openrisk;
using namespace openrisk::toy;

namespace {

// 40 x (1 - 0.5 fluent)(1 - 0.5 unfiltered)…, halved behind an API that moderates, + 60 x 0.25 with images;
// a fifth of it taken away again where the weights can be recalled.
const std::string spam = threats(threat(
    "spam",
    path("mail",
         stage("write", 40, rule("fluent", "capabilities.text >= fluent") + rule("raw", "not data.filtered"),
               rule("moderated", "weights.access <= hosted and safeguards.moderation")) +
             stage("send", 60, rule("pictures", "outputs has image", "0.25", "[0.25, 0.25]"))),
    "weights.access >= hosted", rule("recalled", "not weights.irrevocable", "0.2", "[0.2, 0.2]")));

struct Assessed {
  Toy toy;
  Answers answers;
  Assessment result;

  Assessed(const std::string& rubric, const std::string& card) : toy(rubric) {
    INFO(rubric);
    REQUIRE(toy.program);
    Request request;
    request.date = *parse_date("2026-06-01");
    answers = toy.bind(card);
    result = assess(*toy.program, answers, request);
  }
  const Measure& over(const std::string& baseline) const {
    const Measure* found = result.find("threats.spam." + baseline);
    REQUIRE(found);
    return *found;
  }
  std::string missing(const std::string& baseline) const {
    std::string all;
    for (const Missing& one : over(baseline).missing)
      all += toy.vocabulary[one.fact].path + (one.source ? " source " : " ") +
             std::to_string(std::lround(one.settles)) + "\n";
    return all;
  }
};

bool near(const Interval& found, double low, double high) {
  UNSCOPED_INFO("[" << found.low() << ", " << found.high() << "]");
  return std::abs(found.low() - low) < 1e-9 && std::abs(found.high() - high) < 1e-9;
}

const std::string open_and_fluent = "weights: {access: open}\ncapabilities: {text: fluent}\n";
const std::string settled =
    "outputs: [text]\nweights: {access: open, irrevocable: true}\ncapabilities: {text: fluent}\n"
    "data: {filtered: true}\n";

std::string always(const std::string& by, const std::string& range, const std::string& id = "a") {
  return rule(id, "", by, range);
}

}  // namespace

TEST_CASE("bounds over both baselines are exact") {
  struct Row {
    std::string card;
    Interval existing, closed;
  };
  const Row table[] = {
      {settled, {20, 20}, {10, 10}},
      // What both worlds share takes no part in the difference: not [-5, 20].
      {"outputs: [text]\nweights: {access: open, irrevocable: true}\ncapabilities: {text: fluent}",
       {20, 30},
       {10, 15}},
      {"weights: {access: open, irrevocable: true}\ncapabilities: {text: fluent}\ndata: {filtered: true}",
       {20, 35},
       {10, 10}},
      {open_and_fluent, {16, 45}, {8, 15}},
      {"weights: {access: open}", {0, 45}, {0, 15}},
      {"", {0, 45}, {0, 15}},
      {"weights: {access: internal}", {0, 0}, {0, 0}},
      // Its own closed world: nothing on top of it, whatever is unknown.
      {"weights: {access: hosted}\nsafeguards: {moderation: true, watermark: none}", {0, 30}, {0, 0}},
      {"weights: {access: hosted}", {0, 45}, {0, 15}},
  };
  for (const Row& row : table) {
    CAPTURE(row.card);
    const Assessed spammed(spam, row.card);
    CHECK(near(spammed.over("existing").value, row.existing.low(), row.existing.high()));
    CHECK(near(spammed.over("closed").value, row.closed.low(), row.closed.high()));
    CHECK(spammed.over("closed").exact);
  }
}

TEST_CASE("the parts of a subject are those of the sum") {
  const Assessed spammed(spam, settled + "safeguards: {moderation: true}\n");
  const SubjectResult& subject = spammed.result.subjects.front();
  CHECK(near(subject.uplift, 20, 20));
  CHECK(near(subject.absorbed, 0, 0));
  const PathResult& mail = subject.paths.at(subject.path);
  CHECK(mail.path->id == "mail");
  CHECK(mail.stages.at(0).stage->id == "write");  // as written, not in the order of ids
  CHECK(near(mail.stages.at(0).reduction, 0.5, 0.5));
  CHECK(near(mail.stages.at(0).contribution, 20, 20));
  CHECK(near(mail.stages.at(1).contribution, 0, 0));
  CHECK(subject.bottleneck == 1);
  CHECK(spammed.over("existing").band == BandRange{Band::moderate, Band::moderate});
  CHECK(spammed.over("closed").band ==
        BandRange{Band::moderate, Band::moderate});  // ends belong to the band above
  // Two shares, three raises, one of them no, a lower that is no, an absorb that is no.
  CHECK(subject.basis.judged == 3);
}

TEST_CASE("bare claims that only the developer can check are doubted apart") {
  const Assessed claimed(spam, settled);
  CHECK(near(claimed.over("existing").value, 20, 20));
  CHECK(near(claimed.over("existing").doubted, 0, 20));
  CHECK(claimed.over("existing").doubted_band == BandRange{Band::negligible, Band::moderate});
  const Assessed sourced(spam,
                         "outputs: [text]\nweights: {access: open, irrevocable: true}\n"
                         "capabilities: {text: {value: fluent, source: a}}\ndata: {filtered: true}\n");
  CHECK(near(sourced.over("existing").doubted, 20, 20));
}

TEST_CASE("missing: how much one answer narrows, most first") {
  // existing [16, 45]: with images [28, 45], without [16, 30]; unfiltered [24, 45], filtered [16, 35];
  // irrevocable [20, 45], recalled [16, 36]. closed [8, 15]: images are in both worlds.
  const Assessed spammed(spam, open_and_fluent);
  CHECK(spammed.missing("existing") == "outputs 27\ndata.filtered 18\nweights.irrevocable 13\n");
  CHECK(spammed.missing("closed") == "data.filtered 9\nweights.irrevocable 5\noutputs 0\n");
  CHECK(Assessed(spam, settled).missing("existing") == "");
  CHECK(Assessed(spam, "weights: {access: internal}").missing("existing") == "");
}

TEST_CASE("an unproven mitigation widens, and a source would settle it") {
  struct Row {
    std::string filtered;
    double low, high;
    std::string missing;
  };
  const Row table[] = {
      {"{value: true, source: a}", 30, 30, ""},
      {"true", 30, 50, "data.filtered source 20\n"},  // the claim, shown
      {"unknown", 30, 50, "data.filtered 40\n"},
      {"false", 50, 50, ""},
      {"{value: false, source: a}", 50, 50, ""},
  };
  const std::string rubric = one_stage(always("0.5", "[0.5, 0.5]"), rule("filtered", "data.filtered", "0.4",
                                                                         "[0.4, 0.4]", ", needs: evidence"));
  for (const Row& row : table) {
    CAPTURE(row.filtered);
    const Assessed one(rubric, "weights: {access: open}\ndata: {filtered: " + row.filtered + "}\n");
    CHECK(near(one.over("existing").value, row.low, row.high));
    CHECK(one.missing("existing") == row.missing);
  }
}

TEST_CASE("an unproven raise counts as it may") {
  const std::string rubric =
      one_stage(rule("raw", "not data.filtered", "0.5", "[0.5, 0.5]", ", needs: evidence"));
  const auto measured = [&](const std::string& filtered) {
    return Assessed(rubric, "weights: {access: open}\ndata: {filtered: " + filtered + "}\n")
        .over("existing")
        .value;
  };
  CHECK(near(measured("true"), 0, 50));
  CHECK(near(measured("{value: true, source: a}"), 0, 0));
  CHECK(near(measured("false"), 50, 50));
}

TEST_CASE("graded effects, ceilings and several paths") {
  const std::string curve = "{curve: evals.score, points: [[0.2, 0.1], [0.6, 0.5]]}";
  const std::string curved = one_stage(rule("a", "", curve, "[1, 1]"));
  const auto measured = [](const std::string& rubric, const std::string& card) {
    return Assessed(rubric, "weights: {access: open}\n" + card).over("existing").value;
  };
  CHECK(near(measured(curved, "evals: {score: 0.4}"), 30, 30));
  CHECK(near(measured(curved, ""), 10, 50));
  std::string capped = one_stage(always("0.5", "[0.5, 0.5]"));
  capped.insert(capped.find("        stages:"),
                "        ceiling: {value: 30, " + because("[30, 30]") + "}\n");
  CHECK(near(measured(capped, ""), 30, 30));
  const std::string two = threats(
      threat("spam",
             path("a", stage("x", 100, rule("r", "data.filtered", "0.2", "[0.2, 0.2]"))) +
                 path("b", stage("x", 100, rule("r", "outputs has text", "0.3", "[0.3, 0.3]")), "released")));
  CHECK(near(measured(two, "data: {filtered: true}"), 20, 30));
  CHECK(near(measured(two, "outputs: [text]"), 30, 30));
  const Assessed decided(two, "weights: {access: open}\noutputs: [text]\n");
  const SubjectResult& subject = decided.result.subjects.front();
  CHECK(subject.paths.at(subject.path).path->id == "b");
  const Assessed hosted(two, "weights: {access: hosted}\noutputs: [text]\ndata: {filtered: false}\n");
  CHECK(near(hosted.over("existing").value, 0, 0));  // the second path does not apply
}

TEST_CASE("fragile: judgements that move a band, the largest move first") {
  // 1 - 0.7 x 0.8 = 44: high. At its ends a gives 28 (high still) and 68 (severe); b stays in the band.
  const Assessed one(one_stage(always("0.3", "[0.1, 0.6]", "a") + always("0.2", "[0.19, 0.21]", "b")),
                     "weights: {access: open}\n");
  const Measure& m = one.over("existing");
  CHECK(near(m.value, 44, 44));
  REQUIRE(m.fragile.size() == 1);
  CHECK(one.toy.program->numbers[m.fragile.front().number].name == "threats.spam.mail.write.a");
  CHECK(m.fragile.front().from == BandRange{Band::high, Band::high});
  CHECK(m.fragile.front().to == BandRange{Band::severe, Band::severe});
  CHECK(std::abs(m.fragile.front().move - 24) < 1e-9);
  CHECK(near(m.judgement, 27.1, 68.4));  // all ranges at their ends together
}

TEST_CASE("fragile: a share moves its siblings, a whole path has none") {
  const Assessed one(
      threats(threat("spam", path("mail", stage("x", 50, always("1", "[1, 1]"), "", "[40, 60]") +
                                              stage("y", 50, "", "", "[40, 60]")))),
      "weights: {access: open}\n");
  const Measure& m = one.over("existing");
  CHECK(near(m.value, 50, 50));
  REQUIRE(m.fragile.size() == 2);  // either share, told from the other by its name
  CHECK(one.toy.program->numbers[m.fragile.front().number].name == "threats.spam.mail.x.share");
  CHECK(m.fragile.front().to == BandRange{Band::high, Band::high});
  CHECK(std::abs(m.fragile.front().move - 10) < 1e-9);
  CHECK(near(m.judgement, 40, 60));
  const Assessed steady(one_stage(always("0.3", "[0.26, 0.4]")), "weights: {access: open}\n");
  CHECK(steady.over("existing").fragile.empty());
  CHECK(near(steady.over("existing").judgement, 26, 40));
}

TEST_CASE("judgements at their ends move the paths that decide nothing too") {
  const Assessed one(
      threats(threat("spam", path("a", stage("x", 100, always("0.5", "[0.1, 0.6]", "r"))) +
                                 path("b", stage("x", 100, always("0.4", "[0.05, 0.7]", "s"))))),
      "weights: {access: open}\n");
  const Measure& m = one.over("existing");
  CHECK(near(m.value, 50, 50));
  CHECK(near(m.judgement, 10, 70));  // not 40, where the second path stays
}

TEST_CASE("another card as baseline keeps its own unknowns") {
  Toy toy(spam);
  REQUIRE(toy.program);
  Request request;
  request.over.push_back({"other", toy.bind("weights: {access: open}\ncapabilities: {text: fluent}\n"
                                            "outputs: [text]\n")});
  const Answers answers = toy.bind(
      "weights: {access: open, irrevocable: true}\ncapabilities: {text: fluent}\n"
      "outputs: [image]\ndata: {filtered: true}\n");
  const Assessment result = assess(*toy.program, answers, request);
  const Measure* other = result.find("threats.spam.other");
  REQUIRE(other);
  CHECK(near(other->value, 5, 15));  // 35 less 20 or 30
}

TEST_CASE("without being asked nothing is looked for") {
  Toy toy(spam);
  REQUIRE(toy.program);
  Request request;
  request.missing = request.fragile = false;
  const Assessment result = assess(*toy.program, toy.bind(open_and_fluent), request);
  CHECK(result.find("threats.spam.existing")->missing.empty());
  CHECK(result.find("threats.spam.existing")->fragile.empty());
}
