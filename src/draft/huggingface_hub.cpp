// The Hub's answer about a model: its own reading of the front matter stands in tags, the repository's files
// in `siblings`.
#include <algorithm>

#include "base/text.hpp"
#include "draft/folder.hpp"
#include "draft/huggingface.hpp"
#include "draft/importers.hpp"
#include "draft/tables.hpp"
#include "draft/tensors.hpp"

namespace openrisk {
namespace {

namespace hf = huggingface;

class Hub {
 public:
  Hub(const SourceFile& file, const Node& root, Teller& tell) : file_(file), root_(root), tell_(tell) {}

  void run() {
    identity();
    tags();
    if (const Node* task = root_.get("pipeline_tag"); task != nullptr && task->is_scalar())
      if (!hf::tell_task(task->text, saying("pipeline_tag", Sureness::derived), tell_))
        tell_.remark("pipeline_tag: " + task->text, place("pipeline_tag"));
    files();
    access();
    counts();
    if (const Node* data = root_.get("cardData"); data != nullptr && data->is_mapping())
      hf::tell_metadata(*data, hf::Places(file_, false).below("cardData"), tell_);
  }

 private:
  Origin place(std::string_view key) const { return {file_.name(), 0, "/" + std::string(key)}; }
  Saying saying(std::string_view key, Sureness sure) const { return {place(key), sure}; }

  void identity() {
    const char* key = root_.get("modelId") != nullptr ? "modelId" : "id";
    hf::tell_hub_id(text_of(root_, key), place(key), tell_);
    Saying sha = saying("sha", Sureness::inferred);
    sha.note = "The commit of the repository.";
    tell_.say("release.version", text_of(root_, "sha"), std::move(sha));
    const std::string_view made = text_of(root_, "createdAt");
    if (made.starts_with(text_of(table_named("huggingface"), "date_of_all_older"))) {
      tell_.remark("createdAt: " + std::string(made) + ", which every repository has that is as old or older",
                   place("createdAt"));
    } else if (made.size() >= 10 && parse_date(made.substr(0, 10))) {
      Saying day = saying("createdAt", Sureness::inferred);
      day.note = "The day on which the repository was made; the model may have been public earlier or later.";
      tell_.say("release.date", made.substr(0, 10), std::move(day));
    }
    for (const char* key_left : {"lastModified", "library_name"})
      if (!text_of(root_, key_left).empty())
        tell_.remark(std::string(key_left) + ": " + std::string(text_of(root_, key_left)), place(key_left));
  }

  void tags() {
    std::vector<std::string> licenses, sets, models, rest;
    std::string relation;
    const Node& list = part_of(root_, "tags");
    std::string first_license, first_set, first_model;
    for (std::size_t i = 0; i < list.items.size(); ++i) {
      const std::string& tag = list.items[i].text;
      const std::string at = "tags/" + std::to_string(i);
      const auto take = [&](std::string_view head, std::vector<std::string>& into, std::string& first) {
        if (!tag.starts_with(head)) return false;
        if (first.empty()) first = at;
        into.push_back(tag.substr(head.size()));
        return true;
      };
      if (tag.starts_with("base_model:")) {
        const std::string_view model = std::string_view(tag).substr(11);
        const std::size_t colon = model.find(':');
        if (colon != model.npos) relation = model.substr(0, colon);
        const std::string id(model.substr(colon == model.npos ? 0 : colon + 1));
        if (first_model.empty()) first_model = at;
        if (std::find(models.begin(), models.end(), id) == models.end()) models.push_back(id);
      } else if (!take("license:", licenses, first_license) && !take("dataset:", sets, first_set) &&
                 !hf::tell_task(tag, {place(at), Sureness::derived, false, "Tagged " + tag + "."}, tell_) &&
                 !hf::tell_words(tag, place(at), tell_)) {
        rest.push_back(tag);
      }
    }
    if (licenses.size() > 1 && card_says_more(licenses)) {
      for (const std::string& license : licenses) rest.push_back("license:" + license);
      licenses.clear();
    }
    if (!licenses.empty()) hf::tell_license(licenses, {}, {}, saying(first_license, Sureness::stated), tell_);
    if (!sets.empty()) hf::tell_data_sets(sets, saying(first_set, Sureness::derived), tell_);
    if (!models.empty()) hf::tell_base_models(models, relation, saying(first_model, Sureness::stated), tell_);
    if (!rest.empty()) tell_.remark("tags: " + join(rest, ", "), place("tags"));
  }

