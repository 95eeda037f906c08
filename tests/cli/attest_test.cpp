// Statements about files: what they say, what they refuse, and what verifying one notices.
#include <sys/stat.h>

#include <atomic>
#include <nlohmann/json.hpp>
#include <thread>

#include "base/file.hpp"
#include "running.hpp"
#include "support/catch.hpp"

using namespace openrisk::cli;
using json = nlohmann::json;
namespace fs = std::filesystem;

namespace {

using Words = std::vector<std::string>;

// A card with weights in two folders, and a paper that it cites.
struct Model {
  Folder folder;
  std::string card = folder.write(
      "model/release.yaml",
      small_card +
          "data:\n"
          "  cbrn_filtered: {value: true, source: docs/data.md:7}\n"
          "  deduplicated: {value: true, source: \"https://x.org/a/b.md\"}\n"
          "  personal_data_removed: {value: true, source: [docs/data.md#x, Smith and Jones 2024]}\n");
  std::string paper = folder.write("model/docs/data.md", "what was filtered\n");
  std::string unet = folder.write("model/unet/weights.bin", "unet");
  std::string vae = folder.write("model/vae/weights.bin", "vae");
  std::string statement = folder / "statement.json";

  Ran attest(Words more = {}, const Environment& environment = surroundings()) const {
    Words args{"attest", card, "-r", small_rubric, "-o", statement, "--subject", unet, vae};
    args.insert(args.end(), more.begin(), more.end());
    return ran(args, "", environment);
  }
  Ran verify(Words more = {}) const {
    Words args{"attest", "--verify", statement, card, unet, vae, "-r", small_rubric};
    args.insert(args.end(), more.begin(), more.end());
    return ran(args);
  }
  json read() const { return json::parse(content_of(statement)); }
  void write(const json& changed) const { folder.write("statement.json", changed.dump(2)); }
};

const Words differs{"attestation-differs"};

}  // namespace

TEST_CASE("a statement names the card and its files with their digests, and the result") {
  const Model model;
  const Ran result = model.attest();
  INFO(result.err);
  REQUIRE(result.status == 0);
  CHECK(result.out == "");
  const json statement = model.read();
  CHECK(statement["_type"] == "https://in-toto.io/Statement/v1");
  CHECK(statement["predicateType"] == "urn:openrisk:attestation/v1");
  Words names;
  for (const json& subject : statement["subject"]) {
    names.push_back(subject["name"]);
    CHECK(subject["digest"]["sha256"] ==
          openrisk::sha256(content_of(model.folder / ("model/" + names.back()))));
  }
  CHECK(names == Words{"release.yaml", "unet/weights.bin", "vae/weights.bin"});
  const json& predicate = statement["predicate"];
  CHECK(predicate["assessedAt"] == "2026-11-22T00:00:00Z");
  CHECK(predicate["card"]["name"] == "release.yaml");
  REQUIRE(predicate["sources"].size() == 1);
  CHECK(predicate["sources"][0]["name"] == "docs/data.md");
  CHECK(predicate["sources"][0]["digest"]["sha256"] == openrisk::sha256("what was filtered\n"));
  // The same numbers as in the report.
  const json report = json::parse(ran({"assess", model.card, "-r", small_rubric, "-f", "json"}).out);
  CHECK(predicate["rubric"]["sha256"] == report["rubric"]["sha256"]);
  std::size_t compared = 0;
  for (const json& threat : report["threats"])
    for (const auto& [baseline, value] : threat["marginal"].items()) {
      const json& measure =
          predicate["measures"]["threats." + threat["id"].get<std::string>() + "." + baseline];
      for (const char* key : {"low", "high", "band"}) CHECK(measure[key] == value[key]);
      ++compared;
    }
  CHECK(compared > 0);
}

TEST_CASE("the same statement whatever the number of threads; the moment is the one that is given") {
  const Model model;
  REQUIRE(model.attest({"--jobs", "1"}).status == 0);
  const std::string one = content_of(model.statement);
  REQUIRE(model.attest({"--jobs", "7"}).status == 0);
  CHECK(content_of(model.statement) == one);
  REQUIRE(model.attest({"--date", "2026-01-02"}).status == 0);
  CHECK(model.read()["predicate"]["assessedAt"] == "2026-01-02T00:00:00Z");
  Environment environment = surroundings();
  environment.now = 1'795'341'605;
  REQUIRE(model.attest({}, environment).status == 0);
  CHECK(model.read()["predicate"]["assessedAt"] == "2026-11-22T10:00:05Z");
  environment.source_date_epoch = "86399";
  REQUIRE(model.attest({}, environment).status == 0);
  CHECK(model.read()["predicate"]["assessedAt"] == "1970-01-01T23:59:59Z");
  CHECK(model.verify().status == 0);
}

