// compare: many cards side by side, two of them explained, or each held against an earlier one.
#include <fmt/format.h>

#include <algorithm>

#include "base/text.hpp"
#include "cli/commands.hpp"
#include "cli/comparing.hpp"
#include "cli/studies.hpp"

namespace openrisk::cli {
namespace {

struct CompareOptions {
  std::vector<std::string> cards;
  std::string by, baseline;
  bool pairwise = false, fail_on_increase = false;
  RunOptions run;
  StudyOptions study;
};

void define(Arguments& arguments, CompareOptions& options, Session& session) {
  arguments.positionals("CARD", options.cards, "files, directories, JSON Lines, or -");
  arguments.option("--by", "MEASURE", options.by, "rank, and say how sure the order is");
  arguments.flag("--pairwise", options.pairwise, "explain how two cards differ");
  arguments.option("--baseline", "OLD", options.baseline, "what changed since this card");
  arguments.flag("--fail-on-increase", options.fail_on_increase,
                 "exit status 1 if the high end of a threat or burden rose");
  add_study_options(arguments, options.study);
  add_run_options(arguments, options.run);
  add_policy_options(arguments, options.run);
  add_jobs(arguments, options.run);
  session.add_strict(arguments);
  session.add_options(arguments);
  arguments.example("openrisk compare models/ --by threats.ncii_csam.closed");
  arguments.example("openrisk compare models/ -r mof-1.0 -r osai -r science-2024");
}

// The comparison that has the measure comes first.
std::optional<Ranking> rank_by(const std::string& measure, std::vector<Comparison>& comparisons,
                               Session& session) {
  std::vector<std::string> names;
  for (std::size_t i = 0; i < comparisons.size(); ++i) {
    if (auto ranking = rank(comparisons[i], measure)) {
      std::rotate(comparisons.begin(), comparisons.begin() + static_cast<std::ptrdiff_t>(i),
                  comparisons.begin() + static_cast<std::ptrdiff_t>(i) + 1);
      return ranking;
    }
    for (const StudyMeasure& one : comparisons[i].measures) names.push_back(one.id);
  }
  session.diagnostics.add(Code::unknown_measure, {},
                          fmt::format("no measure is called '{}'", visible(measure, 120)),
                          did_you_mean(measure, names));
  return std::nullopt;
}

int compare_many(const CompareOptions& options, const Settings& settings, std::size_t jobs,
                 const std::vector<StudyOutput>& outputs, Session& session) {
  std::vector<Comparison> named;  // to complain before any card is read
  for (const Loaded& rubric : settings.rubrics)
    named.push_back({&rubric.program, study_measures(rubric.program, rubric.over), {}});
  if (!options.by.empty() && !rank_by(options.by, named, session)) return session.finish(Status::trouble);
  // Where one measure is shown, the others are not worked out.
  const std::string all;
  const bool in_full = settings.rubrics.size() > 1 ||
                       std::any_of(outputs.begin(), outputs.end(), [](const StudyOutput& output) {
                         return output.format == StudyFormat::json || output.format == StudyFormat::csv;
                       });
  Comparing comparing(settings, in_full ? all : options.by, jobs, session);
  comparing.run(options.cards);
  std::vector<Comparison> comparisons = comparing.comparisons();
  if (comparisons.front().rows.empty()) {
    session.diagnostics.add(Code::nothing_to_assess, {}, "there is no card that can be compared");
    return session.finish(Status::trouble);
  }
  std::optional<Ranking> ranking;
  if (!options.by.empty()) ranking = rank_by(options.by, comparisons, session);
  StudyContext context = study_context(settings, session);
  context.diagnostics = comparing.complaints();
  const bool written = write_study(outputs, context, session, [&](const StudyContext& with) {
    return render(comparisons, ranking, with);
  });
  return session.finish(written ? comparing.status() : Status::trouble);
}

int compare_two(const CompareOptions& options, const Settings& settings,
                const std::vector<StudyOutput>& outputs, Session& session) {
  if (options.cards.size() != 2 || settings.rubrics.size() != 1) {
    session.diagnostics.add(Code::usage, {}, "--pairwise is about two cards and one rubric",
                            "write --pairwise A B");
    return session.finish(Status::trouble);
  }
  const Program& program = settings.rubrics.front().program;
  std::vector<BoundCard> cards;
  for (const std::string& path : options.cards) {
    std::optional<Card> card = read_study_card(path, settings, session);
    std::optional<BoundCard> bound =
        card ? bind_study_card(program, std::move(*card), session) : std::nullopt;
    if (bound) cards.push_back(std::move(*bound));
  }
  if (cards.size() != 2) return session.finish(Status::trouble);
  session.flush();
  const Differences found = differences(program, cards[0], cards[1], settings.request.date);
  StudyCard first = study_card(cards[0].card, *program.vocabulary);
  StudyCard second = study_card(cards[1].card, *program.vocabulary);
  if (first.name == second.name)
    for (StudyCard* one : {&first, &second}) *one = with_path(std::move(*one));
  const bool written =
      write_study(outputs, study_context(settings, session), session,
                  [&](const StudyContext& with) { return render(program, found, first, second, with); });
  return session.finish(written ? Status::done : Status::trouble);
}

struct Judged {
  BoundCard bound;
  Assessment assessment;
  std::optional<PolicyResult> gates;
};

std::optional<Judged> judge_one(const std::string& path, const Settings& settings, Session& session,
                                bool assumed) {
  const Loaded& rubric = settings.rubrics.front();
  std::optional<Card> card = read_study_card(path, settings, session, assumed);
  if (!card) return std::nullopt;
  std::optional<BoundCard> bound = bind_study_card(rubric.program, std::move(*card), session);
  if (!bound) return std::nullopt;
  Request request = settings.request;
  request.over = rubric.over;
  request.fragile = false;
  request.missing = rubric.policy.has_value();
  request.reasons = rubric.policy.has_value();
  Judged judged{std::move(*bound), {}, std::nullopt};
  judged.assessment = assess(rubric.program, judged.bound.answers, request);
  if (rubric.policy)
    judged.gates = judge(rubric.program, *rubric.policy, judged.bound.card, judged.bound.answers,
                         judged.assessment, settings.ignore_waivers);
  return judged;
}

int compare_since(const CompareOptions& options, const Settings& settings,
                  const std::vector<StudyOutput>& outputs, Session& session) {
  if (settings.rubrics.size() != 1 || !options.by.empty()) {
    session.diagnostics.add(Code::usage, {}, "--baseline is about one rubric, and ranks nothing");
    return session.finish(Status::trouble);
  }
  if (options.fail_on_increase && !check_increase(settings, session)) return session.finish(Status::trouble);
  const Loaded& rubric = settings.rubrics.front();
  const std::optional<Judged> old = judge_one(options.baseline, settings, session, false);
  if (!old) return session.finish(Status::trouble);
  const std::vector<StudyMeasure> measures = study_measures(rubric.program, rubric.over);
  std::vector<Since> all;
  bool failed = false;
  for (const std::string& path : options.cards) {
    const std::optional<Judged> now = judge_one(path, settings, session, true);
    if (!now) continue;
    Since since;
    since.old_card = study_card(old->bound.card, builtin_vocabulary());
    since.new_card = study_card(now->bound.card, builtin_vocabulary());
    since.facts = fact_changes(builtin_vocabulary(), old->bound.card, now->bound.card);
    since.measures = measure_changes(measures, old->assessment, now->assessment);
    if (now->gates) {
      since.gates = gate_changes(*old->gates, *now->gates);
      failed = failed || now->gates->verdict == Verdict::fail;
    }
    failed = failed || (options.fail_on_increase && since.increased());
    all.push_back(std::move(since));
  }
  session.flush();
  if (all.empty()) return session.finish(Status::trouble);
  const bool written =
      write_study(outputs, study_context(settings, session), session,
                  [&](const StudyContext& with) { return render(rubric.program, all, with); });
  return session.finish(!written ? Status::trouble : failed ? Status::failed : Status::done);
}

}  // namespace

int compare_command(const Args& args, Session& session) {
  CompareOptions options;
  Arguments arguments("compare", "[OPTIONS] CARD...",
                      "Cards side by side, ranked, explained, or since an earlier card.");
  define(arguments, options, session);
  if (const auto status = session.parse(arguments, args)) return *status;
  const auto outputs = read_study_outputs(options.study, session);
  const std::optional<std::size_t> jobs = read_jobs(options.run.jobs, session);
  if (!outputs || !jobs || !check_cards(options.cards, session)) return session.finish(Status::trouble);
  if (options.baseline.empty() && (options.fail_on_increase || !options.run.policy.empty())) {
    session.diagnostics.add(Code::usage, {}, "--fail-on-increase and --policy need --baseline here",
                            "`openrisk assess --policy` judges cards by themselves");
    return session.finish(Status::trouble);
  }
  const std::optional<Settings> settings = load_settings(options.run, session);
  if (!settings) return session.finish(Status::trouble);
  session.flush();
  if (options.pairwise) return compare_two(options, *settings, *outputs, session);
  if (!options.baseline.empty()) return compare_since(options, *settings, *outputs, session);
  return compare_many(options, *settings, *jobs, *outputs, session);
}

}  // namespace openrisk::cli
