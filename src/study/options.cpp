// An option is the card with what the option sets, given as --set gives it, and assessed like any other card.
#include <algorithm>

#include "program/access.hpp"
#include "study/study.hpp"

namespace openrisk {
namespace {

// A number that does not exist is as good as none at all.
Interval interval_of(const Reading& reading) {
  return reading.applies == Tri::no ? Interval{} : reading.value;
}

Tri irrevocable(const Program& program, const BoundCard& card) {
  const Fact* fact = program.vocabulary->find(irrevocable_fact);
  if (fact == nullptr) return Tri::unknown;
  const Answer& answer = card.answers[fact->id];
  if (!answer.stated()) return Tri::unknown;
  const bool* flag = std::get_if<bool>(&answer.value);
  return flag == nullptr ? Tri::unknown : tri(*flag);
}

std::string text_of(const Program& program, const CompiledSetting& setting) {
  if (setting.standing != Standing::stated) return std::string(name_of(setting.standing));
  return to_text((*program.vocabulary)[setting.fact], setting.value);
}

}  // namespace

bool cannot_be_called_back(const Program& program, const BoundCard& card) {
  if (const Tri said_so = irrevocable(program, card); said_so != Tri::unknown) return said_so == Tri::yes;
  const Vocabulary& vocabulary = *program.vocabulary;
  const auto sets = [&](const auto& option, std::string_view path, std::string_view value) {
    return std::any_of(option.set.begin(), option.set.end(), [&](const CompiledSetting& setting) {
      return vocabulary[setting.fact].path == path && text_of(program, setting) == value;
    });
  };
  const Fact* access = vocabulary.find(access_fact);
  return access != nullptr &&
         std::any_of(program.options.begin(), program.options.end(), [&](const auto& option) {
           return sets(option, irrevocable_fact, "true") &&
                  sets(option, access_fact, said(vocabulary, card.card, access->id));
         });
}

bool dominates(const std::vector<StudyMeasure>& measures, const std::vector<Reading>& better,
               const std::vector<Reading>& worse) {
  bool somewhere = false;
  for (std::size_t i = 0; i < measures.size(); ++i) {
    // Ladders and checks rest on the same facts as the benefits: they are shown, and decide nothing here.
    if (!measures[i].is_score()) continue;
    Interval a = interval_of(better[i]), b = interval_of(worse[i]);
    if (measures[i].higher_is_better()) std::swap(a, b);
    if (a.low() > b.low() || a.high() > b.high()) return false;
    somewhere = somewhere || a != b;
  }
  return somewhere;
}

namespace {

// A subject that moves over several baselines moves for the same reasons: the first of them says it.
OptionStep step_between(const OptionStudy& study, std::size_t from, std::size_t to) {
  OptionStep step{from, to, {}, {}, {}, false};
  const OptionResult &one = study.options[from], &other = study.options[to];
  std::string said;
  for (std::size_t m = 0; m < study.measures.size(); ++m) {
    const StudyMeasure& measure = study.measures[m];
    if (!measure.is_score() || measure.subject() == said) continue;
    const Change change = change_between(measure, one.readings[m], other.readings[m]);
    if (change != Change::same) said = measure.subject();
    switch (change) {
      case Change::better: step.better.push_back(m); break;
      case Change::worse: step.worse.push_back(m); break;
      case Change::undecided: step.undecided.push_back(m); break;
      case Change::same: break;
    }
  }
  step.irrevocable = one.irrevocable != Tri::yes && other.irrevocable == Tri::yes;
  return step;
}

}  // namespace

OptionStudy study_options(const Program& program, const Card& card, Date date) {
  const Vocabulary& vocabulary = *program.vocabulary;
  const Request request = numbers_only(date);
  OptionStudy study;
  study.card = study_card(card, vocabulary);
  study.measures = study_measures(program);
  if (const auto as_is = bound(program, card))
    study.as_is = readings(study.measures, assess(program, as_is->answers, request));
  for (std::size_t i = 0; i < program.options.size(); ++i) {
    OptionResult result;
    result.option = &program.rubric->options[i];
    Card changed = card;
    result.as_is = true;
    for (const CompiledSetting& setting : program.options[i].set) {
      const std::string value = text_of(program, setting);
      const bool follows =
          vocabulary[setting.fact].path == irrevocable_fact;  // from how the weights are released
      result.as_is = result.as_is && (follows || said(vocabulary, card, setting.fact) == value);
      assign(changed, vocabulary, setting.fact, value);
    }
    result.card = bound(program, std::move(changed));
    if (result.card) {
      result.readings = readings(study.measures, assess(program, result.card->answers, request));
      result.irrevocable = irrevocable(program, *result.card);
    }
    study.options.push_back(std::move(result));
  }
  std::optional<std::size_t> last;
  for (std::size_t i = 0; i < study.options.size(); ++i) {
    if (!study.options[i].card) continue;
    if (last) study.steps.push_back(step_between(study, *last, i));
    last = i;
  }
  for (OptionResult& one : study.options)
    for (std::size_t other = 0; other < study.options.size(); ++other)
      if (one.card && study.options[other].card &&
          dominates(study.measures, study.options[other].readings, one.readings))
        one.dominated_by.push_back(other);
  return study;
}

}  // namespace openrisk