  // Tags are taken from the card, without the name that it gives for "other".
  bool card_says_more(const std::vector<std::string>& licenses) const {
    const Node& card = part_of(root_, "cardData");
    return texts_of(part_of(card, "license")) == licenses && !trim(text_of(card, "license_name")).empty();
  }

  std::vector<std::string> names() const {
    std::vector<std::string> names;
    for (const Node& item : part_of(root_, "siblings").items)
      names.emplace_back(item.is_scalar() ? std::string_view(item.text) : text_of(item, "rfilename"));
    return names;
  }

  // The list of files is complete, so its formats are all that there are.
  void files() {
    const std::vector<std::string> formats = weight_formats(names());
    if (formats.empty()) return;
    Saying one = saying("siblings", Sureness::derived);
    one.complete = true;
    if (std::find(formats.begin(), formats.end(), "pickle") != formats.end())
      one.note = "Loading pickled files can run code.";
    tell_.say("weights.formats", formats, std::move(one));
  }

  void access() {
    const std::string_view gated = text_of(root_, "gated");
    const std::string_view hidden = text_of(root_, "private");
    const bool weights = !weight_formats(names()).empty();
    if (text_of(root_, "disabled") == "true") {
      Saying one = saying("disabled", Sureness::stated);
      one.note = "The Hub has disabled the repository: nothing can be downloaded from there.";
      return tell_.note("weights.access", std::move(one));
    }
    if (hidden == "true") {
      Saying one = saying("private", Sureness::derived);
      one.note = "The repository is private.";
      return tell_.say("weights.access", "internal", std::move(one));
    }
    if (gated == "manual" || gated == "true") {
      Saying one = saying("gated", Sureness::stated);
      one.note = "Requests are decided one by one.";
      return tell_.say("weights.access", "gated", std::move(one));
    }
    if (!weights || hidden.empty()) return;
    Saying one = saying(gated.empty() ? "private" : "gated", Sureness::stated);
    one.note = gated == "auto" ? "Requests are approved by themselves."
               : gated.empty()
                   ? "A public repository with weights; whether it asks before a download is not recorded."
                   : "A public repository with weights that asks for nothing.";
    if (gated.empty()) one.sure = Sureness::inferred;
    tell_.say("weights.access", "open", std::move(one));
  }

  void counts() {
    const Node& tensors = part_of(root_, "safetensors");
    TensorCount all;
    for (const NodeEntry& entry : part_of(tensors, "parameters").entries)
      if (const auto count = number_of(entry.value); count && *count >= 1 && *count <= 9e15)
        all.add(tame(entry.key, 20), static_cast<std::uint64_t>(*count), holds_numbers(entry.key));
    if (!all.types.empty())
      tell_count(all, "the tensors that the Hub lists", place("safetensors/parameters"), tell_);
    else if (const auto count = number_of(part_of(tensors, "total")); count && *count >= 1)
      tell_.say("model.parameters", *count, saying("safetensors/total", Sureness::derived));
    if (const auto count = number_of(part_of(part_of(root_, "gguf"), "total")); count && *count >= 1)
      tell_.say("model.parameters", *count, saying("gguf/total", Sureness::derived));
    for (const std::string key : {"architecture", "context_length"})
      if (const std::string_view text = text_of(part_of(root_, "gguf"), key); !text.empty())
        tell_.remark("gguf." + key + ": " + std::string(text), place("gguf/" + key));
  }

  const SourceFile& file_;
  const Node& root_;
  Teller& tell_;
};

Fit recognises_answer(const SourceFile& file) {
  if (file.has_key("modelId")) return Fit::yes;
  if (file.has_key("id") && (file.has_key("siblings") || (file.has_key("tags") && file.has_key("sha"))))
    return Fit::yes;
  return Fit::no;
}

void read_answer(const SourceFile& file, Teller& tell) {
  const Node* root = file.tree(tell.diagnostics());
  if (root != nullptr && root->is_mapping()) Hub(file, *root, tell).run();
}

}  // namespace

Importer hub_importer() {
  return {"hub", "Hugging Face Hub answer (infos.json)", recognises_answer, read_answer};
}

}  // namespace openrisk
