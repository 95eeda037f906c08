// ML-BOMs of CycloneDX.
#include "drafting.hpp"

using namespace openrisk;

namespace {

std::string bom(const std::string& rest, const std::string& version = "1.6") {
  return R"({"bomFormat": "CycloneDX", "specVersion": ")" + version + R"(", "version": 1, )" + rest + "}";
}

std::string model(const std::string& more = "") {
  return R"({"type": "machine-learning-model", "bom-ref": "m", "group": "org", "name": "tiny", "version": "1.2")" +
         more + "}";
}

}  // namespace

TEST_CASE("the model is the described component, or one of the components") {
  for (const char* version : {"1.5", "1.6", "1.7"}) {
    const Drafted whole = drafted("bom.json", bom(R"("metadata": {"component": )" + model() + "}", version));
    CHECK(whole.complaints == Complaints{});
    CHECK(whole["release.name"] == "tiny");
    CHECK(whole["release.version"] == "1.2");
    CHECK(whole["release.developer"] == "org");
    CHECK(whole.place("release.name") == "bom.json#/metadata/component/name");
    const Drafted part =
        drafted("bom.json", bom(R"("metadata": {"component": {"type": "application", "name": "app"}},
        "components": [{"type": "library", "name": "torch"}, {"type": "library", "name": "x", "components": [)" +
                                    model() + "]}]",
                                version));
    CHECK(part.complaints == Complaints{});
    CHECK(part["release.name"] == "tiny");
    CHECK(part.place("release.name") == "bom.json#/components/1/components/0/name");
    CHECK(part.remarks("3 other components"));
  }
  const Drafted none = drafted("bom.json", bom(R"("components": [{"type": "library", "name": "x"}])"));
  CHECK(none.remarks("names no machine-learning model"));
  CHECK(none["release.name"] == "unnamed");
}

TEST_CASE("a model card inside a BOM") {
  const Drafted draft = drafted("bom.json", bom(R"("metadata": {"component": )" + model(R"(,
    "modelCard": {"modelParameters": {"approach": {"type": "self-supervised"}, "task": "text-generation", "architectureFamily": "transformer",
       "datasets": [{"type": "dataset", "name": "c4", "classification": "public"}, {"ref": "d"}],
       "inputs": [{"format": "string"}, {"format": "image/png"}], "outputs": [{"format": "text"}, {"format": "byte[]"}]},
      "quantitativeAnalysis": {"performanceMetrics": [{"type": "accuracy", "slice": "WMDP-bio", "value": "0.5"}, {"type": "f1", "value": "0.9"},
         {"type": "accuracy", "slice": "wmdp_chem", "value": "high"}, {"type": "accuracy", "slice": "wmdp_cyber", "value": "50"}]},
      "considerations": {"useCases": ["chat"], "ethicalConsiderations": [{"name": "bias", "mitigationStrategy": "none"}]}},
    "externalReferences": [{"type": "website", "url": "https://example.org/tiny"}, {"type": "model-card", "url": "https://example.org/card"},
       {"type": "vcs", "url": "https://example.org/git"}])") +
                                                R"(},
    "components": [{"type": "data", "bom-ref": "d", "name": "the-stack", "licenses": [{"license": {"id": "MIT"}}]}])"));
  CHECK(draft.complaints == Complaints{"statement-dropped"});
  CHECK(draft["inputs"] == "[text, image]…");
  CHECK(draft["outputs"] == "[text]…");
  CHECK(draft["data.sources"] == "[web_crawl, code_repositories]…");
  CHECK(draft.sure("data.sources") == Sureness::inferred);
  CHECK(draft["evals.wmdp_bio"] == "0.5");
  CHECK(draft.place("evals.wmdp_bio") ==
        "bom.json#/metadata/component/modelCard/quantitativeAnalysis/performanceMetrics/0/value");
  CHECK(draft["evals.wmdp_chem"] == "");
  CHECK(draft["evals.wmdp_cyber"] == "");
  CHECK(draft["release.url"] == "https://example.org/tiny");
  CHECK(draft["documentation.model_card"] == "unknown");
  for (const char* text :
       {"approach", "transformer", "classification: public", "outputs: byte[]", "f1 0.9", "wmdp_chem",
        "useCases: chat", "bias", "https://example.org/git", "component the-stack (data), licence"}) {
    INFO(text);
    CHECK(draft.remarks(text));
  }
}

TEST_CASE("licences") {
  struct Row {
    const char *licenses, *value, *sure;
  };
  for (
      const Row& row : std::vector<Row>{
          {R"([{"license": {"id": "Apache-2.0"}}])", "Apache-2.0", "stated"},
          {R"([{"license": {"name": "Llama 3.1", "url": "https://example.org/l"}}])", "Llama 3.1", "stated"},
          {R"([{"expression": "MIT OR Apache-2.0"}])", "MIT OR Apache-2.0", "stated"},
          {R"([{"license": {"id": "MIT"}}, {"license": {"id": "Apache-2.0"}}])", "MIT AND Apache-2.0",
           "derived"},
          {R"([{"license": {"id": "MIT", "acknowledgement": "concluded"}}, {"license": {"id": "Apache-2.0", "acknowledgement": "declared"}}])",
           "Apache-2.0", "stated"},
          {R"([{"license": {"id": "MIT", "acknowledgement": "concluded"}}])", "MIT", "derived"},
          {R"([{"license": {"name": "NOASSERTION"}}])", "unknown", "stated"},
          {R"([{"license": 3}, null])", "unknown", "stated"},
          {R"([{"license": {"id": "MIT"}}, {"license": {"text": {"content": "Non-commercial use only"}}}, {"license": {"name": "other"}}])",
           "MIT AND other", "stated"},
          {R"([{"license": {"id": "MIT"}}, {"license": {"name": "NOASSERTION"}}])", "MIT AND other",
           "stated"},
          {R"([{"license": {"id": "MIT", "acknowledgement": "concluded"}}, {"license": {"text": {"content": "x"}}}])",
           "MIT AND other", "derived"},
          {R"([{"expression": "MIT OR GPL-3.0-only"}, {"license": {"id": "CC-BY-NC-4.0"}}])",
           "(MIT OR GPL-3.0-only) AND CC-BY-NC-4.0", "derived"},
          {"[]", "", ""},
          {R"({"license": "MIT"})", "", ""},
      }) {
    INFO(row.licenses);
    const Drafted draft = drafted(
        "bom.json", bom(R"("components": [)" + model(R"(, "licenses": )" + std::string(row.licenses)) + "]"));
    CHECK(draft["weights.license"] == row.value);
    if (row.value[0] != 0 && std::string_view(row.value) != "unknown")
      CHECK(name_of(draft.sure("weights.license")) == row.sure);
  }
}

TEST_CASE("who made it, where it is, and from what") {
  const Drafted draft =
      drafted("bom.json", bom(R"("components": [)" + model(R"(, "purl": "pkg:huggingface/org/tiny@abc123",
      "supplier": {"name": "Shop"}, "manufacturer": {"name": "Maker"}, "authors": [{"name": "A"}],
      "pedigree": {"ancestors": [{"type": "machine-learning-model", "group": "org", "name": "big"}], "notes": "pruned"})") +
                              R"(, {"type": "machine-learning-model", "bom-ref": "b", "name": "other"}],
      "dependencies": [{"ref": "m", "dependsOn": ["b", "nobody"]}])"));
  CHECK(draft.complaints == Complaints{});
  CHECK(draft["release.developer"] == "Maker");
  CHECK(draft["release.url"] == "https://huggingface.co/org/tiny");
  CHECK(draft["release.version"] == "1.2");
  CHECK(draft["release.base_models"] == "[org/big, other]");
  CHECK(draft.remarks("pedigree notes: pruned"));
  CHECK(draft.remarks("component other (machine-learning-model)"));
}

TEST_CASE("BOMs of the wrong kinds say nothing and break nothing") {
  for (
      const char* rest :
      {R"("metadata": [], "components": {"a": 1}, "dependencies": 7)",
       R"("metadata": {"component": {"type": "machine-learning-model", "name": [], "licenses": 3, "modelCard": [], "purl": 4}})",
       R"("components": [1, null, {"type": "machine-learning-model", "name": "x", "modelCard": {"modelParameters": {"datasets": [1, {"ref": {}}],
           "inputs": "text", "outputs": [3, {"format": []}]}, "quantitativeAnalysis": {"performanceMetrics": [1, {}]}}, "pedigree": "p"}])"}) {
    INFO(rest);
    const Drafted draft = drafted("bom.json", bom(rest));
    CHECK(draft["weights.license"] == "");
    CHECK(draft["outputs"] == "");
  }
  std::string deep;
  for (int i = 0; i < 100; ++i) deep += R"({"type": "library", "components": [)";
  CHECK(drafted("bom.json", bom(R"("components": [)" + deep)).complaints.size() == 1);
}

TEST_CASE("a score that may point either way is not stated without its metric") {
  const auto measured = [](const std::string& metrics) {
    return drafted(
        "bom.json",
        bom(R"("components": [)" +
            model(R"(, "modelCard": {"quantitativeAnalysis": {"performanceMetrics": [)" + metrics + "]}}") +
            "]"));
  };
  const Drafted bare =
      measured(R"({"type": "HarmBench", "value": "0.98"}, {"type": "StrongREJECT", "value": "0.97"},
                  {"type": "WMDP-bio", "value": "0.5"})");
  CHECK(bare["evals.harmful_compliance"] == "");
  CHECK(bare.remarks("HarmBench 0.98: without its metric nobody can tell which way it points"));
  CHECK(bare.remarks("StrongREJECT 0.97: without"));
  CHECK(bare["evals.wmdp_bio"] == "0.5");
  // Shares are not rounded as counts are: another test's number is no source of this one.
  const Drafted two = measured(R"({"type": "ASR", "slice": "HarmBench", "value": "0.98"},
                                  {"type": "jailbreak_rate", "slice": "StrongREJECT", "value": "0.97"})");
  CHECK(two["evals.harmful_compliance"] == "0.98");
  CHECK(two.fact("evals.harmful_compliance").origins.size() == 1);
  CHECK(two.complaints == Complaints{"sources-disagree"});
}
