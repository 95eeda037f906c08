// Paths, stages and rules in Markdown: those that hold or might, each with the facts behind it.
#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "base/text.hpp"
#include "report/escape.hpp"
#include "report/markdown_parts.hpp"
#include "report/words.hpp"

namespace openrisk {
namespace {

std::string effect_words(const Report::Rule& rule, bool factors) {
  const std::string by = range_words(rule.by) + " percent";
  switch (rule.effect) {
    case Report::Effect::raises:
      return factors ? "counts for " + by + " of the factor" : "removes " + by + " of the effort";
    case Report::Effect::lowers: return "takes away " + by + (factors ? " of that" : " of that ease");
    case Report::Effect::absorbs: return "absorbs " + by;
  }
  return "";
}

}  // namespace

// A claim that a rule wants evidence for is not unknown: it wants a source.
std::string MarkdownReport::fact_list(const std::vector<std::string>& facts, bool needs_evidence) const {
  std::vector<std::string> words;
  for (const auto& path : facts) {
    const auto fact = std::find_if(report_.facts.begin(), report_.facts.end(),
                                   [&](const Report::FactEntry& entry) { return entry.path == path; });
    const bool claim =
        needs_evidence && fact != report_.facts.end() && fact->standing == Standing::stated && !fact->sourced;
    words.push_back((claim ? "a source for " : "") + markdown_code(path));
  }
  return join(words, ", ");
}

void MarkdownReport::paths(const Report::Subject& threat) {
  std::vector<const Report::Path*> absent;
  for (const auto& entry : threat.paths) {
    if (entry.applies == Tri::no)
      absent.push_back(&entry);
    else
      path(entry, entry.id == threat.path);
  }
  if (absent.empty()) return;
  paragraph("Paths that do not apply:");
  for (const auto* entry : absent)
    line("- *" + markdown_text(entry->title) + "*, by " + actor(*entry) + ": " +
         markdown_code(entry->reason, 500));
  line();
}

std::string MarkdownReport::numbers(const Report::Path& path) const {
  std::vector<std::string> numbers{"uplift " + range_words(path.uplift) + " percent"};
  for (const auto& [baseline, value] : path.marginal)
    numbers.push_back(range_words(value) + " over " + markdown_code(baseline, 100));
  return join(numbers, ", ") + "; " + attempts_words(path.uplift);
}

void MarkdownReport::path(const Report::Path& path, bool decides) {
  open_details("Path: " + path.title);
  if (path.applies == Tri::unknown) paragraph("May apply: " + markdown_code(path.reason, 500) + ".");
  paragraph((decides ? "" : "Actor: " + actor(path) + ". ") + "Numbers: " + numbers(path) + ".");
  if (path.ceiling) paragraph("The uplift of this path is capped at " + two_digits(*path.ceiling) + ".");
  stages(path.stages, false);
  close_details();
}

void MarkdownReport::stages(const std::vector<Report::Stage>& stages, bool factors) {
  if (stages.empty()) return;
  if (factors) {
    table({"Factor", "Share of the whole", "Present, percent", "Contribution", "Why this share"});
  } else {
    table({"Stage", "Share of the effort", "Removed of it, percent", "Contribution", "Why this share"});
  }
  std::size_t silent = 0;
  for (const auto& stage : stages) {
    row({markdown_text(stage.title),
         fmt::format("{} ({}, {})", two_digits(stage.share), name_of(stage.basis), range_words(stage.range)),
         range_words(stage.reduction), range_words(stage.contribution),
         markdown_text(stage.why) + cited(stage.sources)});
    for (const auto& entry : stage.rules) silent += entry.truth == Tri::no;
  }
  line();
  for (const auto& stage : stages) {
    bool first = true;
    for (const auto& entry : stage.rules) {
      if (entry.truth == Tri::no) continue;
      if (std::exchange(first, false)) line("- " + markdown_text(stage.title));
      line("  - " + rule(entry, factors));
    }
  }
  if (silent > 0)
    line(fmt::format("- {} here and {} left out.",
                     silent == 1 ? "One rule does not hold" : fmt::format("{} rules do not hold", silent),
                     silent == 1 ? "is" : "are"));
  line();
}

std::string MarkdownReport::rule(const Report::Rule& rule, bool factors) const {
  std::string text =
      markdown_code(rule.id) + (rule.truth == Tri::yes ? " " : " might hold: ") + effect_words(rule, factors);
  const bool moves = rule.graded.empty() || rule.ends.high() > 0;  // nothing stays nothing
  text += fmt::format(" ({}{}{}).", name_of(rule.basis), moves ? ", " + range_words(rule.ends) : "",
                      rule.graded.empty() ? "" : "; set by " + markdown_code(rule.graded));
  text += " " + markdown_text(rule.why) + cited(rule.sources);
  if (!rule.because.empty()) text += " Because " + reasons(rule.because) + ".";
  if (rule.truth == Tri::unknown) text += " Open: " + fact_list(rule.missing, rule.needs_evidence) + ".";
  return text;
}

}  // namespace openrisk
