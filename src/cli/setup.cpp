#include "cli/setup.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <thread>

#include "base/text.hpp"
#include "cli/policies.hpp"
#include "cli/rubrics.hpp"
#include "cli/shipped.hpp"

namespace openrisk::cli {
namespace {

// Checks the assignments once, before any card is read.
bool check_assignments(const std::vector<std::string>& assignments, Session& session) {
  Card scratch;
  bool fine = true;
  for (const std::string& assignment : assignments) {
    const std::size_t before = scratch.statements.size();
    const bool set = set_fact(scratch, assignment, builtin_vocabulary(), session.diagnostics);
    const bool twice = set && scratch.statements.size() == before;
    if (twice)
      session.diagnostics.add(Code::usage, {}, "'" + visible(assignment, 120) + "' sets a fact again",
                              "give each fact one --set");
    fine = fine && set && !twice;
  }
  return fine;
}

// "OLMo 2 13B" is olmo-2-13b; a name that is taken gets a number.
std::string baseline_name(const Card& card, const Loaded& rubric) {
  std::string name;
  for (const char c : lower_case(card.text(builtin_vocabulary(), "release.name"))) {
    const bool plain = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '.';
    if (plain || (!name.empty() && name.back() != '-')) name += plain ? c : '-';
  }
  while (name.ends_with('-')) name.pop_back();
  if (name.empty() || name == "over") name = "release" + (name.empty() ? "" : "-" + name);
  const auto is_taken = [&](const std::string& one) {
    return rubric.program.world(one).has_value() ||
           std::any_of(rubric.over.begin(), rubric.over.end(),
                       [&](const BaselineCard& other) { return other.name == one; });
  };
  std::string free = name;
  for (int i = 2; is_taken(free); ++i) free = fmt::format("{}-{}", name, i);
  return free;
}

// Warns of a reference release of which most facts that the rubric reads are not known.
void check_reference(const Card& card, const Loaded& rubric, const Answers& answers, Session& session) {
  std::size_t asked = 0, open = 0;
  for (std::size_t i = 0; i < answers.facts.size(); ++i) {
    if (!rubric.reads[i] || answers.facts[i].standing == Standing::not_applicable) continue;
    ++asked;
    if (!answers.facts[i].stated()) ++open;
  }
  if (2 * open > asked)
    session.diagnostics.add(
        Code::unknown_reference, {},
        fmt::format("'{}' leaves {} of {} facts open that {} reads", visible(card.path, 4096), open, asked,
                    rubric.program.rubric->id.text),
        "its unknowns widen every number over it: leave a margin");
}

bool load_over(const std::vector<std::string>& paths, Settings& settings, Session& session) {
  for (const std::string& path : paths) {
    const std::optional<Card> card = read_whole_card(path, session);
    if (!card) continue;
    for (Loaded& rubric : settings.rubrics) {
      std::optional<Answers> answers = bind(rubric.program, *card, session.diagnostics);
      if (!answers) continue;
      check_reference(*card, rubric, *answers, session);
      rubric.over.push_back({baseline_name(*card, rubric), std::move(*answers)});
    }
  }
  return !session.diagnostics.has_errors();
}

// The policy judges by the rubric that it was made for, which is the default where none is given.
bool load_gates(const std::string& name, Settings& settings, Session& session,
                const std::shared_ptr<const Policy>& policy) {
  if (policy == nullptr) return true;
  settings.policy_path = name;
  for (Loaded& rubric : settings.rubrics) {
    if (settings.rubrics.size() > 1 && rubric.program.rubric->id.text != policy->rubric.text) continue;
    std::optional<CompiledPolicy> compiled =
        compile_policy(rubric.program, policy, session.sources, session.diagnostics);
    if (!compiled) return false;
    rubric = loaded(std::move(rubric.program));
    rubric.policy = std::move(compiled);
  }
  const bool any = std::any_of(settings.rubrics.begin(), settings.rubrics.end(),
                               [](const Loaded& rubric) { return rubric.policy.has_value(); });
  if (!any)
    session.diagnostics.add(
        Code::policy_mismatch, policy->rubric.span,
        fmt::format("the policy is for '{}', with which nothing is assessed", visible(policy->rubric.text)),
        fmt::format("add --rubric {}", visible(policy->rubric.text)));
  return any;
}

bool load_rubrics(RunOptions& options, Settings& settings, Session& session) {
  std::shared_ptr<const Policy> policy;
  if (!options.policy.empty()) {
    const Source* source = find_text(shipped_policies, options.policy, session);
    policy = source == nullptr ? nullptr : load_policy(*source, session);
    if (policy == nullptr) return false;
  }
  if (options.rubrics.empty() && policy != nullptr && !check_rubric_named(policy->rubric, session))
    return false;
  if (options.rubrics.empty()) options.rubrics.emplace_back(policy ? policy->rubric.text : default_rubric);
  for (const std::string& name : options.rubrics) {
    std::optional<Program> program = load_rubric(name, session);
    if (!program) continue;
    const Rubric& rubric = *program->rubric;
    if (settings.request.date > rubric.review_by)
      session.diagnostics.add(
          Code::review_overdue, {},
          fmt::format("'{}' should have been reviewed by {}", rubric.id.text, to_string(rubric.review_by)),
          "its evidence may be old");
    settings.rubrics.push_back(loaded(std::move(*program)));
  }
  settings.ignore_waivers = options.ignore_waivers;
  return !session.diagnostics.has_errors() && load_gates(options.policy, settings, session, policy) &&
         load_over(options.over, settings, session);
}

}  // namespace

void add_run_options(Arguments& arguments, RunOptions& options) {
  arguments.repeatable("-r,--rubric", "ID|FILE", options.rubrics,
                       "what to assess with (default science-2024)");
  arguments.words(builtin_rubrics());
  arguments.repeatable("--over", "CARD", options.over, "another release to compare with");
  arguments.repeatable("--set", "FACT=VALUE", options.assignments, "what if: overrides the card");
  arguments.option("--date", "DAY", options.date, "the day of the assessment (default today)");
}

void add_policy_options(Arguments& arguments, RunOptions& options) {
  arguments.option("--policy", "ID|FILE", options.policy, "judge by its gates: exit status 1 if one fails");
  arguments.words(builtin_policies());
  arguments.flag("--ignore-waivers", options.ignore_waivers, "show what the policy says without waivers");
}

void add_jobs(Arguments& arguments, RunOptions& options) {
  arguments.option("--jobs", "N", options.jobs, "threads (default: one per processor)");
}

std::optional<std::size_t> read_jobs(const std::string& text, Session& session) {
  if (text.empty()) return std::max(1u, std::thread::hardware_concurrency());
  std::size_t jobs = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), jobs);
  if (error == std::errc() && end == text.data() + text.size() && jobs > 0 && jobs <= 1024) return jobs;
  session.diagnostics.add(Code::usage, {}, "--jobs is '" + visible(text) + "'",
                          "write a number from 1 to 1024");
  return std::nullopt;
}

bool check_increase(const Settings& settings, Session& session) {
  const auto can_rise = [](const Loaded& rubric) {
    const std::vector<CompiledSubject>& subjects = rubric.program.subjects;
    return std::any_of(subjects.begin(), subjects.end(),
                       [](const CompiledSubject& one) { return one.kind != Kind::benefit; });
  };
  if (std::any_of(settings.rubrics.begin(), settings.rubrics.end(), can_rise)) return true;
  session.diagnostics.add(Code::usage, {}, "--fail-on-increase would look at nothing",
                          "it is about threats and burdens, of which the rubric has none");
  return false;
}

std::optional<Settings> load_settings(RunOptions& options, Session& session) {
  const std::optional<Date> date = session.date(options.date);
  if (!check_assignments(options.assignments, session) || !date) return std::nullopt;
  Settings settings;
  settings.request.date = *date;
  settings.assignments = options.assignments;
  if (!load_rubrics(options, settings, session)) return std::nullopt;
  return settings;
}

}  // namespace openrisk::cli
