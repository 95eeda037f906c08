// openrisk assess: inputs, outputs, streams, statuses.
#include <nlohmann/json.hpp>

#include <algorithm>
#include <set>

#include "openrisk/rubric.hpp"
#include "running.hpp"
#include "support/catch.hpp"

using namespace openrisk::cli;
using openrisk::parse_date;
using json = nlohmann::json;

TEST_CASE("a card is assessed, results on standard output alone") {
  const Folder folder;
  const std::string card = folder.write("release.yaml", small_card);
  const Ran text = ran({"assess", card});
  CHECK(text.status == 0);
  CHECK(text.err == "");
  CHECK(contains(text.out, "Small"));
  const Ran whole = ran({"assess", card, "--format", "json"});
  CHECK(whole.status == 0);
  CHECK(whole.err == "");
  const json report = json::parse(whole.out);
  CHECK(report["openrisk"] == "report/1");
  CHECK(report["card"]["name"] == "Small");
  CHECK(report["card"]["path"] == card);
  CHECK(report["date"] == "2026-11-22");
  CHECK(report["rubric"]["id"] == "science-2024");
  CHECK(report["threats"].size() == 6);
}

TEST_CASE("the same content as YAML, as JSON and from standard input gives the same scores") {
  const Folder folder;
  const auto scores = [](const Ran& result) {
    json report = json::parse(result.out);
    json found;
    for (const char* part : {"threats", "burdens", "benefits"})
      for (const json& one : report[part])
        found.push_back({one["id"], one["marginal"]["closed"]["low"], one["marginal"]["closed"]["high"]});
    return found;
  };
  const json yaml = scores(assessed({folder.write("a.yaml", small_card), "-f", "json"}));
  CHECK(yaml == scores(assessed({folder.write("a.json", small_json), "-f", "json"})));
  CHECK(yaml == scores(assessed({"-", "-f", "json"}, small_card)));
  CHECK(yaml == scores(assessed({"-", "-f", "json"}, small_json)));
  CHECK(yaml == scores(assessed({"-", "-f", "json"}, json::parse(small_json).dump(2))));
}

TEST_CASE("JSON Lines: a bad line costs one record, the rest goes on") {
  const Folder folder;
  const std::string bad = R"({"openrisk": "card/1", "release": {"name": "Bad"}, "outpust": ["text"]})";
  const std::string lines = small_json + "\n" + bad + "\n\n{\"openrisk\": \n" + small_json + "\r\n";
  const auto check = [&](const Ran& result, const std::string& name) {
    CHECK(result.status == 2);
    CHECK(complaints(result.err).size() == 2);
    CHECK(contains(result.err, name + ":2:"));
    CHECK(contains(result.err, name + ":4:"));
    std::vector<json> records;
    std::istringstream stream(result.out);
    for (std::string line; std::getline(stream, line);) records.push_back(json::parse(line));
    REQUIRE(records.size() == 4);
    CHECK(records[0]["openrisk"] == "report/1");
    CHECK(records[1]["openrisk"] == "error/1");
    CHECK(records[1]["card"]["line"] == 2);
    CHECK(records[1]["diagnostics"][0]["code"] == "unknown-fact");
    CHECK(records[1]["diagnostics"][0]["line"] == 2);
    CHECK(records[2]["card"]["line"] == 4);
    CHECK(records[3]["openrisk"] == "report/1");
    CHECK(records[3]["card"]["path"] == name + ":5");
    CHECK(records[3]["facts"][0]["line"] == 5);
  };
  const std::string file = folder.write("cards.jsonl", lines);
  check(assessed({file, "-f", "jsonl"}), file);
  check(assessed({"-", "-f", "jsonl"}, lines), "-");
  const Ran whole = assessed({file, "-f", "json"});
  CHECK(whole.status == 2);
  CHECK(json::parse(whole.out)["openrisk"] == "reports/1");
  REQUIRE(json::parse(whole.out)["reports"].size() == 4);
  CHECK(json::parse(whole.out)["reports"][1]["openrisk"] == "error/1");
}

