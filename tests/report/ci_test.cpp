// Formats that CI reads: SARIF, JUnit, GitHub's two, GitLab's. tests/formats.py holds them against validators
// that are not ours.
#include <algorithm>
#include <nlohmann/json.hpp>
#include <set>
#include <sstream>

#include "report/escape.hpp"
#include "report/findings.hpp"
#include "report/sample_gates.hpp"
#include "support/catch.hpp"
#include "support/golden.hpp"

namespace openrisk {
namespace {

using json = nlohmann::ordered_json;

constexpr Format ci_formats[] = {Format::sarif, Format::junit, Format::github, Format::github_summary,
                                 Format::gitlab};

std::size_t count(const std::string& text, const std::string& part) {
  std::size_t found = 0;
  for (std::size_t at = text.find(part); at != std::string::npos; at = text.find(part, at + part.size()))
    ++found;
  return found;
}

json sarif_run(const std::vector<Report>& reports, const RenderOptions& options = {}) {
  return json::parse(render(reports, Format::sarif, options)).at("runs").at(0);
}

json result_of(const json& run, const std::string& rule) {
  for (const json& result : run.at("results"))
    if (result.at("ruleId") == rule) return result;
  return nullptr;
}

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> lines;
  std::istringstream stream(text);
  for (std::string line; std::getline(stream, line);) lines.push_back(line);
  return lines;
}

TEST_CASE("a judged report and a refused card in each format for CI") {
  const std::vector<Report> reports{judged_report(), refused_report()};
  check_golden("report_ci.sarif", render(reports, Format::sarif));
  check_golden("report_ci.xml", render(reports, Format::junit));
  check_golden("report_ci_github.txt", render(reports, Format::github));
  check_golden("report_ci_summary.md", render(reports, Format::github_summary));
  check_golden("report_ci_gitlab.json", render(reports, Format::gitlab));
}

TEST_CASE("sarif: kind, level and suppression follow the gate") {
  struct Row {
    std::string gate, kind, level;
    bool suppressed;
    int line;
  };
  const Row rows[] = {{"warned", "fail", "warning", false, 9},   {"failed", "fail", "error", false, 9},
                      {"open-fails", "fail", "error", false, 1}, {"open-warns", "open", "none", false, 1},
                      {"open-passes", "open", "none", false, 1}, {"waived", "fail", "error", true, 9}};
  const json run = sarif_run({judged_report()});
  for (const Row& row : rows) {
    INFO(row.gate);
    const json result = result_of(run, "gate/" + row.gate);
    REQUIRE(result.is_object());
    CHECK(result.at("kind") == row.kind);
    CHECK(result.at("level") == row.level);
    CHECK(result.contains("suppressions") == row.suppressed);
    CHECK(result.at("locations")[0].at("physicalLocation").at("region").at("startLine") == row.line);
    CHECK(run.at("tool").at("driver").at("rules")[result.at("ruleIndex").get<std::size_t>()].at("id") ==
          "gate/" + row.gate);
  }
  for (const char* gate : {"gate/passed", "gate/not-applicable"}) CHECK(result_of(run, gate).is_null());
  CHECK(run.at("properties").at("gatesPassed") == 1);
  CHECK(run.at("properties").at("gatesNotApplicable") == 1);
  CHECK(run.at("automationDetails").at("id") == "openrisk/house/");
  const json suppression = result_of(run, "gate/waived").at("suppressions")[0];
  CHECK(suppression.at("kind") == "external");
  CHECK(suppression.at("status") == "accepted");
  CHECK(result_of(run, "unknown/data.csam_scan").at("kind") == "open");
  CHECK(result_of(run, "code/unresolved-license").at("level") == "warning");
}

TEST_CASE("fingerprints: the same when lines move, another for another finding, file or policy") {
  const auto prints = [](const Report& report) {
    std::vector<std::string> all;
    for (const Finding& finding : findings({report}, {}))
      all.push_back(finding.rule + " " + finding.fingerprint);
    return all;
  };
  const Report report = judged_report();
  const std::vector<std::string> before = prints(report);
  CHECK(std::set<std::string>(before.begin(), before.end()).size() == before.size());
  Report moved = report;
  for (Report::GateEntry& gate : moved.gates->results)
    if (gate.fact && gate.fact->line > 0) gate.fact->line += 10;
  moved.diagnostics[0].position.line += 10;
  moved.gates->results[2].value = Interval(20, 60);
  moved.gates->results[2].why = "20 to 60 percent";
  CHECK(prints(moved) == before);
  const auto differ = [&](const Report& other) {
    const std::vector<std::string> after = prints(other);
    REQUIRE(after.size() == before.size());
    for (std::size_t i = 0; i < after.size(); ++i) CHECK(after[i] != before[i]);
  };
  Report other = report;
  other.card.path = other.diagnostics[0].path = "other.yaml";
  differ(other);
  other = report;
  other.gates->policy = "another";
  differ(other);
  other = report;  // the same complaint twice
  other.diagnostics.push_back(other.diagnostics[0]);
  const std::vector<std::string> twice = prints(other);
  CHECK(std::set<std::string>(twice.begin(), twice.end()).size() == twice.size());
}

TEST_CASE("fingerprints: a card of a stream is its release, not its line") {
  Report one = judged_report();
  one.card.path = "cards.jsonl:3";
  one.diagnostics.clear();
  Report moved = one;
  moved.card.path = "cards.jsonl:8";
  Report other = one;
  other.card.version = "2";
  const auto first = [](const std::vector<Report>& reports) { return findings(reports, {})[0].fingerprint; };
  CHECK(first({one}) == first({moved}));
  CHECK(first({one}) != first({other}));
  std::set<std::string> all;
  const std::vector<Report> both{one, moved};
  for (const Finding& finding : findings(both, {})) all.insert(finding.rule + finding.fingerprint);
  CHECK(all.size() == findings(both, {}).size());
}

TEST_CASE("scorecard#2584: a result has a file and a line, relative to the working directory") {
  struct Row {
    std::string path, folder, file;
    std::uint32_t line;
  };
  const Row rows[] = {{"release.yaml", "/w", "release.yaml", 1},
                      {"./a/../release.yaml", "/w", "release.yaml", 1},
                      {"/w/models/a b.yaml", "/w", "models/a b.yaml", 1},
                      {"/other/release.yaml", "/w/x", "../../other/release.yaml", 1},
                      {"/w/release.yaml", "", "/w/release.yaml", 1},
                      {"-", "/w", "-", 1},
                      {"-:12", "/w", "-", 12},
                      {"cards.jsonl:12", "/w", "cards.jsonl", 12},
                      {"/w/cards.jsonl:12", "/w", "cards.jsonl", 12},
                      {"odd:12", "/w", "odd:12", 1},
                      {"cards.jsonl:x", "/w", "cards.jsonl:x", 1},
                      {"cards.jsonl:", "/w", "cards.jsonl:", 1}};
  for (const Row& row : rows) {
    INFO(row.path);
    Report report = judged_report();
    report.card.path = row.path;
    RenderOptions options;
    options.folder = row.folder;
    const Place place = place_of(report, options);
    CHECK(place.file == row.file);
    CHECK(place.line == row.line);
  }
  CHECK(uri_path("models/a b%ü.yaml") == "models/a%20b%25%C3%BC.yaml");
  CHECK(uri_path("a:b") == "a%3Ab");
}

TEST_CASE("kibana#285441: neither unknown nor not applicable counts as a pass") {
  const std::vector<std::string> lines = lines_of(render({judged_report()}, Format::junit));
  const auto is = [&](const std::string& gate, const std::string& element) {
    for (std::size_t i = 0; i + 1 < lines.size(); ++i)
      if (lines[i].find("name=\"" + gate + "\"") != std::string::npos)
        return lines[i + 1].find("<" + element + " ") != std::string::npos;
    return false;
  };
  for (const char* gate : {"warned", "open-warns", "open-passes", "waived", "not-applicable"}) {
    INFO(gate);
    CHECK(is(gate, "skipped"));
  }
  for (const char* gate : {"failed", "open-fails"}) CHECK(is(gate, "failure"));
  CHECK(!is("passed", "skipped"));
  CHECK(!is("passed", "failure"));
  CHECK(count(render({judged_report()}, Format::junit),
              "tests=\"8\" failures=\"2\" errors=\"0\" skipped=\"5\"") == 2);
}

TEST_CASE("conftest#1173: annotations carry a line, the worst first, and say how many were left out") {
  Report report = judged_report();
  report.gates->results.clear();
  for (int i = 0; i < 13; ++i) {
    report.gates->results.push_back(sample_gate("w" + std::to_string(i), GateOutcome::failed, Verdict::warn));
    report.gates->results.push_back(sample_gate("f" + std::to_string(i), GateOutcome::failed, Verdict::fail));
    report.gates->results.push_back(
        sample_gate("o" + std::to_string(i), GateOutcome::undecided, Verdict::pass));
  }
  const std::string text = render({report}, Format::github);
  CHECK(count(text, "::error file=release.yaml,line=9,title=f") == 10);
  CHECK(count(text, "::warning file=release.yaml,line=9,title=w") == 10);
  CHECK(count(text, "::notice ") == 10);
  const std::vector<std::string> lines = lines_of(text);
  CHECK(lines.front().starts_with("::error "));
  CHECK(std::is_sorted(lines.begin(), lines.end(), [](const std::string& a, const std::string& b) {
    const auto rank = [](const std::string& line) {
      return line.starts_with("::error ") ? 0 : line.starts_with("::warning ") ? 1 : 2;
    };
    return rank(a) < rank(b);
  }));
  CHECK(lines.back().starts_with("::notice title=openrisk::"));
  CHECK(lines.back().ends_with("not shown here: 3 errors, 5 warnings, 5 notices"));
}

TEST_CASE("a summary stays below GitHub's limit, and shows what fails first") {
  std::vector<Report> reports;
  for (int i = 0; i < 1000; ++i) {
    Report report = judged_report();
    report.gates->verdict = i == 999 ? Verdict::fail : Verdict::pass;
    report.card.name = "Sample " + std::to_string(i);
    report.gates->results[1].message = std::string(5000, 'x');
    reports.push_back(std::move(report));
  }
  const std::string text = render(reports, Format::github_summary);
  CHECK(text.size() < (1u << 20) * 3 / 4);
  CHECK(text.find("### Sample 999 1.10 fails") < text.find("### Sample 0 1.10"));
  for (const std::string& line : lines_of(text)) CHECK(!(line.starts_with("# ") || line.starts_with("## ")));
  CHECK(count(text, "<details>") == count(text, "</details>"));
}

TEST_CASE("conftest#181: without a policy every format says that nothing was judged") {
  Report unjudged = judged_report();
  unjudged.gates.reset();
  for (const Format format : ci_formats) {
    INFO(name_of(format));
    const std::string text = render({unjudged}, format);
    CHECK(text.find("no policy was given") != std::string::npos);
    CHECK((text.find("data.csam_scan") != std::string::npos || format == Format::junit));
    CHECK(render({judged_report()}, format).find("no policy was given") == std::string::npos);
  }
  unjudged.answers[0].missing.points = 0.1;
  CHECK(unknown_facts(unjudged).empty());
  const std::string junit = render({unjudged}, Format::junit);
  CHECK(count(junit, "tests=\"1\" failures=\"0\" errors=\"0\" skipped=\"1\"") == 2);
}

TEST_CASE("spectral-action#660: a card that could not be assessed is not green beside one that passes") {
  Report passed = judged_report();
  passed.gates->results.resize(1);
  passed.gates->verdict = Verdict::pass;
  const std::vector<Report> reports{passed, refused_report()};
  for (const Format format : ci_formats) {
    INFO(name_of(format));
    const std::string text = render(reports, format);
    CHECK(text.find("unknown-fact") != std::string::npos);
    CHECK(text.find("broken.yaml") != std::string::npos);
  }
  const json run = sarif_run(reports);
  CHECK(run.at("invocations")[0].at("executionSuccessful") == false);
  CHECK(result_of(run, "code/unknown-fact").at("level") == "error");
  CHECK(render(reports, Format::junit).find("errors=\"1\"") != std::string::npos);
  CHECK(render(reports, Format::github).starts_with("::error file=broken.yaml,line=7,"));
  CHECK(json::parse(render(reports, Format::gitlab))[0].at("severity") == "critical");
}

TEST_CASE("checkov#4027: a waiver shows in every format") {
  for (const Format format : ci_formats) {
    INFO(name_of(format));
    const std::string text = render({judged_report()}, format);
    CHECK(text.find("waived until 2027-12-31 by A. Person") != std::string::npos);
    Report ignored = judged_report();
    ignored.gates->results[6].waiver->state = "ignored";
    ignored.gates->results[6].verdict = Verdict::fail;
    const std::string truth = render({ignored}, format);
    CHECK(truth.find("waived until 2027-12-31 by") == std::string::npos);
    CHECK(truth.find("not waived, as asked") != std::string::npos);
  }
}

TEST_CASE("escapes of the formats for CI") {
  struct Row {
    std::string text, xml, message, property;
  };
  const Row rows[] = {
      {"a<b>&\"'", "a&lt;b&gt;&amp;&quot;&apos;", "a<b>&\"'", "a<b>&\"'"},
      {"100%\r\n::error::x", "100% ::error::x", "100%25 ::error::x", "100%25 %3A%3Aerror%3A%3Ax"},
      {"a,b:c%0A", "a,b:c%0A", "a,b:c%250A", "a%2Cb%3Ac%250A"},
      {"]]>", "]]&gt;", "]]>", "]]>"},
      {"a\x01"
       "b\xEF\xBF\xBE",
       "a\\x01b\\ufffe", "a\\x01b\xEF\xBF\xBE", "a\\x01b\xEF\xBF\xBE"},
      {"\xED\xA0\x80", "\\xed\\xa0\\x80", "\\xed\\xa0\\x80", "\\xed\\xa0\\x80"},  // a lone surrogate
      {"\x1b[31m", "\\x1b[31m", "\\x1b[31m", "\\x1b[31m"}};
  for (const Row& row : rows) {
    INFO(row.text);
    CHECK(xml_text(row.text) == row.xml);
    CHECK(workflow_text(row.text) == row.message);
    CHECK(workflow_property(row.text) == row.property);
  }
  CHECK(workflow_path("a  b,c:d%\n\x1b.yaml") == "a  b%2Cc%3Ad%25%0A%1B.yaml");
}

TEST_CASE("no format for CI lets hostile text through") {
  const std::string hostile =
      "x\x1b[2J\r\n::error::y\n# h\n|a|</details><img src=x>]]><!-- @you [l](https://evil.example) "
      "\xE2\x80\xAE\xFF\xEF\xBF\xBF";
  Report report = judged_report();
  report.card = {hostile, hostile, hostile, hostile, hostile};
  report.gates->policy = report.gates->path = hostile;
  for (Report::GateEntry& gate : report.gates->results) {
    gate.id = gate.measure = gate.why = gate.message = gate.reason = hostile;
    gate.fact = Report::Reason{hostile, 9, hostile};
    gate.question = hostile;
    gate.missing = {hostile};
    if (gate.waiver) gate.waiver->reason = gate.waiver->by = gate.waiver->ticket = hostile;
  }
  report.gates->idle[0].reason = report.gates->idle[0].gate = hostile;
  report.diagnostics[0] = {hostile, Severity::warning, hostile, hostile, hostile, {4, 12}};
  report.answers[0].missing.fact = report.answers[0].missing.question = report.answers[0].measure = hostile;
  Report refused = refused_report();
  refused.card.path = refused.diagnostics[0].message = refused.diagnostics[0].path = hostile;
  for (const Format format : ci_formats) {
    INFO(name_of(format));
    const std::string out = render({report, refused}, format);
    for (const char* bad : {"\x1b", "\r", "\xFF"}) CHECK(out.find(bad) == std::string::npos);
    CHECK(out.find("\n::error::y") == std::string::npos);
    if (format == Format::github_summary)
      for (const char* bad : {"<img", "\n# h", "\n|a|", "<!--", "@you", "[l]("})
        CHECK(out.find(bad) == std::string::npos);
    if (format == Format::github)
      for (const std::string& line : lines_of(out)) {
        CHECK((line.starts_with("::error ") || line.starts_with("::warning ") ||
               line.starts_with("::notice ")));
        const std::string properties = line.substr(line.find(' '), line.find("::", 2) - line.find(' '));
        CHECK(count(properties, ",") == (line.find("title=openrisk::") == std::string::npos ? 2 : 0));
      }
    if (format == Format::junit)
      for (const char* bad : {"<img", "<!--", "]]>", "\xEF\xBF\xBF"})
        CHECK(out.find(bad) == std::string::npos);
    if (format == Format::sarif || format == Format::gitlab) CHECK_NOTHROW(json::parse(out));
    if (format == Format::sarif) {
      CHECK(out.find("[l](") == std::string::npos);
      CHECK(out.find("\xE2\x80\xAE") == std::string::npos);
    }
  }
}

}  // namespace
}  // namespace openrisk
