// Front matter, key by key; what is read into no fact becomes a remark, so that nothing is lost.
#include <algorithm>

#include "base/text.hpp"
#include "draft/huggingface.hpp"
#include "draft/rest.hpp"
#include "draft/tables.hpp"

namespace openrisk::huggingface {
namespace {

const Node& keys(std::string_view group) {
  return part_of(part_of(table_named("huggingface"), "keys"), group);
}

bool is_listed(const Node& list, std::string_view key) {
  return std::any_of(list.items.begin(), list.items.end(), [&](const Node& one) { return one.text == key; });
}

// A value in a few words, for a remark.
std::string short_form(const Node& node) {
  if (node.is_scalar()) return node.text;
  if (node.is_mapping()) return std::to_string(node.entries.size()) + " entries";
  const std::vector<std::string> texts = texts_of(node);
  if (texts.size() == node.items.size()) return join(texts, ", ");
  return std::to_string(node.items.size()) + " items";
}

class Metadata {
 public:
  Metadata(const Node& data, const Places& places, Teller& tell)
      : data_(data), places_(places), tell_(tell) {}

  void run() {
    license();
    base_models();
    tasks();
    if (const Node* sets = data_.get("datasets"))
      tell_data_sets(data_sets(*sets), saying("datasets", Sureness::derived), tell_);
    gates();
    results();
    names();
    for (const NodeEntry& entry : data_.entries) leave(entry);
  }

 private:
  const Node& at(std::string_view key) const { return part_of(data_, key); }

  Saying saying(std::string_view key, Sureness sure) const {
    return {places_.of(at(key), "/" + std::string(key)), sure};
  }

  void license() {
    if (data_.get("license") == nullptr && data_.get("license_name") == nullptr) return;
    const Node& licenses = at("license");
    std::vector<std::string> all = texts_of(licenses);
    for (const Node& one : licenses.items)
      if (!one.is_scalar() && one.kind != NodeKind::blank) all.emplace_back("other");
    if (licenses.is_mapping() || all.size() != texts_of(licenses).size())
      tell_.remark("license: " + brief(licenses), places_.of(licenses, "/license"));
    if (all.empty() && data_.get("license_name") != nullptr) all.emplace_back("other");
    const char* key = data_.get("license") != nullptr ? "license" : "license_name";
    tell_license(all, text_of(data_, "license_name"), text_of(data_, "license_link"),
                 saying(key, Sureness::stated), tell_);
  }

  void base_models() {
    tell_base_models(texts_of(at("base_model")), text_of(data_, "base_model_relation"),
                     saying("base_model", Sureness::stated), tell_);
  }

  void tasks() {
    if (const Node* task = data_.get("pipeline_tag"); task != nullptr && task->is_scalar())
      if (!tell_task(task->text, saying("pipeline_tag", Sureness::derived), tell_))
        tell_.remark("pipeline_tag: " + task->text, places_.of(*task, "/pipeline_tag"));
    const Node& tags = at("tags");
    std::size_t i = 0;
    for (const std::string& tag : texts_of(tags)) {
      const Node& node = tags.is_sequence() ? tags.items[i++] : tags;
      const Origin origin = places_.of(node, "/tags");
      if (!tell_task(tag, {origin, Sureness::derived, false, "Tagged " + tag + "."}, tell_))
        tell_words(tag, origin, tell_);
    }
    if (tags.is_scalar() || !tags.items.empty())
      tell_.remark("tags: " + join(texts_of(tags), ", "), places_.of(tags, "/tags"));
  }

  // The deprecated form of a data set is a mapping with its name.
  static std::string_view name_of_set(const Node& item) {
    for (const char* key : {"name", "type", "dataset"})
      if (!text_of(item, key).empty()) return text_of(item, key);
    return {};
  }

  static std::vector<std::string> data_sets(const Node& sets) {
    std::vector<std::string> names = texts_of(sets);
    for (const Node& item : sets.items)
      if (const std::string_view name = name_of_set(item); !name.empty()) names.emplace_back(name);
    return names;
  }

