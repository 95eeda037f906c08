// SPDX 3 with the AI profile: from the model, relationships lead to its licences, data sets and base models.
#include <algorithm>
#include <iterator>
#include <set>

#include "base/text.hpp"
#include "draft/boms.hpp"
#include "draft/huggingface.hpp"
#include "draft/importers.hpp"
#include "draft/spdx_graph.hpp"
#include "draft/tables.hpp"

namespace openrisk {
namespace {

namespace hf = huggingface;
namespace ev = evaluations;
using spdx::Element;

// Documents may name thousands of data sets.
constexpr std::size_t most_sets = 50;

class Document {
 public:
  Document(const SourceFile& file, const Node& root, Teller& tell) : file_(file), graph_(root), tell_(tell) {}

  void run() {
    if (graph_.models().empty()) return tell_.remark("this SPDX document names no AI package", at("/@graph"));
    const Element& model = graph_.the_model();
    read(model);
    for (const Element& one : graph_.models())
      if (one.node != model.node) tell_.remark("another AI package: " + name_of(one), at(one.pointer));
  }

 private:
  Origin at(std::string pointer) const { return {file_.name(), 0, std::move(pointer)}; }

  void read(const Element& model) {
    const Node& node = *model.node;
    identity(model);
    counts(model);
    relations(model);
    for (const Node& domain : part_of(node, "ai_domain").items)
      hf::tell_task(domain.text, {at(model.pointer + "/ai_domain"), Sureness::inferred}, tell_);
    metrics(part_of(node, "ai_metric"), model.pointer + "/ai_metric");
    tell_rest(node, at(model.pointer), "",
              {"type", "@type", "spdxId", "@id", "creationInfo", "name", "software_packageVersion",
               "suppliedBy", "originatedBy", "releaseTime", "software_downloadLocation", "software_homePage",
               "software_packageUrl", "ai_metric"},
              tell_);
  }

  void identity(const Element& model) {
    const Node& node = *model.node;
    const auto say = [&](const char* fact, const char* key, Sureness sure, const char* note) {
      tell_.say(fact, text_of(node, key), {at(pointer_to(model.pointer, key)), sure, false, note});
    };
    const std::string_view name = text_of(node, "name");
    tell_.say("release.name", name.substr(name.rfind('/') + 1),
              {at(model.pointer + "/name"), Sureness::stated});
    hf::tell_words(name, at(model.pointer + "/name"), tell_);
    say("release.version", "software_packageVersion", Sureness::stated, "");
    for (const auto& [key, sure] :
         {std::pair("originatedBy", Sureness::stated), std::pair("suppliedBy", Sureness::derived)})
      for (const std::string& who : texts_of(part_of(node, key)))
        if (!trim(who).empty())
          tell_.say("release.developer", graph_.name_of(who), {at(pointer_to(model.pointer, key)), sure});
    const std::string_view day = text_of(node, "releaseTime").substr(0, 10);
    if (parse_date(day))
      tell_.say("release.date", day, {at(model.pointer + "/releaseTime"), Sureness::stated});
    else if (!day.empty())
      tell_.remark("releaseTime: " + std::string(text_of(node, "releaseTime")),
                   at(model.pointer + "/releaseTime"));
    say("release.url", "software_homePage", Sureness::stated, "");
    say("release.url", "software_downloadLocation", Sureness::derived, "Where it is downloaded.");
    const std::string_view package = text_of(node, "software_packageUrl");
    const Origin origin = at(model.pointer + "/software_packageUrl");
    if (!boms::tell_package_url(package, origin, tell_) && !package.empty())
      tell_.remark("package: " + std::string(package), origin);
  }

