// ML-BOMs of CycloneDX 1.5 to 1.7, as JSON. The model is `metadata.component`, or one of `components` where
// that is an application around it; other models of the file are named in remarks.
#include <algorithm>
#include <map>

#include "base/text.hpp"
#include "draft/boms.hpp"
#include "draft/huggingface.hpp"
#include "draft/importers.hpp"
#include "draft/tables.hpp"
#include "openrisk/license.hpp"

namespace openrisk {
namespace {

namespace hf = huggingface;
namespace ev = evaluations;

struct Component {
  const Node* node = nullptr;
  std::string pointer;
};

constexpr std::size_t most_licenses = 100;

// What is declared, or what is concluded.
struct Licensed {
  std::vector<std::string> texts, pages;
  bool named = false;  // at least one is
};

bool is_model(const Node& component) { return text_of(component, "type") == "machine-learning-model"; }

// Components nest; models and data of any depth, in the order of the file.
void collect(const Node& list, const std::string& pointer, std::vector<Component>& found) {
  for (std::size_t i = 0; i < list.items.size(); ++i) {
    const std::string here = pointer_to(pointer, i);
    found.push_back({&list.items[i], here});
    collect(part_of(list.items[i], "components"), here + "/components", found);
  }
}

class Bom {
 public:
  Bom(const SourceFile& file, const Node& root, Teller& tell) : file_(file), root_(root), tell_(tell) {}

  void run() {
    const Node& main = part_of(part_of(root_, "metadata"), "component");
    if (main.is_mapping()) all_.push_back({&main, "/metadata/component"});
    collect(part_of(main, "components"), "/metadata/component/components", all_);
    collect(part_of(root_, "components"), "/components", all_);
    for (const Component& one : all_)
      if (const std::string_view ref = text_of(*one.node, "bom-ref"); !ref.empty())
        by_ref_.emplace(ref, one.node);
    const Component* model = the_model();
    if (model == nullptr) {
      tell_.remark("this bill of materials names no machine-learning model", at(""));
    } else {
      read(*model);
    }
    others(model);
    tell_rest(root_, at(""), "bill of materials",
              {"$schema", "bomFormat", "specVersion", "serialNumber", "version", "metadata", "components"},
              tell_);
  }

 private:
  Origin at(std::string pointer) const { return {file_.name(), 0, std::move(pointer)}; }

  // The described component itself, else the first model with a card, else the first.
  const Component* the_model() const {
    const Component* best = nullptr;
    for (const Component& one : all_) {
      if (!is_model(*one.node)) continue;
      if (one.pointer == "/metadata/component") return &one;
      const bool carded = one.node->get("modelCard") != nullptr;
      if (best == nullptr || (carded && best->node->get("modelCard") == nullptr)) best = &one;
    }
    return best;
  }

  const Node* component(std::string_view ref) const {
    const auto found = by_ref_.find(ref);
    return found == by_ref_.end() ? nullptr : found->second;
  }

  void read(const Component& model) {
    identity(model);
    licenses(model);
    lineage(model);
    pages(model);
    card(part_of(*model.node, "modelCard"), model.pointer + "/modelCard");
    tell_rest(
        *model.node, at(model.pointer), "model",
        {"type", "bom-ref", "group", "name", "version", "licenses", "purl", "publisher", "supplier",
         "manufacturer", "authors", "author", "modelCard", "pedigree", "externalReferences", "components"},
        tell_);
  }

  void identity(const Component& model) {
    const Node& node = *model.node;
    const std::string_view name = text_of(node, "name"), group = text_of(node, "group");
    const std::string_view last = name.substr(name.rfind('/') + 1);
    tell_.say("release.name", last, {at(model.pointer + "/name"), Sureness::stated});
    hf::tell_words(last, at(model.pointer + "/name"), tell_);
    tell_.say("release.version", text_of(node, "version"),
              {at(model.pointer + "/version"), Sureness::stated});
    const bool hub = boms::tell_package_url(text_of(node, "purl"), at(model.pointer + "/purl"), tell_);
    if (!hub && !text_of(node, "purl").empty())
      tell_.remark("purl: " + std::string(text_of(node, "purl")), at(model.pointer + "/purl"));
    // Who made it, the surest first.
    const auto developer = [&](std::string_view who, const std::string& pointer, Sureness sure,
                               const char* as) {
      tell_.say("release.developer", who,
                {at(model.pointer + pointer), sure, false, std::string("Named as its ") + as + "."});
    };
    developer(text_of(part_of(node, "manufacturer"), "name"), "/manufacturer/name", Sureness::stated,
              "manufacturer");
    developer(text_of(node, "publisher"), "/publisher", Sureness::derived, "publisher");
    developer(text_of(part_of(node, "supplier"), "name"), "/supplier/name", Sureness::inferred, "supplier");
    std::vector<std::string> authors = texts_of(part_of(node, "author"));
    for (const Node& author : part_of(node, "authors").items) authors.emplace_back(text_of(author, "name"));
    if (!authors.empty())
      developer(join(authors, ", "), node.get("authors") ? "/authors" : "/author", Sureness::inferred,
                "author");
    if (!group.empty()) developer(group, "/group", Sureness::inferred, "group");
  }

