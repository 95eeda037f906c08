// The commands for authors of rubrics, and those that write or show things.
#include <nlohmann/json.hpp>

#include "running.hpp"
#include "support/catch.hpp"

using namespace openrisk::cli;
using json = nlohmann::json;

namespace {

std::string replaced(std::string text, const std::string& from, const std::string& to) {
  const std::size_t at = text.find(from);
  REQUIRE(at != std::string::npos);
  return text.replace(at, from.size(), to);
}

}  // namespace

TEST_CASE("a new rubric of each kind passes check, test and coverage without a warning") {
  struct Row {
    std::string kind, has;
  };
  for (const Row& row : std::vector<Row>{{"threats", "1 threat, 1 check;"},
                                         {"ladder", " 0.1.0, 1 ladder;"},
                                         {"checks", " 0.1.0, 2 checks;"}}) {
    const Folder folder;
    const std::string file = folder / "mine.yaml";
    const Ran made = ran({"rubric", "new", "mine", "--kind", row.kind, "-o", file});
    CHECK(made.status == 0);
    CHECK(made.out == "");
    for (const std::vector<std::string>& args : std::vector<std::vector<std::string>>{
             {"rubric", "check", file, "--strict"}, {"rubric", "test", file, "--coverage", "--strict"}}) {
      const Ran result = ran(args);
      INFO(result.err);
      CHECK(result.status == 0);
      CHECK(result.err == "");
      CHECK(contains(result.out, file));
    }
    CHECK(contains(ran({"rubric", "check", file}).out, row.has));
    CHECK(content_of(file) == ran({"rubric", "new", "mine", "-k", row.kind}).out);
  }
  CHECK(ran({"rubric", "new", "mine"}).out == ran({"rubric", "new", "mine", "--kind", "threats"}).out);
  const Ran unknown = ran({"rubric", "new", "mine", "--kind", "laddr"});
  CHECK(unknown.status == 2);
  CHECK(unknown.out == "");
  CHECK(complaints(unknown.err) == std::vector<std::string>{"usage"});
  CHECK(complaints(ran({"rubric", "new", "No Id"}).err) == std::vector<std::string>{"bad-id"});
  CHECK(complaints(ran({"rubric", "new", "science-2024"}).err) == std::vector<std::string>{"duplicate-id"});
}

TEST_CASE("what ships is sound, and its cases pass") {
  CHECK(contains(ran({"rubric", "list"}).out, "science-2024"));
  const Ran checked = ran({"rubric", "check", "science-2024", "--strict"});
  CHECK(checked.err == "");
  CHECK(checked.status == 0);
  const Ran tested = ran({"rubric", "test", "science-2024"});
  CHECK(tested.err == "");
  CHECK(tested.status == 0);
  const Ran shown = ran({"rubric", "show", "science-2024"});
  CHECK(shown.out == content_of(std::string(OPENRISK_ROOT) + "/rubrics/science-2024.yaml"));
}

TEST_CASE("a shipped rubric and its own file give the same report") {
  const Folder folder;
  const std::string card = folder.write("release.yaml", small_card);
  const std::string file = folder.write("science-2024.yaml", ran({"rubric", "show", "science-2024"}).out);
  const std::string shipped = ran({"assess", card, "-f", "json"}).out;
  CHECK(json::parse(shipped) == json::parse(ran({"assess", card, "-f", "json", "-r", file}).out));
}

TEST_CASE("a case that fails is status 1, with the place of the expectation") {
  const Folder folder;
  const std::string sound = ran({"rubric", "new", "mine"}).out;
  const std::string file = folder.write("mine.yaml", replaced(sound, "{low: 12, high: 12, band: moderate}",
                                                              "{low: \"> 12\", high: 13, band: low}"));
  const Ran result = ran({"rubric", "test", file});
  CHECK(result.status == 1);
  const std::vector<std::string> found = complaints(result.err);
  REQUIRE(found.size() == 3);
  for (const std::string& one : found) CHECK(one.starts_with("case-failed "));
  CHECK(contains(result.out, "3 of 4"));
  CHECK(contains(ran({"rubric", "test", file, "-v"}).out, "FAILED open weights that write well"));
}

