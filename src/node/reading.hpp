// What reading YAML and reading JSON have in common.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/unicode.hpp"
#include "node/node.hpp"

namespace openrisk {

// The starts of a text's lines: byte offsets become positions.
class Lines {
 public:
  explicit Lines(const Source& source);
  Position at(std::size_t offset) const;  // an offset past the end is the end
  Span span(std::size_t begin, std::size_t end) const;

 private:
  SourceId source_;
  std::size_t size_;
  std::vector<std::size_t> starts_;
};

// Checks what holds for every input: its size, UTF-8, no control characters.
bool is_readable(const Source& source, const Limits& limits, Diagnostics& diagnostics);

// What to do about a text that holds nothing.
inline constexpr std::string_view nothing_help =
    "`openrisk new card`, `rubric new` and `policy new` write one to start from";

// That a text is nested deeper than it may be.
std::string deeper_than(const Limits& limits);

// Reports every key that stands twice in one mapping of the tree; true when none does.
bool keys_are_unique(const Node& node, Diagnostics& diagnostics);

// Whether a text is a number by the grammar of JSON.
bool is_json_number(std::string_view text);

// The byte of `source` that shows byte `offset` of `value`, the value of the scalar that begins at byte
// `begin`; for `offset` = value.size() the byte after it, before a closing quote. With `behind` it is the
// byte after the one that shows `offset` - 1. Nothing where the source does not show the value.
std::optional<std::size_t> locate(std::string_view source, std::size_t begin, std::string_view value,
                                  std::size_t offset, bool behind = false);

// The byte of the quote that closes the one at byte `begin`; nothing when none does.
std::optional<std::size_t> closing_quote(std::string_view source, std::size_t begin);

// The byte after a scalar, its closing quote included; `begin` where the source does not show it.
std::size_t scalar_end(std::string_view source, std::size_t begin, std::string_view value);

// The byte of a position; the end of the text for positions outside.
std::size_t offset_of(std::string_view text, Position position);

}  // namespace openrisk
