// What the JSON of all studies shares.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "openrisk/render_study.hpp"
#include "report/json_parts.hpp"

namespace openrisk::study_json {

using report_json::json;

json band(const BandRange& range);
// {low, high, band} of a number; {certain, possible} of a ladder, as counts of rungs; {applies} where there
// is none.
json reading(const StudyMeasure& measure, const Reading& reading);
void merge(json& into, const json& members);
json card(const StudyCard& one);
json head(std::string_view format, const Program& program, const StudyContext& context);
json tail(json out, const StudyContext& context);
std::string text(const json& out);
// One document alone, or several under a head of their own, with members beside them.
std::string whole(const std::vector<json>& all, std::string_view format, const json& beside = json::object());

}  // namespace openrisk::study_json
