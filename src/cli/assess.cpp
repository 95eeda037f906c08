// Cards are read in the order of the arguments, assessed in batches on several threads, and put out in that
// order again, so that the number of threads changes no byte.
#include <fmt/format.h>

#include <algorithm>
#include <filesystem>

#include "base/in_parallel.hpp"
#include "base/text.hpp"
#include "cli/commands.hpp"
#include "cli/one_card.hpp"
#include "cli/setup.hpp"
#include "cli/sink.hpp"

namespace openrisk::cli {
namespace {

struct AssessOptions {
  std::vector<std::string> cards, outputs;
  std::string format, baseline;
  bool fail_on_increase = false;
  RunOptions run;
};

void define(Arguments& arguments, AssessOptions& options, Session& session) {
  arguments.positionals("CARD", options.cards, "a file, a directory with release.yaml files, or -");
  arguments.option("-f,--format", "FORMAT", options.format,
                   "text, markdown, json, jsonl, sarif, junit, github, github-summary or gitlab");
  arguments.words(format_names());
  arguments.repeatable("-o,--output", "[FORMAT=]FILE", options.outputs,
                       "write to a file; - is standard output");
  add_run_options(arguments, options.run);
  add_policy_options(arguments, options.run);
  arguments.option("--baseline", "OLD", options.baseline, "an earlier card: show what changed since");
  arguments.flag("--fail-on-increase", options.fail_on_increase,
                 "exit status 1 if the high end of a threat or burden rose");
  add_jobs(arguments, options.run);
  session.add_strict(arguments);
  session.add_options(arguments);
  arguments.flag("-v,--verbose", session.common.verbose, "say what is being assessed");
  arguments.usual();
  arguments.example("openrisk assess release.yaml --set weights.access=hosted");
  arguments.example("openrisk assess models/ --policy starter -o report.md -o report.sarif");
}

// The one place that decides what an output needs to have computed.
bool wants_judgements(const std::vector<Output>& outputs) {
  return std::any_of(outputs.begin(), outputs.end(), [](const Output& output) {
    return output.format != Format::text && !is_for_ci(output.format);
  });
}

std::vector<CardResult> assess_all(const std::vector<CardText>& batch, const Settings& settings,
                                   const Session& session, std::size_t jobs) {
  std::vector<CardResult> results(batch.size());
  in_parallel(batch.size(), jobs,
              [&](std::size_t i) { results[i] = assess_card(batch[i], settings, session); });
  return results;
}

void say(const std::vector<CardText>& batch, const Settings& settings, Session& session) {
  if (!session.common.verbose) return;
  for (const CardText& card : batch)
    for (const Loaded& rubric : settings.rubrics)
      session.tell(fmt::format("assessing {} with {} {}\n", visible(card.path(), 4096),
                               rubric.program.rubric->id.text, visible(rubric.program.rubric->version)));
}

bool load_baseline(const AssessOptions& options, Settings& settings, Session& session) {
  settings.fail_on_increase = options.fail_on_increase;
  if (options.baseline.empty()) {
    if (options.fail_on_increase)
      session.diagnostics.add(Code::usage, {}, "--fail-on-increase needs --baseline",
                              "name the earlier card");
    return !options.fail_on_increase;
  }
  if (options.fail_on_increase && !check_increase(settings, session)) return false;
  settings.baseline = read_whole_card(options.baseline, session);
  return settings.baseline.has_value();
}

int assess_cards(const std::vector<std::string>& cards, Settings settings, const std::vector<Output>& outputs,
                 std::size_t jobs, Session& session) {
  Sink sink(outputs, session);
  settings.records = sink.wants_lines();
  settings.refusals = sink.wants_refusals();
  CardTexts texts(cards, session.in());
  Progress progress(session);
  std::size_t done = 0;
  const std::size_t most = jobs == 1 ? 1 : jobs * 32;
  for (bool more = true; more && !sink.lost();) {
    std::vector<CardText> batch;
    while (batch.size() < most && more) {
      std::optional<CardText> text = texts.next();
      if (text) batch.push_back(std::move(*text));
      more = text.has_value();
    }
    settings.request.jobs = batch.size() > 1 ? 1 : jobs;  // one card is divided, many are shared out
    std::vector<CardResult> results = assess_all(batch, settings, session, jobs);
    progress.hide();
    say(batch, settings, session);
    for (CardResult& result : results) sink.take(std::move(result));
    progress.show(done += batch.size());
  }
  progress.hide();
  if (done == 0)
    session.diagnostics.add(Code::nothing_to_assess, {}, "there is no card in what was given",
                            "a stream without a line with a card is no success");
  return sink.finish();
}

}  // namespace

int assess_command(const Args& args, Session& session) {
  AssessOptions options;
  Arguments arguments("assess", "[OPTIONS] CARD...",
                      "Assess release cards: what each makes easier beyond what exists, and why.");
  define(arguments, options, session);
  if (const auto status = session.parse(arguments, args)) return *status;

  const std::optional<std::vector<Output>> outputs = read_outputs(options.format, options.outputs, session);
  const std::optional<std::size_t> jobs = read_jobs(options.run.jobs, session);
  if (!outputs || !jobs || !check_cards(options.cards, session)) return session.finish(Status::trouble);
  std::optional<Settings> settings = load_settings(options.run, session);
  if (!settings) return session.finish(Status::trouble);
  settings->request.fragile = wants_judgements(*outputs);
  if (!load_baseline(options, *settings, session)) return session.finish(Status::trouble);
  session.flush();

  return assess_cards(options.cards, std::move(*settings), *outputs, *jobs, session);
}

}  // namespace openrisk::cli
