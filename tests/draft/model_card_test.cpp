// Model cards in all the shapes in which people write them.
#include <ctime>

#include "drafting.hpp"

using namespace openrisk;

namespace {

std::string card(const std::string& front) { return "---\n" + front + "---\n# A model\n"; }

}  // namespace

TEST_CASE("what stands in front matter becomes facts, with the line where it stands") {
  const Drafted draft = drafted("README.md", card("license: apache-2.0\n"
                                                  "pipeline_tag: text-to-image\n"
                                                  "datasets:\n- common_voice\n- somebody/mine\n"
                                                  "base_model: org/base-7b\n"
                                                  "base_model_relation: finetune\n"
                                                  "language: en\n"
                                                  "colour: red\n"));
  CHECK(draft.complaints == Complaints{});
  CHECK(draft["weights.license"] == "apache-2.0");
  CHECK(draft.place("weights.license") == "README.md:2");
  CHECK(draft["inputs"] == "[text]…");
  CHECK(draft["outputs"] == "[image]…");
  CHECK(draft.sure("outputs") == Sureness::derived);
  CHECK(draft["data.sources"] == "[speech_recordings]…");
  CHECK(draft.note("data.sources").find("common_voice, somebody/mine") != std::string::npos);
  CHECK(draft["release.base_models"] == "[org/base-7b]");
  CHECK(draft["release.name"] == "A model");
  CHECK(draft.sure("release.name") == Sureness::inferred);
  CHECK(draft.remarks("language: en"));
  CHECK(draft.remarks("colour: red"));
  CHECK(draft["weights.access"] == "");     // a card alone does not say
  CHECK(draft["capabilities.text"] == "");  // a task is no capability
}

TEST_CASE("licences in every shape") {
  struct Row {
    const char *front, *value;
  };
  for (const Row& row : std::vector<Row>{
           {"license: mit\n", "mit"},
           {"license: [mit]\n", "mit"},
           {"license:\n- mit\n- apache-2.0\n", "mit AND apache-2.0"},
           {"license: other\nlicense_name: llama3\nlicense_link: https://example.org/l\n", "llama3"},
           {"license: other\nlicense_name: house rules\n", "house rules"},
           {"license_name: house rules\n", "house rules"},
           {"license: other\n", "unknown"},
           {"license: unknown\n", "unknown"},
           {"license: \"\"\ntags: [a]\n", ""},
           {"license:\ntags: [a]\n", ""},
           {"license: {a: b}\n", ""},
           {"license: n/a\n", "unknown"},
       }) {
    INFO(row.front);
    const Drafted draft = drafted("README.md", card(row.front));
    CHECK(draft["weights.license"] == row.value);
  }
  const Drafted linked =
      drafted("README.md", card("license: other\nlicense_name: x\nlicense_link: https://example.org/l\n"));
  CHECK(linked.fact("weights.license").said.statement.sources == Complaints{"https://example.org/l"});
}

TEST_CASE("a licence without a name beside a known one leaves the whole open") {
  struct Row {
    const char *front, *value, *note;
  };
  for (const Row& row : std::vector<Row>{
           {"license: [mit, other]\n", "mit AND other", "Beside mit stands 'other'"},
           {"license: [apache-2.0, unknown]\n", "apache-2.0 AND unknown",
            "Beside apache-2.0 stands 'unknown'"},
           {"license: [mit, {name: cc-by-nc-4.0}]\n", "mit AND other", "Beside mit stands 'other'"},
           {"license: [mit, other, unknown]\nlicense_name: acme-nc\n", "mit AND acme-nc AND unknown",
            "Beside mit, acme-nc"},
           {"license: [mit, other]\nlicense_name: acme-nc\n", "mit AND acme-nc", "Several licences"},
       }) {
    INFO(row.front);
    const Drafted draft = drafted("README.md", card(row.front));
    CHECK(draft["weights.license"] == row.value);
    CHECK(!builtin_licenses().resolve(row.value).known);
    CHECK(draft.note("weights.license").find(row.note) != std::string::npos);
  }
  CHECK(drafted("README.md", card("license: {name: cc-by-nc-4.0}\n")).remarks("cc-by-nc-4.0"));
  // No part of what is longer than a licence can be.
  std::string many = "license: [mit";
  for (int i = 0; i < 300; ++i) many += ", l" + std::to_string(i);
  CHECK(drafted("README.md", card(many + "]\n"))["weights.license"] == "unknown");
}

