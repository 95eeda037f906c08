// Works on trees, before any shape is checked: a patch may hold any part of an entry, and only the result
// has to be complete. Each node keeps the span of the file that said it last; a mapping that was touched
// has the span of the patch.
#include "rubric/merge.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "base/text.hpp"

namespace openrisk {
namespace {

const Node* id_of(const Node& item) {
  const Node* id = item.get("id");
  return id != nullptr && id->is_scalar() ? id : nullptr;
}

bool all_have_ids(const Node& list) {
  return std::all_of(list.items.begin(), list.items.end(),
                     [](const Node& item) { return id_of(item) != nullptr; });
}

std::vector<std::string> ids_of(const Node& list) {
  std::vector<std::string> ids;
  for (const Node& item : list.items)
    if (const Node* id = id_of(item)) ids.push_back(id->text);
  return ids;
}

// An effect that names its fact says all there is to it: a number, a curve and steps do not mix.
bool is_whole_effect(const Node& patch) {
  return patch.get("curve") != nullptr || patch.get("level") != nullptr;
}

bool is_list_with_ids(const Shape* shape) {
  return shape != nullptr && shape->form == Form::list && shape->unique_ids;
}

// The shape of what stands under a key; null where the shape knows no such key.
const Shape* shape_under(const Shape* shape, std::string_view key) {
  if (shape == nullptr) return nullptr;
  if (shape->form == Form::map) return shape->item;
  for (const ShapeKey& known : shape->keys)
    if (known.name == key) return known.shape;
  for (const Shape* alternative : shape->alternatives)
    if (const Shape* found = shape_under(alternative, key)) return found;
  return nullptr;
}

class Merger {
 public:
  Merger(std::vector<NearId>& near, Diagnostics& diagnostics) : near_(near), diagnostics_(diagnostics) {}

  // What a mapping by ids, such as the worlds, adds beside others. Its patch is not merged here.
  void note_new_keys(const Node* base, const Node* patch) {
    if (base == nullptr || patch == nullptr) return;
    const std::vector<std::string> there = keys_of(*base), others = without(there, keys_of(*patch));
    for (const NodeEntry& entry : patch->entries)
      if (std::find(there.begin(), there.end(), entry.key) == there.end())
        note_new({entry.key, entry.key_span}, entry.value, others);
  }

  void merge(Node& base, const Node& patch, const Shape* shape) {
    if (base.is_mapping() && patch.is_mapping()) {
      if (is_whole_effect(patch))
        base = patch;
      else
        mappings(base, patch, shape);
    } else if (is_list_with_ids(shape) && patch.is_mapping()) {
      if (!base.is_sequence()) base = empty_list(patch);
      list_by_keys(base, patch, shape->item);
    } else if (is_list_with_ids(shape) && base.is_sequence() && all_have_ids(base) && patch.is_sequence() &&
               !patch.items.empty()) {
      list_by_items(base, patch, shape->item);
    } else {
      base = patch;
    }
  }

 private:
  static Node empty_list(const Node& patch) {
    Node list;
    list.kind = NodeKind::sequence;
    list.span = patch.span;
    return list;
  }

  // What is new is taken as it is, but for lists with ids that are written as mappings.
  Node fresh(const Node& patch, const Shape* shape) {
    Node node = patch;
    if (is_list_with_ids(shape) && patch.is_mapping()) {
      node = empty_list(patch);
      list_by_keys(node, patch, shape->item);
    } else if (is_list_with_ids(shape)) {
      for (Node& item : node.items) item = fresh(item, shape->item);
    } else {
      for (NodeEntry& entry : node.entries) entry.value = fresh(entry.value, shape_under(shape, entry.key));
    }
    return node;
  }

  void mappings(Node& base, const Node& patch, const Shape* shape) {
    for (const NodeEntry& entry : patch.entries) {
      const auto old = std::find_if(base.entries.begin(), base.entries.end(),
                                    [&](const NodeEntry& other) { return other.key == entry.key; });
      if (old == base.entries.end()) {
        if (entry.value.kind == NodeKind::blank)
          nothing_to_remove(entry, keys_of(base));
        else
          base.entries.push_back(
              {entry.key, entry.key_span, fresh(entry.value, shape_under(shape, entry.key))});
      } else if (entry.value.kind == NodeKind::blank) {
        base.entries.erase(old);
      } else {
        merge(old->value, entry.value, shape_under(shape, entry.key));
        old->key_span = entry.key_span;
      }
    }
    base.span = patch.span;
  }

  void list_by_items(Node& base, const Node& patch, const Shape* item_shape) {
    const std::vector<std::string> others = without(ids_of(base), ids_of(patch));
    std::vector<std::string> stated, seen;
    for (const Node& item : patch.items) {
      const Node* id = id_of(item);
      if (id == nullptr) {
        diagnostics_.add(Code::missing_key, item.span,
                         "an item without an id, in a list that is extended by id",
                         "say which item is meant, or that it is a new one: id: …");
        continue;
      }
      if (std::find(seen.begin(), seen.end(), id->text) != seen.end())
        diagnostics_.add(Code::duplicate_id, id->span, fmt::format("'{}' occurs twice", visible(id->text)));
      seen.push_back(id->text);
      if (item.get("share") != nullptr) stated.push_back(id->text);
      put(base, {id->text, id->span}, item, item_shape, others);
    }
    settle(base, patch, stated);
  }

