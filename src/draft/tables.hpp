// Tables of foreign formats: what their values say in facts. They are data below rubrics/records.
#pragma once

#include <string>
#include <string_view>

#include "node/node.hpp"

namespace openrisk {

// The text of rubrics/records/NAME, without its ending; "" where there is none. Defined by the build.
std::string_view record_table(std::string_view name);

// The same as a tree, read once. A table that cannot be read is a bug: it throws.
const Node& table_named(std::string_view name);

// A part of a table by its key; a blank where it has none.
const Node& part_of(const Node& node, std::string_view key);

// A key's text; "" where there is none.
std::string_view text_of(const Node& node, std::string_view key);

// "a.b" of a record; null where it leads nowhere.
const Node* at_path(const Node& root, std::string_view path);

// A null, or a text of nothing but blanks; also for no node at all.
bool is_blank(const Node* node);

// Compared without case and blanks around: whether a list has the text, and the value of a map from texts,
// null where it is not listed.
std::string folded(std::string_view text);
bool is_one_of(const Node& texts, std::string_view text);
const Node* looked_up(const Node& map, std::string_view text);

// A scalar as a list of one, a list as it is; items that are no scalars are left out.
std::vector<std::string> texts_of(const Node& node);

}  // namespace openrisk
