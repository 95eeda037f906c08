#include <algorithm>

#include "base/text.hpp"
#include "report/study_json.hpp"
#include "report/study_words.hpp"

namespace openrisk {

namespace {

constexpr std::pair<StudyFormat, std::string_view> names[] = {{StudyFormat::text, "text"},
                                                              {StudyFormat::markdown, "markdown"},
                                                              {StudyFormat::json, "json"},
                                                              {StudyFormat::csv, "csv"}};

// Every row says what --set assumed.
std::string table(CsvRows rows, const StudyContext& context) {
  const std::string assumed = join(context.assumed, "; ");
  for (std::size_t i = 0; i < rows.size(); ++i) rows[i].push_back(i == 0 ? "assumed" : assumed);
  return csv(rows);
}

}  // namespace

std::string_view name_of(StudyFormat format) {
  for (const auto& [one, name] : names)
    if (one == format) return name;
  return "";
}

std::optional<StudyFormat> parse_study_format(std::string_view text) {
  for (const auto& [one, name] : names)
    if (name == text) return one;
  return std::nullopt;
}

const std::vector<std::string>& study_format_names() {
  static const std::vector<std::string> all = [] {
    std::vector<std::string> list;
    for (const auto& [one, name] : names) list.emplace_back(name);
    return list;
  }();
  return all;
}

std::string render(const std::vector<Comparison>& comparisons, const std::optional<Ranking>& ranking,
                   const StudyContext& context) {
  if (context.format == StudyFormat::json) return comparison_json(comparisons, ranking, context);
  if (context.format == StudyFormat::csv) return table(comparison_csv(comparisons), context);
  return shown(comparison_sheet(comparisons, ranking, context), context);
}

std::string render(const Program& program, const Differences& differences, const StudyCard& first,
                   const StudyCard& second, const StudyContext& context) {
  if (context.format == StudyFormat::json)
    return difference_json(program, differences, first, second, context);
  if (context.format == StudyFormat::csv) return table(difference_csv(program, differences), context);
  return shown(difference_sheet(program, differences, first, second, context), context);
}

std::string render(const Program& program, const std::vector<Since>& since, const StudyContext& context) {
  if (context.format == StudyFormat::json) return since_json(program, since, context);
  if (context.format == StudyFormat::csv) return table(since_csv(since), context);
  std::string out;
  for (const Since& one : since)
    out.append(out.empty() ? "" : "\n").append(shown(since_sheet(program, one, context), context));
  return out;
}

std::string render(const Program& program, const OptionStudy& study, const StudyContext& context) {
  if (context.format == StudyFormat::json) return option_json(program, study, context);
  if (context.format == StudyFormat::csv) return table(option_csv(study), context);
  return shown(option_sheet(program, study, context), context);
}

std::string render(const Program& program, const Advice& advice, const Target& target,
                   const StudyContext& context) {
  if (context.format == StudyFormat::json) return advice_json(program, advice, target, context);
  if (context.format == StudyFormat::csv) return table(advice_csv(program, advice), context);
  return shown(advice_sheet(program, advice, target, context), context);
}

std::string render(const Program& program, const StudyCard& card,
                   const std::vector<std::pair<const Measure*, std::vector<Swing>>>& swings,
                   const StudyContext& context) {
  if (context.format == StudyFormat::json) return sensitivity_json(program, card, swings, context);
  if (context.format == StudyFormat::csv) return table(sensitivity_csv(program, swings), context);
  return shown(sensitivity_sheet(program, card, swings, context), context);
}

std::string render(const Program& program, const StudyCard& card, const std::vector<Derivation>& ends,
                   const StudyContext& context) {
  if (context.format == StudyFormat::json) return derivation_json(program, card, ends, context);
  if (context.format == StudyFormat::csv) return table(derivation_csv(ends), context);
  return shown(derivation_sheet(program, card, ends, context), context);
}

}  // namespace openrisk
