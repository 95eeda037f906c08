#include "draft/rest.hpp"

#include <algorithm>

#include "draft/tables.hpp"

namespace openrisk {
namespace {

constexpr std::size_t most_of_a_remark = 280;

// {"key": …, "value": …} of SPDX, {"name": …, "value": …} of CycloneDX.
std::string named_value(const Node& value) {
  if (value.get("value") == nullptr) return {};
  for (const char* key : {"key", "name"})
    if (!text_of(value, key).empty())
      return std::string(text_of(value, key)) + ": " + brief(part_of(value, "value"));
  return {};
}

}  // namespace

std::string pointer_to(std::string_view parent, std::string_view key) {
  std::string pointer(parent);
  pointer += '/';
  for (const char c : key) {
    if (c == '~')
      pointer += "~0";
    else if (c == '/')
      pointer += "~1";
    else
      pointer += c;
  }
  return pointer;
}

std::string pointer_to(std::string_view parent, std::size_t index) {
  return std::string(parent) + "/" + std::to_string(index);
}

std::string brief(const Node& value) {
  if (value.is_scalar()) return tame(value.text, most_of_a_remark);
  if (value.kind == NodeKind::blank) return {};
  if (value.is_mapping() && value.entries.size() <= 3)
    if (std::string named = named_value(value); !named.empty()) return named;
  if (value.is_mapping()) return tame(to_json(value), most_of_a_remark);
  std::string text;
  for (const Node& item : value.items) {
    if (text.size() > most_of_a_remark) return text + ", …";
    const std::string one = brief(item);
    if (!one.empty()) text += (text.empty() ? "" : ", ") + one;
  }
  return text;
}

Index::Index(const Node& mapping) {
  for (const NodeEntry& entry : mapping.entries) parts_.emplace(entry.key, &entry.value);
}

const Node& Index::operator[](std::string_view key) const {
  static const Node blank;
  const auto found = parts_.find(key);
  return found == parts_.end() ? blank : *found->second;
}

void tell_rest(const Node& mapping, const Origin& at, std::string_view title,
               std::initializer_list<std::string_view> read, Teller& tell) {
  for (const NodeEntry& entry : mapping.entries) {
    if (std::find(read.begin(), read.end(), entry.key) != read.end()) continue;
    const std::string text = brief(entry.value);
    if (text.empty() || text == "{}") continue;
    Origin origin = at;
    origin.pointer = pointer_to(at.pointer, entry.key);
    tell.remark(std::string(title) + (title.empty() ? "" : " ") + entry.key + ": " + text, std::move(origin));
  }
}

void Listing::add(std::string_view entry) {
  const std::string tamed = tame(entry, 160);
  if (!text_.empty() && title_.size() + text_.size() + tamed.size() > most_of_a_remark) finish();
  text_ += (text_.empty() ? "" : "; ") + tamed;
}

void Listing::finish() {
  if (!text_.empty()) tell_.remark(title_ + ": " + text_, origin_);
  text_.clear();
}

}  // namespace openrisk
