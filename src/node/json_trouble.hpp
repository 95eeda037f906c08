// Where and why a text is not JSON.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace openrisk {

struct JsonTrouble {
  std::size_t begin = 0, end = 0;  // bytes
  std::string message;
  std::string help;
  bool deep = false;  // no error of grammar: it opens one level too many
};

// The first place at which a text breaks the grammar of JSON, or is nested deeper than `depth`; nothing when
// there is none. Versions of simdjson differ in which of two errors they meet first.
std::optional<JsonTrouble> find_json_trouble(std::string_view text, std::size_t depth);

}  // namespace openrisk
