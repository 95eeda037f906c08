// Every diagnostic code has an input that brings it about: tests/bad/CODE.yaml, which begins with the
// complaints that it must give (`# expect: CODE LINE:COLUMN`) and, where it is no card, the command (`#
// command: …`).
#include <algorithm>
#include <set>

#include "openrisk/base.hpp"
#include "running.hpp"
#include "support/catch.hpp"

using namespace openrisk::cli;
namespace fs = std::filesystem;

namespace {

const std::string bad_folder = std::string(OPENRISK_ROOT) + "/tests/bad";

// What no file below tests/bad can bring about; each is tested by name in this folder.
const std::set<std::string> elsewhere{
    "unreadable-file", "file-too-large", "too-many-nodes",    "nothing-to-assess",  "unwritable",
    "usage",           "unknown-topic",  "damaged-file",      "unfinished-run",     "waiver-elsewhere",
    "symbolic-link",   "file-changed",   "duplicate-subject", "attestation-differs"};

struct Fixture {
  std::string file, code;
  std::vector<std::string> expected, command;
};

std::vector<std::string> words(const std::string& text) {
  std::istringstream stream(text);
  std::vector<std::string> found;
  for (std::string word; stream >> word;) found.push_back(word);
  return found;
}

Fixture read_fixture(const fs::path& path) {
  Fixture fixture{path.string(), path.stem().string(), {}, {"assess", "{}"}};
  std::istringstream lines(content_of(path.string()));
  for (std::string line; std::getline(lines, line) && line.starts_with("#");) {
    if (line.starts_with("# expect: ")) fixture.expected.push_back(line.substr(10));
    if (line.starts_with("# command: ")) fixture.command = words(line.substr(11));
  }
  if (std::find(fixture.command.begin(), fixture.command.end(), "{}") == fixture.command.end())
    fixture.command.push_back("{}");
  for (std::string& word : fixture.command) {
    if (word == "{}") word = fixture.file;
    if (word.starts_with("base/")) word = bad_folder + "/" + word;
  }
  return fixture;
}

std::vector<Fixture> fixtures() {
  std::vector<Fixture> all;
  for (const fs::directory_entry& entry : fs::directory_iterator(bad_folder))
    if (entry.is_regular_file()) all.push_back(read_fixture(entry.path()));
  return all;
}

}  // namespace

TEST_CASE("each fixture gives the complaints that it names, at their places") {
  for (const Fixture& fixture : fixtures()) {
    const Ran result = ran(fixture.command);
    INFO(fixture.file);
    INFO(result.err);
    CHECK(complaints(result.err) == fixture.expected);
    bool error = false;
    for (const openrisk::CodePage& page : openrisk::code_pages())
      for (const std::string& expected : fixture.expected)
        error = error || (page.severity == openrisk::Severity::error && words(expected)[0] == page.name);
    const int wanted = !error ? 0 : fixture.code == "case-failed" ? 1 : 2;
    CHECK(result.status == wanted);
  }
}

TEST_CASE("each code of the catalogue has a fixture, and each fixture a code") {
  std::set<std::string> given, named, catalogue;
  for (const Fixture& fixture : fixtures()) {
    named.insert(fixture.code);
    for (const std::string& expected : fixture.expected) given.insert(words(expected)[0]);
    CHECK(given.contains(fixture.code));
  }
  for (const openrisk::CodePage& page : openrisk::code_pages()) {
    const std::string name(page.name);
    catalogue.insert(name);
    INFO(name);
    CHECK(named.contains(name) != elsewhere.contains(name));
  }
  for (const std::string& name : named) CHECK(catalogue.contains(name));
}

TEST_CASE("inputs that are no text of openrisk at all") {
  const Folder folder;
  struct Row {
    std::string name, text, code;
  };
  const std::string deep_json = [] {
    std::string text;
    for (int i = 0; i < 100'000; ++i) text += "{\"a\":";
    return text;
  }();
  std::string wide = "openrisk: card/1\noutputs: [";
  for (int i = 0; i < 100'001; ++i) wide += "a,";
  const std::vector<Row> rows{
      {"empty.yaml", "", "empty-file"},
      {"empty.json", "", "empty-file"},
      {"blank.json", " \n", "empty-file"},
      {"binary.yaml",
       std::string("\x7f"
                   "ELF\x02\x01\x01\0\0\xd0\xff",
                   11),
       "invalid-utf8"},
      {"binary.json", std::string("\x89PNG\r\n\x1a\n\0\0", 10), "invalid-utf8"},
      {"large.yaml", std::string((8u << 20) + 1, 'a'), "file-too-large"},
      {"brackets.yaml", std::string(100'000, '['), "too-deep"},
      {"brackets.json", std::string(100'000, '['), "too-deep"},
      {"deep.json", deep_json, "too-deep"},
      {"wide.yaml", wide + "a]\n", "too-many-nodes"},
      {"bomb.yaml", "a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]\n", "alias"},
      {"cut.json", R"({"openrisk": "card/1", "release": {"name": )", "syntax"},
      {"two.json", small_json + small_json, "syntax"},
      {"twice.json", R"({"openrisk": "card/1", "openrisk": "card/1"})", "duplicate-key"},
      {"nan.json", R"({"openrisk": "card/1", "release": {"name": "X"}, "evals": {"vct": NaN}})", "syntax"},
      {"list.json", "[1, 2]", "wrong-kind"},
      {"text.yaml", "just some text\n", "wrong-kind"},
      {"tab.yaml", "openrisk: card/1\nrelease:\n\tname: X\n", "syntax"},
      {"nul.yaml", std::string("openrisk: card/1\nrelease: {name: \"a\0b\"}\n", 41), "syntax"},
  };
  for (const Row& row : rows) {
    const std::string file = folder.write(row.name, row.text);
    for (const std::vector<std::string>& args :
         std::vector<std::vector<std::string>>{{"assess", file}, {"assess", "-"}}) {
      if (args[1] == "-" && row.name.ends_with(".json") && !row.text.starts_with("{")) continue;
      const Ran result = ran(args, row.text);
      INFO(row.name << " by " << args[1]);
      INFO(result.err.substr(0, 2000));
      CHECK(result.status == 2);
      CHECK(result.out == "");
      const std::vector<std::string> found = complaints(result.err);
      REQUIRE(!found.empty());
      // JSON that does not parse is read as YAML from standard input, and complained about as such.
      if (args[1] != "-" || !row.name.ends_with(".json")) CHECK(words(found[0])[0] == row.code);
      CHECK(found.size() < 60);
    }
  }
}

TEST_CASE("rubrics go through the same reader") {
  const Folder folder;
  for (const std::string text : {"", "[[[[", "openrisk: card/1\n", "openrisk: rubric/1\n"}) {
    const std::string file = folder.write("r.yaml", text);
    const std::string card = folder.write("c.yaml", small_card);
    CHECK(ran({"rubric", "check", file}).status == 2);
    CHECK(ran({"rubric", "test", file}).status == 2);
    CHECK(ran({"explain", "facts", "-r", file}).status == 2);
    const Ran result = ran({"assess", card, "-r", file});
    CHECK(result.status == 2);
    CHECK(result.out == "");
  }
  for (const char* command : {"check", "test", "show"})
    CHECK(complaints(ran({"rubric", command, "no-such-rubric"}).err) ==
          std::vector<std::string>{"unknown-rubric"});
}
