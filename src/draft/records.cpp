// Records of others, read by tables: rubrics/records/README.md says what the words of a table mean. Every
// part of a record that is read, or that the table leaves out with a reason, is marked; what is left at the
// end was not understood and is reported.
#include <map>
#include <set>

#include "base/text.hpp"
#include "draft/importers.hpp"
#include "draft/rest.hpp"
#include "draft/tables.hpp"

namespace openrisk {
namespace {

std::vector<std::string> links_of(const Node* node) {
  std::vector<std::string> links;
  if (node == nullptr) return links;
  for (const std::string& link : texts_of(*node))
    if (!trim(link).empty()) links.emplace_back(trim(link));
  return links;
}

std::string with_full_stop(std::string text) {
  if (!text.empty() && text.back() != '.' && text.back() != '!' && text.back() != '?') text += '.';
  return text;
}

class RecordReader {
 public:
  RecordReader(const SourceFile& file, const Node& table, const Node& record, Teller& tell)
      : file_(file), table_(table), record_(record), tell_(tell) {}

  void run() {
    for (const Node& field : part_of(table_, "fields").items) read_field(field);
    say_all(part_of(table_, "facts"), note(text_of(table_, "facts_note")), {}, record_);
    const Node& classes = part_of(table_, "classes");
    for (const Node& item : part_of(classes, "items").items) read_class(classes, item);
    if (const Node& components = part_of(table_, "components"); components.is_mapping())
      read_components(components);
    for (const Node& left : part_of(table_, "left_out").items)
      read_.insert(std::string(text_of(left, "field")));
    report_rest(record_, "");
  }

 private:
  std::string note(std::string_view text = {}) const {
    std::string all(text_of(table_, "record_note"));
    if (!trim(text).empty()) all += ": " + std::string(trim(text));
    return with_full_stop(std::move(all));
  }

  Saying saying(std::string said, std::vector<std::string> pages, const Node& node) const {
    Saying one{origin_at(file_, node), Sureness::stated};
    one.note = std::move(said);
    one.pages = std::move(pages);
    return one;
  }

  void say_all(const Node& facts, const std::string& said, const std::vector<std::string>& pages,
               const Node& node) {
    for (const NodeEntry& fact : facts.entries) {
      Saying one = saying(said, pages, node);
      const bool record = fact.value.is_mapping();
      const Node& value = record ? part_of(fact.value, "value") : fact.value;
      one.complete = !record || text_of(fact.value, "partial") != "true";
      if (value.is_sequence())
        tell_.say(fact.key, texts_of(value), std::move(one));
      else
        tell_.say(fact.key, value.text, std::move(one));
    }
  }

  void not_listed(std::string_view path, std::string_view text, const Node& node) {
    tell_.refuse(std::string(path) + ": " + std::string(text), "the table of such records does not list it",
                 origin_at(file_, node));
  }

  // A list or map where one text is read.
  void not_understood(std::string_view path, std::string_view fact, const Node& node) {
    const Origin origin = origin_at(file_, node);
    tell_.refuse(std::string(path) + ": " + brief(node), "it is read as one text", origin);
    const Fact* known = tell_.vocabulary().find(fact);
    if (known != nullptr && known->type == FactType::license)
      tell_.note(fact, saying(note("not understood: " + brief(node)), {}, node));
  }

  // The first path that is not blank; null where all are.
  const Node* first_of(const Node& paths, std::string& path) {
    for (const std::string& one : texts_of(paths)) {
      read_.insert(one);
      const Node* node = at_path(record_, one);
      if (is_blank(node)) continue;
      path = one;
      return node;
    }
    return nullptr;
  }

