// Options, advice, sensitivity and derivations as JSON.
#include "report/study_json.hpp"

#include "report/study_json_parts.hpp"

namespace openrisk {
namespace {

using namespace study_json;
using report_json::exact_number;
using report_json::list;
using report_json::number;

// Members by the id of a threat, burden or benefit, and then by baseline: {ID: {closed: {…}}}; a score is the
// member's own.
json by_subject(const std::vector<StudyMeasure>& measures, const std::vector<Reading>& readings,
                std::string_view kind) {
  json out = json::object();
  for (std::size_t i = 0; i < measures.size(); ++i) {
    const std::string& id = measures[i].id;
    if (!id.starts_with(std::string(kind) + ".")) continue;
    std::string subject = id.substr(kind.size() + 1);
    const std::string& baseline = measures[i].baseline;
    if (baseline.empty()) {
      merge(out[subject], reading(measures[i], readings[i]));
      continue;
    }
    subject.resize(subject.size() - baseline.size() - 1);
    out[subject][baseline] = reading(measures[i], readings[i]);
  }
  return out;
}

}  // namespace

std::string option_json(const Program& program, const OptionStudy& study, const StudyContext& context) {
  json out = head("options/1", program, context);
  out["card"] = card(study.card);
  out["options"] = list(study.options, [&](const OptionResult& option) {
    json one{{"id", option.option->id.text},
             {"title", option.option->title},
             {"possible", option.card.has_value()}};
    if (!option.card) return one;
    one["as_is"] = option.as_is;
    one["irrevocable"] = name_of(option.irrevocable);
    one["dominated_by"] = list(option.dominated_by,
                               [&](std::size_t other) { return json(study.options[other].option->id.text); });
    for (const Kind kind : {Kind::threat, Kind::burden, Kind::benefit})
      one[std::string(plural_of(kind))] = by_subject(study.measures, option.readings, plural_of(kind));
    return one;
  });
  return text(tail(std::move(out), context));
}

std::string advice_json(const Program& program, const Advice& advice, const Target& target,
                        const StudyContext& context) {
  const Vocabulary& vocabulary = *program.vocabulary;
  json out = head("advice/1", program, context);
  const auto targets = [&](const std::vector<Reading>& all, bool chosen) {
    json values = json::object();
    for (std::size_t i = 0; i < advice.targets.size(); ++i) {
      const std::size_t m = advice.targets[i];
      values[advice.measures[m].id] = reading(advice.measures[m], all[chosen ? i : m]);
    }
    return values;
  };
  // One measure is the usual case: its reading stands there by itself.
  const auto after = [&](const std::vector<Reading>& all, bool chosen) {
    json values = targets(all, chosen);
    return advice.targets.size() == 1 ? values.begin().value() : values;
  };
  out["card"] = card(advice.card);
  out["target"] = target.text;
  out["reached"] = name_of(advice.reached);
  out["irrevocable"] = advice.weights_out;
  out["now"] = after(advice.as_is, false);
  out["sets"] = list(advice.sets, [&](const ChangeSet& set) {
    json one{{"changes", list(set.steps,
                              [&](const Step& step) {
                                return json{{"fact", vocabulary[step.fact].path},
                                            {"from", step.from},
                                            {"to", step.to},
                                            {"effort", name_of(step.effort)}};
                              })},
             {"after", after(set.readings, false)}};
    for (const Kind kind : {Kind::burden, Kind::benefit}) {
      json moved = json::object();
      for (std::size_t m = 0; m < advice.measures.size(); ++m) {
        const std::string prefix = std::string(plural_of(kind)) + ".";
        if (!advice.measures[m].id.starts_with(prefix) || !advice.measures[m].baseline.empty()) continue;
        moved[advice.measures[m].id.substr(prefix.size())] = {
            {"from", reading(advice.measures[m], advice.as_is[m])},
            {"to", reading(advice.measures[m], set.readings[m])}};
      }
      one[std::string(plural_of(kind))] = std::move(moved);
    }
    return one;
  });
  out["branches"] = list(advice.branches, [&](const AdviceBranch& branch) {
    json one{{"release", nullptr}};
    if (branch.release) {
      std::vector<std::string> values{branch.release->to};
      values.insert(values.end(), branch.also.begin(), branch.also.end());
      one["release"] = {{"fact", vocabulary[branch.release->fact].path}, {"values", std::move(values)}};
    }
    one["changes"] = branch.changes;
    one["at_least"] = branch.at_least;
    one["complete"] = branch.complete;
    one["needless"] = branch.needless;
    one["found"] = branch.found;
    one["listed"] = branch.listed;
    return one;
  });
  out["answers"] = list(advice.answers, [&](const WorthFinding& finding) {
    return json{{"fact", vocabulary[finding.fact].path},
                {"kind", finding.source ? "source" : "answer"},
                {"question", vocabulary[finding.fact].question},
                {"settles", finding.settles},
                {"outcomes", list(finding.outcomes, [&](const AnswerOutcome& one) {
                   return json{{"value", one.value},
                               {"reached", name_of(one.reached)},
                               {"after", after(one.readings, true)}};
                 })}};
  });
  out["within_reach"] = advice.within_reach;
  out["searched"] = {{"changes", advice.searched.changes},
                     {"candidates", advice.searched.candidates},
                     {"complete", advice.searched.complete},
                     {"cards", advice.searched.tried},
                     {"found", advice.searched.found}};
  return text(tail(std::move(out), context));
}

std::string sensitivity_json(const Program& program, const StudyCard& card_, const Swings& swings,
                             const StudyContext& context) {
  json out = head("sensitivity/1", program, context);
  out["card"] = card(card_);
  out["measures"] = list(swings, [&](const auto& entry) {
    const auto& [measure, moves] = entry;
    return json{{"id", measure->name},
                {"low", number(measure->value.low())},
                {"high", number(measure->value.high())},
                {"band", band(measure->band)},
                {"judgement", report_json::interval(measure->judgement)},
                {"judgements", list(moves, [&, m = measure](const Swing& swing) {
                   const Number& one = program.numbers[swing.number];
                   return json{{"judgement", one.name},
                               {"value", exact_number(one.value)},
                               {"range", {exact_number(one.low), exact_number(one.high)}},
                               {"at_low", report_json::interval(swing.at_low)},
                               {"at_high", report_json::interval(swing.at_high)},
                               {"reach", number(swing.reach(m->value))},
                               {"flips", swing.flips(m->band)}};
                 })}};
  });
  return text(tail(std::move(out), context));
}

std::string derivation_json(const Program& program, const StudyCard& card_,
                            const std::vector<Derivation>& ends, const StudyContext& context) {
  json out = head("derivation/1", program, context);
  const auto rules = [](const std::vector<DerivedRule>& all) {
    return list(all, [](const DerivedRule& rule) {
      return json{{"id", rule.id}, {"by", exact_number(rule.by)}};
    });
  };
  out["card"] = card(card_);
  out["measure"] = ends.front().measure;
  out["ends"] = list(ends, [&](const Derivation& end) {
    json one{{"end", end.high ? "high" : "low"}, {"value", number(end.value)}};
    one["taken"] = list(end.taken, [&](const Step& step) {
      return json{{"fact", (*program.vocabulary)[step.fact].path}, {"card", step.from}, {"taken", step.to}};
    });
    one["path"] = end.path;
    one["stages"] = list(end.stages, [&](const DerivedStage& stage) {
      return json{{"id", stage.id},
                  {"share", exact_number(stage.share)},
                  {"release",
                   {{"raise", rules(stage.raise)},
                    {"lower", rules(stage.lower)},
                    {"reduction", exact_number(stage.reduction)}}},
                  {"baseline",
                   {{"raise", rules(stage.base_raise)},
                    {"lower", rules(stage.base_lower)},
                    {"reduction", exact_number(stage.base_reduction)}}}};
    });
    one["uplift"] = exact_number(end.uplift);
    one["baseline_uplift"] = exact_number(end.base_uplift);
    one["absorb"] = rules(end.absorb);
    return one;
  });
  return text(tail(std::move(out), context));
}

}  // namespace openrisk
