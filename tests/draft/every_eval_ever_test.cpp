// Records of Every Eval Ever.
#include <algorithm>

#include "drafting.hpp"

using namespace openrisk;

namespace {

std::string record(
    const std::string& results,
    const std::string& model = R"("name": "Tiny", "id": "org/tiny", "developer": "Org Labs")") {
  return R"({"schema_version": "0.3.0", "evaluation_id": "x/y/1", "retrieved_timestamp": "1770000000", "evaluation_timestamp": "2026-02-03",
    "source_metadata": {"source_name": "a board", "source_type": "documentation", "evaluator_relationship": "third_party"},
    "eval_library": {"name": "inspect_ai", "version": "0.3.9"}, "model_info": {)" +
         model + R"(}, "evaluation_results": )" + results + "}";
}

std::string result(const std::string& name, const std::string& config, const std::string& score,
                   const std::string& more = "") {
  return R"([{"evaluation_name": ")" + name +
         R"(", "source_data": {"dataset_name": "d", "source_type": "other"}, "metric_config": {)" + config +
         R"(}, "score_details": {"score": )" + score + more + "}}]";
}

}  // namespace

TEST_CASE("a record, whose flag on the direction is not believed") {
  for (const char* flag : {"true", "false"}) {
    const Drafted draft =
        drafted("r.json",
                record(result(
                    "wmdp_bio",
                    R"("metric_kind": "accuracy", "min_score": 0, "max_score": 1, "lower_is_better": )" +
                        std::string(flag),
                    "0.61", R"(, "uncertainty": {"standard_error": {"value": 0.02}, "num_samples": 1273})")));
    CHECK(draft.complaints == Complaints{});
    CHECK(draft["evals.wmdp_bio"] == "0.61");
    CHECK(draft.place("evals.wmdp_bio") == "r.json#/evaluation_results/0/score_details/score");
    for (const char* part : {"inspect_ai 0.3.9", "a board", "1273 items", "0.02", "more hazardous"})
      CHECK(draft.note("evals.wmdp_bio").find(part) != std::string::npos);
    CHECK(draft["release.name"] == "tiny");
    CHECK(draft["release.developer"] == "Org Labs");
    CHECK(draft["release.url"] == "");  // an id is no page
    CHECK(draft.remarks("evaluator_relationship: third_party"));
  }
}

TEST_CASE("scales, sizes and metrics") {
  struct Row {
    const char *name, *config, *score, *more, *value;
    Complaints complaints;
  };
  for (const Row& row : std::vector<Row>{
           {"WMDP (Cyber)", R"("metric_unit": "percent", "metric_name": "Accuracy")", "44", "", "0.44", {}},
           {"wmdp-cyber", R"("max_score": 100)", "44", "", "0.44", {}},
           {"wmdp-cyber", R"("max_score": 1)", "44", "", "", {"statement-dropped"}},
           {"wmdp_cyber", R"("metric_kind": "f1")", "0.4", "", "", {}},
           {"wmdp_cyber", "", "0.4", R"(, "uncertainty": {"num_samples": 100})", "", {"unfinished-run"}},
           {"wmdp_cyber", "", "\"N/A\"", "", "", {"unfinished-run"}},
           {"wmdp_cyber", "", "NaN", "", "", {"unfinished-run"}},
           {"mmlu", "", "0.4", "", "", {}},
       }) {
    INFO(row.name << row.config << row.score);
    const Drafted draft = drafted("r.json", record(result(row.name, row.config, row.score, row.more)));
    CHECK(draft["evals.wmdp_cyber"] == row.value);
    CHECK(draft.complaints == row.complaints);
  }
}

TEST_CASE("whether weights are open is a note, not a value") {
  const Drafted open = drafted(
      "r.json",
      record("[]", R"("id": "org/tiny", "additional_details": {"model_availability": "open_weights"})"));
  CHECK(open["weights.access"] == "unknown");
  CHECK(open.note("weights.access").find("open_weights") != std::string::npos);
  CHECK(open["release.url"] == "https://huggingface.co/org/tiny");
  const Drafted closed = drafted(
      "r.json",
      record("[]", R"("id": "org/tiny", "additional_details": {"model_availability": "closed_weights"})"));
  CHECK(closed["weights.access"] == "unknown");
  CHECK(closed["release.url"] == "");
}