TEST_CASE("a choice in a list stays a choice of its own") {
  struct Row {
    const char *front, *value;
  };
  for (const Row& row : std::vector<Row>{
           {"license: [MIT OR Apache-2.0, cc-by-nc-4.0]\n", "(MIT OR Apache-2.0) AND cc-by-nc-4.0"},
           {"license: [cc-by-nc-4.0, mit or apache-2.0]\n", "cc-by-nc-4.0 AND (mit or apache-2.0)"},
           {"license: [cc-by-nc-4.0, '(MIT) OR (ISC)']\n", "cc-by-nc-4.0 AND ((MIT) OR (ISC))"},
           {"license: [cc-by-nc-4.0, 'MIT) OR (ISC']\n", "cc-by-nc-4.0 AND (MIT  OR  ISC)"},
           {"license: [MIT OR Apache-2.0]\n", "MIT OR Apache-2.0"},
       }) {
    INFO(row.front);
    CHECK(drafted("README.md", card(row.front))["weights.license"] == row.value);
  }
}

TEST_CASE("another licence's name beside a known licence is a note, and its page no evidence") {
  const Drafted named = drafted("README.md", card("license: apache-2.0\nlicense_name: acme-research-only\n"
                                                  "license_link: https://example.org/l\n"));
  CHECK(named["weights.license"] == "apache-2.0");
  CHECK(named.note("weights.license").find("acme-research-only") != std::string::npos);
  CHECK(named.note("weights.license").find("https://example.org/l") != std::string::npos);
  CHECK(named.fact("weights.license").said.statement.sources == Complaints{});
  const Drafted same = drafted("README.md", card("license: apache-2.0\nlicense_name: Apache License 2.0\n"
                                                 "license_link: https://example.org/l\n"));
  CHECK(same.note("weights.license") == "");
  CHECK(same.fact("weights.license").said.statement.sources == Complaints{"https://example.org/l"});
}

TEST_CASE("Norwegian is no boolean, and blanks in lists are passed over") {
  const Drafted draft = drafted(
      "README.md", card("language: no\ntags: [question-answering, null, ~]\ndatasets: [squad, null]\n"));
  CHECK(draft.complaints == Complaints{});
  CHECK(draft.remarks("language: no"));
  CHECK(draft["outputs"] == "[classification]…");
}

TEST_CASE("front matter that does not stand at the top, or is none") {
  struct Row {
    std::string text;
    std::string license;
    Complaints complaints;
  };
  for (const Row& row : std::vector<Row>{
           {"\n\n---\nlicense: mit\n---\n", "mit", {}},
           {"\xEF\xBB\xBF---\r\nlicense: mit\r\n---\r\ntext\r\n", "mit", {}},
           {"<!-- a remark -->\n---\nlicense: mit\n---\n", "mit", {}},
           {"# Title\n\nWords\n\n---\n\nMore: words\n\n---\nEnd\n", "", {}},
           {"# Title\n\n---\nlicense: mit\n---\n", "mit", {}},
           {"# Title\nNothing else\n", "", {}},
           {"---\nlicense: mit\n", "mit", {}},
           {"---\nlicense: mit\n# Title\n* words\n", "", {"syntax 1:1"}},
           {"---\n---\n# Title\n", "", {}},
           {"---\n- a\n- b\n---\n", "", {"wrong-kind 2:1"}},
           {"---\nlicense: \"mit\n---\n", "", {"syntax 2:10"}},
           {"---\nlicense: mit\nlicense: gpl\n---\n", "", {"duplicate-key 3:1"}},
       }) {
    INFO(row.text);
    const Drafted draft = drafted("README.md", row.text);
    CHECK(draft["weights.license"] == row.license);
    CHECK(draft.complaints == row.complaints);
  }
}

TEST_CASE("bytes that are not UTF-8 are read as Latin-1, with a warning") {
  const Drafted draft = drafted("README.md", "---\nlicense: mit\nmodel_name: caf\xE9\n---\n");
  CHECK(draft.complaints == Complaints{"replaced-bytes 3:16"});
  CHECK(draft["release.name"] == "caf\xC3\xA9");
}

TEST_CASE("refusals that were taken out show in tags and names") {
  for (const char* front : {"tags: [abliterated]\n", "tags: [Uncensored]\n",
                            "model_name: big-7b-abliterated-v2\n", "base_model: org/big-uncensored\n"}) {
    INFO(front);
    const Drafted draft = drafted("README.md", card(front));
    CHECK(draft["model.safety_removed"] == "true");
    CHECK(draft.sure("model.safety_removed") == Sureness::inferred);
  }
  CHECK(drafted("README.md", card("tags: [censored, ablateds]\n"))["model.safety_removed"] == "");
}