  void counts(const Element& model) {
    const Node& list = part_of(*model.node, "ai_hyperparameter");
    for (std::size_t i = 0; i < list.items.size(); ++i) {
      const std::string key = lower_case(trim(text_of(list.items[i], "key")));
      const Node& names = part_of(table_named("boms"), "parameter_counts");
      const bool counts = std::any_of(names.items.begin(), names.items.end(),
                                      [&](const Node& one) { return one.text == key; });
      const std::optional<double> count =
          counts ? hf::count_of(text_of(list.items[i], "value")) : std::nullopt;
      if (count)
        tell_.say("model.parameters", *count,
                  {at(pointer_to(model.pointer + "/ai_hyperparameter", i)), Sureness::derived});
    }
  }

  void metrics(const Node& list, const std::string& pointer) {
    ev::Results results("as the SPDX document gives it", at(pointer), tell_);
    for (std::size_t i = 0; i < list.items.size(); ++i) {
      Node value = part_of(list.items[i], "value");  // numbers stand there as texts
      value.quoted = false;
      ev::Score score;
      score.tasks = {std::string(text_of(list.items[i], "key"))};
      score.value = &value;
      score.origin = at(pointer_to(pointer, i) + "/value");
      if (number_of(value))
        results.add(score);
      else
        tell_.remark("measured: " + brief(list.items[i]), at(pointer_to(pointer, i)));
    }
    results.finish();
  }

  void relations(const Element& model) {
    std::vector<std::string> declared, concluded;
    Origin declared_at, concluded_at;
    for (const spdx::Relation& relation : graph_.from(model)) {
      const std::string_view kind = relation.kind;
      const Origin origin = at(relation.element.pointer + "/to");
      if (kind == "hasDeclaredLicense" || kind == "hasConcludedLicense") {
        const bool first = kind == "hasDeclaredLicense";
        (first ? declared_at : concluded_at) = origin;
        for (const std::string& target : relation.targets)
          (first ? declared : concluded).push_back(graph_.license_of(target));
      } else if (kind == "trainedOn" || kind == "finetunedOn" || kind == "pretrainedOn") {
        data_sets(relation.targets, origin);
      } else if (kind == "descendantOf") {
        bases(relation.targets, origin, Sureness::stated);
      } else if (kind == "dependsOn") {
        depends(relation.targets, origin);
      } else {
        tell_.remark(std::string(kind) + ": " + join(graph_.names_of(relation.targets), ", "), origin);
      }
    }
    for (const Element& relation : graph_.to(model))
      if (text_of(*relation.node, "relationshipType") == "ancestorOf")
        bases({std::string(text_of(*relation.node, "from"))}, at(relation.pointer + "/from"),
              Sureness::stated);
    licenses(declared, declared_at, concluded, concluded_at);
  }

  // What the supplier declares counts before what somebody concluded. Beside a licence that is named one
  // without a name holds too.
  void licenses(std::vector<std::string> declared, const Origin& declared_at,
                std::vector<std::string> concluded, const Origin& concluded_at) {
    const auto is_named = [](const std::string& one) { return !one.empty() && one != spdx::nameless; };
    const bool first = std::any_of(declared.begin(), declared.end(), is_named);
    const bool later = std::any_of(concluded.begin(), concluded.end(), is_named);
    if (first || later) {
      std::vector<std::string>& told = first ? declared : concluded;
      std::replace(told.begin(), told.end(), std::string(), std::string(spdx::nameless));
      if (!first) std::copy_if(declared.begin(), declared.end(), std::back_inserter(told), is_there);
      Saying saying{first ? declared_at : concluded_at, first ? Sureness::stated : Sureness::derived};
      if (!first) saying.note = "Concluded, not declared.";
      if (join(told, " ").find("(" + std::string(spdx::nameless) + ")") != std::string::npos)
        saying.note +=
            (first ? "" : " ") + std::string(
                                     "In a set 'other' stands for a licence without a name; where one may be "
                                     "chosen, that can be another.");
      hf::tell_license(told, {}, {}, saying, tell_);
    } else if (!declared.empty() || !concluded.empty()) {
      tell_.note("weights.license", {declared_at.file.empty() ? concluded_at : declared_at, Sureness::stated,
                                     false, "The SPDX document asserts no licence by name."});
    }
    if (first && later && concluded != declared)
      tell_.remark("licence as concluded: " + join(concluded, ", "), concluded_at);
  }

