// Facts are kept in the order of the file: that order is the order of cards, reports and bits. Reading
// is two passes: the shape table checks keys and kinds, then every fact is converted and what a table
// cannot say is checked (values only where the type has them, paths that do not contain each other,
// what an implication names). Conditions stay text: they are compiled where names are resolved.
#include "openrisk/vocabulary.hpp"

#include <algorithm>
#include <array>
#include <set>
#include <utility>

#include "base/embedded.hpp"
#include "base/file.hpp"
#include "base/text.hpp"
#include "node/node.hpp"
#include "vocabulary/archive.hpp"
#include "vocabulary/shape.hpp"

namespace openrisk {
namespace {

constexpr std::array<std::pair<FactType, std::string_view>, 8> type_names{{
    {FactType::text, "text"},
    {FactType::text_list, "text_list"},
    {FactType::boolean, "bool"},
    {FactType::date, "date"},
    {FactType::number, "number"},
    {FactType::level, "level"},
    {FactType::set, "set"},
    {FactType::license, "license"},
}};

std::string text_of(const Node& node, std::string_view key) {
  const Node* value = node.get(key);
  return value && value->is_scalar() ? value->text : std::string();
}

Layer layer_of(const Node& node) {
  const std::string name = text_of(node, "layer");
  if (name == "weights") return Layer::weights;
  if (name == "data") return Layer::data;
  if (name == "serving") return Layer::serving;
  return name == "platform" ? Layer::platform : Layer::none;
}

std::optional<Effort> effort_of(const Node& fact) {
  const Node* actionable = fact.get("actionable");
  if (!actionable) return std::nullopt;
  const std::string name = text_of(*actionable, "effort");
  return name == "low" ? Effort::low : name == "medium" ? Effort::medium : Effort::high;
}

bool id_characters(std::string_view id) {
  return !id.empty() && std::all_of(id.begin(), id.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_' || c == '-' || c == '.';
  });
}

// Ids joined by dots; the words that a card uses otherwise cannot begin one.
bool path_characters(std::string_view path) {
  if (!id_characters(path) || path.back() == '.' || path.find("..") != path.npos) return false;
  if (path.front() < 'a' || path.front() > 'z') return false;
  const std::string_view first = path.substr(0, path.find('.'));
  return first != "openrisk" && first != "argument";
}

bool standing_word(std::string_view id) { return id == "unknown" || id == "withheld"; }

std::vector<FactValue> values_of(const Node& fact, Diagnostics& diagnostics) {
  std::vector<FactValue> values;
  const Node* list = fact.get("values");
  if (!list) return values;
  for (const Node& item : list->items) {
    FactValue value{text_of(item, "id"), text_of(item, "meaning"), text_of(item, "test"), layer_of(item)};
    if (!id_characters(value.id) || standing_word(value.id)) {
      diagnostics.add(
          Code::bad_id, item.get("id")->span, "'" + visible(value.id) + "' cannot be the id of a value",
          "ids are lower-case letters, digits, `_`, `-` and `.`; `unknown` and `withheld` are taken");
    }
    values.push_back(std::move(value));
  }
  return values;
}

std::vector<Implication> implications_of(const Node& fact) {
  std::vector<Implication> implications;
  if (const Node* list = fact.get("implies")) {
    for (const Node& item : list->items) {
      implications.push_back(
          {text_of(item, "when"), item.get("when")->span, text_of(item, "fact"), text_of(item, "value")});
    }
  }
  return implications;
}

Fact fact_of(const Node& node, Diagnostics& diagnostics) {
  Fact fact;
  fact.path = text_of(node, "path");
  const std::string type = text_of(node, "type");
  for (const auto& [value, name] : type_names) {
    if (name == type) fact.type = value;
  }
  fact.meaning = text_of(node, "meaning");
  fact.question = text_of(node, "question");
  fact.test = text_of(node, "test");
  fact.source = text_of(node, "source");
  fact.unit = text_of(node, "unit");
  fact.values = values_of(node, diagnostics);
  if (const Node* min = node.get("min")) fact.min = number_of(*min);
  if (const Node* max = node.get("max")) fact.max = number_of(*max);
  fact.applies = text_of(node, "applies");
  if (const Node* applies = node.get("applies")) fact.applies_span = applies->span;
  fact.implies = implications_of(node);
  if (const Node* core = node.get("core")) {
    for (const Node& item : core->items) fact.core.push_back(item.text);
  }
  fact.developer_only = text_of(node, "checkable") == "developer";
  fact.layer = layer_of(node);
  fact.effort = effort_of(node);
  fact.span = node.get("path")->span;
  return fact;
}

// Keys that only some types have.
void check_keys(const Node& node, const Fact& fact, Diagnostics& diagnostics) {
  const bool enumerated = fact.type == FactType::level || fact.type == FactType::set;
  if (enumerated && !node.get("values")) {
    diagnostics.add(
        Code::missing_key, fact.span,
        "'" + visible(fact.path) + "' is a " + std::string(name_of(fact.type)) + " without `values`",
        "list its values, each with `id`, `meaning` and `test`");
  }
  for (const NodeEntry& entry : node.entries) {
    const bool numeric = entry.key == "unit" || entry.key == "min" || entry.key == "max";
    if ((entry.key == "values" && !enumerated) || (numeric && fact.type != FactType::number)) {
      diagnostics.add(Code::unknown_key, entry.key_span,
                      "a " + std::string(name_of(fact.type)) + " fact has no `" + entry.key + "`",
                      numeric ? "only numbers have it" : "only levels and sets have it");
    }
  }
  if (fact.min && fact.max && *fact.min > *fact.max) {
    diagnostics.add(Code::out_of_range, node.get("max")->span, "`max` lies below `min`");
  }
}

void check_path(const Vocabulary& vocabulary, const Fact& fact, Diagnostics& diagnostics) {
  if (!path_characters(fact.path)) {
    diagnostics.add(Code::bad_id, fact.span, "'" + visible(fact.path) + "' cannot be the path of a fact",
                    "paths are ids joined by dots; `openrisk` and `argument` are taken");
    return;
  }
  const std::size_t dot = fact.path.find('.');
  if (dot == fact.path.npos || vocabulary.sections.empty()) return;
  const std::string first = fact.path.substr(0, dot);
  if (vocabulary.find(first)) return;  // see check_nesting
  std::vector<std::string> ids;
  for (const Section& section : vocabulary.sections) ids.push_back(section.id);
  if (std::find(ids.begin(), ids.end(), first) == ids.end()) {
    diagnostics.add(Code::bad_id, fact.span, "'" + first + "' is not one of the `sections`",
                    did_you_mean(first, ids));
  }
}

// A card could not tell the fact `a` from the section that holds `a.b`.
void check_nesting(const Vocabulary& vocabulary, Diagnostics& diagnostics) {
  for (const Fact& fact : vocabulary.facts()) {
    for (std::size_t dot = fact.path.find('.'); dot != fact.path.npos; dot = fact.path.find('.', dot + 1)) {
      if (const Fact* outer = vocabulary.find(fact.path.substr(0, dot))) {
        Diagnostic& diagnostic =
            diagnostics.add(Code::bad_id, fact.span,
                            "'" + fact.path + "' lies within '" + outer->path + "', which is a fact itself");
        diagnostic.labels.push_back({outer->span, "this fact"});
      }
    }
  }
}

void check_implications(const Vocabulary& vocabulary, const Node& node, Diagnostics& diagnostics) {
  const Node* list = node.get("implies");
  if (!list) return;
  for (const Node& item : list->items) {
    const Node& path = *item.get("fact");
    const Node& value = *item.get("value");
    const Fact* target = vocabulary.find(path.text);
    if (!target) {
      std::vector<std::string> paths;
      for (const Fact& fact : vocabulary.facts()) paths.push_back(fact.path);
      diagnostics.add(Code::unknown_fact, path.span, "no fact is called '" + visible(path.text) + "'",
                      did_you_mean(path.text, paths));
    } else if (target->type == FactType::level && !target->rank_of(value.text)) {
      std::vector<std::string> ids;
      for (const FactValue& known : target->values) ids.push_back(known.id);
      diagnostics.add(Code::unknown_value, value.span,
                      "'" + target->path + "' has no value '" + visible(value.text) + "'",
                      "one of " + join(ids, ", "));
    } else if (target->type == FactType::boolean && !boolean_of(value)) {
      diagnostics.add(Code::wrong_kind, value.span, "'" + target->path + "' is true or false",
                      "write true or false, without quotes");
    }
  }
}

void check_core(const Vocabulary& vocabulary, const Node& node, Diagnostics& diagnostics) {
  const Node* list = node.get("core");
  const Fact* outputs = vocabulary.find("outputs");
  if (!list || !outputs) return;
  std::vector<std::string> known{"all"};
  for (const FactValue& value : outputs->values) known.push_back(value.id);
  for (const Node& item : list->items) {
    if (std::find(known.begin(), known.end(), item.text) != known.end()) continue;
    diagnostics.add(Code::unknown_value, item.span, "'" + visible(item.text) + "' is not an output modality",
                    did_you_mean(item.text, known));
  }
}

std::optional<Vocabulary> vocabulary_of(const Node& node, Diagnostics& diagnostics) {
  const std::size_t before = diagnostics.errors();
  Vocabulary vocabulary;
  vocabulary.version = text_of(node, "version");
  if (const Node* sections = node.get("sections")) {
    for (const Node& item : sections->items) {
      vocabulary.sections.push_back({text_of(item, "id"), text_of(item, "title"), text_of(item, "meaning")});
    }
  }
  const std::vector<Node>& facts = node.get("facts")->items;
  for (const Node& item : facts) {
    Fact fact = fact_of(item, diagnostics);
    check_keys(item, fact, diagnostics);
    check_path(vocabulary, fact, diagnostics);
    vocabulary.add(std::move(fact));
  }
  check_nesting(vocabulary, diagnostics);
  for (const Node& item : facts) {
    check_implications(vocabulary, item, diagnostics);
    check_core(vocabulary, item, diagnostics);
  }
  if (diagnostics.errors() > before) return std::nullopt;
  vocabulary.sha256 = sha256(to_json(node));
  return vocabulary;
}

}  // namespace

