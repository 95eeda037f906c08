// Worlds, options, ladders and checks.
#include "base/text.hpp"
#include "rubric/parts.hpp"
#include "rubric/take.hpp"

namespace openrisk {
namespace {

// A value as a card would write it: a scalar, or "[a, b]" for a list.
Text value_of(const Node& node) {
  if (!node.is_sequence()) return text_of(&node);
  std::vector<std::string> members;
  for (const Node& item : node.items) members.push_back(item.text);
  return {"[" + join(members, ", ") + "]", node.span};
}

std::vector<Setting> read_settings(const Node& owner) {
  std::vector<Setting> settings;
  for (const NodeEntry& entry : entries_at(owner, "set")) {
    Setting setting;
    setting.fact = {entry.key, entry.key_span};
    const Node* value = entry.value.is_mapping() ? entry.value.get("value") : &entry.value;
    if (value != nullptr) setting.value = value_of(*value);
    setting.sources = texts_at(entry.value, "source");
    setting.why = prose_at(entry.value, "why");
    settings.push_back(std::move(setting));
  }
  return settings;
}

Rung read_rung(const Node& node) {
  Rung rung{text_at(node, "id"), prose_at(node, "title"), {}, node.span};
  for (const Node& item : items_at(node, "needs"))
    rung.needs.push_back({text_at(item, "id"), prose_at(item, "title"), text_at(item, "when"),
                          text_at(item, "applies"), prose_at(item, "why"), texts_at(item, "source")});
  return rung;
}

}  // namespace

std::vector<World> read_worlds(const Node& root) {
  std::vector<World> worlds;
  for (const NodeEntry& entry : entries_at(root, "worlds"))
    worlds.push_back({{entry.key, entry.key_span},
                      prose_at(entry.value, "title"),
                      prose_at(entry.value, "why"),
                      read_settings(entry.value),
                      entry.value.span});
  return worlds;
}

std::vector<Option> read_options(const Node& root) {
  std::vector<Option> options;
  for (const Node& item : items_at(root, "options"))
    options.push_back({text_at(item, "id"), prose_at(item, "title"), prose_at(item, "why"),
                       text_at(item, "world"), read_settings(item), item.span});
  return options;
}

std::vector<Ladder> read_ladders(const Node& root) {
  std::vector<Ladder> ladders;
  for (const Node& item : items_at(root, "ladders")) {
    Ladder ladder{text_at(item, "id"),
                  prose_at(item, "title"),
                  prose_at(item, "about"),
                  text_at(item, "applies"),
                  {},
                  item.span};
    for (const Node& rung : items_at(item, "rungs")) ladder.rungs.push_back(read_rung(rung));
    ladders.push_back(std::move(ladder));
  }
  return ladders;
}

std::vector<Check> read_checks(const Node& root) {
  std::vector<Check> checks;
  for (const Node& item : items_at(root, "checks"))
    checks.push_back({text_at(item, "id"), text_at(item, "group"), prose_at(item, "title"),
                      text_at(item, "when"), text_at(item, "applies"), prose_at(item, "remedy"),
                      texts_at(item, "source"), item.span});
  return checks;
}

}  // namespace openrisk
