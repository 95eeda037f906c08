// The parts of the Markdown report that stand at its end: ladders, checks, facts, sources, words.
#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <utility>

#include "base/text.hpp"
#include "report/escape.hpp"
#include "report/markdown_parts.hpp"
#include "report/words.hpp"

namespace openrisk {
namespace {

std::string_view words_of(CheckState state) {
  switch (state) {
    case CheckState::met: return "met";
    case CheckState::not_met: return "**not met**";
    case CheckState::unknown: return "unknown";
    case CheckState::not_applicable: return "not applicable";
  }
  return "";
}

std::string support_words(const Report::FactEntry& fact) {
  if (std::holds_alternative<std::monostate>(fact.value)) return "";
  if (fact.assumed) return "assumed";
  return fact.sourced ? "evidence" : "claim";
}

}  // namespace

void MarkdownReport::ladder(const Report::LadderEntry& ladder) {
  heading(3, markdown_text(ladder.title));
  if (!ladder.about.empty()) paragraph(markdown_text(ladder.about));
  if (ladder.applies == Tri::no) {
    paragraph("Does not apply: " + markdown_code(ladder.reason, 500) + ".");
    return;
  }
  paragraph("**" + markdown_text(sentence(ladder_words(ladder))) + "**");
  table({"Rung", "Needs met, percent"});
  for (const auto& rung : ladder.rungs) row({markdown_text(rung.title), range_words(rung.met)});
  line();
  if (ladder.needs.empty()) return;
  paragraph("Between this release and " + markdown_text(rung_title(ladder, ladder.next)) + ":");
  for (const auto& need : ladder.needs) {
    line("- " + markdown_text(need.title) + (need.truth == Tri::no ? ": not met, " : ": open, ") +
         outcome(need.truth, need.because, need.missing) + cited(need.sources));
  }
  line();
}

void MarkdownReport::checks(const Report::CheckList& checks) {
  heading(3, markdown_text(group_words(checks.group)));
  paragraph(markdown_text(sentence(checks_words(checks))));
  table({"Check", "Result", "Because", "Remedy", "Sources"});
  for (const auto& check : checks.items) {
    const Tri truth = check.result == CheckState::unknown ? Tri::unknown : Tri::yes;
    const bool remedy = check.result == CheckState::not_met || check.result == CheckState::unknown;
    row({markdown_text(check.title), std::string(words_of(check.result)),
         outcome(truth, check.because, check.missing), remedy ? markdown_text(check.remedy) : "",
         markdown_text(join(check.sources, ", "))});
  }
  line();
}

void MarkdownReport::facts() {
  if (report_.facts.empty()) return;
  heading(2, "Facts");
  if (!report_.assumed.empty()) {
    paragraph("Assumed for this report with `--set`, whatever the card says: " +
              fact_list(report_.assumed, false) + ".");
  }
  const auto stated = std::count_if(
      report_.facts.begin(), report_.facts.end(),
      [](const Report::FactEntry& fact) { return !std::holds_alternative<std::monostate>(fact.value); });
  open_details(fmt::format("{} facts that the rubric reads or the card mentions, {} of them stated",
                           report_.facts.size(), stated));
  stated_facts();
  open_facts();
  close_details();
}

// The sources of a card are few and stand at many facts: the table names them by number.
void MarkdownReport::stated_facts() {
  std::vector<std::string> sources;
  table({"Fact", "Value", "Support", "Line", "Sources", "Note"});
  for (const auto& fact : report_.facts) {
    if (std::holds_alternative<std::monostate>(fact.value)) continue;
    std::string value = markdown_code(fact.text, 200);
    if (fact.partial) value += " and perhaps more";
    if (!fact.resolved.empty() && fact.resolved != fact.text)
      value += ", read as " + markdown_code(fact.resolved);
    if (fact.standing == Standing::not_applicable) value += " (counts for nothing)";
    std::vector<std::string> numbers;
    for (const auto& source : fact.sources) {
      auto found = std::find(sources.begin(), sources.end(), source);
      if (found == sources.end()) found = sources.insert(found, source);
      numbers.push_back(std::to_string(found - sources.begin() + 1));
    }
    row({markdown_code(fact.path), value, support_words(fact), fact.line > 0 ? std::to_string(fact.line) : "",
         join(numbers, ", "), markdown_text(fact.note, 400)});
  }
  line();
  if (!sources.empty()) paragraph("Sources that the card names:");
  for (std::size_t i = 0; i < sources.size(); ++i)
    line(fmt::format("{}. {}", i + 1, markdown_code(sources[i], 200)));
  if (!sources.empty()) line();
}

void MarkdownReport::open_facts() {
  std::map<std::string, std::string> questions;
  for (const auto& answer : report_.answers)
    if (!answer.missing.source) questions[answer.missing.fact] = answer.missing.question;
  std::vector<std::string> settling, withheld, silent, inapplicable;
  for (const auto& fact : report_.facts) {
    if (!std::holds_alternative<std::monostate>(fact.value)) continue;
    const std::string path = markdown_code(fact.path);
    if (fact.standing == Standing::not_applicable) {
      inapplicable.push_back(path);
      continue;
    }
    if (fact.standing == Standing::withheld) withheld.push_back(path);
    if (const auto found = questions.find(fact.path); found != questions.end())
      settling.push_back("- " + path + ": " + markdown_text(found->second));
    else if (fact.standing != Standing::withheld)
      silent.push_back(path);
  }
  if (!settling.empty()) paragraph("Open, and an answer would settle something:");
  for (const std::string& text : settling) line(text);
  if (!settling.empty()) line();
  if (!withheld.empty()) paragraph("Withheld by the developer: " + join(withheld, ", ") + ".");
  if (!silent.empty())
    paragraph("Open, and no answer alone would settle anything: " + join(silent, ", ") + ".");
  if (!inapplicable.empty()) paragraph("Do not apply to this release: " + join(inapplicable, ", ") + ".");
}

void MarkdownReport::sources() {
  if (report_.sources.empty()) return;
  heading(2, "Sources");
  open_details(fmt::format("{} sources that this report cites", report_.sources.size()));
  const std::pair<std::string_view, std::string_view> groups[] = {
      {"full", "Read in full:"},
      {"excerpt", "Read in excerpts:"},
      {"secondary", "Known through other documents only:"}};
  for (const auto& [read, title] : groups) {
    bool first = true;
    for (const auto& source : report_.sources) {
      if (source.read != read) continue;
      if (std::exchange(first, false)) paragraph(title);
      line("- " + markdown_text(source.id.text) + ": " + markdown_link(source.title, source.url) +
           (source.date.empty() ? "" : ", " + markdown_text(source.date)) +
           (source.note.empty() ? "" : ". " + markdown_text(sentence(source.note))));
    }
    if (!first) line();
  }
  close_details();
}

void MarkdownReport::glossary() {
  heading(2, "Words");
  if (!report_.threats.empty()) {
    line(
        "- **Uplift**: the part of an actor's effort on a path that the release removes, before any "
        "comparison.");
    line("- **Marginal**: what it removes beyond a baseline, after the defences that can answer it.");
  }
  line(
      "- **Interval**: the least and the greatest value over everything that the card leaves open; it is no "
      "confidence interval.");
  if (scores()) {
    line(
        "- **Doubted**: the interval when claims that only the developer can check, and gave no source for, "
        "are taken as unknown.");
    line(
        "- **Range of judgements**: the interval when all numbers of the rubric stand at the ends of their "
        "ranges together. It is about the rubric, the other two are about the card.");
    line(
        "- **Band**: a word for a stretch of numbers (negligible, low, moderate, high, severe), with "
        "thresholds from the rubric; of a benefit, and of what a framework counts, the highest reads very "
        "high.");
  }
  line(
      "- **Claim**: a fact that the card states without a source. **Evidence**: one with a source; whether "
      "the source says so is not checked.");
  if (!report_.threats.empty())
    line(
        "- **Grades of evidence**: G0 none, G1 argument, G2 benchmark or in-silico capability, G3 controlled "
        "human study, G4 observed in the wild, G5 observed at scale with comparison; each supports marginal "
        "risk, finds none (null), or speaks against it.");
  line();
}

void MarkdownReport::closing() {
  heading(2, "What this report does not say");
  if (report_.threats.empty())
    line(
        "It supports a decision and is none: whether and how to release, and what weighs more, is the "
        "reader's to decide. A reader who disagrees with a line of the rubric can change it there and see "
        "what follows.");
  else
    line(
        "It combines no threats into one number and puts them in no order. It supports a decision and is "
        "none: whether and how to release, and what weighs more, is the reader's to decide. A reader who "
        "disagrees with a step or a number can change it in the rubric and see what follows.");
}

}  // namespace openrisk