  void read_field(const Node& field) {
    std::string path;
    const Node* node = first_of(part_of(field, "field"), path);
    for (const std::string& other : texts_of(part_of(field, "field"))) read_.insert(other);
    if (node != nullptr && !node->is_scalar()) return not_understood(path, text_of(field, "fact"), *node);
    if (node == nullptr || is_one_of(part_of(field, "drop"), node->text)) return;
    for (const std::string& other : texts_of(part_of(field, "unless_same_as")))
      if (const Node* same = at_path(record_, other);
          same != nullptr && folded(same->text) == folded(node->text))
        return;
    if (const std::string_view fact = text_of(field, "fact"); !fact.empty())
      return tell_.say(fact, node->text, saying(note(), {}, *node));
    const std::string_view cut = text_of(field, "split");
    std::string_view rest = node->text;
    for (;;) {
      const std::size_t end = cut.empty() ? rest.size() : std::min(rest.find(cut), rest.size());
      const std::string_view part = rest.substr(0, end);
      if (const Node* facts = looked_up(part_of(field, "values"), part))
        say_all(*facts, note(), {}, *node);
      else if (!trim(part).empty())
        not_listed(path, part, *node);
      if (end >= rest.size()) return;
      rest.remove_prefix(end + cut.size());
    }
  }

  void read_class(const Node& classes, const Node& item) {
    const std::string name(text_of(item, "name"));
    const Node& map = part_of(record_, name);
    const std::string field(text_of(classes, "field"));
    read_.insert(name + "." + field);
    std::vector<std::string> pages;
    std::string said = note();
    for (const std::string& key : texts_of(part_of(classes, "source"))) {
      read_.insert(name + "." + key);
      for (std::string& link : links_of(map.is_mapping() ? map.get(key) : nullptr))
        pages.push_back(std::move(link));
    }
    for (const std::string& key : texts_of(part_of(classes, "note"))) {
      read_.insert(name + "." + key);
      for (const std::string& text : texts_of(part_of(map, key)))
        if (!trim(text).empty()) said += " " + with_full_stop(std::string(trim(text)));
    }
    const Node& value = part_of(map, field);
    if (is_blank(&value) || !value.is_scalar()) return;
    const Node* level = looked_up(part_of(classes, "values"), value.text);
    if (level == nullptr) return not_listed(name + "." + field, value.text, value);
    tell_.say(text_of(item, "fact"), level->text, saying(said, pages, value));
    if (const Node* also = looked_up(part_of(item, "also"), value.text)) say_all(*also, said, pages, value);
  }

  void read_components(const Node& components) {
    const std::string at(text_of(components, "at"));
    const std::string key(text_of(components, "key"));
    read_.insert(at);
    const Node* list = at_path(record_, at);
    std::map<std::string, const Node*> by_name;  // of two with one name the last counts
    if (list != nullptr)
      for (const Node& component : list->items) by_name[folded(text_of(component, key))] = &component;
    for (const Node& item : part_of(components, "items").items) {
      const auto found = by_name.find(folded(text_of(item, "name")));
      read_component(components, item, found == by_name.end() ? nullptr : found->second);
      if (found != by_name.end()) by_name.erase(found);
    }
    for (const auto& [name, component] : by_name) not_listed(at, text_of(*component, key), *component);
  }

  void read_component(const Node& components, const Node& item, const Node* component) {
    const Node& licence = part_of(components, "licence");
    const Node* own = component == nullptr ? nullptr : component->get(text_of(licence, "field"));
    if (component == nullptr)
      return say_all(part_of(item, "absent"), note(text_of(components, "absent_note")), {}, record_);
    const Node& left_out = part_of(licence, "not_included");
    if (own != nullptr && own->is_scalar() && is_one_of(part_of(left_out, "texts"), own->text))
      return say_all(part_of(item, "absent"), note(text_of(left_out, "note")), {}, *component);
    say_all(part_of(item, "present"), note(text_of(components, "present_note")),
            links_in(*component, part_of(components, "source")), *component);
    read_licence(licence, item, *component, own);
  }

  static std::vector<std::string> links_in(const Node& component, const Node& keys) {
    std::vector<std::string> links;
    for (const std::string& key : texts_of(keys))
      for (std::string& link : links_of(component.get(key))) links.push_back(std::move(link));
    return links;
  }