TEST_CASE("a line may be the last without a line end, and lines may be longer than a block") {
  const std::string note(100'000, 'x');
  json card = json::parse(small_json);
  card["weights"]["access"] = {{"value", "open"}, {"note", note}};
  const Ran result = assessed({"-", "-f", "jsonl"}, card.dump() + "\n" + card.dump());
  CHECK(result.status == 0);
  CHECK(count(result.out, "\n") == 2);
}

TEST_CASE("a line past the limit is reported and dropped") {
  const std::string huge = R"({"openrisk": ")" + std::string(9u << 20, 'x') + "\"}";
  const Ran result = assessed({"-", "-f", "jsonl"}, small_json + "\n" + huge + "\n" + small_json + "\n");
  CHECK(result.status == 2);
  CHECK(complaints(result.err) == std::vector<std::string>{"file-too-large"});
  CHECK(count(result.out, "report/1") == 2);
}

TEST_CASE("directories are searched for release.yaml, in order") {
  const Folder folder;
  folder.write("b/release.yaml", small_card);
  folder.write("a/deep/release.yaml", small_card);
  folder.write("a-b/release.yaml", small_card);
  folder.write("a/other.yaml", "nonsense: true\n");
  const Ran result = assessed({folder.path(), "-f", "json"});
  CHECK(result.status == 0);
  const json reports = json::parse(result.out)["reports"];
  REQUIRE(reports.size() == 3);
  CHECK(reports[0]["card"]["path"] == folder / "a/deep/release.yaml");
  CHECK(reports[1]["card"]["path"] == folder / "a-b/release.yaml");
  CHECK(reports[2]["card"]["path"] == folder / "b/release.yaml");
  std::filesystem::create_directory(folder / "empty");
  const Ran none = assessed({folder / "empty"});
  CHECK(none.status == 2);
  CHECK(complaints(none.err) == std::vector<std::string>{"nothing-to-assess"});
}

TEST_CASE("a card that cannot be read does not keep others from being assessed; the worst status wins") {
  const Folder folder;
  const std::string card = folder.write("release.yaml", small_card);
  const Ran result = assessed({folder / "none.yaml", card, "-f", "json"});
  CHECK(result.status == 2);
  CHECK(complaints(result.err) == std::vector<std::string>{"unreadable-file"});
  const json reports = json::parse(result.out)["reports"];
  REQUIRE(reports.size() == 2);
  CHECK(reports[0]["openrisk"] == "error/1");
  CHECK(reports[0]["diagnostics"][0]["code"] == "unreadable-file");
  CHECK(reports[1]["card"]["name"] == "Small");
  CHECK(assessed({folder / "none.yaml", "-f", "json"}).out == "");  // nothing to put it beside
}

TEST_CASE("--set changes the card, and counts as assumed") {
  const Folder folder;
  const std::string card = folder.write("release.yaml", small_card);
  const json before = json::parse(assessed({card, "-f", "json"}).out);
  const Ran result =
      assessed({card, "-f", "json", "--set", "weights.access=internal", "--set", "outputs=[text, code]"});
  CHECK(result.status == 0);
  const json after = json::parse(result.out);
  CHECK(after["assumed"] == json({"outputs", "weights.access"}));
  CHECK(before["assumed"].empty());
  for (const json& threat : after["threats"]) CHECK(threat["applies"] == "no");
  for (const char* wrong : {"weights.acess=open", "weights.access=opne", "weights.access", "evals.vct=43"}) {
    const Ran refused = assessed({card, "--set", wrong});
    CHECK(refused.status == 2);
    CHECK(refused.out == "");
    CHECK(complaints(refused.err).size() == 1);
  }
}

TEST_CASE("the date: option, SOURCE_DATE_EPOCH, today") {
  const Folder folder;
  const std::string card = folder.write("release.yaml", small_card);
  const auto date = [&](std::vector<std::string> args, const Environment& environment) {
    args.insert(args.begin(), {card, "-f", "json"});
    return json::parse(assessed(args, "", environment).out)["date"].get<std::string>();
  };
  Environment environment = surroundings();
  CHECK(date({}, environment) == "2026-11-22");
  environment.source_date_epoch = "1767225600";
  CHECK(date({}, environment) == "2026-01-01");
  CHECK(date({"--date", "2026-05-06"}, environment) == "2026-05-06");
  for (const char* wrong : {"2026-02-30", "yesterday", ""}) {
    if (*wrong == 0) continue;
    const Ran result = assessed({card, "--date", wrong});
    CHECK(result.status == 2);
    CHECK(complaints(result.err) == std::vector<std::string>{"not-a-date"});
  }
  environment.source_date_epoch = "soon";
  CHECK(assessed({card}, "", environment).status == 2);
}

