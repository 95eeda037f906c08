// Studies in the formats that people and programs read.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "openrisk/decisions.hpp"
#include "openrisk/render.hpp"

namespace openrisk {

enum class StudyFormat : std::uint8_t { text, markdown, json, csv };
std::string_view name_of(StudyFormat format);
std::optional<StudyFormat> parse_study_format(std::string_view name);
const std::vector<std::string>& study_format_names();

// What every study says of itself. Diagnostics are those of cards that could not be read.
struct StudyContext {
  std::string version;
  Date date;
  std::vector<std::string> assumed;  // FACT=VALUE of --set
  std::vector<Report::Complaint> diagnostics;
  StudyFormat format = StudyFormat::text;
  RenderOptions options;
};

// `rankings` belongs to the first comparison that has the measure. CSV: a row per card and measure.
std::string render(const std::vector<Comparison>& comparisons, const std::optional<Ranking>& ranking,
                   const StudyContext& context);
std::string render(const Program& program, const Differences& differences, const StudyCard& first,
                   const StudyCard& second, const StudyContext& context);
std::string render(const Program& program, const std::vector<Since>& since, const StudyContext& context);
std::string render(const Program& program, const OptionStudy& study, const StudyContext& context);
std::string render(const Program& program, const Advice& advice, const Target& target,
                   const StudyContext& context);
std::string render(const Program& program, const StudyCard& card,
                   const std::vector<std::pair<const Measure*, std::vector<Swing>>>& swings,
                   const StudyContext& context);
std::string render(const Program& program, const StudyCard& card, const std::vector<Derivation>& ends,
                   const StudyContext& context);

}  // namespace openrisk
