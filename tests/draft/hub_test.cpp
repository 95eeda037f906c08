// The Hub's answers, configuration files, and several sources at once.
#include "drafting.hpp"

using namespace openrisk;

TEST_CASE("the Hub's answer") {
  const Drafted draft = drafted(
      "infos.json",
      R"({"modelId": "org/mine", "sha": "abc", "tags": ["pytorch", "license:mit", "dataset:c4", "base_model:quantized:org/big",
          "base_model:org/big"], "pipeline_tag": "text-generation", "private": false, "gated": false,
          "siblings": [{"rfilename": "README.md"}, {"rfilename": "pytorch_model.bin"}, {"rfilename": "training_args.bin"}],
          "safetensors": {"parameters": {"BF16": 1000}, "total": 1000}})");
  CHECK(draft.complaints == Complaints{});
  CHECK(draft["release.name"] == "mine");
  CHECK(draft["release.developer"] == "org");
  CHECK(draft["release.url"] == "https://huggingface.co/org/mine");
  CHECK(draft["weights.license"] == "mit");
  CHECK(draft.place("weights.license") == "infos.json#/tags/1");
  CHECK(draft["weights.formats"] == "[pickle]");  // the list of files is complete
  CHECK(draft["weights.access"] == "open");
  CHECK(draft.sure("weights.access") == Sureness::stated);
  CHECK(draft["data.sources"] == "[web_crawl]…");
  CHECK(draft["release.base_models"] == "[org/big]");
  CHECK(draft["model.parameters"] == "1000");
  CHECK(draft["outputs"] == "[text]…");
}

TEST_CASE("who gets the files of a repository") {
  struct Row {
    const char *keys, *access;
  };
  for (const Row& row : std::vector<Row>{
           {R"("private": false)", "open"},
           {R"("private": false, "gated": "auto")", "open"},
           {R"("private": false, "gated": "manual")", "gated"},
           {R"("private": true)", "internal"},
           {R"("likes": 0)", ""},
       }) {
    INFO(row.keys);
    const Drafted draft = drafted(
        "x.json",
        std::string(R"({"modelId": "a/b", "siblings": [{"rfilename": "m.safetensors"}], )") + row.keys + "}");
    CHECK(draft["weights.access"] == row.access);
  }
  // A repository without weights gives nobody any.
  CHECK(drafted("x.json", R"({"modelId": "a/b", "siblings": [], "private": false})")["weights.access"] == "");
}

TEST_CASE("configuration files") {
  const Drafted config = drafted(
      "config.json",
      R"({"architectures": ["LlamaForCausalLM"], "model_type": "llama", "max_position_embeddings": 4096,
                         "_name_or_path": "org/base"})");
  CHECK(config["outputs"] == "[text]…");
  CHECK(config["release.base_models"] == "unknown");  // it may be an earlier state of itself
  CHECK(config.note("release.base_models").find("org/base") != std::string::npos);
  CHECK(config["model.context_tokens"] == "");  // the length of a table is no test
  CHECK(config.remarks("max_position_embeddings: 4096"));
  CHECK(config["release.name"] == "unnamed");
  const Drafted adapter = drafted(
      "x.json", R"({"peft_type": "LORA", "base_model_name_or_path": "org/base", "task_type": "CAUSAL_LM"})");
  CHECK(adapter["release.base_models"] == "[org/base]");
  CHECK(drafted("g.json", R"({"eos_token_id": 2, "do_sample": true})").complaints == Complaints{});
}

