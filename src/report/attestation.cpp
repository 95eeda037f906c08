// A predicate is monotonic: what a reader leaves out never makes it say more. So nothing in it takes another
// part back; a pass that rests on a waiver has a word of its own, and a what-if is never attested.
#include "report/attestation.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "report/json_parts.hpp"

namespace openrisk {
namespace {

using report_json::json;
using report_json::list;
using report_json::number;

json file_json(const AttestedFile& file) {
  return {{"name", file.name}, {"digest", {{"sha256", file.sha256}}}};
}

json band_json(const BandRange& band) { return json::array({name_of(band.first), name_of(band.second)}); }

json measure_json(const Measure& measure, Tri applies) {
  json out = {{"applies", name_of(applies)}};
  if (applies == Tri::no) return out;
  out["low"] = number(measure.value.low());
  out["high"] = number(measure.value.high());
  out["band"] = band_json(measure.band);
  out["doubted"] = {{"low", number(measure.doubted.low())},
                    {"high", number(measure.doubted.high())},
                    {"band", band_json(measure.doubted_band)}};
  out["exact"] = measure.exact;
  return out;
}

json ladder_json(const LadderResult& ladder) {
  json out = {{"applies", name_of(ladder.applies.truth)}};
  if (ladder.applies.truth == Tri::no) return out;
  const auto rung = [&](int index) -> json {
    if (index < 0) return nullptr;
    return ladder.ladder->rungs[static_cast<std::size_t>(index)].written->id.text;
  };
  out["certain"] = rung(ladder.certain);
  out["possible"] = rung(ladder.possible);
  return out;
}

json checks_json(const CheckGroup& group) {
  const bool any = std::any_of(group.items.begin(), group.items.end(), [](const CheckResult& item) {
    return item.state != CheckState::not_applicable;
  });
  json out = {{"applies", any ? "yes" : "no"}};
  if (!any) return out;
  out["low"] = number(group.met.low());
  out["high"] = number(group.met.high());
  return out;
}

json measures_json(const Assessment& assessment) {
  json out = json::object();
  for (const SubjectResult& subject : assessment.subjects) {
    if (subject.score) out[subject.score->name] = measure_json(*subject.score, subject.applies.truth);
    for (const Measure& measure : subject.measures)
      out[measure.name] = measure_json(measure, subject.applies.truth);
  }
  for (const LadderResult& ladder : assessment.ladders)
    out["ladders." + ladder.ladder->written->id.text] = ladder_json(ladder);
  for (const CheckGroup& group : assessment.checks) out["checks." + group.group] = checks_json(group);
  return out;
}

std::string_view word_of(const GateResult& gate) {
  if (gate.unwaived != gate.verdict) return "waived";
  if (gate.verdict == Verdict::fail) return "failed";
  if (gate.verdict == Verdict::warn) return "warned";
  return gate.outcome == GateOutcome::not_applicable ? "notApplicable"
         : gate.outcome == GateOutcome::undecided    ? "undecided"
                                                     : "passed";
}

json policy_json(const PolicyResult& result) {
  const Policy& policy = *result.policy->policy;
  const bool waived = std::any_of(result.gates.begin(), result.gates.end(),
                                  [](const GateResult& gate) { return gate.unwaived != gate.verdict; });
  const std::string_view verdict = result.verdict == Verdict::fail   ? "failed"
                                   : result.verdict == Verdict::warn ? "warned"
                                   : waived                          ? "passedWithWaivers"
                                                                     : "passed";
  return {{"id", policy.id.text},
          {"sha256", policy.sha256},
          {"verdict", verdict},
          {"gates", list(result.gates, [](const GateResult& gate) {
             return json{{"id", gate.gate->written->id.text}, {"result", word_of(gate)}};
           })}};
}

}  // namespace

std::string moment(std::int64_t seconds) {
  constexpr std::int64_t day = 24 * 60 * 60;
  const std::int64_t rest = (seconds % day + day) % day, days = (seconds - rest) / day;
  return fmt::format("{}T{:02}:{:02}:{:02}Z", to_string(Date{static_cast<std::int32_t>(days)}), rest / 3600,
                     rest / 60 % 60, rest % 60);
}

std::optional<std::int64_t> parse_moment(std::string_view text) {
  if (text.size() != 20 || text[10] != 'T') return std::nullopt;
  const std::optional<Date> date = parse_date(text.substr(0, 10));
  if (!date) return std::nullopt;
  const auto two = [&](std::size_t at) { return (text[at] - '0') * 10 + text[at + 1] - '0'; };
  const std::int64_t seconds = date->days * std::int64_t{86400} + two(11) * 3600 + two(14) * 60 + two(17);
  // Only one text stands for a moment: what differs from it is none.
  return moment(seconds) == text ? std::optional(seconds) : std::nullopt;
}

std::string attestation_json(const Program& program, const Card& card, const Assessment& assessment,
                             const PolicyResult* policy, const AttestationContext& context) {
  const auto text = [&](std::string_view path) { return card.text(*program.vocabulary, path); };
  json predicate = {{"assessedAt", context.assessed_at},
                    {"tool", {{"name", "openrisk"}, {"version", context.version}}},
                    {"card",
                     {{"name", context.card_name},
                      {"release",
                       {{"name", text("release.name")},
                        {"version", text("release.version")},
                        {"developer", text("release.developer")}}}}}};
  predicate["sources"] = list(context.sources, file_json);
  predicate["rubric"] = {{"id", program.rubric->id.text},
                         {"version", program.rubric->version},
                         {"sha256", program.rubric->sha256}};
  predicate["vocabulary"] = {{"sha256", program.vocabulary->sha256}};
  predicate["licenses"] = {{"sha256", program.licenses->sha256}};
  if (!context.over.empty()) predicate["comparedWith"] = list(context.over, file_json);
  if (policy != nullptr) predicate["policy"] = policy_json(*policy);
  predicate["measures"] = measures_json(assessment);
  json out = {{"_type", statement_type}, {"subject", list(context.subjects, file_json)}};
  out["predicateType"] = attestation_type;
  out["predicate"] = std::move(predicate);
  return out.dump(2, ' ', false, json::error_handler_t::replace) + "\n";
}

std::string file_of_source(std::string_view source) {
  std::string_view path = source.substr(0, source.find('#'));
  const std::size_t digits = path.find_last_not_of("0123456789");
  if (digits != std::string_view::npos && digits + 1 < path.size() && digits > 0 && path[digits] == ':')
    path = path.substr(0, digits);
  if (path.starts_with("./") || path.starts_with("../") || path.starts_with("/") || path == "..")
    return std::string(path);
  if (path.find_first_of(": \t\n\r") != std::string_view::npos) return "";
  if (path.find('/') != std::string_view::npos) return std::string(path);
  const std::size_t dot = path.rfind('.');
  if (dot == std::string_view::npos || dot == 0) return "";
  const std::string_view ending = path.substr(dot + 1);
  const bool letters =
      !ending.empty() && ending.size() <= 11 && std::all_of(ending.begin(), ending.end(), [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
      });
  const bool number = ending.find_first_not_of("0123456789") == std::string_view::npos;
  return letters && !number ? std::string(path) : "";
}

namespace {

// The whole text, or what stands before a fragment, a line or a page.
std::string file_beside(std::string_view source, const std::function<bool(const std::string&)>& is_beside) {
  for (const std::size_t end : {source.size(), source.find('#'), source.rfind(':'), source.find(", ")}) {
    const std::string name(source.substr(0, end));
    if (!name.empty() && is_beside(name)) return name;
  }
  return "";
}

}  // namespace

std::vector<CitedFile> cited_files(const Card& card,
                                   const std::function<bool(const std::string&)>& is_beside) {
  std::vector<CitedFile> found;
  std::set<std::string> seen;
  const auto add = [&](const std::vector<std::string>& sources, const Span& span) {
    for (const std::string& source : sources) {
      std::string file = file_of_source(source);
      if (file.empty()) file = file_beside(source, is_beside);
      if (!file.empty() && seen.insert(file).second) found.push_back({std::move(file), span});
    }
  };
  for (const Statement& statement : card.statements) add(statement.sources, statement.span);
  for (const ArgumentStep& step : card.argument) add(step.sources, step.span);
  return found;
}

}  // namespace openrisk
