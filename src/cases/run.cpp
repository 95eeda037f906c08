#include <fmt/format.h>

#include <algorithm>

#include "base/text.hpp"
#include "card/value.hpp"
#include "cases/found.hpp"
#include "policy/measures.hpp"
#include "program/truth.hpp"

namespace openrisk {
namespace {

std::string band_text(BandRange band) {
  if (band.first == band.second) return std::string(name_of(band.first));
  return fmt::format("{} to {}", name_of(band.first), name_of(band.second));
}

// Holds the expectations of one case against its assessment.
class Judge {
 public:
  Judge(const Assessment& assessment, const PolicyResult* policy, const Case& written,
        Diagnostics& diagnostics)
      : assessment_(assessment), policy_(policy), case_(written), diagnostics_(diagnostics) {}

  bool run() {
    for (const Expectation& expectation : case_.expect) judge(expectation);
    return passed_;
  }

 private:
  void judge(const Expectation& expectation) {
    const std::optional<Found> found =
        find_expected(assessment_, policy_, case_.card, expectation.measure.text);
    if (!found) {
      std::vector<std::string> names = measure_names(*assessment_.program);
      if (policy_ != nullptr) {
        names.emplace_back("verdict");
        for (const GateResult& gate : policy_->gates) names.push_back("gates." + gate.gate->written->id.text);
      }
      diagnostics_.add(Code::unknown_measure, expectation.measure.span,
                       fmt::format("no measure is called '{}'", visible(expectation.measure.text, 120)),
                       did_you_mean(expectation.measure.text, names));
      passed_ = false;
      return;
    }
    end(expectation, expectation.low, "low", *found);
    end(expectation, expectation.high, "high", *found);
    if (expectation.band && has(expectation, found->band.has_value(), "band", *found))
      compare(expectation, "band", band_text(*found->band), band_text(*expectation.band));
    if (expectation.applies && has(expectation, found->applies.has_value(), "applies", *found))
      compare(expectation, "applies", name_of(*found->applies), name_of(*expectation.applies));
    if (expectation.state && has(expectation, found->state.has_value(), "result", *found))
      compare(expectation, "result", name_of(*found->state), name_of(*expectation.state));
    if (expectation.given && has(expectation, found->given.has_value(), "argument", *found))
      compare(expectation, "the argument", name_of(*found->given), name_of(*expectation.given));
    if (expectation.verdict && has(expectation, found->verdict.has_value(), "verdict", *found))
      compare(expectation, "verdict", name_of(*found->verdict), name_of(*expectation.verdict));
    if (expectation.reach && has(expectation, found->reach.has_value(), "reach", *found))
      compare(expectation, "reach", name_of(*found->reach), name_of(*expectation.reach));
    rung(expectation, expectation.certain, "certain", *found);
    rung(expectation, expectation.possible, "possible", *found);
    word(expectation, *found);
  }

  void end(const Expectation& expectation, const std::optional<EndTest>& bound, std::string_view name,
           const Found& found) {
    if (!bound || !has(expectation, found.value.has_value(), name, found)) return;
    const double value = name == "low" ? found.value->low() : found.value->high();
    if (!openrisk::compare(bound->compare, value, bound->value))
      fail(bound->written.span,
           fmt::format("the {} end of {} is {}, expected {}", name, expectation.measure.text,
                       number_text(value), visible(bound->written.text)));
  }

  void compare(const Expectation& expectation, std::string_view what, std::string_view is,
               std::string_view expected) {
    if (is != expected)
      fail(expectation.span,
           fmt::format("{} of {} is {}, expected {}", what, expectation.measure.text, is, expected));
  }

  void rung(const Expectation& expectation, const Text& expected, std::string_view what, const Found& found) {
    if (expected.empty() || !has(expectation, found.ladder != nullptr, what, found)) return;
    const std::vector<std::string> ids = rungs_of(*found.ladder);
    if (std::find(ids.begin(), ids.end(), expected.text) == ids.end()) {
      diagnostics_.add(Code::unknown_value, expected.span,
                       fmt::format("{} has no rung '{}'", expectation.measure.text, visible(expected.text)),
                       "its rungs: " + join(ids, ", "));
      passed_ = false;
      return;
    }
    const int index = what == "certain" ? found.ladder->certain : found.ladder->possible;
    const std::string& is = ids[static_cast<std::size_t>(index + 1)];
    if (is != expected.text)
      fail(expected.span, fmt::format("the {} rung of {} is {}, expected {}", what, expectation.measure.text,
                                      is, expected.text));
  }

  // Reports an expectation about something that the measure does not have.
  bool has(const Expectation& expectation, bool does, std::string_view what, const Found& found) {
    if (does) return true;
    diagnostics_.add(Code::wrong_kind, expectation.span,
                     fmt::format("'{}' has no `{}`", visible(expectation.measure.text, 120), what),
                     how_to_expect(found));
    passed_ = false;
    return false;
  }

  // A word that is none of those that a check, a legal rule, a step or a gate can be.
  void word(const Expectation& expectation, const Found& found) {
    if (expectation.word.empty()) return;
    const std::string name = visible(expectation.measure.text, 120),
                      word = visible(expectation.word.text, 120);
    const char* message =
        found.ladder != nullptr ? "'{}' is a range of rungs, and '{}' is one" : "'{}' cannot be '{}'";
    diagnostics_.add(Code::unknown_value, expectation.word.span,
                     fmt::format(fmt::runtime(message), name, word), how_to_expect(found));
    passed_ = false;
  }

  void fail(const Span& span, std::string message) {
    Diagnostic& diagnostic = diagnostics_.add(Code::case_failed, span, std::move(message));
    diagnostic.labels.push_back({case_.span, "in this case"});
    passed_ = false;
  }

  const Assessment& assessment_;
  const PolicyResult* policy_;
  const Case& case_;
  Diagnostics& diagnostics_;
  bool passed_ = true;
};

}  // namespace

std::vector<CaseResult> run_cases(const Program& program, const Cases& cases, Date today,
                                  Diagnostics& diagnostics, const CompiledPolicy* policy) {
  std::vector<CaseResult> results;
  for (const Case& one : cases.cases) {
    CaseResult result{&one, false};
    if (const std::optional<Answers> answers = bind(program, one.card, diagnostics)) {
      Request request;
      request.date = one.date.value_or(today);
      request.missing = request.fragile = false;
      const Assessment assessment = assess(program, *answers, request);
      std::optional<PolicyResult> gates;
      if (policy != nullptr) gates = openrisk::judge(program, *policy, one.card, *answers, assessment);
      result.passed = Judge(assessment, gates ? &*gates : nullptr, one, diagnostics).run();
    }
    results.push_back(result);
  }
  return results;
}

std::vector<std::string> measure_names(const Program& program) {
  std::vector<std::string> names;
  for (const CompiledSubject& subject : program.subjects) {
    names.push_back(subject.name());
    for (const std::size_t world : subject.over)
      names.push_back(subject.name() + "." + program.worlds[world].id);
    for (const CompiledRegime& regime : subject.regimes)
      names.push_back(subject.name() + ".regimes." + regime.written->id.text);
  }
  for (std::string& name : framework_measures(program)) names.push_back(std::move(name));
  return names;
}

}  // namespace openrisk