TEST_CASE("a statement about what has not changed is verified") {
  const Model model;
  REQUIRE(model.attest().status == 0);
  const Ran result = model.verify();
  INFO(result.err);
  CHECK(result.status == 0);
  CHECK(complaints(result.err).empty());
  // In any order, and from other folders.
  CHECK(ran({"attest", "--verify", model.statement, model.vae,
             model.folder / "model/docs/../unet/weights.bin", model.card, "-r", small_rubric})
            .status == 0);
}

TEST_CASE("verifying tells which file differs") {
  const Model model;
  REQUIRE(model.attest().status == 0);
  model.folder.write("model/vae/weights.bin", "vaf");
  Ran result = model.verify();
  CHECK(result.status == 1);
  CHECK(result.out == "");
  CHECK(complaints(result.err) == differs);
  CHECK(contains(result.err, "vae/weights.bin"));
  CHECK(!contains(result.err, "unet"));
  model.folder.write("model/vae/weights.bin", "vae");
  CHECK(model.verify().status == 0);
  model.folder.write("model/docs/data.md", "something else\n");
  result = model.verify();
  CHECK(result.status == 1);
  CHECK(complaints(result.err) == differs);
  CHECK(contains(result.err, "docs/data.md"));
}

TEST_CASE("verifying tells which number differs") {
  const Model model;
  REQUIRE(model.attest().status == 0);
  const json whole = model.read();
  struct Row {
    std::string pointer;
    json value;
  };
  const std::string measure = "/predicate/measures/" + whole["predicate"]["measures"].begin().key();
  const std::vector<Row> rows{{measure + "/high", 99.5},
                              {measure + "/band/1", "severe"},
                              {measure + "/applies", "unknown"},
                              {"/predicate/rubric/sha256", std::string(64, '0')},
                              {"/predicate/vocabulary/sha256", std::string(64, '0')},
                              {"/predicate/licenses/sha256", std::string(64, '0')},
                              {"/predicate/card/release/version", "2"},
                              {"/subject/1/digest/sha256", std::string(64, 'a')}};
  for (const Row& row : rows) {
    json changed = whole;
    REQUIRE(changed.at(json::json_pointer(row.pointer)) != row.value);
    changed[json::json_pointer(row.pointer)] = row.value;
    model.write(changed);
    const Ran result = model.verify();
    INFO(row.pointer << "\n" << result.err);
    CHECK(result.status == 1);
    CHECK(complaints(result.err) == differs);
  }
  json without = whole;
  without["predicate"]["measures"].erase(without["predicate"]["measures"].begin());
  model.write(without);
  CHECK(complaints(model.verify().err) == differs);
  // Who made it is not what it says.
  json other = whole;
  other["predicate"]["tool"]["version"] = "9.9";
  model.write(other);
  CHECK(model.verify().status == 0);
}

TEST_CASE("a file too many or too few is no success") {
  const Model model;
  REQUIRE(model.attest().status == 0);
  const std::string more = model.folder.write("model/more.bin", "more");
  const Ran result = model.verify({more});
  CHECK(result.status == 1);
  CHECK(contains(result.err, "more.bin"));
  CHECK(ran({"attest", "--verify", model.statement, model.card, model.unet, "-r", small_rubric}).status == 2);
  CHECK(ran({"attest", "--verify", model.statement, model.unet, model.vae, "-r", small_rubric}).status == 2);
  CHECK(ran({"attest", "--verify", model.statement, model.card, model.unet, model.folder / "none", "-r",
             small_rubric})
            .status == 2);
}

