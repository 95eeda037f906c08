// openrisk explain: every name that other outputs print has a page.
#include <nlohmann/json.hpp>

#include "openrisk/base.hpp"
#include "openrisk/license.hpp"
#include "openrisk/policy.hpp"
#include "openrisk/vocabulary.hpp"
#include "report/pages.hpp"
#include "rubric/find.hpp"
#include "running.hpp"
#include "support/catch.hpp"

using namespace openrisk::cli;
using json = nlohmann::json;

namespace {

const openrisk::Program& shipped() {
  static const openrisk::Program program = [] {
    openrisk::Sources sources;
    openrisk::Diagnostics diagnostics;
    openrisk::ShippedRubrics finder(sources);
    std::optional<openrisk::Rubric> rubric =
        openrisk::read_rubric(*finder.find("science-2024", {}), finder, diagnostics);
    return openrisk::compile(openrisk::builtin_vocabulary(), openrisk::builtin_licenses(),
                             std::make_shared<const openrisk::Rubric>(std::move(rubric).value()), sources,
                             diagnostics)
        .value();
  }();
  return program;
}

// The page without the way through the command line, which reads the rubric each time.
std::string page(const std::string& what) {
  openrisk::Diagnostics diagnostics;
  const std::optional<std::string> text = openrisk::explain(shipped(), what, {}, diagnostics);
  INFO(what);
  CHECK(text);
  CHECK(diagnostics.all().empty());
  return text.value_or("");
}

// Without line breaks and columns.
std::string flat(const std::string& text) {
  std::istringstream stream(text);
  std::string out;
  for (std::string word; stream >> word;) out += word + " ";
  return out;
}

std::string first_line(const std::string& text) { return text.substr(0, text.find('\n')); }

}  // namespace

TEST_CASE("the command prints the page") {
  const Ran result = ran({"explain", "ncii_csam"});
  CHECK(result.status == 0);
  CHECK(result.err == "");
  CHECK(result.out == page("ncii_csam"));
}

TEST_CASE("every fact, code and listed word has a page") {
  for (const openrisk::Fact& fact : openrisk::builtin_vocabulary().facts()) {
    const std::string text = page(fact.path);
    CHECK(first_line(text) == fact.path);
    for (const openrisk::FactValue& value : fact.values) CHECK(contains(text, value.id));
  }
  for (const openrisk::CodePage& code : openrisk::code_pages())
    CHECK(first_line(page(std::string(code.name))) == code.name);
  for (const char* list :
       {"facts", "codes", "bands", "glossary", "threats", "burdens", "benefits", "ladders", "checks",
        "sources", "worlds", "options", "licenses", "weights", "data.pretraining"})
    CHECK(count(page(list), "\n") > 2);
}

TEST_CASE("every name of a report has a page") {
  const Ran result =
      ran({"assess", "-", "-f", "json"}, "openrisk: card/1\nrelease: {name: X}\noutputs: [text, image]\n");
  const json report = json::parse(result.out);
  for (const json& source : report["sources"]) page(source["id"]);
  for (const json& regime : report["burdens"][0]["regimes"]) page(regime["id"]);
  for (const char* part : {"threats", "burdens", "benefits"}) {
    for (const json& subject : report[part]) {
      const std::string name = std::string(part) + "." + subject["id"].get<std::string>();
      CHECK(page(name) == page(subject["id"]));
      for (const auto& [baseline, measure] : subject["marginal"].items()) {
        CHECK(page(name + "." + baseline) == page(name));
        for (const json& fragile : measure["fragile"]) page(fragile["judgement"]);
      }
    }
  }
  const json& threat = report["threats"][0];
  for (const json& path : threat["paths"]) {
    const std::string name =
        "threats." + threat["id"].get<std::string>() + "." + path["id"].get<std::string>();
    page(name);
    for (const json& stage : path["stages"]) {
      page(name + "." + stage["id"].get<std::string>());
      for (const json& rule : stage["rules"])
        CHECK(
            contains(page(name + "." + stage["id"].get<std::string>() + "." + rule["id"].get<std::string>()),
                     "effect"));
    }
  }
}

TEST_CASE("a rule, a fact and a source lead to each other") {
  const std::string rule = page("threats.disinformation.campaign-text.generate.draft-text");
  CHECK(contains(rule, "capabilities.text"));
  CHECK(contains(rule, "musser2023"));
  CHECK(contains(page("capabilities.text"), "threats.disinformation.campaign-text.generate.draft-text"));
  CHECK(contains(page("musser2023"), "threats.disinformation.campaign-text.generate.draft-text"));
  CHECK(contains(page("safeguards.moderation"), "worlds.closed"));
}