  // Declared licences count before concluded ones. One without a name holds too, as "other".
  void licenses(const Component& component) {
    const Node& list = part_of(*component.node, "licenses");
    const Origin origin = at(component.pointer + "/licenses");
    Licensed declared, concluded;
    for (const Node& item : list.items) {
      const Node& license = item.get("license") == nullptr ? item : part_of(item, "license");
      std::string_view text;
      for (const char* key : {"expression", "id", "name"})
        if (text.empty()) text = text_of(license, key);
      Licensed& side = text_of(license, "acknowledgement") == "concluded" ? concluded : declared;
      const bool named = !boms::is_no_license(text) && !builtin_licenses().empty_statement(text);
      const std::string one(named && side.texts.size() < most_licenses ? text : "other");
      if (!named && license.is_mapping() && !license.entries.empty())
        tell_.remark("a licence without a name: " + brief(license), origin);
      if (std::find(side.texts.begin(), side.texts.end(), one) != side.texts.end()) continue;
      side.named = side.named || named;
      side.texts.push_back(one);
      if (named && !text_of(license, "url").empty()) side.pages.emplace_back(text_of(license, "url"));
    }
    if (list.items.empty()) return;
    const bool first = declared.named || !concluded.named;
    Licensed& told = first ? declared : concluded;
    Saying saying{origin, first ? Sureness::stated : Sureness::derived};
    saying.pages = told.pages;
    if (!told.named) {
      saying.note = "A licence stands there without a name.";
      return tell_.note("weights.license", saying);
    }
    if (!first) {
      saying.note = "Concluded by the author of the bill of materials.";
      told.texts.insert(told.texts.end(), declared.texts.begin(), declared.texts.end());
    }
    hf::tell_license(told.texts, {}, {}, saying, tell_);
    if (first && concluded.named && declared.texts != concluded.texts)
      tell_.remark("licence as concluded: " + join(concluded.texts, ", "), origin);
  }

  static std::string full_name(const Node& node) {
    const std::string_view group = text_of(node, "group"), name = text_of(node, "name");
    return group.empty() || name.find('/') != name.npos ? std::string(name)
                                                        : std::string(group) + "/" + std::string(name);
  }

  void lineage(const Component& model) {
    const Node& pedigree = part_of(*model.node, "pedigree");
    std::vector<std::string> bases;
    for (const Node& one : part_of(pedigree, "ancestors").items)
      if (!text_of(one, "name").empty()) bases.push_back(full_name(one));
    const Origin ancestors = at(model.pointer + "/pedigree/ancestors");
    hf::tell_base_models(boms::few(bases, ancestors, tell_), {}, {ancestors, Sureness::stated}, tell_);
    tell_rest(pedigree, at(model.pointer + "/pedigree"), "pedigree", {"ancestors"}, tell_);
    // A model that depends on another one is made from it, as a rule.
    std::vector<std::string> needed;
    const std::string_view own = text_of(*model.node, "bom-ref");
    for (const Node& row : part_of(root_, "dependencies").items)
      if (!own.empty() && text_of(row, "ref") == own)
        for (const std::string& ref : texts_of(part_of(row, "dependsOn")))
          if (const Node* one = component(ref); one != nullptr && is_model(*one))
            needed.push_back(full_name(*one));
    hf::tell_base_models(boms::few(needed, at("/dependencies"), tell_), {},
                         {at("/dependencies"), Sureness::inferred, false, "The model depends on it."}, tell_);
  }

  void pages(const Component& model) {
    const Node& list = part_of(*model.node, "externalReferences");
    for (std::size_t i = 0; i < list.items.size(); ++i) {
      const std::string_view kind = text_of(list.items[i], "type"), url = text_of(list.items[i], "url");
      const Origin origin = at(pointer_to(model.pointer + "/externalReferences", i));
      if (url.empty()) continue;
      if (kind == "website" || kind == "distribution")
        tell_.say("release.url", url, {origin, kind == "website" ? Sureness::stated : Sureness::derived});
      else if (!boms::tell_page(kind, url, origin, tell_))
        tell_.remark("page (" + std::string(kind) + "): " + std::string(url), origin);
    }
  }

