// Every Eval Ever: one record of results of one model, by whatever harness or leaderboard. Its own
// `lower_is_better` is not believed, its scale is.
#include "base/text.hpp"
#include "draft/evaluations.hpp"
#include "draft/huggingface.hpp"
#include "draft/importers.hpp"
#include "draft/tables.hpp"

namespace openrisk {
namespace {

namespace ev = evaluations;

class Record {
 public:
  Record(const SourceFile& file, const Node& root, Teller& tell)
      : file_(file), root_(root), tell_(tell), results_(harness(), at("/evaluation_results"), tell) {}

  void run() {
    model(part_of(root_, "model_info"));
    const Node& results = part_of(root_, "evaluation_results");
    for (std::size_t i = 0; i < results.items.size(); ++i)
      result(results.items[i], pointer_to("/evaluation_results", i));
    results_.finish();
    for (const char* key : {"source_metadata", "evaluation_source"})
      if (const Node& source = part_of(root_, key); source.is_mapping())
        tell_rest(source, at(pointer_to("", key)), "results:", {}, tell_);
    tell_rest(root_, at(""), "",
              {"schema_version", "evaluation_id", "retrieved_timestamp", "evaluation_timestamp",
               "source_metadata", "evaluation_source", "model_info", "evaluation_results", "eval_library",
               "detailed_evaluation_results", "detailed_evaluation_results_per_samples"},
              tell_);
  }

 private:
  Origin at(std::string pointer) const { return {file_.name(), 0, std::move(pointer)}; }

  std::string harness() const {
    const Node& library = part_of(root_, "eval_library");
    std::string text = tame(text_of(library, "name"), 60);
    const std::string version = tame(text_of(library, "version"), 30);
    if (!version.empty() && version != "unknown") text += " " + version;
    const std::string source = tame(text_of(part_of(root_, "source_metadata"), "source_name"), 80);
    if (!source.empty()) text += (text.empty() ? "" : ", ") + std::string("as given by ") + source;
    return text.empty() ? "Every Eval Ever" : text;
  }

  void model(const Node& info) {
    const std::string_view id = text_of(info, "id");
    const std::string_view name = text_of(info, "name");
    const bool open = text_of(part_of(info, "additional_details"), "model_availability") == "open_weights";
    // Ids are written like those of the Hub for every model; only open weights make a page there likely.
    if (!id.empty() || !name.empty())
      ev::tell_model(id.empty() ? name : id, open, at(id.empty() ? "/model_info/name" : "/model_info/id"),
                     tell_);
    if (!text_of(info, "developer").empty())
      tell_.say(
          "release.developer", text_of(info, "developer"),
          {at("/model_info/developer"), Sureness::derived, false, "As the record of its results names it."});
    const std::string_view availability = text_of(part_of(info, "additional_details"), "model_availability");
    if (availability == "open_weights" || availability == "closed_weights")
      tell_.note("weights.access",
                 {at("/model_info/additional_details/model_availability"), Sureness::derived, false,
                  "A record of results calls it " + std::string(availability) + "."});
    tell_rest(info, at("/model_info"), "model", {"id", "name", "developer"}, tell_);
  }