TEST_CASE("the end of a name will do; where it means several things they are listed") {
  CHECK(page("csam_scan") == page("data.csam_scan"));
  CHECK(page("draft-text") == page("threats.disinformation.campaign-text.generate.draft-text"));
  const std::string access = page("access");
  CHECK(contains(access, "weights.access"));
  CHECK(contains(access, "code.training.access"));
  CHECK(contains(page("closed"), "API"));
}

TEST_CASE("licences under any spelling, and expressions") {
  CHECK(contains(page("Apache 2.0"), "Apache-2.0"));
  const std::string spelled = page("apache-2.0"), named = page("Apache 2.0");
  CHECK(spelled.substr(spelled.find("also written")) == named.substr(named.find("also written")));
  CHECK(contains(page("MIT OR GPL-3.0-only"), "MIT"));
  CHECK(page("weights.license.osi") == page("weights.license"));
  CHECK(contains(page("weights.license"), "weights.license.noncommercial"));
  CHECK(contains(page("noncommercial"), "CC-BY-NC-4.0"));
}

TEST_CASE("a licence's page says by what it was known, and words that name none have a page too") {
  struct Row {
    const char *written, *has;
  };
  const Row rows[] = {{"openrail", "alias 'openrail'"},
                      {"mit license", "spelling of the id"},
                      {"other", "unresolved"},
                      {"Purposely left ambiguous", "unresolved"}};
  for (const Row& row : rows) {
    INFO(row.written);
    const Ran page = ran({"explain", row.written});
    CHECK(page.status == 0);
    CHECK(contains(page.out, row.has));
  }
  CHECK(!contains(ran({"explain", "MIT"}).out, "known by"));
}

TEST_CASE("what has no page is an error with the nearest name") {
  CHECK(contains(ran({"explain", "sources"}).out, "bommasani2024"));  // not the fact `data.sources`
  const Ran result = ran({"explain", "weights.acces"});
  CHECK(result.status == 2);
  CHECK(result.out == "");
  CHECK(complaints(result.err) == std::vector<std::string>{"unknown-topic"});
  CHECK(contains(result.err, "'weights.access'"));
  for (const char* what : {"", " ", "no such thing at all", ".", "\x1b[31m", "threats.", "x.share"}) {
    openrisk::Diagnostics diagnostics;
    CHECK(!openrisk::explain(shipped(), what, {}, diagnostics));
    REQUIRE(diagnostics.all().size() == 1);
    CHECK(diagnostics.all()[0].code == openrisk::Code::unknown_topic);
  }
}

TEST_CASE("pages keep to the width, and come as Markdown") {
  for (const char* what : {"ncii_csam", "weights.access", "facts", "musser2023", "downstream_liability"}) {
    std::istringstream lines(page(what));
    for (std::string line; std::getline(lines, line);) {
      INFO(line);
      CHECK((line.size() <= 90 || line.find(' ', line.find_first_not_of(' ')) == std::string::npos));
    }
    const Ran markdown = ran({"explain", what, "-f", "markdown"});
    CHECK(markdown.status == 0);
    CHECK(markdown.out.starts_with("# "));
    CHECK(contains(markdown.out, "\n- "));
  }
  Environment terminal = surroundings();
  terminal.out_terminal = true;
  CHECK(contains(ran({"explain", "weights.access"}, "", terminal).out, "\x1b[1m"));
}

TEST_CASE("a rubric has a page, whatever other rubric is at hand") {
  for (const std::string& id : openrisk::builtin_rubrics()) {
    INFO(id);
    const Ran result = ran({"explain", id});
    CHECK(result.status == 0);
    CHECK(result.err == "");
    const openrisk::Rubric rubric = openrisk::builtin_rubric(id).value();
    for (const char* row : {"  author", "  as of", "  review by", "  cases"})
      CHECK(contains(result.out, row));
    CHECK(contains(result.out, "rubric " + id + ", version " + rubric.version));
    for (const openrisk::Citation& source : rubric.sources) CHECK(contains(result.out, source.id.text));
    for (const openrisk::Ladder& ladder : rubric.ladders) {
      CHECK(contains(result.out, "ladders." + ladder.id.text));
      for (const openrisk::Rung& rung : ladder.rungs) CHECK(contains(result.out, rung.id.text));
    }
    for (const openrisk::Check& check : rubric.checks)
      CHECK(contains(result.out, "checks." + check.group.text));
    CHECK(ran({"explain", id, "-r", "ouc"}).out == result.out);
  }
  const Folder folder;
  const std::string file = folder.write("mine.yaml", ran({"rubric", "new", "mine", "-k", "ladder"}).out);
  const Ran own = ran({"explain", "mine", "-r", file});
  CHECK(contains(flat(own.out), " cases 4 "));
  CHECK(contains(flat(own.out), "-r " + file));
}