std::string_view name_of(Effort effort) {
  switch (effort) {
    case Effort::low: return "low";
    case Effort::medium: return "medium";
    case Effort::high: return "high";
  }
  return "";
}

std::string_view name_of(FactType type) { return type_names[static_cast<std::size_t>(type)].second; }

bool Fact::has_order() const {
  return type != FactType::text && type != FactType::text_list && type != FactType::license;
}

std::optional<std::uint8_t> Fact::rank_of(std::string_view value) const {
  for (std::size_t i = 0; i < values.size(); ++i) {
    if (values[i].id == value) return static_cast<std::uint8_t>(i);
  }
  return std::nullopt;
}

const Fact* Vocabulary::find(std::string_view path) const {
  const auto found = by_path_.find(std::string(path));
  return found == by_path_.end() ? nullptr : &facts_[found->second];
}

void Vocabulary::add(Fact fact) {
  fact.id = static_cast<FactId>(facts_.size());
  if (by_path_.emplace(fact.path, fact.id).second) facts_.push_back(std::move(fact));
}

std::optional<Vocabulary> read_vocabulary(const Source& source, Diagnostics& diagnostics) {
  const std::optional<Node> node = parse(source, diagnostics);
  if (!node || !expect_format(*node, "vocabulary", 1, diagnostics)) return std::nullopt;
  if (!conform(*node, vocabulary_shape(), diagnostics)) return std::nullopt;
  return vocabulary_of(*node, diagnostics);
}

const Vocabulary& builtin_vocabulary() {
  // Never destroyed: a run is over sooner without taking its thousands of strings apart.
  static const auto* vocabulary = [] {
    const EmbeddedFile* file = embedded_file("vocabulary");
    return new Vocabulary(file == nullptr ? Vocabulary{} : from_archive<Vocabulary>(file->archive));
  }();
  return *vocabulary;
}

}  // namespace openrisk
