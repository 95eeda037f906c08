// What the commands that assess have in common: their options, and rubrics, policy and other releases made
// ready.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "cli/one_card.hpp"

namespace openrisk::cli {

struct RunOptions {
  std::vector<std::string> rubrics, over, assignments;
  std::string policy, date, jobs;
  bool ignore_waivers = false;
};

// Adds --rubric, --over, --set and --date; --policy and --ignore-waivers; --jobs.
void add_run_options(Arguments& arguments, RunOptions& options);
void add_policy_options(Arguments& arguments, RunOptions& options);
void add_jobs(Arguments& arguments, RunOptions& options);

// Reads the number of threads; nothing, with a diagnostic, where it is none.
std::optional<std::size_t> read_jobs(const std::string& text, Session& session);

// Complains where --fail-on-increase would look at nothing.
bool check_increase(const Settings& settings, Session& session);

// Everything that is the same for every card of a run. Nothing where there was an error.
std::optional<Settings> load_settings(RunOptions& options, Session& session);

}  // namespace openrisk::cli
