// A node is checked against its shape from the outside in. A complaint names the key under which the
// node stands, so that the message makes sense without the excerpt.
#include "node/shape.hpp"

#include <algorithm>
#include <charconv>
#include <map>

#include "base/text.hpp"
#include "openrisk/logic.hpp"

namespace openrisk {
namespace {

// Where a node stands: the nearest key above it.
struct Where {
  std::string name;  // "'share'", or "" at the top
  Span key;
};

std::string_view name_of(NodeKind kind) {
  switch (kind) {
    case NodeKind::blank: return "nothing";
    case NodeKind::scalar: return "a text";
    case NodeKind::sequence: return "a list";
    case NodeKind::mapping: return "a mapping";
  }
  return "";
}

std::string_view name_of(Form form) {
  switch (form) {
    case Form::any: return "a value";
    case Form::text: return "a text";
    case Form::id: return "an id";
    case Form::number: return "a number";
    case Form::boolean: return "true or false";
    case Form::date: return "a date";
    case Form::condition: return "a condition";
    case Form::choice: return "one of a few words";
    case Form::list: return "a list";
    case Form::list_or_one: return "a value or a list";
    case Form::record:
    case Form::map: return "a mapping";
    case Form::either: return "another kind of value";
  }
  return "";
}

std::string shown(const Node& node) {
  if (!node.is_scalar()) return std::string(name_of(node.kind));
  return (node.quoted ? "the text \"" : "'") + visible(node.text) + (node.quoted ? "\"" : "'");
}

bool is_id(std::string_view text) {
  if (text.empty() || text[0] < 'a' || text[0] > 'z') return false;
  return std::all_of(text.begin(), text.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_' || c == '-' || c == '.';
  });
}

// Whether a text was meant to be a number, though JSON would not read it as one.
bool is_like_number(std::string_view text) {
  const std::string word = lower_case(text);
  if (word == ".inf" || word == "-.inf" || word == ".nan" || word == "nan" || word == "inf" ||
      word == "infinity")
    return true;
  const std::size_t sign = word.starts_with('-') || word.starts_with('+') ? 1 : 0;
  const std::size_t digit = word.substr(sign, 1) == "." ? sign + 1 : sign;
  return digit < word.size() && word[digit] >= '0' && word[digit] <= '9';
}

std::string number_text(double value) {
  char buffer[32];
  const auto result = std::to_chars(buffer, buffer + sizeof buffer, value);
  return std::string(buffer, result.ptr);
}

std::vector<std::string> names_of(const std::vector<ShapeKey>& keys) {
  std::vector<std::string> names;
  names.reserve(keys.size());
  for (const ShapeKey& key : keys) names.push_back(key.name);
  return names;
}

bool fits(NodeKind kind, const Shape& shape) {
  switch (shape.form) {
    case Form::any: return true;
    case Form::list: return kind == NodeKind::sequence;
    case Form::list_or_one: return kind == NodeKind::sequence || fits(kind, *shape.item);
    case Form::record:
    case Form::map: return kind == NodeKind::mapping;
    case Form::either:
      return std::any_of(shape.alternatives.begin(), shape.alternatives.end(),
                         [&](const Shape* alternative) { return fits(kind, *alternative); });
    default: return kind == NodeKind::scalar;
  }
}

bool blank_fits(const Shape& shape) {
  if (shape.nullable || shape.form == Form::any) return true;
  return shape.form == Form::either &&
         std::any_of(shape.alternatives.begin(), shape.alternatives.end(),
                     [](const Shape* alternative) { return blank_fits(*alternative); });
}

class Checker {
 public:
  explicit Checker(Diagnostics& diagnostics) : diagnostics_(diagnostics) {}