TEST_CASE("sources that differ: the surer one counts, the other stays in sight") {
  const Drafted draft =
      drafted({{"README.md", true, "---\nlicense: mit\n---\n"},
               {"infos.json", true, R"({"modelId": "a/b", "tags": ["license:apache-2.0"]})"}});
  CHECK(draft["weights.license"] == "mit");
  CHECK(draft.complaints == Complaints{"sources-disagree"});
  CHECK(draft.yaml.find("# infos.json#/tags/0 says otherwise: apache-2.0") != std::string::npos);
  // Spellings of one licence agree, and both places stand.
  const Drafted same =
      drafted({{"README.md", true, "---\nlicense: Apache 2.0\n---\n"},
               {"infos.json", true, R"({"modelId": "a/b", "tags": ["license:apache-2.0"]})"}});
  CHECK(same.complaints == Complaints{});
  CHECK(same.fact("weights.license").origins.size() == 2);
  // A word that says nothing is no contradiction.
  const Drafted other = drafted({{"README.md", true, "---\nlicense: mit\n---\n"},
                                 {"infos.json", true, R"({"modelId": "a/b", "tags": ["license:other"]})"}});
  CHECK(other.complaints == Complaints{});
  CHECK(other["weights.license"] == "mit");
}

TEST_CASE("the card's own words are fuller than the tags made from them") {
  const Drafted draft = drafted("infos.json", R"({"modelId": "a/b", "tags": ["license:mit", "license:other"],
    "cardData": {"license": ["mit", "other"], "license_name": "acme-nc"}})");
  CHECK(draft.complaints == Complaints{});
  CHECK(draft["weights.license"] == "mit AND acme-nc");
  CHECK(draft.place("weights.license") == "infos.json#/cardData/license");
}

TEST_CASE("sets of several sources are united, and stay partial") {
  const Drafted draft = drafted({{"README.md", true, "---\npipeline_tag: text-generation\n---\n"},
                                 {"b.md", true, "---\npipeline_tag: text-to-image\n---\n"}});
  CHECK(draft["outputs"] == "[text, image]…");
  CHECK(draft.fact("outputs").origins.size() == 2);
}

TEST_CASE("blanks of the core stand under their questions") {
  const Drafted draft = drafted("README.md", "---\nlicense: mit\npipeline_tag: text-to-image\n---\n");
  CHECK(draft.yaml.find("  # access: unknown\n") != std::string::npos);  // a section with a statement
  CHECK(draft.yaml.find("# data.csam_scan: unknown\n") != std::string::npos);
  CHECK(draft.yaml.find("# capabilities.photorealism: unknown\n") != std::string::npos);
  CHECK(draft.yaml.find("voice_cloning") == std::string::npos);
  const Filled filled = core_filled(draft.draft, builtin_vocabulary());
  CHECK(filled.stated == 2);  // outputs and licence: no source gives the name that a card must have
  CHECK(filled.asked > 10);
}

TEST_CASE("what is no source says so") {
  CHECK(drafted("x.txt", "just some words").complaints == Complaints{"unrecognised-source"});
  CHECK(drafted("x.json", "{\"a\": 1}").complaints == Complaints{"unrecognised-source"});
  CHECK(drafted("x.json", "{\"a\": 1").complaints == Complaints{"syntax 1:1"});
  CHECK(drafted("x.json", "").complaints == Complaints{"empty-file"});
  CHECK(drafted("x.bin", std::string("\x80\x02\0\0", 4)).complaints == Complaints{"unrecognised-source"});
}

TEST_CASE("where a configuration was loaded from is no base model for sure") {
  for (const char* from : {"org/base", "outputs/checkpoint-500", "gpt2"}) {
    INFO(from);
    const Drafted draft =
        drafted("config.json",
                R"({"architectures": ["LlamaForCausalLM"], "_name_or_path": ")" + std::string(from) + "\"}");
    CHECK(draft["release.base_models"] == "unknown");
    CHECK(draft.note("release.base_models").find(from) != std::string::npos);
  }
  // A release is not its own base.
  const NamedSource answer{"infos.json", true, R"({"modelId": "microsoft/phi-2", "tags": ["license:mit"]})"};
  const std::string config = R"({"architectures": ["PhiForCausalLM"], "_name_or_path": "microsoft/phi-2"})";
  const Drafted own = drafted({answer, {"config.json", true, config}});
  CHECK(own["release.base_models"] == "");
  CHECK(own.remarks("_name_or_path: microsoft/phi-2"));
  CHECK(drafted("phi-2/config.json", config)["release.base_models"] == "");
  // Another one's model of that name may be.
  const NamedSource copy{"infos.json", true, R"({"modelId": "somebody/phi-2", "tags": ["license:mit"]})"};
  CHECK(drafted({copy, {"config.json", true, config}})["release.base_models"] == "unknown");
  const Drafted removed = drafted(
      "config.json", R"({"architectures": ["PhiForCausalLM"], "_name_or_path": "org/phi-2-abliterated"})");
  CHECK(removed["model.safety_removed"] == "true");
}

