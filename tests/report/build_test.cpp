// Whole reports, from the text of a card to JSON.
#include <algorithm>
#include <cmath>
#include <fstream>
#include <iterator>
#include <nlohmann/json.hpp>
#include <set>

#include "node/node.hpp"
#include "openrisk/render.hpp"
#include "report/shape.hpp"
#include "support/catch.hpp"
#include "support/complaints.hpp"

namespace openrisk {
namespace {

using json = nlohmann::ordered_json;

class NoFinder : public RubricFinder {
 public:
  const Source* find(std::string_view, const Source&) override { return nullptr; }
};

// A program from a rubric's text, with everything that it points into.
struct Bench {
  Sources sources;
  Diagnostics diagnostics;
  std::optional<Program> program;

  explicit Bench(std::string text) {
    NoFinder finder;
    const Source& source = sources.add("rubric.yaml", std::move(text));
    auto rubric = read_rubric(source, finder, diagnostics);
    if (!rubric) return;
    program = compile(builtin_vocabulary(), builtin_licenses(), std::make_shared<Rubric>(std::move(*rubric)),
                      sources, diagnostics);
  }

  Report report(const std::string& text, const std::vector<std::string>& set = {}) {
    Diagnostics found;
    const Source& source = sources.add("release.yaml", text);
    auto card = read_card(source, builtin_vocabulary(), found);
    REQUIRE(card);
    for (const auto& assignment : set) REQUIRE(set_fact(*card, assignment, builtin_vocabulary(), found));
    const auto answers = bind(*program, *card, found);
    INFO(Catch::StringMaker<std::vector<std::string>>::convert(complaints(found)));
    REQUIRE(answers);
    Request request;
    request.date = *parse_date("2026-11-21");
    ReportContext context;
    context.version = "0.0.0";
    context.sources = &sources;
    context.diagnostics = found.all();
    return build_report(*program, *card, *answers, assess(*program, *answers, request), context);
  }
};

Bench& small() {
  static Bench bench([] {
    std::ifstream file(std::string(OPENRISK_ROOT) + "/tests/support/small.yaml");
    return std::string(std::istreambuf_iterator<char>(file), {});
  }());
  REQUIRE(bench.program);
  return bench;
}

Bench& shipped() {
  static Bench bench{std::string(builtin_rubric_text("science-2024"))};
  REQUIRE(bench.program);
  return bench;
}

const std::string image_card =
    "openrisk: card/1\n"                                      // 1
    "release: {name: Imager, version: \"2\"}\n"               // 2
    "outputs: [image]\n"                                      // 3
    "weights:\n"                                              // 4
    "  access: {value: open, source: https://example.org}\n"  // 5
    "  license: Apache 2.0\n"                                 // 6
    "capabilities:\n"                                         // 7
    "  photorealism: high\n"                                  // 8
    "  likeness: adaptable\n"                                 // 9
    "  biology: none\n";                                      // 10

const std::string empty_card = "openrisk: card/1\nrelease: {name: Nobody knows}\n";

const Report::FactEntry* fact_of(const Report& report, std::string_view path) {
  for (const auto& fact : report.facts) {
    if (fact.path == path) return &fact;
  }
  return nullptr;
}

const Report::Subject& subject_of(const std::vector<Report::Subject>& list, std::string_view id) {
  const auto found =
      std::find_if(list.begin(), list.end(), [&](const auto& subject) { return subject.id == id; });
  REQUIRE(found != list.end());
  return *found;
}

TEST_CASE("facts: what the rubric reads and the card mentions, with line and support") {
  const Report report = small().report(image_card, {"data.nsfw_filtered=false"});
  struct Row {
    std::string path;
    Standing standing;
    std::uint32_t line;
    bool sourced;
    std::string text;
  };
  const Row rows[] = {{"weights.access", Standing::stated, 5, true, "open"},
                      {"capabilities.likeness", Standing::stated, 9, false, "adaptable"},
                      {"data.nsfw_filtered", Standing::stated, 0, true, "false"},
                      {"safeguards.concept_removal", Standing::unknown, 0, false, ""},
                      {"outputs", Standing::stated, 3, false, "[image]"}};
  for (const auto& row : rows) {
    INFO(row.path);
    const auto* fact = fact_of(report, row.path);
    REQUIRE(fact);
    CHECK(fact->standing == row.standing);
    CHECK(fact->line == row.line);
    CHECK(fact->sourced == row.sourced);
    CHECK(fact->text == row.text);
  }
  CHECK(fact_of(report, "weights.license")->resolved == "Apache-2.0");
  CHECK(fact_of(report, "release.name"));               // mentioned, though no rule reads it
  CHECK(!fact_of(report, "code.architecture.access"));  // neither
  CHECK(report.assumed == std::vector<std::string>{"data.nsfw_filtered"});
  CHECK(fact_of(report, "data.nsfw_filtered")->assumed);
}

TEST_CASE("a threat that applies, one that does not, and their reasons") {
  const Report report = small().report(image_card);
  const auto& imagery = subject_of(report.threats, "imagery");
  CHECK(imagery.applies == Tri::yes);
  CHECK(imagery.path == "desktop");
  CHECK(!imagery.bottleneck.empty());
  CHECK(imagery.best_evidence.grade == "G5");
  CHECK(imagery.best_evidence.signs == std::vector<std::string>{"+"});
  CHECK(imagery.reason.find("weights.access = open (line 5)") != std::string::npos);
  const auto& pathogens = subject_of(report.threats, "pathogens");
  CHECK(pathogens.applies == Tri::no);
  CHECK(pathogens.path.empty());
  CHECK(pathogens.reason.find("outputs = [image] (line 3)") != std::string::npos);
  CHECK(report.summary.threats == 2);
  CHECK(report.summary.apply == 1);
  REQUIRE(report.baselines.size() == 3);
  CHECK(report.baselines[0].id == "existing");
  CHECK(!report.baselines[0].release);
}

TEST_CASE("stages and rules come in the rubric's order, numbers in percent") {
  const Report report = small().report(image_card);
  const auto& path = subject_of(report.threats, "imagery").paths.at(0);
  std::vector<std::string> ids;
  for (const auto& stage : path.stages) ids.push_back(stage.id);
  CHECK(ids == std::vector<std::string>{"adapt", "make", "spread"});
  const auto& rule = path.stages[1].rules.at(0);
  CHECK(rule.id == "photorealistic");
  CHECK(rule.truth == Tri::yes);
  CHECK(rule.by == Interval(90, 90));
  CHECK(rule.range == Interval(80, 95));
  CHECK(rule.ends == rule.range);
  const auto& graded = path.stages[0].rules.at(0);  // 0.5, and a factor of 0.7 to 1.1
  CHECK(graded.by == Interval(50, 50));
  CHECK(graded.ends == Interval(35, 55));
  CHECK(rule.sources == std::vector<std::string>{"trial"});
  CHECK(path.stages[1].range == Interval(30, 60));
  const auto& burden = subject_of(report.burdens, "data_liability");
  for (const auto& measure : burden.marginal) {
    for (const auto& fragile : measure.fragile) {
      CHECK(fragile.range.low() <= fragile.value);
      CHECK(fragile.value <= fragile.range.high());
    }
  }
}

TEST_CASE("the argument of a card is marked by what it gives") {
  const Report report =
      small().report(image_card +
                     "argument:\n  imagery:\n    evidence: {value: a study, source: https://example.org}\n"
                     "    existing_risk: as before\n");
  std::vector<std::string> marks;
  for (const auto& [step, given] : subject_of(report.threats, "imagery").argument) {
    marks.push_back(step + " " + std::string(name_of(given)));
  }
  CHECK(marks == std::vector<std::string>{"identification absent", "existing_risk partial",
                                          "existing_defences absent", "evidence full", "defence absent",
                                          "uncertainty absent"});
}

TEST_CASE("answers: threats first, most settling first, each once") {
  const Report report = small().report(empty_card);
  REQUIRE(!report.answers.empty());
  std::set<std::string> seen;
  bool threats_over = false;
  double last = 1e9;
  for (const auto& answer : report.answers) {
    CHECK(seen.insert(answer.missing.fact + (answer.missing.source ? "!" : "")).second);
    const bool threat = answer.measure.starts_with("threats.");
    CHECK(!(threat && threats_over));
    if (!threat && !threats_over) threats_over = true, last = 1e9;
    if (threat) CHECK(answer.missing.points <= last);
    CHECK(answer.missing.points <= answer.missing.settles);
    last = answer.missing.points;
  }
}

TEST_CASE("the sources of a report are those it cites") {
  const Report report = small().report(image_card);
  std::vector<std::string> ids;
  for (const auto& source : report.sources) ids.push_back(source.id.text);
  CHECK(ids == std::vector<std::string>{"survey", "trial", "statute"});
}

// Every number has at most two decimals, lies in 0 to 100 where it is an end, and low <= high.
void check_numbers(const json& value, const std::string& where) {
  if (value.is_object() && value.contains("low") && value.contains("high")) {
    INFO(where);
    REQUIRE(value["low"].is_number());
    REQUIRE(value["high"].is_number());
    CHECK(0 <= value["low"].get<double>());
    CHECK(value["high"].get<double>() <= 100);
    CHECK(value["low"].get<double>() <= value["high"].get<double>());
  }
  if (value.is_number_float()) {
    INFO(where);
    CHECK(std::abs(std::round(value.get<double>() * 100) / 100 - value.get<double>()) < 1e-9);
  }
  if (!value.is_structured()) return;
  for (const auto& [key, inner] : value.items()) {
    if (where.ends_with(".facts")) continue;
    check_numbers(inner, where + "." + key);
  }
}

std::vector<std::string> words_of(const std::string& text) {
  std::vector<std::string> words(1);
  for (const char c : text) {
    const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    if (letter) {
      words.back() += c;
    } else if (!words.back().empty()) {
      words.emplace_back();
    }
  }
  return words;
}

void check_report(const Report& report) {
  const std::string text = render({report}, Format::json);
  Diagnostics diagnostics;
  Sources sources;
  const auto node = parse_json(sources.add("report.json", text), diagnostics);
  REQUIRE(node);
  CHECK(conform(*node, one_report_shape(), diagnostics));
  CHECK(complaints(diagnostics).empty());
  const json parsed = json::parse(text);
  check_numbers(parsed, "");
  std::set<std::string> facts, cited;
  for (const auto& fact : report.facts) facts.insert(fact.path);
  for (const auto& source : report.sources) cited.insert(source.id.text);
  for (const auto* list : {&report.threats, &report.burdens, &report.benefits}) {
    for (const auto& subject : *list) {
      for (const auto& path : subject.paths) {
        for (const auto& stage : path.stages) {
          INFO(subject.id << "." << path.id << "." << stage.id);
          CHECK(stage.contribution.high() <= stage.share + 0.01);
          for (const auto& source : stage.sources) CHECK(cited.contains(source));
          for (const auto& rule : stage.rules) {
            for (const auto& reason : rule.because) CHECK(facts.contains(reason.fact));
            for (const auto& fact : rule.missing) CHECK(facts.contains(fact));
            CHECK((rule.truth == Tri::unknown) == !rule.missing.empty());
          }
        }
      }
    }
  }
  CHECK(render({report}, Format::github_summary).size() < 65536);  // what GitHub takes as one comment
  for (const Format format : {Format::text, Format::markdown}) {
    const std::string people = render({report}, format);
    for (const std::string& word : words_of(people)) CHECK((word != "nan" && word != "inf"));
    CHECK(people.ends_with("\n"));
  }
}

TEST_CASE("real reports fit their shape, cite what they list and keep their numbers in bounds") {
  const std::string text_card =
      "openrisk: card/1\nrelease: {name: Talker}\noutputs: [text, code]\nweights: {access: open, license: "
      "llama3.1}\n"
      "capabilities: {text: fluent, biology: textbook}\nsafeguards: {refusal_training: true}\n";
  const std::string hosted_card =
      "openrisk: card/1\nrelease: {name: Service}\noutputs: [text]\nweights: {access: hosted}\n";
  for (Bench* bench : {&small(), &shipped()}) {
    for (const auto& card : {empty_card, image_card, text_card, hosted_card})
      check_report(bench->report(card));
  }
}

TEST_CASE("the same input gives the same bytes") {
  for (const Format format : {Format::json, Format::text, Format::markdown}) {
    CHECK(render({small().report(image_card)}, format) == render({small().report(image_card)}, format));
  }
}

}  // namespace
}  // namespace openrisk
