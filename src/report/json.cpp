// `report/1` as JSON: keys in the order of the members of Report, which is the order that the format
// fixes; what is not there is null, and a list that has nothing is empty.
#include "report/json.hpp"

#include "report/json_parts.hpp"
#include "report/study_json_parts.hpp"

namespace openrisk {
namespace report_json {
namespace {

json need(const Report::NeedEntry& need) {
  return {{"id", need.id},
          {"title", need.title},
          {"truth", name_of(need.truth)},
          {"because", list(need.because, reason)},
          {"missing", need.missing},
          {"sources", need.sources}};
}

json ladder(const Report::LadderEntry& ladder) {
  json out = {{"id", ladder.id},
              {"title", ladder.title},
              {"certain", text_or_null(ladder.certain)},
              {"possible", text_or_null(ladder.possible)},
              {"rungs", list(ladder.rungs, [](const Report::RungEntry& rung) {
                 return json{{"id", rung.id}, {"title", rung.title}, {"met", interval(rung.met)}};
               })}};
  out["next"] =
      ladder.next.empty() ? json(nullptr) : json{{"rung", ladder.next}, {"needs", list(ladder.needs, need)}};
  out["applies"] = name_of(ladder.applies);
  out["reason"] = ladder.reason;
  out["about"] = ladder.about;
  return out;
}

json check(const Report::CheckEntry& check) {
  return {{"id", check.id},
          {"title", check.title},
          {"result", name_of(check.result)},
          {"because", list(check.because, reason)},
          {"remedy", check.remedy},
          {"missing", check.missing},
          {"sources", check.sources}};
}

json check_list(const Report::CheckList& checks) {
  return {{"group", checks.group},
          {"met", checks.counted() == 0 ? json(nullptr) : interval(checks.met)},
          {"items", list(checks.items, check)}};
}

json fact_value(const Report::FactValue& value) {
  if (const bool* flag = std::get_if<bool>(&value)) return *flag;
  if (const double* real = std::get_if<double>(&value)) return exact_number(*real);
  if (const auto* text = std::get_if<std::string>(&value)) return *text;
  if (const auto* texts = std::get_if<std::vector<std::string>>(&value)) return *texts;
  return nullptr;
}

json fact(const Report::FactEntry& fact) {
  const bool stated = !std::holds_alternative<std::monostate>(fact.value);
  json out = {{"path", fact.path}, {"standing", name_of(fact.standing)}, {"value", fact_value(fact.value)}};
  out["support"] = stated ? json(fact.sourced ? "evidence" : "claim") : json(nullptr);
  out["line"] = line(fact.line);
  out["sources"] = fact.sources;
  out["partial"] = fact.partial;
  out["assumed"] = fact.assumed;
  out["note"] = text_or_null(fact.note);
  out["resolved"] = text_or_null(fact.resolved);
  return out;
}

json complaint(const Report::Complaint& complaint) {
  return {{"code", complaint.code},
          {"severity", severity(complaint.severity)},
          {"message", complaint.message},
          {"help", text_or_null(complaint.help)},
          {"path", text_or_null(complaint.path)},
          {"line", line(complaint.position.line)},
          {"column", line(complaint.position.column)}};
}

json answer(const Report::AnswerEntry& answer) {
  json out = missing(answer.missing);
  out["measure"] = answer.measure;
  return out;
}

json rubric(const Report::RubricInfo& rubric) {
  json out = {{"id", rubric.id},
              {"title", rubric.title},
              {"version", rubric.version},
              {"as_of", to_string(rubric.as_of)},
              {"review_by", to_string(rubric.review_by)},
              {"sha256", rubric.sha256},
              {"review_overdue", rubric.review_overdue},
              {"about", rubric.about}};
  out["authors"] = list(rubric.authors, [](const Author& author) {
    return json{{"name", author.name}, {"interests", text_or_null(author.interests)}};
  });
  return out;
}

json waiver(const Report::WaiverEntry& waiver) {
  return {{"gate", waiver.gate},     {"release", waiver.release}, {"until", to_string(waiver.until)},
          {"reason", waiver.reason}, {"by", waiver.by},           {"ticket", text_or_null(waiver.ticket)},
          {"state", waiver.state}};
}

json gate(const Report::GateEntry& gate) {
  json out = {{"id", gate.id},
              {"measure", text_or_null(gate.measure)},
              {"level", text_or_null(gate.level)},
              {"require", text_or_null(gate.require)},
              {"action", name_of(gate.action)},
              {"unknown", name_of(gate.unknown)},
              {"claims", name_of(gate.claims)},
              {"outcome", name_of(gate.outcome)},
              {"verdict", name_of(gate.verdict)},
              {"unwaived", name_of(gate.unwaived)},
              {"value", gate.value ? interval(*gate.value) : json()},
              {"why", gate.why},
              {"message", text_or_null(gate.message)},
              {"reason", text_or_null(gate.reason)},
              {"question", gate.question ? json(*gate.question) : json()}};
  out["fact"] = gate.fact ? reason(*gate.fact) : json();
  out["because"] = list(gate.because, reason);
  out["missing"] = gate.missing;
  out["waiver"] = gate.waiver ? waiver(*gate.waiver) : json();
  return out;
}

json gates(const Report::Gates& gates) {
  json out = {{"policy", gates.policy},
              {"title", text_or_null(gates.title)},
              {"path", gates.path},
              {"sha256", gates.sha256},
              {"verdict", name_of(gates.verdict)},
              {"ignored_waivers", gates.ignored_waivers}};
  out["results"] = list(gates.results, gate);
  out["idle_waivers"] = list(gates.idle, waiver);
  return out;
}

json earlier(const Report::Earlier& earlier) {
  return {{"path", earlier.path},
          {"increased", earlier.increased},
          {"measures", list(earlier.measures, [&](const MeasureChange& change) {
             return json{{"id", change.measure.id},
                         {"from", study_json::reading(change.measure, change.from)},
                         {"to", study_json::reading(change.measure, change.to)},
                         {"change", name_of(change.change)}};
           })}};
}

json to_json(const Report& report) {
  json out = {{"openrisk", "report/1"},
              {"tool", {{"name", report.tool.name}, {"version", report.tool.version}}},
              {"date", to_string(report.date)},
              {"card",
               {{"name", report.card.name},
                {"version", report.card.version},
                {"developer", report.card.developer},
                {"path", report.card.path},
                {"sha256", report.card.sha256}}},
              {"rubric", rubric(report.rubric)}};
  out["threats"] = list(report.threats, threat);
  out["burdens"] = list(report.burdens, burden_or_benefit);
  out["benefits"] = list(report.benefits, burden_or_benefit);
  out["ladders"] = list(report.ladders, ladder);
  out["checks"] = list(report.checks, check_list);
  if (report.gates) out["gates"] = gates(*report.gates);
  if (report.earlier) out["baseline"] = earlier(*report.earlier);
  out["facts"] = list(report.facts, fact);
  out["diagnostics"] = list(report.diagnostics, complaint);
  out["summary"] = {{"threats", report.summary.threats},
                    {"apply", report.summary.apply},
                    {"may_apply", report.summary.may_apply},
                    {"settled", report.summary.settled}};
  out["baselines"] = list(report.baselines, [](const Report::Baseline& baseline) {
    return json{{"id", baseline.id},
                {"title", baseline.title},
                {"why", baseline.why},
                {"kind", baseline.release ? "release" : "world"}};
  });
  out["answers"] = list(report.answers, answer);
  out["assumed"] = report.assumed;
  out["sources"] = list(report.sources, [](const Citation& source) {
    return json{{"id", source.id.text},
                {"title", source.title},
                {"url", text_or_null(source.url)},
                {"date", text_or_null(source.date)},
                {"read", text_or_null(source.read)},
                {"note", text_or_null(source.note)}};
  });
  return out;
}

constexpr auto replace = json::error_handler_t::replace;

}  // namespace
}  // namespace report_json

// What stands in place of a report for a card that could not be assessed.
report_json::json error_json(const Report& report) {
  return {{"openrisk", "error/1"},
          {"card", {{"path", report.card.path}}},
          {"diagnostics", report_json::list(report.diagnostics, report_json::complaint)}};
}

report_json::json entry_json(const Report& report) {
  return report.refused() ? error_json(report) : report_json::to_json(report);
}

std::string render_json(const std::vector<Report>& reports) {
  if (reports.size() == 1)
    return report_json::to_json(reports.front()).dump(2, ' ', false, report_json::replace) + "\n";
  const report_json::json all = {{"openrisk", "reports/1"},
                                 {"reports", report_json::list(reports, entry_json)}};
  return all.dump(2, ' ', false, report_json::replace) + "\n";
}

std::string render_jsonl(const std::vector<Report>& reports) {
  std::string out;
  for (const Report& report : reports)
    out += report_json::to_json(report).dump(-1, ' ', false, report_json::replace) + "\n";
  return out;
}

}  // namespace openrisk