TEST_CASE("cases stand in the rubric, beside it, or are named themselves") {
  const Folder folder;
  const std::string whole = ran({"rubric", "new", "mine"}).out;
  const std::size_t at = whole.find("cases:");
  const std::string file = folder.write("mine.yaml", whole.substr(0, at));
  CHECK(complaints(ran({"rubric", "test", file}).err)[0].starts_with("no-cases"));
  const std::string cases =
      folder.write("mine.cases.yaml", "openrisk: cases/1\nrubric: mine\n" + whole.substr(at));
  CHECK(contains(ran({"rubric", "test", file}).out, "4 of 4"));
  CHECK(contains(ran({"rubric", "test", cases}).out, "4 of 4"));
  folder.write("mine.cases.yaml", "openrisk: cases/1\nrubric: other\n" + whole.substr(at));
  CHECK(ran({"rubric", "test", file}).status == 2);
  const std::string alone = folder.write("alone.cases.yaml",
                                         "openrisk: cases/1\nrubric: science-2024\ncases:\n"
                                         "  - {name: kept inside, card: {weights: {access: internal}},\n"
                                         "     expect: {threats.ncii_csam: {applies: no}}}\n");
  CHECK(contains(ran({"rubric", "test", alone}).out, "1 of 1"));
}

TEST_CASE("coverage warns of truths that no case saw; --strict makes that count") {
  const Folder folder;
  const std::string whole = ran({"rubric", "new", "mine"}).out;
  const std::string file = folder.write("mine.yaml", whole.substr(0, whole.find("  - name: pictures")));
  CHECK(ran({"rubric", "test", file}).err == "");
  const Ran result = ran({"rubric", "test", file, "--coverage"});
  CHECK(result.status == 0);
  const std::vector<std::string> found = complaints(result.err);
  CHECK(!found.empty());
  for (const std::string& one : found) CHECK(one.starts_with("case-coverage "));
  CHECK(ran({"rubric", "test", file, "--coverage", "--strict"}).status == 1);
}

TEST_CASE("several rubrics are checked one after the other, and the worst counts") {
  const Folder folder;
  const std::string good = folder.write("good.yaml", ran({"rubric", "new", "good"}).out);
  const std::string bad =
      folder.write("bad.yaml", replaced(ran({"rubric", "new", "bad"}).out, "share: 80", "share: 79"));
  const Ran result = ran({"rubric", "check", bad, good});
  CHECK(result.status == 2);
  CHECK(complaints(result.err).size() == 1);
  CHECK(contains(result.out, good));
  CHECK(!contains(result.out, bad));
}

TEST_CASE("a new card is valid as it stands") {
  const Folder folder;
  const std::string file = folder / "release.yaml";
  const Ran made = ran({"new", "card", "--outputs", "text,image", "-o", file});
  CHECK(made.status == 0);
  CHECK(made.out == "");
  CHECK(content_of(file) == ran({"new", "card", "--outputs", "[text, image]"}).out);
  CHECK(content_of(file) == ran({"new", "card", "--outputs", "text", "--outputs", "image"}).out);
  const Ran assessed = ran({"assess", file});
  CHECK(assessed.err == "");
  CHECK(assessed.status == 0);
  const std::string all = ran({"new", "card", "--outputs", "text,image", "--all"}).out;
  CHECK(all.size() > content_of(file).size());
  CHECK(ran({"assess", "-"}, all).status == 0);
  CHECK(complaints(ran({"new", "card", "--outputs", "txt"}).err) ==
        std::vector<std::string>{"unknown-value"});
}

TEST_CASE("schemas are JSON that says what it is the schema of") {
  for (const char* kind : {"card", "rubric", "cases", "vocabulary", "report"}) {
    const Ran result = ran({"schema", kind});
    CHECK(result.status == 0);
    const json schema = json::parse(result.out);
    CHECK(contains(schema["$schema"].get<std::string>(), "2020-12"));
    CHECK(contains(schema["$id"].get<std::string>(), kind));
  }
}