  void read_licence(const Node& licence, const Node& item, const Node& component, const Node* own) {
    const std::string_view fact = text_of(item, "licence");
    const Node& none = part_of(licence, "none");
    if (own != nullptr && own->is_scalar()) {
      if (is_one_of(part_of(none, "texts"), own->text))
        return tell_.say(fact, text_of(none, "value"), saying(note(text_of(none, "note")), {}, *own));
      return tell_.say(fact, own->text,
                       saying(note(), links_in(component, part_of(licence, "source")), *own));
    }
    // What it says is not what stands for it elsewhere.
    const std::string path =
        std::string(text_of(item, "name")) + ": " + std::string(text_of(licence, "field"));
    if (!is_blank(own)) return not_understood(path, fact, *own);
    for (const Node& fallback : part_of(licence, "fallback").items) {
      const std::string field = of_type(text_of(fallback, "field"), item);
      const Node* text = at_path(record_, field);
      if (!is_blank(text) && !text->is_scalar()) return not_understood(field, fact, *text);
      if (text == nullptr || !text->is_scalar() || text->text.empty()) continue;
      std::vector<std::string> pages;
      for (const std::string& source : texts_of(part_of(fallback, "source")))
        for (std::string& link : links_of(at_path(record_, of_type(source, item))))
          pages.push_back(std::move(link));
      return tell_.say(fact, text->text, saying(note(text_of(fallback, "note")), pages, *text));
    }
    const Node& missing = part_of(licence, "missing");
    tell_.say(fact, text_of(missing, "value"), saying(note(text_of(missing, "note")), {}, component));
  }

  static std::string of_type(std::string_view path, const Node& item) {
    std::string filled(path);
    if (const std::size_t at = filled.find("TYPE"); at != filled.npos)
      filled.replace(at, 4, text_of(item, "type"));
    return filled;
  }

  // What no part of the table reads. A map is looked into only where something of it is read.
  void report_rest(const Node& node, const std::string& path) {
    for (const NodeEntry& entry : node.entries) {
      const std::string inner = path.empty() ? entry.key : path + "." + entry.key;
      if (read_.contains(inner) || is_blank(&entry.value)) continue;
      if (entry.value.is_mapping())
        report_rest(entry.value, inner);
      else
        tell_.remark("not understood: " + inner + (entry.value.is_scalar() ? ": " + entry.value.text : ""),
                     origin_at(file_, entry.value));
    }
  }

  const SourceFile& file_;
  const Node& table_;
  const Node& record_;
  Teller& tell_;
  std::set<std::string> read_;
};

Fit fits(const Node& table, const SourceFile& file) {
  const Node* root = file.glance();
  if (root == nullptr || !root->is_mapping()) return Fit::no;
  const Node& how = part_of(table, "recognise");
  for (const std::string& key : texts_of(part_of(how, "keys")))
    if (at_path(*root, key) == nullptr) return Fit::no;
  for (const NodeEntry& entry : part_of(how, "equal").entries) {
    const Node* node = at_path(*root, entry.key);
    if (node == nullptr || folded(node->text) != folded(entry.value.text)) return Fit::no;
  }
  return Fit::yes;
}

constexpr std::string_view tables[] = {"mot", "osai", "ouc"};

template <std::size_t I>
Importer importer_of() {
  return {tables[I], text_of(table_named(tables[I]), "title"),
          [](const SourceFile& file) { return fits(table_named(tables[I]), file); },
          [](const SourceFile& file, Teller& tell) {
            const Node* root = file.tree(tell.diagnostics());
            if (root != nullptr) RecordReader(file, table_named(tables[I]), *root, tell).run();
          }};
}

}  // namespace

std::vector<Importer> record_importers() { return {importer_of<0>(), importer_of<1>(), importer_of<2>()}; }

}  // namespace openrisk
