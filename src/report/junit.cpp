// A test case knows failures, errors and skipped ones, and no warnings. A gate that fails is a failure, and a
// card that could not be assessed an error; whatever is not passed and fails nothing (waived, open, a
// warning, not applicable) is skipped, so that it is never among the passed ones.
#include "report/junit.hpp"

#include <fmt/format.h>

#include "base/text.hpp"
#include "report/escape.hpp"
#include "report/findings.hpp"
#include "report/words.hpp"

namespace openrisk {
namespace {

struct Suite {
  int tests = 0, failures = 0, errors = 0, skipped = 0;
  std::string cases;
};

std::string attribute(std::string_view name, std::string_view text) {
  return fmt::format(" {}=\"{}\"", name, xml_text(text, most_finding_text));
}

std::string lines_of(const std::vector<std::string>& lines) {
  std::vector<std::string> plain;
  for (const std::string& line : lines) plain.push_back(xml_text(line, most_finding_text));
  return join(plain, "\n");
}

// Why a gate is skipped; "" where it is not.
std::string skipped(const Report::GateEntry& gate) {
  if (gate.verdict == Verdict::fail) return "";
  if (gate.waived()) return waiver_words(*gate.waiver);
  if (gate.outcome == GateOutcome::not_applicable) return gate.why;
  if (gate.outcome == GateOutcome::undecided)
    return (gate.verdict == Verdict::warn ? "open, warns: " : "open: ") + gate.why;
  return gate.verdict == Verdict::warn ? "warns: " + gate.why : "";
}

void add(Suite& suite, const std::string& head, const std::string& body) {
  ++suite.tests;
  suite.cases += "    <testcase" + head + ">\n" + body + "    </testcase>\n";
}

void add_gate(Suite& suite, const Report& report, const Report::GateEntry& gate, const std::string& file) {
  std::string body;
  std::vector<std::string> lines{gate_words(gate, file)};
  if (!gate.settled() && !gate.message.empty()) lines.push_back(gate.message);
  if (!gate.reason.empty()) lines.push_back("why the gate is there: " + gate.reason);
  if (gate.waiver) lines.push_back(waiver_words(*gate.waiver));
  const std::string reason = skipped(gate);
  if (gate.verdict == Verdict::fail) {
    ++suite.failures;
    body = "      <failure" + attribute("message", gate.message.empty() ? gate.why : gate.message) +
           attribute("type", name_of(gate.outcome)) + ">" + lines_of(lines) + "</failure>\n";
  } else if (!reason.empty()) {
    ++suite.skipped;
    body = "      <skipped" + attribute("message", reason) + "/>\n";
  }
  body += "      <system-out>" + lines_of(lines) + "</system-out>\n";
  add(suite,
      attribute("classname", report.gates->policy) + attribute("name", gate.id) + attribute("file", file),
      body);
}

void add_refusal(Suite& suite, const Report& report, const std::string& file) {
  std::vector<std::string> lines;
  for (const Report::Complaint& complaint : report.diagnostics)
    if (complaint.severity == Severity::error)
      lines.push_back(fmt::format("{}:{}:{}: {}: {}", file, complaint.position.line,
                                  complaint.position.column, complaint.code, complaint.message));
  ++suite.errors;
  add(suite, attribute("classname", "openrisk") + attribute("name", "card") + attribute("file", file),
      "      <error" + attribute("message", result_words(report)) + attribute("type", "refused") + ">" +
          lines_of(lines) + "</error>\n");
}

void add_no_policy(Suite& suite, const Report& report, const std::string& file) {
  ++suite.skipped;
  add(suite, attribute("classname", report.rubric.id) + attribute("name", "policy") + attribute("file", file),
      "      <skipped" + attribute("message", "no policy was given, so nothing was judged") + "/>\n");
}

std::string property(std::string_view name, std::string_view value) {
  return "      <property" + attribute("name", name) + attribute("value", value) + "/>\n";
}

std::string properties(const Report& report) {
  std::string out = property("card", report.card.path) + property("card sha256", report.card.sha256) +
                    property("rubric", report.rubric.id + " " + report.rubric.version) +
                    property("rubric sha256", report.rubric.sha256);
  if (report.gates) {
    out += property("policy", report.gates->path) + property("policy sha256", report.gates->sha256) +
           property("verdict", name_of(report.gates->verdict));
    if (report.gates->ignored_waivers) out += property("waivers", "ignored, as asked");
  }
  return "    <properties>\n" + out + "    </properties>\n";
}

// What is beside the gates: warnings, waivers that waive nothing.
std::string rest(const Report& report, const std::string& file) {
  std::vector<std::string> lines{result_words(report)};
  for (const Report::Complaint& complaint : report.diagnostics)
    if (complaint.severity != Severity::error)
      lines.push_back(
          fmt::format("{}:{}: {}: {}", file, complaint.position.line, complaint.code, complaint.message));
  return "    <system-out>" + lines_of(lines) + "</system-out>\n";
}

Suite suite_of(const Report& report, const std::string& file) {
  Suite suite;
  if (report.refused())
    add_refusal(suite, report, file);
  else if (!report.gates)
    add_no_policy(suite, report, file);
  else
    for (const Report::GateEntry& gate : report.gates->results) add_gate(suite, report, gate, file);
  return suite;
}

std::string counts(const Suite& suite) {
  return fmt::format(" tests=\"{}\" failures=\"{}\" errors=\"{}\" skipped=\"{}\" time=\"0\"", suite.tests,
                     suite.failures, suite.errors, suite.skipped);
}

}  // namespace

std::string render_junit(const std::vector<Report>& reports, const RenderOptions& options) {
  Suite all;
  std::string suites;
  for (const Report& report : reports) {
    const std::string file = place_of(report, options).file;
    const Suite suite = suite_of(report, file);
    all.tests += suite.tests;
    all.failures += suite.failures;
    all.errors += suite.errors;
    all.skipped += suite.skipped;
    suites += "  <testsuite" + attribute("name", release_words(report.card)) + counts(suite) +
              attribute("timestamp", to_string(report.date) + "T00:00:00") + ">\n" +
              (report.refused() ? "" : properties(report)) + suite.cases + rest(report, file) +
              "  </testsuite>\n";
  }
  return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"openrisk\"" + counts(all) + ">\n" +
         suites + "</testsuites>\n";
}

}  // namespace openrisk