TEST_CASE("what cannot be attested is an error, and nothing is written") {
  const Model model;
  fs::create_symlink(model.vae, model.folder / "model/link.bin");
  fs::create_symlink(model.card, model.folder / "model/link.yaml");
  fs::create_symlink("nowhere", model.folder / "dangling");
  REQUIRE(::mkfifo((model.folder / "pipe").c_str(), 0600) == 0);
  model.folder.write("other/unet/weights.bin", "other");
  model.folder.write("weights.bin", "outside");
  model.folder.write("model/weights.bin", "inside");
  model.folder.write("bad-\xff.bin", "x");
  struct Row {
    Words subjects, expected;
  };
  const std::vector<Row> rows{
      {{model.folder / "model/link.bin"}, {"symbolic-link"}},
      {{model.folder / "dangling"}, {"symbolic-link"}},
      {{model.folder / "none"}, {"unreadable-file"}},
      {{model.folder / "none", model.folder / "gone"}, {"unreadable-file", "unreadable-file"}},
      {{model.folder.path()}, {"unreadable-file"}},
      {{model.folder / "pipe"}, {"unreadable-file"}},
      {{model.unet, model.unet}, {"duplicate-subject"}},
      {{model.folder / "weights.bin", model.folder / "model/weights.bin"}, {"duplicate-subject"}},
      {{model.folder / "weights.bin", model.folder / "other/unet/weights.bin"}, {"duplicate-subject"}},
      {{model.card}, {"duplicate-subject"}},
      {{model.folder / "bad-\xff.bin"}, {"invalid-utf8"}},
      {{}, {"usage"}},
  };
  for (const Row& row : rows) {
    Words args{"attest", model.card, "-r", small_rubric, "-o", model.statement, "--subject"};
    args.insert(args.end(), row.subjects.begin(), row.subjects.end());
    const Ran result = ran(args);
    INFO(result.err);
    CHECK(result.status == 2);
    CHECK(complaints(result.err) == row.expected);
    CHECK(!fs::exists(model.statement));
  }
  const auto status = [&](const Words& args) { return ran(args).status; };
  CHECK(complaints(ran({"attest", model.folder / "model/link.yaml", "--subject", model.unet}).err) ==
        Words{"symbolic-link"});
  CHECK(status({"attest", "-", "--subject", model.unet}) == 2);
  CHECK(status({"attest", model.card, model.card, "--subject", model.unet}) == 2);
  CHECK(status({"attest", model.card, "--subject", model.unet, "-o", model.unet}) == 2);
  CHECK(content_of(model.unet) == "unet");
  CHECK(status({"attest", model.card, "--subject", model.unet, "--set", "weights.access=hosted"}) == 2);
}

TEST_CASE("sources of a card are files below its folder") {
  const Folder folder;
  const std::string weights = folder.write("m/w.bin", "w");
  folder.write("m/in/a.md", "a");
  folder.write("secret.md", "secret");
  folder.write("m/my paper.md", "p");
  fs::create_symlink("../secret.md", folder / "m/out.md");
  fs::create_symlink("in/a.md", folder / "m/inner.md");
  fs::create_symlink("..", folder / "m/up");
  fs::create_symlink("none", folder / "m/dangling.md");
  struct Row {
    std::string source, expected;
  };
  const std::vector<Row> rows{
      {"in/a.md", ""},
      {"./in/a.md#part", ""},
      {"in/a.md:12", ""},
      {"inner.md", ""},
      {"./my paper.md", ""},
      {"https://example.org/paper.pdf", ""},
      {"doi:10.1126/science.adp1848", ""},
      {"arXiv:2403.07918", ""},
      {"Smith and Jones 2024, section 3/4", ""},
      {"Table 3.1", ""},
      {"none.md", "missing-source"},
      {"in/none", "missing-source"},
      {"./in", "missing-source"},
      {"dangling.md", "missing-source"},
      {"arxiv.org/abs/2403.07918", "missing-source"},
      {"../secret.md", "source-outside"},
      {"in/../../secret.md", "source-outside"},
      {"out.md", "source-outside"},
      {"up/secret.md", "source-outside"},
      {folder / "m/in/a.md", "source-outside"},
      {"/etc/passwd", "source-outside"},
  };
  for (const Row& row : rows) {
    const std::string card =
        folder.write("m/release.yaml",
                     small_card + "data:\n  cbrn_filtered: {value: true, source: \"" + row.source + "\"}\n");
    const Ran result = ran({"attest", card, "-r", small_rubric, "--subject", weights});
    INFO(row.source << "\n" << result.err);
    const Words found = complaints(result.err);
    if (row.expected.empty()) {
      CHECK(found.empty());
      CHECK(result.status == 0);
    } else {
      CHECK(found == Words{row.expected + " 7:26"});
      CHECK(result.status == 2);
      CHECK(result.out == "");
    }
  }
}

