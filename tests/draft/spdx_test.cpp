// SPDX 3 documents with the AI profile.
#include "drafting.hpp"

using namespace openrisk;

namespace {

std::string document(const std::string& graph) {
  return R"({"@context": "https://spdx.org/rdf/3.0.1/spdx-context.jsonld", "@graph": [)" + graph + "]}";
}

std::string package(const std::string& more = "", const std::string& id = "urn:m",
                    const std::string& name = "tiny") {
  return R"({"type": "ai_AIPackage", "spdxId": ")" + id + R"(", "name": ")" + name + "\"" + more + "}";
}

std::string relation(const std::string& kind, const std::string& to, const std::string& from = "urn:m") {
  return R"(, {"type": "Relationship", "spdxId": "urn:r", "relationshipType": ")" + kind + R"(", "from": ")" +
         from + R"(", "to": )" + to + "}";
}

}  // namespace

TEST_CASE("an AI package") {
  const Drafted draft =
      drafted("bom.spdx3.json", document(R"({"type": "Organization", "spdxId": "urn:o", "name": "Org"}, )" +
                                         package(R"(, "software_packageVersion": "2.0", "suppliedBy": "urn:s",
        "originatedBy": ["urn:o"], "releaseTime": "2026-02-03T00:00:00Z", "software_downloadLocation": "https://example.org/get",
        "software_homePage": "https://example.org/tiny", "ai_typeOfModel": ["transformer"], "ai_domain": ["text-generation"],
        "ai_hyperparameter": [{"type": "DictionaryEntry", "key": "number of parameters", "value": "7B"}, {"key": "layers", "value": "32"}],
        "ai_metric": [{"type": "DictionaryEntry", "key": "wmdp_chem", "value": "0.4"}, {"key": "perplexity", "value": "9"}, {"key": "note", "value": "n/a"}],
        "ai_limitation": "small", "ai_safetyRiskAssessment": "high", "ai_useSensitivePersonalInformation": "no")")));
  CHECK(draft.complaints == Complaints{});
  CHECK(draft["release.name"] == "tiny");
  CHECK(draft["release.version"] == "2.0");
  CHECK(draft["release.developer"] == "Org");
  CHECK(draft["release.date"] == "2026-02-03");
  CHECK(draft["release.url"] == "https://example.org/tiny");
  CHECK(draft["model.parameters"] == "7000000000");
  CHECK(draft["outputs"] == "[text]…");
  CHECK(draft["evals.wmdp_chem"] == "0.4");
  CHECK(draft.place("evals.wmdp_chem") == "bom.spdx3.json#/@graph/1/ai_metric/0/value");
  for (const char* text : {"transformer", "layers: 32", "perplexity 9", "ai_limitation: small",
                           "ai_safetyRiskAssessment: high", "ai_useSensitivePersonalInformation: no"}) {
    INFO(text);
    CHECK(draft.remarks(text));
  }
}

TEST_CASE("licences by relationship") {
  const std::string elements =
      R"(, {"type": "simplelicensing_LicenseExpression", "spdxId": "urn:l", "simplelicensing_licenseExpression": "MIT"},
    {"type": "simplelicensing_LicenseExpression", "spdxId": "urn:no", "simplelicensing_licenseExpression": "NOASSERTION"},
    {"type": "expandedlicensing_ListedLicense", "spdxId": "https://spdx.org/licenses/Apache-2.0", "name": "Apache License 2.0"},
    {"type": "expandedlicensing_DisjunctiveLicenseSet", "spdxId": "urn:or", "expandedlicensing_member": ["urn:l", "https://spdx.org/licenses/Apache-2.0"]},
    {"type": "expandedlicensing_ConjunctiveLicenseSet", "spdxId": "urn:loop", "expandedlicensing_member": ["urn:loop", "urn:l"]},
    {"type": "expandedlicensing_CustomLicense", "spdxId": "urn:own", "simplelicensing_licenseText": "non-commercial only"},
    {"type": "expandedlicensing_ConjunctiveLicenseSet", "spdxId": "urn:and-own", "expandedlicensing_member": ["urn:l", "urn:own"]},
    {"type": "expandedlicensing_DisjunctiveLicenseSet", "spdxId": "urn:or-own", "expandedlicensing_member": ["urn:l", "urn:own"]})";
  struct Row {
    const char *kind, *to, *value;
  };
  for (const Row& row : std::vector<Row>{
           {"hasDeclaredLicense", R"(["urn:l"])", "MIT"},
           {"hasDeclaredLicense", R"("urn:l")", "MIT"},
           {"hasConcludedLicense", R"(["urn:l"])", "MIT"},
           {"hasDeclaredLicense", R"(["https://spdx.org/licenses/Apache-2.0"])", "Apache-2.0"},
           {"hasDeclaredLicense", R"(["https://spdx.org/licenses/CC-BY-4.0"])",
            "CC-BY-4.0"},  // no element of its own
           {"hasDeclaredLicense", R"(["urn:or"])", "(MIT) OR (Apache-2.0)"},
           {"hasDeclaredLicense", R"(["https://spdx.org/rdf/3.0.1/terms/Licensing/NoAssertion"])", "unknown"},
           {"hasDeclaredLicense", R"(["urn:no"])", "unknown"},
           {"hasDeclaredLicense", R"(["urn:own"])", "unknown"},
           {"hasDeclaredLicense", R"(["urn:l", "urn:own"])", "MIT AND other"},
           {"hasDeclaredLicense", R"(["urn:l", "urn:no"])", "MIT AND other"},
           {"hasDeclaredLicense", R"(["urn:and-own"])", "(MIT) AND (other)"},
           {"hasDeclaredLicense", R"(["urn:or-own"])", "(MIT) OR (other)"},
           {"hasDeclaredLicense", R"(["urn:or", "https://spdx.org/licenses/CC-BY-NC-4.0"])",
            "((MIT) OR (Apache-2.0)) AND CC-BY-NC-4.0"},
           {"hasDeclaredLicense", R"([])", ""},
           {"contains", R"(["urn:l"])", ""},
       }) {
    INFO(row.kind << row.to);
    const Drafted draft = drafted("b.json", document(package() + elements + relation(row.kind, row.to)));
    CHECK(draft["weights.license"] == row.value);
  }
  const Drafted both =
      drafted("b.json", document(package() + elements + relation("hasConcludedLicense", R"(["urn:or"])") +
                                 relation("hasDeclaredLicense", R"(["urn:l"])")));
  CHECK(both["weights.license"] == "MIT");
  CHECK(both.remarks("licence as concluded"));
  const Drafted open =
      drafted("b.json", document(package() + elements + relation("hasDeclaredLicense", R"(["urn:or-own"])")));
  CHECK(open.note("weights.license").find("stands for a licence without a name") != std::string::npos);
  drafted("b.json", document(package() + elements +
                             relation("hasDeclaredLicense", R"(["urn:loop"])")));  // comes to an end
}

TEST_CASE("data sets and base models by relationship") {
  const Drafted draft = drafted(
      "b.json",
      document(
          package() + ", " + package("", "urn:base", "base") +
          R"(, {"type": "dataset_DatasetPackage", "spdxId": "urn:d", "name": "c4", "dataset_datasetAvailability": "directDownload", "dataset_knownBias": ["English"]})" +
          relation("trainedOn", R"(["urn:d"])") + relation("testedOn", R"(["urn:t"])") +
          relation("descendantOf", R"(["urn:base"])") +
          relation("hasDeclaredLicense", R"(["https://spdx.org/licenses/ODC-By-1.0"])", "urn:d")));
  CHECK(draft.complaints == Complaints{});
  CHECK(draft["data.sources"] == "[web_crawl]…");
  CHECK(draft["data.pretraining.access"] == "unknown");
  CHECK(draft.note("data.pretraining.license").find("ODC-By-1.0") != std::string::npos);
  CHECK(draft["release.base_models"] == "[base]");
  CHECK(draft.remarks("testedOn: urn:t"));
  CHECK(draft.remarks("dataset_knownBias: English"));
  CHECK(draft.remarks("another AI package: base"));
}

TEST_CASE("of several packages the root of the bill of materials is the model") {
  const std::string two = package("", "urn:a", "first") + ", " + package("", "urn:b", "second");
  CHECK(drafted("b.json", document(two))["release.name"] == "first");
  CHECK(drafted("b.json",
                document(two + R"(, {"type": "software_Sbom", "rootElement": ["urn:b"]})"))["release.name"] ==
        "second");
  CHECK(drafted("b.json", document(R"({"type": "software_Package", "spdxId": "urn:x", "name": "x"})"))
            .remarks("names no AI package"));
}

TEST_CASE("documents of the wrong kinds say nothing and break nothing") {
  for (
      const char* graph :
      {R"(1, null, [], {"type": [], "spdxId": {}}, {"type": "ai_AIPackage"})",
       R"({"type": "ai_AIPackage", "spdxId": 3, "name": {}, "ai_metric": [1, {"key": []}], "releaseTime": "Release date", "suppliedBy": ""})",
       R"({"type": "ai_AIPackage", "spdxId": "a", "ai_hyperparameter": "many", "ai_domain": "x"},
           {"relationshipType": "hasDeclaredLicense", "from": "a", "to": {"b": 1}}, {"relationshipType": "trainedOn", "from": "a", "to": [null, "a"]})"}) {
    INFO(graph);
    const Drafted draft = drafted("b.json", document(graph));
    CHECK(draft["weights.license"] == "");
    CHECK(draft["release.developer"] == "");
  }
}

TEST_CASE("a count that can be read in two ways is not stated") {
  const Drafted draft = drafted(
      "b.json", document(package(R"(, "ai_hyperparameter": [{"key": "parameters", "value": "1,5B"}])")));
  CHECK(draft["model.parameters"] == "");
  CHECK(draft.remarks("parameters: 1,5B"));
}

TEST_CASE("a score that may point either way is not stated") {
  const Drafted draft =
      drafted("b.json", document(package(R"(, "ai_metric": [{"key": "HarmBench", "value": "0.98"}])")));
  CHECK(draft["evals.harmful_compliance"] == "");
  CHECK(draft.remarks("HarmBench 0.98: without its metric"));
}
