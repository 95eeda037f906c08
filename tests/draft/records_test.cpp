// Records of the Model Openness Tool, of the Open Source AI Index and of Opening up ChatGPT, by their tables.
#include "card/value.hpp"
#include "draft/tables.hpp"
#include "drafting.hpp"

using namespace openrisk;

namespace {

std::string mot(const std::string& release) {
  return "framework: {name: Model Openness Framework, version: '1.0'}\nrelease:\n  name: Mine\n  version: "
         "2B\n" +
         release;
}

// Every fact that stands as a key below `node` is one, with a value that it can have.
void check_facts(const Node& facts) {
  for (const NodeEntry& entry : facts.entries) {
    INFO(entry.key);
    const Fact* fact = builtin_vocabulary().find(entry.key);
    REQUIRE(fact != nullptr);
    const Node& value = entry.value.is_mapping() ? part_of(entry.value, "value") : entry.value;
    Statement statement;
    Diagnostics found;
    CHECK(read_value(value, *fact, {}, statement, found));
  }
}

}  // namespace

TEST_CASE("the tables state facts that there are") {
  for (const char* name : {"mot", "osai", "ouc"}) {
    INFO(name);
    const Node& table = table_named(name);
    check_facts(part_of(table, "facts"));
    for (const Node& field : part_of(table, "fields").items) {
      if (!text_of(field, "fact").empty())
        CHECK(builtin_vocabulary().find(text_of(field, "fact")) != nullptr);
      for (const NodeEntry& value : part_of(field, "values").entries) check_facts(value.value);
    }
    const Node& classes = part_of(table, "classes");
    for (const Node& item : part_of(classes, "items").items) {
      const Fact* fact = builtin_vocabulary().find(text_of(item, "fact"));
      REQUIRE(fact != nullptr);
      for (const NodeEntry& value : part_of(classes, "values").entries)
        CHECK(fact->rank_of(value.value.text));
      for (const NodeEntry& also : part_of(item, "also").entries) check_facts(also.value);
    }
    for (const Node& item : part_of(part_of(table, "components"), "items").items) {
      check_facts(part_of(item, "present"));
      check_facts(part_of(item, "absent"));
      CHECK(builtin_vocabulary().find(text_of(item, "licence"))->type == FactType::license);
    }
  }
  for (const Node& row : part_of(table_named("huggingface"), "words").items)
    CHECK(builtin_vocabulary().find(text_of(row, "fact")) != nullptr);
  for (const NodeEntry& task : part_of(table_named("huggingface"), "tasks").entries)
    for (const char* fact : {"inputs", "outputs"})
      for (const std::string& kind : texts_of(part_of(task.value, fact)))
        CHECK(builtin_vocabulary().find(fact)->rank_of(kind));
  for (const Node& row : part_of(table_named("huggingface"), "datasets").items)
    for (const std::string& kind : texts_of(part_of(row, "sources")))
      CHECK(builtin_vocabulary().find("data.sources")->rank_of(kind));
}

TEST_CASE("a licence stands with the component, with its kind, or with the whole") {
  const Drafted draft =
      drafted("record.yml",
              mot("  license:\n"
                  "    distribution: {name: MIT, path: https://example.org/whole}\n"
                  "    code: {name: ' Apache-2.0', path: ''}\n"
                  "  components:\n"
                  "  - {name: Model parameters (Final), license: '', component_path: https://example.org/w}\n"
                  "  - {name: Training code}\n"
                  "  - {name: Model card, license: unlicensed}\n"
                  "  - {name: Data card, license: CC-BY-4.0, license_path: https://example.org/l}\n"
                  "  - {name: Datasets, license: null}\n"
                  "  - {name: Research paper, license: Component not included}\n"
                  "  - {name: Something else}\n"));
  CHECK(draft.complaints == Complaints{"statement-dropped"});  // the last one
  CHECK(draft["weights.access"] == "open");
  CHECK(draft.fact("weights.access").said.statement.sources == Complaints{"https://example.org/w"});
  CHECK(draft["weights.license"] == "unlicensed");
  CHECK(draft["code.training.license"] == " Apache-2.0");  // as it is written
  CHECK(draft["documentation.licenses.model_card"] == "unlicensed");
  CHECK(draft["documentation.licenses.data_card"] == "CC-BY-4.0");
  CHECK(draft.fact("documentation.licenses.data_card").said.statement.sources ==
        Complaints{"https://example.org/l"});
  CHECK(draft["data.pretraining.license"] == "MIT");
  CHECK(draft["documentation.research_paper"] == "none");
  CHECK(draft["code.inference.license"] == "unlicensed");  // not listed
  CHECK(draft["code.inference.access"] == "");
  CHECK(draft.remarks("Something else"));
}