TEST_CASE("-v says what is assessed with what") {
  const Ran result = assessed({"-", "-v"}, small_card);
  CHECK(result.status == 0);
  CHECK(contains(result.err, "assessing - with base 1.0.0"));
}

TEST_CASE("an overdue review is a warning; --strict makes warnings count, -q hides them") {
  const Folder folder;
  const std::string card = folder.write("release.yaml", small_card);
  const Ran late = assessed({card, "--date", "2099-01-01"});
  CHECK(late.status == 0);
  CHECK(complaints(late.err) == std::vector<std::string>{"review-overdue"});
  CHECK(assessed({card, "--date", "2099-01-01", "--strict"}).status == 1);
  const Ran quiet = assessed({card, "--date", "2099-01-01", "--strict", "-q"});
  CHECK(quiet.status == 1);
  CHECK(quiet.err == "");
  CHECK(assessed({card, "--strict"}).status == 0);
}

TEST_CASE("the number of threads changes no byte") {
  std::string lines;
  json card = json::parse(small_json);
  for (int i = 0; i < 90; ++i) {
    card["release"]["name"] = "Card " + std::to_string(i);
    card["capabilities"]["text"] = i % 3 == 0 ? "basic" : i % 3 == 1 ? "fluent" : "unknown";
    if (i == 40) card["outputs"] = "text";
    lines += card.dump() + "\n";
    if (i == 40) card["outputs"] = {"text"};
  }
  for (const char* format : {"jsonl", "json", "text"}) {
    const Ran one = assessed({"-", "-f", format, "--jobs", "1"}, lines);
    const Ran four = assessed({"-", "-f", format, "--jobs", "4"}, lines);
    CHECK(one.status == 2);
    CHECK(one.out == four.out);
    CHECK(one.err == four.err);
  }
  for (const char* wrong : {"0", "-1", "many", "1.5", "99999"})
    CHECK(assessed({"-", "--jobs", wrong}, lines).status == 2);
}

TEST_CASE("no section of a report is empty, whatever a rubric has") {
  const Folder folder;
  const std::string empty = folder.write("empty.yaml", "openrisk: card/1\nrelease: {name: DeepSeek-R1}\n");
  const std::string small = folder.write("release.yaml", small_card);
  for (const std::string& id : openrisk::builtin_rubrics()) {
    for (const std::string& card : {empty, small}) {
      const Ran result = ran({"assess", card, "-r", id, "-f", "markdown"});
      INFO(id);
      CHECK(result.status == 0);
      std::istringstream lines(result.out);
      std::string last;
      for (std::string line; std::getline(lines, line);) {
        if (line.empty()) continue;
        if (last.starts_with("## ")) CHECK(!line.starts_with("## "));
        if (last.starts_with("### ")) CHECK(!line.starts_with("#"));
        last = line;
      }
      CHECK(contains(result.out, "## Summary"));
      CHECK(contains(result.out, card == empty ? "DeepSeek-R1" : "Small"));
    }
  }
}

TEST_CASE("a fact is set once, and a stream may begin with a mark of its byte order") {
  const Folder folder;
  const std::string card = folder.write("release.yaml", small_card);
  const Ran twice = ran({"assess", card, "--set", "weights.access=open", "--set", "weights.access=none"});
  CHECK(twice.status == 2);
  CHECK(complaints(twice.err) == std::vector<std::string>{"usage"});
  CHECK(contains(twice.err, "weights.access=none"));
  const std::string line = R"({"openrisk": "card/1", "release": {"name": "X"}, "outputs": ["text"]})";
  const Ran stream = ran({"assess", "-", "-f", "jsonl", "-q"}, "\xEF\xBB\xBF" + line + "\n" + line + "\n");
  CHECK(stream.status == 0);
  CHECK(std::count(stream.out.begin(), stream.out.end(), '\n') == 2);
}

TEST_CASE("a contradiction shows what it contradicts, a licence that is not known one that is near") {
  const Folder folder;
  const std::string card =
      folder.write("release.yaml", std::string("openrisk: card/1\nrelease: {name: X}\n") +
                                       "weights: {access: open, irrevocable: false}\n");
  const Ran forced = ran({"assess", card});
  CHECK(forced.status == 2);
  CHECK(complaints(forced.err) == std::vector<std::string>{"contradiction 3:38"});
  CHECK(contains(forced.err, "weights.access == open"));  // what forces it, and where it stands
  CHECK(contains(forced.err, "::: " + card + ":3:19"));
  const std::string other =
      folder.write("other.yaml", std::string("openrisk: card/1\nrelease: {name: X}\noutputs: [text]\n") +
                                     "weights: {access: open, license: Apahce-2.0}\n");
  CHECK(contains(ran({"assess", other}).err, "'Apache-2.0'"));
}

