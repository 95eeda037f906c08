// Ladders and checks, with what stands between a release and the next rung.
#include "report/builder.hpp"
#include "report/words.hpp"

namespace openrisk {
namespace {

std::string rung_id(const LadderResult& result, int index) {
  if (index < 0 || index >= static_cast<int>(result.rungs.size())) return "";
  return result.rungs[static_cast<std::size_t>(index)].rung->written->id.text;
}

Report::NeedEntry build_need(ReportBuilder& builder, const NeedResult& result) {
  const Need& written = *result.need->written;
  return {written.id.text,
          written.title,
          result.met(),
          builder.reasons(result.outcome.because),
          builder.paths(result.outcome.missing),
          builder.cite(written.sources)};
}

}  // namespace

Report::LadderEntry build_ladder(ReportBuilder& builder, const LadderResult& result) {
  const Ladder& written = *result.ladder->written;
  Report::LadderEntry ladder;
  ladder.id = written.id.text;
  ladder.title = written.title;
  ladder.about = written.about;
  ladder.applies = result.applies.truth;
  ladder.reason = outcome_words(result.applies.truth, builder.reasons(result.applies.because),
                                builder.paths(result.applies.missing));
  for (const RungResult& rung : result.rungs) {
    ladder.rungs.push_back({rung.rung->written->id.text, rung.rung->written->title, rung.met});
  }
  if (result.applies.truth == Tri::no) return ladder;
  ladder.certain = rung_id(result, result.certain);
  ladder.possible = rung_id(result, result.possible);
  ladder.next = rung_id(result, result.certain + 1);
  if (ladder.next.empty()) return ladder;
  for (const NeedResult& need : result.rungs[static_cast<std::size_t>(result.certain + 1)].needs) {
    if (need.met() != Tri::yes) ladder.needs.push_back(build_need(builder, need));
  }
  return ladder;
}

std::size_t Report::CheckList::counted() const {
  std::size_t count = 0;
  for (const CheckEntry& item : items) count += item.result != CheckState::not_applicable;
  return count;
}

Report::CheckList build_checks(ReportBuilder& builder, const CheckGroup& group) {
  Report::CheckList list;
  list.group = group.group;
  list.met = group.met;
  for (const CheckResult& item : group.items) {
    const Check& written = *item.check->written;
    const Outcome& reasons = item.state == CheckState::not_applicable ? item.applies : item.outcome;
    list.items.push_back({written.id.text, written.title, item.state, builder.reasons(reasons.because),
                          written.remedy, builder.paths(reasons.missing), builder.cite(written.sources)});
  }
  return list;
}

// A list of checks like the others, named after the release that it is about.
Report::CheckList build_reference(ReportBuilder& builder, const ReferenceResult& result) {
  Report::CheckList list;
  list.group = "reference_" + result.name;
  list.met = result.met;
  for (const ReferenceCheck& item : result.items) {
    const ReferenceCondition& written = *item.condition->written;
    list.items.push_back({written.id.text, written.title, item.state, builder.reasons(item.because),
                          written.remedy, builder.paths(item.missing), builder.cite(written.sources)});
  }
  return list;
}

}  // namespace openrisk