  // Mappings, and lists where one text is asked for: nobody reads them there.
  static void unread(const NodeEntry& entry, std::vector<const Node*>& parts) {
    if (is_listed(keys("with_parts"), entry.key)) return;
    const bool one_text = is_listed(keys("one_text"), entry.key);
    if (entry.value.is_mapping() || (one_text && entry.value.is_sequence()))
      return parts.push_back(&entry.value);
    for (const Node& item : entry.value.items) {
      const bool named = entry.key == "datasets" && !name_of_set(item).empty();
      if ((item.is_mapping() || item.is_sequence()) && !named) parts.push_back(&item);
    }
  }

  void gates() {
    for (const NodeEntry& entry : data_.entries) {
      if (!entry.key.starts_with("extra_gated_") || entry.key == "extra_gated_eu_disallowed") continue;
      tell_.say(
          "weights.access", "gated",
          {places_.of(entry.value, "/" + entry.key), Sureness::derived, false,
           "The page asks for something before the download. If every request is approved by itself, it is "
           "open."});
      break;
    }
  }

  void results() {
    std::size_t numbers = 0;
    std::vector<std::string> shown;
    const Node& models = at("model-index");
    for (const Node& model : models.items)
      for (const Node& result : part_of(model, "results").items)
        for (const Node& metric : part_of(result, "metrics").items) {
          if (text_of(metric, "value").empty()) continue;
          ++numbers;
          if (shown.size() < 3)
            shown.push_back(std::string(text_of(part_of(result, "dataset"), "name")) + " " +
                            std::string(text_of(metric, "type")) + " " +
                            std::string(text_of(metric, "value")));
        }
    if (numbers == 0) return;
    Saying one = saying("model-index", Sureness::derived);
    one.note = std::to_string(numbers) + (numbers == 1 ? " result" : " results") +
               " without baselines: " + join(shown, "; ") + (numbers > shown.size() ? "; …" : "") + ".";
    tell_.say("documentation.evaluation_results", "partial", std::move(one));
  }

  void names() {
    if (data_.get("model_name") != nullptr) {
      tell_.say("release.name", text_of(data_, "model_name"), saying("model_name", Sureness::stated));
      tell_words(text_of(data_, "model_name"), saying("model_name", Sureness::inferred).origin, tell_);
    }
    if (data_.get("model_creator") != nullptr)
      tell_.say("release.developer", text_of(data_, "model_creator"),
                saying("model_creator", Sureness::derived));
    const Node& models = at("model-index");
    if (models.items.size() != 1) return;
    const std::string_view name = text_of(models.items[0], "name");
    if (trim(name).empty()) return;
    tell_.say("release.name", name, saying("model-index", Sureness::derived));
    tell_words(name, saying("model-index", Sureness::derived).origin, tell_);
  }

  // Keys that speak of the page alone are left out; those without a fact are kept as a remark.
  void leave(const NodeEntry& entry) {
    const bool told = is_listed(keys("read"), entry.key) && entry.key != "language" &&
                      entry.key != "library_name" && entry.key != "metrics" &&
                      entry.key != "extra_gated_eu_disallowed";
    if (told) {
      std::vector<const Node*> parts;
      unread(entry, parts);
      for (const Node* part : parts)
        tell_.remark(entry.key + ": " + (part->is_mapping() ? to_json(*part) : brief(*part)),
                     places_.of(*part, "/" + entry.key));
    }
    if (told || is_listed(keys("about_the_page"), entry.key) || entry.value.kind == NodeKind::blank) return;
    tell_.remark(entry.key + ": " + short_form(entry.value), places_.of(entry.value, "/" + entry.key));
  }

  const Node& data_;
  const Places& places_;
  Teller& tell_;
};

}  // namespace

bool is_metadata(const Node& data) {
  if (!data.is_mapping()) return false;
  return std::any_of(data.entries.begin(), data.entries.end(), [](const NodeEntry& entry) {
    return is_listed(keys("read"), entry.key) || is_listed(keys("about_the_page"), entry.key);
  });
}

void tell_metadata(const Node& data, const Places& places, Teller& tell) {
  Metadata(data, places, tell).run();
}

}  // namespace openrisk::huggingface
