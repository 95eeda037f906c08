// Headers of weight files, good and hostile. The files are made here, byte by byte.
#include <unistd.h>

#include <chrono>
#include <cstring>
#include <filesystem>
#include <fstream>

#include "drafting.hpp"

using namespace openrisk;

namespace {

std::string number(std::uint64_t value, std::size_t bytes) {
  std::string text;
  for (std::size_t i = 0; i < bytes; ++i) text += static_cast<char>(value >> (8 * i) & 0xFF);
  return text;
}

// A header with as many bytes after it as `data`.
std::string safetensors(const std::string& header, std::size_t data) {
  return number(header.size(), 8) + header + std::string(data, '\0');
}

std::string text(const std::string& value) { return number(value.size(), 8) + value; }
std::string pair(const std::string& key, const std::string& value) {
  return text(key) + number(8, 4) + text(value);
}
std::string tensor(const std::string& name, const std::vector<std::uint64_t>& shape, std::uint32_t type) {
  std::string out = text(name) + number(shape.size(), 4);
  for (const std::uint64_t size : shape) out += number(size, 8);
  return out + number(type, 4) + number(0, 8);
}
std::string gguf(std::uint64_t tensors, std::uint64_t pairs, const std::string& rest,
                 std::uint32_t version = 3) {
  return "GGUF" + number(version, 4) + number(tensors, 8) + number(pairs, 8) + rest;
}

// A folder for one test, gone afterwards.
struct Folder {
  Folder() {
    char name[] = "/tmp/openrisk-test-XXXXXX";
    path = ::mkdtemp(name);
  }
  ~Folder() {
    std::error_code ignored;
    std::filesystem::remove_all(path, ignored);
  }
  void write(const std::string& name, const std::string& content) const {
    std::ofstream(path + "/" + name, std::ios::binary) << content;
  }
  std::string path;
};

double milliseconds(const std::vector<NamedSource>& named, Drafted& result) {
  drafted("README.md", "---\nlicense: mit\n---\n");  // tables and rubric are read by now
  const auto start = std::chrono::steady_clock::now();
  Sources sources;
  Diagnostics diagnostics;
  const Draft draft = read_sources(named, builtin_vocabulary(), sources, diagnostics);
  const std::chrono::duration<double, std::milli> took = std::chrono::steady_clock::now() - start;
  result.draft = settle(draft, default_program(), diagnostics);
  result.complaints = complaints(diagnostics);
  return took.count();
}

}  // namespace

TEST_CASE("safetensors: parameters are counted in the header") {
  const Drafted draft = drafted(
      "model.safetensors",
      safetensors(R"({"__metadata__":{"format":"pt"},"a":{"dtype":"F32","shape":[2,3],"data_offsets":[0,24]},
                     "ids":{"dtype":"I64","shape":[],"data_offsets":[24,32]},"b":{"dtype":"BF16","shape":[100],"data_offsets":[32,232]}})",
                  232));
  CHECK(draft.complaints == Complaints{});
  CHECK(draft["model.parameters"] == "106");
  CHECK(draft.sure("model.parameters") == Sureness::derived);
  CHECK(draft.note("model.parameters").find("BF16, F32, I64") != std::string::npos);
}

TEST_CASE("safetensors: packed integers give no number of parameters, an adapter is no model") {
  const std::string packed = R"({"a":{"dtype":"I32","shape":[8],"data_offsets":[0,32]}})";
  const Drafted draft = drafted("model.safetensors", safetensors(packed, 32));
  CHECK(draft["model.parameters"] == "");
  CHECK(draft.remarks("packed"));
  const std::string small = R"({"a":{"dtype":"F32","shape":[8],"data_offsets":[0,32]}})";
  const Drafted adapter = drafted("adapter_model.safetensors", safetensors(small, 32));
  CHECK(adapter["model.parameters"] == "");
  CHECK(adapter.remarks("an adapter of 8 parameters"));
}

TEST_CASE("safetensors: parts count once all are there") {
  const std::string part =
      safetensors(R"({"a":{"dtype":"F16","shape":[1000],"data_offsets":[0,2000]}})", 2000);
  const Drafted all =
      drafted({{"m-00001-of-00002.safetensors", true, part}, {"m-00002-of-00002.safetensors", true, part}});
  CHECK(all["model.parameters"] == "2000");
  const Drafted one =
      drafted({{"m-00001-of-00002.safetensors", true, part}, {"m-00001-of-00002.safetensors", true, part}});
  CHECK(one["model.parameters"] == "");
  CHECK(one.remarks("1 of 2 parts"));
}

