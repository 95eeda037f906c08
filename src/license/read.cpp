// The keys of families and licences are the attributes that the file declares, so their shapes are made
// while reading. What no shape can say is checked after the rows were read.
#include <unordered_map>

#include "base/file.hpp"
#include "base/text.hpp"
#include "license/rows.hpp"
#include "license/spelling.hpp"
#include "node/node.hpp"
#include "node/shape.hpp"
#include "openrisk/license.hpp"

namespace openrisk {
namespace {

Shape shape_of(Form form) {
  Shape shape;
  shape.form = form;
  return shape;
}

Shape list_of(const Shape& item, Form form = Form::list) {
  Shape shape = shape_of(form);
  shape.item = &item;
  shape.unique_ids = item.form == Form::record;
  return shape;
}

Shape record(std::vector<ShapeKey> keys) {
  Shape shape = shape_of(Form::record);
  shape.keys = std::move(keys);
  return shape;
}

Shape choice(std::vector<std::string> choices) {
  Shape shape = shape_of(Form::choice);
  shape.choices = std::move(choices);
  return shape;
}

const Shape any = shape_of(Form::any);
const Shape text = shape_of(Form::text);
const Shape boolean = shape_of(Form::boolean);
const Shape attribute_id = shape_of(Form::id);
const Shape texts = list_of(text);
const Shape text_or_texts = list_of(text, Form::list_or_one);
const Shape attribute_type = choice({"bool", "number"});
const Shape freer = choice({"true", "false", "higher", "lower"});
const Shape attribute = record({{"id", &attribute_id, true, ""},
                                {"type", &attribute_type, true, ""},
                                {"freer", &freer, true, ""},
                                {"meaning", &text, false, ""}});
const Shape attributes = list_of(attribute);
const Shape exception = record({{"id", &text, true, ""}, {"name", &text, false, ""}});
const Shape exceptions = list_of(exception);

const Shape file = record({{"openrisk", &text, true, ""},
                           {"version", &text, true, ""},
                           {"attributes", &attributes, true, ""},
                           {"families", &any, false, ""},
                           {"licenses", &any, true, ""},
                           {"exceptions", &exceptions, false, ""},
                           {"unresolved", &texts, false, ""}});

// Checks the parts of the file whose keys are attributes.
bool conform_rows(const Node& node, Diagnostics& diagnostics) {
  Shape family = shape_of(Form::record);
  for (const Node& item : node.get("attributes")->items)
    family.keys.push_back({text_of(item, "id"), &any, false, ""});
  Shape license = family;
  for (const ShapeKey& key :
       {ShapeKey{"id", &text, true, ""}, ShapeKey{"name", &text, true, ""},
        ShapeKey{"family", &text, false, ""}, ShapeKey{"aliases", &texts, false, ""},
        ShapeKey{"source", &text_or_texts, false, ""}, ShapeKey{"note", &text, false, ""},
        ShapeKey{"deprecated", &boolean, false, ""}, ShapeKey{"successor", &text, false, ""}}) {
    license.keys.push_back(key);
  }
  Shape families = shape_of(Form::map);
  families.item = &family;
  const Shape licenses = list_of(license);
  bool fits = conform(*node.get("licenses"), licenses, diagnostics);
  if (const Node* rows = node.get("families")) fits = conform(*rows, families, diagnostics) && fits;
  return fits;
}

// `freer` must be of the attribute's type.
void check_attributes(const Node& node, Diagnostics& diagnostics) {
  for (const Node& item : node.get("attributes")->items) {
    const std::string value = text_of(item, "freer");
    const bool number = text_of(item, "type") == "number";
    if (number == (value == "higher" || value == "lower")) continue;
    diagnostics.add(Code::wrong_kind, item.get("freer")->span,
                    number ? "`freer` of a number is `higher` or `lower`"
                           : "`freer` of a yes/no attribute is true or false");
  }
}

// No id or alias may stand for two licences, or for one and for nothing; every successor must be known.
void check_spellings(const Node& node, const Licenses& licenses, Diagnostics& diagnostics) {
  std::unordered_map<std::string, std::pair<std::size_t, Span>> owners;
  const std::vector<Node>& items = node.get("licenses")->items;
  const auto claim = [&](const Node& written, std::size_t license) {
    const auto [owner, fresh] =
        owners.emplace(normal_spelling(written.text), std::pair{license, written.span});
    if (fresh || owner->second.first == license || owner->second.first >= items.size()) return;
    Diagnostic& diagnostic = diagnostics.add(Code::duplicate_id, written.span,
                                             "'" + visible(written.text) + "' stands for '" +
                                                 licenses.licenses[owner->second.first].id + "' already");
    diagnostic.labels.push_back({owner->second.second, "here"});
  };
  for (std::size_t i = 0; i < items.size(); ++i) claim(*items[i].get("id"), i);
  for (std::size_t i = 0; i < items.size(); ++i) {
    if (const Node* aliases = items[i].get("aliases")) {
      for (const Node& alias : aliases->items) claim(alias, i);
    }
    const Node* successor = items[i].get("successor");
    if (successor && !licenses.resolve(successor->text).known) {
      diagnostics.add(Code::unknown_value, successor->span,
                      "'" + visible(successor->text) + "' is not the id or expression of a licence here");
    }
  }
  const Node* unresolved = node.get("unresolved");
  for (std::size_t i = 0; unresolved && i < unresolved->items.size(); ++i)
    claim(unresolved->items[i], items.size());
}

}  // namespace

std::optional<Licenses> read_licenses(const Source& source, Diagnostics& diagnostics) {
  const std::size_t before = diagnostics.errors();
  const std::optional<Node> node = parse(source, diagnostics);
  if (!node || !expect_format(*node, "licenses", 1, diagnostics)) return std::nullopt;
  if (!conform(*node, file, diagnostics) || !conform_rows(*node, diagnostics)) return std::nullopt;
  check_attributes(*node, diagnostics);
  Licenses licenses = read_rows(*node, diagnostics);
  check_spellings(*node, licenses, diagnostics);
  if (diagnostics.errors() > before) return std::nullopt;
  licenses.sha256 = sha256(to_json(*node));
  return licenses;
}

}  // namespace openrisk
