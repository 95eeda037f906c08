#include "report/study_json_parts.hpp"

namespace openrisk::study_json {

using report_json::list;
using report_json::number;
using Scale = StudyMeasure::Scale;

json band(const BandRange& range) { return {name_of(range.first), name_of(range.second)}; }

json reading(const StudyMeasure& measure, const Reading& reading) {
  if (reading.applies == Tri::no) return {{"applies", "no"}};
  json out = json::object();
  if (measure.scale == Scale::ladder) {
    out["certain"] = number(reading.value.low());
    out["possible"] = number(reading.value.high());
    return out;
  }
  out["low"] = number(reading.value.low());
  out["high"] = number(reading.value.high());
  if (measure.scale != Scale::share) out["band"] = band(reading.band);
  if (!reading.exact) out["exact"] = false;
  if (reading.applies == Tri::unknown) out["applies"] = "unknown";
  return out;
}

// Adds the members of an object to another.
void merge(json& into, const json& members) {
  for (const auto& [key, value] : members.items()) into[key] = value;
}

json card(const StudyCard& one) { return {{"name", one.name}, {"path", one.path}}; }

json head(std::string_view format, const Program& program, const StudyContext& context) {
  return {{"openrisk", format},
          {"tool", {{"name", "openrisk"}, {"version", context.version}}},
          {"date", to_string(context.date)},
          {"rubric",
           {{"id", program.rubric->id.text},
            {"version", program.rubric->version},
            {"sha256", program.rubric->sha256}}}};
}

json tail(json out, const StudyContext& context) {
  if (!context.assumed.empty()) out["assumed"] = context.assumed;
  out["diagnostics"] = list(context.diagnostics, [](const Report::Complaint& one) {
    return json{{"code", one.code},
                {"severity", report_json::severity(one.severity)},
                {"message", one.message},
                {"path", one.path},
                {"line", report_json::line(one.position.line)}};
  });
  return out;
}

std::string text(const json& out) { return out.dump(2, ' ', false, json::error_handler_t::replace) + "\n"; }

std::string whole(const std::vector<json>& all, std::string_view format, const json& beside) {
  if (all.size() == 1) return text(all.front());
  json out{{"openrisk", format}, {"reports", all}};
  merge(out, beside);
  return text(out);
}

}  // namespace openrisk::study_json
