// A line of a JSON Lines stream is read as a text of its own; afterwards its positions are moved to the line
// where it stood, and only when something has to be shown a text with that many lines is made up.
#include "cli/complaints.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "base/file.hpp"
#include "base/text.hpp"
#include "card/read.hpp"
#include "node/node.hpp"

namespace openrisk::cli {
namespace {

void move_down(Span& span, std::uint32_t lines) {
  if (span.begin.line == 0) return;
  span.begin.line += lines;
  span.end.line += lines;
}

// What one card may fill a screen with; all are counted, and reports hold all.
constexpr std::size_t most_shown = 100;

}  // namespace

std::optional<Card> read_card_text(const CardText& text, const Source& source, Diagnostics& diagnostics) {
  const Vocabulary& vocabulary = builtin_vocabulary();
  if (text.line == 0) return read_card(source, vocabulary, diagnostics);
  const std::optional<Node> node = parse_json(source, diagnostics);
  if (!node) return std::nullopt;
  std::optional<Card> card = read_card_node(*node, CardPart::file, vocabulary, diagnostics);
  if (!card) return std::nullopt;
  card->path = text.path();
  card->source = source.id;
  card->sha256 = sha256(source.text);
  for (Statement& statement : card->statements) move_down(statement.span, text.line - 1);
  for (ArgumentStep& step : card->argument) {
    move_down(step.span, text.line - 1);
    move_down(step.threat_span, text.line - 1);
  }
  return card;
}

void Complaints::add_read(const Diagnostics& diagnostics) {
  for (Diagnostic diagnostic : diagnostics.all()) {
    if (text_.line > 1) {
      move_down(diagnostic.span, text_.line - 1);
      for (Label& label : diagnostic.labels) move_down(label.span, text_.line - 1);
    }
    add(std::move(diagnostic));
  }
}

void Complaints::add(const Diagnostics& diagnostics) {
  for (const Diagnostic& diagnostic : diagnostics.all()) add(diagnostic);
}

std::string Complaints::shown() const {
  std::string out;
  if (all_.empty()) return out;
  Sources sources;
  sources.add(text_.name, std::string(text_.line == 0 ? 0 : text_.line - 1, '\n') + text_.text);
  for (std::size_t i = 0; i < std::min(most_shown, all_.size()); ++i) out += session_.shown(all_[i], sources);
  if (all_.size() > most_shown)
    out += fmt::format("… and {} more of '{}'\n", all_.size() - most_shown, visible(text_.path(), 4096));
  return out;
}

std::string Complaints::record() const {
  using json = nlohmann::ordered_json;
  json out = {{"openrisk", "error/1"}, {"card", {{"path", text_.path()}}}, {"diagnostics", json::array()}};
  if (text_.line > 0) out["card"]["line"] = text_.line;
  const auto number = [](std::uint32_t value) { return value == 0 ? json() : json(value); };
  for (const Diagnostic& diagnostic : all_) {
    const std::string_view severity = diagnostic.severity == Severity::error     ? "error"
                                      : diagnostic.severity == Severity::warning ? "warning"
                                                                                 : "note";
    out["diagnostics"].push_back({{"code", page_of(diagnostic.code).name},
                                  {"severity", severity},
                                  {"message", diagnostic.message},
                                  {"help", diagnostic.help.empty() ? json() : json(diagnostic.help)},
                                  {"path", text_.name},
                                  {"line", number(diagnostic.span.begin.line)},
                                  {"column", number(diagnostic.span.begin.column)}});
  }
  return out.dump(-1, ' ', false, json::error_handler_t::replace) + "\n";
}

std::vector<Report::Complaint> Complaints::entries() const {
  std::vector<Report::Complaint> entries;
  for (const Diagnostic& diagnostic : all_)
    entries.push_back({std::string(page_of(diagnostic.code).name), diagnostic.severity, diagnostic.message,
                       diagnostic.help, text_.name, diagnostic.span.begin});
  return entries;
}

Report Complaints::refusal(Date date) const {
  Report report;
  report.tool = {"openrisk", OPENRISK_VERSION};
  report.date = date;
  report.card.path = text_.path();
  report.diagnostics = entries();
  return report;
}

// Several rubrics may say the same of one card: it is said once.
void Complaints::add(Diagnostic diagnostic) {
  for (const Diagnostic& other : all_)
    if (other.code == diagnostic.code && other.span == diagnostic.span && other.message == diagnostic.message)
      return;
  if (diagnostic.severity == Severity::error) ++errors_;
  if (diagnostic.severity == Severity::warning) ++warnings_;
  all_.push_back(std::move(diagnostic));
}

}  // namespace openrisk::cli