TEST_CASE("an adapter's base that lies in a folder has no name that others know") {
  for (const char* from :
       {"/data/models/Llama-2-7b-uncensored", "./Llama-2-7b-uncensored", "../a/Llama-2-7b-uncensored",
        "a/b/Llama-2-7b-uncensored", "C:/Llama-2-7b-uncensored", "~/Llama-2-7b-uncensored"}) {
    INFO(from);
    const Drafted draft =
        drafted("adapter_config.json",
                R"({"peft_type": "LORA", "base_model_name_or_path": ")" + std::string(from) + "\"}");
    CHECK(draft["release.base_models"] == "unknown");
    CHECK(draft.note("release.base_models").find(from) != std::string::npos);
    CHECK(draft["model.safety_removed"] == "true");
  }
}

TEST_CASE("the Hub counts packed integers too, which give no number of parameters") {
  const auto counted = [](const std::string& types, const std::string& total) {
    return drafted("x.json", R"({"modelId": "a/b", "safetensors": {"parameters": {)" + types +
                                 R"(}, "total": )" + total + "}}");
  };
  const Drafted packed = counted(R"("F16": 262410240, "I32": 871366656)", "1133776896");
  CHECK(packed["model.parameters"] == "");
  CHECK(packed.remarks("871366656 packed integers"));
  CHECK(counted(R"("F32": 1000, "I64": 10)", "1010")["model.parameters"] == "1000");
  CHECK(counted(R"("F4": 500, "QX": 700)", "1200")["model.parameters"] == "");  // of no type that is known
  CHECK(counted("", "1200")["model.parameters"] == "1200");
}

TEST_CASE("the Hub's place-holder is no date, and what it has shut is not open") {
  const std::string head = R"({"modelId": "a/b", "private": false, "gated": false, "createdAt": ")";
  const std::string files = R"("siblings": [{"rfilename": "m.safetensors"}]})";
  const Drafted old = drafted("x.json", head + R"(2022-03-02T23:29:04.000Z", "disabled": false, )" + files);
  CHECK(old["release.date"] == "");
  CHECK(old.remarks("createdAt: 2022-03-02T23:29:04.000Z"));
  CHECK(old["weights.access"] == "open");
  const Drafted shut = drafted("x.json", head + R"(2023-05-06T00:00:00.000Z", "disabled": true, )" + files);
  CHECK(shut["release.date"] == "2023-05-06");
  CHECK(shut.sure("release.date") == Sureness::inferred);
  CHECK(shut.note("release.date").find("earlier") != std::string::npos);
  CHECK(shut["weights.access"] == "unknown");
  CHECK(shut.note("weights.access").find("disabled") != std::string::npos);
}

TEST_CASE("what the Hub read in GGUF files is shown") {
  const Drafted draft =
      drafted("x.json", R"({"modelId": "a/b", "gguf": {"total": 124000000, "context_length": 131072,
      "architecture": "gpt2", "chat_template": "{{ x }}"}})");
  CHECK(draft["model.parameters"] == "124000000");
  CHECK(draft["model.context_tokens"] == "");
  CHECK(draft.remarks("gguf.context_length: 131072"));
  CHECK(draft.remarks("gguf.architecture: gpt2"));
}
