// Studies as sheets.
#pragma once

#include <optional>
#include <vector>

#include "openrisk/render_study.hpp"
#include "report/sheet.hpp"

namespace openrisk {

using Swings = std::vector<std::pair<const Measure*, std::vector<Swing>>>;

Sheet comparison_sheet(const std::vector<Comparison>& comparisons, const std::optional<Ranking>& ranking,
                       const StudyContext& context);
Sheet difference_sheet(const Program& program, const Differences& differences, const StudyCard& first,
                       const StudyCard& second, const StudyContext& context);
Sheet since_sheet(const Program& program, const Since& since, const StudyContext& context);
Sheet option_sheet(const Program& program, const OptionStudy& study, const StudyContext& context);
Sheet advice_sheet(const Program& program, const Advice& advice, const Target& target,
                   const StudyContext& context);
Sheet sensitivity_sheet(const Program& program, const StudyCard& card, const Swings& swings,
                        const StudyContext& context);
Sheet derivation_sheet(const Program& program, const StudyCard& card, const std::vector<Derivation>& ends,
                       const StudyContext& context);

// Several rubrics over the same cards: the measures of each side by side, and which rubrics disagree about
// which pairs of releases.
void add_frameworks(Sheet& sheet, const std::vector<Comparison>& comparisons, const StudyContext& context);

}  // namespace openrisk