  void check(const Node& node, const Shape& shape, const Where& where) {
    if (node.kind == NodeKind::blank) {
      if (!blank_fits(shape)) {
        complain(Code::blank_value, node.span, subject(where) + " has no value",
                 "give it a value, or remove it");
      }
      return;
    }
    if (!fits(node.kind, shape)) return wrong_kind(node, shape, where);
    switch (shape.form) {
      case Form::any:
      case Form::text:
      case Form::condition: return;
      case Form::id: return check_id(node, where);
      case Form::number: return check_number(node, shape, where);
      case Form::boolean:
        if (!boolean_of(node)) wrong_kind(node, shape, where);
        return;
      case Form::date: return check_date(node, where);
      case Form::choice: return check_choice(node, shape, where);
      case Form::list: return check_list(node, shape, where);
      case Form::list_or_one:
        if (node.is_sequence()) return check_list(node, shape, where);
        return check(node, *shape.item, where);
      case Form::record: return check_record(node, shape, where);
      case Form::map:
        for (const NodeEntry& entry : node.entries) check(entry.value, *shape.item, at(entry));
        return;
      case Form::either: return check_either(node, shape, where);
    }
  }

 private:
  static Where at(const NodeEntry& entry) { return {"'" + visible(entry.key) + "'", entry.key_span}; }
  static std::string subject(const Where& where) { return where.name.empty() ? "this" : where.name; }

  Diagnostic& complain(Code code, const Span& span, std::string message, std::string help) {
    return diagnostics_.add(code, span, std::move(message), std::move(help));
  }

  void wrong_kind(const Node& node, const Shape& shape, const Where& where) {
    if (shape.form == Form::condition) {
      complain(Code::unquoted_condition, node.span,
               subject(where) + " is a condition, but YAML reads " + shown(node), "quote the condition");
      return;
    }
    const auto expected = std::string(name_of(shape.form));
    complain(Code::wrong_kind, node.span,
             subject(where) + " is " + shown(node) + " where " + expected + " is expected",
             kind_help(node, shape));
  }

  static std::string kind_help(const Node& node, const Shape& shape) {
    if (!node.is_scalar()) return "";
    const std::size_t colon = node.text.find(':');
    Node bare = node;
    bare.quoted = false;
    if (shape.form == Form::boolean || shape.form == Form::number) {
      const bool quotes = node.quoted && (shape.form == Form::boolean ? boolean_of(bare).has_value()
                                                                      : number_of(bare).has_value());
      if (quotes) return "remove the quotes";
      return shape.form == Form::boolean ? "write true or false" : "write a number, for instance 0.5";
    }
    if (shape.form == Form::list) return "write [" + visible(node.text) + "]";
    const bool tight =
        !node.quoted && colon != std::string::npos && colon > 0 && colon + 1 < node.text.size();
    if (tight && fits(NodeKind::mapping, shape)) return "write a blank after the ':'";
    return "";
  }

  void check_id(const Node& node, const Where& where) {
    if (is_id(node.text)) return;
    complain(Code::bad_id, node.span, subject(where) + " is " + shown(node) + ", which is not an id",
             "use lower-case letters, digits, '_', '-' and '.', beginning with a letter");
  }

  void check_number(const Node& node, const Shape& shape, const Where& where) {
    const auto value = number_of(node);
    if (!value && !node.quoted && is_like_number(node.text)) {
      complain(Code::not_a_number, node.span,
               subject(where) + " is " + shown(node) + ", which is not a number as JSON writes it",
               "write 0.5, 13, -2 or 1e25");
    } else if (!value) {
      wrong_kind(node, shape, where);
    } else if (*value < shape.min || *value > shape.max) {
      const bool percent = shape.max == 1 && *value > 1 && *value <= 100;
      complain(
          Code::out_of_range, node.span, subject(where) + " is " + visible(node.text) + ", " + bounds(shape),
          percent ? "write " + number_text(*value / 100) + " for " + number_text(*value) + " percent" : "");
    }
  }

  static std::string bounds(const Shape& shape) {
    if (shape.max >= 1e300) return "which is less than " + number_text(shape.min);
    if (shape.min <= -1e300) return "which is more than " + number_text(shape.max);
    return "which is not between " + number_text(shape.min) + " and " + number_text(shape.max);
  }

  void check_date(const Node& node, const Where& where) {
    if (parse_date(node.text)) return;
    complain(Code::not_a_date, node.span, subject(where) + " is " + shown(node) + ", which is not a date",
             "write a day as YYYY-MM-DD, for instance 2026-11-21");
  }

