// Parts of build_report: from results, which point into the program, to plain values.
#pragma once

#include <set>
#include <string>
#include <vector>

#include "openrisk/report.hpp"

namespace openrisk {

// What the parts of a report are made from, and the ids of the sources that they cite.
struct ReportBuilder {
  const Program& program;
  const Card& card;
  const Answers& answers;
  std::set<std::string> cited = {};

  // What a number of the program is: a percentage already, an effect between 0 and 1, or a factor on the
  // height of a graded effect. The last two become percent.
  enum class Role : std::uint8_t { percentage, effect, height };
  std::vector<Role> roles = {};  // by number

  const Fact& fact(FactId id) const { return (*program.vocabulary)[id]; }

  std::uint32_t line_of(FactId id) const;  // within the card; 0: it does not mention the fact
  Report::Reason reason(FactId id) const;
  std::vector<Report::Reason> reasons(const std::vector<FactId>& facts) const;
  std::vector<std::string> paths(const std::vector<FactId>& facts) const;
  std::vector<std::string> cite(const std::vector<Text>& sources);
  Report::Missing missing(const Missing& missing, const Measure& measure) const;
  Report::Measure measure(const Measure& measure) const;
};

void find_roles(ReportBuilder& builder);  // fills ReportBuilder::roles

Report::Subject build_subject(ReportBuilder& builder, const SubjectResult& result);
Report::LadderEntry build_ladder(ReportBuilder& builder, const LadderResult& result);
Report::CheckList build_checks(ReportBuilder& builder, const CheckGroup& group);
Report::CheckList build_reference(ReportBuilder& builder, const ReferenceResult& result);
Report::Gates build_gates(const ReportBuilder& builder, const PolicyResult& result, std::string path);
std::vector<Report::FactEntry> build_facts(const ReportBuilder& builder);

}  // namespace openrisk