TEST_CASE("safetensors: what cannot be is damage") {
  const auto with = [](const std::string& tensor, std::size_t data) {
    return safetensors("{\"a\":" + tensor + "}", data);
  };
  for (
      const std::string& bytes : {
          std::string(),
          std::string("\x01\x02"),
          number(100, 8) + "{}",
          number(~0ull, 8) + "{}",
          number(1ull << 63, 8) + "{",
          safetensors("{", 0),
          safetensors("[]", 0),
          safetensors("{}", 5),
          safetensors(std::string(5000, '{'), 0),
          safetensors(std::string("{\"a\":\xFF}"), 0),
          with(R"({"dtype":"F32","shape":[2],"data_offsets":[0,8]})", 4),
          with(R"({"dtype":"F32","shape":[3],"data_offsets":[0,8]})", 8),
          with(R"({"dtype":"F32","shape":[2],"data_offsets":[8,0]})", 8),
          with(R"({"dtype":"F32","shape":[-2],"data_offsets":[0,8]})", 8),
          with(R"({"dtype":"F32","shape":[1e3],"data_offsets":[0,8]})", 8),
          with(R"({"dtype":"F32","shape":[4294967296,4294967296,4],"data_offsets":[0,0]})", 0),
          with(R"({"dtype":"F32","shape":["2"],"data_offsets":[0,8]})", 8),
          with(R"({"dtype":"Z9","shape":[2],"data_offsets":[0,8]})", 8),
          with(R"({"dtype":"F32","shape":[2],"data_offsets":[0]})", 8),
          with(R"({"dtype":"F32","shape":[2]})", 8),
          with("3", 8),
          safetensors(
              R"({"a":{"dtype":"U8","shape":[8],"data_offsets":[0,8]},"b":{"dtype":"U8","shape":[8],"data_offsets":[0,8]}})",
              8),
          safetensors(
              R"({"a":{"dtype":"U8","shape":[4],"data_offsets":[0,4]},"a":{"dtype":"U8","shape":[4],"data_offsets":[4,8]}})",
              8),
      }) {
    INFO(bytes.substr(0, 120));
    const Drafted draft = drafted("model.safetensors", bytes);
    CHECK(draft.complaints == Complaints{bytes.empty() ? "damaged-file" : "damaged-file"});
    CHECK(draft["model.parameters"] == "");
  }
}

TEST_CASE("GGUF: parameters, name, licence and base model") {
  const std::string pairs = pair("general.architecture", "llama") + pair("general.name", "Mine Uncensored") +
                            pair("general.license", "apache-2.0") + pair("general.base_model.0.name", "Big") +
                            pair("general.base_model.0.organization", "org") + text("llama.context_length") +
                            number(4, 4) + number(8192, 4) + text("tokens") + number(9, 4) + number(8, 4) +
                            number(2, 8) + text("a") + text("b") + text("scores") + number(9, 4) +
                            number(6, 4) + number(3, 8) + std::string(12, '\0');
  const std::string tensors = tensor("a", {32, 100}, 12) + tensor("b", {50}, 0);
  const Drafted draft = drafted("x.gguf", gguf(2, 8, pairs + tensors));
  CHECK(draft.complaints == Complaints{});
  CHECK(draft["model.parameters"] == "3250");
  CHECK(draft["release.name"] == "Mine Uncensored");
  CHECK(draft["weights.license"] == "apache-2.0");
  CHECK(draft["release.base_models"] == "[org/Big]");
  CHECK(draft["weights.formats"] == "[gguf]…");
  CHECK(draft["model.safety_removed"] == "true");
  CHECK(draft.remarks("llama.context_length: 8192"));
  const Drafted projector =
      drafted("x.gguf", gguf(1, 1, pair("general.type", "mmproj") + tensor("a", {32}, 0)));
  CHECK(projector["model.parameters"] == "");
}

