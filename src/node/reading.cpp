#include "node/reading.hpp"

#include <algorithm>
#include <string>

#include "base/text.hpp"

namespace openrisk {
namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }

// For a few keys, which is nearly always: every pair is compared.
bool has_repeated_key(const std::vector<NodeEntry>& entries) {
  for (std::size_t i = 1; i < entries.size(); ++i) {
    for (std::size_t j = 0; j < i; ++j) {
      if (entries[i].key == entries[j].key) return true;
    }
  }
  return false;
}

// Pairs of entries with the same key: the first and each later one, in the order of the later ones.
std::vector<std::pair<std::size_t, std::size_t>> repeated_keys(const std::vector<NodeEntry>& entries) {
  if (entries.size() <= 16 && !has_repeated_key(entries)) return {};
  std::vector<std::size_t> order(entries.size());
  for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
  std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
    const int compared = entries[a].key.compare(entries[b].key);
    return compared != 0 ? compared < 0 : a < b;
  });
  std::vector<std::pair<std::size_t, std::size_t>> found;
  for (std::size_t i = 1, first = 0; i < order.size(); ++i) {
    if (entries[order[i]].key == entries[order[first]].key) {
      found.emplace_back(order[first], order[i]);
    } else {
      first = i;
    }
  }
  std::sort(found.begin(), found.end(), [](const auto& a, const auto& b) { return a.second < b.second; });
  return found;
}

// Reports at most `left` repeated keys, which it counts down.
void report_repeated_keys(const Node& node, Diagnostics& diagnostics, std::size_t& left) {
  for (const auto& [first, again] : repeated_keys(node.entries)) {
    if (left == 0) return;
    --left;
    const NodeEntry& entry = node.entries[again];
    const std::string message = "the key '" + visible(entry.key) + "' occurs twice";
    diagnostics.add(Code::duplicate_key, entry.key_span, message, "remove one of the two")
        .labels.push_back({node.entries[first].key_span, "first here"});
  }
  for (const Node& item : node.items) report_repeated_keys(item, diagnostics, left);
  for (const NodeEntry& entry : node.entries) report_repeated_keys(entry.value, diagnostics, left);
}

}  // namespace

Lines::Lines(const Source& source)
    : source_(source.id), size_(source.text.size()), starts_{byte_order_mark(source.text)} {
  for (std::size_t i = source.text.find('\n'); i != std::string::npos; i = source.text.find('\n', i + 1)) {
    starts_.push_back(i + 1);
  }
}

Position Lines::at(std::size_t offset) const {
  offset = std::max(starts_[0], std::min(offset, size_));
  const auto next = std::upper_bound(starts_.begin(), starts_.end(), offset);
  return {static_cast<std::uint32_t>(next - starts_.begin()),
          static_cast<std::uint32_t>(offset - *(next - 1) + 1)};
}

Span Lines::span(std::size_t begin, std::size_t end) const {
  return {source_, at(begin), at(std::max(begin, end))};
}

bool is_readable(const Source& source, const Limits& limits, Diagnostics& diagnostics) {
  const auto at = [&](std::size_t offset) { return Lines(source).span(offset, offset + 1); };
  if (source.text.size() > limits.bytes) {
    diagnostics.add(Code::file_too_large, at(limits.bytes),
                    "the text has more than " + std::to_string(limits.bytes) + " bytes");
    return false;
  }
  if (const auto offset = invalid_utf8(source.text)) {
    diagnostics.add(Code::invalid_utf8, at(*offset),
                    "the byte " + visible(source.text.substr(*offset, 1)) + " is not UTF-8",
                    "convert the file, for instance with `iconv -t UTF-8`");
    return false;
  }
  const auto is_control = [](char c) {
    return static_cast<unsigned char>(c) < 0x20 && c != '\t' && c != '\n' && c != '\r';
  };
  const auto control = std::find_if(source.text.begin(), source.text.end(), is_control);
  if (control != source.text.end()) {
    diagnostics.add(Code::syntax, at(static_cast<std::size_t>(control - source.text.begin())),
                    "the control character " + visible(std::string(1, *control)) + " stands in the text",
                    "a card or rubric is plain text: check that this is the right file");
    return false;
  }
  return true;
}

std::string deeper_than(const Limits& limits) {
  return "this is nested deeper than " + std::to_string(limits.depth) + " levels";
}

bool keys_are_unique(const Node& node, Diagnostics& diagnostics) {
  std::size_t left = 50;  // after so many nobody reads on
  report_repeated_keys(node, diagnostics, left);
  return left == 50;
}

bool is_json_number(std::string_view text) {
  std::size_t i = text.starts_with('-') ? 1 : 0;
  const auto skip_digits = [&] {
    const std::size_t begin = i;
    while (i < text.size() && is_digit(text[i])) ++i;
    return i > begin;
  };
  const bool leading_zero = i < text.size() && text[i] == '0';
  const std::size_t whole = i;
  if (!skip_digits() || (leading_zero && i > whole + 1)) return false;
  if (i < text.size() && text[i] == '.') {
    ++i;
    if (!skip_digits()) return false;
  }
  if (i < text.size() && (text[i] == 'e' || text[i] == 'E')) {
    ++i;
    if (i < text.size() && (text[i] == '+' || text[i] == '-')) ++i;
    if (!skip_digits()) return false;
  }
  return i == text.size();
}

}  // namespace openrisk
