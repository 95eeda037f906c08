// `openrisk draft` as people run it.
#include "running.hpp"
#include "support/catch.hpp"

using namespace openrisk::cli;

namespace {

const std::string front = "---\nlicense: mit\npipeline_tag: text-to-image\n---\n# Mine\n";

}  // namespace

TEST_CASE("a draft is a card that assess takes as it is") {
  const Folder folder;
  folder.write("model/README.md", front);
  folder.write("model/model.ckpt", "x");
  folder.write("model/notes.txt", "x");
  const Ran draft = ran({"draft", folder / "model", "-o", folder / "release.yaml"});
  CHECK(draft.status == 0);
  CHECK(draft.out.empty());
  CHECK(complaints(draft.err).empty());
  CHECK(contains(draft.err, "core facts are filled"));
  CHECK(contains(draft.err, "  3. "));
  const std::string card = content_of(folder / "release.yaml");
  CHECK(contains(card, "model/README.md:2"));
  CHECK(contains(card, "[pickle]"));
  const Ran assessed = ran({"assess", folder / "release.yaml", "--strict"});
  INFO(assessed.err);
  CHECK(assessed.status == 0);
  const Ran json = ran({"draft", folder / "model", "-f", "json", "-q"});
  CHECK(json.err.empty());
  folder.write("card.json", json.out);
  CHECK(ran({"assess", folder / "card.json", "--strict"}).status == 0);
}

TEST_CASE("a name that no source gives is not filled") {
  CHECK(contains(ran({"draft", "-"}, "---\nlicense: mit\n---\n").err, "1 of "));
  CHECK(contains(ran({"draft", "-"}, "---\nlanguage: en\n---\n").err, "0 of "));
}

TEST_CASE("what is begun by a command and goes on by hand is replaced only by --force") {
  const std::vector<std::vector<std::string>> commands{{"draft", "-"},
                                                       {"new", "card", "--outputs", "text"},
                                                       {"rubric", "new", "mine"},
                                                       {"policy", "new", "mine"}};
  for (std::vector<std::string> args : commands) {
    const Folder folder;
    INFO(args.front());
    const std::string file = folder / "mine.yaml";
    args.insert(args.end(), {"-o", file});
    folder.write("mine.yaml", "by hand");
    const Ran refused = ran(args, front);
    CHECK(refused.status == 2);
    CHECK(refused.out == "");
    CHECK(complaints(refused.err) == std::vector<std::string>{"unwritable"});
    CHECK(content_of(file) == "by hand");
    args.emplace_back("--force");
    CHECK(ran(args, front).status == 0);
    CHECK(content_of(file) != "by hand");
  }
  const Folder folder;
  folder.write("empty.yaml", "");  // as mktemp makes one
  CHECK(ran({"rubric", "new", "mine", "-o", folder / "empty.yaml"}).status == 0);
}

TEST_CASE("standard input, --explain, and outputs") {
  const Ran draft = ran({"draft", "-"}, front);
  CHECK(draft.status == 0);
  CHECK(contains(draft.out, "-:2"));
  const Ran explained = ran({"draft", "-", "--explain"}, front);
  CHECK(contains(explained.out, "weights.license"));
  CHECK_FALSE(contains(explained.out, "openrisk: card/1"));
  const Folder folder;
  folder.write("README.md", front);
  CHECK(ran({"draft", folder / "README.md", "-o", folder / "README.md"}).status == 2);
  CHECK(content_of(folder / "README.md") == front);
  CHECK(complaints(ran({"draft", folder / "README.md", "-f", "toml"}).err) ==
        std::vector<std::string>{"usage"});
  CHECK(complaints(ran({"draft"}).err) == std::vector<std::string>{"usage"});
}

TEST_CASE("sources that cannot be read leave no half draft") {
  const Folder folder;
  folder.write("good.md", front);
  folder.write("bad.md", "---\nlicense: [mit\n---\n");
  folder.write("empty/notes.txt", "x");
  folder.write("short.gguf", "GGUF");
  struct Row {
    std::vector<std::string> names;
    std::vector<std::string> complaints;
  };
  for (const Row& row : std::vector<Row>{{{"good.md", "bad.md"}, {"syntax 2:10"}},
                                         {{"empty"}, {"unrecognised-source"}},
                                         {{"short.gguf"}, {"damaged-file"}},
                                         {{"missing"}, {"unreadable-file"}}}) {
    std::vector<std::string> args{"draft"};
    for (const std::string& name : row.names) args.push_back(folder / name);
    const Ran draft = ran(args);
    INFO(draft.err);
    CHECK(draft.status == 2);
    CHECK(draft.out.empty());
    CHECK(complaints(draft.err) == row.complaints);
  }
}

TEST_CASE("a card names its sources from where it lies") {
  const Folder folder;
  folder.write("model/README.md", front);
  REQUIRE(ran({"draft", folder / "model", "-o", folder / "model/release.yaml", "-q"}).status == 0);
  const std::string beside = content_of(folder / "model/release.yaml");
  CHECK(contains(beside, "README.md:2"));
  CHECK_FALSE(contains(beside, "model/README.md"));
  folder.write("cards/none", "");
  REQUIRE(ran({"draft", folder / "model", "-o", folder / "cards/release.yaml", "-q"}).status == 0);
  CHECK(contains(content_of(folder / "cards/release.yaml"), "../model/README.md:2"));
}
