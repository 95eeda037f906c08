// Code scanning shows every result whatever its kind, so gates that are passed are only counted. What is
// open and fails nothing has the kind `open`, for which SARIF demands the level `none`. A waived gate keeps
// the level of what the gate says, and is suppressed.
#include "report/sarif.hpp"

#include <algorithm>
#include <map>

#include "base/text.hpp"
#include "report/escape.hpp"
#include "report/findings.hpp"
#include "report/json_parts.hpp"
#include "report/words.hpp"

namespace openrisk {
namespace {

using json = nlohmann::ordered_json;

constexpr std::size_t most_results = 25000;  // in one run, or the upload is refused
// A message may hold links, `[text](target)`: text of a card never makes one.
std::string message_text(std::string_view text) {
  const std::string line = one_line(text, most_finding_text);
  std::string out;
  for (std::size_t i = 0; i < line.size(); ++i) {
    out += line[i];
    if (line[i] == ']' && i + 1 < line.size() && line[i + 1] == '(') out += ' ';
  }
  return out;
}

json message(std::string_view text) { return {{"text", message_text(text)}}; }

json message(const std::vector<std::string>& lines) {
  std::vector<std::string> plain;
  for (const std::string& line : lines) plain.push_back(message_text(line));
  return {{"text", join(plain, "\n")}};
}

std::string_view level(Severity severity) {
  switch (severity) {
    case Severity::error: return "error";
    case Severity::warning: return "warning";
    case Severity::note: return "note";
  }
  return "";
}

// What the gate says, whether or not it is waived.
Severity severity_of(const Finding& finding) {
  if (finding.gate == nullptr) return finding.severity;
  return finding.gate->unwaived == Verdict::fail   ? Severity::error
         : finding.gate->unwaived == Verdict::warn ? Severity::warning
                                                   : Severity::note;
}

std::string asked(const Report::GateEntry& gate) {
  return gate.require.empty() ? gate.measure + ", level " + gate.level : "require: " + gate.require;
}

// Title, description, help.
std::vector<std::string> rule_words(const Finding& finding) {
  switch (finding.kind) {
    case Finding::Kind::gate: {
      const Report::GateEntry& gate = *finding.gate;
      const std::string policy = finding.report->gates->policy;
      return {"gate " + gate.id + " of " + policy, gate.reason.empty() ? asked(gate) : gate.reason,
              asked(gate) + (gate.message.empty() ? "" : "\n" + gate.message)};
    }
    case Finding::Kind::diagnostic:
      for (const CodePage& page : code_pages())
        if ("code/" + std::string(page.name) == finding.rule)
          return {std::string(page.title), std::string(page.title),
                  std::string(page.page) + "\n`openrisk explain " + std::string(page.name) +
                      "` prints this page"};
      break;
    case Finding::Kind::unknown: {
      const std::string fact = finding.rule.substr(finding.rule.find('/') + 1);
      return {fact + " is unknown", finding.lines.front(),
              finding.lines.front() + "\n`openrisk explain " + fact + "` says how to answer"};
    }
    case Finding::Kind::assumed:
      return {"a fact was assumed", finding.lines.front(),
              finding.lines.front() + "\n" + finding.lines.back()};
    case Finding::Kind::no_policy: break;
  }
  return {finding.title, finding.title, finding.title};
}

json rule(const Finding& finding) {
  const std::vector<std::string> words = rule_words(finding);
  const std::string_view tag = std::string_view(finding.rule).substr(0, finding.rule.find('/'));
  const Severity severity = finding.gate == nullptr                 ? finding.severity
                            : finding.gate->action == Verdict::warn ? Severity::warning
                                                                    : Severity::error;
  std::vector<std::string> help;
  for (std::string_view rest = words[2]; !rest.empty();) {
    const std::size_t end = std::min(rest.find('\n'), rest.size());
    help.emplace_back(rest.substr(0, end));
    rest.remove_prefix(std::min(end + 1, rest.size()));
  }
  return {{"id", message_text(finding.rule)},
          {"shortDescription", message(words[0])},
          {"fullDescription", message(words[1])},
          {"help", message(help)},
          {"defaultConfiguration", {{"level", finding.open ? "none" : level(severity)}}},
          {"properties", {{"tags", {"openrisk", tag}}}}};
}

json location(const Finding& finding) {
  return {
      {"physicalLocation",
       {{"artifactLocation", {{"uri", uri_path(finding.file)}}}, {"region", {{"startLine", finding.line}}}}}};
}

json suppression(const Report::WaiverEntry& waiver) {
  json out = {
      {"kind", "external"}, {"status", "accepted"}, {"justification", message_text(waiver_words(waiver))}};
  out["properties"] = {{"by", message_text(waiver.by)},
                       {"until", to_string(waiver.until)},
                       {"ticket", report_json::text_or_null(message_text(waiver.ticket))}};
  return out;
}

json properties(const Finding& finding) {
  json out = {{"release", message_text(release_words(finding.report->card))}};
  if (!finding.report->refused()) out["rubric"] = message_text(finding.report->rubric.id);
  if (finding.gate == nullptr) return out;
  const Report::GateEntry& gate = *finding.gate;
  out["outcome"] = name_of(gate.outcome);
  out["verdict"] = name_of(gate.verdict);
  out["claims"] = name_of(gate.claims);
  if (!gate.measure.empty()) out["measure"] = message_text(gate.measure);
  if (!gate.level.empty()) out["level"] = message_text(gate.level);
  if (!gate.require.empty()) out["require"] = message_text(gate.require);
  if (gate.value) out["value"] = report_json::interval(*gate.value);
  out["missing"] = report_json::list(gate.missing, message_text);
  return out;
}

// What makes a finding the same in two runs: the gate, the fact, or the complaint in its words.
std::string identity(const Finding& finding) {
  return finding.kind == Finding::Kind::diagnostic ? finding.rule + "\n" + finding.title : finding.rule;
}

// The findings of earlier cards, by what makes them the same.
std::vector<Report> earlier_reports(const std::vector<Report>& reports) {
  std::vector<Report> earlier;
  for (const Report& report : reports)
    if (report.earlier && report.earlier->report) earlier.push_back(*report.earlier->report);
  return earlier;
}

json result(const Finding& finding, std::size_t rule_index) {
  std::vector<std::string> lines{finding.title};
  lines.insert(lines.end(), finding.lines.begin(), finding.lines.end());
  json out = {{"ruleId", message_text(finding.rule)},
              {"ruleIndex", rule_index},
              {"kind", finding.open ? "open" : "fail"},
              {"level", finding.open ? "none" : level(severity_of(finding))},
              {"message", message(lines)},
              {"locations", {location(finding)}}};
  // The first is the only one that GitHub reads; it demands an ordinal behind the digest.
  out["partialFingerprints"] = {{"primaryLocationLineHash", finding.fingerprint + ":1"},
                                {"openrisk/v1", finding.fingerprint}};
  if (finding.waived) out["suppressions"] = {suppression(*finding.gate->waiver)};
  out["properties"] = properties(finding);
  return out;
}

// Ends in `/`: everything before is the category, the same in each run of one policy.
std::string category(const std::vector<Report>& reports) {
  const Report* first = nullptr;
  for (const Report& report : reports)
    if (first == nullptr && report.gates) first = &report;
  return first == nullptr ? "openrisk/" : "openrisk/" + uri_path(first->gates->policy) + "/";
}

// A tool that reads nothing but results learns of refused cards from these, too.
json invocation(const std::vector<Report>& reports) {
  json notes = json::array();
  bool refused = false, judged = false;
  for (const Report& report : reports) {
    refused = refused || report.refused();
    judged = judged || report.gates;
    if (report.refused()) notes.push_back({{"level", "error"}, {"message", message(result_words(report))}});
  }
  if (!judged && !refused)
    notes.push_back({{"level", "note"}, {"message", message("no policy was given, so nothing was judged")}});
  return {{"executionSuccessful", !refused}, {"toolExecutionNotifications", std::move(notes)}};
}

json counted(const std::vector<Report>& reports) {
  int passed = 0, not_applicable = 0;
  json verdicts = json::array();
  for (const Report& report : reports) {
    if (!report.gates) continue;
    for (const Report::GateEntry& gate : report.gates->results) {
      passed += gate.outcome == GateOutcome::passed;
      not_applicable += gate.outcome == GateOutcome::not_applicable;
    }
    if (verdicts.size() < most_results)
      verdicts.push_back({{"release", message_text(release_words(report.card))},
                          {"rubric", message_text(report.rubric.id + " " + report.rubric.version)},
                          {"policy", message_text(report.gates->policy)},
                          {"policySha256", report.gates->sha256},
                          {"verdict", name_of(report.gates->verdict)}});
  }
  return {{"summary", message_text(result_words(reports))},
          {"gatesPassed", passed},
          {"gatesNotApplicable", not_applicable},
          {"verdicts", std::move(verdicts)}};
}

}  // namespace

std::string render_sarif(const std::vector<Report>& reports, const RenderOptions& options) {
  json rules = json::array(), results = json::array();
  std::map<std::string, std::size_t> index;
  std::size_t left = 0;
  const auto add = [&](const Finding& finding, std::string_view state) {
    if (results.size() == most_results) {
      ++left;
      return;
    }
    const auto [at, fresh] = index.try_emplace(finding.rule, rules.size());
    if (fresh) rules.push_back(rule(finding));
    results.push_back(result(finding, at->second));
    if (!state.empty()) results.back()["baselineState"] = state;
  };
  const std::vector<Report> earlier = earlier_reports(reports);
  std::map<std::string, Finding> before;
  for (Finding& finding : findings(earlier, options)) before.try_emplace(identity(finding), finding);
  for (const Finding& finding : findings(reports, options)) {
    if (finding.kind == Finding::Kind::no_policy) continue;
    const auto old = before.find(identity(finding));
    const bool same =
        old != before.end() && old->second.title == finding.title && old->second.lines == finding.lines;
    add(finding, earlier.empty() ? "" : old == before.end() ? "new" : same ? "unchanged" : "updated");
    if (old != before.end()) before.erase(old);
  }
  for (const auto& [key, finding] : before)
    if (finding.kind != Finding::Kind::no_policy) add(finding, "absent");
  json run = {{"tool", {{"driver", {{"name", "openrisk"}, {"rules", std::move(rules)}}}}}};
  if (!reports.empty() && !reports.front().tool.version.empty())
    run["tool"]["driver"]["semanticVersion"] = reports.front().tool.version;
  run["automationDetails"] = {{"id", category(reports)}};
  run["invocations"] = json::array({invocation(reports)});  // braces alone are an array or a copy
  run["results"] = std::move(results);
  run["properties"] = counted(reports);
  if (left > 0) run["properties"]["resultsLeftOut"] = left;
  const json out = {{"$schema", "https://json.schemastore.org/sarif-2.1.0.json"},
                    {"version", "2.1.0"},
                    {"runs", json::array({std::move(run)})}};
  return out.dump(2, ' ', false, json::error_handler_t::replace) + "\n";
}

}  // namespace openrisk