TEST_CASE("records without components, and with parts that are none") {
  for (const char* release :
       {"  components: []\n", "  components:\n", "  license: {}\n  components: {}\n",
        "  license:\n  components: [null, 3, {name: null}, [a]]\n",
        "  license: {code: null, data: 3}\n  components: [{name: Datasets, license: [a]}]\n"}) {
    INFO(release);
    const Drafted draft = drafted("record.yml", mot(release));
    CHECK(draft["release.name"] == "Mine");
    CHECK(draft["documentation.model_card"] == "none");
  }
}

TEST_CASE("a licence in a form that is not understood is not that of the whole") {
  for (const char* own : {"[CC-BY-NC-4.0]", "{name: CC-BY-NC-4.0}"}) {
    INFO(own);
    const Drafted draft =
        drafted("record.yml", mot("  license:\n    distribution: {name: MIT}\n  components:\n"
                                  "  - {name: Model parameters (Final), license: " +
                                  std::string(own) + "}\n"));
    CHECK(draft.complaints == Complaints{"statement-dropped"});
    CHECK(draft["weights.license"] == "unknown");
    CHECK(draft.note("weights.license").find("CC-BY-NC-4.0") != std::string::npos);
    CHECK(draft.remarks("CC-BY-NC-4.0"));
  }
  const Drafted kind = drafted(
      "record.yml", mot("  license:\n    data: {name: [CC-BY-NC-4.0]}\n    distribution: {name: MIT}\n"
                        "  components: [{name: Model parameters (Final)}]\n"));
  CHECK(kind["weights.license"] == "unknown");
  const Drafted index =
      drafted("record.yaml",
              "system: {name: Mine, endmodellicense: [MIT, CC-BY-NC-4.0], endmodel license: MIT}\n"
              "datasources_basemodel: {class: open}\nweights_endmodel: {class: open}\n"
              "trainingcode: {class: open}\nlicenses: {class: open}\n");
  CHECK(index["weights.license"] == "unknown");
  CHECK(index.remarks("MIT, CC-BY-NC-4.0"));
}

TEST_CASE("what a table does not know is said") {
  const Drafted draft = drafted("record.yml", mot("  components: []\n  type: Smell\n  colour: red\n"));
  CHECK(draft.complaints == Complaints{"statement-dropped"});
  CHECK(draft.remarks("Smell"));
  CHECK(draft.remarks("release.colour: red"));
}

TEST_CASE("classes of the index: a link may be one, none or a list, a key may hold a blank") {
  const std::string record =
      "system:\n    name: Mine\n    type: text, audio\n    endmodel license: MIT\r\n    basemodelname: "
      "unknown\n"
      "org: {name: Somebody}\n"
      "datasources_basemodel: {class: partial, link: [https://example.org/a, '', https://example.org/b], "
      "notes: Some words}\n"
      "weights_endmodel: {class: Open, link: https://example.org/w}\n"
      "trainingcode: {class: closed, link: null}\n"
      "licenses: {class: , link: }\n"
      "code: {class: ajar}\n";
  const Drafted draft = drafted("record.yaml", record);
  CHECK(draft.complaints == Complaints{"statement-dropped"});
  CHECK(draft["weights.license"] == "MIT");
  CHECK(draft["outputs"] == "[text]…");
  CHECK(draft["release.base_models"] == "");
  CHECK(draft["data.pretraining.shared"] == "partial");
  CHECK(draft.fact("data.pretraining.shared").said.statement.sources ==
        Complaints{"https://example.org/a", "https://example.org/b"});
  CHECK(draft.note("data.pretraining.shared").find("Some words.") != std::string::npos);
  CHECK(draft["weights.access"] == "open");
  CHECK(draft["code.training.shared"] == "none");
  CHECK(draft["code.training.access"] == "");
  CHECK(draft["release.openly_licensed"] == "");
}

TEST_CASE("parameters of Opening up ChatGPT") {
  const Drafted draft = drafted(
      "record.yaml",
      "project: {name: Mine}\norg: {name: Somebody}\nopencode: {class: open}\nllmdata: {class: partial}\n"
      "llmweights: {class: closed}\nrldata: {class: }\nrlweights: {class: closed}\n");
  CHECK(draft.complaints == Complaints{});
  CHECK(draft["code.shared"] == "open");
  CHECK(draft["weights.shared"] == "none");
  CHECK(draft["data.alignment.shared"] == "");
  CHECK(draft["model.instruction_tuned"] == "true");
}