  void list_by_keys(Node& base, const Node& patch, const Shape* item_shape) {
    const std::vector<std::string> others = without(ids_of(base), keys_of(patch));
    std::vector<std::string> stated;
    bool removed = false;
    for (const NodeEntry& entry : patch.entries) {
      if (entry.value.kind == NodeKind::blank) {
        const auto gone =
            std::erase_if(base.items, [&](const Node& item) { return id_of(item)->text == entry.key; });
        if (gone == 0) nothing_to_remove(entry, ids_of(base));
        removed = removed || gone > 0;
        continue;
      }
      if (const Node* id = entry.value.get("id");
          id != nullptr && (!id->is_scalar() || id->text != entry.key))
        diagnostics_.add(Code::bad_id, id->span,
                         fmt::format("'{}' stands under the key '{}'", visible(id->text), visible(entry.key)),
                         "the key is the id; leave `id` out");
      if (entry.value.get("share") != nullptr) stated.push_back(entry.key);
      put(base, {entry.key, entry.key_span}, with_id(entry), item_shape, others);
    }
    settle(base, patch, stated, removed);
  }

  // `others`: the ids of the list that the patch does not name.
  void put(Node& base, const Text& id, const Node& patch, const Shape* shape,
           const std::vector<std::string>& others) {
    for (Node& old : base.items)
      if (const Node* known = id_of(old); known != nullptr && known->text == id.text)
        return mappings(old, patch, shape);
    note_new(id, patch, others);
    base.items.push_back(fresh(patch, shape));
  }

  // Shipped rubrics (their source is 0) mean what they say.
  void note_new(const Text& id, const Node& item, const std::vector<std::string>& others) {
    if (id.span.source == 0 || item.kind == NodeKind::blank) return;
    if (auto meant = misspelt_id(id.text, others)) near_.push_back({id, item.span, *std::move(meant)});
  }

  static std::vector<std::string> without(std::vector<std::string> ids,
                                          const std::vector<std::string>& named) {
    std::erase_if(
        ids, [&](const std::string& id) { return std::find(named.begin(), named.end(), id) != named.end(); });
    return ids;
  }

  static Node with_id(const NodeEntry& entry) {
    Node item = entry.value;
    std::erase_if(item.entries, [](const NodeEntry& other) { return other.key == "id"; });
    NodeEntry id{"id", entry.key_span, {}};
    id.value.kind = NodeKind::scalar;
    id.value.text = entry.key;
    id.value.span = entry.key_span;
    item.entries.insert(item.entries.begin(), std::move(id));
    return item;
  }

  static void settle(Node& base, const Node& patch, const std::vector<std::string>& stated,
                     bool removed = false) {
    base.span = patch.span;
    if (removed || !stated.empty()) scale_shares(base, stated);
  }

  static std::vector<std::string> keys_of(const Node& mapping) {
    std::vector<std::string> keys;
    for (const NodeEntry& entry : mapping.entries) keys.push_back(entry.key);
    return keys;
  }

  void nothing_to_remove(const NodeEntry& entry, const std::vector<std::string>& there) {
    diagnostics_.add(Code::unknown_key, entry.key_span,
                     fmt::format("there is no '{}' to remove", visible(entry.key)),
                     did_you_mean(entry.key, there));
  }

  std::vector<NearId>& near_;
  Diagnostics& diagnostics_;
};

void set_number(Node& node, double value) {
  node.text = fmt::format("{}", value);
  node.quoted = false;
}

void widen(Node& stage, double value) {
  for (NodeEntry& entry : stage.entries) {
    if (entry.key != "range" || !entry.value.is_sequence() || entry.value.items.size() != 2) continue;
    Node &low = entry.value.items[0], &high = entry.value.items[1];
    if (const auto was = number_of(low); was && *was > value) set_number(low, value);
    if (const auto was = number_of(high); was && *was < value) set_number(high, value);
  }
}

double rounded(double value, double parts) { return std::round(value * parts) / parts; }

}  // namespace

void merge_into(Node& base, const Node& patch, const Shape& shape, std::vector<NearId>& near,
                Diagnostics& diagnostics) {
  Merger merger(near, diagnostics);
  for (const char* by_id : {"worlds", "let", "lists"})
    merger.note_new_keys(base.get(by_id), patch.get(by_id));
  merger.merge(base, patch, &shape);
}

void scale_shares(Node& stages, const std::vector<std::string>& stated) {
  struct Share {
    Node* stage;
    Node* node;
    double value;
  };
  std::vector<Share> others;
  double fixed = 0, sum = 0;
  for (Node& stage : stages.items) {
    const auto share = std::find_if(stage.entries.begin(), stage.entries.end(),
                                    [](const NodeEntry& entry) { return entry.key == "share"; });
    const auto value = share == stage.entries.end() ? std::nullopt : number_of(share->value);
    if (!value) return;
    if (std::find(stated.begin(), stated.end(), id_of(stage)->text) != stated.end()) {
      fixed += *value;
    } else {
      others.push_back({&stage, &share->value, *value});
      sum += *value;
    }
  }
  const double rest = 100 - fixed;
  if (others.empty() || sum <= 0 || rest <= 0) return;
  // The largest takes what rounding leaves, so that the sum is exact.
  std::stable_sort(others.begin(), others.end(),
                   [](const Share& a, const Share& b) { return a.value < b.value; });
  double left = rest;
  for (Share& share : others) {
    const bool last = &share == &others.back();
    share.value = last ? rounded(left, 1e9) : rounded(share.value * rest / sum, 1e6);
    left -= share.value;
    set_number(*share.node, share.value);
    widen(*share.stage, share.value);
  }
}

}  // namespace openrisk