TEST_CASE("what is about threats stands only where there are threats") {
  const Folder folder;
  const std::string card = folder.write("release.yaml", small_card);
  for (const std::string& id : openrisk::builtin_rubrics()) {
    INFO(id);
    const bool threats = !json::parse(ran({"assess", card, "-r", id, "-f", "json"}).out)["threats"].empty();
    const std::string text = in_one_line(ran({"assess", card, "-r", id}).out);
    const std::string page = ran({"assess", card, "-r", id, "-f", "markdown"}).out;
    for (const char* words : {"proxy for risk", "not compared with models", "never netted"})
      CHECK(contains(text, words) == threats);
    for (const char* words : {"proxy for risk", "Not compared with models", "never netted", "**Uplift**",
                              "Grades of evidence", "combines no threats"})
      CHECK(contains(page, words) == threats);
  }
}

TEST_CASE(
    "a count that a framework defines is never severe, and a ladder with one rung says yes, no or open") {
  const Folder folder;
  const std::string card = folder.write("release.yaml", small_card);
  const std::vector<std::string> frontier{"--set", "model.training_flop=1e26",
                                          "--set", "weights.access=open",
                                          "--set", "release.jurisdictions=[eu]"};
  for (const char* format : {"text", "markdown"}) {
    std::vector<std::string> args{"assess", card, "-r", "eu-ai-act-gpai", "-f", format};
    args.insert(args.end(), frontier.begin(), frontier.end());
    const std::string out = ran(args).out;
    CHECK(contains(out, "very high"));
    for (const char* word : {"(severe)", "  severe", "to severe", "severe to", "(severe "})
      CHECK(!contains(out, word));
  }
  const auto line = [&](const std::string& access) {
    const std::string out = ran({"assess", card, "-r", "osaid-1.0", "--set", "weights.access=" + access,
                                 "--set", "release.open_source_license_claim=true"})
                                .out;
    const std::size_t at = out.find("Open source AI: ") + 16;
    return out.substr(at, out.find_first_of(";\n", at) - at);
  };
  CHECK(line("hosted") == "no");
  CHECK(line("open") == "open");
}

TEST_CASE("several rubrics give one report each") {
  const Folder folder;
  const std::string card = folder.write("release.yaml", small_card);
  const std::string own = folder.write("own.yaml", ran({"rubric", "new", "own"}).out);
  const Ran result = ran({"assess", card, "-r", small_rubric, "--rubric", own, "-f", "json"});
  CHECK(result.status == 0);
  const json reports = json::parse(result.out)["reports"];
  REQUIRE(reports.size() == 2);
  CHECK(reports[0]["rubric"]["id"] == "base");
  CHECK(reports[1]["rubric"]["id"] == "own");
  CHECK(complaints(assessed({card, "-r", "science-2042"}).err) == std::vector<std::string>{"unknown-rubric"});
  CHECK(complaints(assessed({card, "-r", "none.yaml"}).err) == std::vector<std::string>{"unreadable-file"});
}

TEST_CASE("another release is asked whether it can stand for this one") {
  const Folder folder;
  const std::string card = folder.write("release.yaml", small_card);
  const std::string other = folder.write(
      "other.yaml", "openrisk: card/1\nrelease: {name: Other}\noutputs: [text]\nweights: {access: hosted}\n");
  const json report = json::parse(ran({"assess", card, "--over", other, "-q", "-f", "json"}).out);
  const auto group = std::find_if(report["checks"].begin(), report["checks"].end(),
                                  [](const json& one) { return one["group"] == "reference_other"; });
  REQUIRE(group != report["checks"].end());
  CHECK((*group)["items"].size() == 3);
  std::set<std::string> results;
  for (const json& item : (*group)["items"]) results.insert(item["result"]);
  CHECK(results.count("not_met") == 1);  // its weights are out, those of the other are not
  const json alone = json::parse(ran({"assess", card, "-q", "-f", "json"}).out);
  for (const json& one : alone["checks"]) CHECK(one["group"] != "reference_other");
}
