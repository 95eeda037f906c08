// Studies as JSON and as rows.
#pragma once

#include <string>
#include <vector>

#include "report/study_sheets.hpp"

namespace openrisk {

using CsvRows = std::vector<std::vector<std::string>>;  // the first is the head

std::string comparison_json(const std::vector<Comparison>& comparisons, const std::optional<Ranking>& ranking,
                            const StudyContext& context);
std::string difference_json(const Program& program, const Differences& differences, const StudyCard& first,
                            const StudyCard& second, const StudyContext& context);
std::string since_json(const Program& program, const std::vector<Since>& since, const StudyContext& context);
std::string option_json(const Program& program, const OptionStudy& study, const StudyContext& context);
std::string advice_json(const Program& program, const Advice& advice, const Target& target,
                        const StudyContext& context);
std::string sensitivity_json(const Program& program, const StudyCard& card, const Swings& swings,
                             const StudyContext& context);
std::string derivation_json(const Program& program, const StudyCard& card,
                            const std::vector<Derivation>& ends, const StudyContext& context);

CsvRows comparison_csv(const std::vector<Comparison>& comparisons);
CsvRows difference_csv(const Program& program, const Differences& differences);
CsvRows since_csv(const std::vector<Since>& since);
CsvRows option_csv(const OptionStudy& study);
CsvRows advice_csv(const Program& program, const Advice& advice);
CsvRows sensitivity_csv(const Program& program, const Swings& swings);
CsvRows derivation_csv(const std::vector<Derivation>& ends);

}  // namespace openrisk
