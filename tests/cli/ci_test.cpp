// openrisk assess where nobody watches: outputs for CI, and complaints about other tools that it must not
// earn.
#include <nlohmann/json.hpp>

#include "running.hpp"
#include "support/catch.hpp"

using namespace openrisk::cli;
using json = nlohmann::json;

namespace {

// Fails for the small card, of which one gate is waived and one is open.
const std::string small_policy =
    "openrisk: policy/1\n"
    "id: house\n"
    "rubric: base\n"
    "gates:\n"
    "  - {id: spam, measure: threats.spam.existing, level: low, message: keep it, why: mail}\n"
    "  - {id: closed, require: \"weights.access == hosted\", why: a test}\n"
    "  - {id: filtered, require: \"monitoring.incident_contact\", unknown: warn, why: a test}\n"
    "  - {id: named, require: \"known(weights.license)\", why: a test}\n"
    "waivers:\n"
    "  - {gate: closed, release: \"Small *\", until: 2027-01-01, reason: a test, by: A. Person}\n";

const std::string broken_card = "openrisk: card/1\noutpust: [text]\n";

struct Case {
  Folder folder;
  std::string card = folder.write("release.yaml", small_card);
  std::string policy = folder.write("house.yaml", small_policy);
  Environment environment = surroundings();
  Case() { environment.folder = folder.path(); }

  Ran judged(std::vector<std::string> args) const {
    args.insert(args.begin(), {"--policy", policy});
    return assessed(args, "", environment);
  }
};

}  // namespace

TEST_CASE("spectral#2042, checkov#1483: several outputs in one run, each as if it were alone") {
  const Case it;
  const std::string summary = it.folder / "summary", gitlab = it.folder / "quality.json";
  const Ran all =
      it.judged({it.card, "-f", "github", "-o", it.folder / "r.sarif", "-o", it.folder / "r.xml", "-o",
                 "github-summary=" + summary, "-o", "gitlab=" + gitlab, "-o", it.folder / "r.json"});
  CHECK(all.status == 1);
  CHECK(all.out == it.judged({it.card, "-f", "github"}).out);
  CHECK(content_of(it.folder / "r.sarif") == it.judged({it.card, "-f", "sarif"}).out);
  CHECK(content_of(it.folder / "r.xml") == it.judged({it.card, "-f", "junit"}).out);
  CHECK(content_of(it.folder / "r.json") == it.judged({it.card, "-f", "json"}).out);
  CHECK(content_of(summary) == it.judged({it.card, "-f", "github-summary"}).out);
  CHECK(content_of(gitlab) == it.judged({it.card, "-f", "gitlab"}).out);
}

TEST_CASE("spectral#2912, checkov#992: standard output is pure, also where there is nothing to say") {
  const Case it;
  const std::string clean =
      it.folder.write("clean.yaml",
                      "openrisk: policy/1\nid: easy\nrubric: base\ngates:\n"
                      "  - {id: named, require: \"known(weights.license)\", why: a test}\n");
  for (const std::string& policy : {it.policy, clean}) {
    for (const char* format : {"sarif", "gitlab", "json"}) {
      const Ran result = assessed({it.card, "--policy", policy, "-f", format}, "", it.environment);
      CHECK(json::accept(result.out));
    }
    const Ran xml = assessed({it.card, "--policy", policy, "-f", "junit"}, "", it.environment);
    CHECK(xml.out.starts_with("<?xml "));
    CHECK(xml.out.ends_with("</testsuites>\n"));
    std::istringstream lines(assessed({it.card, "--policy", policy, "-f", "github"}, "", it.environment).out);
    for (std::string line; std::getline(lines, line);) CHECK(line.starts_with("::"));
  }
}

TEST_CASE("conftest#29, opa#981: the status says what happened, whatever the format") {
  const Case it;
  const std::string broken = it.folder.write("broken.yaml", broken_card);
  for (const char* format :
       {"text", "json", "jsonl", "markdown", "sarif", "junit", "github", "github-summary", "gitlab"}) {
    INFO(format);
    CHECK(assessed({it.card, "-f", format}).status == 0);
    CHECK(it.judged({it.card, "-f", format}).status == 1);
    CHECK(it.judged({broken, "-f", format}).status == 2);
    CHECK(it.judged({it.card, broken, "-f", format}).status == 2);
  }
}

TEST_CASE("spectral-action#660: a card that cannot be read shows in every format for CI") {
  const Case it;
  const std::string broken = it.folder.write("broken.yaml", broken_card), none = it.folder / "none.yaml";
  for (const char* format : {"sarif", "junit", "github", "github-summary", "gitlab"}) {
    INFO(format);
    for (const std::vector<std::string>& cards :
         std::vector<std::vector<std::string>>{{broken}, {it.card, broken}, {broken, it.card}}) {
      std::vector<std::string> args = cards;
      args.insert(args.end(), {"-f", format});
      CHECK(contains(it.judged(args).out, "unknown-fact"));
    }
    CHECK(contains(it.judged({none, "-f", format}).out, "unreadable-file"));
  }
  CHECK(it.judged({broken, "-f", "github"}).out.starts_with("::error file=broken.yaml,line=2,"));
  CHECK(it.judged({broken, "-f", "text"}).out == "");
}