TEST_CASE("a page that asks before the download is gated") {
  const Drafted draft = drafted("README.md", card("extra_gated_prompt: Say who you are\n"));
  CHECK(draft["weights.access"] == "gated");
  CHECK(draft.sure("weights.access") == Sureness::derived);
}

TEST_CASE("published results are partial evaluation results") {
  const std::string front =
      "model-index:\n- name: mine\n  results:\n  - task: {type: x}\n    dataset: {name: Set, type: set}\n"
      "    metrics:\n    - {type: wer, value: 12.5}\n";
  const Drafted draft = drafted("README.md", card(front));
  CHECK(draft["documentation.evaluation_results"] == "partial");
  CHECK(draft["release.name"] == "mine");
  CHECK(drafted("README.md",
                card("model-index:\n- name: mine\n  results: []\n"))["documentation.evaluation_results"] ==
        "");
  for (const char* broken : {"model-index: 3\n", "model-index: [a, [b]]\n", "model-index: {name: a}\n",
                             "model-index:\n- results: [{metrics: 3}]\n"})
    CHECK(drafted("README.md", card(broken))["documentation.evaluation_results"] == "");
}

TEST_CASE("rows and labelled items of the prose are read, sentences are not") {
  const Drafted draft = drafted("card.md",
                                "# Model Card for Mine\n\n"
                                "| **Provider** | Somebody |\n"
                                "| **License** | [Apache 2.0](https://example.org/l) |\n"
                                "| **Input modalities** | Text, Images |\n"
                                "| **Output modalities** | Text (code + natural language) |\n"
                                "- **Finetuned from model [optional]:** org/base\n"
                                "- **Parameters:** 7B\n"
                                "- **Released:** soon\n"
                                "```\n| **License** | MIT |\n```\n"
                                "- **Model size:** 7B or 13B\n");
  CHECK(draft["release.name"] == "Mine");
  CHECK(draft["release.developer"] == "Somebody");
  CHECK(draft["weights.license"] == "Apache 2.0");
  CHECK(draft.place("weights.license") == "card.md:4");
  CHECK(draft["inputs"] == "[text, image]…");
  CHECK(draft["outputs"] == "[text, code]…");
  CHECK(draft["release.base_models"] == "[org/base]");
  CHECK(draft["model.parameters"] == "7000000000");
  CHECK(draft.remarks("soon"));
  CHECK(draft.remarks("7B or 13B"));
  const Drafted empty =
      drafted("card.md", "# Model\n- **Developed by:** [More Information Needed]\n- **License:** N/A\n");
  CHECK(empty["release.developer"] == "");
  CHECK(empty["weights.license"] == "");
}

TEST_CASE("hostile cards harm nobody") {
  const std::string deep(5000, '[');
  for (const std::string& text : {
           card("tags: " + deep + "\n"),
           card("model_name: \"a\\nopenrisk: card/1\\n# x\"\n"),
           card("model_name: 'x: {y'\nlicense: \"'#\"\n"),
           card("model_name: unknown\n"),
           card("model_name: withheld\n"),
           card("base_model: [unknown, n/a, '']\n"),
           card("license: '\xE2\x80\xAEmit'\n"),
           std::string("---\n---\n---\n---\n---\n"),
           std::string("# \n## \n| | |\n**:**\n- **\n"),
           std::string("# [](\n"),
       }) {
    INFO(text.substr(0, 80));
    drafted("README.md", text);  // gives a card in any case
  }
}