TEST_CASE("records of the wrong kinds say nothing and break nothing") {
  for (
      const char* text :
      {R"({"schema_version": 1, "evaluation_results": [1, null, [], {"score_details": 3}], "model_info": []})",
       R"({"schema_version": {}, "evaluation_results": [{"evaluation_name": {}, "score_details": {"score": []}}]})",
       R"({"evaluation_id": "", "evaluation_results": [], "source_metadata": "x", "eval_library": 3})"}) {
    INFO(text);
    CHECK(drafted("r.json", text)["evals.wmdp_bio"] == "");
  }
  CHECK(drafted("r.json", R"({"schema_version": "0.3.0", "evaluation_results": [)").complaints.size() == 1);
}

TEST_CASE("answers to single items are no results, and say so") {
  const std::string line =
      R"({"schema_version": "0.3.0", "evaluation_id": "e", "model_id": "org/tiny", "evaluation_name": "wmdp_bio",
          "sample_id": "1", "interaction_type": "single_turn", "input": {"raw": ")" +
      std::string("QUESTION") + R"("}, "evaluation": {"score": 1, "is_correct": true}})";
  std::string flat = line;
  std::replace(flat.begin(), flat.end(), '\n', ' ');
  for (const std::size_t length : {10, 100'000}) {
    INFO(length);
    std::string text = flat;
    text.replace(text.find("QUESTION"), 8, std::string(length, 'q'));
    const Drafted draft = drafted("a_samples.jsonl", text + "\n" + text + "\n");
    CHECK(draft.complaints == Complaints{});
    CHECK(draft["release.name"] == (length == 10 ? "tiny" : "unnamed"));
    CHECK(draft["evals.wmdp_bio"] == "");
    CHECK(draft.remarks("answers to single items"));
  }
}

TEST_CASE("a variant of a test is not the test, whatever the data set is called") {
  struct Row {
    const char *name, *set, *metric, *fact, *value, *remark;
  };
  for (const Row& row : std::vector<Row>{
           {"harmbench_gcg_jailbreak", "HarmBench", "asr", "evals.harmful_compliance", "",
            "HarmBench with an attack"},
           {"cybench_subtask_guided", "cybench", "accuracy", "evals.cybench", "", "a variant of Cybench"},
           {"wmdp_bio_robust_shortcut", "wmdp_bio", "accuracy", "evals.wmdp_bio", "", "a variant of WMDP"},
           {"gcg attack", "HarmBench", "asr", "evals.harmful_compliance", "", "HarmBench with an attack"},
           {"HarmBench", "harmbench_gcg", "asr", "evals.harmful_compliance", "", "HarmBench with an attack"},
           {"overall", "harmbench_gcg", "asr", "evals.harmful_compliance", "", "HarmBench with an attack"},
           {"WMDP", "wmdp-bio", "accuracy", "evals.wmdp_bio", "0.5", ""},
           {"WMDP", "mmlu", "accuracy", "evals.wmdp_bio", "", "a variant of WMDP"},
           {"wmdp_bio", "cais/wmdp", "accuracy", "evals.wmdp_bio", "0.5", ""},
           {"Accuracy", "wmdp_bio", "accuracy", "evals.wmdp_bio", "0.5", ""},
           {"overall", "wmdp_bio", "accuracy", "evals.wmdp_bio", "0.5", ""},
           {"", "wmdp_bio", "accuracy", "evals.wmdp_bio", "0.5", ""},
       }) {
    INFO(row.name);
    const Drafted draft = drafted("r.json", record(R"([{"evaluation_name": ")" + std::string(row.name) +
                                                   R"(", "source_data": {"dataset_name": ")" + row.set +
                                                   R"("}, "metric_config": {"metric_name": ")" + row.metric +
                                                   R"("}, "score_details": {"score": 0.5}}])"));
    CHECK(draft[row.fact] == row.value);
    if (row.remark[0] != 0) CHECK(draft.remarks(row.remark));
  }
}