TEST_CASE("conftest#177, #1194: each finding points at the card's line, relative to the folder") {
  const Case it;
  const Ran github = it.judged({it.card, "-f", "github"});
  CHECK(contains(github.out, "::error file=release.yaml,line=5,title=spam fails%3A Small 1::"));
  const json sarif = json::parse(it.judged({it.card, "-f", "sarif"}).out);
  for (const json& result : sarif["runs"][0]["results"]) {
    const json& place = result["locations"][0]["physicalLocation"];
    CHECK(place["artifactLocation"]["uri"] == "release.yaml");
    CHECK(place["region"]["startLine"].get<int>() >= 1);
  }
  const std::string lines = it.folder.write("cards.jsonl", small_json + "\n" + small_json + "\n");
  CHECK(contains(it.judged({lines, "-f", "github"}).out, "::error file=cards.jsonl,line=2,"));
}

TEST_CASE("OpenSCAP/scaptimony#28: a waiver shows before and after, and can be ignored") {
  const Case it;
  const auto level = [&](std::vector<std::string> more) {
    more.insert(more.begin(), {it.card, "-f", "sarif"});
    const json run = json::parse(it.judged(more).out)["runs"][0];
    for (const json& result : run["results"])
      if (result["ruleId"] == "gate/closed")
        return result["level"].get<std::string>() + (result.contains("suppressions") ? " suppressed" : "");
    return std::string();
  };
  CHECK(level({}) == "error suppressed");
  CHECK(level({"--ignore-waivers"}) == "error");
  Environment later = it.environment;
  later.today = *openrisk::parse_date("2027-01-02");
  const Ran expired = assessed({it.card, "--policy", it.policy, "-f", "github"}, "", later);
  CHECK(contains(expired.out, "title=closed fails"));
  CHECK(contains(expired.out, "waiver-expired"));
}

TEST_CASE("an earlier date revives a waiver, and standard error says that it has run out") {
  const Case it;
  const auto said = [&](const char* date, const char* today) {
    Environment environment = it.environment;
    environment.today = *openrisk::parse_date(today);
    return assessed({it.card, "--policy", it.policy, "--date", date, "-f", "json"}, "", environment);
  };
  const Ran revived = said("2026-12-01", "2027-01-02");
  CHECK(contains(revived.err, "waiver-expired"));
  CHECK(contains(revived.err, "it has run out since, on 2027-01-01"));
  CHECK(revived.out == said("2026-12-01", "2026-12-01").out);  // results know no clock
  CHECK_FALSE(contains(said("2026-12-01", "2027-01-01").err, "waiver-expired"));
  CHECK_FALSE(contains(said("2027-01-02", "2026-12-01").err, "run out since"));
}

TEST_CASE("a job summary is appended, every other output replaced") {
  const Case it;
  const std::string summary = it.folder.write("summary", "# Another step");
  const std::string text = it.judged({it.card, "-f", "github-summary"}).out;
  it.judged({it.card, "-o", "github-summary=" + summary});
  CHECK(content_of(summary) == "# Another step\n" + text);
  it.judged({it.card, "-o", "github-summary=" + summary});
  CHECK(content_of(summary) == "# Another step\n" + text + text);
  CHECK(text.starts_with("### "));
  it.judged({it.card, "-o", it.folder / "r.xml"});
  it.judged({it.card, "-o", it.folder / "r.xml"});
  CHECK(content_of(it.folder / "r.xml") == it.judged({it.card, "-f", "junit"}).out);
}

TEST_CASE("atlantis#1550, conftest#298: a run in which nothing was checked is not green") {
  const Case it;
  const std::string empty = it.folder.write("empty.yaml", "openrisk: policy/1\nrubric: base\ngates: []\n");
  const std::string typo = it.folder.write(
      "typo.yaml",
      "openrisk: policy/1\nrubric: base\ngates:\n  - {id: a, measure: threats.spma.existing, level: low}\n");
  std::filesystem::create_directory(it.folder / "nothing");
  CHECK(assessed({it.card, "--policy", empty}).status == 2);
  CHECK(assessed({it.card, "--policy", typo}).status == 2);
  CHECK(it.judged({it.folder / "nothing", "-f", "github"}).status == 2);
  CHECK(assessed({it.card, "--policy", it.folder / "none.yaml"}).status == 2);
  CHECK(it.judged({it.card, "--frobnicate"}).status == 2);  // spectral#1586
}