TEST_CASE("a card of a million marks or rows takes hardly longer than another of its size") {
  const auto seconds = [](const std::string& text) {  // of this process, whatever else runs
    const std::clock_t start = std::clock();
    drafted("README.md", text);
    return static_cast<double>(std::clock() - start) / CLOCKS_PER_SEC;
  };
  const std::string head = card("license: mit\n");
  const double plain = seconds(head + std::string(1'000'000, 'x'));
  CHECK(seconds(head + std::string(1'000'000, '<')) < 1 + 10 * plain);
  const auto rows = [&](const std::string& row) {
    std::string text = head;
    for (int i = 0; i < 100'000; ++i) text += row;
    return seconds(text);
  };
  CHECK(rows("- **License:** X\n") < 4 * rows("- **Colours:** X\n"));
}

TEST_CASE("rows of a section on data or code say nothing of the weights") {
  const Drafted draft = drafted("card.md",
                                "# Code and data model\n"
                                "- **Size:** 7B\n"
                                "## Training data\n"
                                "- **License:** CC-BY-4.0\n"
                                "- **Size:** 1.5M\n"
                                "- **Base model:** org/base\n"
                                "### Where it is from\n"
                                "- **Released:** 2019-01-02\n"
                                "## Evaluation code\n"
                                "| License | MIT |\n"
                                "## Model details\n"
                                "- **Developed by:** Somebody\n");
  CHECK(draft["weights.license"] == "");
  CHECK(draft["model.parameters"] == "7000000000");
  CHECK(draft["release.date"] == "");
  CHECK(draft["release.base_models"] == "[org/base]");  // no data has one
  CHECK(draft["release.developer"] == "Somebody");
  for (const char* text : {"Training data: license: CC-BY-4.0", "Training data: size: 1.5M",
                           "Training data: released: 2019-01-02", "Evaluation code: license: MIT"}) {
    INFO(text);
    CHECK(draft.remarks(text));
  }
  const Drafted own =
      drafted("card.md", "# M\n# Dataset\n- **Model license:** MIT\n- **License:** GPL-3.0\n");
  CHECK(own["weights.license"] == "MIT");
}

TEST_CASE("a comma parts thousands, or nobody can tell what it parts") {
  struct Row {
    const char *text, *value;
  };
  for (const Row& row : std::vector<Row>{
           {"1,500,000", "1500000"},
           {"7,000M", "7000000000"},
           {"1,5B", ""},
           {"1,50B", ""},
           {"0,125B", ""},
           {"1,2345B", ""},
           {"1,5,000", ""},
           {"1.500,000M", ""},
           {"1.5B", "1500000000"},
       }) {
    INFO(row.text);
    const Drafted draft = drafted("card.md", "# M\n- **Parameters:** " + std::string(row.text) + "\n");
    CHECK(draft["model.parameters"] == row.value);
    CHECK(draft.remarks(row.text) == (row.value[0] == 0));
  }
}

TEST_CASE("words in the title count like those in any other name") {
  const Drafted draft = drafted("README.md", card("license: mit\n") + "# Llama-3-8B-Instruct-abliterated\n");
  CHECK(draft["model.safety_removed"] == "");  // the first title is the name
  const Drafted titled = drafted("README.md", "---\nlicense: mit\n---\n# Llama-3-8B-Instruct-abliterated\n");
  CHECK(titled["model.safety_removed"] == "true");
  CHECK(titled["model.instruction_tuned"] == "true");
  CHECK(titled.sure("model.safety_removed") == Sureness::inferred);
  CHECK(titled.place("model.safety_removed") == "README.md:4");
}

TEST_CASE("a row that names several base models") {
  struct Row {
    const char *text, *value;
  };
  for (const Row& row : std::vector<Row>{
           {"meta-llama/Llama-2-7b-hf, mistralai/Mistral-7B-v0.1",
            "[meta-llama/Llama-2-7b-hf, mistralai/Mistral-7B-v0.1]"},
           {"[a/b](https://example.org/a,b) and c/d; e/f", "[a/b, c/d, e/f]"},
           {"Llama 2", "[Llama 2]"},
           {"Command R, by Cohere", ""},
           {"a/b and others", ""},
       }) {
    INFO(row.text);
    const Drafted draft = drafted("card.md", "# M\n- **Base models:** " + std::string(row.text) + "\n");
    CHECK(draft["release.base_models"] == row.value);
    CHECK(draft.remarks("base models: ") == (row.value[0] == 0));
  }
}

TEST_CASE("front matter in a shape that is not read is not lost") {
  const Drafted draft = drafted("README.md", card("license: {name: cc-by-nc-4.0}\n"
                                                  "base_model:\n- name: org/base\n- org/other\n"
                                                  "datasets: [{url: here}, c4, {name: mine}]\n"
                                                  "tags: {a: b}\n"
                                                  "model_name: [a, b]\n"
                                                  "extra_gated_fields: {Name: text}\n"));
  CHECK(draft.complaints == Complaints{});
  CHECK(draft["weights.license"] == "");
  CHECK(draft["release.base_models"] == "[org/other]");
  for (const char* text :
       {"cc-by-nc-4.0", "org/base", "\"url\":\"here\"", "tags: {\"a\":\"b\"}", "model_name: a, b"}) {
    INFO(text);
    CHECK(draft.remarks(text));
  }
  CHECK(!draft.remarks("mine"));
  CHECK(!draft.remarks("extra_gated_fields"));
}
