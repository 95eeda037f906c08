// Phrases that the formats of studies share.
#pragma once

#include <string>
#include <vector>

#include "openrisk/render_study.hpp"
#include "report/sheet.hpp"

namespace openrisk {

Kind kind_of(const StudyMeasure& measure);

// "8 to 20 (low to moderate)", "class 3", "does not apply".
std::string reading_words(const StudyMeasure& measure, const Reading& reading);
std::string number_words(const StudyMeasure& measure, const Reading& reading);  // "8 to 20"
std::string level_words(const StudyMeasure& measure, const Reading& reading);   // "low to moderate", or ""

// "better", "worse"; of a ladder "higher", "lower": a rung says what is there, not what is better.
std::string_view change_word(const MeasureChange& change);

// The cells that show a reading: bar, number and band, or a rung; and the titles of their columns.
std::vector<Cell> reading_cells(const StudyMeasure& measure, const Reading& reading);
std::vector<std::string> reading_titles(const StudyMeasure& measure);

// "NCII and CSAM, over closed"
std::string measure_title(const StudyMeasure& measure);

// How to read the numbers of these measures; then "rubric science-2024 1.0.0 as of 2026-11-21, report of
// 2026-11-22", and what --set assumed.
void close_sheet(Sheet& sheet, const Program& program, const std::vector<std::string>& measures,
                 const StudyContext& context);
std::vector<std::string> ids_of(const std::vector<StudyMeasure>& measures);

// The sheet in the format of the context, text or Markdown.
std::string shown(const Sheet& sheet, const StudyContext& context);

// The effect of sets of changes, and of options, on one measure: "34 to 45 becomes 3 to 8".
std::string from_to_words(const StudyMeasure& measure, const Reading& from, const Reading& to);

}  // namespace openrisk