  void check_choice(const Node& node, const Shape& shape, const Where& where) {
    const auto& choices = shape.choices;
    if (std::find(choices.begin(), choices.end(), node.text) != choices.end()) return;
    const std::string near = did_you_mean(node.text, choices);
    complain(Code::unknown_value, node.span,
             subject(where) + " is " + shown(node) + ", which is not one of its values",
             near.empty() ? "write one of: " + join(choices, ", ") : near);
  }

  void check_list(const Node& node, const Shape& shape, const Where& where) {
    const std::size_t size = node.items.size();
    if (size < shape.at_least || size > shape.at_most) {
      const std::string wanted = shape.at_least == shape.at_most ? std::to_string(shape.at_least)
                                 : size < shape.at_least ? "at least " + std::to_string(shape.at_least)
                                                         : "at most " + std::to_string(shape.at_most);
      complain(Code::wrong_kind, node.span,
               subject(where) + " is a list of " + std::to_string(size) + " where " + wanted +
                   (wanted == "1" ? " is" : " are") + " expected",
               "");
    }
    if (shape.item != nullptr) {
      for (const Node& item : node.items) check(item, *shape.item, where);
    }
    if (shape.unique_ids) check_ids(node);
  }

  void check_ids(const Node& list) {
    std::map<std::string_view, const Node*> seen;
    for (const Node& item : list.items) {
      const Node* id = item.get("id");
      if (id == nullptr) id = item.get("path");
      if (id == nullptr || !id->is_scalar()) continue;
      const auto [first, is_new] = seen.emplace(id->text, id);
      if (is_new) continue;
      complain(Code::duplicate_id, id->span, "the id '" + visible(id->text) + "' occurs twice",
               "give one of the two another id")
          .labels.push_back({first->second->span, "first here"});
    }
  }

  void check_record(const Node& node, const Shape& shape, const Where& where) {
    for (const NodeEntry& entry : node.entries) {
      const auto key = std::find_if(shape.keys.begin(), shape.keys.end(),
                                    [&](const ShapeKey& k) { return k.name == entry.key; });
      if (key == shape.keys.end()) {
        unknown_key(entry, shape, where);
      } else if (key->shape != nullptr) {
        check(entry.value, *key->shape, at(entry));
      }
    }
    for (const ShapeKey& key : shape.keys) {
      if (key.required && node.get(key.name) == nullptr) missing_key(node, key, where);
    }
  }

  void unknown_key(const NodeEntry& entry, const Shape& shape, const Where& where) {
    const auto names = names_of(shape.keys);
    const std::string near = did_you_mean(entry.key, names);
    complain(Code::unknown_key, entry.key_span,
             "the key '" + visible(entry.key) + "' is not known " +
                 (where.name.empty() ? "here" : "in " + where.name),
             near.empty() ? "known here: " + join(names, ", ") : near);
  }

  // Points at the key above the mapping, or at the first line of the mapping.
  void missing_key(const Node& node, const ShapeKey& key, const Where& where) {
    Span place = node.span;
    if (place.end.line > place.begin.line) place.end = {place.begin.line, place.begin.column + 1};
    complain(Code::missing_key, place,
             (where.name.empty() ? "the key '" : where.name + " lacks the key '") + key.name +
                 (where.name.empty() ? "' is missing" : "'"),
             key.doc.empty() ? "" : key.name + ": " + key.doc);
  }

  // Where no alternative takes the node, the first of its kind says why.
  void check_either(const Node& node, const Shape& shape, const Where& where) {
    std::vector<const Shape*> fitting;
    for (const Shape* alternative : shape.alternatives) {
      if (fits(node.kind, *alternative)) fitting.push_back(alternative);
    }
    for (std::size_t i = 0; fitting.size() > 1 && i < fitting.size(); ++i) {
      Diagnostics unheard;
      Checker(unheard).check(node, *fitting[i], where);
      if (!unheard.has_errors()) return;
    }
    check(node, *fitting.front(), where);
  }

  Diagnostics& diagnostics_;
};

}  // namespace

bool conform(const Node& node, const Shape& shape, Diagnostics& diagnostics) {
  const std::size_t errors = diagnostics.errors();
  Checker(diagnostics).check(node, shape, {});
  return diagnostics.errors() == errors;
}

}  // namespace openrisk