TEST_CASE("GGUF: what cannot be is damage") {
  const std::string array = text("a") + number(9, 4);
  std::string nested = text("a") + number(9, 4);
  for (int i = 0; i < 1000; ++i) nested += number(9, 4) + number(1, 8);
  for (const std::string& bytes : {
           std::string("GGUF"),
           std::string("GGUX....................."),
           gguf(0, 0, "", 4),
           gguf(0, 0, "", 0x03000000),  // big-endian
           gguf(~0ull, 0, ""),
           gguf(0, ~0ull, ""),
           gguf(0, 1, ""),
           gguf(0, 1, number(~0ull, 8)),
           gguf(0, 1, text("") + number(0, 4) + "x"),
           gguf(0, 1, text("a") + number(77, 4)),
           gguf(0, 1, array + number(0, 4) + number(~0ull, 8)),
           gguf(0, 1, array + number(10, 4) + number(1ull << 61, 8)),
           gguf(0, 1, array + number(8, 4) + number(1ull << 29, 8)),
           gguf(0, 1, nested),
           gguf(1, 0, text("t") + number(4'000'000'000, 4)),
           gguf(1, 0, tensor("t", {1ull << 40, 1ull << 40}, 0)),
           gguf(1, 0, text("t") + number(1, 4)),
       }) {
    INFO(bytes.substr(0, 60));
    const Drafted draft = drafted("x.gguf", bytes);
    CHECK(draft.complaints == Complaints{"damaged-file"});
    CHECK(draft["model.parameters"] == "");
  }
}

TEST_CASE("a header is read in milliseconds, however large the file") {
  const Folder folder;
  std::string header = "{";
  std::uint64_t at = 0;
  for (int i = 0; i < 1000; ++i) {
    header += (i ? ",\"t" : "\"t") + std::to_string(i) +
              "\":{\"dtype\":\"BF16\",\"shape\":[50000,1000],\"data_offsets\":[" + std::to_string(at) + "," +
              std::to_string(at + 100'000'000) + "]}";
    at += 100'000'000;
  }
  header += "}";
  folder.write("model.safetensors", number(header.size(), 8) + header);
  std::filesystem::resize_file(folder.path + "/model.safetensors",
                               8 + header.size() + at);  // 100 GB, nearly all holes
  Drafted result;
  const double took = milliseconds({{folder.path, false, {}}}, result);
  CHECK(result.complaints == Complaints{});
  CHECK(result["model.parameters"] == "50000000000");
  CHECK(took < 1000);  // some ten in fact; the file has a hundred thousand million bytes
  // Zeros without end are no header.
  folder.write("zeros.gguf", gguf(1'000'000, 65'536, ""));
  std::filesystem::resize_file(folder.path + "/zeros.gguf", 100'000'000'000);
  CHECK(milliseconds({{folder.path + "/zeros.gguf", false, {}}}, result) < 1000);
  CHECK(result.complaints == Complaints{"damaged-file"});
}

TEST_CASE("an index of a model of a hundred gigabytes") {
  std::string index = R"({"metadata": {"total_size": 100000000000}, "weight_map": {)";
  for (int i = 0; i < 60'000; ++i)
    index += (i ? ",\"model.layers." : "\"model.layers.") + std::to_string(i) + ".weight\": \"m-" +
             std::to_string(i % 40) + "-of-40.safetensors\"";
  index += "}}";
  Drafted result;
  CHECK(milliseconds({{"model.safetensors.index.json", true, index}}, result) < 2000);
  CHECK(result.complaints == Complaints{});
  CHECK(result["weights.formats"] == "[safetensors]…");
  CHECK(result.remarks("60000 tensors in 40 files"));
  const Drafted pickled =
      drafted("pytorch_model.bin.index.json", R"({"weight_map": {"a": "pytorch_model-1.bin"}})");
  CHECK(pickled["weights.formats"] == "[pickle]…");
}

TEST_CASE("a folder: formats by what files are called, and no files that are none") {
  const Folder folder;
  folder.write("pytorch_model.bin", "x");
  folder.write("training_args.bin", "x");
  folder.write("optimizer.pt", "x");
  folder.write("data.bin", "x");
  folder.write("tokenizer.json", "{broken");
  folder.write("other.json", "{}");
  std::filesystem::create_symlink("/dev/zero", folder.path + "/README.md");
  const Drafted draft = drafted({{folder.path, false, {}}});
  CHECK(draft.complaints == Complaints{});
  CHECK(draft["weights.formats"] == "[pickle]…");
  CHECK(draft["model.parameters"] == "");
  CHECK(draft["release.name"] == std::filesystem::path(folder.path).filename().string());
  CHECK(
      draft.remarks("not read, of no kind that is known here: README.md, data.bin, optimizer.pt, "
                    "tokenizer.json, training_args.bin, other.json"));
}

TEST_CASE("a folder: what is large is read all the same, or said not to be") {
  const Folder folder;
  const std::string blanks(20u << 20, ' ');
  folder.write("results.json", "{" + blanks + R"("results": {"wmdp_bio": {"acc,none": 0.5}}, "config": {},
      "versions": {"wmdp_bio": 1}, "n-samples": {"wmdp_bio": {"original": 1273, "effective": 1273}}})");
  CHECK(drafted({{folder.path, false, {}}})["evals.wmdp_bio"] == "0.5");
  folder.write("samples.json", "{");
  std::filesystem::resize_file(folder.path + "/samples.json", 100u << 20);
  const Drafted draft = drafted({{folder.path, false, {}}});
  CHECK(draft.complaints == Complaints{"statement-dropped"});
  CHECK(draft["evals.wmdp_bio"] == "0.5");
  CHECK(draft.yaml.find(folder.path + "/samples.json: not read: it is larger than 64 MiB") !=
        std::string::npos);
}

TEST_CASE("a pipeline keeps its weights in folders of its parts") {
  const Folder folder;
  std::filesystem::create_directories(folder.path + "/unet");
  std::filesystem::create_directories(folder.path + "/secrets");
  folder.write("unet/diffusion_pytorch_model.bin", "x");
  folder.write("secrets/a.onnx", "x");
  folder.write(
      "model_index.json",
      R"({"_class_name": "StableDiffusionPipeline", "_diffusers_version": "0.1", "unet": ["diffusers", "UNet"]})");
  const Drafted draft = drafted({{folder.path, false, {}}});
  CHECK(draft.complaints == Complaints{});
  CHECK(draft["weights.formats"] == "[pickle]…");
  CHECK(draft["outputs"] == "[image]…");
  CHECK(draft.remarks("parts: unet"));
  CHECK(draft.remarks("not read, of no kind that is known here: secrets/"));
}

TEST_CASE("a broken file that would describe the model is not passed over") {
  const Folder folder;
  folder.write("README.md", "---\nlicense: mit\n---\n");
  folder.write("config.json", "{\"architectures\": [");
  CHECK(drafted({{folder.path, false, {}}}).complaints.size() == 1);
  CHECK(drafted({{folder.path, false, {}}}).complaints.front().starts_with("syntax"));
}

TEST_CASE("words in a folder's name count like those in any other name") {
  const Folder folder;
  const std::string inner = folder.path + "/Qwen2-7B-Instruct-abliterated";
  std::filesystem::create_directories(inner);
  folder.write("Qwen2-7B-Instruct-abliterated/config.json", R"({"architectures": ["Qwen2ForCausalLM"]})");
  for (const std::string& name : {inner, inner + "/"}) {
    const Drafted draft = drafted({{name, false, {}}});
    CHECK(draft["model.safety_removed"] == "true");
    CHECK(draft["model.instruction_tuned"] == "true");
  }
}

TEST_CASE("of several models in one folder none is taken for the whole") {
  const auto holding = [](int elements) {
    return safetensors(R"({"a":{"dtype":"F16","shape":[)" + std::to_string(elements) +
                           R"(],"data_offsets":[0,)" + std::to_string(2 * elements) + "]}}",
                       static_cast<std::size_t>(2 * elements));
  };
  const Folder folder;
  folder.write("ae.safetensors", holding(100));
  folder.write("flux1-dev.safetensors", holding(10'000));
  const Drafted draft = drafted({{folder.path, false, {}}});
  CHECK(draft.complaints == Complaints{});
  CHECK(draft["model.parameters"] == "unknown");
  CHECK(draft.note("model.parameters").find("ae.safetensors holds 100, flux1-dev.safetensors 10000") !=
        std::string::npos);
  // The same model twice is one, and a part of a model beside another one counts as a whole.
  folder.write("ae.safetensors", holding(10'000));
  CHECK(drafted({{folder.path, false, {}}})["model.parameters"] == "10000");
  folder.write("ae.safetensors", holding(100));
  folder.write("m-00001-of-00002.safetensors", holding(5'000));
  CHECK(drafted({{folder.path, false, {}}}).remarks("1 of 2 parts"));
  std::filesystem::remove(folder.path + "/ae.safetensors");
  folder.write("m-00002-of-00002.safetensors", holding(5'000));
  const Drafted both = drafted({{folder.path, false, {}}});
  CHECK(both["model.parameters"] == "10000");
  CHECK(both.fact("model.parameters").origins.size() == 2);
}

TEST_CASE("GGUF: training sets by name") {
  const std::string list = text("general.datasets") + number(9, 4) + number(8, 4) + number(2, 8) +
                           text("org/alpaca") + text("org/mine");
  const Drafted draft = drafted("x.gguf", gguf(1, 1, list + tensor("a", {32}, 0)));
  CHECK(draft.complaints == Complaints{});
  CHECK(draft["data.sources"] == "[synthetic]…");
  CHECK(draft.note("data.sources").find("org/alpaca, org/mine") != std::string::npos);
  const std::string pairs = pair("general.dataset.0.name", "C4") +
                            pair("general.dataset.0.organization", "org") +
                            pair("general.dataset.1.name", "mine");
  const Drafted numbered = drafted("x.gguf", gguf(1, 3, pairs + tensor("a", {32}, 0)));
  CHECK(numbered["data.sources"] == "[web_crawl]…");
  CHECK(numbered.note("data.sources").find("org/C4, mine") != std::string::npos);
}
