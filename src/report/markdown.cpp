#include "report/markdown.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/text.hpp"
#include "report/escape.hpp"
#include "report/markdown_parts.hpp"
#include "report/study_words.hpp"
#include "report/words.hpp"

namespace openrisk {

void MarkdownReport::heading(int level, std::string_view text) {
  out_.append(static_cast<std::size_t>(level), '#').append(" ").append(text).append("\n\n");
}

void MarkdownReport::row(const std::vector<std::string>& cells) {
  out_ += '|';
  for (const std::string& cell : cells) out_.append(" ").append(cell).append(" |");
  out_ += '\n';
}

void MarkdownReport::table(const std::vector<std::string>& titles) {
  row(titles);
  row(std::vector<std::string>(titles.size(), "---"));
}

void MarkdownReport::open_details(std::string_view title) {
  out_.append("<details><summary>").append(html_text(title)).append("</summary>\n\n");
}

void MarkdownReport::close_details() {
  out_.erase(out_.find_last_not_of('\n') + 1);
  out_ += "\n\n</details>\n\n";
}

// A value that is short stands here too; the others stand among the facts.
std::string MarkdownReport::reasons(const std::vector<Report::Reason>& reasons) const {
  std::vector<std::string> words;
  for (const auto& reason : reasons) {
    std::string text;
    if (reason.value == "n/a")
      text = markdown_code(reason.fact) + " does not apply";
    else if (reason.value == "unknown" || reason.value == "withheld")
      text = markdown_code(reason.fact) + " is " + reason.value;
    else
      text = markdown_code(reason.value.size() > 24 ? reason.fact : reason.fact + " = " + reason.value);
    if (reason.line > 0) text += fmt::format(" (line {})", reason.line);
    words.push_back(std::move(text));
  }
  return join(words, ", ");
}

std::string MarkdownReport::outcome(Tri truth, const std::vector<Report::Reason>& because,
                                    const std::vector<std::string>& missing) const {
  if (truth == Tri::unknown && !missing.empty()) {
    const std::string open = "depends on " + fact_list(missing, false);
    return because.empty() ? open : open + "; " + reasons(because);
  }
  return because.empty() ? "whatever the card says" : reasons(because);
}

std::string MarkdownReport::cited(const std::vector<std::string>& sources) const {
  return sources.empty() ? "" : " [" + markdown_text(join(sources, ", ")) + "]";
}

void MarkdownReport::head() {
  const Report::Release& card = report_.card;
  const Report::RubricInfo& rubric = report_.rubric;
  const std::string name = markdown_text(release_words(card), 120);
  heading(1, report_.threats.empty() ? name + ": " + markdown_text(rubric.title)
                                     : "Marginal risk of releasing " + name);
  const Report::Summary& summary = report_.summary;
  if (summary.threats > 0) {
    const bool settles = summary.apply + summary.may_apply > 0;
    paragraph(
        "**" + sentence(summary_words(summary)) + "**" +
        (settles ? " Settled means: in one band over every baseline, whatever the open facts turn out to be."
                 : ""));
  }
  line("- Release: " + markdown_text(release_words(card), 120) +
       (card.developer.empty() ? "" : ", by " + markdown_text(card.developer, 120)));
  line("- Card: " + markdown_code(card.path, 300) +
       (card.sha256.empty() ? "" : ", sha256 " + markdown_code(card.sha256)));
  line("- Date of this report: " + to_string(report_.date));
  line(fmt::format("- Rubric: {} ({}, version {}), as of {}, to be reviewed by {}",
                   markdown_text(rubric.title), markdown_code(rubric.id), markdown_text(rubric.version),
                   to_string(rubric.as_of), to_string(rubric.review_by)));
  for (const Author& author : rubric.authors) {
    line("- Responsible for its judgements: " + markdown_text(author.name) +
         (author.interests.empty() ? "" : "; interests: " + markdown_text(author.interests)));
  }
  line(fmt::format("- Made with {} {}", markdown_text(report_.tool.name),
                   markdown_text(report_.tool.version)));
  line();
}

void MarkdownReport::since() {
  if (!report_.earlier) return;
  heading(2, "Since " + markdown_text(report_.earlier->path, 300));
  table({"measure", "was", "is", "change"});
  std::size_t same = 0;
  for (const MeasureChange& change : report_.earlier->measures) {
    same += change.change == Change::same;
    if (change.change == Change::same) continue;
    row({markdown_code(change.measure.id), markdown_text(reading_words(change.measure, change.from)),
         markdown_text(reading_words(change.measure, change.to)), std::string(change_word(change))});
  }
  line();
  paragraph(fmt::format("{} measures did not change.", same));
}

void MarkdownReport::gates() {
  if (!report_.gates) return;
  const Report::Gates& gates = *report_.gates;
  heading(2, "Gates");
  paragraph("**" + markdown_text(release_words(report_.card), 120) + " " +
            markdown_text(verdict_words(gates)) + ".** Policy: " + markdown_code(gates.path, 300) +
            (gates.ignored_waivers ? ". Waivers are ignored, as asked." : "."));
  table({"gate", "verdict", "why", "in the card"});
  for (const Report::GateEntry& gate : gates.results) {
    std::string reason = markdown_text(gate.why);
    if (gate.verdict != Verdict::pass && !gate.message.empty()) reason += ". " + markdown_text(gate.message);
    if (gate.waiver) reason += ". " + markdown_text(waiver_words(*gate.waiver));
    std::string place;
    if (gate.fact) place = markdown_text(reason_words(*gate.fact));
    if (gate.question) place += (place.empty() ? "" : ". ") + markdown_text(*gate.question);
    row({markdown_code(gate.id), std::string(gate_state(gate)), reason, place});
  }
  line();
  for (const Report::WaiverEntry& idle : gates.idle)
    if (idle.is_news()) line("- " + markdown_text(waiver_words(idle)));
  if (!gates.idle.empty()) line();
}

void MarkdownReport::warnings() {
  if (report_.diagnostics.empty() && !report_.rubric.review_overdue) return;
  heading(2, "Warnings");
  if (report_.rubric.review_overdue) {
    line("- The rubric was to be reviewed by " + to_string(report_.rubric.review_by) +
         "; its evidence may be old.");
  }
  for (const auto& entry : report_.diagnostics) {
    std::string place = entry.path;
    if (entry.position.line > 0) place += fmt::format(":{}:{}", entry.position.line, entry.position.column);
    line("- " + markdown_code(entry.code) + (place.empty() ? "" : " at " + markdown_code(place, 300)) + ": " +
         markdown_text(entry.message, 500) +
         (entry.help.empty() ? "" : "; " + markdown_text(entry.help, 500)));
  }
  line();
}

std::string MarkdownReport::text() {
  head();
  gates();
  since();
  how_to_read();
  summary();
  warnings();
  if (!report_.threats.empty()) heading(2, "Threats");
  for (const auto& entry : report_.threats) threat(entry);
  if (!report_.burdens.empty()) heading(2, "Burdens");
  for (const auto& entry : report_.burdens) burden_or_benefit(entry);
  if (!report_.benefits.empty()) heading(2, "Benefits");
  for (const auto& entry : report_.benefits) burden_or_benefit(entry);
  if (!report_.ladders.empty()) heading(2, "Ladders");
  for (const auto& entry : report_.ladders) ladder(entry);
  if (!report_.checks.empty()) heading(2, "Checks");
  for (const auto& entry : report_.checks) checks(entry);
  facts();
  sources();
  glossary();
  closing();
  return std::move(out_);
}

std::string render_markdown(const std::vector<Report>& reports) {
  std::string out;
  for (const Report& report : reports) {
    if (!out.empty()) out += "---\n\n";
    out += MarkdownReport(report).text();
  }
  return out;
}

}  // namespace openrisk