TEST_CASE("ladders, rungs, checks and groups have pages with their conditions, reasons and sources") {
  const auto of = [](const std::string& rubric, const std::string& what) {
    const Ran result = ran({"explain", what, "-r", rubric});
    INFO(what);
    CHECK(result.status == 0);
    return result.out;
  };
  const std::string ladder = of("osaid-1.0", "osaid");
  CHECK(ladder == of("osaid-1.0", "ladders.osaid"));
  for (const char* part : {"open_source_ai", "parameters_free", "osaid1: Open Source Initiative", "rungs"})
    CHECK(contains(ladder, part));
  // Names of conditions are spelled out, those within them too.
  CHECK(contains(flat(ladder), "parameters_free: weights.license.osi or weights.license.open_data"));
  CHECK(contains(flat(of("osaid-1.0", "study")), "training_code: code.training.access >= open"));
  CHECK(!contains(ladder, "all_code"));
  const std::string rung = of("mof-1.0", "ladders.mof.class_2");
  CHECK(contains(rung, "class_3"));
  const std::string several = of("mof-1.0", "class_2");
  for (const char* name : {"ladders.mof.class_2", "checks.class_2"}) CHECK(contains(several, name));
  CHECK(contains(flat(of("osaid-1.0", "freedoms")), "Share-alike is no obstacle"));
  const std::string check = of("osaid-1.0", "terms-fit-claim");
  for (const char* part :
       {"parameters_free", "release.open_source_license_claim", "osi_llama", "drop the word"})
    CHECK(contains(check, part));
}

TEST_CASE("a ladder goes before a rung of its name, and a need may have a reason of its own") {
  const Folder folder;
  std::string text = ran({"rubric", "new", "mine", "-k", "ladder"}).out;
  const auto replace = [&](const std::string& from, const std::string& to) {
    for (std::size_t at = text.find(from); at != std::string::npos; at = text.find(from, at + to.size()))
      text.replace(at, from.size(), to);
  };
  replace("available", "classes");
  replace("when: \"weights.license.osi\", source: example",
          "when: \"weights.license.osi\", why: Terms matter.");
  const std::string file = folder.write("mine.yaml", text);
  CHECK(contains(ran({"explain", "classes", "-r", file}).out, "ladder classes of mine"));
  const std::string rung = ran({"explain", "classes.classes", "-r", file}).out;
  CHECK(contains(rung, "rung classes.classes of mine"));
  CHECK(contains(ran({"explain", "reusable", "-r", file}).out, "why: Terms matter."));
  CHECK(ran({"rubric", "check", file, "--strict"}).err == "");
}

TEST_CASE("policies and grades of evidence have pages") {
  for (const std::string& id : openrisk::builtin_policies()) {
    const Ran result = ran({"explain", id});
    INFO(id);
    CHECK(result.status == 0);
    CHECK(contains(result.out, "policy " + id));
    CHECK(contains(result.out, "Gates"));
  }
  CHECK(contains(ran({"explain", "starter"}).out, "access-said"));
  CHECK(contains(page("grades"), "observed at scale"));
  CHECK(page("G3") == page("grades"));
}

TEST_CASE("a name that another rubric has is found there") {
  const Ran result = ran({"explain", "osaid"});
  CHECK(result.status == 2);
  CHECK(contains(result.err, "-r osaid-1.0"));
}

TEST_CASE("a page of another rubric") {
  const Folder folder;
  const std::string file = folder.write("mine.yaml", ran({"rubric", "new", "mine"}).out);
  const Ran result = ran({"explain", "spam", "-r", file});
  CHECK(result.status == 0);
  CHECK(contains(result.out, "Bulk fraud"));
  CHECK(ran({"explain", "spam"}).status == 2);
}
