// GitHub drops a summary above 1 MiB as a whole, and other steps may write to it: a report that no longer
// fits is cut to its heading, and what does not fit even so is counted.
#include <fmt/format.h>

#include <algorithm>

#include "report/escape.hpp"
#include "report/findings.hpp"
#include "report/github.hpp"
#include "report/words.hpp"

namespace openrisk {
namespace {

constexpr std::size_t most_bytes = 512u << 10;

std::string fold(std::string_view title, const std::string& body) {
  return body.empty() ? "" : fmt::format("<details><summary>{}</summary>\n\n{}\n</details>\n\n", title, body);
}

std::string gate_row(const Report::GateEntry& gate, const std::string& file) {
  std::string why = markdown_text(gate.why, most_finding_text), todo;
  if (gate.waiver) why += ". " + markdown_text(waiver_words(*gate.waiver), most_finding_text);
  std::string place;
  if (gate.fact) place = markdown_text(reason_words(*gate.fact), most_finding_text);
  if (gate.fact && gate.fact->line > 0) place += " of " + markdown_code(file, 300);
  if (!gate.settled()) todo = markdown_text(gate.message, most_finding_text);
  if (gate.question) todo += (todo.empty() ? "" : "<br>") + markdown_text(*gate.question, most_finding_text);
  return fmt::format("| {} | {} | {} | {} | {} |\n", markdown_code(gate.id, 200), gate_state(gate), why,
                     place, todo);
}

std::string gates(const Report& report, const std::string& file) {
  const std::string head =
      "| gate | verdict | why | in the card | what to do |\n| --- | --- | --- | --- | --- |\n";
  std::vector<const Report::GateEntry*> order;
  for (const Report::GateEntry& gate : report.gates->results) order.push_back(&gate);
  std::stable_sort(order.begin(), order.end(),
                   [](const auto* a, const auto* b) { return a->verdict > b->verdict; });
  std::string shown, passed;
  for (const Report::GateEntry* gate : order) {
    (gate->settled() ? passed : shown) += gate_row(*gate, file);
  }
  std::string out = shown.empty() ? "" : head + shown + "\n";
  if (report.gates->ignored_waivers) out += "Waivers are ignored, as asked.\n\n";
  for (const Report::WaiverEntry& idle : report.gates->idle)
    if (idle.is_news()) out += "- " + markdown_text(waiver_words(idle), most_finding_text) + "\n";
  if (!report.gates->idle.empty()) out += "\n";
  return out + fold("Gates that are passed or do not apply", passed.empty() ? "" : head + passed);
}

std::string measures(const Report& report) {
  std::string rows;
  for (const auto& [kind, list] : {std::pair("threat", &report.threats), std::pair("burden", &report.burdens),
                                   std::pair("benefit", &report.benefits)})
    for (const Report::Subject& subject : *list) {
      std::string numbers;
      if (subject.applies == Tri::no) numbers = "does not apply";
      if (subject.score) numbers = "score " + measure_words(*subject.score, subject.kind);
      for (const Report::Measure& measure : subject.marginal)
        if (subject.applies != Tri::no)
          numbers += fmt::format("{}over {}: {}", numbers.empty() ? "" : "; ",
                                 markdown_text(measure.baseline, 100), measure_words(measure, subject.kind));
      rows += fmt::format("| {} | {} | {} |\n", kind, markdown_text(subject.title, 200), numbers);
    }
  return rows.empty() ? "" : "| | | percent of effort or exposure |\n| --- | --- | --- |\n" + rows;
}

std::string open_facts(const Report& report) {
  std::string rows;
  for (const Report::AnswerEntry* answer : unknown_facts(report))
    rows += fmt::format("- {}: {} (up to {} points of {})\n", markdown_code(answer->missing.fact, 200),
                        markdown_text(answer->missing.question, most_finding_text),
                        two_digits(answer->missing.points), markdown_code(answer->measure, 200));
  return rows;
}

std::string complaints(const Report& report) {
  std::string rows;
  for (const Report::Complaint& complaint : report.diagnostics) {
    rows += "- " + markdown_code(complaint.code) + ": " + markdown_text(complaint.message, most_finding_text);
    if (complaint.position.line > 0) rows += fmt::format(" (line {})", complaint.position.line);
    if (!complaint.help.empty()) rows += ". " + markdown_text(complaint.help, most_finding_text);
    rows += "\n";
  }
  return rows;
}

std::string heading(const Report& report) {
  return "### " + markdown_text(result_words(report), most_finding_text) + "\n\n";
}

std::string whole(const Report& report, const RenderOptions& options) {
  std::string out = heading(report);
  if (report.refused()) return out + complaints(report) + "\n";
  const std::string file = place_of(report, options).file;
  out += fmt::format("Card {}, rubric {} {}, {}", markdown_code(file, 300), markdown_code(report.rubric.id),
                     markdown_text(report.rubric.version, 100), to_string(report.date));
  if (report.gates) out += ", policy " + markdown_code(report.gates->path, 300);
  out += report.summary.threats > 0 ? ". " + summary_words(report.summary) + ".\n\n" : ".\n\n";
  if (report.gates) out += gates(report, file);
  out += fold("Warnings", complaints(report));
  out += fold("Facts worth finding", open_facts(report));
  return out + fold("Threats, burdens and benefits", measures(report));
}

int rank(const Report& report) {
  if (report.refused()) return 4;
  return report.gates ? static_cast<int>(report.gates->verdict) : 0;
}

}  // namespace

std::string render_github_summary(const std::vector<Report>& reports, const RenderOptions& options) {
  std::vector<const Report*> order;
  for (const Report& report : reports) order.push_back(&report);
  std::stable_sort(order.begin(), order.end(),
                   [](const Report* a, const Report* b) { return rank(*a) > rank(*b); });
  std::string out = reports.size() == 1 ? "" : "### " + markdown_text(result_words(reports)) + "\n\n";
  std::size_t left = 0;
  for (const Report* report : order) {
    std::string text = whole(*report, options);
    if (out.size() + text.size() > most_bytes) text = heading(*report);
    if (out.size() + text.size() > most_bytes)
      ++left;
    else
      out += text;
  }
  if (left > 0) out += fmt::format("### {} more did not fit\n\n", left);
  out.erase(out.find_last_not_of('\n') + 1);
  return out + "\n";
}

}  // namespace openrisk