  void card(const Node& card, const std::string& pointer) {
    const Node& parameters = part_of(card, "modelParameters");
    const std::string below = pointer + "/modelParameters";
    const std::string_view task = text_of(parameters, "task");
    if (!task.empty() && !hf::tell_task(task, {at(below + "/task"), Sureness::derived}, tell_))
      tell_.remark("task: " + std::string(task), at(below + "/task"));
    for (const char* key : {"inputs", "outputs"}) {
      std::vector<std::string> formats;
      for (const Node& one : part_of(parameters, key).items)
        if (!text_of(one, "format").empty()) formats.emplace_back(text_of(one, "format"));
      if (!formats.empty()) boms::tell_formats(key, formats, at(pointer_to(below, key)), tell_);
    }
    data_sets(part_of(parameters, "datasets"), below + "/datasets");
    tell_rest(parameters, at(below), "model", {"task", "inputs", "outputs", "datasets"}, tell_);
    metrics(part_of(part_of(card, "quantitativeAnalysis"), "performanceMetrics"),
            pointer + "/quantitativeAnalysis/performanceMetrics");
    tell_rest(part_of(card, "considerations"), at(pointer + "/considerations"), "considerations:", {}, tell_);
    tell_rest(card, at(pointer), "model card",
              {"bom-ref", "modelParameters", "quantitativeAnalysis", "considerations"}, tell_);
  }

  // Data sets stand there in full, or are components that are referred to. They "train and evaluate": the
  // format does not tell which.
  void data_sets(const Node& list, const std::string& pointer) {
    std::vector<std::string> names;
    for (std::size_t i = 0; i < list.items.size(); ++i) {
      const Node& one = list.items[i];
      const std::string_view ref = text_of(one, "ref");
      std::string name(text_of(one, "name"));
      if (const Node* component = this->component(ref)) name = full_name(*component);
      if (name.empty()) name = ref;
      if (!name.empty()) names.push_back(name);
      tell_rest(one, at(pointer_to(pointer, i)), "data set " + tame(name, 60),
                {"bom-ref", "type", "name", "ref"}, tell_);
    }
    hf::tell_data_sets(boms::few(names, at(pointer), tell_), {at(pointer), Sureness::inferred}, tell_);
  }

  void metrics(const Node& list, const std::string& pointer) {
    ev::Results results("as the bill of materials gives it", at(pointer), tell_);
    for (std::size_t i = 0; i < list.items.size(); ++i) {
      const Node& one = list.items[i];
      Node value = part_of(one, "value");  // numbers stand there as texts
      value.quoted = false;
      ev::Score score;
      score.tasks = {std::string(text_of(one, "slice")), std::string(text_of(one, "type"))};
      std::erase(score.tasks, "");
      score.metric = text_of(one, "slice").empty() ? "" : std::string(text_of(one, "type"));
      score.value = &value;
      score.origin = at(pointer_to(pointer, i) + "/value");
      if (number_of(value))
        results.add(score);
      else
        tell_.remark("measured: " + brief(one), at(pointer_to(pointer, i)));
    }
    results.finish();
  }

  // Other models and data are named; the rest is software around them.
  void others(const Component* model) {
    std::size_t software = 0;
    for (const Component& one : all_) {
      if (model != nullptr && one.node == model->node) continue;
      const std::string kind(text_of(*one.node, "type"));
      software += kind != "data" && !is_model(*one.node);
      if (kind != "data" && !is_model(*one.node)) continue;
      std::string text = "component " + full_name(*one.node) + " (" + kind + ")";
      const Node& license = part_of(*one.node, "licenses");
      if (!license.items.empty()) text += ", licence " + brief(license);
      tell_.remark(text, at(one.pointer));
    }
    if (software > 0)
      tell_.remark(std::to_string(software) + " other components were not read", at("/components"));
  }

  const SourceFile& file_;
  const Node& root_;
  Teller& tell_;
  std::vector<Component> all_;
  std::map<std::string_view, const Node*> by_ref_;
};

void read_bom(const SourceFile& file, Teller& tell) {
  const Node* root = file.tree(tell.diagnostics());
  if (root != nullptr && root->is_mapping()) Bom(file, *root, tell).run();
}

Fit recognises_bom(const SourceFile& file) {
  const Node* root = file.glance();
  if (root == nullptr) return Fit::no;
  if (text_of(*root, "bomFormat") == "CycloneDX") return Fit::yes;
  return root->get("specVersion") != nullptr && root->get("components") != nullptr ? Fit::likely : Fit::no;
}

}  // namespace

Importer cyclonedx_importer() {
  return {"cyclonedx", "CycloneDX bill of materials (JSON)", recognises_bom, read_bom};
}

}  // namespace openrisk
