#include "draft/tables.hpp"

#include <algorithm>
#include <map>
#include <mutex>
#include <stdexcept>

#include "base/text.hpp"

namespace openrisk {

const Node& table_named(std::string_view name) {
  static std::mutex guard;
  static std::map<std::string, Node, std::less<>> tables;
  const std::lock_guard lock(guard);
  const auto found = tables.find(name);
  if (found != tables.end()) return found->second;
  Sources sources;
  Diagnostics diagnostics;
  const std::string_view text = record_table(name);
  const Source& source = sources.add(std::string(name), std::string(text));
  std::optional<Node> tree =
      text.starts_with('{') ? parse_json(source, diagnostics) : parse_yaml(source, diagnostics);
  if (!tree) throw std::runtime_error("the table '" + std::string(name) + "' cannot be read");
  return tables.emplace(name, std::move(*tree)).first->second;
}

const Node& part_of(const Node& node, std::string_view key) {
  static const Node blank;
  const Node* part = node.is_mapping() ? node.get(key) : nullptr;
  return part == nullptr ? blank : *part;
}

std::string_view text_of(const Node& node, std::string_view key) {
  const Node& part = part_of(node, key);
  return part.is_scalar() ? std::string_view(part.text) : std::string_view();
}

const Node* at_path(const Node& root, std::string_view path) {
  const Node* at = &root;
  while (!path.empty() && at != nullptr) {
    const std::size_t dot = std::min(path.find('.'), path.size());
    at = at->is_mapping() ? at->get(path.substr(0, dot)) : nullptr;
    path.remove_prefix(std::min(dot + 1, path.size()));
  }
  return at;
}

bool is_blank(const Node* node) {
  return node == nullptr || node->kind == NodeKind::blank || (node->is_scalar() && trim(node->text).empty());
}

std::string folded(std::string_view text) { return lower_case(trim(text)); }

bool is_one_of(const Node& texts, std::string_view text) {
  return std::any_of(texts.items.begin(), texts.items.end(),
                     [&](const Node& one) { return folded(one.text) == folded(text); });
}

const Node* looked_up(const Node& map, std::string_view text) {
  for (const NodeEntry& entry : map.entries)
    if (folded(entry.key) == folded(text)) return &entry.value;
  return nullptr;
}

std::vector<std::string> texts_of(const Node& node) {
  std::vector<std::string> texts;
  if (node.is_scalar()) texts.push_back(node.text);
  for (const Node& item : node.items)
    if (item.is_scalar()) texts.push_back(item.text);
  return texts;
}

}  // namespace openrisk