  static bool is_there(const std::string& text) { return !text.empty(); }

  void bases(const std::vector<std::string>& ids, const Origin& origin, Sureness sure) {
    hf::tell_base_models(boms::few(graph_.names_of(ids), origin, tell_), {}, {origin, sure}, tell_);
  }

  void depends(const std::vector<std::string>& ids, const Origin& origin) {
    std::vector<std::string> models, rest;
    for (const std::string& id : ids) {
      const Element* found = graph_.element(id);
      (found != nullptr && spdx::is_model(*found->node) ? models : rest).push_back(id);
    }
    if (!models.empty()) bases(models, origin, Sureness::inferred);
    if (!rest.empty()) tell_.remark("dependsOn: " + join(graph_.names_of(rest), ", "), origin);
  }

  void data_sets(const std::vector<std::string>& ids, const Origin& origin) {
    for (const std::string& id : ids) {
      const Element* set = graph_.element(id);
      if (set == nullptr || !sets_told_.insert(set->node).second) continue;
      if (sets_told_.size() <= most_sets)
        data_set(*set);
      else
        tell_.remark("data set " + name_of(*set), at(set->pointer));
    }
    hf::tell_data_sets(boms::few(graph_.names_of(ids), origin, tell_), {origin, Sureness::derived}, tell_);
  }

  // Whether a training set served for pretraining or for a later stage is not told, so how it can be had and
  // its licence are notes on the first.
  void data_set(const Element& set) {
    const std::string name = name_of(set);
    const std::string_view way = text_of(part_of(table_named("boms"), "availability"),
                                         text_of(*set.node, "dataset_datasetAvailability"));
    if (!way.empty())
      tell_.note("data.pretraining.access",
                 {at(set.pointer + "/dataset_datasetAvailability"), Sureness::derived, false,
                  "Of the training set " + name + ": " + std::string(way) + "."});
    for (const spdx::Relation& relation : graph_.from(set)) relation_of_set(name, relation);
    tell_rest(*set.node, at(set.pointer), "data set " + name,
              {"type", "@type", "spdxId", "@id", "creationInfo", "name", "dataset_datasetAvailability"},
              tell_);
  }

  void relation_of_set(const std::string& name, const spdx::Relation& relation) {
    std::vector<std::string> targets;
    for (const std::string& to : relation.targets) {
      const bool licence = relation.kind.ends_with("License");
      const std::string target = licence ? graph_.license_of(to) : graph_.name_of(to);
      if (!target.empty()) targets.push_back(target);
    }
    if (targets.empty()) return;
    if (relation.kind == "hasDeclaredLicense")
      tell_.note("data.pretraining.license",
                 {at(relation.element.pointer + "/to"), Sureness::derived, false,
                  "Of the training set " + name + ": " + join(targets, ", ") + "."});
    else
      tell_.remark("data set " + name + " " + std::string(relation.kind) + ": " + join(targets, ", "),
                   at(relation.element.pointer));
  }

  const SourceFile& file_;
  spdx::Graph graph_;
  Teller& tell_;
  std::set<const Node*> sets_told_;
};

void read_document(const SourceFile& file, Teller& tell) {
  const Node* root = file.tree(tell.diagnostics());
  if (root != nullptr && root->is_mapping()) Document(file, *root, tell).run();
}

Fit recognises_document(const SourceFile& file) {
  const Node* root = file.glance();
  if (root == nullptr || !part_of(*root, "@graph").is_sequence()) return Fit::no;
  return brief(part_of(*root, "@context")).find("spdx.org/rdf/3") != std::string::npos ? Fit::yes : Fit::no;
}

}  // namespace

Importer spdx_importer() {
  return {"spdx", "SPDX 3 document with an AI package (JSON-LD)", recognises_document, read_document};
}

}  // namespace openrisk