TEST_CASE("a file that grows while it is digested is refused") {
  const Folder folder;
  const std::string path = folder.write("growing.bin", std::string(4u << 20, 'x'));
  std::atomic<bool> stop{false}, grow{true};
  std::thread writer([&] {
    std::ofstream file(path, std::ios::binary | std::ios::app);
    while (!stop) {
      if (grow) file << 'y' << std::flush;
    }
  });
  openrisk::Diagnostics growing;
  bool refused = false;
  for (int i = 0; i < 100 && !refused; ++i) refused = !openrisk::sha256_of_file(path, growing).has_value();
  CHECK(refused);
  stop = true;
  writer.join();
  CHECK(growing.all().back().code == openrisk::Code::file_changed);
  openrisk::Diagnostics quiet;
  CHECK(openrisk::sha256_of_file(path, quiet) == openrisk::sha256(content_of(path)));
}

TEST_CASE("the digest of a file is that of its bytes, whatever its size") {
  const Folder folder;
  for (const std::size_t size : {0u, 1u, 63u, 64u, 262143u, 262144u, 262145u, 1000003u}) {
    std::string bytes(size, '\0');
    for (std::size_t i = 0; i < size; ++i) bytes[i] = static_cast<char>(i * i >> 3);
    const std::string file = folder.write("f", bytes);
    openrisk::Diagnostics diagnostics;
    std::atomic<std::uint64_t> done{0};
    CHECK(openrisk::sha256_of_file(file, diagnostics, &done) == openrisk::sha256(bytes));
    CHECK(done == size);
  }
}

TEST_CASE("a failed gate is attested as failed, with status 1") {
  const Model model;
  const Ran result = ran({"attest", model.card, "--policy", "strict", "-o", model.statement, "--subject",
                          model.unet, model.vae});
  INFO(result.err);
  CHECK(result.status == 1);
  CHECK(model.read()["predicate"]["policy"]["verdict"] == "failed");
  const Words all{"attest", "--verify", model.statement, model.card, model.unet, model.vae};
  CHECK(ran(all).status == 0);  // it holds that it failed
  json changed = model.read();
  changed["predicate"]["policy"]["verdict"] = "passed";
  model.write(changed);
  const Ran verified = ran(all);
  CHECK(verified.status == 1);
  CHECK(complaints(verified.err) == differs);
}

TEST_CASE("a pass by a waiver has a word of its own") {
  const Model model;
  const std::string policy = model.folder.write(
      "p.yaml",
      "openrisk: policy/1\nid: p\ntitle: P\nrubric: {id: science-2024}\n"
      "gates:\n  - {id: scan, require: \"data.csam_scan >= hash_matched\", action: fail, "
      "message: m}\nwaivers:\n  - {gate: scan, release: \"*\", until: 2027-01-01, reason: r, by: b}\n");
  const Ran result =
      ran({"attest", model.card, "--policy", policy, "-o", model.statement, "--subject", model.unet});
  INFO(result.err);
  CHECK(result.status == 0);
  const json statement = model.read();
  CHECK(statement["predicate"]["policy"]["verdict"] == "passedWithWaivers");
  CHECK(statement["predicate"]["policy"]["gates"][0]["result"] == "waived");
  // A policy that is not built in has to be named again.
  CHECK(ran({"attest", "--verify", model.statement, model.card, model.unet}).status == 2);
  CHECK(ran({"attest", "--verify", model.statement, model.card, model.unet, "--policy", policy}).status == 0);
}

TEST_CASE("other releases that were compared with are part of the statement") {
  const Model model;
  const std::string other = model.folder.write("other.yaml", small_card + "model: {parameters: 7e9}\n");
  REQUIRE(model.attest({"--over", other, "-q"}).status == 0);
  CHECK(model.read()["predicate"]["comparedWith"][0]["digest"]["sha256"] ==
        openrisk::sha256(content_of(other)));
  CHECK(model.verify({"-q"}).status == 2);
  CHECK(model.verify({"--over", other, "-q"}).status == 0);
  model.folder.write("other.yaml", small_card + "model: {parameters: 8e9}\n");
  CHECK(model.verify({"--over", other, "-q"}).status == 1);
}

