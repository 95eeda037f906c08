#include "node/node.hpp"

#include <charconv>
#include <cmath>

#include "base/text.hpp"
#include "node/reading.hpp"

namespace openrisk {
namespace {

void append_quoted(std::string& out, std::string_view text) {
  out += '"';
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (c == '"' || c == '\\') {
      out += '\\';
      out += c;
    } else if (c == '\n') {
      out += "\\n";
    } else if (byte < 0x20 || byte == 0x7F) {
      out += "\\u00";
      out += "0123456789abcdef"[byte >> 4];
      out += "0123456789abcdef"[byte & 15];
    } else {
      out += c;
    }
  }
  out += '"';
}

void append_json(std::string& out, const Node& node) {
  switch (node.kind) {
    case NodeKind::blank: out += "null"; return;
    case NodeKind::scalar:
      if (number_of(node) || boolean_of(node)) {
        out += node.text;
      } else {
        append_quoted(out, node.text);
      }
      return;
    case NodeKind::sequence:
      out += '[';
      for (std::size_t i = 0; i < node.items.size(); ++i) {
        if (i > 0) out += ',';
        append_json(out, node.items[i]);
      }
      out += ']';
      return;
    case NodeKind::mapping:
      out += '{';
      for (std::size_t i = 0; i < node.entries.size(); ++i) {
        if (i > 0) out += ',';
        append_quoted(out, node.entries[i].key);
        out += ':';
        append_json(out, node.entries[i].value);
      }
      out += '}';
      return;
  }
}

// A JSON object, or what begins like one and is no YAML either: then it is JSON that is broken.
bool is_json_object(const Source& source) {
  constexpr const char* blank = " \t\r\n";
  const std::string_view text = source.text;
  const std::size_t begin = text.find_first_not_of(blank, byte_order_mark(text));
  if (begin == text.npos || text[begin] != '{') return false;
  Diagnostics unheard;
  if (parse_json(source, unheard)) return true;
  const std::size_t next = text.find_first_not_of(blank, begin + 1);
  return next != text.npos && text[next] == '"' && !parse_yaml(source, unheard);
}

}  // namespace

const Node* Node::get(std::string_view key) const {
  for (const NodeEntry& entry : entries) {
    if (entry.key == key) return &entry.value;
  }
  return nullptr;
}

std::optional<double> number_of(const Node& node) {
  return node.is_scalar() && !node.quoted ? number_of(node.text) : std::nullopt;
}

std::optional<double> number_of(std::string_view text) {
  if (!is_json_number(text)) return std::nullopt;  // from_chars alone reads "nan" too
  double value = 0;
  const char* end = text.data() + text.size();
  const auto result = std::from_chars(text.data(), end, value);
  if (result.ec != std::errc() || result.ptr != end || !std::isfinite(value)) return std::nullopt;
  return value + 0.0;  // -0 becomes 0
}

std::optional<bool> boolean_of(const Node& node) {
  if (!node.is_scalar() || node.quoted) return std::nullopt;
  if (node.text == "true") return true;
  if (node.text == "false") return false;
  return std::nullopt;
}

std::string to_json(const Node& node) {
  std::string out;
  append_json(out, node);
  return out;
}

Syntax syntax_of(const Source& source) {
  const std::string name = lower_case(source.name);
  if (name.ends_with(".json") || name.ends_with(".jsonl")) return Syntax::json;
  return name == "-" && is_json_object(source) ? Syntax::json : Syntax::yaml;
}

std::optional<Node> parse(const Source& source, Diagnostics& diagnostics, const Limits& limits) {
  return syntax_of(source) == Syntax::json ? parse_json(source, diagnostics, limits)
                                           : parse_yaml(source, diagnostics, limits);
}

}  // namespace openrisk
