#include "card/fields.hpp"

#include <algorithm>
#include <array>

#include "base/text.hpp"
#include "card/value.hpp"

namespace openrisk {

bool contains(const std::vector<std::string>& words, std::string_view word) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

bool is_blank(const Node& node) {
  return node.kind == NodeKind::blank || (node.is_scalar() && trim(node.text).empty());
}

Span key_span(const Node& mapping, std::string_view key) {
  for (const NodeEntry& entry : mapping.entries) {
    if (entry.key == key) return entry.key_span;
  }
  return mapping.span;
}

std::string key_help(std::string_view key, const std::vector<std::string>& keys) {
  const std::string meant = did_you_mean(key, keys);
  return meant.empty() ? "keys here: " + join(keys, ", ") : meant;
}

std::string read_text(const NodeEntry& entry, const char* help, Diagnostics& diagnostics) {
  const Span span = place_of(entry.value, entry.key_span);
  if (is_blank(entry.value)) {
    diagnostics.add(Code::blank_value, span, "`" + visible(entry.key) + "` has no value",
                    "fill it in, or leave it out");
  } else if (!entry.value.is_scalar()) {
    diagnostics.add(Code::wrong_kind, span, "`" + visible(entry.key) + "` is a text", help);
  } else {
    return entry.value.text;
  }
  return "";
}

namespace {

// A word that stands for a source to come, or for none.
bool names_nothing(std::string_view source) {
  constexpr std::array words{"unknown", "withheld", "n/a", "na", "none", "null", "todo", "tbd"};
  const std::string word = lower_case(trim(source));
  const bool is_said = std::any_of(word.begin(), word.end(), [](unsigned char c) {
    return c >= 0x80 || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
  });
  return !is_said || std::find(words.begin(), words.end(), word) != words.end();
}

}  // namespace

std::vector<std::string> read_sources(const NodeEntry& entry, Diagnostics& diagnostics) {
  const char* help = "name one source, or a list of them";
  std::vector<std::string> sources;
  const auto add = [&](const NodeEntry& one) {
    std::string source = read_text(one, help, diagnostics);
    if (source.empty()) return;
    if (names_nothing(source))
      diagnostics.add(Code::blank_value, place_of(one.value, one.key_span),
                      "'" + visible(source, 40) + "' is no source",
                      "name what can be read, or leave `source` out: the value is a claim then");
    else
      sources.push_back(std::move(source));
  };
  if (!entry.value.is_sequence()) {
    add(entry);
    return sources;
  }
  for (const Node& item : entry.value.items) add({entry.key, entry.key_span, item});
  if (entry.value.items.empty()) {
    diagnostics.add(Code::blank_value, place_of(entry.value, entry.key_span), "`source` names no source",
                    "fill it in, or leave it out");
  }
  return sources;
}

}  // namespace openrisk