TEST_CASE("hostile statements are refused, and make nothing be read") {
  const Model model;
  REQUIRE(model.attest().status == 0);
  const json whole = model.read();
  const std::string text = content_of(model.statement);
  const auto with = [&](const std::string& pointer, const json& value) {
    json changed = whole;
    changed[json::json_pointer(pointer)] = value;
    return changed.dump();
  };
  json twice = whole;
  twice["subject"].push_back(twice["subject"][1]);
  std::string deep;
  for (int i = 0; i < 5000; ++i) deep += "{\"a\":";
  struct Row {
    std::string text, code;
  };
  const std::vector<Row> rows{
      {"", "empty-file"},
      {"[]", "not-a-statement"},
      {"{}", "not-a-statement"},
      {R"({"payload": "e30=", "payloadType": "application/vnd.in-toto+json", "signatures": []})",
       "not-a-statement"},
      {with("/_type", "https://in-toto.io/Statement/v0.1"), "not-a-statement"},
      {with("/predicateType", "https://slsa.dev/provenance/v1"), "not-a-statement"},
      {with("/predicateType", "urn:openrisk:attestation/v2"), "not-a-statement"},
      {with("/predicate/assessedAt", "2026-11-22T00:00:00+01:00"), "not-a-statement"},
      {with("/predicate/assessedAt", "2026-02-30T00:00:00Z"), "not-a-statement"},
      {with("/predicate/assessedAt", "2026-11-22T24:00:00Z"), "not-a-statement"},
      {with("/predicate/assessedAt", "2026-11-22T00:00:0\u0001Z"), "not-a-statement"},
      {with("/predicate/card/name", "../release.yaml"), "not-a-statement"},
      {with("/subject/0/digest/sha256", "ABC"), "not-a-statement"},
      {with("/subject/0/digest/sha256", std::string(64, 'A')), "not-a-statement"},
      {with("/subject", json::array()), "not-a-statement"},
      {twice.dump(), "not-a-statement"},
      {with("/predicate/more", 1), "unknown-key"},
      {with("/predicate/measures", json::array()), "wrong-kind"},
      {with("/predicate/measures/x", json{{"applies", "maybe"}}), "unknown-value"},
      {with("/subject/0/name", json::object()), "wrong-kind"},
      {with("/predicate/rubric/id", "/etc/passwd"), "usage"},
      {with("/predicate/rubric/id", model.card), "usage"},
      {with("/predicate/policy",
            json{{"id", "/etc/passwd"}, {"sha256", ""}, {"verdict", "passed"}, {"gates", json::array()}}),
       "usage"},
      {"{\"_type\": \"a\", \"_type\": \"b\"}", "duplicate-key"},
      {deep, "too-deep"},
      {text.substr(0, text.size() / 2), "syntax"},
      {std::string("\xff\xfe", 2) + text, "invalid-utf8"},
      {text + text, "syntax"},
  };
  for (const Row& row : rows) {
    model.folder.write("statement.json", row.text);
    const Ran result = ran({"attest", "--verify", model.statement, model.card, model.unet, model.vae});
    INFO(row.text.substr(0, 200) << "\n" << result.err.substr(0, 1000));
    CHECK(result.status == 2);
    CHECK(result.out == "");
    REQUIRE(!complaints(result.err).empty());
    CHECK(complaints(result.err)[0].substr(0, row.code.size()) == row.code);
  }
  // A text that a terminal would obey is shown, not obeyed.
  model.write(json::parse(with("/predicate/card/release/name", "\x1b[2J")));
  const Ran result = model.verify();
  CHECK(result.status == 1);
  CHECK(!contains(result.err, "\x1b"));
  CHECK(complaints(ran({"attest", "--verify", model.folder / "none", model.card}).err) ==
        Words{"unreadable-file"});
}

TEST_CASE("--verify takes no option that a statement already holds") {
  const Model model;
  REQUIRE(model.attest().status == 0);
  for (const Words& more :
       std::vector<Words>{{"--date", "2026-11-22"}, {"-o", "x"}, {"--subject", model.unet}})
    CHECK(complaints(model.verify(more).err) == Words{"usage"});
}

TEST_CASE("a cited file is one by lying beside the card, whatever its name") {
  for (const std::string source : {"LICENSE", "LICENSE:1", "data sheet.pdf, page 3"}) {
    INFO(source);
    const std::string name = source.starts_with("LICENSE") ? "LICENSE" : "data sheet.pdf";
    const Folder folder;
    const std::string card = folder.write(
        "release.yaml", small_card + "data:\n  cbrn_filtered: {value: true, source: \"" + source + "\"}\n");
    const std::string weights = folder.write("weights.bin", "w"), statement = folder / "a.json";
    folder.write(name, "first");
    REQUIRE(ran({"attest", card, "-r", small_rubric, "--subject", weights, "-o", statement}).status == 0);
    CHECK(json::parse(content_of(statement))["predicate"]["sources"][0]["name"] == name);
    folder.write(name, "second");
    CHECK(ran({"attest", "--verify", statement, card, weights, "-r", small_rubric}).status == 1);
  }
}
