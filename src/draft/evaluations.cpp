// A task is looked up by its names; a row of the table names the metrics that are the share its fact asks
// for. What is near a test and is not it (a mean over subjects, a variant, a run with a jailbreak) has rows
// of its own, which say why no fact holds it.
#include "draft/evaluations.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>

#include "base/text.hpp"
#include "card/value.hpp"
#include "draft/huggingface.hpp"
#include "draft/tables.hpp"

namespace openrisk::evaluations {
namespace {

constexpr std::size_t most_scores = 20'000, most_statements = 100;  // of one record

const Node& table() { return table_named("evaluations"); }

// "inspect_evals/WMDP-Bio" is wmdp_bio.
std::string key_of(std::string_view name) {
  name = name.substr(name.rfind('/') + 1);
  std::string key;
  for (const char c : lower_case(name)) {
    const bool inner = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
    if (inner)
      key += c;
    else if (!key.empty() && key.back() != '_')
      key += '_';
  }
  while (key.ends_with('_')) key.pop_back();
  return key;
}

bool has(const Node& list, std::string_view text) {
  return std::any_of(list.items.begin(), list.items.end(), [&](const Node& one) { return one.text == text; });
}

const Node* test_named(std::string_view name) {
  for (const Node& row : part_of(table(), "tasks").items)
    if (has(part_of(row, "names"), key_of(name))) return &row;
  return nullptr;
}

const Node* neighbour_named(std::string_view name) {
  for (const Node& row : part_of(table(), "others").items)
    if (key_of(name).starts_with(text_of(row, "begins"))) return &row;
  return nullptr;
}

// The test that a score is of, or what is near a test and is not it.
struct Meant {
  const Node* test = nullptr;
  const Node* neighbour = nullptr;
};

// The first name that says something decides, or that of the data set where it says more ("wmdp",
// "wmdp_bio"). Otherwise a data set is the test only where no name speaks of something else that was done
// with it.
Meant meant_by(const Score& score) {
  bool named = false;
  for (const std::string& name : score.tasks) {
    const std::string& task = key_of(score.data_set).starts_with(key_of(name)) ? score.data_set : name;
    const Meant meant{test_named(task), neighbour_named(task)};
    if (meant.test != nullptr) return {meant.test, nullptr};
    if (meant.neighbour != nullptr) return meant;
    named =
        named || !(key_of(task) == key_of(score.metric) || has(part_of(table(), "no_names"), key_of(task)));
  }
  if (score.data_set.empty()) return {};
  const Meant meant{named ? nullptr : test_named(score.data_set), neighbour_named(score.data_set)};
  return meant.test != nullptr ? Meant{meant.test, nullptr} : meant;
}

bool is_opposite(const Node& row, std::string_view metric) {
  return has(part_of(row, "opposite"), key_of(metric));
}

bool measures(const Node& row, std::string_view metric) {
  return metric.empty() || has(part_of(row, "metrics"), key_of(metric)) || is_opposite(row, metric);
}

// The settings that make another test of it are unset.
bool is_plain(const Node& row, const Node* arguments) {
  if (arguments == nullptr || !arguments->is_mapping()) return true;
  for (const Node& key : part_of(row, "plain").items) {
    const std::string value = lower_case(brief(part_of(*arguments, key.text)));
    if (!value.empty() && value != "none" && value != "false") return false;
  }
  return true;
}

std::string rounded(double value) { return number_text(std::round(value * 1e4) / 1e4); }

std::string first_of(const std::vector<std::string>& tasks) { return tasks.empty() ? "" : tasks.front(); }

std::string label_of(const Score& score) {
  return first_of(score.tasks) + (score.metric.empty() ? "" : " " + score.metric);
}

void warn(std::string_view what, const std::vector<std::string>& named, std::string_view help,
          const Origin& origin, Teller& tell) {
  if (named.empty()) return;
  std::vector<std::string> few(named.begin(), named.begin() + std::min<std::ptrdiff_t>(3, std::ssize(named)));
  for (std::string& name : few) name = tame(name, 60);
  const std::string more = named.size() > 3 ? " and " + std::to_string(named.size() - 3) + " more" : "";
  tell.diagnostics().add(
      Code::unfinished_run, {},
      visible(to_text(origin), 4096) + std::string(what) + ": " + visible(join(few, ", "), 200) + more,
      std::string(help));
}

}  // namespace

Results::Results(std::string harness, Origin whole, Teller& tell)
    : harness_(std::move(harness)),
      whole_(std::move(whole)),
      tell_(tell),
      others_("scores that no fact holds", whole_, tell),
      parts_("scores of a part of the items, which are no results", whole_, tell),
      blanks_("scores that are no numbers", whole_, tell) {}

void Results::add(const Score& score) {
  if (++scores_ > most_scores) return;
  const Node* row = meant_by(score).test;
  if (row != nullptr && (!measures(*row, score.metric) || !is_plain(*row, score.arguments))) row = nullptr;
  const std::optional<double> value = score.value == nullptr ? std::nullopt : number_of(*score.value);
  const std::string text = score.value == nullptr ? "" : brief(*score.value);
  if (!value) {
    blanks_.add(label_of(score) + " '" + text + "'");
    if (row != nullptr || text == "N/A") blanks_named_.push_back(label_of(score));
    return;
  }
  if (row != nullptr && score.metric.empty() && text_of(*row, "either_way") == "true")
    return tell_.remark(
        label_of(score) + " " + rounded(*value) + ": without its metric nobody can tell which way it points",
        score.origin);
  const std::optional<double> least = row == nullptr ? std::nullopt : count_at(*row, "least");
  if (score.partly || (least && score.items && *score.items < *least)) {
    std::string entry = label_of(score) + " " + rounded(*value);
    if (score.items) entry += " over " + number_text(*score.items);
    if (score.items && score.all) entry += " of " + number_text(*score.all);
    parts_.add(entry);
    parts_named_.push_back(first_of(score.tasks));
    return;
  }
  if (row == nullptr || ++statements_ > most_statements) return other(score);
  const double share = *value / score.whole;
  state(*row, score, is_opposite(*row, score.metric) ? 1 - share : share);
}

void Results::state(const Node& row, const Score& score, double value) {
  std::string note = std::string(text_of(row, "title")) + " (task " + first_of(score.tasks) + ")";
  if (!score.metric.empty()) note += ", " + score.metric;
  if (is_opposite(row, score.metric)) note += " " + brief(*score.value) + ", here one minus that";
  if (score.error != nullptr)
    if (const std::optional<double> error = number_of(*score.error))
      note += ", standard error " + rounded(*error / score.whole);
  if (score.items) {
    note += ", " + number_text(*score.items) + " items";
    const std::string_view edition = text_of(part_of(row, "sizes"), number_text(*score.items));
    if (!edition.empty()) note += " (" + std::string(edition) + ")";
  }
  if (!score.how.empty()) note += ", " + score.how;
  note += ", " + harness_ + ". A higher score means " + std::string(text_of(row, "higher"));
  if (!text_of(row, "chance").empty()) note += "; chance is " + std::string(text_of(row, "chance"));
  note += ".";
  if (!text_of(row, "caution").empty()) note += " " + std::string(text_of(row, "caution"));
  const bool exact = text_of(row, "caution").empty() && !is_opposite(row, score.metric);
  tell_.say(text_of(row, "fact"), value,
            {score.origin, exact ? Sureness::stated : Sureness::derived, false, note, {}, score.date});
}

void Results::other(const Score& score) {
  const std::string task = first_of(score.tasks);
  const std::string text =
      (score.metric.empty() ? "" : score.metric + " ") + rounded(*number_of(*score.value));
  if (const Node* known = meant_by(score).neighbour)
    return tell_.remark(task + " " + text + ": " + std::string(text_of(*known, "why")) + "; higher means " +
                            std::string(text_of(*known, "higher")),
                        score.origin);
  if (task != task_ || scores_of_task_.size() > 80) flush();
  task_ = task;
  scores_of_task_ += (scores_of_task_.empty() ? "" : ", ") + text;
}

void Results::flush() {
  if (!scores_of_task_.empty()) others_.add(task_ + " " + scores_of_task_);
  scores_of_task_.clear();
}

void Results::finish() {
  warn(" gives scores of a part of the items, which are no results", parts_named_,
       "run the evaluation without a limit", whole_, tell_);
  warn(" gives scores that are no numbers", blanks_named_, "run these tasks again", whole_, tell_);
  flush();
  others_.finish();
  parts_.finish();
  blanks_.finish();
  if (scores_ > most_scores)
    tell_.remark(std::to_string(scores_ - most_scores) + " further scores were not read", whole_);
}

void tell_unfinished(std::string_view what, const Origin& origin, Teller& tell) {
  tell.diagnostics().add(Code::unfinished_run, {},
                         visible(to_text(origin), 4096) + " is of a run that " + std::string(what),
                         "its scores are left out; run the evaluation again");
  tell.remark("left out, since the run " + std::string(what), origin);
}

void tell_model(std::string_view name, bool hub, const Origin& origin, Teller& tell) {
  name = trim(name);
  while (name.ends_with('/')) name.remove_suffix(1);
  const std::string_view last = name.substr(name.rfind('/') + 1);
  if (last.empty() || has(part_of(table(), "not_a_model"), lower_case(last))) return;
  const bool id = hub && huggingface::is_hub_id(name);
  tell.say("release.name", last,
           {origin, id || last == name ? Sureness::derived : Sureness::inferred, false,
            "The model that was evaluated."});
  huggingface::tell_words(last, origin, tell);
  if (!id) return;
  tell.say("release.developer", name.substr(0, name.find('/')),
           {origin, Sureness::inferred, false, "The account that publishes it."});
  tell.say("release.url", "https://huggingface.co/" + std::string(name), {origin, Sureness::derived});
}

void tell_served_model(std::string_view name, const Origin& origin, Teller& tell) {
  const std::string_view provider = name.substr(0, name.find('/'));
  if (has(part_of(table(), "not_a_model"), lower_case(provider))) return;
  const bool hub = has(part_of(table(), "hub_providers"), lower_case(provider));
  tell_model(provider == name ? name : name.substr(provider.size() + 1), hub, origin, tell);
}

std::optional<Date> date_of(const Node& time) {
  if (!time.is_scalar()) return std::nullopt;
  if (const std::optional<Date> date = parse_date(std::string_view(time.text).substr(0, 10))) return date;
  double seconds = 0;
  const char* end = time.text.data() + time.text.size();
  const auto [stop, error] = std::from_chars(time.text.data(), end, seconds);
  // From 2001 to 2100: shorter numbers are years or versions, longer ones are not in seconds.
  if (error != std::errc() || stop != end || !(seconds >= 1e9 && seconds < 4.1e9)) return std::nullopt;
  return Date{static_cast<std::int32_t>(seconds / 86400)};
}

std::optional<double> count_at(const Node& mapping, std::string_view key) {
  const std::optional<double> count = number_of(part_of(mapping, key));
  return count && *count >= 0 && *count < 1e15 ? count : std::nullopt;
}

}  // namespace openrisk::evaluations
