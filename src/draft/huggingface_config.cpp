// The configuration files of a model's folder.
#include <algorithm>

#include "base/text.hpp"
#include "draft/huggingface.hpp"
#include "draft/importers.hpp"
#include "draft/tables.hpp"

namespace openrisk {
namespace {

namespace hf = huggingface;

Saying saying(const SourceFile& file, std::string_view pointer, Sureness sure, std::string note = {}) {
  return {{file.name(), 0, std::string(pointer)}, sure, false, std::move(note)};
}

void remark(const SourceFile& file, const Node& root, std::string_view key, Teller& tell) {
  const Node& value = part_of(root, key);
  if (value.is_scalar())
    tell.remark(std::string(key) + ": " + value.text, {file.name(), 0, "/" + std::string(key)});
}

// Sizes of tables are no test of a supported length, and so on: they are shown, not taken.
constexpr const char* shown_only[] = {"model_type",
                                      "torch_dtype",
                                      "dtype",
                                      "max_position_embeddings",
                                      "num_experts",
                                      "num_local_experts",
                                      "n_routed_experts",
                                      "num_experts_per_tok",
                                      "num_hidden_layers"};

void tell_architecture(const SourceFile& file, const Node& name, Teller& tell,
                       std::string_view pointer = "/architectures") {
  for (const Node& row : part_of(table_named("huggingface"), "architectures").items) {
    if (!name.is_scalar() || !name.text.ends_with(text_of(row, "ends"))) continue;
    hf::tell_task(
        text_of(row, "task"),
        saying(file, pointer, Sureness::derived,
               "Its class is " + name.text + ", made for " + std::string(text_of(row, "task")) + "."),
        tell);
    return;
  }
  tell.remark("architectures: " + name.text, {file.name(), 0, std::string(pointer)});
}

// Whether a source so far gives this name as the release's own: by its page on the Hub, else by its name or
// by that of the folder.
bool is_own(std::string_view id, const SourceFile& file, const Teller& tell) {
  const std::string hub = "https://huggingface.co/";
  const std::string last = folded(id.substr(id.rfind('/') + 1));
  bool paged = false, named = false;
  for (const std::string& page : tell.texts_said("release.url")) {
    if (folded(page) == hub + folded(id)) return true;
    paged = paged || page.starts_with(hub);
  }
  for (const std::string& name : tell.texts_said("release.name")) named = named || folded(name) == last;
  const std::string_view folder = std::string_view(file.name()).substr(0, file.name().rfind('/'));
  const bool in_folder =
      file.name().find('/') != std::string::npos && folded(folder.substr(folder.rfind('/') + 1)) == last;
  return !paged && (named || in_folder);
}

// Whoever trains further leaves the name of the base model there, whoever saves again that of the release or
// of a folder; a folder's may look like an id of the Hub.
void tell_loaded_from(const SourceFile& file, const Node& root, Teller& tell) {
  const std::string_view from = trim(text_of(root, "_name_or_path"));
  if (from.empty()) return;
  Saying one = saying(file, "/_name_or_path", Sureness::inferred);
  hf::tell_removed(from, one.origin, tell);
  if (from.find('/') != from.npos && !hf::is_hub_id(from))
    return tell.remark("_name_or_path: " + std::string(from), one.origin);
  if (is_own(from, file, tell)) return tell.remark("_name_or_path: " + std::string(from), one.origin);
  one.note = "The configuration was loaded from " + tame(from) +
             ": its base model, an earlier state of itself, or a folder of that name.";
  tell.note("release.base_models", std::move(one));
}

void read_config(const SourceFile& file, Teller& tell) {
  const Node* root = file.tree(tell.diagnostics());
  if (root == nullptr || !root->is_mapping()) return;
  for (const Node& name : part_of(*root, "architectures").items) tell_architecture(file, name, tell);
  tell_loaded_from(file, *root, tell);
  const Node& quantised = part_of(*root, "quantization_config");
  if (quantised.is_mapping())
    tell.remark("quantization_config: " + std::string(text_of(quantised, "quant_method")),
                {file.name(), 0, "/quantization_config"});
  for (const char* key : shown_only) remark(file, *root, key, tell);
}

Fit recognises_config(const SourceFile& file) {
  if (file.has_key("peft_type")) return Fit::no;
  if (file.has_key("architectures") || (file.has_key("model_type") && file.has_key("transformers_version")))
    return Fit::yes;
  return file.has_key("model_type") ? Fit::likely : Fit::no;
}

void read_adapter(const SourceFile& file, Teller& tell) {
  const Node* root = file.tree(tell.diagnostics());
  if (root == nullptr || !root->is_mapping()) return;
  const std::string base(text_of(*root, "base_model_name_or_path"));
  const Saying one = saying(file, "/base_model_name_or_path", Sureness::stated);
  if (std::count(base.begin(), base.end(), '/') > 1)  // more than an id of the Hub has
    hf::tell_base_folder(base, one, tell);
  else if (!trim(base).empty())
    hf::tell_base_models({base}, "adapter", one, tell);
  for (const char* key : {"peft_type", "task_type", "r"}) remark(file, *root, key, tell);
}

Fit recognises_adapter(const SourceFile& file) {
  return file.has_key("peft_type") || file.has_key("base_model_name_or_path") ? Fit::yes : Fit::no;
}

void read_generation(const SourceFile& file, Teller& tell) {
  const Node* root = file.tree(tell.diagnostics());
  if (root == nullptr || !root->is_mapping()) return;
  for (const char* key : {"max_length", "max_new_tokens", "temperature"}) remark(file, *root, key, tell);
}

// Its keys occur elsewhere too, so two of them have to meet.
Fit recognises_generation(const SourceFile& file) {
  const Node* root = file.glance();
  if (root == nullptr || !root->is_mapping()) return Fit::no;
  int hits = 0;
  for (const char* key :
       {"eos_token_id", "bos_token_id", "pad_token_id", "do_sample", "temperature", "top_p", "top_k",
        "max_length", "max_new_tokens", "decoder_start_token_id", "transformers_version"})
    hits += root->get(key) != nullptr;
  return hits >= 2 ? Fit::likely : Fit::no;
}

// A pipeline of several networks: its class says what goes in and comes out.
void read_pipeline(const SourceFile& file, Teller& tell) {
  const Node* root = file.tree(tell.diagnostics());
  if (root == nullptr || !root->is_mapping()) return;
  tell_architecture(file, part_of(*root, "_class_name"), tell, "/_class_name");
  tell_loaded_from(file, *root, tell);
  std::vector<std::string> parts;
  for (const NodeEntry& entry : root->entries)
    if (entry.value.is_sequence() && !entry.value.items.empty() && entry.value.items[0].is_scalar())
      parts.push_back(entry.key);
  tell.remark("parts: " + join(parts, ", "), {file.name(), 0, {}});
}

Fit recognises_pipeline(const SourceFile& file) {
  return file.has_key("_class_name") && file.has_key("_diffusers_version") ? Fit::yes : Fit::no;
}

}  // namespace

Importer pipeline_importer() {
  return {"pipeline", "pipeline of networks (model_index.json)", recognises_pipeline, read_pipeline};
}

Importer config_importer() {
  return {"config", "model configuration (config.json)", recognises_config, read_config};
}

Importer adapter_importer() {
  return {"adapter", "adapter configuration (adapter_config.json)", recognises_adapter, read_adapter};
}

Importer generation_importer() {
  return {"generation", "generation settings (generation_config.json)", recognises_generation,
          read_generation};
}

}  // namespace openrisk
