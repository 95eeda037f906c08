// A tree of YAML or JSON with positions: one shape for both, so that both give the same card.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "openrisk/base.hpp"

namespace openrisk {

enum class NodeKind : std::uint8_t { blank, scalar, sequence, mapping };

struct NodeEntry;

// blank: no value at all, or null. A scalar keeps its text as it was written; `quoted` tells text
// from what may be a number or a boolean.
struct Node {
  NodeKind kind = NodeKind::blank;
  bool quoted = false;
  std::string text;
  Span span;
  std::vector<Node> items;
  std::vector<NodeEntry> entries;

  bool is_scalar() const { return kind == NodeKind::scalar; }
  bool is_mapping() const { return kind == NodeKind::mapping; }
  bool is_sequence() const { return kind == NodeKind::sequence; }
  const Node* get(std::string_view key) const;  // the value of a key of a mapping, or null
};

struct NodeEntry {
  std::string key;
  Span key_span;
  Node value;
};

// Limits on every input; past one of them: a diagnostic with position.
struct Limits {
  std::size_t bytes = 8u << 20;
  std::size_t depth = 64;
  std::size_t nodes = 100'000;
};

enum class Syntax : std::uint8_t { yaml, json };

// JSON for names ending in .json or .jsonl; for "-" JSON when the text is a JSON object, or begins like one
// and is no YAML; YAML otherwise.
Syntax syntax_of(const Source& source);

// Parse one document. Errors (syntax, duplicate keys, aliases, several documents, bad UTF-8, limits,
// an empty file) become diagnostics, several per run where the parser can go on.
std::optional<Node> parse_yaml(const Source& source, Diagnostics& diagnostics, const Limits& limits = {});
std::optional<Node> parse_json(const Source& source, Diagnostics& diagnostics, const Limits& limits = {});
std::optional<Node> parse(const Source& source, Diagnostics& diagnostics, const Limits& limits = {});

// Scalars as values. A quoted scalar is never a number, boolean or blank.
std::optional<double> number_of(const Node& node);  // JSON's grammar, finite
std::optional<double> number_of(std::string_view text);
std::optional<bool> boolean_of(const Node& node);  // true and false only

// The tree as compact JSON: mappings in order, scalars that JSON would read back the same way bare.
std::string to_json(const Node& node);

// The position of byte `offset` of `text`, the value of a scalar that covers `scalar` in `source`, also
// in quoted, folded and block scalars; the scalar's own begin where the source does not show it.
Position position_within(const Source& source, std::string_view text, const Span& scalar, std::size_t offset);
Span span_within(const Source& source, std::string_view text, const Span& scalar, std::size_t begin,
                 std::size_t end);

}  // namespace openrisk