  void result(const Node& one, const std::string& pointer) {
    const Node& config = part_of(one, "metric_config");
    const Node& details = part_of(one, "score_details");
    const Node& data = part_of(one, "source_data");
    ev::Score score;
    score.data_set = text_of(data, "dataset_name");
    const std::string_view name = text_of(one, "evaluation_name");
    if (!name.empty() || !score.data_set.empty())
      score.tasks.emplace_back(name.empty() ? score.data_set : name);
    score.metric = metric_of(config);
    score.value = &part_of(details, "score");
    score.whole = whole_of(config, *score.value);
    const Node& uncertainty = part_of(details, "uncertainty");
    const Node& error = part_of(uncertainty, "standard_error");
    score.error = error.is_mapping() ? &part_of(error, "value") : &error;
    score.items = ev::count_at(uncertainty, "num_samples");
    score.all = ev::count_at(data, "samples_number");
    const Node& ids = part_of(data, "sample_ids");
    if (!score.items && ids.is_sequence() && !ids.items.empty())
      score.items = static_cast<double>(ids.items.size());
    if (!score.items) std::swap(score.items, score.all);
    const Node& extra = part_of(part_of(one, "generation_config"), "additional_details");
    const std::string limit = brief(part_of(extra, "limit"));
    score.partly = (score.items && score.all && *score.items < *score.all) ||
                   !(limit.empty() || limit == "None" || limit == "null");
    score.arguments = &extra;
    score.how = how(extra);
    score.origin = at(pointer + "/score_details/score");
    for (const Node* from : {&one, &root_})
      if (!score.date) score.date = ev::date_of(part_of(*from, "evaluation_timestamp"));
    results_.add(score);
  }

  static std::string metric_of(const Node& config) {
    for (const char* key : {"metric_kind", "metric_name", "metric_id"})
      if (!text_of(config, key).empty()) return tame(text_of(config, key), 60);
    return {};
  }

  // What a score is a share of: percent where the record says so.
  static double whole_of(const Node& config, const Node& value) {
    const std::string unit = lower_case(text_of(config, "metric_unit"));
    if (unit == "percent" || unit == "percentage" || unit == "%") return 100;
    const std::optional<double> most = number_of(part_of(config, "max_score"));
    const std::optional<double> score = number_of(value);
    if (unit.empty() && most && *most == 100 && score) return 100;
    return 1;
  }

  static std::string how(const Node& extra) {
    for (const char* key : {"num_fewshot", "n_shot", "n-shot"})
      if (const std::string shots = brief(part_of(extra, key)); !shots.empty())
        return tame(shots, 20) + "-shot";
    return {};
  }

  const SourceFile& file_;
  const Node& root_;
  Teller& tell_;
  ev::Results results_;
};

void read_record(const SourceFile& file, Teller& tell) {
  const Node* root = file.tree(tell.diagnostics());
  if (root != nullptr && root->is_mapping()) Record(file, *root, tell).run();
}

Fit recognises_record(const SourceFile& file) {
  const Node* root = file.glance();
  if (root == nullptr || !part_of(*root, "evaluation_results").is_sequence()) return Fit::no;
  return root->get("schema_version") || root->get("evaluation_id") || root->get("model_info") ? Fit::yes
                                                                                              : Fit::likely;
}

// Answers to single items (…_samples.jsonl) are no results: those stand in the record of the same run.
void read_samples(const SourceFile& file, Teller& tell) {
  const std::string_view line = file.head().substr(0, file.head().find('\n'));
  const Source text{0, file.name(), std::string(line)};
  Diagnostics quiet;  // a line may be longer than what is looked at
  const Origin origin{file.name(), 1, {}};
  std::string name;
  if (const std::optional<Node> sample = parse_json(text, quiet); sample && sample->is_mapping()) {
    ev::tell_model(text_of(*sample, "model_id"), false, origin, tell);
    name = " of " + tame(text_of(*sample, "evaluation_name"), 80);
  }
  tell.remark("answers to single items" + name + ", which are no results: add the record of the run", origin);
}

Fit recognises_samples(const SourceFile& file) {
  const std::string_view head = file.head();
  if (!head.starts_with('{')) return Fit::no;
  for (const char* key : {"\"evaluation_id\"", "\"sample_id\"", "\"interaction_type\""})
    if (head.find(key) == head.npos) return Fit::no;
  return Fit::likely;
}

}  // namespace

Importer every_eval_ever_samples_importer() {
  return {"every-eval-ever-samples", "answers to items of Every Eval Ever (…_samples.jsonl)",
          recognises_samples, read_samples};
}

Importer every_eval_ever_importer() {
  return {"every-eval-ever", "Every Eval Ever record", recognises_record, read_record};
}

}  // namespace openrisk
